package booklet

import (
	"strconv"
	"strings"
)

// composer turns a booklet into strips, and into the tree of what they say.
type composer struct {
	format   Format
	goesOn   string // "continued"
	document *node
	entries  int
	headings []string // of the sections that are printed
}

// lines sets pieces in a width, x from the left.
func (c *composer) lines(x, width float64, after hold, pieces ...piece) []strip {
	return c.strips(x, after, wrap(width, pieces...))
}

// strips makes strips of lines. The last holds to what follows as after says, the others as firmly at least; neither the first
// nor the last is parted from its neighbour.
func (c *composer) strips(x float64, after hold, lines [][]span) []strip {
	var all []strip
	for _, spans := range lines {
		s := strip{spans: spans, hold: after}
		for i := range spans {
			spans[i].x += x
			s.height = max(s.height, leading*spans[i].style.size)
		}
		all = append(all, s)
	}
	if n := len(all); n > 0 {
		all[0].hold = firm
		all[max(n-2, 0)].hold = firm
		all[n-1].hold = after
	}
	return all
}

// text sets paragraphs, one element each, in a column.
func (c *composer) text(under *node, text string, s style, width, before float64) []strip {
	var all []strip
	for _, p := range paragraphs(text) {
		more := c.lines(0, width, free, piece{endTogether(p), s, under.child("P")})
		more[0].before = before
		all = append(all, more...)
	}
	return all
}

func (c *composer) body() style  { return style{regular, c.format.body} }
func (c *composer) small() style { return style{regular, c.format.small} }

// section sets a section in columns of a width. An entry is free at its end only, so it is parted only where it must be.
func (c *composer) section(s Section, width float64, urgent bool) []strip {
	f, under := c.format, c.document.child("Sect")
	heading := line(s.Heading)
	level := "H2" // of the entries: no level may be left out
	var all []strip
	if heading != "" {
		level = "H3"
		if !urgent { // which has a box
			all = append(all, strip{before: 1.2 * f.heading, height: 0.35 * f.heading, rule: 2, hold: firm})
		}
		all = append(all, c.lines(0, width, firm, piece{heading, style{bold, f.heading}, under.child("H2")})...)
	}
	lead := c.text(under, s.Lead, c.body(), width, 0.2*f.body)
	if n := len(lead); n > 0 && len(s.Entries) > 0 {
		lead[n-1].hold = firm
	}
	all = append(all, lead...)
	first := true
	for _, e := range s.Entries {
		more := c.entry(under, e, level, width, urgent)
		switch {
		case len(more) == 0:
			continue
		case first:
			more[0].before = 0.7 * f.body
		default:
			all = append(all, strip{before: 0.7 * f.body, height: 0.6 * f.body, rule: 0.5, hold: firm, gap: true, entry: c.entries})
		}
		first = false
		all = append(all, more...)
	}
	if first && len(lead) == 0 {
		c.document.kids = c.document.kids[:len(c.document.kids)-1]
		return nil
	}
	c.headings = append(c.headings, heading)
	for i := range all {
		all[i].section = len(c.headings)
	}
	all[0].heads = true
	all[len(all)-1].hold = free
	return all
}

// continued is a name with "(continued)" after it, which stays when the name is too long.
func (c *composer) continued(name string, s style, width float64) string {
	if c.goesOn == "" || name == "" {
		return s.clip(name, width)
	}
	after := s.clip(" ("+c.goesOn+")", width/2)
	return s.clip(name, width-s.width(after)) + after
}

// numbered is the name of an entry behind its number.
func numbered(e Entry) string {
	name := line(e.Name)
	if e.Number <= 0 {
		return name
	}
	return strings.TrimSpace(strconv.Itoa(e.Number) + ". " + name)
}
