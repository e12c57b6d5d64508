package index_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// TestStable promises one order for one directory: however it was filled, in whatever batches, and after changes that were
// taken back.
func TestStable(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := variety(o, 200)
	for i := range 30 { // equals, which only their ids tell apart
		s := service(fmt.Sprintf("Equal %02d", i), says("bread"))
		s.Service.Doc.Name = "Equal"
		all = append(all, s)
	}
	requests := []index.Request{{}, {Text: "bread"}, {Text: "soup", Origin: &o}, {Origin: &o}, {Origin: &o, Sort: index.ByDistance},
		{Sort: index.ByName}, {Text: "tablet"}, {Text: "bred"}, {Text: "soup songs"}}
	x := indexOver(t, all...)
	var want [][]data.ServiceID
	for _, r := range requests {
		want = append(want, ids(search(t, x, r)))
	}
	compare := func(how string, x *index.Index) {
		t.Helper()
		for i, r := range requests {
			if got := ids(search(t, x, r)); !slices.Equal(got, want[i]) {
				t.Errorf("%s: %+v gives another order", how, r)
			}
		}
	}
	backwards := slices.Clone(all)
	slices.Reverse(backwards)
	compare("backwards", indexOver(t, backwards...))

	log := newMemory()
	x = indexOf(t, log)
	for i := range all { // a batch for each
		log.put(all[i])
		if i%3 == 0 {
			follow(t, x, log)
		}
	}
	follow(t, x, log)
	compare("little by little", x)

	for i := range all { // changed, and changed back
		changed := all[i]
		changed.Service.Doc.Description = "bread bread bread and many other words, such as soup"
		log.put(changed)
	}
	follow(t, x, log)
	log.put(all...)
	follow(t, x, log)
	compare("after changes", x)
}

// TestPages promises that pages cover every service once, each band in the order of the whole.
func TestPages(t *testing.T) {
	o := find(t, "LS1 4AP")
	x := indexOver(t, variety(o, 120)...)
	for _, base := range []index.Request{{}, {Origin: &o}, {Text: "bread"}, {Sort: index.ByName, Origin: &o}} {
		whole := search(t, x, base)
		paged := map[index.Band][]data.ServiceID{}
		for page := base; page.Offset < whole.Total; page.Offset += 7 {
			page.Limit = 7
			a := search(t, x, page)
			if a.Total != whole.Total || !cmp.Equal(a.Facets, whole.Facets) || !cmp.Equal(a.Bands, whole.Bands) {
				t.Errorf("%+v: a page tells of another whole", page)
			}
			for band, ids := range byBand(a) {
				paged[band] = append(paged[band], ids...)
			}
		}
		if want := byBand(whole); !cmp.Equal(paged, want) {
			t.Errorf("%+v: the pages are not the whole:\n%s", base, cmp.Diff(want, paged))
		}
	}
	for _, r := range []index.Request{{Offset: 1000, Limit: 10}, {Offset: -5, Limit: 3}, {Offset: 3, Limit: -1}, {Offset: 1 << 62, Limit: 1<<63 - 1}, {Offset: 5, Limit: 1<<63 - 1}} {
		if a := search(t, x, r); a.Total != 120 {
			t.Errorf("%+v: %d services", r, a.Total)
		}
	}
}

func byBand(a index.Answer) map[index.Band][]data.ServiceID {
	out := map[index.Band][]data.ServiceID{}
	for _, r := range a.Results {
		out[r.Reach.Band()] = append(out[r.Reach.Band()], r.Service)
	}
	return out
}

