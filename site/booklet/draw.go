package booklet

import (
	"bytes"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

// pen draws the pages of a layout. All that it draws is between marks, which say of which element it is, or that it is of none:
// a rule, or what stands on every page.
type pen struct {
	*layout
	pdf   *fpdf.Fpdf
	page  int
	open  bool
	node  *node
	marks [][]*node // for each page, the element of each mark
	links []link
}

// link is a part of a page that leads to a section when it is clicked. Its y is from the top.
type link struct {
	page, section       int
	x, y, width, height float64
	node                *node
}

// draw is the layout as a file.
func draw(l *layout) ([]byte, error) {
	f := l.format
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: f.width, Ht: f.height}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true) // the same bytes every time
	pdf.SetLang(l.lang)
	pdf.SetXmpMetadata(metadata(l.title, l.lang))
	for i, file := range faces {
		pdf.AddUTF8FontFromBytes(family, fontStyle(face(i)), file)
	}
	p := &pen{layout: l, pdf: pdf}
	for i := range l.pages {
		pdf.AddPage()
		p.page = i
		p.marks = append(p.marks, nil)
		p.drawPage()
	}
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	return p.finish(b.Bytes())
}

const family = "go"

func fontStyle(f face) string {
	if f == bold {
		return "B"
	}
	return ""
}

func (p *pen) drawPage() {
	f := p.format
	small := style{regular, f.small}
	p.bookmarks()
	if p.head[p.page] != "" {
		p.begin(nil)
		y := f.top - 0.8*f.body - leading*f.small
		p.text(f.side, y+baseline(f.small), piece{text: p.head[p.page], style: small})
		p.rule(f.side, y+leading*f.small+1, f.measure(), 0.5)
	}
	if p.page == 0 && p.code != nil {
		p.drawCode()
	}
	p.boxes()
	for _, s := range p.pages[p.page].placed {
		p.strip(s)
	}
	p.foots(small)
	p.end()
}

// bookmarks adds the sections of the page to the outline of the file.
func (p *pen) bookmarks() {
	p.pdf.SetFont(family, "B", p.format.heading) // the outline is written as the font is encoded
	for _, s := range p.sections {
		if s.page == p.page && s.heading != "" {
			p.pdf.Bookmark(s.heading, 0, s.y)
		}
	}
}

func (p *pen) strip(s placed) {
	width := p.columnWidth(s)
	if s.rule > 0 {
		p.rule(s.x+s.inset, s.y, width-2*s.inset, s.rule)
	}
	if s.bar {
		p.rule(s.x+s.inset, s.y, 3, s.height)
	}
	if len(s.spans) == 0 {
		return
	}
	size := 0.0
	for _, span := range s.spans {
		size = max(size, span.style.size)
	}
	for _, span := range s.spans {
		p.begin(span.node)
		p.text(s.x+span.x, s.y+baseline(size), span.piece)
	}
	if s.link > 0 {
		p.links = append(p.links, link{p.page, s.link - 1, s.x, s.y, width, s.height, s.spans[0].node})
	}
}

// columnWidth is the width of the column that a strip stands in: what is in a box or leads somewhere is as wide as the page.
func (p *pen) columnWidth(s placed) float64 {
	if s.boxed || s.link > 0 {
		return p.format.measure()
	}
	return p.format.column()
}

// baseline is how far below the top of a line its letters stand, by the largest of them.
func baseline(size float64) float64 { return size * (leading/2 + 0.36) }

func (p *pen) text(x, y float64, what piece) {
	p.pdf.SetFont(family, fontStyle(what.style.face), what.style.size)
	text := []rune(what.text)
	for i, r := range text {
		if r == noBreak { // who copies a phone number wants plain spaces
			text[i] = ' '
		}
	}
	p.pdf.Text(x, y, string(text))
}

// rule draws a line with its top at y, or any black rectangle.
func (p *pen) rule(x, y, width, height float64) {
	p.begin(nil)
	p.pdf.Rect(x, y, width, height, "F")
}

// boxes draws what surrounds urgent help, once for each page that it is on. Its first and last strips are empty; where it is
// parted, the box is drawn a little wider than its text.
func (p *pen) boxes() {
	var in []placed
	for _, s := range p.pages[p.page].placed {
		if s.boxed {
			in = append(in, s)
		}
	}
	if len(in) == 0 {
		return
	}
	first, last := in[0], in[len(in)-1]
	top, bottom := first.y, last.y+last.height
	if len(first.spans) > 0 {
		top -= 0.25 * first.inset
	}
	if len(last.spans) > 0 {
		bottom += 0.25 * last.inset
	}
	p.begin(nil)
	p.pdf.SetLineWidth(2)
	p.pdf.Rect(first.x, top, p.format.measure(), bottom-top, "D")
}

// drawCode draws each run of dark modules of a row as one rectangle.
func (p *pen) drawCode() {
	n := sides(p.code.modules)
	side := p.format.qr / float64(n)
	x, y := p.format.width-p.format.side-p.format.qr, p.format.top
	p.begin(p.code.figure)
	for i, row := range p.code.modules {
		for j := 0; j < n; j++ {
			start := j
			for j < n && row[j] {
				j++
			}
			if j > start {
				p.pdf.Rect(x+float64(start)*side, y+float64(i)*side, float64(j-start)*side, side, "F")
			}
		}
	}
}

func (p *pen) foots(small style) {
	f := p.format
	y := p.floor + aboveFoot*f.small
	p.rule(f.side, y-0.4*f.small, f.measure(), 0.75)
	for i, spans := range p.foot {
		for _, s := range spans {
			p.text(f.side+s.x, y+float64(i)*leading*f.small+baseline(f.small), s.piece)
		}
	}
	folio := p.folio[p.page]
	p.text(f.side+f.measure()-small.width(folio), y+baseline(f.small), piece{text: folio, style: small})
}

// begin says of which element what is drawn next is; nil for none.
func (p *pen) begin(n *node) {
	if p.open && p.node == n {
		return
	}
	p.end()
	p.open, p.node = true, n
	if n == nil {
		p.pdf.RawWriteStr("/Artifact BMC")
		return
	}
	mark := len(p.marks[p.page])
	p.marks[p.page] = append(p.marks[p.page], n)
	n.kids = append(n.kids, said{p.page, mark})
	p.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", n.kind, mark))
}

func (p *pen) end() {
	if p.open {
		p.pdf.RawWriteStr("EMC")
	}
	p.open = false
}
