package match

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"fingerpost/data"
	"fingerpost/geo"
)

// Of places, from how many bits on to ask, and to link.
const (
	askLocation  = 5
	linkLocation = 9
)

// unitOf is a place's postcode if that is a whole one.
func unitOf(l data.Location) string {
	postcode, err := geo.ParsePostcode(l.Address.Postcode)
	if err != nil || postcode.Level() != geo.Unit {
		return ""
	}
	return postcode.String()
}

// Spot is a place, and the names of what is given there.
type Spot struct {
	data.Location
	Given []string
}

// Locations compares two places by their postcodes, the numbers and names of the buildings, and their points. A withheld place is
// the same only where the same is given: who tells where the refuge is must be found to tell it, but a lunch club in the same
// house gives nothing away, and stays where people find it.
func Locations(a, b Spot, rarity Rarity) Decision {
	var s scale
	if a.Type != b.Type {
		s.add(-certain, "places of another kind")
		return s.decide(askLocation, linkLocation)
	}
	x, y := unitOf(a.Location), unitOf(b.Location)
	switch {
	case x == "" || y == "":
	case x == y:
		s.add(6, "the same postcode")
	case outward(x) == outward(y):
		s.add(-3, "another postcode")
	default:
		s.add(-6, "another postcode area")
	}
	if (a.Withheld || b.Withheld) && !sameGiven(a, b, rarity) {
		s.add(-certain, "a withheld place of something else")
	}
	s.compareNumbers(a.Location, b.Location)
	s.compareBuildings(a, b, rarity)
	s.comparePoints(a.Location, b.Location, x != "" && x == y)
	return s.decide(askLocation, linkLocation)
}

func outward(unit string) string {
	outward, _, _ := strings.Cut(unit, " ")
	return outward
}

func (s *scale) compareNumbers(a, b data.Location) {
	m, n := numbersIn(Words(streetOf(a))), numbersIn(Words(streetOf(b)))
	switch {
	case len(m) == 0 || len(n) == 0:
	case maps.Equal(m, n):
		s.add(4, "the same number of the house")
	case apart(m, n):
		s.add(-7, "another number of the house")
	case within(m, n) || within(n, m):
		s.add(1, "numbers in common")
	default:
		s.add(-3, "some other number of the house")
	}
}

func streetOf(l data.Location) string { return l.Address.Line1 + " " + l.Address.Line2 }

// sameGiven reports whether what is given at both may be the same: their names have a word in common that is not common.
func sameGiven(a, b Spot, rarity Rarity) bool {
	if len(a.Given) == 0 || len(b.Given) == 0 {
		return false
	}
	best, as := bestNames(a.Given, b.Given, rarity)
	return best.contrast == "" && as.both >= 4
}

// compareBuildings compares what the buildings are called, and the streets. What is given there often has the house's name, and
// nothing speaks against a house that two things are given there, or that it is in another.
func (s *scale) compareBuildings(a, b Spot, rarity Rarity) {
	x, y := buildingsOf(a.Location), buildingsOf(b.Location)
	town := Words(strings.Join([]string{a.Address.City, a.Address.County, b.Address.City, b.Address.County}, " "))
	given, house := false, false
	if names, others := append(x, a.Given...), append(y, b.Given...); len(a.Given)+len(b.Given) > 0 && len(names) > 0 && len(others) > 0 {
		// That both are called after the town says nothing.
		best, as := bestNames(withoutWords(names, town), withoutWords(others, town), rarity)
		house = oneHouse(names, others, rarity) && !otherStreets(a.Location, b.Location)
		given = as.isSame() && best.contrast == ""
		switch {
		case house:
			s.add(max(as.weigh(5), 4), "the same house by what is given there")
		case best.contrast == "":
			s.add(max(as.weigh(5), 4*flagged(given)), nameWords(as)+" of what is given there")
		}
	}
	if len(x) > 0 && len(y) > 0 {
		best, as := bestNames(x, y, rarity)
		if best.contrast != "" && !house {
			s.add(-4, best.contrast)
		}
		least := -4.0
		switch {
		case given, house:
			least = 0
		case len(numbersIn(Words(streetOf(a.Location))))+len(numbersIn(Words(streetOf(b.Location)))) > 0:
			least = -2 // a house with a number may be called by more than one name
		}
		s.add(max(as.weigh(5), least), nameWords(as)+" of the building")
	}
	if streets := compareNames(lettersOf(a.Location), lettersOf(b.Location), rarity); streets.both > 0 {
		s.add(min(streets.both/3, 2), "words of the address in common")
	}
}

// withoutWords takes words out of names, and leaves out those of which nothing remains.
func withoutWords(names, words []string) (out []string) {
	for _, name := range names {
		left := slices.DeleteFunc(Words(name), func(w string) bool { return slices.Contains(words, w) })
		if len(left) > 0 {
			out = append(out, strings.Join(left, " "))
		}
	}
	return out
}

// streetTypes are the words with which streets end, and owners those with which the names of who owns a house do.
var (
	streetTypes = wordSet(`road rd street st lane ln avenue ave drive dr close way crescent terrace square place grove gardens walk row hill
		gate parade mews rise end saint`)
	owners = wordSet("council libraries")
)

// buildingsOf are what a place may be called: its name, and what its address begins with if that holds no number and is no street.
func buildingsOf(l data.Location) (out []string) {
	first, _, _ := strings.Cut(l.Address.Line1, ",")
	for _, name := range []string{l.Name, first} {
		words := Words(name)
		if len(words) == 0 || strings.ContainsFunc(name, unicode.IsDigit) {
			continue
		}
		if end := words[len(words)-1]; !streetTypes[end] && !owners[end] {
			out = append(out, name)
		}
	}
	return out
}

// lettersOf are the words of an address without its numbers.
func lettersOf(l data.Location) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return ' '
		}
		return r
	}, streetOf(l))
}

// Distances between two points that are said to be of one place, in miles: those of one building, those that may be, and those
// that cannot.
const (
	oneBuilding = geo.Miles(0.03)
	nearby      = geo.Miles(0.1)
	elsewhere   = geo.Miles(0.5)
)

func (s *scale) comparePoints(a, b data.Location, samePostcode bool) {
	if a.Point == nil || b.Point == nil {
		return
	}
	apart := geo.Distance(geo.Point{a.Point.Longitude, a.Point.Latitude}, geo.Point{b.Point.Longitude, b.Point.Latitude})
	switch {
	case apart <= oneBuilding && samePostcode: // the points may be those of the postcode
	case apart <= oneBuilding:
		s.add(3, "points on one building")
	case apart <= nearby:
		s.add(1, "points close to each other")
	case apart > elsewhere:
		s.add(-8, "points far from each other")
	}
}

// WordsOf are the words of the addresses of places, with which the names of services there may go on.
func WordsOf(places ...data.Location) (words []string) {
	for _, l := range places {
		words = append(words, Words(strings.Join([]string{l.Address.Line1, l.Address.Line2, l.Address.City, l.Address.County}, " "))...)
	}
	return words
}
