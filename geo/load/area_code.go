package load

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"fingerpost/geo"
)

// The names of properties that hold codes and names of areas, with or without
// the year of the list: LAD25CD, lad25nm, WDCD. Names in Welsh (LAD25NMW) are
// not taken.
var (
	codeKey = regexp.MustCompile(`^(lad|wd|cty|cauth|rgn|ctry|icb|lhb|hb|utla|ward)?(\d\d)?cd$`)
	nameKey = regexp.MustCompile(`^(lad|wd|cty|cauth|rgn|ctry|icb|lhb|hb|utla|ward)?(\d\d)?nm$`)
	// smallKey is of areas that are smaller than a ward or lie across wards: where
	// a feature has one, the codes beside it are of the areas it lies in.
	smallKey = regexp.MustCompile(`^(oa|lsoa|msoa|dz|iz|soa|sdz|par|parncp|ced|bua)(\d\d)?cd$`)
)

// identity is what the properties of a feature say it is.
type identity struct {
	code, name string
	parents    []string // smallest level first
	year       string   // of the list of codes: "2025"
}

// property is a code in the properties of a feature.
type property struct {
	prefix, year string // of the key: "lad", "25"
	code         geo.AreaCode
}

// maxProperties is how long the properties of a feature may be, in bytes. Those
// of the Office for National Statistics are under a thousand.
const maxProperties = 64 << 10

// identify reads the code of a feature: of the codes of its properties that of
// the smallest level, and of two the one of the newer list. It is not ok when
// there is none of a kind that geo knows.
func identify(text json.RawMessage) (id identity, ok bool) {
	var properties map[string]json.RawMessage
	if len(text) > maxProperties || json.Unmarshal(text, &properties) != nil {
		return identity{}, false
	}
	var codes []property
	names := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		var value string
		if json.Unmarshal(properties[key], &value) != nil {
			continue
		}
		value, lower := strings.TrimSpace(value), strings.ToLower(key)
		if smallKey.MatchString(lower) && value != "" {
			return identity{}, false
		}
		if m := nameKey.FindStringSubmatch(lower); m != nil {
			names[m[1]+m[2]] = value
		}
		if m := codeKey.FindStringSubmatch(lower); m != nil && geo.AreaCode(value).Valid() {
			codes = append(codes, property{m[1], m[2], geo.AreaCode(value)})
		}
	}
	if len(codes) == 0 {
		return identity{}, false
	}
	slices.SortStableFunc(codes, func(a, b property) int {
		return cmp.Or(cmp.Compare(a.code.Level(), b.code.Level()), cmp.Compare(b.year, a.year))
	})
	own := codes[0]
	id = identity{code: string(own.code), name: names[own.prefix+own.year]}
	if own.year != "" {
		id.year = "20" + own.year
	}
	for _, c := range codes[1:] {
		if c.code.Level() > own.code.Level() && !slices.Contains(id.parents, string(c.code)) {
			id.parents = append(id.parents, string(c.code))
		}
	}
	return id, true
}
