package table_test

import (
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/data/table"
)

const plain = `
name: plain
id: "{name}"
empty: [NA, n/a, "NULL"]
service: {name: "{name}", description: "{about}"}
`

func mapping(t testing.TB, text string) table.Mapping {
	t.Helper()
	m, err := table.ReadMapping("test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// read reads all of a table, up to its error.
func read(t testing.TB, m table.Mapping, r io.Reader) (items []data.Item, err error) {
	t.Helper()
	for item, err := range table.Read(r, "test.csv", m, reading(data.Topics{})) {
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
	return items, nil
}

// told is an item in short: its place, its name, its problems.
func told(items []data.Item) []string {
	var out []string
	for _, item := range items {
		s := item.Where + ": " + item.Submission.Service.Doc.Name
		for _, p := range item.Problems {
			s += " [" + strings.TrimSpace(string(p.Kind)+" "+p.Field+" "+p.Value) + "]"
		}
		out = append(out, s)
	}
	return out
}

func TestReadTolerates(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"commas":              {"name,about\nA,b\nC,d\n", []string{"row 2: A", "row 3: C"}},
		"no last line end":    {"name,about\nA,b", []string{"row 2: A"}},
		"windows line ends":   {"name,about\r\nA,b\r\n", []string{"row 2: A"}},
		"semicolons":          {"name;about\nA;b, c\n", []string{"row 2: A"}},
		"tabs":                {"name\tabout\nA\tb\n", []string{"row 2: A"}},
		"bars":                {"name|about\nA|b\n", []string{"row 2: A"}},
		"excel says so":       {"sep=;\nname;about\nA;b\n", []string{"row 2: A"}},
		"byte order mark":     {"\xef\xbb\xbfname,about\nA,b\n", []string{"row 2: A"}},
		"utf-16":              {utf16("name\tabout\nÀ\tb\n"), []string{"row 2: À [other-encoding]"}},
		"windows-1252, once":  {"name,about\nCaf\xe9,\x80\nCr\xeape,b\n", []string{"row 2: Café [other-encoding]", "row 3: Crêpe"}},
		"header with spaces":  {" Name , ABOUT \nA,b\n", []string{"row 2: A"}},
		"quoted commas":       {"name,about\n\"A, B\",\"say \"\"hi\"\"\"\n", []string{"row 2: A, B"}},
		"lines in a cell":     {"name,about\nA,\"b\nc\"\nD,e\n", []string{"row 2: A", "row 3: D"}},
		"blank rows count":    {"name,about\n\nA,b\n,\n\nC,d\n", []string{"row 3: A", "row 6: C"}},
		"empty extra cells":   {"name,about\nA,b,,\n", []string{"row 2: A"}},
		"ragged rows":         {"name,about\nA\nB,b,c\nD,d\n", []string{"row 2:  [bad-shape  1/2]", "row 3:  [bad-shape  3/2]", "row 4: D"}},
		"a stray quote":       {"name,about\nA \"x,b\nD,d\n", []string{`row 2:  [bad-shape  bare " in non-quoted-field]`, "row 3: D"}},
		"a quote never ended": {"name,about\nA,b\n\"C,d\nE,f\n", []string{"row 2: A", `row 3:  [bad-shape  extraneous or missing " in quoted-field]`}},
		"no name":             {"name,about\nNA,b\nNULL,c\n  ,d\n", []string{"row 2:  [no-name name]", "row 3:  [no-name name]", "row 4:  [no-name name]"}},
		"the same twice":      {"name,about\nA,b\nA,c\n", []string{"row 2: A", "row 3:  [repeated-id id A]"}},
		"only a header":       {"name,about\n", nil},
	} {
		items, err := read(t, mapping(t, plain), strings.NewReader(c.file))
		if got := told(items); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %q, %v\nwant %q", name, got, err, c.want)
		}
	}
}

// utf16 is the text as Excel writes "Unicode text".
func utf16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestReadRefusesFiles(t *testing.T) {
	m := mapping(t, plain+"person: [manager]\nrequired: [town]\n")
	for name, c := range map[string]struct{ file, missing string }{
		"other columns": {"name,abuot,manager,town\nA,b,c,d\n", "about"},
		"no header":     {"A,b\n", "about manager name town"},
		"nothing":       {"", "about manager name town"},
	} {
		items, err := read(t, m, strings.NewReader(c.file))
		var missing *table.MissingColumnError
		if !errors.As(err, &missing) || strings.Join(missing.Columns, " ") != c.missing || len(items) > 0 {
			t.Errorf("%s: %v, want columns %s", name, err, c.missing)
		}
	}
	broken := errors.New("disk")
	if _, err := read(t, mapping(t, plain), io.MultiReader(strings.NewReader("name,about\n"), failing{broken})); !errors.Is(err, broken) {
		t.Errorf("a reader's error: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestTooLong: 200 MB without an end, in a line or in a quoted cell, are not held in memory.
func TestTooLong(t *testing.T) {
	for name, c := range map[string]struct {
		begin string
		line  int
	}{
		"a line":          {"name,about\nA,b\nC,", 3},
		"a cell":          {"name,about\nA,\"b\nb\"\n\"C", 4},
		"the header":      {"name,", 1},
		"lines in a cell": {"name,about\n\"C\n", 2},
	} {
		filler := "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,"
		if strings.Contains(c.begin, "\"C") {
			filler = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
		}
		endless := &repeat{text: filler, left: 200 << 20}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := read(t, mapping(t, plain), io.MultiReader(strings.NewReader(c.begin), endless))
		runtime.ReadMemStats(&after)
		var long *table.TooLongError
		if !errors.As(err, &long) || long.Line != c.line {
			t.Errorf("%s: %v, want line %d", name, err, c.line)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 20<<20 {
			t.Errorf("%s: %d MB were allocated", name, used>>20)
		}
		if taken := 200<<20 - endless.left; taken > 2<<20 {
			t.Errorf("%s: %d bytes were read", name, taken)
		}
	}
	long := "name,about\nA," + strings.Repeat("b", 1<<20-100) + "\nC,d\n"
	if items, err := read(t, mapping(t, plain), strings.NewReader(long)); err != nil || len(items) != 2 {
		t.Errorf("just below the limit: %d items, %v", len(items), err)
	}
}

type repeat struct {
	text string
	left int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text)
	r.left -= n
	return n, nil
}

// TestReadStreams: rows come out while the file still goes in, and the reading ends when nobody wants more.
func TestReadStreams(t *testing.T) {
	in, out := io.Pipe()
	go func() {
		for i := 0; ; i++ {
			text := "name,about\n"
			if i > 0 {
				text = strings.Repeat("A"+strings.Repeat("a", i)+",b\n", 1) + strings.Repeat("x,y\n", 20000)
			}
			if _, err := out.Write([]byte(text)); err != nil {
				return
			}
		}
	}()
	for item, err := range table.Read(in, "pipe", mapping(t, plain), reading(data.Topics{})) {
		if err != nil || item.Submission.Service.Doc.Name != "Aa" {
			t.Errorf("%+v, %v", item, err)
		}
		break
	}
	in.Close()
}

// TestPerson: what is about a named person never gets in.
func TestPerson(t *testing.T) {
	m := mapping(t, plain+"person: [Manager, Manager phone]\n")
	items, err := read(t, m, strings.NewReader("name,about,Manager,manager phone,name\nA,b,Jo Bloggs,0113 496 0000,\"z\"\"\"\nC,d,NA,,\n"))
	if err != nil || len(items) != 2 {
		t.Fatal(items, err)
	}
	want := []string{"row 2: A [named-person Manager] [named-person manager phone]", "row 3: C"}
	if got := told(items); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(items[0].Submission.Records[0].Payload), `{"name":"A","about":"b","name (2)":"z\""}`; got != want {
		t.Errorf("payload %s, want %s", got, want)
	}
	all, err := json.Marshal(items)
	if err != nil || strings.Contains(string(all), "Bloggs") || strings.Contains(string(all), "496") {
		t.Errorf("%s, %v", all, err)
	}
}

func TestNoHeader(t *testing.T) {
	m := mapping(t, "name: bare\nheader: no\ncolumns: [Code, Title]\nid: \"{code}\"\nservice: {name: \"{title}\"}\n")
	items, err := read(t, m, strings.NewReader("X1;Alpha\nX2;Beta\nX3\n"))
	if got, want := told(items), []string{"row 1: Alpha", "row 2: Beta", "row 3:  [bad-shape  1/2]"}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if got, want := string(items[0].Submission.Records[0].Payload), `{"Code":"X1","Title":"Alpha"}`; got != want {
		t.Errorf("payload %s, want %s", got, want)
	}
	if _, ok := table.Match([]string{"Code", "Title"}, []table.Mapping{m}); ok {
		t.Error("a mapping without a header matches one")
	}
}

func TestHours(t *testing.T) {
	m := mapping(t, `
name: hours
id: "{name}"
empty: [NA]
service:
  name: "{name}"
  hours: "{words}"
  days: {monday: "{mon}", tuesday: "{tue}", wednesday: "{wed}"}
`)
	for row, want := range map[string]string{
		"Wed 10am - 4pm,,,":                  "We 10:00-16:00",
		"by appointment,,,":                  "(by appointment) [bad-hours hours by appointment]",
		`,"09:00-13:00,14:00-17:00",CLOSED,`: "Mo 09:00-13:00,14:00-17:00",
		",09:00-17:00,09:00-17:00,7-9":       "(Monday - Tuesday: 09:00-17:00; Wednesday: 7-9)",
		",CLOSED,Closed,":                    "",
		",09:00-13:00:14:00-18:00,CLOSED,":   "(Monday: 09:00-13:00:14:00-18:00; Tuesday: CLOSED)",
		"NA,NA,NA,10:00-24:00":               "We 10:00-24:00",
	} {
		items, err := read(t, m, strings.NewReader("name,words,mon,tue,wed\nA,"+row+"\n"))
		if err != nil || len(items) != 1 {
			t.Fatal(err)
		}
		got := hours.Notation(items[0].Submission.Service.Doc.Schedules)
		for _, s := range items[0].Submission.Service.Doc.Schedules {
			if s.Description != "" {
				got = "(" + s.Description + ")"
			}
		}
		for _, p := range items[0].Problems {
			if p.Field == "hours" {
				got += " [" + string(p.Kind) + " hours " + p.Value + "]"
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
}
