package extract

import (
	"maps"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// several reads a page that speaks of more than one listing; nil if it speaks of one. places are those of a page that
// speaks of one listing which is given in several.
func (p *page) several() (found []Found, places *places) {
	type way struct {
		shared []line
		items  []item
	}
	var ways []way
	shared, items := p.rowItems(p.lines)
	ways = append(ways, way{shared, items})
	for level := 2; level <= boldHeading; level++ {
		shared, items := itemsOf(p.lines, level)
		ways = append(ways, way{shared, items})
	}
	for _, part := range []func([]line) ([]line, []item){dayItems, prefixItems} {
		shared, items := part(p.lines)
		ways = append(ways, way{shared, items})
	}
	for _, w := range ways {
		if len(w.items) < 2 {
			continue
		}
		if found, places := p.weigh(w.shared, w.items); found != nil || places != nil {
			return found, places
		}
	}
	return nil, nil
}

// places are the places of one listing, and the lines that speak of it as a whole.
type places struct {
	shared  []line
	contact []line // what stands beside the places and is neither where nor when
	read    []Place
	how     How
}

// weigh decides what items are: listings, places of one, or sections of a text.
func (p *page) weigh(shared []line, items []item) ([]Found, *places) {
	general := isPlain(p.heading) || p.heading == "" || p.isOwner(p.heading)
	var found []Found
	var kept []item
	var texts []*passage
	around := nearYou.MatchString(p.heading)
	heads, named, facts, venues, links := 0, 0, 0, 0, 0
	likely := 0
	for _, it := range items {
		if (it.isNamed() || it.kind == where || general && it.kind == entry) && hasFigures(it) {
			likely++
		}
	}
	if likely < 2 {
		return nil, nil
	}
	for _, it := range items {
		dropIn := general && it.kind == entry && hasFigures(it)
		if it.kind != none && it.kind != where && !dropIn {
			continue
		}
		if !hasFigures(it) {
			heads++
			continue
		}
		text := p.passageOf(it.lines, it.head)
		f := text.first()
		if dropIn && (len(f.Places) == 0 || len(f.Schedules) == 0) {
			continue // of how to get in, and not a thing with a place and times of its own
		}
		heads++
		own := f.ownFacts()
		if own == 0 && !(it.inRow && it.isNamed()) {
			continue
		}
		place := it.isPlaceHead(f) || around && len(f.Places) == 1 && it.kind == none && len(nameWords(it.head)) <= 3
		switch {
		case place && len(f.Places) == 0 && it.kind == none && len(f.Schedules) > 0:
			venues++ // a town or a house with its hours
		case place && len(f.Places) > 0:
			venues++
		case it.isNamed(), dropIn:
			named++
		default:
			continue
		}
		facts += own
		if it.linked && it.href != "" && !strings.HasPrefix(it.href, "#") {
			links++
		}
		f.Name = it.head
		f.note("name", How{"heading", Read}, true)
		found, kept, texts = append(found, f), append(kept, it), append(texts, text)
	}
	p.lists = p.lists || len(found) > 1 && links > 1 && 2*links > len(found)
	switch {
	case len(found) < 2 || 2*len(found) < heads:
		return nil, nil
	case venues >= 2 && venues > named && (!general || venues == len(found)):
		if inside := p.insideOf(kept, found); inside != nil {
			return inside, nil
		}
		if general && !allPlaces(found) {
			break
		}
		return nil, p.placesOf(shared, items, kept, found)
	case named == 0, named < 2 && !general:
		return nil, nil
	}
	timed := !slices.ContainsFunc(found, func(f Found) bool { return len(f.Schedules) == 0 })
	if !general && !timed && !areApart(found) {
		return nil, nil // before all the rest is read
	}
	for i := range found {
		texts[i].rest(&found[i])
	}
	over := p.passageOf(shared, p.heading)
	base := over.read()
	inHouse := !general && timed && isHouse(p.heading) && isOpenHouse(base)
	if !general && !inHouse && !p.severalUnder(found) {
		return nil, nil
	}
	all := base.withoutContact()
	if !inHouse {
		p.passageOf(p.before(shared), p.heading).reach(&all)
	}
	p.findVenues(found, texts)
	for i := range found {
		found[i].inherit(all)
	}
	for i := 0; i < len(found) && !inHouse; i++ { // or it is the house that is closed then
		found[i].Schedules = limitedBy(found[i].Schedules, over.text, p.rules.Today)
	}
	if inHouse {
		base.Name = p.heading
		base.note("name", How{"heading", Read}, true)
		found = append([]Found{base}, found...)
	}
	p.whole = allWhole(found)
	p.lists = 2*links > len(found) && links > 1 && !p.whole
	return found, nil
}

// nearYou is a heading over the places that one thing is taken to.
var nearYou = pattern.MustCompile(`(?i)^(?:(?:[a-z]+ ){0,2}(?:advice|help|support) (?:near|close to) (?:you|home)|(?:[a-z]+ ){0,2}(?:advice|help|support) in your (?:area|community|neighbourhood)|(?:our |advice |community )?outreach(?: (?:advice|sessions|venues|locations|places|service))?)$`)

// insideOf are the listings under the names of several houses: what is on in each, with its times. Nil if any of the houses
// has none.
func (p *page) insideOf(houses []item, at []Found) (all []Found) {
	for i, house := range houses {
		if places := at[i].Places; len(places) == 1 && places[0].Name == "" && isHouse(house.head) && !startsAtHouse(places[0]) {
			places[0].Name = withoutTown(house.head, places[0])
		}
		_, inside := itemsOf(house.lines, house.level+1)
		before := len(all)
		for _, it := range inside {
			if f := p.passageOf(it.lines, it.head).read(); it.isNamed() && len(f.Schedules) > 0 {
				f.Name = it.head
				f.note("name", How{"heading", Read}, true)
				f.inherit(at[i])
				all = append(all, f)
			}
		}
		if house.level == 0 || house.level >= boldHeading-1 || len(all) == before || len(at[i].Places) == 0 {
			return nil
		}
	}
	return all
}

// isOpenHouse reports whether a page tells where a house is, and when it is open or how it is reached.
func isOpenHouse(house Found) bool {
	return len(house.Places) == 1 && len(house.Schedules)+len(house.Phones)+len(house.Emails) > 0
}

// withoutContact is a listing without the ways to reach it.
func (f Found) withoutContact() Found {
	f.Phones, f.Texts, f.Emails, f.How = nil, nil, nil, maps.Clone(f.How)
	for _, field := range []string{"phone", "text", "email"} {
		delete(f.How, field)
	}
	return f
}

// before are the lines before the first item. What is said there is said of all; a number after them may be anybody's.
func (p *page) before(shared []line) []line {
	for i := range shared {
		if i >= len(p.lines) || shared[i].text != p.lines[i].text || shared[i].block != p.lines[i].block || p.lines[i].table != nil {
			return shared[:i]
		}
	}
	return shared
}

// severalUnder reports whether sections under the name of one thing are things of their own: each has its own time, and
// its own place or way to be reached.
func (p *page) severalUnder(found []Found) bool {
	whole := 0
	for _, f := range found {
		if len(f.Schedules) > 0 && (len(f.Places) > 0 || len(f.Phones)+len(f.Emails) > 0 || f.Cost != "") {
			whole++
		}
	}
	return whole >= 2 && whole == len(found) || areApart(found) && !slices.ContainsFunc(found, func(f Found) bool {
		return len(f.Places)+len(f.Schedules) == 0 && f.Cost == ""
	})
}

// areApart reports whether each of several has a way to be reached that no other has.
func areApart(found []Found) bool {
	seen := map[string]bool{}
	for _, f := range found {
		reach := strings.Join(append(slices.Clone(f.Phones), f.Emails...), " ")
		if reach == "" || seen[reach] {
			return false
		}
		seen[reach] = true
	}
	return len(found) > 1
}

// allWhole reports whether each of several says when and where it is, and its cost or how it is reached: a list that says
// all of this is no way to other pages only.
func allWhole(found []Found) bool {
	return len(found) > 1 && !slices.ContainsFunc(found, func(f Found) bool {
		return len(f.Schedules) == 0 || len(f.Places) == 0 || len(f.Phones)+len(f.Texts)+len(f.Emails) == 0 && f.Cost == "" && f.Ages == (data.Ages{})
	})
}

func allPlaces(found []Found) bool {
	return !slices.ContainsFunc(found, func(f Found) bool { return len(f.Places) == 0 })
}

// hasFigures reports whether an item can state a fact at all: nearly all have a figure, an address of e-mail or a time.
func hasFigures(it item) bool {
	return slices.ContainsFunc(it.lines, func(l line) bool {
		return strings.ContainsAny(l.text, "0123456789@") || l.kind == when || l.kind == where || strings.Contains(l.text, "[at]") || strings.Contains(l.text, "(at)") ||
			strings.Contains(l.text, "noon") || strings.Contains(l.text, "o'clock")
	})
}

// ownFacts counts the sorts of fact of contact, time and place.
func (f Found) ownFacts() (n int) {
	if len(f.Phones)+len(f.Texts)+len(f.Emails) > 0 {
		n++
	}
	if len(f.Schedules) > 0 {
		n++
	}
	if len(f.Places) > 0 {
		n++
	}
	return n
}

// placesOf makes places of items.
func (p *page) placesOf(shared []line, items, kept []item, found []Found) *places {
	out := &places{shared: shared, how: How{"heading " + kept[0].head, Read}}
	for _, it := range items {
		if !slices.ContainsFunc(kept, func(k item) bool { return k.head == it.head && len(k.lines) == len(it.lines) }) {
			out.shared = append(out.shared, it.lines...)
		}
	}
	said := p.passageOf(out.shared, p.heading).text
	for i, f := range found {
		f.Schedules = limitedBy(f.Schedules, said, p.rules.Today)
		var place Place
		if len(f.Places) > 0 {
			place = f.Places[0]
		}
		if kept[i].kind != where && place.Name == "" && (place.isEmpty() || !startsAtHouse(place) && !isTownName(kept[i].head)) {
			place.Name = inBrackets.ReplaceAllString(withoutTown(kept[i].head, place), "")
		}
		place.Hours, place.Schedules = f.Hours, f.Schedules
		out.read = append(out.read, place)
		for _, l := range kept[i].lines {
			if l.kind != when && l.kind != where && l.kind != part {
				out.contact = append(out.contact, l)
			}
		}
	}
	return out
}

// withoutTown is the name of a house without the town that stands before it: "Stanley: Louisa Rooms".
func withoutTown(head string, at Place) string {
	for _, mark := range []string{": ", " - ", " – "} {
		if town, house, ok := strings.Cut(head, mark); ok && len(house) > 3 && (isTownName(town) || slices.Contains(strings.Split(at.Address.Line2, ", "), town) || same(town, at.Address.City)) {
			return house
		}
	}
	return head
}

// startsAtHouse reports whether the first line of a place names a building, rather than a street.
func startsAtHouse(p Place) bool {
	words := nameWords(p.Address.Line1)
	return len(words) > 1 && !streetWords[words[len(words)-1]] && !isDigit(p.Address.Line1, 0)
}

// inherit takes what is said of all items for one that does not say it.
func (f *Found) inherit(base Found) {
	take := func(field string, missing bool, set func()) {
		if how, ok := base.How[field]; ok && missing {
			set()
			f.note(field, how, true)
		}
	}
	if len(f.Phones)+len(f.Texts)+len(f.Emails) == 0 {
		take("phone", true, func() { f.Phones = base.Phones })
		take("text", true, func() { f.Texts = base.Texts })
		take("email", true, func() { f.Emails = base.Emails })
	}
	if len(f.Places) == 0 && len(base.Places) == 1 {
		take("address", true, func() { f.Places = []Place{base.Places[0]} })
		take("postcode", true, func() { f.Places = []Place{base.Places[0]} })
		take("access", true, func() {})
	}
	take("organization", f.OrganizationName == "", func() { f.OrganizationName = base.OrganizationName })
	take("cost", f.Cost == "" && len(f.Prices) == 0 && f.Fees == "", func() { f.Cost, f.Fees, f.Prices = base.Cost, base.Fees, base.Prices })
	take("referral", f.Referral == "", func() { f.Referral = base.Referral })
	take("hours", len(f.Schedules)+len(f.Hours) == 0, func() { f.Hours, f.Schedules = base.Hours, base.Schedules })
	take("for", len(f.For) == 0, func() { f.For = base.For })
	take("area", len(f.Areas) == 0, func() { f.Areas = base.Areas })
}
