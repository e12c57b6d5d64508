package extract

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Verdict says whether a page is that of a listing: of something that a person could use, with a name and facts of its own.
type Verdict struct {
	Listing bool
	Reasons []string // short keys: what speaks against it, else the facts that speak for it
}

// Why a page is no listing's.
const (
	NotNamed   = "no-name"
	NotFactual = "no-facts" // too few of when, where, for whom, for how much, how to reach it
	NotNews    = "news"
	NotStaff   = "staff"
	NotPolicy  = "policy"
	NotJob     = "vacancy"
	NotDonate  = "donate"
	NotOver    = "over"
	NotOne     = "list"
	NotHome    = "home"
	NotSearch  = "search"
	NotForm    = "form"
	NotHire    = "venue-hire"
	NotContact = "contact"
	NotAdvice  = "advice"
	NotShop    = "shop"
	NotAbout   = "about"
	NotError   = "error"
)

// judge says whether the page is a listing's.
func (p *page) judge(found []Found) Verdict {
	against := p.against(found)
	facts := p.facts(found)
	named := slices.ContainsFunc(found, func(f Found) bool { return f.Name != "" })
	switch {
	case len(found) == 0 || !named:
		against = append(against, NotNamed)
	case len(against) == 0 && !p.enough(facts, slices.ContainsFunc(found, isDescribed)):
		against = append(against, NotFactual)
	}
	if len(against) > 0 {
		return Verdict{Reasons: against}
	}
	return Verdict{Listing: true, Reasons: facts}
}

// enough reports whether the facts make a listing. An address of the form of a listing's needs one, or a description.
func (p *page) enough(facts []string, described bool) bool {
	if p.rules.Expected {
		return len(facts) > 0 || described
	}
	has := func(fact string) bool { return slices.Contains(facts, fact) }
	strong := 0
	for _, fact := range []string{"contact", "place", "time"} {
		if has(fact) {
			strong++
		}
	}
	return strong >= 2 || strong == 1 && len(facts) >= 2 || len(facts) >= 3
}

// isDescribed reports whether a listing has a description, or a name that the operator's rules or the page's own statements
// say is one.
func isDescribed(f Found) bool { return f.Description != "" || f.How["name"].Sure == Stated }

// facts are the sorts of fact that the listings have.
func (p *page) facts(found []Found) (facts []string) {
	for _, fact := range []struct {
		name string
		has  func(Found) bool
	}{
		{"contact", func(f Found) bool { return len(f.Phones)+len(f.Texts)+len(f.Emails) > 0 }},
		{"place", func(f Found) bool { return len(f.Places) > 0 }},
		{"time", func(f Found) bool { return len(f.Schedules)+len(f.Hours) > 0 || f.hoursAtPlaces() }},
		{"eligibility", func(f Found) bool {
			return f.Ages != (data.Ages{}) || len(f.For) > 0 || len(f.Areas) > 0 || f.Audience != ""
		}},
		{"entry", func(f Found) bool { return f.Referral != "" || f.Entry != "" }},
		{"cost", func(f Found) bool { return f.Cost != "" }},
		{"way", func(f Found) bool { return len(f.Ways) > 0 }},
	} {
		if slices.ContainsFunc(found, fact.has) {
			facts = append(facts, fact.name)
		}
	}
	return facts
}

// against is what speaks against a listing.
func (p *page) against(found []Found) (out []string) {
	path := p.url.Path
	if p.url.RawQuery != "" {
		path += "?" + p.url.RawQuery
	}
	head := strings.TrimSpace(strings.ReplaceAll(p.heading, "’", "'"))
	title := strings.ReplaceAll(p.title, "’", "'")
	offered := p.statesOffer(found)
	for _, s := range signs {
		byPath := !p.rules.Expected && (s.path != nil && s.path.MatchString(path) || s.in != nil && s.in.MatchString(p.url.Path))
		byHead := s.heading != nil && (s.heading.MatchString(head) || s.heading.MatchString(title))
		byType := s.types != nil && p.hasType(s.types)
		byBody := s.body != "" && strings.Contains(p.body, " "+s.body+" ")
		if offered && !byType && s.why != NotJob {
			continue // what the page states to machines is surer than a word in its address
		}
		if byHead && s.why == NotOne && p.whole && !byPath && !byType {
			continue // "Find a group", over groups of which it says all that there is to say
		}
		if byPath || byHead || byType || byBody && !p.rules.Expected {
			out = append(out, s.why)
			break
		}
	}
	switch {
	case len(out) > 0:
	case !p.rules.Expected && frontPath.MatchString(path) && p.isHome(found):
		out = append(out, NotHome)
	case p.lists || !p.whole && (p.isList(found) || p.has(resultCount)):
		out = append(out, NotOne)
	case len(found) == 1 && !offered && isSide(p.heading):
		out = append(out, NotNamed)
	case p.isJob():
		out = append(out, NotJob)
	case p.isDated(found) && !offered && !p.rules.Expected:
		out = append(out, NotNews)
	case p.isStaff():
		out = append(out, NotStaff)
	case p.isOver(found):
		out = append(out, NotOver)
	case p.isHire():
		out = append(out, NotHire)
	case p.isForm(found):
		out = append(out, NotForm)
	}
	return out
}

