package data

import "fingerpost/geo"

// Position is where a location is for searching, and how well that is known. It is derived when indexing, never kept:
// better postcode data must not make revisions.
type Position struct {
	Point     geo.Point
	Precision geo.Precision // PrecisionExact when a source stated the point
	Label     string        // the postcode, or the part of one, that the point is the middle of; empty when exact
	District  geo.AreaCode  // the council it is in, where known
}

// PrecisionExact is the precision of a point that a source stated.
const PrecisionExact geo.Precision = "exact"

// The distances beyond which a stated point and the address's own postcode cannot both be right. Sectors in the
// Highlands reach some 25 miles from their middle, so anything nearer is no contradiction; the houses of one unit
// postcode are seldom a mile apart.
const (
	disputed     geo.Miles = 30
	disputedUnit geo.Miles = 3
)

// Geocode places a location. A stated point counts unless it contradicts the address's postcode, in which case the
// postcode does: a person writes the postcode, a machine often adds the point. Nothing is ever placed without evidence:
// ok is false for a withheld, postal or virtual location and for one with neither point nor readable postcode.
func Geocode(l Location) (position Position, ok bool) {
	if l.Withheld || (l.Type != Physical && l.Type != "") {
		return Position{}, false
	}
	var place geo.Place
	located := false
	if postcode, err := geo.ParsePostcode(l.Address.Postcode); err == nil {
		if p, err := geo.Locate(postcode); err == nil {
			place, located = p, true
		}
	}
	if l.Point != nil && geo.CheckUK(l.Point.Latitude, l.Point.Longitude) == nil {
		point := geo.Point{l.Point.Longitude, l.Point.Latitude}
		if !located || geo.Distance(point, place.Point) <= disputedFrom(place) {
			district, _ := geo.DistrictAt(point)
			return Position{Point: point, Precision: PrecisionExact, District: district}, true
		}
	}
	if !located {
		return Position{}, false
	}
	return Position{Point: place.Point, Precision: place.Precision, Label: place.Label, District: soleDistrict(place)}, true
}

func disputedFrom(place geo.Place) geo.Miles {
	if place.Precision == geo.PrecisionUnit {
		return disputedUnit
	}
	return disputed
}

// Close reports whether a position is known to a few houses, so that a distance from it means what it says.
func (p Position) Close() bool {
	return p.Precision == PrecisionExact || p.Precision == geo.PrecisionUnit
}
