package shapes_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"fingerpost/data"
	"fingerpost/data/madeup"
	"fingerpost/geo/internal/shapes"
)

// BenchmarkAtOutlines asks which of as many areas as there are wards hold points about where people live, and tells how long most take
// and the slowest.
func BenchmarkAtOutlines(b *testing.B) {
	var all []shapes.Shape
	for _, o := range madeup.New(1, data.Lexicon{Topics: data.Topics{All: []data.Topic{{ID: "any", Parent: "all", Name: "Any"}}}}).Outlines(9000) {
		all = append(all, shapes.Shape{Code: string(o.Code), Geometry: o.Shape})
	}
	table, problems := shapes.Build(all)
	if table.Len() < 8500 {
		b.Fatalf("%d areas; %v", table.Len(), problems[:3])
	}
	r := rand.New(rand.NewPCG(9, 10))
	points := make([]orb.Point, 10_000)
	for i := range points {
		middle := all[r.IntN(len(all))].Geometry.Bound().Center()
		points[i] = orb.Point{middle.Lon() + 0.1*r.NormFloat64(), middle.Lat() + 0.06*r.NormFloat64()}
	}
	held, took := 0, make([]time.Duration, 0, 1<<20)
	for i := 0; b.Loop(); i++ {
		begun := time.Now()
		held += len(table.At(points[i%len(points)]))
		if took = append(took, time.Since(begun)); len(took) == cap(took) {
			took = took[:0]
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "p99-ns")
	b.ReportMetric(float64(held)/float64(b.N), "areas/point")
}
