// Package donotlist hides what must not be published: the listings of organisations, the places at addresses, and addresses
// and telephone numbers in whatever spelling they stand in texts. It is asked whenever something leaves the store, so that an
// entry wins over every source, also over one that comes later.
//
// A list is made ready once (this file), then asked for texts (find.go, with street.go, postcode.go and phone.go), places
// (place.go) and listings (listing.go). A text is gone through once, however long the list is: what begins at each word of it
// is looked up.
package donotlist

import (
	"slices"
	"strings"
	"sync"

	"fingerpost/data"
	"fingerpost/data/blank"
	"fingerpost/data/match"
	"fingerpost/geo"
)

// Mark stands where something stood that is hidden.
const Mark = "[withheld]"

// List is a do-not-list that is ready to be asked. It is safe for use by many goroutines. The nil list hides nothing.
type List struct {
	ids     map[data.OrganizationID]bool
	numbers map[string]bool // scheme and number
	names   map[string]bool // as they are folded for matching
	sites   map[string]bool // hosts

	addresses []*address
	postcodes map[postcodeKey][]*address
	starts    [1 << 16]bool           // with which two letters or digits any of the postcodes begins
	streets   map[beginning][]*street // by how their names begin
	houses    map[beginning][]*house
	anchors   [][]byte        // of which one must stand in what tells of any: see hasAnchor
	phones    map[string]bool // as dialled within the country, without the nought
	lengths   []int           // of those

	scratch sync.Pool // of *finder
}

// New makes a list ready. Entries that are lifted hide nothing. It returns nil if there are no others.
func New(entries []data.DoNotList) *List {
	l := &List{ids: map[data.OrganizationID]bool{}, numbers: map[string]bool{}, names: map[string]bool{}, sites: map[string]bool{},
		postcodes: map[postcodeKey][]*address{}, streets: map[beginning][]*street{}, houses: map[beginning][]*house{}, phones: map[string]bool{}}
	l.scratch.New = func() any { return &finder{list: l} }
	some := false
	for _, e := range entries {
		if e.Lifted {
			continue
		}
		some = true
		switch e.Kind {
		case data.DoNotListOrganization:
			l.addOrganization(e)
		case data.DoNotListAddress:
			l.addAddress(e.Address)
		case data.DoNotListPhone:
			l.addPhone(e.Phone)
		}
	}
	if !some {
		return nil
	}
	return l
}

func (l *List) addOrganization(e data.DoNotList) {
	if e.Organization != "" {
		l.ids[e.Organization] = true
	}
	for _, i := range e.Identifiers {
		l.numbers[i.Scheme+" "+i.Identifier] = true
	}
	if key := match.NameKey(e.Name); key != "" {
		l.names[key] = true
	}
	if site := match.SiteKey(e.Website); site != "" {
		l.sites[site] = true
	}
}

func (l *List) addPhone(number string) {
	national, ok := strings.CutPrefix(data.Dial(number), "+44")
	if !ok {
		return
	}
	l.phones[national] = true
	l.addAnchor(national)
	if !slices.Contains(l.lengths, len(national)) {
		l.lengths = append(l.lengths, len(national))
	}
}

// address is an entry of an address, as it is looked for.
type address struct {
	postcode geo.Postcode // a whole one, or none
	house    data.House
	street   string     // folded; empty when it is not known
	names    []string   // of the house, folded
	alone    bool       // nothing is known but the name of the house
	at       *geo.Point // the middle of the postcode
	around   *geo.Point // the same, or that of the part of it which is known
}

func (l *List) addAddress(written data.Address) {
	a := &address{house: written.House()}
	if postcode, err := geo.ParsePostcode(written.Postcode); err == nil && postcode.Level() == geo.Unit {
		a.postcode = postcode
		key := keyOf(postcode)
		l.postcodes[key] = append(l.postcodes[key], a)
		l.starts[start(key[:])] = true
		l.addAnchor(strings.ReplaceAll(postcode.String(), " ", ""))
		if place, err := geo.Locate(postcode); err == nil {
			a.around = &place.Point
			if place.Precision == geo.PrecisionUnit {
				a.at = a.around
			}
		}
	}
	for _, name := range a.house.Names {
		if name = fold(name); len(name) >= shortest {
			a.names = append(a.names, name)
			l.addAnchor(name)
			l.houses[beginningOf(name)] = append(l.houses[beginningOf(name)], &house{name, a})
		}
	}
	a.street = fold(a.house.Street)
	a.alone = a.street == "" && written.City == "" && a.postcode.IsZero()
	spellings := spellingsOf(a.house.Street)
	if a.street == "" { // "Ivy House, Leeds"
		if town := fold(written.City); len(town) >= shortest {
			spellings = append(spellings, &street{key: town, town: true})
		}
	}
	for _, s := range spellings {
		s.address = a
		l.addAnchor(s.key)
		l.streets[beginningOf(s.key)] = append(l.streets[beginningOf(s.key)], s)
	}
	l.addresses = append(l.addresses, a)
}

// beginning is how a name begins, by which it is found.
type beginning [shortest]byte

// shortest is how many letters a name must have to be looked for.
const shortest = 3

func beginningOf[T string | []byte](key T) beginning {
	return beginning{key[0], key[1], key[2]}
}

// fold is a text as it is compared: letters and digits alone.
func fold(s string) string { return string(blank.Fold(s).Text) }
