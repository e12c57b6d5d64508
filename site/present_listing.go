package site

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// listingView lays out everything known of a service, in the order in which people ask.
func (s *Site) listingView(w words.Words, l data.Listing) views.ListingView {
	service := l.Service
	checked := l.Checked()
	v := views.ListingView{
		ID: string(service.ID), Here: w.Path(s.serviceAddress(service)), Name: service.Name, Summary: service.Summary, Alert: service.Alert, Organization: l.Organization.Name,
		Warning: s.staleWords(w, service, checked), Checked: checkedWords(w, checked), KeptBy: keptWords(w, l),
	}
	if service.Description != "" {
		v.Paragraphs = paragraphs(service.Description)
		v.SourceOfText = originWords(w, l.Origin("description"))
	}
	s.contacts(w, &v, l)
	v.Facts = s.facts(w, l)
	if table := s.hoursTable(w, w.T("listing.when"), service.Schedules, l, ""); table != nil {
		table.Source = originWords(w, l.Origin("schedules"))
		v.Hours = append(v.Hours, *table)
	}
	for _, at := range service.ServiceAtLocations {
		if place, ok := l.Location(at.LocationID); ok {
			v.Places = append(v.Places, s.placeView(w, l, at, place))
		}
	}
	v.Sources = sourceLines(w, l)
	v.BeforeYouGo = beforeYouGo(w, service, len(v.Phones) > 0 || v.Helpline != nil)
	return v
}

// beforeYouGo asks people to make sure before they set out. It says nothing of what has closed, or is only rung or read.
func beforeYouGo(w words.Words, service data.Service, number bool) string {
	switch {
	case !service.Status.Listed(), len(service.ServiceAtLocations) == 0 && len(service.Ways) > 0 && !slices.Contains(service.Ways, data.InPerson):
		return ""
	case number:
		return w.T("listing.ring_first")
	}
	return w.T("listing.check_first")
}

// keptWords says whether those who run it look after the listing.
func keptWords(w words.Words, l data.Listing) string {
	switch {
	case !l.Service.Status.Listed():
		return ""
	case l.Kept:
		return w.T("listing.kept")
	}
	return w.T("listing.unkept")
}

func checkedWords(w words.Words, checked data.Date) string {
	if checked.IsZero() {
		return ""
	}
	return w.T("listing.checked", "Date", dateWords(w, checked))
}

func (s *Site) contacts(w words.Words, v *views.ListingView, l data.Listing) {
	service := l.Service
	if line, ok := s.helplines[service.Helpline]; ok {
		view := s.lineView(w, line, "")
		view.For = ""
		v.Helpline = &view
	}
	for _, p := range service.Phones {
		v.Phones = append(v.Phones, phoneLine(w, p))
	}
	for _, at := range service.ServiceAtLocations {
		if place, ok := l.Location(at.LocationID); ok && place.Withheld {
			continue // a number at a place can tell where it is
		}
		for _, p := range at.Phones {
			v.Phones = append(v.Phones, phoneLine(w, p))
		}
	}
	if len(service.Phones) == 0 {
		for _, p := range l.Organization.Phones {
			v.Phones = append(v.Phones, phoneLine(w, p))
		}
	}
	website, email := service.URL, service.Email
	var from []data.Origin
	add := func(shown bool, o data.Origin) {
		if shown {
			from = append(from, o)
		}
	}
	add(len(service.Phones) > 0, l.Origin("phones"))
	add(len(v.Phones) > len(service.Phones) && len(service.Phones) > 0, l.Origin("service_at_locations"))
	add(len(service.Phones) == 0 && len(l.Organization.Phones) > 0, organizationOrigin(l, "phones"))
	add(email != "", l.Origin("email"))
	add(website != "", l.Origin("url"))
	if website == "" {
		website = l.Organization.Website
		add(website != "", organizationOrigin(l, "website"))
	}
	if email == "" {
		email = l.Organization.Email
		add(email != "", organizationOrigin(l, "email"))
	}
	for _, o := range from {
		if text := originWords(w, o); !slices.Contains(v.ContactSources, text) {
			v.ContactSources = append(v.ContactSources, text)
		}
	}
	if website != "" {
		v.Website = &views.Link{Text: w.T("listing.website", "Host", host(website)), Href: website}
	}
	if email != "" {
		v.Email = &views.Link{Text: email, Href: "mailto:" + url.PathEscape(email)}
	}
}

func phoneLine(w words.Words, p data.Phone) views.PhoneLine {
	line := views.PhoneLine{Link: views.Link{Text: phoneText(w, p.Number, p.Type), Href: dialLink(p.Number, p.Type)}, Label: p.Description}
	if p.Hours != "" {
		if schedules, err := hours.Parse(p.Hours, string(p.ID), "hours"); err == nil {
			line.Hours = weekInWords(w, schedules)
		} else {
			line.Hours = theirs(p.Hours)
		}
	}
	return line
}

