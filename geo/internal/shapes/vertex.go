package shapes

import (
	"math"

	"github.com/paulmach/orb"
)

// perDegree is how many units of a [vertex] a degree has.
const perDegree = 1e5

// vertex is a position: longitude and latitude in units of 1e-5 degrees.
type vertex struct{ x, y int32 }

// toVertex rounds a position. It is not ok when it is no position on the Earth.
func toVertex(p orb.Point) (v vertex, ok bool) {
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) { // so that NaN fails too
		return vertex{}, false
	}
	return vertex{int32(math.Round(p[0] * perDegree)), int32(math.Round(p[1] * perDegree))}, true
}

func (v vertex) point() orb.Point {
	return orb.Point{float64(v.x) / perDegree, float64(v.y) / perDegree}
}

func (v vertex) onEarth() bool {
	return -180*perDegree <= v.x && v.x <= 180*perDegree && -90*perDegree <= v.y && v.y <= 90*perDegree
}

// rect is a box around vertices, its edges included.
type rect struct{ minX, minY, maxX, maxY int32 }

// nowhere is the box around nothing: with is what is added.
var nowhere = rect{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}

func (r rect) with(v vertex) rect {
	return rect{min(r.minX, v.x), min(r.minY, v.y), max(r.maxX, v.x), max(r.maxY, v.y)}
}

func (r rect) around(o rect) rect {
	return rect{min(r.minX, o.minX), min(r.minY, o.minY), max(r.maxX, o.maxX), max(r.maxY, o.maxY)}
}

func (r rect) holds(v vertex) bool {
	return r.minX <= v.x && v.x <= r.maxX && r.minY <= v.y && v.y <= r.maxY
}

func (r rect) meets(o rect) bool {
	return r.minX <= o.maxX && o.minX <= r.maxX && r.minY <= o.maxY && o.minY <= r.maxY
}

func boxAround(vs []vertex) rect {
	r := nowhere
	for _, v := range vs {
		r = r.with(v)
	}
	return r
}

// turn is the sign of the turn from a over b to c: 1 to the left, -1 to the
// right, 0 for straight on or back. It is exact: the products are below 2⁵⁰.
func turn(a, b, c vertex) int {
	left := int64(b.x-a.x) * int64(c.y-a.y)
	right := int64(c.x-a.x) * int64(b.y-a.y)
	switch {
	case left > right:
		return 1
	case left < right:
		return -1
	}
	return 0
}

// doubleArea is twice the signed area of a ring, in square units, 0 when all
// its vertices lie on one line.
func doubleArea(vs []vertex) float64 {
	sum := 0.0
	for i := 1; i < len(vs); i++ {
		a, b, c := vs[0], vs[i-1], vs[i]
		sum += float64(int64(b.x-a.x)*int64(c.y-a.y) - int64(c.x-a.x)*int64(b.y-a.y))
	}
	return sum
}
