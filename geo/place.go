package geo

import (
	"cmp"
	"slices"
)

// Precision is what the point of a place is the middle of. A page says it.
type Precision string

// The precisions, best first.
const (
	PrecisionUnit       Precision = "unit"       // some 15 addresses
	PrecisionPoint      Precision = "point"      // coordinates that were given, rounded to some 100 metres
	PrecisionSector     Precision = "sector"     // some 3,000 addresses
	PrecisionSettlement Precision = "settlement" // a town or village: its centre
	PrecisionOutward    Precision = "outward"    // some 10,000 addresses
	PrecisionArea       Precision = "area"       // a council or larger
)

// Place is where a person is or a service stands, as well as it is known. Its
// slices are not to be changed.
type Place struct {
	Asked     Postcode   // as it was asked for; zero for what is no postcode
	Postcode  Postcode   // that which was found: Asked, or a larger part; for coordinates the nearest; else zero
	Label     string     // for people: "LS1 4", "Leeds"
	Kind      PlaceKind  // of a settlement; else empty
	Point     Point      // the middle: of the unit postcodes in an area, of the houses in a village
	Precision Precision  // what Point is the middle of
	Areas     []AreaCode // all that it lies in, smallest level first; likelier first within a level
	Straddles []AreaCode // its districts when there are several, likeliest first; else nil
	// Ended is the month in which the postcode went out of use, as yyyymm (201406);
	// 0 while it is in use, and where that is not known.
	Ended int
	// Unlisted says that unit postcodes of this outward code were imported, and
	// that the one asked for is not among them: it is new, or mistyped.
	Unlisted bool
	// Closer says that unit postcodes in it are known, so that a whole postcode would
	// be placed closer, and in one council.
	Closer bool
	area   AreaCode // of what is one area
	near   string   // what finds a settlement again, where Label does not
}

// Locate places a postcode. A unit that no imported table holds is placed at its
// sector, and a sector that is not in the table at its outward code;
// [Place.Precision] says so. The error is an [*UnknownPostcodeError] when the
// outward code is not in the table either.
func Locate(p Postcode) (Place, error) { return current().locate(p) }

func (a *atlas) locate(p Postcode) (Place, error) {
	unlisted := false
	if p.Level() == Unit && a.units != nil {
		outward, inward := p.halves()
		if found, ok := a.units.Find(outward, inward); ok {
			place := Place{Asked: p, Postcode: p, Label: p.text, Point: found.Point, Precision: PrecisionUnit,
				Areas: a.sets[found.Set].codes, Ended: found.Ended}
			if !a.sets[found.Set].close { // the source does not say
				place.Areas, place.Straddles = a.parts.areasOf(p)
			}
			return place, nil
		}
		unlisted = a.units.Holds(outward)
	}
	row := a.parts.of(p)
	if row == nil {
		return Place{}, &UnknownPostcodeError{Postcode: p}
	}
	place := row.place()
	place.Asked, place.Unlisted = p, unlisted
	place.Closer = a.units != nil && a.units.Holds(p.Outward().text)
	return place, nil
}

func (p *part) place() Place {
	place := Place{Postcode: p.postcode, Label: p.postcode.text, Point: p.point, Precision: PrecisionSector, Areas: p.areas}
	if p.postcode.Level() == Outward {
		place.Precision = PrecisionOutward
	}
	if len(p.smallest) > 1 {
		place.Straddles = p.smallest
	}
	return place
}

// LocateArea places a council, county, region or nation at the median of the
// unit postcodes in it, which is where its people live rather than the middle
// of its map. The error is an [*UnknownAreaError]; a ward is one, as no middle of
// it is known.
func LocateArea(c AreaCode) (Place, error) {
	row, ok := areas().byCode[areas().current(c)]
	if !ok {
		return Place{}, &UnknownAreaError{Code: c}
	}
	return Place{
		Closer:    current().units != nil,
		Label:     row.Name,
		Point:     row.middle,
		Precision: PrecisionArea,
		Areas:     withParents([]AreaCode{row.Code}),
		area:      row.Code,
	}, nil
}

// withParents adds to some codes those of their parents, once each, and sorts
// them by level; within a level they keep their order.
func withParents(codes []AreaCode) []AreaCode {
	all := make([]AreaCode, 0, len(codes)+8)
	add := func(code AreaCode) {
		if !slices.Contains(all, code) {
			all = append(all, code)
		}
	}
	for _, c := range codes {
		add(c)
		for _, code := range areas().byCode[c].Parents {
			add(code)
		}
	}
	slices.SortStableFunc(all, func(a, b AreaCode) int { return cmp.Compare(a.Level(), b.Level()) })
	return all
}

// Near is the text by which [Find] finds the place again, and by which it is
// written in an address: never closer than a sector.
func (p Place) Near() string {
	switch {
	case !p.Asked.IsZero():
		return p.Asked.Sector().text
	case !p.Postcode.IsZero():
		return p.Postcode.Sector().text
	case p.near != "":
		return p.near
	case p.area != "":
		if again, err := Find(p.Label); err != nil || again.area != p.area {
			return string(p.area)
		}
	}
	return p.Label
}

// Public is what the place is called where others may see it: never closer than
// a sector.
func (p Place) Public() string {
	if p.area != "" {
		return p.Label
	}
	return p.Near()
}
