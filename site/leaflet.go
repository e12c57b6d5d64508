package site

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// maxLeafletPlaces is how many places of a service a leaflet names: of more, the page of the listing tells.
const maxLeafletPlaces = 3

// leaflet is what somebody needs of a service on paper: whom to ring, where and when to go, what it costs. It is what saved
// lists, their texts and the printed guide are made of.
func (s *Site) leaflet(w words.Words, l data.Listing) views.Leaflet {
	service := l.Service
	out := views.Leaflet{ID: string(service.ID), Name: service.Name, Href: w.Path(s.serviceAddress(service)), Organization: l.Organization.Name,
		Summary: summaryOf(service), Source: originWords(w, newestOrigin(l)), Warning: s.staleWords(w, service, l.Checked())}
	add := func(label string, said views.Said) {
		row := views.Row{Name: label, Value: said.Text, Theirs: said.Theirs}
		if said.Text != "" && !slices.Contains(out.Rows, row) {
			out.Rows = append(out.Rows, row)
		}
	}
	if out.Organization == out.Name {
		out.Organization = ""
	}
	if !service.Status.Listed() { // nobody is to ring, or to go
		out.Warning = w.T("closed.on_list")
		return out
	}
	var contacts views.ListingView
	s.contacts(w, &contacts, l)
	if contacts.Helpline != nil {
		for _, a := range contacts.Helpline.Actions {
			out.Phones = append(out.Phones, views.PhoneLine{Link: views.Link{Text: a.Text, Href: a.Href}})
		}
		add(w.T("leaflet.hours"), ours(contacts.Helpline.Hours))
	}
	out.Phones = append(out.Phones, contacts.Phones...)
	out.Phones = out.Phones[:min(len(out.Phones), maxLeafletPlaces)]
	for i, at := range service.ServiceAtLocations {
		if i == maxLeafletPlaces {
			add(w.T("leaflet.where"), ours(w.N("leaflet.more_places", len(service.ServiceAtLocations)-i)))
			break
		}
		place, ok := l.Location(at.LocationID)
		if !ok {
			continue
		}
		add(w.T("leaflet.where"), s.addressLine(w, place))
		add(w.T("leaflet.hours"), s.weekLine(w, at.Schedules))
	}
	add(w.T("leaflet.hours"), s.weekLine(w, service.Schedules))
	add(w.T("fact.cost"), joined(s.costLines(w, service), ". "))
	add(w.T("fact.for"), firstOf(theirs(service.EligibilityDescription), ours(ageWords(w, service))))
	if service.Referral != "" {
		add(w.T("fact.access"), ours(w.T("referral."+string(service.Referral))))
	} else {
		add(w.T("fact.access"), firstOf(theirs(service.ApplicationProcess)))
	}
	if contacts.Email != nil {
		add(w.T("leaflet.email"), ours(contacts.Email.Text))
	}
	if contacts.Website != nil {
		add(w.T("leaflet.website"), ours(shortAddress(contacts.Website.Href)))
	}
	return out
}

// addressLine is where a place is, in one line.
func (s *Site) addressLine(w words.Words, place data.Location) views.Said {
	if place.Withheld {
		if area, ok := geo.AreaByCode(place.Council); ok {
			return ours(w.T("place.withheld_in", "Area", area.Name))
		}
		return ours(w.T("place.withheld"))
	}
	lines := place.Address.Lines()
	if place.Name != "" && !slices.Contains(lines, place.Name) {
		lines = append([]string{place.Name}, lines...)
	}
	return theirs(strings.Join(lines, ", "))
}

// weekLine is when something is open, in one line.
func (s *Site) weekLine(w words.Words, schedules []data.Schedule) views.Said {
	if len(schedules) == 0 {
		return views.Said{}
	}
	if hours.At(schedules, "", s.Holidays, s.Now()).Always {
		return ours(w.T("leaflet.always"))
	}
	return weekInWords(w, schedules)
}

// numberAndWhose is a number with what the listing calls it: of several, which to ring.
func numberAndWhose(p views.PhoneLine) string {
	if p.Label == "" {
		return p.Link.Text
	}
	return p.Link.Text + ", " + p.Label
}

// firstOf is the first text that says anything, in one line.
func firstOf(texts ...views.Said) views.Said {
	for _, t := range texts {
		if t.Text == "" {
			continue
		}
		line := data.PlainLine(t.Text, leafletLetters)
		if t.Theirs != "" {
			return theirs(line)
		}
		return ours(line)
	}
	return views.Said{}
}

// leafletLetters is how much of a long text a leaflet repeats.
const leafletLetters = 300

// shortAddress is an address as it is written on paper.
func shortAddress(address string) string {
	for _, prefix := range []string{"https://", "http://", "www."} {
		address = strings.TrimPrefix(address, prefix)
	}
	return strings.TrimSuffix(address, "/")
}
