package main

import (
	"fmt"

	"fingerpost/geo"
)

// settled is an outward code that the list in the public domain lacks, or has at
// a wrong place, and the towns or parishes that it serves. It is put in their
// middle.
type settled struct {
	code, country string
	towns         []string
	boxes         bool // for post boxes and large users
}

// outcodesBesides are facts of the post. For Guernsey, Alderney and Sark, and for
// the Isle of Man: "GY postcode area" and "IM postcode area" in Wikipedia; Sark had
// GY9 with Alderney until January 2011 (BBC News). For Jersey, "JE postcode area",
// the same: JE2 is Saint Helier and the parishes beside it, JE3 all the others, JE1
// and JE5 are for large users, and JE4 has the post boxes. So do BT58, BT99, IM86,
// IM87 and IM99.
//
// The list has JE3 in Saint Aubin's Bay, GY2 and IM8 at sea, IM5 two miles from Peel,
// GY9 too, and GY3, GY4, GY6, GY7 and GY8 at one point of it; what else it has
// of Jersey and of the Isle of Man is right and stays.
var outcodesBesides = []settled{
	{code: "GY1", country: "GG", towns: []string{"Saint Peter Port"}},
	{code: "GY2", country: "GG", towns: []string{"Saint Sampson"}},
	{code: "GY3", country: "GG", towns: []string{"Vale Parish"}},
	{code: "GY4", country: "GG", towns: []string{"St Martin"}},
	{code: "GY5", country: "GG", towns: []string{"Castel"}},
	{code: "GY6", country: "GG", towns: []string{"Vale Parish", "Saint Andrew"}},
	{code: "GY7", country: "GG", towns: []string{"Saint Pierre du Bois Parish", "Saint Saviour"}},
	{code: "GY8", country: "GG", towns: []string{"Forest Parish", "Torteval"}},
	{code: "GY9", country: "GG", towns: []string{"St Anne"}}, // Alderney
	{code: "GY10", country: "GG", towns: []string{sark.name}},

	{code: "JE3", country: "JE", towns: []string{"St Lawrence"}}, // the middle of the island
	{code: "JE5", country: "JE", towns: []string{"Saint Helier"}, boxes: true},

	{code: "IM5", country: "IM", towns: []string{"Peel"}},
	{code: "IM8", country: "IM", towns: []string{"Ramsey"}},
	{code: "IM86", country: "IM", towns: []string{"Douglas"}, boxes: true},
	{code: "IM87", country: "IM", towns: []string{"Douglas"}, boxes: true},
	{code: "IM99", country: "IM", towns: []string{"Douglas"}, boxes: true},

	{code: "BT58", country: "GB", towns: []string{"Newtownabbey"}, boxes: true},
	{code: "BT99", country: "GB", towns: []string{"Belfast"}, boxes: true},
}

// sark is not among the towns of GeoNames. The position is that of the UK
// Overseas Territories Conservation Forum: 49° 25′ 59″ N, 2° 21′ 39″ W.
var sark = town{name: "Sark", country: "GG", point: geo.Point{-2.36083, 49.43306}}

// mendIslands puts the outward codes of outcodesBesides where they belong.
func (set *placeSet) mendIslands(towns []town) error {
	towns = append(towns[:len(towns):len(towns)], sark)
	for _, s := range outcodesBesides {
		postcode, err := geo.ParsePostcode(s.code)
		if err != nil {
			return fmt.Errorf("%s: %w", s.code, err)
		}
		p := place{postcode: postcode, areas: nationOf(postcode), boxes: s.boxes}
		for _, name := range s.towns {
			t, err := townNamed(towns, s.country, name)
			if err != nil {
				return fmt.Errorf("%s: %w", s.code, err)
			}
			for i := range p.point {
				p.point[i] += t.point[i] / float64(len(s.towns))
			}
			if t.council != "" {
				p.areas = []geo.AreaCode{t.council}
			}
		}
		set.put(p)
	}
	return nil
}

// put adds an outward code, or moves it.
func (set *placeSet) put(p place) {
	for i, o := range set.outcodes {
		if o.postcode == p.postcode {
			set.outcodes[i] = p
			return
		}
	}
	set.outcodes = append(set.outcodes, p)
}
