package geo

import (
	"cmp"
	"slices"

	"fingerpost/geo/internal/names"
)

// PlaceKind is what sort of settlement a place is, in the words of the gazetteer.
type PlaceKind string

// The kinds of settlement, largest first.
const (
	City    PlaceKind = "city"
	Town    PlaceKind = "town"
	Suburb  PlaceKind = "suburb"
	Village PlaceKind = "village"
	Hamlet  PlaceKind = "hamlet"
	Locale  PlaceKind = "locality" // a group of houses with a name
)

var placeKinds = map[names.Kind]PlaceKind{
	names.City: City, names.Town: Town, names.Suburb: Suburb, names.Village: Village, names.Hamlet: Hamlet, names.Other: Locale,
}

// most is how many places of one name, or spelt like it, a person is asked to
// choose from.
const most = 12

// search is one text while it is being understood.
type search struct {
	atlas *atlas
	home  *Point
	text  string
	welsh bool // Welsh words stand before the name
}

// whole reads a text as the name of one place: a settlement, an area, or a
// postcode that was behind a word such as "near".
func (s search) whole(text string) reading {
	if r := s.postcode(text); !r.none() {
		return r
	}
	r := reading{places: s.named(text)}
	if len(r.places) == 1 && rank(r.places[0]) > rankMajor+1 { // Dublin is also a hamlet in Suffolk: ask
		_, r.guessed = abroad()[names.Key(text)]
	}
	return r
}

// postcode reads a text as a postcode that is in use.
func (s search) postcode(text string) reading {
	p, err := ParsePostcode(text)
	if err != nil || s.atlas.parts.byCode[p.Outward()] == nil {
		return reading{}
	}
	place, err := s.atlas.locate(p)
	return reading{places: []Place{place}, err: err}
}

// named are the places that a name may mean, after those that no one means are
// left out. One is an answer; more are a choice.
func (s search) named(text string) []Place {
	key := names.Key(text)
	if key == "" {
		return nil
	}
	whole := areasOf(key)
	if len(whole) == 1 && len(whole[0].codes) > 1 {
		return []Place{several(whole[0])}
	}
	settlements := s.likeliest(s.atlas.gazetteer().Named(key))
	if hasCouncil(key) {
		settlements = nil
	}
	var found []Place
	for _, a := range whole {
		if p, err := LocateArea(a.codes[0]); err == nil && !stoodFor(p, settlements) {
			found = append(found, p)
		}
	}
	for _, p := range settlements {
		if !hidden(p, found) {
			found = append(found, p)
		}
	}
	return found
}

// likeliest are the settlements that a name may mean: towns, cities and the
// suburbs of London, which are as large, hide villages of their name; full names
// hide the short forms of others unless one of those is larger (Bradford hides
// Bradford-on-Avon; Newcastle in County Down does not hide Newcastle upon Tyne).
func (s search) likeliest(matches []names.Match) []Place {
	isMajor := func(m names.Match) bool { return rank(s.atlas.settlement(m)) <= rankMajor }
	if slices.ContainsFunc(matches, isMajor) {
		matches = slices.DeleteFunc(slices.Clone(matches), func(m names.Match) bool { return !isMajor(m) })
	}
	full, short := noRank, noRank
	for _, m := range matches {
		if m.Short {
			short = min(short, m.Kind.Rank())
		} else {
			full = min(full, m.Kind.Rank())
		}
	}
	var found []Place
	for _, m := range matches {
		if !m.Short || short < full {
			found = append(found, s.atlas.settlement(m))
		}
	}
	return found
}

// noRank is behind the rank of every kind of settlement.
const noRank = 99

// stoodFor says whether a council's area is better meant by a town of its name
// that lies in it: by Leeds a person means the city, and not the middle of
// everywhere that the council serves.
func stoodFor(area Place, settlements []Place) bool {
	return area.area.Level() == DistrictLevel && slices.ContainsFunc(settlements, func(p Place) bool {
		return rank(p) <= rankMajor && Covers(area.area, p.Areas)
	})
}

