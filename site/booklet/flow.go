package booklet

import "slices"

// strip is one line with the space that it takes.
type strip struct {
	before, height float64
	spans          []span
	hold           hold
	entry          int     // which entry it is of, from 1; 0 for none
	goesOn         string  // what is printed above the rest of the entry, where it is parted
	section        int     // which of the sections it is of, from 1; 0 for none
	heads          bool    // it begins its section
	link           int     // the section that it leads to, from 1; 0 for none
	paged          bool    // the page of that section is printed at its end
	gap            bool    // it only parts two entries, and falls away at the top of a column
	rule           float64 // thickness of the line along its top; 0 for none
	bar            bool    // a bar beside it
	boxed          bool    // inside the box of urgent help
	inset          float64 // how far it stands from the edges of its column
}

// hold is how firmly a line stays with the next.
type hold uint8

const (
	free  hold = iota
	loose      // parted only if the whole has no room in a column
	firm       // as loose, and only where no loose line could be parted instead
)

// placed is a strip on a page; x and y are its upper left corner, from the upper left of the page.
type placed struct {
	strip
	x, y float64
}

// page is what stands on one page. What stands at its head and foot is not on it.
type page struct{ placed []placed }

// flow fills columns, and pages, from the top.
type flow struct {
	format  Format
	foot    float64 // where columns end
	pages   []page
	columns int
	width   float64 // of a column
	column  int
	from    float64 // where the columns of this page begin
	y       float64

	// What balance needs to set the last page anew.
	rest   []strip // what came after the page was begun; nil if that is not known
	above  int     // how many strips stood on the page before
	parted bool    // something was parted since
}

func newFlow(f Format, foot float64) *flow {
	fl := &flow{format: f, foot: foot, columns: 1, width: f.measure()}
	fl.turn()
	return fl
}

// turn begins a new page.
func (f *flow) turn() {
	f.pages = append(f.pages, page{})
	f.column, f.from, f.y = 0, f.format.top, f.format.top
	f.rest, f.above = nil, 0
}

// next goes to the next column.
func (f *flow) next() {
	if f.column++; f.column >= f.columns {
		f.turn()
	}
	f.y = f.from
}

// divide goes on in the columns of the format, below what stands on the page, unless so little is left that they would be
// stubs.
func (f *flow) divide(before float64) {
	f.columns, f.width = f.format.columns, f.format.column()
	if !f.fresh() {
		f.y += before
	}
	f.column, f.from, f.rest = 0, f.y, nil
	if f.columns > 1 && f.foot-f.y < (f.foot-f.format.top)/3 {
		f.turn()
	}
}

func (f *flow) fresh() bool { return f.y == f.format.top }

// empty reports whether nothing stands in the column yet.
func (f *flow) empty() bool { return f.y == f.from }

// run is how many of the first strips have room in what is left of the column.
func (f *flow) run(strips []strip) int {
	y, top := f.y, f.empty()
	for i, s := range strips {
		if top && s.gap {
			continue
		}
		if !top {
			y += s.before
		}
		top = false
		if y += s.height; y > f.foot {
			return i
		}
	}
	return len(strips)
}

// together is how many of the first strips hold together.
func together(strips []strip) int {
	n := 1
	for n < len(strips) && strips[n-1].hold != free {
		n++
	}
	return n
}

// height is how much of a column strips take that do not begin it.
func height(strips []strip) float64 {
	sum := 0.0
	for _, s := range strips {
		sum += s.before + s.height
	}
	return sum
}

// add places strips in order. Those that hold together go to one column; only what is taller than a column is parted.
func (f *flow) add(strips []strip) {
	for len(strips) > 0 {
		n := together(strips)
		for f.run(strips[:n]) < n && !f.fresh() {
			f.next()
		}
		if f.rest == nil && f.empty() && f.column == 0 {
			f.rest, f.above, f.parted = strips, len(f.pages[len(f.pages)-1].placed), false
		}
		f.place(strips[:n])
		strips = strips[n:]
	}
}

// place puts strips that hold together from here, as many of them in each column as have room, and one at least.
func (f *flow) place(strips []strip) {
	for n := f.run(strips); n < len(strips) && len(strips) > 1; n = f.run(strips) {
		f.parted = true
		n = part(strips, n)
		f.put(strips[:n])
		f.next()
		if last := strips[n-1]; last.entry != 0 && strips[n].entry == last.entry {
			f.put([]strip{f.again(last)})
		}
		strips = strips[n:]
	}
	f.put(strips)
}

// part is after how many strips, of n that have room, the rest goes on in the next column. A column has room for one at least.
func part(strips []strip, n int) int {
	for i := n; i > 0; i-- {
		if strips[i-1].hold != firm {
			return i
		}
	}
	return max(n, 1)
}

// again is the line above the rest of an entry. It belongs to no element: who listens to the file meets no break there.
func (f *flow) again(last strip) strip {
	p := piece{text: last.goesOn, style: style{bold, f.format.body}}
	return strip{height: leading * p.style.size, hold: firm, spans: []span{{piece: p, x: last.inset}}, section: last.section, boxed: last.boxed, inset: last.inset}
}

func (f *flow) put(strips []strip) {
	page := &f.pages[len(f.pages)-1]
	x := f.format.side + float64(f.column)*(f.width+f.format.gutter)
	for _, s := range strips {
		if f.empty() {
			if s.gap {
				continue
			}
			s.before = 0
		}
		f.y += s.before
		page.placed = append(page.placed, placed{s, x, f.y})
		f.y += s.height
	}
}

// balance gives the columns of the last page the same length, as nearly as entries that stay whole allow.
func (f *flow) balance() {
	if f.columns == 1 || f.rest == nil || f.parted {
		return
	}
	whole := *f
	count, last := len(f.pages), f.pages[len(f.pages)-1].placed
	strips := f.rest
	for foot := whole.from; foot < whole.foot; foot += f.format.body / 2 {
		f.pages = f.pages[:count]
		f.pages[count-1].placed = slices.Clone(last[:whole.above])
		f.column, f.from, f.y, f.foot, f.parted = 0, whole.from, whole.from, foot, false
		f.add(strips)
		if len(f.pages) == count && !f.parted {
			return
		}
	}
	*f = whole
	f.pages[count-1].placed = last
}
