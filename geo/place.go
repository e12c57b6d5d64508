package geo

import (
	"cmp"
	"slices"
)

// Precision is what the point of a place is the middle of. A page says it.
type Precision string

// The precisions, best first. No unit postcodes are held yet.
const (
	PrecisionUnit    Precision = "unit"
	PrecisionSector  Precision = "sector"
	PrecisionOutward Precision = "outward"
	PrecisionArea    Precision = "area"
)

// Place is where a person is or a service stands, as well as it is known.
type Place struct {
	Asked     Postcode   // as it was asked for; zero for an area
	Postcode  Postcode   // that which was found: Asked, or a larger part; zero for an area
	Label     string     // for people: "LS1 4", "Leeds"
	Point     Point      // the median of the unit postcodes in it
	Precision Precision  // what Point is the middle of
	Areas     []AreaCode // all that it lies in, smallest level first; likelier first within a level
	Straddles []AreaCode // its districts when there are several, likeliest first; else nil
}

// Locate places a postcode. A unit is placed at its sector, and a sector that is
// not in the table at its outward code; [Place.Precision] says so. The error is
// an [*UnknownPostcodeError] when the outward code is not in the table either.
func Locate(p Postcode) (Place, error) {
	precision := PrecisionSector
	row, ok := lookUp(p.Sector())
	if !ok {
		row, ok = lookUp(p.Outward())
	}
	if !ok {
		return Place{}, &UnknownPostcodeError{Postcode: p}
	}
	if row.postcode.Level() == Outward {
		precision = PrecisionOutward
	}
	smallest := splitCodes(row.areas)
	place := Place{
		Asked:     p,
		Postcode:  row.postcode,
		Label:     row.postcode.String(),
		Point:     row.point,
		Precision: precision,
		Areas:     withParents(smallest),
	}
	if len(smallest) > 1 {
		place.Straddles = smallest
	}
	return place, nil
}

// LocateArea places a council, county, region or nation at the median of the
// unit postcodes in it, which is where its people live rather than the middle
// of its map. The error is an [*UnknownAreaError].
func LocateArea(c AreaCode) (Place, error) {
	row, ok := areas().byCode[areas().current(c)]
	if !ok {
		return Place{}, &UnknownAreaError{Code: c}
	}
	return Place{
		Label:     row.Name,
		Point:     row.middle,
		Precision: PrecisionArea,
		Areas:     withParents([]AreaCode{row.Code}),
	}, nil
}

// withParents adds to some codes those of their parents, once each, and sorts
// them by level; within a level they keep their order.
func withParents(codes []AreaCode) []AreaCode {
	all := make([]AreaCode, 0, len(codes)+8)
	for _, c := range codes {
		for _, code := range append([]AreaCode{c}, areas().byCode[c].Parents...) {
			if !slices.Contains(all, code) {
				all = append(all, code)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b AreaCode) int { return cmp.Compare(a.Level(), b.Level()) })
	return all
}
