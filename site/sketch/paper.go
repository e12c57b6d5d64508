package sketch

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// Colours, as presentation attributes: the weakest of all styles, so that the
// site's rules for a class override them. Ink on white is 13:1, grey on white 5:1,
// and printed without colour they stay as far apart.
const (
	ink  = "#12372f"
	grey = "#6b6b6b"
)

// dotSize is the radius of the dot on the place that a line leads to.
const dotSize = 6.0

// paper is the SVG as far as it is drawn.
type paper struct{ bytes.Buffer }

// put writes the pieces of an element: what is given as number or escaped is safe,
// and the rest is ours.
func (p *paper) put(pieces ...string) {
	for _, s := range pieces {
		p.WriteString(s)
	}
}

// number is a coordinate with one decimal at most.
func number(x float64) string { return strconv.FormatFloat(rounded(x), 'f', -1, 64) }

func pair(s spot) string { return number(s.x) + " " + number(s.y) }

// escaped is a text as it stands in an element or an attribute. What XML does not
// allow becomes a replacement character.
func escaped(s string) string {
	var out strings.Builder
	if err := xml.EscapeText(&out, []byte(strings.Join(strings.Fields(s), " "))); err != nil {
		panic(err) // a Builder takes everything
	}
	return out.String()
}

func (p *paper) open(title string, height float64) {
	p.put(`<svg class="fp-sketch" viewBox="0 0 640 `, number(height), `" role="group" aria-labelledby="fp-sketch-title"`,
		` direction="ltr" font-size="`, number(fontSize), `">`,
		`<title id="fp-sketch-title">`, escaped(title), `</title>`,
		`<rect class="fp-sketch__ground" width="640" height="`, number(height), `" fill="#fff"/>`)
}

func (p *paper) close(height float64) {
	p.put(`<path class="fp-sketch__frame" aria-hidden="true" d="M1 1h638v`, number(height-2), `H1z" fill="none" stroke="`, grey, `" stroke-width="2"/></svg>`)
}

func (p *paper) end() { p.put(`</g>`) }

// disc is where the person may be.
func (p *paper) disc(at spot, r float64) {
	p.put(`<g aria-hidden="true">`, soft(at, max(r, smallDisc)), `</g>`)
}

func soft(at spot, r float64) string {
	return circle(at, r) + ` class="fp-sketch__within" fill="#e4e4e4" stroke="` + grey + `" stroke-width="2" stroke-dasharray="7 5"/>`
}

// circle is open, for what else it has.
func circle(at spot, r float64) string {
	return `<circle cx="` + number(at.x) + `" cy="` + number(at.y) + `" r="` + number(r) + `"`
}

func (p *paper) outlines(d string) {
	if d != "" {
		p.put(`<path class="fp-sketch__outline" aria-hidden="true" d="`, d, `" fill="none" stroke="#a3a3a3" stroke-width="2"/>`)
	}
}

// keyGround opens the key, hiding what of the map lies below its edge.
func (p *paper) keyGround(top float64) {
	p.put(`<g class="fp-sketch__key" aria-hidden="true" fill="`, ink, `">`,
		`<path class="fp-sketch__ground" d="M0 `, number(top), `h640v`, number(keyHeight), `H0z" fill="#fff"/>`,
		`<path class="fp-sketch__frame" d="M0 `, number(top), `h640" stroke="`, grey, `" stroke-width="2"/>`)
}

// scale is the bar, from its left end.
func (p *paper) scale(at spot, length float64) {
	end := number(barEnd)
	p.put(`<path class="fp-sketch__bar" d="M`, pair(spot{at.x, at.y - barEnd}), `v`, end, `h`, number(length), `v-`, end,
		`" fill="none" stroke="`, ink, `" stroke-width="3"/>`)
}

func (p *paper) north(at spot) {
	p.put(`<path d="M`, pair(spot{at.x, at.y - 19}), `l12 38-12-9-12 9z"/>`)
}

