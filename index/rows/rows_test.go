package rows_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index/meaning"
	"fingerpost/index/rows"
)

// shelf is an index in memory and its newest view.
type shelf struct {
	testing.TB
	bleve bleve.Index
	views rows.Views
}

// blanks is the analyzer that takes what stands between blanks for words.
const blanks = "blanks"

func newShelf(t testing.TB) *shelf { return newShelfIn(t, "") }

// newShelfIn makes an index in a folder.
func newShelfIn(t testing.TB, folder string) *shelf {
	t.Helper()
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(blanks, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		t.Fatal(err)
	}
	made, err := bleve.NewUsing(folder, m, scorch.Name, scorch.Name, map[string]any{})
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{TB: t, bleve: made}
	s.views.Reader.Values = rows.NewValues()
	t.Cleanup(func() {
		if err := errors.Join(s.views.Close(), made.Close()); err != nil {
			t.Error(err)
		}
	})
	s.follow()
	return s
}

func (s *shelf) follow() {
	s.Helper()
	if err := s.views.Follow(s.bleve); err != nil {
		s.Fatal(err)
	}
}

// text is a document with an entry and a text.
type text struct {
	rows.Entry
	says string
}

// put puts documents into the index in one batch, and takes others out.
func (s *shelf) put(texts []text, gone ...string) {
	s.Helper()
	batch := s.bleve.NewBatch()
	words := s.bleve.Mapping().AnalyzerNamed(blanks)
	for _, d := range texts {
		stored, err := d.Encode(s.views.Reader.Values)
		if err != nil {
			s.Fatal(err)
		}
		var sequence []rows.Word
		for _, token := range words.Analyze([]byte(d.says)) {
			w := string(token.Term)
			sequence = append(sequence, rows.Word{Place: token.Position, Text: w, Stem: strings.TrimSuffix(w, "s")})
		}
		doc := document.NewDocument(filed(d.DocID()))
		doc.AddField(document.NewTextFieldCustom("says", nil, []byte(d.says), api.IndexField, words))
		doc.AddField(document.NewTextFieldCustom(rows.EntryField, nil, stored, api.StoreField, s.bleve.Mapping().AnalyzerNamed(keyword.Name)))
		doc.AddField(document.NewTextFieldCustom(rows.WordsField, nil, rows.AppendWords(nil, sequence), api.StoreField, s.bleve.Mapping().AnalyzerNamed(keyword.Name)))
		if err := batch.IndexAdvanced(doc); err != nil {
			s.Fatal(err)
		}
	}
	for _, id := range gone {
		batch.Delete(filed(id))
	}
	if err := s.bleve.Batch(batch); err != nil {
		s.Fatal(err)
	}
	s.follow()
}

// filed is what Bleve calls the document of an id.
func filed(id string) string { return rows.FiledAs(rows.Key(id)) }

// view is the newest view, which is released at the end of the test.
func (s *shelf) view() *rows.View {
	s.Helper()
	v := s.views.Acquire()
	s.Cleanup(func() {
		if err := v.Release(); err != nil {
			s.Error(err)
		}
	})
	return v
}

