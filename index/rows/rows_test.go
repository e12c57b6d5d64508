package rows_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index/meaning"
	"fingerpost/index/rows"
)

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