// statesOffer reports whether the page states just one service or event to machines.
func (p *page) statesOffer(found []Found) bool {
	return len(found) == 1 && found[0].How["name"].Sure == Stated && sortOf(found[0].Types) == offer
}

func (p *page) hasType(types []string) bool {
	for i, n := range p.graph.nodes {
		if p.graph.inside[i] && !slices.Contains(n.types(), "JobPosting") {
			continue
		}
		for _, t := range n.types() {
			if slices.Contains(types, t) {
				return true
			}
		}
	}
	return false
}

// isHome reports whether the front page of a site is only that: a front page may be all that a group has.
func (p *page) isHome(found []Found) bool {
	for _, f := range found {
		if len(f.Schedules) > 0 && len(f.Places) > 0 && (len(f.Phones)+len(f.Emails) > 0 || f.Cost != "") && len(found) == 1 {
			return p.siteName != "" && !alike(f.Name, p.siteName) && isPlain(f.Name)
		}
	}
	return true
}

// isList reports whether the content is mostly links to other pages of the site under names, as lists of listings are.
func (p *page) isList(found []Found) bool {
	heads := 0
	for _, l := range p.lines {
		if p.isLinkedHead(l) {
			heads++
		}
	}
	if heads >= 3 {
		return true
	}
	if p.linkedNames() {
		return true
	}
	elsewhere := 0
	for _, f := range found {
		if f.How["name"].Sure == Stated && f.URL != "" && p.leadsElsewhere(f.URL) {
			elsewhere++
		}
	}
	if elsewhere > 1 && 2*elsewhere > len(found) {
		return true
	}
	items, facts := 0, 0
	for _, l := range p.lines {
		if l.level == 0 && l.linked > 0 && 10*l.linked > 8*len(l.text) && p.leadsElsewhere(l.href) {
			items++
		} else if len(l.text) > 30 {
			facts++
		}
	}
	return items >= 8 && items > 2*facts
}

// isLinkedHead reports whether a line is a heading that leads to another page.
func (p *page) isLinkedHead(l line) bool {
	return l.level > 1 && l.linked > 0 && 2*l.linked >= len(l.text) && p.leadsElsewhere(l.href)
}

// linkedNames reports whether the content is a list of names that are links, each with something said below it.
func (p *page) linkedNames() bool {
	names, first := 0, -1
	for i, l := range p.lines {
		if l.level > 0 || l.label != "" || l.table != nil || len(l.text) < 3 || len(l.text) > 90 || 10*l.linked < 8*len(strings.ReplaceAll(l.text, " ", "")) || !p.leadsElsewhere(l.href) {
			continue
		}
		if i+1 < len(p.lines) && p.lines[i+1].linked*2 < len(p.lines[i+1].text) && p.lines[i+1].level == 0 && len(p.lines[i+1].text) > 10 {
			if names++; first < 0 {
				first = i
			}
		}
	}
	return names >= 3 && 2*first < len(p.lines) && 4*names >= len(p.lines)-first
}

// withoutRelated cuts what stands at the end under headings that lead to other pages, where the page has facts of its own
// before: other groups nearby, what else there is to read.
func (p *page) withoutRelated(lines []line) []line {
	at := slices.IndexFunc(lines, p.isLinkedHead)
	if at < 4 || !slices.ContainsFunc(lines[at+1:], p.isLinkedHead) {
		return lines
	}
	if f := p.passageOf(lines[:at], p.heading).first(); f.ownFacts() < 2 {
		return lines
	}
	return lines[:at]
}

// leadsElsewhere reports whether a link leads to another page.
func (p *page) leadsElsewhere(href string) bool {
	u, err := url.Parse(href)
	if err != nil || href == "" || strings.HasPrefix(href, "#") {
		return false
	}
	u = p.url.ResolveReference(u)
	return (u.Scheme == "http" || u.Scheme == "https") && (u.Host != p.url.Host || strings.Trim(u.Path, "/") != strings.Trim(p.url.Path, "/") || u.RawQuery != p.url.RawQuery)
}

// isSide reports whether a heading is a label, of a page that tells of one side of what a site has: its fees, its hours.
func isSide(heading string) bool {
	switch kindOf(heading) {
	case when, where, cost, contact, access, other, aside:
		return true
	}
	return false
}

// has reports whether a line of the content is of a sort.
func (p *page) has(sort *pattern.Pattern) bool {
	return slices.ContainsFunc(p.lines, func(l line) bool { return len(l.text) < 200 && sort.MatchString(l.text) })
}