func TestRow(t *testing.T) {
	s := newShelf(t)
	least, most := 11, 17
	schedules, err := hours.Parse("Mo-Fr 09:00-17:00", "owner", "test")
	if err != nil {
		t.Fatal(err)
	}
	checked, err := data.ParseDate("2025-07-01")
	if err != nil {
		t.Fatal(err)
	}
	e := rows.Entry{
		Service: "s", Location: "l", First: true, Multi: true, Name: "the hall", Stems: []uint64{rows.Key("hall"), 1<<63 | 5}, Lengths: [rows.Fields]int{2, 0, 3, 70_000},
		Point: &geo.Point{-1.5, 53.8}, District: "E08000035", Areas: []geo.AreaCode{"E08000035", "K02000001"}, Assumed: true,
		Topics: []data.TopicID{"food", "money"}, Types: []data.ServiceTypeID{"shed"}, Audiences: []data.AudienceID{"carers"},
		Ways: []data.Way{data.ByPhone}, Kind: data.KindGroup, Cost: data.Free, Languages: []string{"cy"}, Days: []string{"mo"}, Kept: true, TermOnly: true, Full: 7,
		MinimumAge: &least, MaximumAge: &most, Checked: checked, Schedules: schedules, Nation: "ENG", Sense: meaning.Packed{1, -2, 127},
	}
	bare := rows.Entry{Service: "s", Location: "m", MaximumAge: &most}
	s.put([]text{{e, "one"}, {bare, "two"}})
	v := s.view()
	values := s.views.Reader.Values
	at := v.Of(rows.Key("s"))
	if len(at) != 2 || v.Docs != 2 || v.Services != 1 {
		t.Fatalf("%v, %d documents, %d services", at, v.Docs, v.Services)
	}
	p := v.Parts[at[0].Part]
	r, other := p.Row(at[0].Doc), p.Row(at[1].Doc)
	if !r.First() {
		r, other, at[0] = other, r, at[1]
	}
	facets, said := values.Tags()
	var tags []string
	for _, tag := range p.Tags(r) {
		tags = append(tags, fmt.Sprint(facets[tag], " ", said[tag]))
	}
	from, to, aged := r.Ages()
	_, no, onlyMost := other.Ages()
	days, known := r.CheckedAt()
	_, unknown := other.CheckedAt()
	served := values.Served()[r.Served]
	for what, ok := range map[string]bool{
		"point":     r.Located() && r.Point == *e.Point && !other.Located(),
		"flags":     r.Multi() && r.Assumed() && r.Remote() && r.IsGroup() && r.Kept() && r.TermOnly() && r.Placed() && !r.Derived() && !other.First(),
		"name":      string(p.Name(r)) == "the hall" && p.HasStem(r, rows.Key("hall")) && p.HasStem(r, 1<<63|5) && !p.HasStem(r, rows.Key("the")),
		"lengths":   r.Length(0) == 2 && r.Length(2) == 3 && r.Length(3) == 65_535 && r.Length(rows.Fields) == 2,
		"areas":     len(served) == 2 && values.Areas.Text(served[0]) == "E08000035" && values.Areas.Text(served[1]) == "K02000001" && other.Served == 0 && values.Areas.Text(r.District) == "E08000035",
		"tags":      slices.Equal(tags, []string{"0 food", "0 money", "1 carers", "3 cy", "7 free", "8 phone", "9 group", "10 mo"}),
		"topics":    len(p.Topics(r)) == 2 && len(p.Audiences(r)) == 1 && values.Tag(rows.Topic, "food") == rows.Tag(p.Topics(r)[0]),
		"types":     len(p.Types(r)) == 1 && values.Types.Text(uint32(p.Types(r)[0])) == "shed",
		"ages":      aged && from == 11 && to == 17 && onlyMost && no == 17,
		"checked":   known && r.CheckedOn() == checked && int64(days) == rows.Days(checked) && !unknown && other.CheckedOn().IsZero(),
		"sense":     *p.Sense(at[0].Doc) == e.Sense,
		"full":      r.Full == 7,
		"documents": r.Key == rows.Key(e.DocID()) && other.Key == rows.Key(bare.DocID()),
		"hours":     r.Hours > 0 && other.Hours == 0 && len(values.Hours()[r.Hours].Schedules) == len(schedules) && values.Hours()[r.Hours].Nation == "ENG",
	} {
		if !ok {
			t.Errorf("%s: %+v %v", what, r, tags)
		}
	}
}

