package geo

import (
	"math"
	"sync/atomic"
)

// nearness remembers what near means about the points that were asked for last: each search asks several times, and many
// people ask from the same postcodes. It is of one atlas. A point has one slot, which another may take.
type nearness [1 << 12]atomic.Pointer[nearAt]

type nearAt struct {
	point Point
	miles Miles
}

func (n *nearness) slot(p Point) *atomic.Pointer[nearAt] {
	mixed := (math.Float64bits(p.Lat())*31 + math.Float64bits(p.Lon())) * 0x9e3779b97f4a7c15 // Fibonacci hashing
	return &n[mixed>>52]
}

func (n *nearness) find(p Point) (Miles, bool) {
	if known := n.slot(p).Load(); known != nil && known.point == p {
		return known.miles, true
	}
	return 0, false
}

func (n *nearness) keep(p Point, miles Miles) { n.slot(p).Store(&nearAt{p, miles}) }