// hidden says whether a settlement is not meant because an area bears its name:
// one larger than a council's (London, Kent), or the council's that it lies in.
func hidden(settlement Place, found []Place) bool {
	return slices.ContainsFunc(found, func(area Place) bool {
		return area.area != "" && (area.area.Level() > DistrictLevel || Covers(area.area, settlement.Areas))
	})
}

// settlement makes a place of an entry of the gazetteer. It is called by the name
// that was asked for, which in Wales may be either of two.
func (a *atlas) settlement(m names.Match) Place {
	label := m.Name
	if !m.Short && m.As != "" {
		label = m.As
	}
	p := Place{Label: label, Kind: placeKinds[m.Kind], Point: m.Point, Precision: PrecisionSettlement, Closer: a.units != nil}
	if code := areas().current(AreaCode(m.District)); code.Valid() {
		p.Areas = withParents([]AreaCode{code})
	} else {
		p.Areas, p.Straddles = a.areasAt(m.Point)
	}
	return p
}

// several is a place that is a number of councils, such as Berkshire.
func several(n namedArea) Place {
	p := Place{Label: n.name, Precision: PrecisionArea, Areas: withParents(n.codes), Straddles: n.codes, Closer: current().units != nil}
	for _, c := range n.codes {
		middle := areas().byCode[c].middle
		p.Point[0] += middle[0] / float64(len(n.codes))
		p.Point[1] += middle[1] / float64(len(n.codes))
	}
	return p
}

// choice is the error that asks a person which of some places is meant, the
// likeliest first. Each can be found again by its Near.
func (s search) choice(r reading) error {
	found := r.places
	if !r.guessed {
		slices.SortStableFunc(found, func(a, b Place) int {
			return cmp.Or(cmp.Compare(rank(a), rank(b)), s.byHome(a, b), cmp.Compare(a.Label, b.Label))
		})
	}
	found = found[:min(len(found), most)]
	for i := range found {
		found[i] = s.atlas.distinct(found[i])
	}
	return &AmbiguousError{Input: s.text, Choices: found, Guessed: r.guessed}
}

// rankMajor is the last rank of the places that are as large as towns.
const rankMajor = 2

// rank orders what a name may mean.
func rank(p Place) int {
	switch p.Kind {
	case City:
		return 0
	case Town:
		return 1
	case "":
		return 3
	case Suburb, Locale:
		if Covers(london, p.Areas) {
			return rankMajor
		}
	}
	return 4 + slices.Index([]PlaceKind{Suburb, Village, Hamlet, Locale}, p.Kind)
}

// byHome puts the place nearer to home first.
func (s search) byHome(a, b Place) int {
	if s.home == nil {
		return 0
	}
	return cmp.Compare(Distance(*s.home, a.Point), Distance(*s.home, b.Point))
}

// distinct is the place with a text that finds just it: its name, with its
// council or county, or with the outward code it lies in.
func (a *atlas) distinct(p Place) Place {
	if p.Kind == "" {
		return p
	}
	if a.finds(p.Label, p) {
		p.near = p.Label
		return p
	}
	var tries []string
	for _, code := range p.Areas {
		area, ok := AreaByCode(code)
		if ok && (area.Level == DistrictLevel || area.Level == CountyLevel) && area.Name != p.Label {
			tries = append(tries, p.Label+", "+area.Name)
		}
	}
	postcode, _, ok := a.nearestPostcode(p.Point)
	if ok {
		tries = append(tries, p.Label+", "+postcode.Outward().text)
		p.near = postcode.Sector().text // where even that is not enough
	}
	for _, text := range tries {
		if a.finds(text, p) {
			p.near = text
			return p
		}
	}
	return p
}

// finds says whether a text finds just that place.
func (a *atlas) finds(text string, p Place) bool {
	s := search{atlas: a}
	r := s.whole(text)
	if r.none() {
		r = s.parted(text)
	}
	return len(r.places) == 1 && !r.guessed && r.places[0].Point == p.Point
}
