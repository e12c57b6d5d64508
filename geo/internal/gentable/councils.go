package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"fingerpost/geo"
)

// No open list says in which council a postcode of Northern Ireland lies, so the
// councils of an outward code are an estimate, and pages must say so. It goes by
// squares of about 450 metres. A square belongs to the outward code of the nearest
// of these: the middles of the outward codes, from the list in the public domain,
// and the towns, each of which has the outward code of townCodes or else the one
// whose middle is nearest. People live in towns: a square within two kilometres of
// one of those points counts as ten in the country. The councils of an outward
// code are those that have a twelfth or more of its squares, largest share first.
//
// The middles need no mending: they are within a few hundred metres of those that
// others publish (the district list of doogal.co.uk). The councils that Wikipedia
// has for BT1 to BT5 and BT14 to BT33 ("BT postcode area") are all found, but for
// those in councilsKnown; the estimate has three more, of BT16 and BT29.
const (
	squareLat   = 0.004 // degrees
	squareLon   = 0.007
	inTown      = 2.0 // kilometres
	townWeight  = 10
	leastShare  = 0.08
	middleOfNI  = 54.65 // latitude
	kmPerDegree = 111.2
)

// councilsKnown are the councils of outward codes whose squares say otherwise.
var councilsKnown = map[string][]geo.AreaCode{
	// As Wikipedia has them: Moneyreagh, Drumaness, Dromara and Ballyward are over
	// the border of the council that has the town.
	"BT5":  {"N09000003", "N09000007"},
	"BT23": {"N09000011", "N09000007"},
	"BT24": {"N09000010", "N09000007"},
	"BT25": {"N09000002", "N09000007"},
	"BT31": {"N09000010", "N09000002"},

	// Belvoir and Newtownbreda are in Belfast since 2015, Carryduff is not.
	"BT8": {"N09000007", "N09000003"},
	// The town of Fivemiletown is in Mid Ulster (GeoNames), the country around it
	// in Fermanagh.
	"BT75": {"N09000009", "N09000006"},
	// Plumbridge is in Derry City and Strabane.
	"BT79": {"N09000006", "N09000005"},
}

// seed is a point whose outward code is known.
type seed struct {
	at   geo.Point // in kilometres
	code string
}

// giveCouncils gives the outward codes of Northern Ireland the councils that they
// probably lie in.
func (set *placeSet) giveCouncils(councils []council, towns []town) error {
	seeds, err := set.seeds(towns)
	if err != nil {
		return err
	}
	shares := sharesOf(seeds, councils)
	for i, o := range set.outcodes {
		if o.postcode.Area() != "BT" {
			continue
		}
		code := o.postcode.String()
		found, ok := councilsKnown[code]
		if !ok {
			found = likely(shares[code])
		}
		if len(found) == 0 {
			return fmt.Errorf("%s lies in no council", code)
		}
		set.outcodes[i].areas = found
	}
	return nil
}

// seeds are the middles of the outward codes of Northern Ireland, and its towns.
func (set *placeSet) seeds(towns []town) ([]seed, error) {
	var middles []seed
	for _, o := range set.outcodes {
		if o.postcode.Area() == "BT" {
			middles = append(middles, seed{inKilometres(o.point), o.postcode.String()})
		}
	}
	if len(middles) == 0 {
		return nil, fmt.Errorf("outcodes.csv: no outward code of Northern Ireland")
	}
	for name, code := range townCodes {
		if _, err := townNamed(towns, "GB", name); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(middles, func(s seed) bool { return s.code == code }) {
			return nil, fmt.Errorf("%s: no outward code %s", name, code)
		}
	}
	seeds := slices.Clone(middles)
	for _, t := range towns {
		if t.country != "GB" {
			continue
		}
		at := inKilometres(t.point)
		near, _ := nearest(at, middles)
		seeds = append(seeds, seed{at, cmp.Or(townCodes[t.name], near.code)})
	}
	return seeds, nil
}

// sharesOf counts the squares of each outward code by council.
func sharesOf(seeds []seed, councils []council) map[string]map[geo.AreaCode]int {
	shares := map[string]map[geo.AreaCode]int{}
	for _, s := range seeds {
		shares[s.code] = map[geo.AreaCode]int{}
	}
	if len(councils) == 0 {
		return shares
	}
	bound := councils[0].bound
	for _, c := range councils {
		bound = bound.Union(c.bound)
	}
	for lat := bound.Min.Lat(); lat < bound.Max.Lat(); lat += squareLat {
		for lon := bound.Min.Lon(); lon < bound.Max.Lon(); lon += squareLon {
			p := geo.Point{lon, lat}
			c := councilAt(p, councils)
			if c == "" {
				continue
			}
			near, km := nearest(inKilometres(p), seeds)
			if km <= inTown {
				shares[near.code][c] += townWeight
			} else {
				shares[near.code][c]++
			}
		}
	}
	return shares
}

// likely are the councils with a large enough share, largest first.
func likely(squares map[geo.AreaCode]int) []geo.AreaCode {
	total := 0
	for _, n := range squares {
		total += n
	}
	codes := slices.SortedFunc(maps.Keys(squares), func(a, b geo.AreaCode) int {
		return cmp.Or(cmp.Compare(squares[b], squares[a]), cmp.Compare(a, b))
	})
	return slices.DeleteFunc(codes, func(c geo.AreaCode) bool {
		return float64(squares[c]) < leastShare*float64(total)
	})
}

// inKilometres is a point on a flat map of Northern Ireland, which is small
// enough for one.
func inKilometres(p geo.Point) geo.Point {
	return geo.Point{p.Lon() * kmPerDegree * math.Cos(middleOfNI*math.Pi/180), p.Lat() * kmPerDegree}
}

func nearest(at geo.Point, seeds []seed) (seed, float64) {
	best, found := math.Inf(1), seed{}
	for _, s := range seeds {
		dx, dy := s.at[0]-at[0], s.at[1]-at[1]
		if d := dx*dx + dy*dy; d < best {
			best, found = d, s
		}
	}
	return found, math.Sqrt(best)
}
