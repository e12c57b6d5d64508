package shapes

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// BenchmarkAtManyAreas asks a table of 50,000 areas.
func BenchmarkAtManyAreas(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	var all []Shape
	for i := range 50_000 {
		all = append(all, shape(fmt.Sprintf("E05%06d", i), blob(r, -5+6*r.Float64(), 51+6*r.Float64(), 0.02, 30)))
	}
	askAround(b, all)
}

// BenchmarkAtManyCorners asks about one area of 200,000 corners, each edge of
// which runs from its coast far inland: a harder one than any coast.
func BenchmarkAtManyCorners(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	askAround(b, []Shape{shape("E06000001", blob(r, -2, 54, 3, 200_000))})
}

func askAround(b *testing.B, all []Shape) {
	table, _ := Build(all)
	r := rand.New(rand.NewPCG(9, 10))
	points := make([]orb.Point, 10_000)
	for i := range points {
		points[i] = orb.Point{-5 + 6*r.Float64(), 51 + 6*r.Float64()}
	}
	i := 0
	for b.Loop() {
		table.At(points[i%len(points)])
		i++
	}
}
