package geo

import "github.com/paulmach/orb"

// Outline is the outline of an area, in degrees, where boundaries were imported that hold it.
func Outline(code AreaCode) (orb.MultiPolygon, bool) {
	a := current()
	if a.shapes == nil {
		return nil, false
	}
	return a.shapes.Outline(string(code))
}
