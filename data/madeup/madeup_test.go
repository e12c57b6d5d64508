package madeup_test

import (
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb/planar"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/madeup"
	"fingerpost/geo"
)

var today = time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)

var shipped = sync.OnceValues(func() (data.Lexicon, error) {
	files, err := content.Open("")
	if err != nil {
		return data.Lexicon{}, err
	}
	return files.Lexicon(today)
})

func directory(t testing.TB, seed uint64) *madeup.Directory {
	t.Helper()
	lexicon, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return madeup.New(seed, lexicon)
}

// first is the directory of seed 1. To begin one takes a second.
var first = sync.OnceValue(func() *madeup.Directory {
	lexicon, err := shipped()
	if err != nil {
		panic(err)
	}
	return madeup.New(1, lexicon)
})

// TestSame promises that a listing depends on the seed and its number alone, so that figures of two days can be compared.
func TestSame(t *testing.T) {
	one, again, other := first(), directory(t, 1), directory(t, 2)
	for _, i := range []int{999_999, 0, 12_345} {
		if a, b := one.Listing(i), again.Listing(i); !reflect.DeepEqual(a, b) {
			t.Errorf("listing %d is now\n%+v\nand now\n%+v", i, a, b)
		}
		if reflect.DeepEqual(one.Listing(i).Service, other.Listing(i).Service) {
			t.Errorf("listing %d is the same for two seeds", i)
		}
	}
	if a, b := one.Queries(1, 5, 1000), again.Queries(1, 5, 1000); !reflect.DeepEqual(a, b) {
		t.Errorf("the queries are now %v and now %v", a, b)
	}
}

// TestShape promises that a directory is shaped as real ones are, or what is measured with it says nothing of them.
func TestShape(t *testing.T) {
	const n = 4000
	d := first()
	var placed, councils, hours, shared, words, dense int
	runners, ids := map[data.OrganizationID]bool{}, map[data.ServiceID]bool{}
	for i := range n {
		l := d.Listing(i)
		s := l.Service
		runners[l.Organization.ID], ids[s.ID] = true, true
		words += len(strings.Fields(s.Description))
		if len(s.Schedules) > 0 {
			hours++
		}
		if len(s.Areas) == 1 && s.Areas[0].Code.Level() == geo.DistrictLevel {
			councils++
		}
		if names := len(strings.Fields(s.Name)); names < 3 || names > 8 {
			t.Errorf("%q is no name", s.Name)
		}
		told := d.Submission(i)
		if problems := told.Tidy("made up", today); len(problems) > 0 {
			t.Fatalf("listing %d is refused or mended: %v", i, problems)
		}
		if len(l.Locations) == 0 {
			continue
		}
		placed++
		position, ok := data.Geocode(l.Locations[0])
		if !ok || position.Precision != data.PrecisionExact {
			t.Fatalf("listing %d is at no exact place: %+v", i, l.Locations[0])
		}
		if geo.Neighbourhood(position.Point) <= 3 {
			dense++
		}
	}
	shared = n - len(runners)
	for _, share := range []struct {
		what           string
		is, from, upTo float64
	}{
		{"with a place", float64(placed) / n, 0.88, 0.92}, {"for one council", float64(councils) / n, 0.6, 0.8},
		{"with hours", float64(hours) / n, 0.3, 0.36}, {"run by who runs others", float64(shared) / n, 0.1, 0.6},
		{"words in a description", float64(words) / n, 75, 115}, {"in a town", float64(dense) / float64(placed), 0.5, 0.85},
		{"different", float64(len(ids)) / n, 1, 1},
	} {
		if share.is < share.from || share.is > share.upTo {
			t.Errorf("%s: %.3f, not %.2f to %.2f", share.what, share.is, share.from, share.upTo)
		}
	}
}

// TestQueries promises searches that find much, and each of them from somewhere.
func TestQueries(t *testing.T) {
	const size = 4000
	d := first()
	bearing := map[string]map[int]bool{}
	for i := range size {
		l := d.Listing(i)
		text := strings.ToLower(strings.Join([]string{l.Service.Name, l.Organization.Name, l.Service.Summary, l.Service.Description}, " "))
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r < 'a' || r > 'z' }) {
			if bearing[w] == nil {
				bearing[w] = map[int]bool{}
			}
			bearing[w][i] = true
		}
	}
	queries := d.Queries(1, 400, size)
	sum, none := 0.0, 0
	for _, q := range queries {
		if len(q.Words) < 1 || len(q.Words) > 3 || q.Origin.Point == (geo.Point{}) {
			t.Fatalf("%+v is no query", q)
		}
		hits := 0
		for i := range bearing[q.Words[0]] {
			hits++
			for _, w := range q.Words[1:] {
				if !bearing[w][i] {
					hits--
					break
				}
			}
		}
		sum += float64(hits) / size
		if hits == 0 {
			none++
		}
	}
	mean := sum / float64(len(queries))
	t.Logf("the words of a query are in %.2f%% of listings, those of %d in none", 100*mean, none)
	if math.Abs(mean-0.03) > 0.008 {
		t.Errorf("the words of a query are in %.2f%% of listings", 100*mean)
	}
}

// TestOutlines promises closed lines about a middle.
func TestOutlines(t *testing.T) {
	all := first().Outlines(200)
	seen := map[geo.AreaCode]bool{}
	for _, o := range all {
		if !o.Code.Valid() || seen[o.Code] {
			t.Errorf("%s is no code, or another's", o.Code)
		}
		seen[o.Code] = true
		line := o.Shape[0][0]
		middle, area := planar.CentroidArea(o.Shape)
		if !line.Closed() || area <= 0 || !planar.MultiPolygonContains(o.Shape, middle) {
			t.Errorf("%s has an area of %g about %v", o.Code, area, middle)
		}
	}
}

// BenchmarkListing makes listings.
func BenchmarkListing(b *testing.B) {
	d := first()
	i := 0
	for b.Loop() {
		d.Listing(i)
		i++
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "listings/s")
}

// BenchmarkNew begins a directory.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		directory(b, 1)
	}
}
