package shapes

import (
	"math"
	"slices"
)

// Reach is how far from an area, in metres, a point may be and still count as in
// it when no other area of the tier holds it. It takes in what simplified
// coasts lose: piers, beaches, small islands close by.
const Reach = 1500

// metresPerUnit is the length of a unit of latitude on a sphere of the mean
// radius of the Earth, 6,371,008.8 m (IUGG).
const metresPerUnit = 6371008.8 * math.Pi / 180 / perDegree

// missing is the set of tiers, a bit for each, that leave no gap on land and
// that the table holds, but the areas found do not.
func (t *Table) missing(found []int32) (set uint) {
	for i, held := range t.held {
		if held && !t.hasTier(found, tier(i)) {
			set |= 1 << i
		}
	}
	return set
}

// nearest adds to the areas found the nearest one of each tier of a set.
func (t *Table) nearest(v vertex, found []int32, set uint) []int32 {
	n := near{
		levels: t.orderly.levels(t.boxes), table: t, set: set,
		ruler: newRuler(v),
	}
	if len(found) > 0 {
		n.nation = t.areas[found[0]].Code[0]
	}
	for i := range n.best {
		n.best[i] = candidate{-1, n.limit}
	}
	n.look(n.top, 0)
	for _, c := range n.best {
		if c.area >= 0 {
			found = append(found, c.area)
		}
	}
	slices.Sort(found)
	return found
}

// candidate is an area and the square of its distance in units of latitude.
type candidate struct {
	area   int32
	square float64
}

// near goes down the boxes around parts that are close enough.
type near struct {
	levels
	ruler
	table  *Table
	set    uint
	nation byte // the first character of its codes; 0 for any
	best   [tilingTiers]candidate
}

func (n *near) look(level, i int) {
	if n.toRect(&n.boxes[level][i]) > n.limit {
		return
	}
	if level > 0 {
		for child, end := n.below(level, i); child < end; child++ {
			n.look(level-1, child)
		}
		return
	}
	p := &n.table.parts[n.table.order[i]]
	one := n.table.tiers[p.area]
	if one >= tilingTiers || n.set>>one&1 == 0 || n.nation != 0 && n.nation != n.table.areas[p.area].Code[0] {
		return
	}
	best := &n.best[one]
	for _, r := range n.table.rings[p.first:p.last] {
		d := distance{ruler: n.ruler, levels: r.levels(n.table.boxes), vertices: n.table.vertices[r.first:r.last], best: best.square}
		d.look(d.top, 0)
		if d.best < best.square {
			*best = candidate{p.area, d.best}
		}
	}
}

// distance goes down the boxes around the edges of a ring.
type distance struct {
	ruler
	levels
	vertices []vertex
	best     float64
}

func (d *distance) look(level, i int) {
	if d.toRect(&d.boxes[level][i]) >= d.best {
		return
	}
	if level > 0 {
		for child, end := d.below(level, i); child < end; child++ {
			d.look(level-1, child)
		}
		return
	}
	for j := i * fan; j < min((i+1)*fan, len(d.vertices)-1); j++ {
		d.best = min(d.best, d.toEdge(d.vertices[j], d.vertices[j+1]))
	}
}

// ruler measures from one point, on the plane that touches the Earth there: over
// 1.5 km the error is below a metre. Distances are squares, in units of latitude.
type ruler struct {
	x, y   float64
	narrow float64 // length of a unit of longitude in units of latitude
	limit  float64 // [Reach]
}

func newRuler(v vertex) ruler {
	point := v.point()
	return ruler{
		x: float64(v.x), y: float64(v.y),
		narrow: math.Cos(point[1] * math.Pi / 180),
		limit:  (Reach / metresPerUnit) * (Reach / metresPerUnit),
	}
}

func (r *ruler) toRect(box *rect) float64 {
	dx := max(float64(box.minX)-r.x, r.x-float64(box.maxX), 0) * r.narrow
	dy := max(float64(box.minY)-r.y, r.y-float64(box.maxY), 0)
	return dx*dx + dy*dy
}

func (r *ruler) toEdge(a, b vertex) float64 {
	ax, ay := (float64(a.x)-r.x)*r.narrow, float64(a.y)-r.y
	ex, ey := float64(b.x-a.x)*r.narrow, float64(b.y-a.y)
	along := 0.0
	if length := ex*ex + ey*ey; length > 0 {
		along = min(max(-(ax*ex+ay*ey)/length, 0), 1)
	}
	dx, dy := ax+along*ex, ay+along*ey
	return dx*dx + dy*dy
}
