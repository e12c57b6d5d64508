package sketch

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Sizes of a label in units. Its edge belongs to it, and to what can be tapped.
const (
	radius    = 27.0 // of the disc, and of a label's corners, edge included
	edge      = 3.0  // white, so that labels that touch are told apart in print
	lineStep  = 31.0 // from one line of numbers to the next
	together  = 16.0 // as near as this on paper, two places share a label
	listed    = 6    // numbers that are listed one by one; of more, "1–8"
	longest   = 11   // characters on a line of numbers
	mostLines = 3
	farLines  = 1    // at the edge, where what is on the map needs the room
	tip       = 17.0 // how far the arrow of an outlier reaches beyond its label
)

// label is the number or numbers of a place, in a disc or a rounded box.
type label struct {
	markers []Marker
	numbers []int
	lines   []string
	name    string // for screen readers
	href    string
	at      spot    // the place; of an outlier, where its label is
	put     spot    // the middle of the label
	away    bool    // a line leads from there to the place
	w, h    float64 // half its width and height
	towards spot    // of an outlier: its direction, one unit long
}

func (l *label) outlier() bool { return l.towards != spot{} }

// labelled makes the label that some markers share, which come by their numbers,
// with so many lines at most.
func labelled(markers []Marker, mostLines int, w Words) *label {
	l := &label{markers: markers, href: markers[0].Href}
	for _, m := range markers {
		l.numbers = append(l.numbers, m.Number)
	}
	l.numbers = slices.Compact(l.numbers)
	if len(l.numbers) == 1 {
		l.name = strconv.Itoa(l.numbers[0]) + ". " + markers[0].Label
	} else {
		l.name = w.Several(slices.Clone(l.numbers))
	}
	l.lines = numberLines(l.numbers, mostLines)
	widest := 0.0
	for _, line := range l.lines {
		widest = max(widest, textWidth(line))
	}
	l.w = max(radius, math.Ceil(widest/2)+10)
	l.h = radius + lineStep*float64(len(l.lines)-1)/2
	return l
}

// numberLines writes numbers: each of a few, runs of many. What is too much for so
// many lines is only counted at the end.
func numberLines(numbers []int, mostLines int) []string {
	texts, ends := runs(numbers)
	lines := wrapped(texts)
	for n := len(texts) - 1; n > 0 && len(lines) > mostLines; n-- {
		lines = wrapped(append(texts[:n:n], "+"+strconv.Itoa(len(numbers)-ends[n-1])))
	}
	return lines
}

// runs are the texts of numbers, each of which is one of a few or a run of many, and
// of how many numbers are told with it and before it.
func runs(numbers []int) (texts []string, ends []int) {
	for i := 0; i < len(numbers); {
		n := 1
		for len(numbers) > listed && i+n < len(numbers) && numbers[i+n] == numbers[i]+n {
			n++
		}
		text := strconv.Itoa(numbers[i])
		if n < 3 {
			n = 1
		} else {
			text += "–" + strconv.Itoa(numbers[i]+n-1)
		}
		i += n
		texts, ends = append(texts, text), append(ends, i)
	}
	return texts, ends
}

// wrapped is a list of texts on lines.
func wrapped(texts []string) []string {
	var lines []string
	for i, text := range texts {
		if i < len(texts)-1 {
			text += ","
		}
		if last := len(lines) - 1; i > 0 && utf8.RuneCountInString(lines[last]+" "+text) <= longest {
			lines[last] += " " + text
		} else {
			lines = append(lines, text)
		}
	}
	return lines
}

// within says whether two rounded boxes are less than some distance apart, given
// how far their middles are from each other, the sums of their halves, and that of
// the radii of their corners.
func within(d spot, w, h, r, distance float64) bool {
	x, y := max(math.Abs(d.x)-(w-r), 0), max(math.Abs(d.y)-(h-r), 0)
	if x > r+distance || y > r+distance { // most are plainly apart
		return false
	}
	return x*x+y*y < (r+distance)*(r+distance)
}

// meets says whether two labels would meet if this one were at c.
func (l *label) meets(c spot, o *label) bool {
	lw, lh, ow, oh := l.w, l.h, o.w, o.h
	if o.outlier() { // its arrow may point anywhere
		ow, oh = ow+tip, oh+tip
	}
	if l.outlier() {
		lw, lh = lw+tip, lh+tip
	}
	return within(c.minus(o.put), lw+ow, lh+oh, 2*radius, 0)
}

// covers says whether the label would hide a spot, with something around it, if
// its middle were at c.
func (l *label) covers(c, s spot, around float64) bool {
	return within(c.minus(s), l.w, l.h, radius, around)
}

// led says whether a label with its middle at c needs a line to its place: unless
// it covers the place or would touch the dot there.
func (l *label) led(c spot) bool { return !l.covers(c, l.at, dotSize) }

// gathered puts markers that lie at one place, or as good as that on this paper,
// together.
func gathered(v view, markers []Marker) [][]Marker {
	var out [][]Marker
	for _, m := range markers {
		at := v.spot(m.At)
		i := slices.IndexFunc(out, func(g []Marker) bool {
			return at.minus(v.spot(g[0].At)).length() <= together
		})
		if i < 0 {
			out = append(out, []Marker{m})
		} else {
			out[i] = append(out[i], m)
		}
	}
	return out
}
