// Package names finds places by what people call them: by a name as it is
// written, by one with a slip of the finger in it, and by how it begins. It holds
// the cities, towns, suburbs, villages and hamlets of a gazetteer in sorted
// columns, of which a search reads a small part, and it allocates nothing but
// its answer. A [Table] may be used from several goroutines.
//
// A place has one name and perhaps others: Abertawe for Swansea, Derry for
// Londonderry. It can also be found by a short form of a name, as Newcastle upon
// Tyne is by Newcastle (forms.go), and by a name whose blanks are left out or
// elsewhere (newportpagnell).
package names

import "github.com/paulmach/orb"

// Kind is what size of place it is, as the Ordnance Survey sees it.
type Kind byte

// The kinds of place, largest first.
const (
	City    Kind = 'c'
	Town    Kind = 't'
	Suburb  Kind = 's' // a suburban area, or a part of a town
	Village Kind = 'v'
	Hamlet  Kind = 'h'
	Other   Kind = 'o' // another settlement: a farm with houses, an estate
)

// Rank orders the kinds: 0 for a city, one more for each that is smaller. It is
// negative for what is no kind.
func (k Kind) Rank() int {
	switch k {
	case City:
		return 0
	case Town:
		return 1
	case Suburb:
		return 2
	case Village:
		return 3
	case Hamlet:
		return 4
	case Other:
		return 5
	}
	return -1
}

// Place is a place that has a name.
type Place struct {
	Name     string   // as its source writes it: "Stockton-on-Tees"
	Others   []string // its other names, in another language or of another usage
	Kind     Kind
	Point    orb.Point // degrees of WGS84, longitude first; a [Table] keeps six decimals
	District string    // the GSS code of its council, or of its nation where it has none; "" when not known
}

// Match is a place that was found.
type Match struct {
	Place
	As    string // that of its names by which it was found
	Short bool   // by a short form of that name
	Edits int    // how many slips of the finger lie between that name and what was asked for
}
