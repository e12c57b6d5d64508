package rows_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/document"
	api "github.com/blevesearch/bleve_index_api"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

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
