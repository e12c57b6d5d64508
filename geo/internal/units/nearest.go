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
	n := nearest{tree: t.near, place: -1, lon: lon, lat: lat, below: [2]int32{int32(math.Floor(lon)), int32(math.Floor(lat))}, above: [2]int32{int32(math.Ceil(lon)), int32(math.Ceil(lat))}, best: math.Float64bits(reachAngle * reachAngle * (1 - reachAngle*reachAngle/12))}
	n.sin, n.cos = math.Sincos(p.Lat() * radians)
	northward := slack * unitAngle * unitAngle
	n.least = [2]float64{northward * n.cos * math.Cos(p.Lat()*radians+reachAngle), northward}
	n.search()
	if n.place < 0 {
		return Row{}, false
	}
	row := t.near.row(n.place)
	return t.live.whole(t.live.sectorOf(row), row, t.sets), true
}

const unitAngle = radians / degree

// nearest is one search. Its measure of a distance d on the sphere is
// 4 sin²(d/2), 4 times the haversine, which grows with d.
type nearest struct {
	tree     *tree
	lon, lat float64 // 1e-7 of a degree
	sin, cos float64 // of the latitude

	// For longitude and latitude: the whole units below and above, and what the square
	// of a unit is at least, anywhere within reach.
	below, above [2]int32
	least        [2]float64

	best  uint64 // the bits of the measure of the point below, or of the reach: they grow with it
	place int    // of the tree, -1 until there is one
}

// slack makes the plane measure of boxes smaller than the true one: within reach,
// 4 sin²(x/2) is x² but for a 30,000th part.
const slack = 1 - 5e-5

// later is a half that was passed by.
type later struct {
	at   int        // its box, or past these its bucket
	line int        // of forks
	fork int        // in the line, or in one of those below when past its end
	gaps [2]float64 // its measure is at least the sum
}

// search goes down to the bucket of the point and then back, to the halves that may
// have what is nearer. Which way is next cannot be foreseen by the processor, so
// going down has no branches.
func (n *nearest) search() {
	var passed [32]later
	t := n.tree
	buckets := t.buckets()
	next, waiting := later{at: 1, fork: 1}, 0
	for {
		for next.at < buckets {
			if next.fork >= lineForks {
				next.line, next.fork = next.line*lineForks+next.fork-(lineForks-1), 1
			}
			s := t.lines[next.line][next.fork%lineForks]
			axis := s.lower & 1
			fromLower, fromUpper := n.below[axis]-s.lower, s.upper-n.above[axis]
			half := 0
			if fromLower > fromUpper {
				half = 1
			}
			next.at, next.fork = 2*next.at+half, 2*next.fork+half
			far := float64(max(fromLower, fromUpper, 0))
			other := &passed[waiting%len(passed)]
			waiting++
			*other = next
			other.at, other.fork = other.at^1, other.fork^1
			other.gaps[axis] = far * far * n.least[axis]
		}
		n.scan(next.at - buckets)
		for {
			if waiting == 0 {
				return
			}
			waiting--
			next = passed[waiting%len(passed)]
			if n.isNearer(next.gaps[0]+next.gaps[1]) && (next.at >= buckets || n.isNearer(n.bound(&t.boxes[next.at]))) {
				break
			}
		}
	}
}

func (n *nearest) isNearer(bound float64) bool { return math.Float64bits(bound) < n.best }

// bound is less than the measure of any point of a box that is within reach.
func (n *nearest) bound(r *rect) float64 {
	x := float64(max(r.west-n.above[0], n.below[0]-r.east, 0))
	y := float64(max(r.south-n.above[1], n.below[1]-r.north, 0))
	return n.least[0]*x*x + n.least[1]*y*y
}

// scan measures the points of a bucket.
func (n *nearest) scan(bucket int) {
	from, best, place := n.tree.start(bucket), n.best, n.place
	for i, p := range n.tree.bucket(bucket) {
		measure := math.Float64bits(n.measure(float64(p.lon)-n.lon, float64(p.lat)-n.lat))
		if measure < best {
			place = from + i
		}
		best = min(best, measure)
	}
	n.best, n.place = best, place
}

// measure is that of a point so far east and north. The sines and the cosine of the
// other latitude are series in the difference: within reach they are right to a
// ten-millionth, and what is out of reach never seems to be within.
func (n *nearest) measure(x, y float64) float64 {
	x, y = x*unitAngle, y*unitAngle
	xx, yy := x*x, y*y
	otherCos := n.cos*(1-yy/2) - n.sin*y*(1-yy/6)
	return yy*(1-yy/12) + n.cos*otherCos*xx*(1-xx/12)
}
