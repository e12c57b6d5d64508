package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// ukBound holds the United Kingdom, the Channel Islands and the Isle of Man
// with a little room: from south of Jersey to Muckle Flugga, from west of
// Fermanagh to east of Lowestoft. It also holds most of Ireland and a strip of
// Normandy: it catches slips, it does not draw a border.
var ukBound = orb.Bound{Min: Point{-8.7, 49.1}, Max: Point{1.8, 60.9}}

// CheckUK says whether a position that someone wrote can be in the United
// Kingdom, the Channel Islands or the Isle of Man. Otherwise it returns a
// [*CoordinateError]. A longitude of 0 is Greenwich and legal; a latitude of 0
// is a missing one, as in the rows "JE1 0BD,,0.00000" of official files.
func CheckUK(lat, lon float64) error {
	switch {
	case math.IsNaN(lat) || math.IsNaN(lon): // which orb.Bound would contain
		return &CoordinateError{Lat: lat, Lon: lon, Reason: ReasonOutside}
	case ukBound.Contains(Point{lon, lat}):
		return nil
	case ukBound.Contains(Point{lat, lon}):
		return &CoordinateError{Lat: lat, Lon: lon, Reason: ReasonSwapped}
	case lat == 0:
		return &CoordinateError{Lat: lat, Lon: lon, Reason: ReasonZero}
	}
	return &CoordinateError{Lat: lat, Lon: lon, Reason: ReasonOutside}
}
