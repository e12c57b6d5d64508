package extract

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"

	"golang.org/x/net/html"
)

// statement is one thing that the page states to machines.
type statement struct {
	Found
	sort    sort
	element *html.Node // of microdata
}

// stated reads what the page states. Whatever another node points to as its publisher, provider or place is no listing.
func (p *page) stated() (all []statement) {
	var pageDate data.Date
	for i, n := range p.graph.nodes {
		id, _ := n["@id"].(string)
		kind := n.sort()
		if kind == unsorted {
			if slices.Contains(n.types(), "WebPage") {
				pageDate = date(n.text("dateModified"))
			}
			continue
		}
		if p.graph.inside[i] || p.graph.pointed[id] || len(all) >= maxFound {
			continue
		}
		if f := p.state(n, kind, p.graph.how[i]); f.Name != "" {
			element, _ := n[elementKey].(*html.Node)
			all = append(all, statement{f, kind, element})
		}
	}
	for i := range all {
		if all[i].Modified.IsZero() {
			all[i].Modified = pageDate
		}
	}
	return all
}

// state reads one node.
func (p *page) state(n node, kind sort, where string) Found {
	g, f := p.graph, Found{How: map[string]How{}}
	note := func(field string, said bool) { f.note(field, How{where, Stated}, said) }
	f.Types = lines(n.types(), 10)
	f.Name = data.PlainLine(n.text("name"), data.MaxName)
	note("name", f.Name != "")
	f.Description = data.PlainText(n.text("description"), data.MaxDescription)
	note("description", f.Description != "")
	f.OrganizationName = p.statedRunner(n)
	note("organization", f.OrganizationName != "")
	f.Phones = g.phones(n)
	note("phone", len(f.Phones) > 0)
	for _, contact := range append([]node{n}, g.contacts(n)...) {
		if address := email(contact.text("email")); address != "" && len(f.Emails) == 0 {
			f.Emails = []string{address}
		}
	}
	note("email", len(f.Emails) > 0)
	f.URL = p.absolute(n.text("url"))
	note("url", f.URL != "")
	f.Places = g.places(n)
	for i, place := range f.Places {
		note(numbered("address", i), len(place.Address.Lines()) > 0)
		note(numbered("postcode", i), place.Address.Postcode != "")
		note(numbered("point", i), place.Point != nil)
	}
	f.Hours = g.hours(n)
	f.Schedules = slices.DeleteFunc(g.schedules(n), func(r data.Schedule) bool {
		return len(g.objects(n, "subEvent")) > 0 && !r.ValidTo.IsZero() && p.rules.Today.After(r.ValidTo) // one of several, and over
	})
	if f.Schedules == nil {
		f.Schedules = readHours(f.Hours)
	}
	note("hours", len(f.Hours)+len(f.Schedules) > 0)
	f.statePrice(g, n)
	note("cost", f.Cost != "" || f.Fees != "")
	f.Audience = data.PlainLine(g.named(n, "audience", "audienceType", "name"), data.MaxSummary)
	note("audience", f.Audience != "")
	people := g.object(n, "audience")
	f.Ages = data.Ages{Minimum: years(people, n, "suggestedMinAge"), Maximum: years(people, n, "suggestedMaxAge")}
	if least, most, ok := ageRange(n.text("typicalAgeRange")); ok && f.Ages == (data.Ages{}) {
		f.Ages = data.Ages{Minimum: least, Maximum: most}
	}
	note("age", f.Ages != (data.Ages{}))
	f.Areas = g.areas(n)
	note("area", len(f.Areas) > 0)
	f.Languages = g.languages(n)
	note("language", len(f.Languages) > 0)
	f.Categories = lines(append(n.texts("serviceType"), n.texts("category")...), 20)
	note("category", len(f.Categories) > 0)
	if shortName(n.text("eventStatus")) == "EventCancelled" {
		f.Status = data.Inactive
		note("status", true)
	}
	f.Modified = date(n.text("dateModified"))
	if kind == offer {
		if f.Ends = date(n.text("endDate")); f.Ends.IsZero() {
			f.Ends = date(n.text("startDate"))
		}
	}
	return f
}

// numbered is the name of a field of one of several places.
func numbered(field string, i int) string {
	if i == 0 {
		return field
	}
	return field + " " + strconv.Itoa(i+1)
}

