package extract

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"

	"github.com/PuerkitoBio/goquery"
)

// sort of thing that a schema.org type is, for us
type sort int

const (
	other sort = iota // a web page, an article, a person, a breadcrumb
	offer             // a service, an event, a place with a door
	venue             // a Place and no more: where something else is, unless it stands alone
	body              // an organisation: often the owner of the site, on every page of it
)

// bodies are the types that are organisations and nothing with a door.
var bodies = map[string]bool{
	"Organization": true, "NGO": true, "GovernmentOrganization": true, "Corporation": true, "EducationalOrganization": true,
	"NewsMediaOrganization": true, "MedicalOrganization": true, "SportsOrganization": true, "Charity": true,
}

// offers are the types that are what people look for, beside every type that ends in Event, Service or Business.
var offers = map[string]bool{
	"MedicalClinic": true, "Pharmacy": true, "Hospital": true, "Physician": true, "Dentist": true, "Library": true, "CivicStructure": true,
	"CommunityCenter": true, "PlaceOfWorship": true, "Church": true, "Mosque": true, "SportsActivityLocation": true, "PublicSwimmingPool": true,
	"Park": true, "Museum": true, "ChildCare": true, "EmploymentAgency": true, "SocialClub": true, "Store": true, "Restaurant": true,
	"CafeOrCoffeeShop": true, "Course": true, "School": true, "Preschool": true, "ExerciseGym": true, "SportsClub": true, "LegalService": true,
}

func (n node) sort() sort {
	best := other
	for _, t := range n.types() {
		switch {
		case offers[t], strings.HasSuffix(t, "Event"), strings.HasSuffix(t, "Service"), strings.HasSuffix(t, "Business"):
			return offer
		case t == "Place":
			best = venue
		case bodies[t] && best == other:
			best = body
		}
	}
	return best
}

// jsonLD reads the listings that a page states in JSON-LD, and the organisation that it is about if it states only one
// of these. Whatever another node points to as its publisher, provider or place is no listing.
func (p page) jsonLD(doc *goquery.Document) (stated []Found, owner Found) {
	g := readGraph(doc)
	var byKind [4][]Found
	var pageDate data.Date
	for i, n := range g.nodes {
		id, _ := n["@id"].(string)
		kind := n.sort()
		if kind == other {
			if slices.Contains(n.types(), "WebPage") {
				pageDate = date(n.text("dateModified"))
			}
			continue
		}
		if g.inside[i] || g.pointed[id] || len(byKind[kind]) >= maxFound {
			continue
		}
		if f := p.state(g, n, kind); f.Name != "" {
			byKind[kind] = append(byKind[kind], f)
		}
	}
	stated = byKind[offer]
	if len(stated) == 0 {
		stated = byKind[venue]
	}
	for i := range stated {
		if stated[i].Modified.IsZero() {
			stated[i].Modified = pageDate
		}
	}
	if len(byKind[body]) == 1 && len(stated) == 0 {
		owner = byKind[body][0]
		owner.OrganizationName, owner.How["organization"] = owner.Name, "JSON-LD"
		if owner.Modified.IsZero() {
			owner.Modified = pageDate
		}
	}
	return stated, owner
}

// state reads one node.
func (p page) state(g *graph, n node, kind sort) Found {
	f := Found{How: map[string]string{}}
	note := func(field string, said bool) {
		if said {
			f.How[field] = "JSON-LD"
		}
	}
	f.Types = lines(n.types(), 10)
	f.Name = data.PlainLine(n.text("name"), data.MaxName)
	note("name", f.Name != "")
	f.Description = data.PlainText(n.text("description"), data.MaxDescription)
	note("description", f.Description != "")
	f.Phones = g.phones(n)
	note("phone", len(f.Phones) > 0)
	f.Email = email(n.text("email"))
	if contact := g.object(n, "contactPoint"); f.Email == "" && !isPersonal(contact) {
		f.Email = email(contact.text("email"))
	}
	note("email", f.Email != "")
	f.URL = p.absolute(n.text("url"))
	note("url", f.URL != "")

	where := g.place(n)
	f.Address = g.address(n, where)
	note("address", len(f.Address.Lines()) > 0)
	note("postcode", f.Address.Postcode != "")
	if geo := g.object(n, "geo"); geo != nil {
		f.Point = point(geo)
	} else {
		f.Point = point(g.object(where, "geo"))
	}
	note("point", f.Point != nil)

	f.Hours = g.hours(n)
	note("hours", len(f.Hours) > 0)
	f.Cost = g.cost(n)
	note("cost", f.Cost != "")
	f.Audience = data.PlainLine(g.named(n, "audience", "audienceType", "name"), data.MaxSummary)
	note("audience", f.Audience != "")
	for _, property := range []string{"provider", "organizer", "parentOrganization", "serviceOperator"} {
		if who := g.object(n, property); f.OrganizationName == "" && !isPerson(who) {
			f.OrganizationName = data.PlainLine(who.text("name"), data.MaxName)
		}
	}
	note("organization", f.OrganizationName != "")
	f.Categories = lines(append(n.texts("serviceType"), n.texts("category")...), 20)
	note("category", len(f.Categories) > 0)
	f.Modified = date(n.text("dateModified"))
	if kind == offer {
		f.Ends = date(n.text("endDate"))
		if f.Ends.IsZero() {
			f.Ends = date(n.text("startDate"))
		}
	}
	return f
}

// phones are the node's own, and else those of its contact points that are no person's.
func (g *graph) phones(n node) []string {
	if own := lines(n.texts("telephone"), 10); len(own) > 0 {
		return own
	}
	var all []string
	for _, property := range []string{"contactPoint", "availableChannel"} {
		for _, contact := range g.objects(n, property) {
			if phone := g.object(contact, "servicePhone"); phone != nil {
				contact = phone
			}
			if !isPersonal(contact) {
				all = append(all, contact.texts("telephone")...)
			}
		}
	}
	return lines(all, 10)
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

// cost is what the node says in one of the ways in which prices are stated.
func (g *graph) cost(n node) string {
	if free := n.text("isAccessibleForFree"); strings.EqualFold(shortName(free), "true") {
		return "free"
	}
	price := g.object(n, "offers")
	amount, currency := price.text("price"), strings.ToUpper(price.text("priceCurrency"))
	number, err := strconv.ParseFloat(amount, 64)
	switch {
	case err == nil && number == 0:
		return "free"
	case err == nil && number > 0 && number < 1e5 && (currency == "GBP" || currency == ""):
		return "£" + strings.TrimSuffix(strconv.FormatFloat(number, 'f', 2, 64), ".00")
	}
	return data.PlainLine(n.text("priceRange"), data.MaxSummary)
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

// email is an address without what stands around it in a link.
func email(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "?")
	if len(s) >= 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	s = data.PlainLine(s, 254)
	if !strings.Contains(s, "@") || strings.Contains(s, " ") {
		return ""
	}
	return s
}

func date(s string) data.Date {
	d, err := data.ParseDate(strings.TrimSpace(s))
	if err != nil {
		return data.Date{}
	}
	return d
}
