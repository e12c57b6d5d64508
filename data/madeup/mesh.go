package madeup

import (
	"math"

	"fingerpost/geo"
)

// mesh finds the nearest of many points. Its cells are half a degree wide.
type mesh struct{ cells map[[2]int][]meshed }

type meshed struct {
	at geo.Point
	of int
}

func newMesh() mesh { return mesh{map[[2]int][]meshed{}} }

func cell(p geo.Point) [2]int {
	return [2]int{int(math.Floor(p.Lat() * 2)), int(math.Floor(p.Lon() * 2))}
}

func (m mesh) add(p geo.Point, of int) { m.cells[cell(p)] = append(m.cells[cell(p)], meshed{p, of}) }

// nearest is that which is nearest to a point, except one, and how far it is in degrees of latitude. A ring of cells more is
// looked at than the first that has any, as a point in it may be nearer.
func (m mesh) nearest(p geo.Point, except int) (of int, apart float64) {
	of, apart = -1, math.Inf(1)
	middle, narrow := cell(p), math.Cos(p.Lat()*math.Pi/180)
	for ring, last := 0, math.MaxInt; ring <= last && ring < 20; ring++ {
		for y := -ring; y <= ring; y++ {
			for x := -ring; x <= ring; x++ {
				if max(y, -y, x, -x) != ring {
					continue
				}
				for _, o := range m.cells[[2]int{middle[0] + y, middle[1] + x}] {
					away := math.Hypot(o.at.Lat()-p.Lat(), (o.at.Lon()-p.Lon())*narrow)
					if o.of != except && away < apart {
						of, apart = o.of, away
					}
				}
			}
		}
		if of >= 0 && last == math.MaxInt {
			last = ring + 1
		}
	}
	return of, apart
}
