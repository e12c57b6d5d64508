package units

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"
)

var (
	leeds     = Row{Outward: "LS1", Inward: "4AP", Point: orb.Point{-1.55572, 53.79547}, Areas: []string{"E05012649", "E08000035", "E92000001"}}
	leedsNext = Row{Outward: "LS1", Inward: "4AQ", Point: orb.Point{-1.5559, 53.7959}, Areas: leeds.Areas}
	leedsPast = Row{Outward: "LS1", Inward: "1AA", Point: orb.Point{-1.5475, 53.7965}, Areas: leeds.Areas, Ended: 199612}
	lerwick   = Row{Outward: "ZE1", Inward: "0AA", Point: orb.Point{-1.1416, 60.15323}, Areas: []string{"S12000027", "S92000003"}}
	london    = Row{Outward: "SW1A", Inward: "1AA", Point: orb.Point{-0.14156, 51.50101}, Areas: []string{"E09000033", "E92000001"}}
	scilly    = Row{Outward: "TR21", Inward: "0PL", Point: orb.Point{-6.31724, 49.91543}}
	newport   = Row{Outward: "NPT", Inward: "0AA", Point: orb.Point{-3, 51.6}, Areas: []string{"W92000004"}, Ended: 200001}
	some      = []Row{london, leedsPast, scilly, leedsNext, lerwick, newport, leeds}
	someInUse = []Row{leeds, leedsNext, london, scilly, lerwick}
	someEnded = []Row{leedsPast, newport}
)

// alike lets a point be off by what the box of a sector allows.
var alike = cmp.Options{
	cmp.Comparer(func(a, b orb.Point) bool { return math.Abs(a[0]-b[0]) <= 1e-6 && math.Abs(a[1]-b[1]) <= 1e-6 }),
	cmpopts.EquateEmpty(),
}

func TestRoundTrip(t *testing.T) {
	b := build(t, some)
	table, err := Open(filed(t, b.Sections()))
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Concat(someInUse, someEnded)
	if diff := cmp.Diff(want, slices.Collect(table.All()), alike); diff != "" {
		t.Errorf("table: %s", diff)
	}
	if diff := cmp.Diff(want, slices.Collect(b.Rows()), alike); diff != "" {
		t.Errorf("builder: %s", diff)
	}
	for name, l := range map[string]interface{ Len() (int, int) }{"table": table, "builder": b} {
		if live, ended := l.Len(); live != 5 || ended != 2 {
			t.Errorf("%s: %d in use and %d ended", name, live, ended)
		}
	}
	for _, r := range some {
		got, ok := table.Find(r.Outward, r.Inward)
		if diff := cmp.Diff(r.Areas, table.Areas(got.Set), alike); !ok || got.Ended != r.Ended || diff != "" {
			t.Errorf("%s %s is %+v, %v: %s", r.Outward, r.Inward, got, ok, diff)
		}
	}
	if table.Sets() != 5 || table.Areas(-1) != nil || table.Areas(5) != nil {
		t.Errorf("%d sets", table.Sets())
	}
	for code, want := range map[string]bool{"LS1": true, "SW1A": true, "NPT": false, "SW1": false, "LS": false, "LS10": false, "": false, "ls1": false} {
		if table.Holds(code) != want {
			t.Errorf("Holds(%q) = %v", code, !want)
		}
	}
}

func TestFindRefuses(t *testing.T) {
	table := opened(t, some)
	for _, c := range [][2]string{
		{"LS1", "4AR"}, {"LS1", "4AN"}, {"LS1", "5AA"}, {"LS1", "0AA"}, {"LS1", "9ZZ"}, {"LS2", "4AP"}, {"LS14", "AP"},
		{"", ""}, {"LS1", ""}, {"", "4AP"}, {"LS1", "4ap"}, {"ls1", "4AP"}, {"LS1 ", "4AP"}, {"LS1\x00", "4AP"}, {"LS1", "4AC"}, {"LS1", "A4P"}, {"LS1AAA", "4AP"},
	} {
		if got, ok := table.Find(c[0], c[1]); ok {
			t.Errorf("Find(%q, %q) = %+v", c[0], c[1], got)
		}
	}
}

// TestUsedAgain: a code that ended and is in use again answers where it is now.
func TestUsedAgain(t *testing.T) {
	past := leeds
	past.Ended, past.Point = 198001, orb.Point{-1.6, 53.8}
	table := opened(t, []Row{past, leeds, london})
	if got, ok := table.Find("LS1", "4AP"); !ok || got.Ended != 0 || math.Abs(got.Point.Lon()-leeds.Point.Lon()) > 1e-6 {
		t.Errorf("found %+v, %v", got, ok)
	}
}

// TestOrderDoesNotMatter: the file of the same rows is the same file.
func TestOrderDoesNotMatter(t *testing.T) {
	backwards := slices.Clone(some)
	slices.Reverse(backwards)
	one, other := filed(t, build(t, some).Sections()), filed(t, build(t, backwards).Sections())
	if one.Version != other.Version {
		t.Error("two orders of the same rows gave two files")
	}
}

func TestNearest(t *testing.T) {
	table := opened(t, some)
	for _, c := range []struct {
		from orb.Point
		want string
	}{
		{leeds.Point, "4AP"},
		{orb.Point{-1.556, 53.796}, "4AQ"},
		{leedsPast.Point, "4AP"},           // one that ended is never nearest
		{orb.Point{-1.5557, 54.24}, "4AQ"}, // 49 km
		{orb.Point{-0.7, 60.15323}, "0AA"}, // 24 km along the parallel
		{orb.Point{-0.23, 60.15323}, ""},   // 51 km along the parallel
		{orb.Point{-1.5557, 54.25}, ""},    // 51 km
		{newport.Point, ""},
		{orb.Point{}, ""}, {orb.Point{53.79547, -1.55572}, ""}, {orb.Point{-1.5, 90}, ""}, {orb.Point{180, 53}, ""},
		{orb.Point{math.NaN(), 53}, ""}, {orb.Point{-1, math.NaN()}, ""}, {orb.Point{math.Inf(1), math.Inf(-1)}, ""},
	} {
		got, ok := table.Nearest(c.from)
		if got.Inward != c.want || ok != (c.want != "") || ok && len(got.Areas) == 0 {
			t.Errorf("near %v: %v, %v, want %q", c.from, got, ok, c.want)
		}
	}
}

func TestEmpty(t *testing.T) {
	table := opened(t, nil)
	if _, ok := table.Find("LS1", "4AP"); ok || table.Holds("LS1") || table.Sets() != 0 || table.Areas(0) != nil {
		t.Error("an empty table knows something")
	}
	if r, ok := table.Nearest(leeds.Point); ok {
		t.Errorf("nearest is %v", r)
	}
	for r := range table.All() {
		t.Errorf("it has %v", r)
	}
}

func TestFindAllocatesNothing(t *testing.T) {
	table := opened(t, some)
	if n := testing.AllocsPerRun(100, func() { table.Find("SW1A", "1AA") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestEarlyEnd: a loop over rows can be left.
func TestEarlyEnd(t *testing.T) {
	b := build(t, some)
	table, err := Open(filed(t, b.Sections()))
	if err != nil {
		t.Fatal(err)
	}
	for number := 1; number <= len(some); number++ {
		seen := 0
		for range table.All() {
			if seen++; seen == number {
				break
			}
		}
		for range b.Rows() {
			if seen--; seen == 0 {
				break
			}
		}
		if seen != 0 {
			t.Errorf("%d rows not seen", seen)
		}
	}
}
