package units

import (
	"math"

	"github.com/paulmach/orb"
)

// degree is how many of the units in which a table counts make one degree. One
// is a centimetre.
const degree = 1e7

// A table holds points in a frame around the British Isles, so that no point is
// near a pole or the date line and an error in a source is not given room. Whoever
// reads a source has a tighter one.
const (
	frameWest, frameEast   = -15 * degree, 5 * degree
	frameSouth, frameNorth = 45 * degree, 65 * degree
)

// position is a point in units of 1e-7 of a degree.
type position struct{ lon, lat int32 }

func (p position) point() orb.Point {
	return orb.Point{float64(p.lon) / degree, float64(p.lat) / degree}
}

// rect is a box in units of 1e-7 of a degree, its sides included.
type rect struct{ west, south, east, north int32 }

// nowhere is a rect that holds nothing, to be widened.
var nowhere = rect{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}

func (r rect) widened(lon, lat int32) rect {
	return rect{min(r.west, lon), min(r.south, lat), max(r.east, lon), max(r.north, lat)}
}

// joined is the box around both.
func (r rect) joined(to rect) rect {
	return rect{min(r.west, to.west), min(r.south, to.south), max(r.east, to.east), max(r.north, to.north)}
}

// fits says whether r is a box inside the frame.
func (r rect) fits() bool {
	return r.west <= r.east && r.south <= r.north &&
		r.west >= frameWest && r.east <= frameEast && r.south >= frameSouth && r.north <= frameNorth
}

// inFrame rounds a point to the units of a table.
func inFrame(p orb.Point) (lon, lat int32, ok bool) {
	x, y := math.Round(p.Lon()*degree), math.Round(p.Lat()*degree)
	if !(x >= frameWest && x <= frameEast && y >= frameSouth && y <= frameNorth) { // NaN is not
		return 0, 0, false
	}
	return int32(x), int32(y), true
}

// farSide is what stands for the far side of a box of a sector.
const farSide = math.MaxUint16

// fraction is how far v is from near to far, in parts of farSide.
func fraction(v, near, far int32) uint16 {
	if near == far {
		return 0
	}
	span := int64(far) - int64(near)
	return uint16((int64(v-near)*farSide + span/2) / span)
}
