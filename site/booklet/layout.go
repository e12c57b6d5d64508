package booklet

import (
	"strconv"
	"strings"
)

// layout is a booklet on its pages, before it is drawn.
type layout struct {
	format   Format
	title    string
	lang     string
	document *node
	pages    []page
	floor    float64 // where columns end
	sections []landmark
	foot     [][]span // the lines at the foot of each page
	folio    []string // what is at the end of those: "Page 3 of 12", one for each page
	head     []string // what is above each page: the section that goes on there, or ""
	code     *code    // nil for none
}

// landmark is where a section begins.
type landmark struct {
	heading string
	page    int // 0 for the first
	y       float64
}

const (
	footLines = 3   // that the numbers at the foot may take
	aboveFoot = 1.6 // between columns and foot, in sizes of its type
)

func (b Booklet) layOut(f Format) *layout {
	c := &composer{format: f, goesOn: line(b.Continued), document: &node{kind: "Document"}}
	l := &layout{format: f, title: line(b.Title), lang: language(b.Lang), document: c.document}
	folio := l.footer(b, c.small())
	l.floor = f.height - f.bottom - (leading*float64(max(len(l.foot), 1))+aboveFoot)*f.small
	m := c.compose(b)
	l.code = m.code
	l.pages = m.flow(newFlow(f, l.floor))
	l.finish(b, c, folio)
	return l
}

// matter is all that is printed, in the order in which it is composed.
type matter struct {
	title        []strip
	code         *code
	introduction []strip
	contents     []strip
	urgent       []strip
	sections     []strip

	cover    bool   // urgent help begins a page of its own
	postpone func() // has the introduction read after urgent help
}

func (c *composer) compose(b Booklet) matter {
	f := c.format
	width := f.measure()
	if sides(b.QR) > 0 {
		width -= f.qr + 1.5*f.body
	}
	heading := line(b.Contents)
	m := matter{cover: heading != ""}
	m.title = c.title(b, width)
	if sides(b.QR) > 0 {
		m.code = c.code(b)
	}
	place := len(c.document.kids)
	m.introduction = c.introduction(b.Intro, width)
	m.postpone = func() {
		kids := c.document.kids
		kids[place], kids[place+1] = kids[place+1], kids[place]
	}
	top, list := c.document.child("H2"), c.document.child("TOC")
	if !m.cover {
		c.document.kids = c.document.kids[:place+1]
	}
	m.urgent = c.urgent(b.Crisis)
	for _, s := range b.Sections {
		m.sections = append(m.sections, c.section(s, f.column(), false)...)
	}
	if m.cover {
		m.contents = c.contents(heading, top, list, f.measure())
	}
	return m
}

// flow puts everything on pages.
func (m matter) flow(fl *flow) []page {
	below := fl.y // what stands beside a QR code goes on below it
	if m.code != nil {
		below = m.code.bottom
		fl.pages[0].placed = append(fl.pages[0].placed, m.code.label...)
	}
	fl.add(m.title)
	if end := max(fl.y+height(m.introduction), below); !m.cover && len(m.urgent) > 0 && end+height(m.urgent[:together(m.urgent)]) > fl.foot {
		// Nothing may take urgent help off the first page.
		m.postpone()
		fl.y = max(fl.y, below)
		fl.add(m.urgent)
		m.urgent = nil
	}
	fl.add(m.introduction)
	if len(fl.pages) == 1 {
		fl.y = max(fl.y, below)
	}
	fl.add(m.contents)
	if m.cover && !fl.fresh() {
		fl.turn()
	}
	fl.add(m.urgent)
	fl.divide(1.2 * fl.format.heading)
	fl.add(m.sections)
	fl.balance()
	return fl.pages
}

// footer sets the lines at the foot, and is how much of their width is kept for the number of the page.
func (l *layout) footer(b Booklet, small style) float64 {
	folio := 0.0
	if b.Page != nil {
		folio = min(small.width(line(b.Page(888, 888)))+small.size, l.format.measure()/2)
	}
	small.face = bold
	l.foot = few(footLines, l.format.measure()-folio-small.size, piece{line(b.Footer), small, nil})
	return folio
}

// urgent sets urgent help in a box, across all columns.
func (c *composer) urgent(s Section) []strip {
	pad := c.format.body
	all := c.section(s, c.format.measure()-2*pad, true)
	if len(all) == 0 {
		return nil
	}
	edge := strip{height: pad, hold: firm, section: all[0].section}
	before, after := edge, edge
	before.heads, all[0].heads = true, false
	before.before = 1.5 * pad
	after.hold, all[len(all)-1].hold = free, firm
	for i := range all {
		for j := range all[i].spans {
			all[i].spans[j].x += pad
		}
	}
	all = append(append([]strip{before}, all...), after)
	for i := range all {
		all[i].boxed, all[i].inset = true, pad
	}
	return all
}

// finish writes what is known only when everything has its page.
func (l *layout) finish(b Booklet, c *composer, folio float64) {
	l.sections = make([]landmark, len(c.headings))
	l.head = make([]string, len(l.pages))
	for i, p := range l.pages {
		for j, s := range p.placed {
			if s.heads {
				l.sections[s.section-1] = landmark{c.headings[s.section-1], i, s.y}
			}
			if j == 0 && s.section > 0 && !s.heads {
				l.head[i] = c.continued(c.headings[s.section-1], c.small(), l.format.measure())
			}
		}
	}
	for _, p := range l.pages {
		for i := range p.placed {
			if p.placed[i].paged {
				l.number(&p.placed[i].strip)
			}
		}
	}
	l.folio = make([]string, len(l.pages))
	for i := range l.folio {
		if b.Page != nil {
			l.folio[i] = c.small().clip(line(b.Page(i+1, len(l.pages))), folio)
		}
	}
}

// number ends a line of the contents with dots and the page of its section. The dots are not said.
func (l *layout) number(s *strip) {
	s.spans[len(s.spans)-1].text += " " // between the name and the number
	last := s.spans[len(s.spans)-1]
	end := last.x + last.style.width(last.text)
	text := strconv.Itoa(l.sections[s.link-1].page + 1)
	at := l.format.measure() - last.style.width(text)
	dot := last.style.width(" .")
	if dots := int((at - end) / dot); dots > 1 {
		leader := piece{strings.Repeat(" .", dots-1), last.style, nil}
		s.spans = append(s.spans, span{leader, at - dot*float64(dots-1) - last.style.width(" ")})
	}
	s.spans = append(s.spans, span{piece{text, last.style, last.node}, at})
}

// sides is how many modules a QR code has in a row, 0 if it is none.
func sides(qr [][]bool) int {
	n := len(qr)
	for _, row := range qr {
		if len(row) != n {
			return 0
		}
	}
	return n
}

// language is a tag of BCP 47 that can stand in a file as it is.
func language(tag string) string {
	ok := strings.IndexFunc(tag, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0
	if !ok || tag == "" || len(tag) > 35 {
		return "en-GB"
	}
	return tag
}
