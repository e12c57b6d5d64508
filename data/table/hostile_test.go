package table_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"fingerpost/data/table"
)

// archive is a zip of some files.
func archive(t testing.TB, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const oneKML = "<kml><Document><Placemark><name>A</name><description>b</description></Placemark>"

// TestDamaged: what came before the damage is kept, and the error says after what it is.
func TestDamaged(t *testing.T) {
	described := mapping(t, "name: d\nid: \"{name}\"\noptional: [about, description]\nservice: {name: \"{name}\", description: \"{about}{description}\"}\n")
	event := mapping(t, "name: e\nid: \"{summary}\"\nservice: {name: \"{summary}\"}\n")
	const oneEvent = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20260701T100000\nDURATION:PT1H\nEND:VEVENT\n"
	for name, c := range map[string]struct {
		file  string
		m     table.Mapping
		after string
		items int
	}{
		"JSON that breaks off":      {`[{"name":"A","about":"b"},{"name":"B`, described, "item 1", 1},
		"GeoJSON that breaks off":   {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"}},`, described, "feature 1", 1},
		"JSON with no array":        {`{"a":{"b":`, described, "", 0},
		"JSON that is another":      {`[{"name":"A","about":"b"},oops`, described, "item 1", 1},
		"KML that breaks off":       {oneKML + "<Placemark><name>B", described, "placemark 1", 1},
		"KML with its own entity":   {"<!DOCTYPE kml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + oneKML + "<Placemark><name>&b;</name>", described, "placemark 1", 1},
		"a calendar without end":    {oneEvent, event, "event 1", 1},
		"half an event":             {oneEvent + "BEGIN:VEVENT\nSUMMARY:B", event, "event 1", 1},
		"a zip that breaks off":     {archive(t, map[string]string{"doc.kml": oneKML})[:60], described, "", 0},
		"a workbook of other files": {archive(t, map[string]string{"xl/workbook.xml": "<workbook"}), described, "", 0},
	} {
		items, err := read(t, c.m, strings.NewReader(c.file))
		var damaged *table.DamagedError
		if !errors.As(err, &damaged) || damaged.After != c.after || len(items) != c.items {
			t.Errorf("%s: %d items, %v", name, len(items), err)
		}
	}
}

// TestEndless: hundreds of megabytes of one value are not held in memory.
func TestEndless(t *testing.T) {
	described := mapping(t, "name: d\nid: \"{name}\"\noptional: [about, description]\nservice: {name: \"{name}\", description: \"{about}{description}\"}\n")
	event := mapping(t, "name: e\nid: \"{summary}\"\nservice: {name: \"{summary}\"}\n")
	const begun = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20260701T100000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\n"
	for name, c := range map[string]struct {
		begin, filler string
		m             table.Mapping
	}{
		"a JSON value":          {`[{"name":"A","about":"b"},{"about":"`, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", described},
		"an object":             {`[{"name":"A","about":"b"},{"a":1`, `,"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxx"`, described},
		"a value before rows":   {`{"about":"`, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", described},
		"a KML text":            {oneKML + "<Placemark><name>", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", described},
		"a KML comment":         {oneKML + "<!--", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", described},
		"placemark of elements": {oneKML + "<Placemark>", "<address>xxxxxxxxxxxxxxx</address>", described},
		"a calendar's line":     {begun + "DESCRIPTION:", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", event},
		"a folded line":         {begun + "DESCRIPTION:", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n ", event},
		"lines of an event":     {begun, "EXDATE:20260101T100000\n", event},
	} {
		endless := &tiles{text: c.filler, left: 200 << 20}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		items, err := read(t, c.m, io.MultiReader(strings.NewReader(c.begin), endless))
		runtime.ReadMemStats(&after)
		var long *table.TooLongError
		if !errors.As(err, &long) {
			t.Errorf("%s: %v", name, err)
		}
		if want := strings.Contains(c.begin, "A"); want != (len(items) == 1) {
			t.Errorf("%s: %d items before it", name, len(items))
		}
		if used := after.Sys - before.Sys; used > 100<<20 {
			t.Errorf("%s: %d MB were taken from the system", name, used>>20)
		}
		if taken := 200<<20 - endless.left; taken > 10<<20 {
			t.Errorf("%s: %d bytes were read", name, taken)
		}
	}
}

// tiles gives a text over and over, whole.
type tiles struct {
	text     string
	at, left int
}

func (r *tiles) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	r.left -= n
	return n, nil
}

// TestDeep: values nested ten thousand deep neither end the program nor the other rows.
func TestDeep(t *testing.T) {
	m := mapping(t, plain)
	deep := func(n int, open, end string) string { return strings.Repeat(open, n) + strings.Repeat(end, n) }
	items, err := read(t, m, strings.NewReader(`[{"name":"A","about":"b"},{"name":"B","about":`+deep(9000, "[", "]")+`},{"name":"C"}]`))
	equal(t, "one deep value", told(items), []string{"item 1: A", "item 2:  [bad-shape  nested deeper than 32 levels]", "item 3: C"})
	if err != nil {
		t.Error(err)
	}
	described := mapping(t, "name: d\nid: \"{name}\"\nservice: {name: \"{name}\", description: \"{description}\"}\n")
	for name, c := range map[string]struct {
		file string
		m    table.Mapping
	}{
		"a value":   {`[{"name":"A","about":"b"},{"name":` + deep(20000, "[", "]") + `}]`, m},
		"the rows":  {strings.Repeat(`{"a":`, 10000), m},
		"an object": {strings.Repeat(`[`, 20000), m},
		"elements":  {"<kml>" + deep(10000, "<Folder>", "</Folder>"), described},
		"placemark": {"<kml><Placemark>" + deep(10000, "<a>", "</a>"), described},
	} {
		_, err := read(t, c.m, strings.NewReader(c.file))
		var refused *table.DeepError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSwollen: a small zip that holds much is not unpacked.
func TestSwollen(t *testing.T) {
	much := strings.Repeat(" ", 129<<20)
	for _, name := range []string{"doc.kml", "xl/workbook.xml"} {
		_, err := read(t, mapping(t, plain), strings.NewReader(archive(t, map[string]string{name: much})))
		var swollen *table.SwollenError
		if !errors.As(err, &swollen) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTell: the first bytes tell the format, and the name only what they leave open.
func TestTell(t *testing.T) {
	for _, c := range []struct {
		name, kind, head string
		want             table.Format
	}{
		{"a.csv", "", "name,about\n", table.CSV}, {"a.txt", "", "name;about\n", table.CSV}, {"a", "", "", table.CSV},
		{"a.csv", "", "[Unknown],b\n", table.CSV}, {"a", "text/csv; charset=utf-8", "{a},b\n", table.CSV},
		{"a.csv", "text/csv", "<!DOCTYPE html><p>", "html"}, {"a.geojson", "", "  <HTML>", "html"},
		{"a.json", "", " \n{\"a\":1}", table.JSON}, {"a.txt", "", "\xef\xbb\xbf[]", table.JSON}, {"a.json", "", utf16("[1]"), table.JSON},
		{"a.xml", "", "<?xml version=\"1.0\"?><kml>", table.KML}, {"a.xml", "", "<rss>", "xml"},
		{"a.txt", "text/plain", "BEGIN:VCALENDAR\r\n", table.Calendar}, {"a.ics", "", "\xef\xbb\xbfbegin:vcalendar", table.Calendar},
		{"a.csv", "text/csv", "PK\x03\x04", "zip"}, {"a.xls", "", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"}, {"a.csv", "", "%PDF-1.7", "pdf"},
		{"a.csv", "", "a\x00b", "binary"}, {"a.gz", "", "\x1f\x8b\x08", "gzip"},
	} {
		if got := table.Tell(c.name, c.kind, []byte(c.head)); got != c.want {
			t.Errorf("%s, %s, %q: %q, want %q", c.name, c.kind, c.head, got, c.want)
		}
	}
}

// TestNothingInIt: files without rows, and files that only point elsewhere.
func TestNothingInIt(t *testing.T) {
	for text, linked := range map[string]bool{
		"{}": false, "[]": false, `{"features":[]}`: false, `[1,[2],"x"]`: false, `"text"`: false,
		"<kml><Document/></kml>": false, "<kml><NetworkLink><Link><href>x</href></Link></NetworkLink></kml>": true,
		"BEGIN:VCALENDAR\nEND:VCALENDAR\n": false,
	} {
		_, err := read(t, mapping(t, plain), strings.NewReader(text))
		var none *table.NoRowsError
		if !errors.As(err, &none) && text != `"text"` || none != nil && none.Linked != linked {
			t.Errorf("%s: %v", text, err)
		}
	}
}