var (
	frontPath   = pattern.MustCompile(`(?i)^/?(?:(?:cy|en|cymraeg)/?)?(?:(?:index|default|home)(?:\.\w+)?/?)?$`)
	resultCount = pattern.MustCompile(`(?i)^(?:(?:showing|displaying|viewing|page) (?:results? )?\d+ ?(?:to|-|–|of)\b|\d+ (?:results|services|groups|events|listings|matches|entries|organi[sz]ations)(?: found)?\b.{0,30}$)`)
	finished    = pattern.MustCompile(`(?i)\b(?:event|session|course|group|activity|service|project|scheme|programme|this) (?:has|have) (?:now |already |sadly )?(?:finished|ended|passed|taken place|been and gone|come to an end|closed for good|permanently closed)\b|^past event\b`)
	jobWords    = pattern.MustCompile(`(?i)\b(?:salary|closing date|pro rata|hours per week|hours a week|an hour\. |application form|apply by|interviews? (?:are|will be|on|in)|job description|person specification|send (?:a |your )?cv|dbs check (?:is )?required|nmw|real living wage)\b`)
	byline      = pattern.MustCompile(`(?i)^(?:(?:published|posted|date)(?: on)?:? |by [A-Z][^,]{2,40},? )?(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december),? 20\d\d\.?(?: (?:at|by|in|\|) .{0,60})?$`)
	// headDate is the day that a heading begins with.
	headDate = pattern.MustCompile(`(?i)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (20\d\d)\b`)
	dated    = pattern.MustCompile(`(?i)^(?:january|february|march|april|may|june|july|august|september|october|november|december) 20\d\d$`)
	hirings  = pattern.MustCompile(`(?i)\b(?:per hour|an hour|hourly|to let|to hire|for hire|hire (?:charge|rate|fee)s?|deposit|community rate|commercial rate|business rate|seats|capacity)\b`)
)

// isJob reports whether the page offers work.
func (p *page) isJob() bool {
	seen := map[string]bool{}
	for _, l := range p.lines {
		for _, word := range jobWords.FindAllString(strings.ToLower(l.label+": "+l.text), 10) {
			seen[word] = true
		}
	}
	return len(seen) >= 2
}

// isDated reports whether the content begins with the day on which it was written, or is in parts with months over them.
func (p *page) isDated(found []Found) bool {
	months, days := 0, 0
	for i, l := range p.lines {
		if i < 4 && l.kind == none && byline.MatchString(l.text) {
			// An event may begin with its day.
			return !slices.ContainsFunc(found, func(f Found) bool { return len(f.Schedules) > 0 && !f.Ends.IsZero() || hasDay(f.Schedules) })
		}
		if dated.MatchString(strings.TrimSpace(l.text)) {
			months++
		}
		if l.level > 0 && p.isPast(l.text) {
			days++
		}
	}
	return months >= 2 || days >= 2
}

// isPast reports whether a heading begins with a day that is past.
func (p *page) isPast(heading string) bool {
	m := headDate.FindStringSubmatch(heading)
	if m == nil {
		return false
	}
	day, err := time.Parse("2 Jan 2006", m[1]+" "+m[2]+" "+m[3])
	return err == nil && p.rules.Today.After(data.DateOf(day))
}

// hasDay reports whether a rule is of one day.
func hasDay(rules []data.Schedule) bool {
	return slices.ContainsFunc(rules, func(r data.Schedule) bool { return !r.ValidFrom.IsZero() && r.ValidFrom == r.ValidTo })
}

// isOver reports whether all that the page states is past.
func (p *page) isOver(found []Found) bool {
	if len(found) == 1 && p.has(finished) {
		// A session of what comes again may have finished.
		_, ends := lastDay(found[0].Schedules)
		return ends || len(found[0].Schedules) == 0
	}
	return len(found) > 0 && !slices.ContainsFunc(found, func(f Found) bool {
		ends := f.Ends
		if ends.IsZero() {
			ends, _ = lastDay(f.Schedules)
		}
		return ends.IsZero() || !p.rules.Today.After(ends)
	})
}

// isHire reports whether rooms are offered by the hour.
func (p *page) isHire() bool {
	seen := map[string]bool{}
	rooms := 0
	for _, l := range p.lines {
		text := strings.ToLower(l.text)
		if l.table != nil {
			for _, c := range l.table.columns {
				text += " " + strings.ToLower(c.name)
			}
			for _, row := range l.table.rows {
				text += " " + strings.ToLower(l.table.rowText(row))
			}
		}
		for _, word := range hirings.FindAllString(text, 20) {
			seen[word] = true
		}
		rooms += strings.Count(text, "room") + strings.Count(text, "hall")
	}
	return len(seen) >= 3 && rooms >= 2
}

// isForm reports whether the content is a form to fill in, and says little else.
func (p *page) isForm(found []Found) bool {
	fields := 0
	for n := range p.main.Descendants() {
		switch n.Data {
		case "input":
			switch strings.ToLower(attr(n, "type")) {
			case "hidden", "submit", "button", "search", "image", "checkbox", "radio":
			default:
				fields++
			}
		case "textarea":
			fields++
		}
	}
	return fields >= 3 && len(p.facts(found)) < 3
}
