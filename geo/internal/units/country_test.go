package units

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	sphere "github.com/paulmach/orb/geo"
)

// TestWholeCountry: every postcode of Great Britain is found again, within two
// metres and with its areas, and the file stays small.
func TestWholeCountry(t *testing.T) {
	rows := allRows(t)
	b := build(t, rows)
	sections := b.Sections()
	size := 0
	for _, s := range sections {
		t.Logf("%-16s %9d bytes", s.Name, len(s.Data))
		size += len(s.Data)
	}
	if size >= 19_000_000 {
		t.Errorf("%d bytes, want under 19 million", size)
	}
	table, err := Open(filed(t, sections))
	if err != nil {
		t.Fatal(err)
	}
	if live, ended := table.Len(); live != len(rows) || ended != 0 {
		t.Fatalf("%d in use and %d ended, want %d and 0", live, ended, len(rows))
	}
	farthest := 0.0
	for _, r := range rows {
		got, ok := table.Find(r.Outward, r.Inward)
		if !ok || got.Ended != 0 || !slices.Equal(table.Areas(got.Set), r.Areas) {
			t.Fatalf("%s %s is %+v in %v, want %v", r.Outward, r.Inward, got, table.Areas(got.Set), r.Areas)
		}
		farthest = max(farthest, sphere.DistanceHaversine(got.Point, r.Point))
	}
	t.Logf("%d sets of areas, farthest %.2f m", table.Sets(), farthest)
	if farthest >= 2 {
		t.Errorf("a postcode was moved by %.2f m", farthest)
	}
	asBuilt := slices.Collect(b.Rows())
	i := 0
	for r := range table.All() {
		if r.Outward != asBuilt[i].Outward || r.Inward != asBuilt[i].Inward || !slices.Equal(r.Areas, asBuilt[i].Areas) {
			t.Fatalf("row %d is %v, want %v", i, r, asBuilt[i])
		}
		i++
	}
	if i != len(rows) {
		t.Errorf("%d rows, want %d", i, len(rows))
	}
}

// searches are points where people are, up to 300 metres from a postcode, and
// some where few or none are.
func searches(rows []Row, number int) []orb.Point {
	random := rand.New(rand.NewPCG(1, 2))
	var points []orb.Point
	for range number {
		at := rows[random.IntN(len(rows))].Point
		points = append(points, sphere.PointAtBearingAndDistance(at, random.Float64()*360, random.Float64()*300))
	}
	return points
}

var remote = []orb.Point{
	{-5.05, 57.95}, {-4.2, 57.05}, {-3.6, 57.08}, {-4.7, 58.3}, {-5.5, 57.3}, {-8.58, 57.81}, // the Highlands, St Kilda
	{-2.2, 55.35}, {-3.7, 52.3}, {-3.9, 50.55}, // Cheviots, Elenydd, Dartmoor
	{0.5, 53.5}, {-5, 54}, {-6.5, 50.2}, {-1.2, 60.8}, {1.9, 52.5}, {-4.2, 50}, {1.5, 53.5}, {-1, 55}, // the sea
}

// TestNearestIsNearest holds the tree against a look at every row.
func TestNearestIsNearest(t *testing.T) {
	rows := allRows(t)
	table := opened(t, rows)
	random := rand.New(rand.NewPCG(3, 4))
	points := slices.Concat(searches(rows, 250), remote)
	for len(points) < 500 {
		points = append(points, orb.Point{-9 + 11*random.Float64(), 49 + 12*random.Float64()})
	}
	closest := make([]struct {
		direction [3]float64
		row       Row
		apart     float64
	}, len(points))
	for i, p := range points {
		closest[i].direction, closest[i].apart = direction(p), math.Inf(1)
	}
	for r := range table.All() {
		u := direction(r.Point)
		for i := range closest {
			c := &closest[i]
			x, y, z := u[0]-c.direction[0], u[1]-c.direction[1], u[2]-c.direction[2]
			if apart := x*x + y*y + z*z; apart < c.apart {
				c.row, c.apart = r, apart
			}
		}
	}
	near := 0
	for i, p := range points {
		want := closest[i].row
		metres := sphere.DistanceHaversine(p, want.Point)
		got, ok := table.Nearest(p)
		if ok != (metres <= reach) {
			t.Errorf("near %v: %v, %v, want %v at %.3f m", p, got, ok, want, metres)
		}
		if !ok {
			continue
		}
		near++
		if d := sphere.DistanceHaversine(p, got.Point); d > metres+0.001 {
			t.Errorf("near %v: %v at %.3f m, want %v at %.3f m", p, got, d, want, metres)
		}
	}
	t.Logf("%d of %d points are near a postcode", near, len(points))
	if near == len(points) || near < 300 {
		t.Errorf("%d of %d points are near a postcode", near, len(points))
	}
}

// direction is a point on a sphere of radius 1: who is nearer along the sphere is
// nearer through it.
func direction(p orb.Point) [3]float64 {
	sinLon, cosLon := math.Sincos(p.Lon() * math.Pi / 180)
	sinLat, cosLat := math.Sincos(p.Lat() * math.Pi / 180)
	return [3]float64{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// TestLittleMemory: a table answers from the bytes of its file.
func TestLittleMemory(t *testing.T) {
	rows := allRows(t)
	before := heap()
	b := build(t, rows)
	sections := b.Sections()
	gathered := heap() - before
	runtime.KeepAlive(b)
	f := filed(t, sections)
	before = heap()
	table, err := Open(f)
	if err != nil {
		t.Fatal(err)
	}
	own := heap() - before
	runtime.KeepAlive(table)
	t.Logf("builder and sections %.1f MB, open table %.1f MB beside its file", float64(gathered)/1e6, float64(own)/1e6)
	if gathered > 250e6 || own > 25e6 {
		t.Errorf("builder and sections %d bytes, open table %d", gathered, own)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
