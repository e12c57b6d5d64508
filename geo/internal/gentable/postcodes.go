package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fingerpost/geo"
)

// place is an outward code or a sector.
type place struct {
	postcode geo.Postcode
	point    geo.Point
	units    int            // unit postcodes in it; 0 where nobody may count them
	areas    []geo.AreaCode // smallest known, the one with most units first
	boxes    bool           // for post boxes and large users: nobody lives there
}

type placeSet struct {
	outcodes, sectors []place
}

func readPostcodes(dir string, areas *areaSet) (*placeSet, error) {
	set := &placeSet{}
	sectors, err := readCSV(dir, "sectors.csv", "sector", "lat", "lon", "units", "lad", "lads")
	if err != nil {
		return nil, err
	}
	for _, r := range sectors {
		districts := append([]string{r["lad"]}, strings.Split(r["lads"], ";")...)
		if p, ok := readPlace("sectors.csv", r, r["sector"], districts, areas); ok {
			set.sectors = append(set.sectors, p)
		}
	}
	outcodes, err := readCSV(dir, "outcodes.csv", "outcode", "lat", "lon", "units", "lad")
	if err != nil {
		return nil, err
	}
	within := set.sectorsBy(func(p geo.Postcode) string { return p.Outward().String() })
	for _, r := range outcodes {
		if p, ok := readPlace("outcodes.csv", r, r["outcode"], []string{r["lad"]}, areas); ok {
			p.areas = distinct(slices.Concat(p.areas, districtsOf(within[p.postcode.String()])))
			set.outcodes = append(set.outcodes, p)
		}
	}
	set.addUndivided()
	return set, nil
}

func readPlace(file string, r row, code string, districts []string, areas *areaSet) (place, bool) {
	postcode, err := geo.ParsePostcode(code)
	if err != nil {
		skip(file, code, err)
		return place{}, false
	}
	point, err := r.point()
	if err != nil {
		skip(file, code, err)
		return place{}, false
	}
	p := place{postcode: postcode, point: point}
	if p.units, err = strconv.Atoi(cmp.Or(r["units"], "0")); err != nil || p.units < 0 {
		skip(file, code, "units: "+r["units"])
		return place{}, false
	}
	for _, d := range districts {
		district := geo.AreaCode(d)
		if now, ok := areas.replaced[district]; ok {
			district = now
		}
		if _, ok := areas.byCode[district]; ok {
			p.areas = append(p.areas, district)
		} else if d != "" {
			skip(file, code+" in "+d, "unknown district")
		}
	}
	if p.areas = distinct(p.areas); len(p.areas) == 0 {
		p.areas = nationOf(postcode)
	}
	if len(p.areas) == 0 {
		skip(file, code, "no district")
		return place{}, false
	}
	return p, true
}

// nationOf is all that is known of the postcodes that no open data divides.
func nationOf(p geo.Postcode) []geo.AreaCode {
	switch p.Area() {
	case "BT":
		return []geo.AreaCode{northernIreland}
	case "GY", "JE":
		return []geo.AreaCode{channelIslands}
	case "IM":
		return []geo.AreaCode{isleOfMan}
	}
	return nil
}

func (set *placeSet) sectorsBy(key func(geo.Postcode) string) map[string][]place {
	grouped := map[string][]place{}
	for _, s := range set.sectors {
		grouped[key(s.postcode)] = append(grouped[key(s.postcode)], s)
	}
	return grouped
}

// addUndivided adds the outward codes that people say and no address has:
// SW1 for SW1A to SW1Y, EC1, W1.
func (set *placeSet) addUndivided() {
	known, wanted := map[string]bool{}, map[string]bool{}
	for _, o := range set.outcodes {
		known[o.postcode.String()] = true
		wanted[undivided(o.postcode)] = true
	}
	within := set.sectorsBy(undivided)
	for _, whole := range slices.Sorted(maps.Keys(wanted)) {
		if known[whole] {
			continue
		}
		postcode, err := geo.ParsePostcode(whole)
		if err != nil {
			skip("outcodes.csv", whole, err)
			continue
		}
		parts := within[whole]
		if len(parts) == 0 {
			skip("outcodes.csv", whole, "no sectors")
			continue
		}
		set.outcodes = append(set.outcodes, place{
			postcode: postcode, point: median(parts), units: unitsOf(parts), areas: districtsOf(parts),
		})
	}
}

// undivided is an outward code without the letter at its end: SW1 of SW1A.
func undivided(p geo.Postcode) string {
	return strings.TrimRight(p.Outward().String(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

func unitsOf(places []place) int {
	total := 0
	for _, p := range places {
		total += p.units
	}
	return total
}

// districtsOf are the districts of some sectors, by the units of the sectors
// that lie mostly in each.
func districtsOf(sectors []place) []geo.AreaCode {
	units := map[geo.AreaCode]int{}
	for _, s := range sectors {
		for _, d := range s.areas {
			units[d] += 0 // a part of unknown size
		}
		units[s.areas[0]] += s.units
	}
	return slices.SortedFunc(maps.Keys(units), func(a, b geo.AreaCode) int {
		return cmp.Or(cmp.Compare(units[b], units[a]), cmp.Compare(a, b))
	})
}

func (set *placeSet) table() []byte {
	all := slices.SortedFunc(slices.Values(slices.Concat(set.outcodes, set.sectors)), func(a, b place) int {
		return cmp.Compare(a.postcode.String(), b.postcode.String())
	})
	var b bytes.Buffer
	for _, p := range all {
		fmt.Fprintf(&b, "%s\t%.5f\t%.5f\t%d\t%s\n", p.postcode, p.point.Lat(), p.point.Lon(), p.units, joinCodes(p.areas))
	}
	return b.Bytes()
}

func distinct(codes []geo.AreaCode) []geo.AreaCode {
	var seen []geo.AreaCode
	for _, c := range codes {
		if !slices.Contains(seen, c) {
			seen = append(seen, c)
		}
	}
	return seen
}

func joinCodes(codes []geo.AreaCode) string {
	text := make([]string, len(codes))
	for i, c := range codes {
		text[i] = string(c)
	}
	return strings.Join(text, ",")
}
