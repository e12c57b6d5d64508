package madeup

import (
	"math"

	"fingerpost/geo"
)

// mesh finds the nearest of many points. Its cells are a tenth of a degree wide.
type mesh struct{ cells map[[2]int][]meshed }

type meshed struct {
	at geo.Point
	of int
}

func newMesh() mesh { return mesh{map[[2]int][]meshed{}} }

func cell(p geo.Point) [2]int {
	return [2]int{int(math.Floor(p.Lat() * 10)), int(math.Floor(p.Lon() * 10))}
}

func (m mesh) add(p geo.Point, of int) { m.cells[cell(p)] = append(m.cells[cell(p)], meshed{p, of}) }

// farthest is how many rings of cells are looked at: a dozen degrees, which is all of the land.
const farthest = 120

// nearest is that which is nearest to a point, except one, and how far it is in degrees of latitude. More rings of cells are looked
// at than the first that has any, as a point in the others may be nearer: in the north cells are half as wide as they are high.
func (m mesh) nearest(p geo.Point, except int) (of int, apart float64) {
	of, apart = -1, math.Inf(1)
	middle, narrow := cell(p), math.Cos(p.Lat()*math.Pi/180)
	for ring, last := 0, farthest; ring <= last; ring++ {
		for y := -ring; y <= ring; y++ {
			step := max(1, 2*ring) // only the first and the last of a row, unless the row is the ring's own
			if y == ring || y == -ring {
				step = 1
			}
			for x := -ring; x <= ring; x += step {
				for _, o := range m.cells[[2]int{middle[0] + y, middle[1] + x}] {
					away := math.Hypot(o.at.Lat()-p.Lat(), (o.at.Lon()-p.Lon())*narrow)
					if o.of != except && away < apart {
						of, apart = o.of, away
					}
				}
			}
		}
		if of >= 0 && last == farthest {
			last = 3 * (ring + 1)
		}
	}
	return of, apart
}
