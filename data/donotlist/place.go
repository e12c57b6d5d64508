package donotlist

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// How far a point may be from a hidden postcode. Of a place without an address one this near is taken for the house: the
// houses of a postcode are seldom further from its middle. One beyond the other is of a street of the same name elsewhere,
// also where only the part of the postcode is known in which it is.
const (
	sameHouse geo.Miles = 0.155 // 250 metres
	elsewhere geo.Miles = 15
)

// Near are the hidden addresses that something is known to be at.
type Near []*address

// Place is a place as it may be seen, and the addresses on the list that it is at: then it is withheld. A neighbour with
// another number is not; a place at the same postcode of which nobody can tell whether it is the house is.
func (l *List) Place(place data.Location) (data.Location, Near) {
	if l == nil {
		return place, nil
	}
	at := l.at(place)
	if len(at) > 0 {
		place.Withheld = true
	}
	return place, at
}

func (l *List) at(place data.Location) (at Near) {
	if len(l.addresses) == 0 {
		return nil
	}
	add := func(a *address) {
		if !slices.Contains(at, a) {
			at = append(at, a)
		}
	}
	where := whereOf(place)
	postcode := unitOf(place.Address.Postcode)
	if postcode.IsZero() {
		if found, ok := geo.FindPostcode(where); ok {
			postcode = found
		}
	}
	silent := postcode.IsZero() && strings.TrimSpace(place.Address.Line1+place.Address.Line2) == ""
	if silent {
		where = aboutOf(place)
	}
	l.search(where, nil, func(f *finder) {
		for _, a := range f.told {
			if !a.isElsewhere(place, postcode) {
				add(a)
			}
		}
		if silent {
			for _, a := range f.coded {
				add(a)
			}
		}
	})
	if !postcode.IsZero() {
		if alike := l.postcodes[keyOf(postcode)]; len(alike) > 0 {
			house := place.Address.House()
			for _, a := range alike {
				if a.mayBe(house, place.Name) {
					add(a)
				}
			}
		}
	} else if place.Point != nil {
		l.atPoint(place, add)
	}
	return at
}

// whereOf is what a place says of where it is.
func whereOf(place data.Location) string {
	return strings.Join(append([]string{place.Name}, place.Address.Lines()...), ", ")
}

// aboutOf is that with all else by which a place may be known that has neither a street nor a postcode.
func aboutOf(place data.Location) string {
	return strings.Join([]string{whereOf(place), place.Description, place.Transportation}, "\n")
}

// unitOf is a postcode if it is a whole one.
func unitOf(written string) geo.Postcode {
	postcode, err := geo.ParsePostcode(written)
	if err != nil || postcode.Level() != geo.Unit {
		return geo.Postcode{}
	}
	return postcode
}

// mayBe reports whether a house at the postcode of an address may be the one that is meant: only another number, or another
// name where names are known of both, tells it apart.
func (a *address) mayBe(house data.House, name string) bool {
	var names []string
	for _, n := range house.Names {
		names = append(names, fold(n))
	}
	shared := slices.ContainsFunc(a.names, func(n string) bool { return slices.Contains(names, n) || fold(name) == n })
	switch {
	case shared:
		return true
	case len(a.house.Numbers) > 0 && len(house.Numbers) > 0:
		return isAmong(a.house.Numbers, house.Numbers)
	case len(a.names) > 0 && len(names) > 0:
		return false
	}
	return true
}

// isElsewhere reports whether a place with the number and street of an address is in another town.
func (a *address) isElsewhere(place data.Location, postcode geo.Postcode) bool {
	if !postcode.IsZero() && !a.postcode.IsZero() {
		return postcode.Outward() != a.postcode.Outward()
	}
	return place.Point != nil && a.around != nil && geo.Distance(geo.Point{place.Point.Longitude, place.Point.Latitude}, *a.around) > elsewhere
}

// atPoint finds the addresses that a place is at which says of itself little more than its point.
func (l *List) atPoint(place data.Location, add func(*address)) {
	at := geo.Point{place.Point.Longitude, place.Point.Latitude}
	var house *data.House
	for _, a := range l.addresses {
		if a.at == nil || geo.Distance(at, *a.at) > sameHouse {
			continue
		}
		if house == nil {
			read := place.Address.House()
			house = &read
		}
		if street := fold(house.Street); len(house.Numbers)+len(house.Names) == 0 && (street == "" || street == a.street) {
			add(a)
		}
	}
}
