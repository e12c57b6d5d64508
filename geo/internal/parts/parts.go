// Package parts keeps the parts of postcodes, outward codes (LS1) and sectors
// (LS1 4): where the middle of each is, how many units are in use in it and in
// which districts they lie. It stands in for a unit postcode that is not known and
// answers who types no more than a part.
package parts

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"fingerpost/geo/internal/units"

	"github.com/paulmach/orb"
)

// Section is the section of a box of postcodes that holds its parts.
const Section = "parts"

// Part is an outward code or a sector.
type Part struct {
	Code  string    // LS1 or LS1 4
	Point orb.Point // the median of the latitudes and of the longitudes of its units
	Units int       // that are in use; 0 where nobody may count them, as in Northern Ireland
	Areas []string  // the districts that its units lie in, the one with most first
}

// gathering is a part whose units are being gathered.
type gathering struct {
	lons, lats []float64
	areas      map[string]int // units in each
}

// sector is a key for a map: LS1 and '4'.
type sector struct {
	outward string
	digit   byte
}

// Build makes the parts of the rows that are in use, which may come in any order,
// sorted by code. district picks the one of a row's areas that counts as its
// district, or the empty string if it has none.
func Build(rows iter.Seq[units.Row], district func(areas []string) string) []Part {
	sectors := map[sector]*gathering{}
	for r := range rows {
		if r.Ended != 0 || r.Inward == "" {
			continue
		}
		key := sector{r.Outward, r.Inward[0]}
		g := sectors[key]
		if g == nil {
			g = newGathering()
			sectors[key] = g
		}
		g.lons = append(g.lons, r.Point.Lon())
		g.lats = append(g.lats, r.Point.Lat())
		if d := district(r.Areas); d != "" {
			g.areas[d]++
		}
	}
	var built []Part
	outwards := map[string]*gathering{}
	for key, g := range sectors {
		whole := outwards[key.outward]
		if whole == nil {
			whole = newGathering()
			outwards[key.outward] = whole
		}
		whole.add(g)
		built = append(built, g.part(key.outward+" "+string(key.digit)))
	}
	for outward, g := range outwards {
		built = append(built, g.part(outward))
	}
	slices.SortFunc(built, func(a, b Part) int { return cmp.Compare(a.Code, b.Code) })
	return built
}

func newGathering() *gathering { return &gathering{areas: map[string]int{}} }

// add takes what another has.
func (g *gathering) add(other *gathering) {
	g.lons = append(g.lons, other.lons...)
	g.lats = append(g.lats, other.lats...)
	for area, number := range other.areas {
		g.areas[area] += number
	}
}

func (g *gathering) part(code string) Part {
	areas := slices.SortedFunc(maps.Keys(g.areas), func(a, b string) int {
		return cmp.Or(cmp.Compare(g.areas[b], g.areas[a]), cmp.Compare(a, b))
	})
	return Part{Code: code, Point: orb.Point{median(g.lons), median(g.lats)}, Units: len(g.lons), Areas: areas}
}

// median sorts some values, of which there is at least one. Unlike their mean it
// is not drawn out to sea by an island.
func median(values []float64) float64 {
	slices.Sort(values)
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return (values[middle-1] + values[middle]) / 2
}
