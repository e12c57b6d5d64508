package units

import (
	"math"

	"github.com/paulmach/orb"
)

const (
	radians     = math.Pi / 180
	earthRadius = orb.EarthRadius // metres: the sphere on which geo measures
	reach       = 50_000          // metres: what is farther is not near
	reachAngle  = reach / earthRadius
)

// Nearest is the postcode in use that is nearest to p along a great circle. It is
// not ok when there is none within 50 kilometres.
func (t *Table) Nearest(p orb.Point) (r Row, ok bool) {
	lon, lat := p.Lon()*degree, p.Lat()*degree
	const margin = 2 * degree // more than the reach: 50 km are 1.1° of longitude at 65° N
	if !(lon > frameWest-margin && lon < frameEast+margin && lat > frameSouth-margin && lat < frameNorth+margin) {
		return Row{}, false
	}
	n := nearest{tree: &t.near, shelf: &t.live, lon: lon, lat: lat, x: newBetween(lon), y: newBetween(lat), best: reachAngle * reachAngle * (1 - reachAngle*reachAngle/12)}
	n.sin, n.cos = math.Sincos(p.Lat() * radians)
	n.northward = slack * unitAngle * unitAngle
	n.eastward = n.northward * n.cos * math.Cos(p.Lat()*radians+reachAngle)
	n.eastRoot, n.northRoot = math.Sqrt(n.eastward), math.Sqrt(n.northward)
	top := len(t.near.boxes) - 1
	n.visit(top, 0, len(t.near.boxes[top]))
	if n.leaf == nil {
		return Row{}, false
	}
	return t.live.whole(int(n.leaf.sector), n.row, t.sets), true
}

const unitAngle = radians / degree

// nearest is one search. Its measure of a distance d on the sphere is
// 4 sin²(d/2), 4 times the haversine, which grows with d.
type nearest struct {
	tree     *tree
	shelf    *shelf
	lon, lat float64 // 1e-7 of a degree
	x, y     between // of these
	sin, cos float64 // of the latitude

	// What a square of 1e-7 of a degree north or east is at least, anywhere within reach.
	northward, eastward float64
	northRoot, eastRoot float64 // their square roots

	best float64 // the measure of the row below, or of the reach
	row  int
	leaf *leaf // nil until there is a row
}

// slack makes the plane measure of boxes smaller than the true one: within reach,
// 4 sin²(x/2) is x² but for a 30,000th part.
const slack = 1 - 5e-5

// visit looks at the boxes from and to but without, of a level, the nearest first.
func (n *nearest) visit(level, from, to int) {
	var order [branching]struct {
		bound float64
		place int
	}
	found := 0
	for place, r := range n.tree.boxes[level][from:to] {
		bound := n.bound(r)
		if bound >= n.best {
			continue
		}
		at := found
		for ; at > 0 && order[at-1].bound > bound; at-- {
			order[at] = order[at-1]
		}
		order[at].bound, order[at].place = bound, from+place
		found++
	}
	for _, next := range order[:found] {
		if next.bound >= n.best {
			return
		}
		if level == 0 {
			n.open(&n.tree.leaves[next.place])
			continue
		}
		below := n.tree.boxes[level-1]
		n.visit(level-1, next.place*branching, min((next.place+1)*branching, len(below)))
	}
}

// bound is less than the measure of any point of a box that is within reach.
func (n *nearest) bound(r rect) float64 {
	x, y := float64(n.x.gap(r.west, r.east)), float64(n.y.gap(r.south, r.north))
	return n.northward*y*y + n.eastward*x*x
}
