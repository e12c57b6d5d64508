package geo

import "math"

// Reaches of a point: how far a postcode may be from it and still say where it
// is. The sectors of some islands reach 30 miles from their middle.
const (
	unitReach   Miles = 5  // the nearest unit postcode, for its areas
	partReach   Miles = 5  // the middle of the nearest sector, for its areas
	shoreReach  Miles = 10 // the nearest unit postcode, for being in the country at all
	middleReach Miles = 15 // the middle of the nearest sector, likewise
	northReach  Miles = 40 // the same north of Stirling: Unst is 30 from that of ZE2 9
)

// milesPerDegree is a degree of latitude on the sphere that [Distance] uses.
var milesPerDegree = float64(Distance(Point{0, 50}, Point{0, 51}))

// northSouth is how far two points lie apart from north to south.
func northSouth(a, b Point) Miles { return Miles(math.Abs(a.Lat()-b.Lat()) * milesPerDegree) }

// Rounded is a point to three decimals, some 100 metres: close enough to find
// what is near, and not enough to tell a house.
func Rounded(p Point) Point {
	return Point{math.Round(p.Lon()*1000) / 1000, math.Round(p.Lat()*1000) / 1000}
}

// NearestPostcode is the postcode in use nearest to a point, and how far it is:
// a unit where units were imported, else the sector or outward code with the
// nearest middle. There is none at sea and abroad.
func NearestPostcode(p Point) (Postcode, Miles, bool) { return current().nearestPostcode(p) }

func (a *atlas) nearestPostcode(p Point) (Postcode, Miles, bool) {
	if a.units != nil {
		if row, ok := a.units.Nearest(p); ok {
			if d := Distance(row.Point, p); d <= shoreReach {
				return Postcode{row.Outward + " " + row.Inward}, d, true
			}
		}
	}
	reach := middleReach
	if p.Lat() > 56.2 {
		reach = northReach
	}
	row, ok := a.parts.nearest(p, reach)
	if !ok {
		return Postcode{}, 0, false
	}
	return row.postcode, Distance(row.point, p), true
}

// LocatePoint places coordinates that a person gave, rounded to some 100 metres.
// The error is a [*CoordinateError] when they are not in the United Kingdom or on
// the islands.
func LocatePoint(lat, lon float64) (Place, error) { return current().locatePoint(lat, lon) }

func (a *atlas) locatePoint(lat, lon float64) (Place, error) {
	if err := CheckUK(lat, lon); err != nil {
		return Place{}, err
	}
	p := Rounded(Point{lon, lat})
	postcode, _, ok := a.nearestPostcode(p)
	if !ok {
		return Place{}, &CoordinateError{Lat: lat, Lon: lon, Reason: ReasonOutside}
	}
	place := Place{Postcode: postcode, Label: postcode.Sector().text, Point: p, Precision: PrecisionPoint}
	place.Areas, place.Straddles = a.areasAt(p)
	if len(place.Areas) == 0 {
		near, err := a.locate(postcode)
		if err != nil {
			return Place{}, err
		}
		place.Areas, place.Straddles = near.Areas, near.Straddles
	}
	return place, nil
}

// areasAt are the areas that hold a point: by the boundaries that were imported,
// else those of the nearest unit postcode, else those of the nearest sector. Two
// or more districts that it may be in come back beside, likeliest first.
func (a *atlas) areasAt(p Point) (all, straddles []AreaCode) {
	if a.shapes != nil {
		if codes := currentCodes(a.shapes.At(p)); districtOf(codes) != "" {
			return withParents(codes), nil
		}
	}
	if a.units != nil {
		if row, ok := a.units.Nearest(p); ok && Distance(row.Point, p) <= unitReach {
			return withParents(currentCodes(row.Areas)), nil
		}
	}
	if row, ok := a.parts.nearest(p, partReach); ok {
		place := row.place()
		return place.Areas, place.Straddles
	}
	return nil, nil
}

// DistrictAt says which council a point lies in: by the boundaries or the unit
// postcodes that were imported, else, roughly, the one that has most of the
// nearest postcode sector, if that is within five miles.
func DistrictAt(p Point) (AreaCode, bool) {
	if CheckUK(p.Lat(), p.Lon()) != nil {
		return "", false
	}
	codes, straddles := current().areasAt(p)
	if len(straddles) > 0 {
		codes = straddles
	}
	district := districtOf(codes)
	return district, district != ""
}

// districtOf is the first district among some codes.
func districtOf(codes []AreaCode) AreaCode {
	for _, c := range codes {
		if c.Level() == DistrictLevel {
			return c
		}
	}
	return ""
}