// TestPagesWhileTheLogGrows promises that the pages of one list are all of it, once each, whatever comes into the directory
// meanwhile; that what leaves it is shown no more; and that a mark of another search, or none, looks anew.
func TestPagesWhileTheLogGrows(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := variety(o, 120)
	log := newMemory(all...)
	x := indexOf(t, log)
	first := search(t, x, index.Request{Origin: &o, Limit: 10})
	if first.At == 0 || first.Total < 50 {
		t.Fatalf("%d services, mark %d", first.Total, first.At)
	}
	was := map[data.ServiceID]bool{}
	for _, id := range ids(search(t, x, index.Request{Origin: &o})) {
		was[id] = true
	}
	seen, gone := map[data.ServiceID]int{}, map[data.ServiceID]bool{}
	for page := 0; page*10 < first.Total; page++ {
		a := search(t, x, index.Request{Origin: &o, Offset: page * 10, Limit: 10, At: first.At})
		if a.Total != first.Total {
			t.Errorf("page %d tells of %d services, not %d", page+1, a.Total, first.Total)
		}
		for _, id := range ids(a) {
			if gone[id] {
				t.Errorf("%s is shown on page %d and has gone", id, page+1)
			}
			seen[id]++
		}
		nearer := service(fmt.Sprintf("Nearer %d", page), at(north(o, 0.01))) // it would come first
		log.put(nearer)
		leaving := all[len(all)-1-page]
		status(data.Inactive)(&leaving)
		log.put(leaving)
		follow(t, x, log)
		gone[leaving.Service.Doc.ID] = true
	}
	for id := range was {
		if n := seen[id]; n > 1 || n == 0 && !gone[id] {
			t.Errorf("%s is shown %d times", id, n)
		}
	}
	for id := range seen {
		if !was[id] {
			t.Errorf("%s came later and is shown", id)
		}
	}
	anew := search(t, x, index.Request{Origin: &o, Limit: 10, At: first.At, Text: "bread"})
	if anew.At == first.At {
		t.Error("the mark of another search is taken")
	}
	if a := search(t, x, index.Request{Origin: &o, Limit: 10}); a.Total == first.Total && slices.Equal(ids(a), ids(first)) {
		t.Error("without a mark the list is not made anew")
	}
}

// TestPagesAsTheyAreNow promises that what has changed since the first page is shown as it is now: the place of a service that
// withholds it is told no more.
func TestPagesAsTheyAreNow(t *testing.T) {
	o := find(t, "LS1 4AP")
	var all []data.Submission
	for i := range 30 {
		all = append(all, service(fmt.Sprintf("Soup %02d", i), at(north(o, float64(i+1)/20)), serving(leeds)))
	}
	log := newMemory(all...)
	x := indexOf(t, log)
	first := search(t, x, index.Request{Origin: &o, Limit: 10})
	next := index.Request{Origin: &o, Limit: 10, Offset: 10, At: first.At}
	before := search(t, x, next)
	secret, moved := before.Results[3].Service, before.Results[5].Service
	for _, s := range all {
		if s.Service.Doc.ID == secret {
			s.Locations[0].Doc.Withheld = true
			log.put(s)
		}
		if s.Service.Doc.ID == moved {
			far := north(o, 80)
			s.Locations[0].Doc.Point = &data.Coordinates{Latitude: far.Lat(), Longitude: far.Lon()}
			log.put(s)
		}
	}
	follow(t, x, log)
	for _, r := range search(t, x, next).Results {
		if r.Service == secret && r.Distance != nil {
			t.Errorf("its place is withheld, and it is said to be %.1f miles away", *r.Distance)
		}
		if r.Service == moved && r.Distance != nil && *r.Distance < 5 {
			t.Errorf("it has moved, and is still said to be %.1f miles away", *r.Distance)
		}
	}
}

