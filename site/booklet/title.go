package booklet

import (
	"cmp"
	"fmt"
)

// How many lines there may be of what stands above urgent help.
const (
	titleLines    = 4
	codeLines     = 6 // of the address under a QR code
	contentsLines = 3 // of each section
)

// title sets what stands above the introduction.
func (c *composer) title(b Booklet, width float64) []strip {
	f := c.format
	var all []strip
	for _, part := range []struct {
		text   string
		style  style
		kind   string
		before float64
	}{
		{b.Title, style{bold, f.title}, "H1", 0},
		{b.Subtitle, style{regular, f.heading - 3}, "P", 0.3 * f.body},
		{b.Made, c.body(), "P", 0.4 * f.body},
	} {
		text := line(part.text)
		if text == "" {
			continue
		}
		more := c.strips(0, free, few(titleLines, width, piece{endTogether(text), part.style, c.document.child(part.kind)}))
		more[0].before = part.before
		all = append(all, more...)
	}
	return all
}

// introduction sets the paragraphs under the title.
func (c *composer) introduction(paragraphs []string, width float64) []strip {
	under := c.document.child("Div")
	var all []strip
	for _, p := range paragraphs {
		all = append(all, c.text(under, p, c.body(), width, 0.5*c.format.body)...)
	}
	if len(all) > 0 {
		all[0].before = 1.2 * c.format.body
	}
	return all
}

// code is a QR code in the upper right corner of the first page, with its address under it.
type code struct {
	modules [][]bool
	figure  *node
	label   []placed
	bottom  float64 // where the address ends
}

func (c *composer) code(b Booklet) *code {
	f := c.format
	address := line(b.QRLabel)
	x, y := f.width-f.side-f.qr, f.top+f.qr
	figure := c.document.child("Figure")
	figure.alt = cmp.Or(address, line(b.Title), producer)
	figure.attributes = fmt.Sprintf(" /A <</O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]>>", x, f.height-y, x+f.qr, f.height-f.top)
	q := &code{modules: b.QR, figure: figure, bottom: y + 0.4*f.small}
	for _, s := range c.strips(0, free, few(codeLines, f.qr, piece{address, c.small(), c.document.child("P")})) {
		q.label = append(q.label, placed{s, x, q.bottom})
		q.bottom += s.height
	}
	return q
}

// contents sets the names of the sections; which pages they are on is known later.
func (c *composer) contents(heading string, top, list *node, width float64) []strip {
	f, s := c.format, style{regular, c.format.body + 1}
	var all []strip
	for i, name := range c.headings {
		if name == "" {
			continue
		}
		link := list.child("TOCI").child("Reference").child("Link")
		more := c.strips(0, free, few(contentsLines, width-s.width(" .... 9999"), piece{name, s, link}))
		for j := range more {
			more[j].link = i + 1
		}
		more[0].before = 0.35 * f.body
		more[len(more)-1].paged = true
		all = append(all, more...)
	}
	if len(all) == 0 {
		return nil
	}
	above := c.lines(0, width, firm, piece{heading, style{bold, f.heading}, top})
	above[0].before = 1.4 * f.heading
	return append(above, all...)
}