// What is known of hours is kept until it may change, and no longer; also where a clock goes back.
func TestOpenAt(t *testing.T) {
	schedules, err := hours.Parse("Mo-Fr 09:00-17:00", "owner", "test")
	if err != nil {
		t.Fatal(err)
	}
	h := &rows.Hours{Schedules: schedules}
	monday := time.Date(2026, 11, 2, 0, 0, 0, 0, data.London)
	for _, minutes := range []int{0, 8*60 + 59, 9 * 60, 9*60 + 1, 12 * 60, 16*60 + 59, 17 * 60, 17*60 + 1, 12 * 60, 0, 24*60 + 600} {
		at := monday.Add(time.Duration(minutes) * time.Minute)
		if got, want := h.OpenAt(at, hours.Holidays{}), hours.At(schedules, "", hours.Holidays{}, at).Open; got != want {
			t.Errorf("%v: %t, want %t", at, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	uuid := data.Mint[data.ServiceID](data.LevelService, "test", "a")
	place := data.Mint[data.LocationID](data.LevelLocation, "test", "b")
	for _, e := range []rows.Entry{
		{Service: "s", Location: "l"}, {Service: "s"}, {Service: uuid, Location: place}, {Service: uuid}, {Service: uuid, Location: "l"}, {Service: "a/b", Location: place},
		{Service: data.ServiceID(strings.ToUpper(string(uuid)))}, {Service: "{" + uuid + "}", Location: place},
	} {
		s, l := rows.Split(e.DocID())
		if s != e.Service || l != e.Location {
			t.Errorf("%q %q came back as %q %q", e.Service, e.Location, s, l)
		}
	}
	if id := (&rows.Entry{Service: uuid, Location: place}).DocID(); len(id) != 33 {
		t.Errorf("it takes %d bytes", len(id))
	}
}

// A view shows the same while it is held, whatever changes; the next one shows what there is then.
func TestViews(t *testing.T) {
	s := newShelf(t)
	entry := func(service, location string, first bool) rows.Entry {
		return rows.Entry{Service: data.ServiceID(service), Location: data.LocationID(location), First: first}
	}
	s.put([]text{{entry("a", "1", true), "bread soup bread"}, {entry("a", "2", false), "soup"}, {entry("b", "", true), "bread"}})
	old := s.view()
	s.put([]text{{entry("a", "1", true), "songs"}, {entry("c", "", true), "soup"}}, "b/")
	fresh := s.view()
	for _, test := range []struct {
		view            *rows.View
		docs, services  int
		bread, soup     int
		a               []string
		b, c            bool
		serial, nothing int64
	}{
		{view: old, docs: 3, services: 2, bread: 2, soup: 2, a: []string{"a/1", "a/2"}, b: true},
		{view: fresh, docs: 3, services: 2, bread: 0, soup: 2, a: []string{"a/1", "a/2"}, c: true},
	} {
		v := test.view
		bread, err := v.Bearers("says", "bread")
		soup, err2 := v.Bearers("says", "soup")
		_, b, err3 := v.Find(rows.Key("b/"))
		_, c, err4 := v.Find(rows.Key("c/"))
		var a []string
		for _, at := range v.Of(rows.Key("a")) {
			id, err5 := v.Parts[at.Part].DocID(at.Doc)
			err4 = errors.Join(err4, err5)
			a = append(a, id)
		}
		if err := errors.Join(err, err2, err3, err4); err != nil {
			t.Fatal(err)
		}
		slices.Sort(a)
		seen := 0
		if err := v.Each(func(*rows.Part, uint32) error { seen++; return nil }); err != nil {
			t.Fatal(err)
		}
		if v.Docs != test.docs || seen != test.docs || v.Services != test.services || bread != test.bread || soup != test.soup || !slices.Equal(a, test.a) || b != test.b || c != test.c {
			t.Errorf("%d documents (%d), %d services, %d have bread and %d soup; a: %v, b: %t, c: %t; want %+v", v.Docs, seen, v.Services, bread, soup, a, b, c, test)
		}
	}
	if old.Serial == fresh.Serial {
		t.Error("two views have one number")
	}
}

// A view that was taken goes on when the index is closed for all others.
func TestViewOutlivesClosing(t *testing.T) {
	s := newShelf(t)
	s.put([]text{{rows.Entry{Service: "a", First: true}, "bread"}})
	v := s.view()
	if err := s.views.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err := v.Bearers("says", "bread"); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if s.views.Acquire() != nil {
		t.Error("what is closed gives a view")
	}
}

// What is near by cells is all that is near by distance, wherever on Earth that is.
func TestNear(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	s := newShelf(t)
	middles := []geo.Point{{-1.5, 53.8}, {-0.1, 51.5}, {179.99, -17}, {-179.9, 60.2}, {20, 89.7}, {0, 0}, {-8, -89.9}}
	var all []text
	for i := range 3000 {
		m := middles[random.IntN(len(middles))]
		p := geo.Point{m.Lon() + random.NormFloat64()*0.6, max(-90, min(90, m.Lat()+random.NormFloat64()*0.4))}
		if p.Lon() > 180 {
			p[0] -= 360
		}
		if p.Lon() < -180 {
			p[0] += 360
		}
		all = append(all, text{rows.Entry{Service: data.ServiceID(fmt.Sprint(i)), Point: &p}, ""})
	}
	s.put(all)
	v := s.view()
	few := 0
	for range 300 {
		o := all[random.IntN(len(all))].Point
		radius := geo.Miles([]float64{0.1, 1, 5, 25, 100}[random.IntN(5)])
		for _, p := range v.Parts {
			var got []uint32
			p.Near(*o, radius, func(doc uint32) { got = append(got, doc) })
			slices.Sort(got)
			if len(slices.Compact(slices.Clone(got))) != len(got) {
				t.Fatalf("%v miles about %v: some are found twice", radius, *o)
			}
			if len(got) < p.Len()/20 {
				few++
			}
			for doc := range uint32(p.Len()) {
				if _, found := slices.BinarySearch(got, doc); !found && geo.Distance(*o, p.Row(doc).Point) <= radius {
					t.Fatalf("%v miles about %v: %v is not found", radius, *o, p.Row(doc).Point)
				}
			}
		}
	}
	if few < 50 {
		t.Errorf("only %d searches left most points out", few)
	}
}

// Side and Often are compared with reading the texts.
func TestWords(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	vocabulary := strings.Fields("bread breads soup song songs tea bank banc banks")
	s := newShelf(t)
	says := map[string][]string{}
	for range 4 { // segments
		var all []text
		for range 50 {
			id := fmt.Sprint(len(says))
			for range random.IntN(9) {
				says[id] = append(says[id], vocabulary[random.IntN(len(vocabulary))])
			}
			if len(says[id]) == 0 {
				says[id] = []string{"nothing"}
			}
			all = append(all, text{rows.Entry{Service: data.ServiceID(id)}, strings.Join(says[id], " ")})
		}
		s.put(all)
	}
	v := s.view()
	word := func(w string) rows.SideTerm {
		return rows.SideTerm{Term: w, Word: w, Stem: strings.TrimSuffix(w, "s")}
	}
	for range 200 {
		var steps [][]rows.SideTerm
		var run []string
		for n := range 1 + random.IntN(3) {
			w := vocabulary[random.IntN(len(vocabulary))]
			if n > 0 && random.IntN(4) == 0 {
				steps, run = append(steps, nil), append(run, "") // whatever stands there
			}
			steps, run = append(steps, []rows.SideTerm{word(w)}), append(run, w)
		}
		for i, p := range v.Parts {
			at, err := p.Side("says", 0, steps)
			if err != nil {
				t.Fatal(err)
			}
			for doc := range uint32(p.Len()) {
				id, err := p.DocID(doc)
				if err != nil {
					t.Fatal(err)
				}
				service, _ := rows.Split(id)
				text := says[string(service)]
				if got, want := at.Has(doc), stands(run, text); got != want {
					t.Fatalf("segment %d: %q in %q: %t", i, run, text, got)
				}
			}
		}
	}
	for _, p := range v.Parts {
		for _, w := range vocabulary {
			at, err := p.Postings("says", w)
			if err != nil {
				t.Fatal(err)
			}
			docs := at.Append(nil)
			times, err := p.Times("says", w, at, docs, nil)
			if err != nil {
				t.Fatal(err)
			}
			for doc := range uint32(p.Len()) {
				id, _ := p.DocID(doc)
				service, _ := rows.Split(id)
				want, got := 0, 0
				for _, x := range says[string(service)] {
					if x == w {
						want++
					}
				}
				if i := slices.Index(docs, doc); i >= 0 {
					if got = 1; times != nil {
						got = int(times[i])
					}
				}
				if got != want {
					t.Fatalf("%q %d times in %q, not %d", w, got, says[string(service)], want)
				}
			}
		}
	}
}

// What has been let go of is there when it is looked at.
func TestLetGo(t *testing.T) {
	s := newShelfIn(t, filepath.Join(t.TempDir(), "index"))
	var texts []text
	for n := range 200 {
		texts = append(texts, text{rows.Entry{Service: data.ServiceID(fmt.Sprint(n)), First: true}, fmt.Sprint("bread ", n)})
	}
	s.put(texts)
	s.follow() // once it has been written
	v := s.view()
	for range 2 {
		if err := v.LetGo(); err != nil {
			t.Fatal(err)
		}
		for n := range texts {
			at := v.Of(rows.Key(fmt.Sprint(n)))
			id, err := v.Parts[at[0].Part].DocID(at[0].Doc)
			one, err2 := v.Bearers("says", fmt.Sprint(n))
			if err := errors.Join(err, err2); err != nil || id != fmt.Sprint(n, "/") || one != 1 {
				t.Fatalf("%d is %q, and %d bear it: %v", n, id, one, err)
			}
		}
	}
}

// stands reports whether words stand side by side in a text; "" is any word, or the end.
func stands(run, text []string) bool {
	for i := range text {
		same := true
		for n, w := range run {
			same = same && (w == "" || i+n < len(text) && text[i+n] == w)
		}
		if same {
			return true
		}
	}
	return false
}

// A document whose entry is missing, cut or another's is no document: it is said which.
func TestForeign(t *testing.T) {
	good := rows.Entry{Service: "a", Name: "hall", Topics: []data.TopicID{"food"}}
	values := rows.NewValues()
	stored, err := good.Encode(values)
	if err != nil {
		t.Fatal(err)
	}
	for what, entry := range map[string][]byte{"none": nil, "another's": stored, "cut": stored[:len(stored)-1]} {
		id := "a/"
		if what == "another's" {
			id = "b/"
		}
		if err := read(t, values, id, entry); err == nil || !strings.Contains(err.Error(), named(id)) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := read(t, rows.NewValues(), "a/", stored); err == nil || !strings.Contains(err.Error(), named("a/")) {
		t.Errorf("with numbers that stand for nothing: %v", err)
	}
	if err := read(t, values, "a/", stored); err != nil {
		t.Error(err)
	}
}

// named is how errors name the document of an id.
func named(id string) string { return fmt.Sprintf("document %x", filed(id)) }

// read reads one document with an entry.
func read(t testing.TB, values *rows.Values, id string, entry []byte) error {
	s := newShelf(t)
	s.views.Reader.Values = values
	doc := document.NewDocument(filed(id))
	if entry != nil {
		doc.AddField(document.NewTextFieldCustom(rows.EntryField, nil, entry, api.StoreField, nil))
	}
	batch := s.bleve.NewBatch()
	if err := batch.IndexAdvanced(doc); err != nil {
		t.Fatal(err)
	}
	if err := s.bleve.Batch(batch); err != nil {
		t.Fatal(err)
	}
	return s.views.Follow(s.bleve)
}

func FuzzEntry(f *testing.F) {
	age := 3
	e := rows.Entry{Service: "a", Name: "hall", Topics: []data.TopicID{"food"}, Point: &geo.Point{1, 2}, Areas: []geo.AreaCode{"E08000035"}, MinimumAge: &age, Stems: []uint64{7}}
	values := rows.NewValues()
	stored, err := e.Encode(values)
	if err != nil {
		f.Fatal(err)
	}
	head := stored[:4] // what is true of it, and whose it is
	f.Add(stored[len(head):])
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, rest []byte) {
		if err := read(t, values, "a/", append(slices.Clone(head), rest...)); err != nil && !strings.Contains(err.Error(), named("a/")) {
			t.Errorf("it does not say which document: %v", err)
		}
	})
}

// What the numbers of entries stand for is the same when it has been kept, and what is damaged is not read.
func TestValuesAreKept(t *testing.T) {
	values := rows.NewValues()
	e := rows.Entry{Service: "a", Topics: []data.TopicID{"food", "money"}, Types: []data.ServiceTypeID{"shed"}, Areas: []geo.AreaCode{"E08000035"}, District: "K02000001"}
	stored, err := e.Encode(values)
	if err != nil {
		t.Fatal(err)
	}
	kept := values.Bytes()
	back, err := rows.ReadValues(kept)
	if err != nil || back.Count() != values.Count() || !slices.Equal(back.Bytes(), kept) {
		t.Fatalf("%v: %d numbers of %d", err, back.Count(), values.Count())
	}
	again, err := e.Encode(back)
	if err != nil || !slices.Equal(again, stored) || back.Count() != values.Count() {
		t.Errorf("%v: %x is not %x", err, again, stored)
	}
	if empty, err := rows.ReadValues(nil); err != nil || empty.Count() != rows.NewValues().Count() {
		t.Errorf("of nothing: %v", err)
	}
	for i := range kept {
		damaged := slices.Clone(kept)
		damaged[i]++
		_, err1 := rows.ReadValues(damaged)
		_, err2 := rows.ReadValues(kept[:i])
		if err1 == nil || err2 == nil && i > 0 {
			t.Errorf("read with byte %d changed (%v), or cut there (%v)", i, err1, err2)
		}
	}
}

// Hours are the same when they have been stored, whether they can be said in short or not.
func TestHoursAreKept(t *testing.T) {
	from, err := data.ParseDate("2026-07")
	if err != nil {
		t.Fatal(err)
	}
	office := data.Schedule{Freq: "WEEKLY", ByDay: "MO,TU,FR", OpensAt: "09:00", ClosesAt: "17:30", BankHolidays: data.BankHolidaysClosed}
	for _, change := range []func(*data.Schedule){
		func(*data.Schedule) {}, func(s *data.Schedule) { *s = data.Schedule{Description: "by appointment"} }, func(s *data.Schedule) { s.ByDay = "FR,MO" },
		func(s *data.Schedule) { s.Freq, s.ByDay = "MONTHLY", "2MO" }, func(s *data.Schedule) { s.OpensAt, s.ClosesAt = "00:00", "00:00" },
		func(s *data.Schedule) { s.OpensAt, s.ClosesAt = "22:00", "24:00" }, func(s *data.Schedule) { s.OpensAt = "9:00" }, func(s *data.Schedule) { s.OpensAt = "09:00:00" },
		func(s *data.Schedule) { s.ValidFrom = from }, func(s *data.Schedule) { s.Interval = 2 }, func(s *data.Schedule) { s.ByMonthDay = "1,15" },
		func(s *data.Schedule) { s.Freq = "DAILY" }, func(s *data.Schedule) { s.BankHolidays = "perhaps" }, func(s *data.Schedule) { s.ClosesAt = "" },
		func(s *data.Schedule) { s.DTStart = from }, func(s *data.Schedule) { s.ValidTo = from }, func(s *data.Schedule) { *s = data.Schedule{} },
	} {
		other := office
		change(&other)
		for _, nation := range []string{"", "SCT"} {
			s := newShelf(t)
			want := []data.Schedule{office, other}
			s.put([]text{{rows.Entry{Service: "a", Schedules: want, Nation: nation}, "one"}})
			v := s.view()
			at := v.Of(rows.Key("a"))
			got := s.views.Reader.Values.Hours()[v.Parts[at[0].Part].Row(at[0].Doc).Hours]
			if !slices.Equal(got.Schedules, want) || got.Nation != nation {
				t.Errorf("%+v in %q came back as %+v in %q", want, nation, got.Schedules, got.Nation)
			}
		}
	}
}

// Points are the same when they have been stored, to the last bit.
func TestPointsAreKept(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for n := range 300 {
		p := geo.Point{random.Float64()*360 - 180, random.Float64()*180 - 90}
		if n%3 > 0 {
			scale := math.Pow10(n % 9)
			p = geo.Point{math.Round(p.Lon()*scale) / scale, math.Round(p.Lat()*scale) / scale}
		}
		s := newShelf(t)
		s.put([]text{{rows.Entry{Service: "a", Point: &p}, "one"}})
		v := s.view()
		at := v.Of(rows.Key("a"))
		if got := v.Parts[at[0].Part].Row(at[0].Doc).Point; got != p {
			t.Fatalf("%v came back as %v", p, got)
		}
	}
}
