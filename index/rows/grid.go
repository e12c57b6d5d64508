package rows

import (
	"math"
	"slices"

	"fingerpost/geo"
)

// A cell is so many degrees high and wide: about three and a half miles each way in the middle of Britain.
const (
	cellHigh = 0.05
	cellWide = 0.08
	cellsRow = 1 << 13 // more than there are in a row
	columns  = 4500    // of cells in a row, but for what lies at 180 degrees
)

// grid holds the points of a segment by the cells that they lie in.
type grid struct {
	cells  []int32 // in order
	starts []uint32
	docs   []uint32 // of each cell from its start on
	points [][2]float32
}

func newGrid(all []Row) grid {
	type point struct {
		cell int32
		doc  uint32
	}
	var points []point
	for doc := range all {
		if r := &all[doc]; r.Located() {
			points = append(points, point{cellOf(r.Point.Lat(), r.Point.Lon()), uint32(doc)})
		}
	}
	slices.SortFunc(points, func(a, b point) int {
		if a.cell != b.cell {
			return int(a.cell) - int(b.cell)
		}
		return int(a.doc) - int(b.doc)
	})
	g := grid{docs: make([]uint32, len(points)), points: make([][2]float32, len(points))}
	for i, p := range points {
		if i == 0 || p.cell != points[i-1].cell {
			g.cells, g.starts = append(g.cells, p.cell), append(g.starts, uint32(i))
		}
		g.docs[i], g.points[i] = p.doc, [2]float32{float32(all[p.doc].Point.Lon()), float32(all[p.doc].Point.Lat())}
	}
	g.starts = append(g.starts, uint32(len(points)))
	return g
}

// spots are where in the grid the points of each topic stand, by its tag, in order.
func (r *Rows) spots() map[uint16][]uint32 {
	many, all := map[uint16]int{}, 0
	for _, doc := range r.grid.docs {
		for _, tag := range r.Topics(&r.all[doc]) {
			many[tag]++
			all++
		}
	}
	room := make([]uint32, all)
	about := make(map[uint16][]uint32, len(many))
	for tag, n := range many {
		about[tag], room = room[:0:n], room[n:]
	}
	for spot, doc := range r.grid.docs {
		for _, tag := range r.Topics(&r.all[doc]) {
			about[tag] = append(about[tag], uint32(spot))
		}
	}
	return about
}

func cellOf(lat, lon float64) int32 { return rowOf(lat)*cellsRow + columnOf(lon) }

func rowOf(lat float64) int32 { return int32(math.Floor((lat + 90) / cellHigh)) }

func columnOf(lon float64) int32 { return int32(math.Floor((lon + 180) / cellWide)) }

// Degrees of latitude are so many miles apart, nearly.
const milesPerDegree = 69

// slack is how much more than the radius is looked at: the Earth is taken for flat here, and numbers are short.
const slack = 1.06

// Degrees are how many degrees of latitude and longitude a point within a radius may be away at most, and a few more; 360 of
// longitude about the far side of the Earth or a pole.
func Degrees(o geo.Point, radius geo.Miles) (high, wide float64) {
	high = float64(radius)*slack/milesPerDegree + 1e-4
	edge := math.Abs(o.Lat()) + high
	if edge < 85 {
		wide = high / math.Cos(edge*math.Pi/180)
	}
	if edge >= 85 || o.Lon()-wide < -180 || o.Lon()+wide > 180 {
		wide = 360
	}
	return high, wide
}

// Near calls found for every document with a point within a radius, and for some others that are not much farther.
func (r *Rows) Near(o geo.Point, radius geo.Miles, found func(doc uint32)) {
	g := &r.grid
	high, wide := Degrees(o, radius)
	if wide == 360 { // nothing is left out
		for _, doc := range g.docs {
			found(doc)
		}
		return
	}
	narrow := math.Cos(o.Lat() * math.Pi / 180)
	lat, lon, within := float32(o.Lat()), float32(o.Lon()), float32(high*high)
	squeeze := float32(narrow)
	first, last := cellOf(o.Lat()-high, o.Lon()-wide), cellOf(o.Lat()+high, o.Lon()+wide)
	width := (last - first) % cellsRow
	for row := first; row <= last; row += cellsRow {
		at, _ := slices.BinarySearch(g.cells, row)
		for ; at < len(g.cells) && g.cells[at] <= row+width; at++ {
			for i := g.starts[at]; i < g.starts[at+1]; i++ {
				p := &g.points[i]
				dx, dy := (p[0]-lon)*squeeze, p[1]-lat
				if dx*dx+dy*dy <= within {
					found(g.docs[i])
				}
			}
		}
	}
}
