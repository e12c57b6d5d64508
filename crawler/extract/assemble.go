package extract

import (
	"slices"
	"strings"

	"fingerpost/data"

	"github.com/PuerkitoBio/goquery"
)

// found reads the listings of a page.
func (p *page) found() []Found {
	stated := p.stated()
	p.doc.Find("script, style, template, noscript, iframe").Remove()
	p.collectLinks()
	if p.selectors.each != nil {
		if found := p.each(stated); len(found) > 0 {
			return found
		}
	}
	offers, own, owner, venues := p.sortOut(stated)
	if len(offers) > 1 {
		if own = p.sameOffer(offers); own == nil {
			return p.statedSeveral(offers)
		}
	}
	selected := p.selected(p.doc.Selection)
	if own == nil && selected.isEmpty() {
		if several, _ := p.readSeveral(); several != nil {
			return several
		}
	}
	read := p.readOne(venues)
	found := Found{}
	switch {
	case own != nil:
		found = p.yield(*own, read)
	case owner != nil && owner.Name != "" && (selected.Name == "" && (read.Name == "" || alike(read.Name, owner.Name)) || alike(selected.Name, owner.Name)):
		found = *owner
	case owner != nil:
		// What is stated is an organisation, and the page speaks of something that it does.
		found = Found{Modified: owner.Modified}
		if selected.Name != "" {
			found.OrganizationName = owner.Name
			found.note("organization", owner.How["name"], owner.Name != "")
		}
	}
	found = fill(found, selected)
	if found.Name == "" && selected.Name == "" && len(read.How) == 1 && read.Name != "" {
		// A name alone is no listing.
		if found.isEmpty() && len(p.lines) < 3 && p.heading == "" {
			return nil
		}
	}
	if isPast(found.Schedules, p.rules.Today) && len(read.Schedules) > 0 && !isPast(read.Schedules, p.rules.Today) {
		found.Hours, found.Schedules, found.Ends = nil, nil, data.Date{} // the event was one of many
	}
	found = merge(found, read)
	if found.isEmpty() {
		return nil
	}
	return []Found{found}
}

// sortOut tells what is stated of a listing from what is stated of the site's owner, and of places.
func (p *page) sortOut(stated []statement) (offers []Found, own, owner *Found, venues []statement) {
	var doors, bodies []statement
	for _, s := range stated {
		switch s.sort {
		case offer:
			offers = append(offers, s.Found)
		case door:
			doors = append(doors, s)
		case venue:
			venues = append(venues, s)
		case body:
			bodies = append(bodies, s)
		}
	}
	for _, d := range doors {
		if p.isOwnersDoor(d, len(doors)) {
			bodies = append(bodies, d)
		} else {
			offers = append(offers, d.Found)
		}
	}
	if len(offers) == 1 {
		own = &offers[0]
	}
	if len(offers) == 0 && len(bodies) == 0 && len(venues) == 1 && (p.heading == "" || alike(p.heading, venues[0].Name)) {
		own, venues = &venues[0].Found, nil
	}
	if len(offers) == 0 && len(bodies) == 0 && len(venues) > 1 && p.heading == "" {
		for _, v := range venues {
			offers = append(offers, v.Found)
		}
		venues = nil
	}
	if own == nil && len(offers) == 0 && len(bodies) == 1 {
		owner = &bodies[0].Found
		owner.OrganizationName = owner.Name
		owner.note("organization", owner.How["name"], true)
	}
	return offers, own, owner, venues
}

// isOwnersDoor reports whether a place with a door is that of the site's owner: sites state their shop or their office on
// every page. A page about the place has its name in its heading or its title.
func (p *page) isOwnersDoor(d statement, all int) bool {
	if all > 1 && p.heading == "" {
		return false
	}
	if p.heading == "" || alike(p.heading, d.Name) {
		return false
	}
	return p.isOwner(d.Name) || len(p.lines) > 3 || d.URL != "" && isFrontPage(d.URL)
}

