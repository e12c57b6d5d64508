package units

import "math"

// curve is where a position, in 1e-7 of a degree, is on a Hilbert curve through the
// frame: positions that are near on the curve are near on the ground. It counts the
// squares of a net of 65,535 by 65,535, some 30 metres wide. What is outside the
// frame is put at its edge.
func curve(lon, lat float64) uint32 {
	x := uint32((min(max(lon, frameWest), frameEast) - frameWest) * math.MaxUint16 / (frameEast - frameWest))
	y := uint32((min(max(lat, frameSouth), frameNorth) - frameSouth) * math.MaxUint16 / (frameNorth - frameSouth))
	place := uint32(0)
	for bit := 15; bit >= 0; bit-- {
		right, upper := x>>bit&1, y>>bit&1
		place = place<<2 | (3 * right) ^ upper
		if upper == 0 { // the curve enters the lower quarters turned, and the right one backwards
			if right == 1 {
				x, y = ^x, ^y
			}
			x, y = y, x
		}
	}
	return place
}
