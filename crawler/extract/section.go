package extract

import (
	"golang.org/x/net/html"

	"fingerpost/data/pattern"
)

// imprint is a line about the page, or about who answers for it.
var imprint = pattern.MustCompile(`(?i)\bweb ?(?:site)? ?(?:design(?:ed)?|built|made|hosted|developed|created|maintained)\b|\b(?:site|website|page) (?:was )?(?:design(?:ed)?|built|made|hosted|developed|created|maintained) by\b|^designed by\b|©|\bcopyright\b|\ball rights reserved\b|\bbest viewed\b|^(?:this )?(?:page|information|entry) (?:was )?(?:last )?(?:updated|reviewed|checked|modified)\b|^last (?:updated|reviewed|checked|modified)\b`)

// opened is a heading that lines stand under.
type opened struct {
	kind  kind
	label string
	box   *html.Node
}

// heading is what the nearest heading means.
func heading(open []opened) kind {
	for i := len(open) - 1; i > 0; i-- {
		if open[i].label != "" {
			return open[i].kind
		}
	}
	return none
}

// holdsRows reports whether rows under a heading of a kind are of that kind, whatever they are called.
func holdsRows(k kind) bool { return k == when || k == cost || k == access }

// under gives every line without a label the kind of the heading that it stands under, and takes out what is not of the
// listing: calls for volunteers, ways to complain, other numbers of the house.
func under(lines []line) []line {
	var out []line
	var open [boldHeading + 1]opened
	skip := 0 // the level of the heading whose section is left out
	for _, l := range lines {
		for i := range open {
			if box := open[i].box; box != nil && !l.isIn(box) {
				if open[i] = (opened{}); skip == i {
					skip = 0
				}
			}
		}
		if l.level > 0 {
			k := kindOf(l.text)
			if skip > 0 && l.level > skip && !(skip == boldHeading) {
				continue
			}
			skip = 0
			for i := l.level; i < len(open); i++ {
				open[i] = opened{}
			}
			open[l.level] = opened{k, l.text, l.box}
			if l.kind = k; k == aside {
				skip = l.level
				continue
			}
			out = append(out, l)
			continue
		}
		if skip > 0 && !(skip == boldHeading && l.label != "" && l.kind != aside) {
			continue
		}
		if l.kind == aside || len(l.text) < 200 && imprint.MatchString(l.text) {
			continue
		}
		if l.kind == title && heading(open[:]) == where {
			l.kind = where // the name of the place
		}
		if (l.kind == none || l.kind == about && heading(open[:]) == when) && (l.label == "" || holdsRows(heading(open[:]))) {
			for i := len(open) - 1; i > 0; i-- {
				if open[i].label == "" {
					continue
				}
				if open[i].kind != none {
					l.kind, l.how, l.sure = open[i].kind, "heading "+open[i].label, Read
				}
				break
			}
		}
		out = append(out, l)
	}
	return out
}
