package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// roles are what people are called where they work.
var roles = pattern.MustCompile(`(?i)\b(?:chief (?:executive|officer)|manager|coordinator|co-ordinator|trustee|treasurer|chair(?:man|woman|person)?|director|officer|(?:support|youth|outreach|development|project|family|link) worker|lead|head of|administrator|secretary|counsellor)\b`)

// isStaff reports whether the headings are the names of people, with what they do beneath.
func (p *page) isStaff() bool {
	heads, people := 0, 0
	if p.isSomebody() {
		return true
	}
	for i, l := range p.lines {
		if l.level < 2 {
			continue
		}
		heads++
		next := ""
		if i+1 < len(p.lines) {
			next, _, _ = strings.Cut(p.lines[i+1].text, ".")
		}
		name, _, _ := strings.Cut(l.text, ",")
		if n := len(strings.Fields(name)); n >= 2 && n <= 4 && !isOrganization(name) && data.MayBePerson(name) && roles.MatchString(l.text+" "+next[:min(len(next), 80)]) {
			people++
		}
	}
	return people >= 2 && 2*people >= heads
}

// isSomebody reports whether the page is headed by a person's name, and the next line is what they do.
func (p *page) isSomebody() bool {
	at := slices.IndexFunc(p.lines, func(l line) bool { return l.text == p.heading })
	if n := len(strings.Fields(p.heading)); at < 0 || at+1 >= len(p.lines) || n < 2 || n > 3 || isOrganization(p.heading) || !data.MayBePerson(p.heading) {
		return false
	}
	next := p.lines[at+1].text
	return len(next) <= 60 && digits(next) == 0 && !strings.HasSuffix(next, ".") && roles.MatchString(next)
}
