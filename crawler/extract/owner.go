package extract

import (
	"maps"
	"slices"
	"strings"

	"fingerpost/data"
)

// Sites state themselves on every page, and some state their own number and address of all that they do, whatever the page
// says of it.

// ownersOwn is how the site's owner is reached, as the page states it of an organisation.
func (p *page) ownersOwn() (own Found) {
	for _, n := range p.graph.nodes {
		if n.sort() != body {
			continue
		}
		own.Phones = append(own.Phones, p.graph.phones(n)...)
		own.Emails = append(own.Emails, strings.ToLower(email(n.text("email"))))
		own.Places = append(own.Places, p.graph.places(n)...)
	}
	return own
}

// yield leaves out of what is stated of a listing what is stated of the owner, too, where the text says something else.
func (p *page) yield(f, read Found) Found {
	f.How = maps.Clone(f.How)
	owner := p.ownersOwn()
	if len(read.Phones) > 0 && len(f.Phones) > 0 && !slices.ContainsFunc(f.Phones, func(s string) bool {
		return !slices.ContainsFunc(owner.Phones, func(o string) bool { return sameNumber(s, o) })
	}) {
		f.Phones = nil
		delete(f.How, "phone")
	}
	if len(f.Emails) > 0 && (len(read.Emails) > 0 || len(f.Phones) == 0) && slices.Contains(owner.Emails, strings.ToLower(f.Emails[0])) {
		f.Emails = nil
		delete(f.How, "email")
	}
	if elsewhere(read.Places, owner.Places) && !elsewhere(f.Places, owner.Places) {
		f.Places = nil
	}
	return f
}

func sameNumber(a, b string) bool {
	x, ok := data.ReadPhone(a, data.Voice)
	y, also := data.ReadPhone(b, data.Voice)
	return a == b || ok && also && x == y
}

// elsewhere reports whether places have a postcode that no place of the owner's has.
func elsewhere(places, owners []Place) bool {
	return slices.ContainsFunc(places, func(p Place) bool {
		return p.Address.Postcode != "" && !slices.ContainsFunc(owners, func(o Place) bool { return o.Address.Postcode == p.Address.Postcode })
	})
}

// sameOffer makes one listing of several statements of what the page is about; nil if they are of several. The one with a
// place that is not the owner's is believed first.
func (p *page) sameOffer(offers []Found) *Found {
	for _, f := range offers {
		if p.heading == "" || !same(f.Name, offers[0].Name) || !alike(f.Name, p.heading) {
			return nil
		}
	}
	owner := p.ownersOwn()
	slices.SortStableFunc(offers, func(a, b Found) int {
		switch x, y := elsewhere(a.Places, owner.Places), elsewhere(b.Places, owner.Places); {
		case x && !y:
			return -1
		case y && !x:
			return 1
		}
		return 0
	})
	one := offers[0]
	for _, f := range offers[1:] {
		one = fill(one, p.yield(f, one))
	}
	return &one
}