// word is a text at x, on one line. Its anchor is as in SVG: where in it x lies.
func (p *paper) word(s string, x, y float64, anchor string) {
	if s != "" {
		p.put(`<text x="`, number(x), `" y="`, number(y), `" text-anchor="`, anchor, `">`, escaped(s), `</text>`)
	}
}

// origin is the entry of the origin in the key, and what screen readers are told
// of it.
func (p *paper) origin(o *Origin, at spot, name string) {
	if name == "" {
		return
	}
	p.put(`<g class="fp-sketch__key" role="img" aria-label="`, escaped(o.Label), `" fill="`, ink, `">`)
	if o.Within > 0 {
		p.put(soft(at, smallDisc))
	} else {
		p.cross(at)
	}
	p.word(name, at.x+symbol/2, at.y+fontSize*0.36, "start")
	p.end()
}

func (p *paper) cross(at spot) {
	n := number(2 * crossSize)
	p.put(`<path class="fp-sketch__cross" aria-hidden="true" d="M`, pair(spot{at.x - crossSize, at.y}), `h`, n,
		`M`, pair(spot{at.x, at.y - crossSize}), `v`, n, `" stroke="`, ink, `" stroke-width="4"/>`)
}

// leaders are the lines from places to labels that had to be moved, and a dot on
// each such place.
func (p *paper) leaders(labels []*label) {
	var lines, dots string
	for _, l := range labels {
		if l.away {
			lines += "M" + pair(l.at) + "L" + pair(l.put)
			dots += "M" + pair(l.at) + "h0" // of which the round ends are drawn
		}
	}
	if lines != "" {
		p.put(`<g class="fp-sketch__leader" aria-hidden="true" stroke="`, ink, `" stroke-linecap="round"><path d="`, lines, `" stroke-width="3"/>`,
			`<path d="`, dots, `" stroke-width="`, number(2*dotSize), `"/></g>`)
	}
}

func (p *paper) markers(labels []*label) {
	p.put(`<g class="fp-sketch__markers" fill="`, ink, `" stroke="#fff" stroke-width="`, number(edge), `" font-weight="700" text-anchor="middle">`)
	for _, l := range labels {
		p.marker(l)
	}
	p.end()
}

// marker is a label: dark for a place, and white with a dark edge and an arrow for
// one that is off the map.
func (p *paper) marker(l *label) {
	class, looks, text := "", "", "#fff"
	if l.outlier() {
		class, looks, text = ` class="fp-sketch__far"`, ` fill="#fff" stroke="`+ink+`"`, ink
	}
	end := `</a>`
	if strings.HasPrefix(l.href, "#") {
		// Phones that know only SVG 1.1 (Safari before 12.1) take no other name for it.
		p.put(`<a`, class, ` xlink:href="`, escaped(l.href), `">`)
	} else {
		p.put(`<g`, class, ` role="img">`)
		end = `</g>`
	}
	p.put(`<title>`, escaped(l.name), `</title>`)
	if l.outlier() {
		a := l.arrowhead()
		p.put(`<path d="M`, pair(a[0]), `L`, pair(a[1]), ` `, pair(a[2]), `z" stroke="none"/>`)
	}
	if l.w == radius && l.h == radius {
		p.put(circle(l.put, radius-edge/2), looks, `/>`)
	} else {
		p.put(`<rect x="`, number(l.put.x-l.w+edge/2), `" y="`, number(l.put.y-l.h+edge/2), `" width="`, number(2*l.w-edge),
			`" height="`, number(2*l.h-edge), `" rx="`, number(radius-edge/2), `"`, looks, `/>`)
	}
	first := l.put.y - lineStep*float64(len(l.lines)-1)/2 + fontSize*0.36
	for i, line := range l.lines {
		p.put(`<text x="`, number(l.put.x), `" y="`, number(first+lineStep*float64(i)), `" fill="`, text, `" stroke="none">`, line, `</text>`)
	}
	p.put(end)
}
