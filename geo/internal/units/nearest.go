package units

import (
	"math"
	"slices"

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
	n := nearest{tree: &t.near, shelf: &t.live, lon: lon, lat: lat, best: reachAngle * reachAngle * (1 - reachAngle*reachAngle/12)}
	n.sin, n.cos = math.Sincos(p.Lat() * radians)
	n.northward = slack * unitAngle * unitAngle
	n.eastward = n.northward * n.cos * math.Cos(p.Lat()*radians+reachAngle)
	n.guess()
	top := len(t.near.boxes) - 1
	n.visit(top, 0, len(t.near.boxes[top]))
	if n.outward == nil {
		return Row{}, false
	}
	return t.live.row(n.outward, n.outward.code.String(), n.row, t.sets), true
}

const unitAngle = radians / degree

// nearest is one search. Its measure of a distance d on the sphere is
// 4 sin²(d/2), 4 times the haversine, which grows with d.
type nearest struct {
	tree     *tree
	shelf    *shelf
	lon, lat float64 // 1e-7 of a degree
	sin, cos float64 // of the latitude

	// What a square of 1e-7 of a degree north or east is at least, anywhere within reach.
	northward, eastward float64

	best    float64 // the measure of the row below, or of the reach
	row     int
	outward *outward // nil until there is a row
}

// slack makes the plane measure of boxes smaller than the true one: within reach,
// 4 sin²(x/2) is x² but for a 30,000th part.
const slack = 1 - 5e-5

// guess looks at the boxes where the point is on the curve. What is found there is
// seldom far, and spares most of the boxes that a search from the top would open.
func (n *nearest) guess() {
	group, found := slices.BinarySearch(n.tree.places, curve(n.lon, n.lat))
	if !found && group > 0 {
		group-- // the one that begins before it
	}
	from := group * branching
	if to := min(from+branching, len(n.tree.runs)); from < to {
		n.visit(0, from, to)
	}
}

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
			n.scan(n.tree.runs[next.place])
			continue
		}
		below := n.tree.boxes[level-1]
		n.visit(level-1, next.place*branching, min((next.place+1)*branching, len(below)))
	}
}

// bound is less than the measure of any point of a box that is within reach.
func (n *nearest) bound(r rect) float64 {
	x := max(float64(r.west)-n.lon, n.lon-float64(r.east), 0)
	y := max(float64(r.south)-n.lat, n.lat-float64(r.north), 0)
	return n.northward*y*y + n.eastward*x*x
}

// scan measures the rows of a run. The sines and the cosine of the other latitude
// are series in the difference: within reach they are right to a ten-millionth,
// and what is out of reach never seems to be within.
func (n *nearest) scan(r run) {
	o := &n.shelf.outwards[r.outward]
	for row := int(r.start); row < int(r.start)+int(r.rows); row++ {
		lon, lat := n.shelf.at(o, row)
		x, y := lon-n.lon, lat-n.lat
		if n.northward*y*y+n.eastward*x*x >= n.best {
			continue
		}
		y *= unitAngle
		xx, yy := x*x*unitAngle*unitAngle, y*y
		otherCos := n.cos*(1-yy/2) - n.sin*y*(1-yy/6)
		measure := yy*(1-yy/12) + n.cos*otherCos*xx*(1-xx/12)
		if measure < n.best {
			n.best, n.row, n.outward = measure, row, o
		}
	}
}
