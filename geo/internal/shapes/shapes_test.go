package shapes

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"fingerpost/geo/internal/box"
)

// square is a closed ring around a box.
func square(west, south, east, north float64) orb.Ring {
	return orb.Ring{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}
}

func shape(code string, rings ...orb.Ring) Shape {
	return Shape{Code: code, Name: "name of " + code, Geometry: orb.MultiPolygon{orb.Polygon(rings)}}
}

func build(t testing.TB, all ...Shape) *Table {
	t.Helper()
	table, problems := Build(all)
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	return table
}

// boxed is the box of a table, as if it had been read.
func boxed(t testing.TB, sections []box.Section) box.File {
	t.Helper()
	b, err := box.Encode(box.Areas, box.Meta{Made: time.Unix(0, 0)}, sections...)
	if err != nil {
		t.Fatal(err)
	}
	f, err := box.Decode(box.Areas, b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAt(t *testing.T) {
	table := build(t,
		shape("E06000001", square(-2, 53, -1, 54)),
		shape("E07000002", square(-1, 53, 0, 54)),
		shape("E05000001", square(-1.9, 53.1, -1.5, 53.9), square(-1.8, 53.3, -1.6, 53.5)), // with a hole
		shape("E05000002", square(-1.5, 53.1, -1.1, 53.9)),
		shape("E05000003", square(-1.6, 53.6, -1.5, 53.7)), // over the first
		shape("E10000001", square(-1, 53, 0, 54)),
		shape("W06000001", square(-3, 53, -2, 54)),
	)
	for name, test := range map[string]struct {
		at   orb.Point
		want []string
	}{
		"a ward and its district":               {orb.Point{-1.7, 53.2}, []string{"E05000001", "E06000001"}},
		"of two wards the smaller":              {orb.Point{-1.55, 53.65}, []string{"E05000003", "E06000001"}},
		"in a hole, far from its edge":          {orb.Point{-1.7, 53.4}, []string{"E06000001"}},
		"in a hole, at its edge":                {orb.Point{-1.79, 53.4}, []string{"E05000001", "E06000001"}},
		"no ward of the next council":           {orb.Point{-0.5, 53.5}, []string{"E07000002", "E10000001"}},
		"close to a county, in another council": {orb.Point{-1.001, 53.05}, []string{"E06000001"}},
		"close to a ward, in another nation":    {orb.Point{-2.0001, 53.5}, []string{"W06000001"}},
		"off the coast":                         {orb.Point{-1.2, 54.01}, []string{"E06000001"}},
		"off the coast, no county guessed":      {orb.Point{-0.5, 54.01}, []string{"E07000002"}},
		"far out at sea":                        {orb.Point{-1.2, 54.02}, nil},
		"abroad":                                {orb.Point{2.35, 48.86}, nil},
		"not a number":                          {orb.Point{math.NaN(), 53}, nil},
		"infinite":                              {orb.Point{math.Inf(1), 53}, nil},
		"not on the Earth":                      {orb.Point{400000, 300000}, nil},
		"the pole":                              {orb.Point{0, 90}, nil},
	} {
		if got := table.At(test.at); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestNoAreas(t *testing.T) {
	table := build(t)
	opened, err := Open(boxed(t, table.Sections()))
	if err != nil || opened.Len() != 0 || opened.At(orb.Point{-1, 53}) != nil {
		t.Errorf("%v, %v", opened.At(orb.Point{-1, 53}), err)
	}
}

// TestBorderBelongsToOne puts points on every corner and edge of a board of
// squares: each is in exactly one of them.
func TestBorderBelongsToOne(t *testing.T) {
	var all []Shape
	for i := range 6 {
		for j := range 6 {
			x, y := float64(i)/10, 52+float64(j)/10
			all = append(all, shape(fmt.Sprintf("X%02d0000%02d", i*6+j, 1), square(x, y, x+0.1, y+0.1)))
		}
	}
	table := build(t, all...) // each is of a kind of its own, so that two holders would both answer
	for i := 1; i < 60; i++ {
		for j := 1; j < 60; j++ {
			at := orb.Point{float64(i) / 100, 52 + float64(j)/100}
			if got := table.At(at); len(got) != 1 {
				t.Fatalf("%v is in %v", at, got)
			}
		}
	}
}

// blob is a ring of n corners around a point, as ragged as a coast.
func blob(r *rand.Rand, x, y, size float64, n int) orb.Ring {
	ring := make(orb.Ring, 0, n+1)
	for i := range n {
		angle, far := float64(i)/float64(n)*2*math.Pi, size*(0.6+0.4*r.Float64())
		ring = append(ring, orb.Point{
			math.Round((x+far*math.Cos(angle))*perDegree) / perDegree,
			math.Round((y+far*math.Sin(angle))*perDegree) / perDegree,
		})
	}
	return append(ring, ring[0])
}

// TestAgreesWithPlanar holds At against a plain test of every polygon.
func TestAgreesWithPlanar(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var all []Shape
	for i := range 100 {
		x, y := -5+6*r.Float64(), 51+6*r.Float64()
		all = append(all, shape(fmt.Sprintf("%03d", i), blob(r, x, y, 1, 3+r.IntN(500)), blob(r, x, y, 0.3, 3+r.IntN(20))))
	}
	table, _ := Build(all)
	outlines := map[string]orb.MultiPolygon{}
	for a := range table.Each() {
		outlines[a.Code], _ = table.Outline(a.Code)
	}
	for range 2000 {
		at := orb.Point{-6 + 8*r.Float64() + 0.3/perDegree, 50 + 8*r.Float64() + 0.3/perDegree}
		v, _ := toVertex(at)
		var want []string
		for a := range table.Each() {
			off := orb.Point{v.point()[0] + 1e-9, v.point()[1] + 1e-9} // off corners, where planar counts both sides
			if planar.MultiPolygonContains(outlines[a.Code], off) {
				want = append(want, a.Code)
			}
		}
		if got := table.At(at); !slices.Equal(got, want) {
			t.Fatalf("%v: %v, want %v", at, got, want)
		}
	}
}

func TestManyCornersInOneRing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	table, problems := Build([]Shape{shape("E06000001", blob(r, -1, 53, 0.5, 200_000))})
	if table.Len() != 1 {
		t.Fatalf("left out: %v", problems)
	}
	if got := table.At(orb.Point{-1, 53}); len(got) != 1 {
		t.Errorf("the middle is in %v", got)
	}
	if got := table.At(orb.Point{-1, 53.6}); got != nil {
		t.Errorf("outside is in %v", got)
	}
}

func TestOpenGivesTheSameTable(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	all := []Shape{{Code: "E06000009", Name: "Two\tislands\n", Parents: []string{"E92000001", "", "a,b", "K02000001"},
		Geometry: orb.MultiPolygon{{square(-2, 53, -1, 54)}, {square(-4, 53, -3, 54), square(-3.6, 53.4, -3.5, 53.5)}}}}
	for i := range 50 {
		all = append(all, shape(fmt.Sprintf("E05%06d", i), blob(r, -5+6*r.Float64(), 51+6*r.Float64(), 0.2, 40)))
	}
	table, _ := Build(all)
	opened, err := Open(boxed(t, table.Sections()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Collect(table.Each()), slices.Collect(opened.Each())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(table.Sections(), opened.Sections()); diff != "" {
		t.Error(diff)
	}
	outline, ok := opened.Outline("E06000009")
	if diff := cmp.Diff(all[0].Geometry, outline); !ok || diff != "" {
		t.Error(diff)
	}
	if a := slices.Collect(opened.Each())[50]; a.Name != "Two islands" || !slices.Equal(a.Parents, []string{"E92000001", "K02000001"}) {
		t.Errorf("%+v", a)
	}
	if _, ok := opened.Outline("E06000001"); ok {
		t.Error("an outline of an area that is not there")
	}
}
