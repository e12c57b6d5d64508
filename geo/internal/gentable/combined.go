package main

import (
	"fmt"
	"slices"

	"fingerpost/geo"
)

// union is an area that is made of whole districts or counties.
type union struct {
	code  geo.AreaCode
	name  string
	parts []geo.AreaCode
}

// unions are areas that the code lists lack. A name that a county or a region
// has already is written with what sort of body it is.
//
// The former counties are those of the structural changes of 2009, 2021 and
// 2023; each code is that of the county council that was, so that Bedfordshire
// is without Luton, and Cheshire without Halton and Warrington. The
// metropolitan counties are those whose districts no combined authority has
// alone. The combined authorities are those of "Combined Authorities (December
// 2025) EN" of the ONS; their members are those of the orders that made them (SI
// 2023/1432, 2024/232, 2024/402, 2025/113, 2025/115, 2025/117, 2025/118). For those
// of 2026 (Cumbria, Cheshire and Warrington, Sussex and Brighton, Hampshire and the
// Solent) no code was found; areanames.tsv has their names.
var unions = []union{
	{"E10000001", "Bedfordshire", []geo.AreaCode{"E06000055", "E06000056"}},
	{"E10000004", "Cheshire", []geo.AreaCode{"E06000049", "E06000050"}},
	{"E10000006", "Cumbria", []geo.AreaCode{"E06000063", "E06000064"}},
	{"E10000021", "Northamptonshire", []geo.AreaCode{"E06000061", "E06000062"}},

	{"E11000002", "Merseyside", []geo.AreaCode{"E08000011", "E08000012", "E08000013", "E08000014", "E08000015"}},
	{"E11000007", "Tyne and Wear", []geo.AreaCode{"E08000021", "E08000022", "E08000023", "E08000024", "E08000037"}},

	{"E47000012", "York and North Yorkshire", []geo.AreaCode{"E06000014", "E06000065"}},
	{"E47000013", "East Midlands (combined county authority)", []geo.AreaCode{"E06000015", "E06000018", "E10000007", "E10000024"}},
	{"E47000014", "North East", []geo.AreaCode{"E06000047", "E06000057", "E08000021", "E08000022", "E08000023", "E08000024", "E08000037"}},
	{"E47000015", "Devon and Torbay", []geo.AreaCode{"E06000027", "E10000008"}},
	{"E47000016", "Hull and East Yorkshire", []geo.AreaCode{"E06000010", "E06000011"}},
	{"E47000017", "Greater Lincolnshire", []geo.AreaCode{"E06000012", "E06000013", "E10000019"}},
	{"E47000018", "Lancashire (combined county authority)", []geo.AreaCode{"E06000008", "E06000009", "E10000017"}},
}

// renamed are names that the code lists have no longer right: E47000002 is the
// South Yorkshire Mayoral Combined Authority since September 2021, and E47000010
// was abolished for E47000014 in May 2024 (SI 2024/402).
var renamed = map[geo.AreaCode]string{
	"E47000002": "South Yorkshire",
	"E47000010": "North East (2018 to 2024)",
}

// mend adds to the areas, and to the codes that were replaced, what the code
// lists lack.
func (set *areaSet) mend() error {
	for code, name := range renamed {
		a, ok := set.byCode[code]
		if !ok {
			return fmt.Errorf("%s is not in the lists: take it out of renamed", code)
		}
		set.byCode[code] = area{name: name, parents: a.parents}
	}
	for _, u := range unions {
		if err := set.unite(u); err != nil {
			return err
		}
	}
	return set.retire()
}

// unite adds an area that is made of others, as a parent of them and of what
// lies in them. It lies itself in the regions and nations that all of them lie in.
func (set *areaSet) unite(u union) error {
	if known, ok := set.byCode[u.code]; ok {
		return fmt.Errorf("%s %s is in the lists: take it out of unions", u.code, known.name)
	}
	var shared []geo.AreaCode
	for i, part := range u.parts {
		a, ok := set.byCode[part]
		if !ok {
			return fmt.Errorf("%s %s: no area %s", u.code, u.name, part)
		}
		above := slices.DeleteFunc(slices.Clone(a.parents), func(c geo.AreaCode) bool {
			return levelOf(c) < geo.RegionLevel || i > 0 && !slices.Contains(shared, c)
		})
		shared = above
	}
	for code, a := range set.byCode {
		if !slices.ContainsFunc(set.withParents(code), func(c geo.AreaCode) bool { return slices.Contains(u.parts, c) }) {
			continue
		}
		larger := slices.IndexFunc(a.parents, func(c geo.AreaCode) bool { return levelOf(c) > geo.CountyLevel })
		set.byCode[code] = area{name: a.name, parents: slices.Insert(slices.Clone(a.parents), larger, u.code)}
	}
	set.byCode[u.code] = area{name: u.name, parents: shared}
	return nil
}

// levelOf is the level of a code, where metropolitan counties are counties.
func levelOf(c geo.AreaCode) geo.AreaLevel {
	if c[:3] == "E11" {
		return geo.CountyLevel
	}
	return c.Level()
}