// contacts are the node's contact points, and the organiser of an event, that are no person's.
func (g *graph) contacts(n node) (out []node) {
	for _, property := range []string{"contactPoint", "availableChannel", "organizer"} {
		for _, contact := range g.objects(n, property) {
			if phone := g.object(contact, "servicePhone"); phone != nil {
				contact = phone
			}
			if name := contact.text("name"); !isPersonal(contact) || property == "organizer" && !data.MayBePerson(name) || isOrganization(name) {
				out = append(out, contact)
			}
		}
	}
	return out
}

// phones are the node's own, and else those of its contacts.
func (g *graph) phones(n node) []string {
	if own := lines(n.texts("telephone"), 10); len(own) > 0 {
		return own
	}
	var all []string
	for _, contact := range g.contacts(n) {
		all = append(all, contact.texts("telephone")...)
	}
	return lines(all, 10)
}

// statedRunner is who runs it. Calendars of WordPress call every organiser a person.
func (p *page) statedRunner(n node) string {
	for _, property := range []string{"provider", "organizer", "parentOrganization", "serviceOperator"} {
		who := p.graph.object(n, property)
		name := data.PlainLine(who.text("name"), data.MaxName)
		if who == nil {
			name = data.PlainLine(n.text(property), data.MaxName)
		}
		if name != "" && !strings.Contains(name, "://") && (!isPerson(who) || isOrganization(name)) {
			return name
		}
	}
	return ""
}

// named is a property's text, or what its object calls itself.
func (g *graph) named(n node, property string, names ...string) string {
	if s := n.text(property); s != "" {
		return s
	}
	object := g.object(n, property)
	for _, name := range names {
		if s := object.text(name); s != "" {
			return s
		}
	}
	return ""
}

// statePrice reads what the node says in one of the ways in which prices are stated.
func (f *Found) statePrice(g *graph, n node) {
	if free := n.text("isAccessibleForFree"); strings.EqualFold(shortName(free), "true") {
		f.Cost = data.Free
		return
	}
	for _, price := range g.objects(n, "offers") {
		amount, currency := price.text("price"), strings.ToUpper(price.text("priceCurrency"))
		number, err := strconv.ParseFloat(amount, 64)
		if err != nil || number < 0 || number > 1e5 || currency != "GBP" && currency != "" {
			continue
		}
		pence := int(number*100 + 0.5)
		switch {
		case pence == 0 && f.Cost == "":
			f.Cost = data.Free
		case pence == 0 || f.Cost == data.Free:
			f.Cost = data.Varies
		case f.Cost == "":
			f.Cost = data.Paid
		}
		if pence > 0 && len(f.Prices) < 20 {
			f.Prices = append(f.Prices, Price{pence, data.PlainLine(price.text("name"), data.MaxName)})
		}
	}
	if f.Cost == "" {
		f.Fees = data.PlainLine(n.text("priceRange"), data.MaxSummary)
	}
}

func years(people, n node, property string) *int {
	written := people.text(property)
	if written == "" {
		written = n.text(property)
	}
	if number, err := strconv.Atoi(strings.TrimSpace(written)); err == nil && number >= 0 && number <= 120 {
		return &number
	}
	return nil
}

// typicalRange is how schema.org writes a range of ages: "7-9", "11-", "-5".
var typicalRange = pattern.MustCompile(`^(\d{0,3})\s*[-–]\s*(\d{0,3})$`)

func ageRange(s string) (least, most *int, ok bool) {
	m := typicalRange.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || m[1]+m[2] == "" {
		return nil, nil, false
	}
	if n, err := strconv.Atoi(m[1]); err == nil {
		least = &n
	}
	if n, err := strconv.Atoi(m[2]); err == nil {
		most = &n
	}
	return least, most, true
}

func isPerson(n node) bool { return slices.Contains(n.types(), "Person") }

// isPersonal reports whether a contact is somebody's: one with a name may be, and is left out.
func isPersonal(n node) bool { return isPerson(n) || n.text("name") != "" }

// lines are texts as plain lines, each once, at most so many.
func lines(texts []string, most int) []string {
	var out []string
	for _, s := range texts {
		if s = data.PlainLine(s, data.MaxName); s != "" && !slices.Contains(out, s) && len(out) < most {
			out = append(out, s)
		}
	}
	return out
}

func date(s string) data.Date {
	d, err := data.ParseDate(strings.TrimSpace(s))
	if err != nil {
		return data.Date{}
	}
	return d
}