// facts are the questions that people ask, with what is known. What is not known is said to be, for the three things
// that decide whether to go: cost, hours and how to start.
func (s *Site) facts(w words.Words, l data.Listing) []views.Fact {
	service := l.Service
	var facts []views.Fact
	add := func(label, path string, values ...views.Said) {
		filled := slices.DeleteFunc(values, func(v views.Said) bool { return v.Text == "" })
		if len(filled) > 0 {
			facts = append(facts, views.Fact{Label: w.T(label), Values: filled, Source: originWords(w, l.Origin(path))})
		}
	}
	unknown := func(label string) {
		if !service.Status.Listed() {
			return // nobody is to ask, or to go
		}
		facts = append(facts, views.Fact{Label: w.T(label), Values: []views.Said{ours(w.T("fact.unknown"))}})
	}
	add("fact.for", "eligibility_description", append(theirParagraphs(service.EligibilityDescription), ours(ageWords(w, service)))...)
	if len(service.Audiences) > 0 {
		add("fact.audiences", "audiences", theirs(list(w, service.Audiences)))
	}
	add("fact.not_for", "not_for", theirs(service.NotFor))
	switch {
	case len(service.Areas) > 0:
		add("fact.area", "service_areas", ours(capital(s.areasWords(w, service))))
	case service.AssumedArea != "":
		facts = append(facts, views.Fact{Label: w.T("fact.area"), Values: []views.Said{ours(w.T("fact.area_assumed", "Area", areaName(w, service.AssumedArea)))}})
	}
	if len(service.Ways) > 0 {
		add("fact.ways", "ways", ours(capital(waysWords(w, service.Ways))))
	}
	access := theirParagraphs(service.ApplicationProcess)
	if service.Referral != "" {
		access = append(access, ours(w.T("referral."+string(service.Referral))))
	}
	if len(access) > 0 {
		add("fact.access", "application_process", access...)
	} else {
		unknown("fact.access")
	}
	if cost := s.costLines(w, service); len(cost) > 0 {
		add("fact.cost", "cost", cost...)
	} else {
		unknown("fact.cost")
	}
	if !hasHours(service) && service.Helpline == "" {
		unknown("listing.when")
	}
	if len(service.Languages) > 0 {
		add("fact.languages", "languages", ours(languagesWords(w, service.Languages)))
	}
	if service.PeerLed != nil {
		add("fact.peer", "peer_led", ours(w.T(fmt.Sprintf("fact.peer_%t", *service.PeerLed))))
	}
	if service.AnsweredBy != "" {
		add("fact.answered", "answered_by", ours(w.T("answered."+string(service.AnsweredBy))))
	}
	if service.Moderated != nil {
		add("fact.moderated", "moderated", ours(w.T(fmt.Sprintf("fact.moderated_%t", *service.Moderated))))
	}
	add("fact.accreditations", "accreditations", theirParagraphs(service.Accreditations)...)
	if l.Organization.Name != "" {
		about := append([]views.Said{theirs(l.Organization.Name)}, theirParagraphs(l.Organization.Description)...)
		for _, i := range l.Organization.Identifiers {
			if slices.Contains(registers, i.Scheme) {
				about = append(about, ours(w.T("register."+i.Scheme, "Number", i.Identifier)))
			} else {
				about = append(about, ours(w.T("register.other", "Register", i.Scheme, "Number", i.Identifier)))
			}
		}
		facts = append(facts, views.Fact{Label: w.T("fact.organization"), Values: about, Source: originWords(w, organizationOrigin(l, "name"))})
	}
	return facts
}

// registers are those that have a name in our words. A feed may name others.
var registers = []string{data.SchemeCharityEnglandWales, data.SchemeCharityScotland, data.SchemeCharityNorthernIreland,
	data.SchemeCompany, data.SchemeNHS}

// languagesWords names languages by their codes (ISO 639), in the language of the page.
func languagesWords(w words.Words, codes []string) string {
	namers := []display.Namer{display.Languages(language.Make(w.Lang)), display.English.Languages()}
	var names []string
	for _, code := range codes {
		name := code
		if tag, err := language.Parse(code); err == nil {
			for _, namer := range namers { // the library knows few names in some languages, and none in others
				if namer != nil && name == code && namer.Name(tag) != "" {
					name = namer.Name(tag)
				}
			}
		}
		if code == "bfi" {
			name = w.T("language.bfi") // not among the names that the library knows
		}
		names = append(names, name)
	}
	return list(w, names)
}

