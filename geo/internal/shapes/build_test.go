package shapes

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

func TestBuildProblems(t *testing.T) {
	whole := square(-2, 53, -1, 54)
	bow := orb.Ring{{-2, 53}, {-1, 54}, {-1, 53.2}, {-2, 54}, {-2, 53}}
	for name, test := range map[string]struct {
		shape Shape
		want  []Problem
	}{
		"whole":                  {shape("E06000001", whole), nil},
		"not closed":             {shape("E06000001", whole[:4]), nil},
		"a repeated corner":      {shape("E06000001", slices.Insert(slices.Clone(whole), 2, whole[1])), nil},
		"no code":                {shape("", whole), []Problem{{"", NoCode, false}}},
		"a code with a line end": {shape("E06\n", whole), []Problem{{"E06\n", NoCode, false}}},
		"a code too long":        {shape(strings.Repeat("E", 33), whole), []Problem{{strings.Repeat("E", 33), NoCode, false}}},
		"no geometry":            {Shape{Code: "E06000001"}, []Problem{{"E06000001", NoRing, false}}},
		"an empty polygon":       {Shape{Code: "E06000001", Geometry: orb.MultiPolygon{{}, nil}}, []Problem{{"E06000001", NoRing, false}}},
		"an empty ring":          {shape("E06000001", orb.Ring{}), []Problem{{"E06000001", NoRing, false}}},
		"two corners":            {shape("E06000001", orb.Ring{{-2, 53}, {-1, 54}, {-2, 53}}), []Problem{{"E06000001", NoRing, false}}},
		"a hole in nothing":      {shape("E06000001", orb.Ring{{-2, 53}}, whole), []Problem{{"E06000001", NoRing, false}}},
		"corners on one line":    {shape("E06000001", orb.Ring{{-2, 53}, {-1, 53}, {-1.5, 53}}), []Problem{{"E06000001", NoRing, false}}},
		"smaller than a metre":   {shape("E06000001", square(-2, 53, -1.999999, 53.000001)), []Problem{{"E06000001", NoRing, false}}},
		"an infinite corner":     {shape("E06000001", append(slices.Clone(whole), orb.Point{math.Inf(-1), 53})), []Problem{{"E06000001", NoPosition, false}}},
		"no number":              {shape("E06000001", append(slices.Clone(whole), orb.Point{-1, math.NaN()})), []Problem{{"E06000001", NoPosition, false}}},
		"eastings":               {shape("E06000001", square(400_000, 300_000, 500_000, 400_000)), []Problem{{"E06000001", NoPosition, false}}},
		"crosses itself":         {shape("E06000001", bow), []Problem{{"E06000001", CrossesItself, true}}},
		"too many corners":       {shape("E06000001", make(orb.Ring, MaxPoints+1)), []Problem{{"E06000001", TooManyPoints, false}}},
	} {
		table, problems := Build([]Shape{test.shape})
		if diff := cmp.Diff(test.want, problems); diff != "" {
			t.Errorf("%s: %s", name, diff)
			continue
		}
		in := table.At(orb.Point{-1.9, 53.5})
		if kept := len(problems) == 0 || problems[0].Kept; (table.Len() == 1) != kept || (len(in) == 1) != kept {
			t.Errorf("%s: %d areas, of which %v hold the point", name, table.Len(), in)
		}
	}
}

// TestCrossedRingIsEvenOdd has a ring like a figure of eight: both loops are
// inside, what lies beside the crossing is not.
func TestCrossedRingIsEvenOdd(t *testing.T) {
	table, _ := Build([]Shape{shape("X01000001", orb.Ring{{-2, 53}, {-1, 54}, {-1, 53.2}, {-2, 54}, {-2, 53}})})
	for at, inside := range map[orb.Point]bool{
		{-1.95, 53.5}: true, {-1.05, 53.6}: true, {-1.5, 53.9}: false, {-1.5, 53.2}: false,
	} {
		if got := len(table.At(at)) == 1; got != inside {
			t.Errorf("%v inside: %v", at, got)
		}
	}
}

func TestDuplicateStaysOut(t *testing.T) {
	table, problems := Build([]Shape{shape("X01000001", square(-2, 53, -1, 54)), shape("X01000001", square(-4, 53, -3, 54))})
	if diff := cmp.Diff([]Problem{{"X01000001", Duplicate, false}}, problems); diff != "" {
		t.Error(diff)
	}
	if table.Len() != 1 || len(table.At(orb.Point{-1.5, 53.5})) != 1 {
		t.Error("the first one did not stay")
	}
}

// TestCrossesItself has rings long enough for several levels of boxes.
func TestCrossesItself(t *testing.T) {
	comb := func(teeth int) orb.Ring {
		var r orb.Ring
		for i := range teeth {
			x := float64(i) / 1000
			r = append(r, orb.Point{x, 53}, orb.Point{x + 0.0004, 54})
		}
		return append(r, orb.Point{float64(teeth) / 1000, 52}, orb.Point{0, 52}, orb.Point{0, 53})
	}
	for name, test := range map[string]struct {
		ring orb.Ring
		want bool
	}{
		"a comb":                        {comb(2000), false},
		"a comb with one tooth too far": {slices.Insert(comb(2000), 3001, orb.Point{0.2, 51}), true},
		"a corner that touches an edge": {orb.Ring{{0, 50}, {2, 50}, {2, 52}, {1, 50}, {0, 52}, {0, 50}}, false},
	} {
		r, _ := round(test.ring)
		if got := crossesItself(r); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestCrossingSearchEnds has edges that all lie beside each other, without one
// that crosses another. To look at each pair would take minutes.
func TestCrossingSearchEnds(t *testing.T) {
	var r []vertex
	for i := range int32(100_000) {
		r = append(r, vertex{i, i}, vertex{i + 1_000_000, i + 1_000_001})
	}
	boxes, p := raiseEdges(nil, r)
	k := knot{levels: p.levels(boxes), vertices: r, left: pairsPerEdge * len(r)}
	if k.within(k.top, 0) || k.left >= 0 {
		t.Errorf("found a crossing, or had %d pairs left", k.left)
	}
}
