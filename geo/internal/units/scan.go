package units

import (
	"encoding/binary"
	"math"
)

// plane is a sector as a search sees it: where its corner is from the point, and a
// step east or north. The square of a length in it is a bound like that of a box.
type plane struct{ x, y, eastward, upward float64 }

// open looks at the runs of a leaf, the one with the least bound first.
func (n *nearest) open(l *leaf) {
	p := plane{
		(float64(l.west) - n.lon) * n.eastRoot, (float64(l.south) - n.lat) * n.northRoot,
		float64(l.eastward) * n.eastRoot, float64(l.upward) * n.northRoot,
	}
	east, north := stepsTo(p.x, p.eastward), stepsTo(p.y, p.upward)
	var bounds [mostRuns]float64
	first, end := int(l.start), int(l.start)+int(l.rows)
	runs := n.tree.runs[l.run:][:(end-first+longestRun-1)/longestRun]
	least, bound := 0, math.Inf(1)
	for i, r := range runs {
		x := float64(east.gap(int32(r.west), int32(r.east))) * p.eastward
		y := float64(north.gap(int32(r.south), int32(r.north))) * p.upward
		bounds[i] = x*x + y*y
		if bounds[i] < bound {
			least, bound = i, bounds[i]
		}
	}
	scan := func(i int) {
		from := first + i*longestRun
		n.scan(&p, l, from, min(from+longestRun, end))
	}
	if bound < n.best {
		scan(least)
	}
	bounds[least] = math.Inf(1) // seen
	for i := range runs {
		if bounds[i] < n.best {
			scan(i)
		}
	}
}

// stepsTo is how many steps the point is from a corner.
func stepsTo(corner, step float64) between {
	if step == 0 {
		return between{}
	}
	const far = 4 * farSide // a point that is farther is taken to be here
	return newBetween(min(max(-corner/step, -far), far))
}

// between are the whole numbers below and above one.
type between struct{ floor, ceil int32 }

func newBetween(v float64) between { return between{int32(math.Floor(v)), int32(math.Ceil(v))} }

// gap is how far it is at least from there to a stretch, 0 within it.
func (b between) gap(from, to int32) int32 { return max(from-b.ceil, b.floor-to, 0) }

// scan measures the rows from and to but without, of a leaf.
func (n *nearest) scan(p *plane, l *leaf, from, to int) {
	x0, y0, eastward, upward, best := p.x, p.y, p.eastward, p.upward, n.best
	for left := n.shelf.rows[from*liveSize : to*liveSize]; len(left) >= liveSize; left = left[liveSize:] {
		both := binary.LittleEndian.Uint32(left)
		x, y := x0+eastward*float64(int32(both&0xffff)), y0+upward*float64(int32(both>>16))
		if x*x+y*y >= best {
			continue
		}
		if measure := n.measure(l.at(uint16(both), uint16(both>>16))); measure < best {
			best, n.leaf, n.row = measure, l, to-len(left)/liveSize
		}
	}
	n.best = best
}

// measure is that of a position. The sines and the cosine of the other latitude are
// series in the difference: within reach they are right to a ten-millionth, and what
// is out of reach never seems to be within.
func (n *nearest) measure(lon, lat float64) float64 {
	x, y := (lon-n.lon)*unitAngle, (lat-n.lat)*unitAngle
	xx, yy := x*x, y*y
	otherCos := n.cos*(1-yy/2) - n.sin*y*(1-yy/6)
	return yy*(1-yy/12) + n.cos*otherCos*xx*(1-xx/12)
}