// paragraphs parts a text at its line ends; a blank line parts no more than that.
func paragraphs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// ours is a sentence of the site.
func ours(text string) views.Said { return views.Said{Text: text} }

// theirs is what a listing says, in its own language.
func theirs(text string) views.Said { return views.Said{Text: text, Theirs: text} }

func theirParagraphs(text string) []views.Said {
	var out []views.Said
	for _, p := range paragraphs(text) {
		out = append(out, theirs(p))
	}
	return out
}

// joined puts texts together. What is theirs reaches from the first words that are to the last.
func joined(texts []views.Said, by string) views.Said {
	text, from, to := "", -1, 0
	for i, t := range texts {
		if i > 0 {
			text += by
		}
		if at := strings.Index(t.Text, t.Theirs); t.Theirs != "" && at >= 0 {
			if to = len(text) + at + len(t.Theirs); from < 0 {
				from = len(text) + at
			}
		}
		text += t.Text
	}
	if from < 0 {
		return ours(text)
	}
	return views.Said{Text: text, Theirs: text[from:to]}
}

func hasHours(service data.Service) bool {
	if len(service.Schedules) > 0 {
		return true
	}
	for _, at := range service.ServiceAtLocations {
		if len(at.Schedules) > 0 {
			return true
		}
	}
	return false
}

func (s *Site) areasWords(w words.Words, service data.Service) string {
	var names []string
	for _, a := range service.Areas {
		known := areaName(w, a.Code)
		switch {
		case known != "":
			names = append(names, known)
		case a.Name != "":
			names = append(names, a.Name)
		}
	}
	return list(w, names)
}

// costLines are what is known of what a service costs.
func (s *Site) costLines(w words.Words, service data.Service) []views.Said {
	var cost []views.Said
	if service.Cost != "" {
		cost = append(cost, ours(w.T("cost."+string(service.Cost))))
	}
	cost = append(cost, theirParagraphs(service.FeesDescription)...)
	for _, option := range service.CostOptions {
		cost = append(cost, costWords(w, option))
	}
	return cost
}

func costWords(w words.Words, option data.CostOption) views.Said {
	var parts []views.Said
	if option.Pence != nil {
		pounds := fmt.Sprintf("£%d", *option.Pence/100)
		if *option.Pence%100 != 0 {
			pounds = fmt.Sprintf("£%d.%02d", *option.Pence/100, *option.Pence%100)
		}
		if *option.Pence == 0 {
			pounds = w.T("cost.free")
		}
		parts = append(parts, ours(pounds))
	}
	for _, text := range []string{option.Description, option.Option} {
		if text != "" {
			parts = append(parts, theirs(text))
		}
	}
	return joined(parts, ", ")
}

func (s *Site) placeView(w words.Words, l data.Listing, at data.ServiceAtLocation, place data.Location) views.PlaceView {
	v := views.PlaceView{Name: place.Name, Source: originWords(w, l.LocationOrigin(place.ID, "address"))}
	if place.Withheld {
		v.Withheld = w.T("place.withheld")
		if area, ok := geo.AreaByCode(place.Council); ok {
			v.Withheld = w.T("place.withheld_in", "Area", area.Name)
		}
		return v
	}
	v.Lines = place.Address.Lines()
	v.Notes = append(paragraphs(place.Description), paragraphs(place.Transportation)...)
	for _, p := range place.Phones {
		v.Phones = append(v.Phones, phoneLine(w, p))
	}
	if len(v.Lines) > 0 && v.Lines[0] == v.Name {
		v.Lines = v.Lines[1:]
	}
	if position, ok := data.Geocode(place); ok {
		v.Directions = &views.Link{Text: w.T("place.directions"), Href: directions(place, position)}
		if !position.Close() {
			v.Precision = w.T("place.sector", "Label", position.Label)
		}
	}
	for _, a := range place.Accessibility {
		v.Access = append(v.Access, a.Description)
	}
	if v.Hours = s.hoursTable(w, w.T("listing.when"), at.Schedules, l, place.ID); v.Hours != nil {
		v.Hours.Source = originWords(w, l.Origin("service_at_locations"))
	}
	return v
}

// directions is a plain link to a map that another site draws: nothing is asked of it until a person follows the link.
func directions(place data.Location, position data.Position) string {
	if position.Precision == data.PrecisionExact {
		lat, lon := strconv.FormatFloat(position.Point.Lat(), 'f', 5, 64), strconv.FormatFloat(position.Point.Lon(), 'f', 5, 64)
		return "https://www.openstreetmap.org/?mlat=" + lat + "&mlon=" + lon + "#map=17/" + lat + "/" + lon
	}
	return "https://www.openstreetmap.org/search?query=" + url.QueryEscape(strings.Join(place.Address.Lines(), ", "))
}