// TestRelaxing promises the order in which a search looks further: a wider radius, then any of the words, then slips of
// the pen; that what helped is said, and what did not is not.
func TestRelaxing(t *testing.T) {
	o := find(t, "LS1 4AP")
	soup := func(name string, miles float64) data.Submission {
		return service(name, at(north(o, miles)), says("soup"))
	}
	near3 := []data.Submission{soup("a", 1), soup("b", 2), soup("c", 3)}
	radius := func(from, to geo.Miles) index.Relaxation {
		return index.Relaxation{Kind: index.Radius, From: from, To: to}
	}
	words := index.Relaxation{Kind: index.MostWords}
	spelt := index.Relaxation{Kind: index.Spelling, Word: "alotment", As: "allotment"}
	for _, test := range []struct {
		what    string
		all     []data.Submission
		request index.Request
		want    []index.Relaxation
		found   int
		within  geo.Miles
	}{
		{"enough near", append(near3, soup("far", 8)), index.Request{Text: "soup"}, nil, 3, 5},
		{"one more at 8 miles", []data.Submission{soup("a", 1), soup("d", 8)}, index.Request{Text: "soup"}, []index.Relaxation{radius(5, 10)}, 2, 10},
		{"one at 8, one at 20", []data.Submission{soup("a", 1), soup("d", 8), soup("e", 20)}, index.Request{Text: "soup"}, []index.Relaxation{radius(5, 25)}, 3, 25},
		{"nothing before 20", []data.Submission{soup("e", 20)}, index.Request{Text: "soup"}, []index.Relaxation{radius(5, 25)}, 1, 25},
		{"one at 8, nothing farther", []data.Submission{soup("d", 8)}, index.Request{Text: "soup"}, []index.Relaxation{radius(5, 10)}, 1, 10},
		{"enough at 10, more beyond", []data.Submission{soup("a", 1), soup("b", 7), soup("c", 8), soup("d", 20)}, index.Request{Text: "soup"}, []index.Relaxation{radius(5, 10)}, 3, 10},
		{"farther than anyone looks", []data.Submission{soup("a", 60)}, index.Request{Text: "soup"}, nil, 0, 5},
		{"two words, two slips, two services", []data.Submission{service("Allotment society", at(north(o, 1))), service("Almost sundial", at(north(o, 1)))},
			index.Request{Text: "alotment"}, []index.Relaxation{spelt}, 1, 5},
		{"asked for 12", []data.Submission{soup("a", 20)}, index.Request{Text: "soup", Within: 12}, []index.Relaxation{radius(12, 25)}, 1, 25},
		{"asked for 30", []data.Submission{soup("a", 40)}, index.Request{Text: "soup", Within: 30}, nil, 0, 30},
		{"asked for 100", []data.Submission{soup("a", 40)}, index.Request{Text: "soup", Within: 100}, nil, 1, 100},
		{"a topic is chosen", []data.Submission{service("a", at(north(o, 8)), about("food"))}, index.Request{Filters: index.Filters{"topic": {"food"}}}, []index.Relaxation{radius(5, 10)}, 1, 10},
		{"only a place", []data.Submission{soup("a", 8)}, index.Request{}, nil, 0, 5},
		{"the radius before the words", []data.Submission{service("a", at(north(o, 8)), says("soup sundial")), service("b", at(north(o, 1)), says("soup"))},
			index.Request{Text: "soup sundial"}, []index.Relaxation{radius(5, 10), words}, 2, 10},
		{"any of the words", []data.Submission{service("a", at(north(o, 1)), says("soup")), service("b", at(north(o, 1)), says("sundial"))},
			index.Request{Text: "soup sundial"}, []index.Relaxation{words}, 2, 5},
		{"a slip of the pen", []data.Submission{service("Allotment", at(north(o, 1)))}, index.Request{Text: "alotment"}, []index.Relaxation{spelt}, 1, 5},
		{"a slip in one of two words", []data.Submission{service("Allotment society", at(north(o, 1)))}, index.Request{Text: "alotment society"}, []index.Relaxation{spelt}, 1, 5},
		{"nothing anywhere: then who listens", append(near3, service("Lend an ear", at(north(o, 1)), about("listening"))), index.Request{Text: "quidditch"}, []index.Relaxation{{Kind: index.Unclear}}, 1, 5},
	} {
		test.request.Origin = &o
		if test.request.Within == 0 {
			test.request.Within = 5
		}
		a := search(t, indexOver(t, test.all...), test.request)
		if !cmp.Equal(a.Relaxed, test.want) || a.Total != test.found || a.Within != test.within {
			t.Errorf("%s: relaxed %v, found %d within %v; want %v, %d, %v", test.what, a.Relaxed, a.Total, a.Within, test.want, test.found, test.within)
		}
	}
}

// TestFiltersHoldWhenRelaxed promises that filters hold also when a search looks further.
func TestFiltersHoldWhenRelaxed(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := []data.Submission{
		service("paid", at(north(o, 1)), says("soup"), costing(data.Paid)), service("free", at(north(o, 8)), says("soup"), costing(data.Free)),
	}
	a := search(t, indexOver(t, all...), index.Request{Text: "soup", Origin: &o, Within: 5, Filters: index.Filters{"cost": {"free"}}})
	if got := names(a, all...); list(got) != "free" || a.Within != 10 {
		t.Errorf("found %s within %v", list(got), a.Within)
	}
	if got := a.Facets["cost"]; !slices.Contains(got, index.Count{Value: "paid", Count: 1}) {
		t.Errorf("counts of costs: %v", got)
	}
}