func isFrontPage(address string) bool {
	_, path, _ := strings.Cut(address, "://")
	_, path, _ = strings.Cut(path, "/")
	return path == ""
}

// collectLinks notes the numbers and addresses that the content's links lead to.
func (p *page) collectLinks() {
	p.linked = map[string]bool{}
	goquery.NewDocumentFromNode(p.main).Find("a[href]").EachWithBreak(func(i int, a *goquery.Selection) bool {
		scheme, rest, _ := strings.Cut(strings.TrimSpace(a.AttrOr("href", "")), ":")
		switch strings.ToLower(scheme) {
		case "tel":
			if number, ok := data.ReadPhone(strings.ReplaceAll(rest, "%20", " "), data.Voice); ok {
				p.linked[data.Dial(number)] = true
			}
		case "mailto":
			p.linked[strings.ToLower(email(rest))] = true
		}
		return i < maxLinks
	})
}

// readSeveral reads the listings of a page with more than one, or the places of its one listing.
func (p *page) readSeveral() ([]Found, *places) {
	if !p.weighed {
		p.severalFound, p.severalPlaces = p.several()
		p.weighed = true
	}
	return p.severalFound, p.severalPlaces
}

// readOne reads the page as that of one listing.
func (p *page) readOne(venues []statement) Found {
	name, how := p.name()
	_, several := p.readSeveral()
	lines := p.lines
	if several != nil {
		lines = append(slices.Clone(several.shared), several.contact...)
	}
	f := p.passageOf(lines, name).read()
	if several != nil {
		p.usePlaces(&f, several)
	} else if len(venues) > 0 && len(venues) <= maxPlaces {
		f.Places = nil
		for i, v := range venues {
			place := Place{Name: v.Name}
			if len(v.Places) > 0 {
				place.Address, place.Point = v.Places[0].Address, v.Places[0].Point
			}
			f.Places = append(f.Places, place)
			f.note(numbered("address", i), v.How["name"], true)
		}
	}
	f.Name = name
	f.note("name", how, name != "")
	return f
}

// usePlaces gives a listing the places that its items are.
func (p *page) usePlaces(f *Found, several *places) {
	f.Places, f.Hours, f.Schedules = nil, nil, nil
	delete(f.How, "hours")
	for i, place := range several.read {
		if place.isEmpty() && place.Name != "" {
			place.Address.Line1, place.Name = place.Name, ""
		}
		f.Places = append(f.Places, place)
		f.note(numbered("address", i), several.how, true)
		f.note(numbered("postcode", i), several.how, place.Address.Postcode != "")
		f.note(numbered("hours", i), several.how, len(place.Hours) > 0)
	}
}

// statedSeveral reads a page that states several listings. What its text says under the name of one is added.
func (p *page) statedSeveral(offers []Found) []Found {
	several, _ := p.readSeveral()
	for i := range offers {
		for _, f := range several {
			if alike(f.Name, offers[i].Name) {
				offers[i] = merge(offers[i], f)
				break
			}
		}
	}
	return offers[:min(len(offers), maxFound)]
}

// each reads the containers of a page with several listings. What is stated of the same name comes first.
func (p *page) each(stated []statement) []Found {
	byName := map[string]Found{}
	for _, s := range stated {
		byName[strings.ToLower(s.Name)] = s.Found
	}
	var all []Found
	p.doc.FindMatcher(p.selectors.each).EachWithBreak(func(_ int, box *goquery.Selection) bool {
		found := p.selected(box)
		if f, ok := byName[strings.ToLower(found.Name)]; ok && found.Name != "" {
			found = fill(f, found)
		}
		made := under(linesOf(box.Nodes[0], p.family, true))
		name := found.Name
		if name == "" && len(made) > 0 && made[0].level > 0 {
			name = data.PlainLine(made[0].text, data.MaxName)
		}
		read := p.passageOf(made, name).read()
		read.Name = name
		read.note("name", How{"heading", Read}, name != "")
		if found = merge(found, read); !found.isEmpty() {
			all = append(all, found)
		}
		return len(all) < maxFound
	})
	return all
}
