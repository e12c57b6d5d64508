package donotlist

import (
	"reflect"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/match"
)

// Hides reports whether a service is not listed at all, because of who runs it.
func (l *List) Hides(s data.Service, o data.Organization) bool {
	if l == nil {
		return false
	}
	return l.ids[s.OrganizationID] || l.HidesOrganization(o) || l.isNamed(s.Name, s.AlternateNames) || l.sites[match.SiteKey(s.URL)]
}

// HidesOrganization reports whether an organisation is on the list.
func (l *List) HidesOrganization(o data.Organization) bool {
	return l != nil && (l.ids[o.ID] || l.isNamed(o.Name, o.AlternateNames) || l.sites[match.SiteKey(o.Website)] ||
		slices.ContainsFunc(o.Identifiers, func(i data.Identifier) bool { return l.numbers[i.Scheme+" "+i.Identifier] }))
}

func (l *List) isNamed(name string, others []string) bool {
	return len(l.names) > 0 && (l.names[match.NameKey(name)] || slices.ContainsFunc(others, func(n string) bool { return l.names[match.NameKey(n)] }))
}

// Listing takes out of a listing what the list hides. Its places have been asked for before, and are in their public form;
// near are the addresses that they are at; it returns them with those of the organisation.
func (l *List) Listing(listing *data.Listing, near Near) Near {
	if l == nil {
		return nil
	}
	o := &listing.Organization
	var addresses []data.Address
	for _, a := range o.Addresses {
		if at := l.at(data.Location{Address: a}); len(at) > 0 {
			near = append(near, at...)
			continue
		}
		addresses = append(addresses, l.neighbour(a))
	}
	o.Addresses = nil // not gone through: that of a neighbour stays as it is
	l.texts(reflect.ValueOf(o).Elem(), near)
	o.Addresses = addresses
	l.texts(reflect.ValueOf(&listing.Service).Elem(), near)
	for i := range listing.Locations {
		place := &listing.Locations[i]
		address := l.neighbour(place.Address)
		place.Address = data.Address{}
		l.texts(reflect.ValueOf(place).Elem(), near)
		place.Address = address
	}
	l.takePhones(listing)
	return near
}

// neighbour is the address of something that is not hidden. It stays as it is, but for what stands in its lines that is no part
// of it: the number of the refuge, or its postcode beside another.
func (l *List) neighbour(a data.Address) data.Address {
	for _, part := range []*string{&a.Line1, &a.Line2, &a.City, &a.County} {
		*part = l.blankCodes(*part)
	}
	return a
}

func (l *List) texts(v reflect.Value, near Near) {
	texts(v, func(field, s string) string {
		if !slices.Contains(links, field) {
			return l.blank(s, near)
		}
		if l.tells(s, near) {
			return ""
		}
		return s
	}, "")
}

// takePhones takes out the numbers of which something was blanked: no part of one can be rung.
func (l *List) takePhones(listing *data.Listing) {
	lists := []*[]data.Phone{&listing.Service.Phones, &listing.Organization.Phones}
	for i := range listing.Service.ServiceAtLocations {
		lists = append(lists, &listing.Service.ServiceAtLocations[i].Phones)
	}
	for i := range listing.Locations {
		lists = append(lists, &listing.Locations[i].Phones)
	}
	for _, phones := range lists {
		var kept []data.Phone
		for _, p := range *phones {
			if !strings.Contains(p.Number, Mark) {
				kept = append(kept, p)
			}
		}
		*phones = kept
	}
}

// Origin is where something came from, as it may be told.
func (l *List) Origin(o data.Origin, near Near) data.Origin {
	if l != nil {
		l.texts(reflect.ValueOf(&o).Elem(), near)
	}
	return o
}

// Source is a source, as it may be told of.
func (l *List) Source(s data.Source) data.Source {
	if l != nil {
		l.texts(reflect.ValueOf(&s).Elem(), nil)
	}
	return s
}

// Problem is what is wrong with something, as it may be told.
func (l *List) Problem(p data.Problem) data.Problem {
	p.Where, p.Value = l.Text(p.Where), l.Text(p.Value)
	return p
}

// Found is where facts were found on a page, as it may be told.
func (l *List) Found(found map[string]data.FoundAt) map[string]data.FoundAt {
	if l != nil {
		for fact, at := range found {
			at.Where = l.Text(at.Where)
			found[fact] = at
		}
	}
	return found
}
