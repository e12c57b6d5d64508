package donotlist

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// Lookup is what a trace must be, or begin with, of an aggregate that may tell of an entry.
type Lookup struct {
	Trace  string
	Begins bool // it may go on
}

// Lookups lists the traces by one of which everything is found that may tell of the entries in force, but for the services of
// organisations that are on the list by their ids. What is found must be asked whether it does: see [List.MayHide].
func (l *List) Lookups() []Lookup {
	if l == nil {
		return nil
	}
	found := map[Lookup]bool{}
	for key := range l.names {
		found[Lookup{Trace: traceName + lettersOf(key)}] = true
	}
	for site := range l.sites {
		found[Lookup{Trace: traceSite + lettersOf(site)}] = true
	}
	for number := range l.numbers {
		found[Lookup{Trace: traceNumber + lettersOf(number)}] = true
	}
	for number := range l.phones {
		found[beginningWith(number)] = true
	}
	for key := range l.postcodes {
		found[beginningWith(strings.TrimRight(string(key[:]), "\x00"))] = true
	}
	for _, streets := range l.streets {
		for _, s := range streets {
			if !s.town { // it only counts behind the name of a house
				found[beginningWith(s.key)] = true
			}
		}
	}
	for _, houses := range l.houses {
		for _, h := range houses {
			found[beginningWith(h.key)] = true
		}
	}
	for _, a := range l.addresses {
		if a.at != nil {
			for _, square := range squaresAround(*a.at) {
				found[Lookup{Trace: traceSquare + square}] = true
			}
		}
	}
	return withoutLonger(found)
}

// beginningWith is the lookup of what a text tells that has some letters from a run on.
func beginningWith(key string) Lookup {
	letters := []byte(key)
	for i, c := range letters {
		letters[i] = looks(c)
	}
	if len(letters) >= traceLetters {
		return Lookup{Trace: string(letters[:traceLetters])}
	}
	return Lookup{Trace: string(letters), Begins: true}
}

// withoutLonger leaves out what is found by a shorter beginning too.
func withoutLonger(found map[Lookup]bool) (out []Lookup) {
	for one := range found {
		covered := false
		for n := shortest; n < len(one.Trace) && !covered; n++ {
			covered = found[Lookup{Trace: one.Trace[:n], Begins: true}]
		}
		if !covered {
			out = append(out, one)
		}
	}
	slices.SortFunc(out, func(a, b Lookup) int { return strings.Compare(a.Trace, b.Trace) })
	return out
}

// Squares of the map are so many to a degree: each way about as wide as "sameHouse" reaches about a point.
const (
	squaresNorth = 200
	squaresEast  = 100
)

// squareOf names the square in which a point is.
func squareOf(at geo.Point) string {
	return squareNamed(math.Floor(at[1]*squaresNorth), math.Floor(at[0]*squaresEast))
}

func squareNamed(north, east float64) string {
	const origin = 1 << 16 // so that none is below nought
	return strconv.Itoa(origin+int(north)) + "x" + strconv.Itoa(origin+int(east))
}

// squaresAround names the squares in which a point may be that is as near as the same house.
func squaresAround(at geo.Point) (squares []string) {
	const milesToDegree = 68 // of latitude: rather too few, so that the box is rather too wide
	high := float64(sameHouse) / milesToDegree
	wide := high / math.Cos((math.Abs(at[1])+high)*math.Pi/180)
	for north := math.Floor((at[1] - high) * squaresNorth); north <= (at[1]+high)*squaresNorth; north++ {
		for east := math.Floor((at[0] - wide) * squaresEast); east <= (at[0]+wide)*squaresEast; east++ {
			squares = append(squares, squareNamed(north, east))
		}
	}
	return squares
}

// MayHide reports whether the list hides an aggregate or anything that it tells. doc points to an organisation, a service or a
// place. What is hidden only where it stands beside another that is found by this, such as the name of a street in the listing
// of a house in it, is not asked for.
func (l *List) MayHide(doc any) bool {
	if l == nil {
		return false
	}
	hidden := false
	switch doc := doc.(type) {
	case *data.Service:
		hidden = l.Hides(*doc, data.Organization{})
	case *data.Organization:
		hidden = l.HidesOrganization(*doc) || slices.ContainsFunc(doc.Addresses, func(a data.Address) bool { return len(l.at(data.Location{Address: a})) > 0 })
	case *data.Location:
		hidden = len(l.at(*doc)) > 0
	}
	if hidden {
		return true
	}
	texts(reflect.ValueOf(doc).Elem(), func(_, s string) string {
		hidden = hidden || l.tells(s, nil)
		return s
	}, "")
	return hidden
}
