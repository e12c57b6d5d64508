package sketch

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"testing"
)

// node is an element of what was drawn.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// find is every element below that has a name or a class.
func (n *node) find(what string) []*node {
	var out []*node
	for i := range n.Nodes {
		child := &n.Nodes[i]
		if child.XMLName.Local == what || child.attr("class") == what {
			out = append(out, child)
		}
		out = append(out, child.find(what)...)
	}
	return out
}

func (n *node) number(t *testing.T, attr string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(n.attr(attr), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		t.Fatalf("<%s %s=%q> is no number", n.XMLName.Local, attr, n.attr(attr))
	}
	return x
}

// box is a rectangle, of which the corners may be round.
type box struct{ left, top, right, bottom, round float64 }

func (b box) middle() spot { return spot{(b.left + b.right) / 2, (b.top + b.bottom) / 2} }

func (b box) in(o box) bool {
	return b.left >= o.left && b.right <= o.right && b.top >= o.top && b.bottom <= o.bottom
}

// apart is how far two boxes are from each other: that of what is left of them
// without their round corners, less the corners.
func apart(a, b box) float64 {
	x := max(a.left+a.round-(b.right-b.round), b.left+b.round-(a.right-a.round), 0)
	y := max(a.top+a.round-(b.bottom-b.round), b.top+b.round-(a.bottom-a.round), 0)
	return math.Hypot(x, y) - a.round - b.round
}

// drawnMarker is a label as it was drawn.
type drawnMarker struct {
	text, name, href string
	box              box  // with its edge
	place            spot // where its line leads, else its middle
	led, far         bool
	tip              spot // of the arrow of an outlier
}

// picture is what was drawn.
type picture struct {
	svg     string
	root    node
	paper   box
	markers []drawnMarker
	texts   []box // of all texts
	bar     float64
}

// read takes a drawing to pieces, and checks what holds of every one.
func read(t *testing.T, svg string) picture {
	t.Helper()
	p := picture{svg: svg}
	if err := xml.Unmarshal([]byte(svg), &p.root); err != nil {
		t.Fatalf("not well-formed: %v\n%s", err, svg)
	}
	size := numbers(t, p.root.attr("viewBox"))
	if len(size) != 4 || size[0] != 0 || size[1] != 0 || size[2] != 640 || size[3] < 320 || size[3] > 480 {
		t.Fatalf("viewBox %v", size)
	}
	p.paper = box{right: size[2], bottom: size[3]}
	for _, bad := range []string{"NaN", "Inf", "e+", "e-0", " style=", "<style", "<script", "//", " onload"} {
		if strings.Contains(attributes(p.root), bad) {
			t.Errorf("%q in %s", bad, svg)
		}
	}
	for _, text := range p.root.find("text") {
		b := textBox(t, &p.root, text)
		if !b.in(p.paper) {
			t.Errorf("the text %q runs off the paper: %v", text.Text, b)
		}
		for _, o := range p.texts {
			if b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom {
				t.Errorf("the text %q meets another", text.Text)
			}
		}
		p.texts = append(p.texts, b)
	}
	bars := p.root.find("fp-sketch__bar")
	if len(bars) != 1 {
		t.Fatalf("%d scale bars", len(bars))
	}
	p.bar = numbers(t, bars[0].attr("d"))[3]
	p.readMarkers(t)
	return p
}

// attributes are what an SVG says of looks and places, which texts may not.
func attributes(n node) string {
	out := "<" + n.XMLName.Local
	for _, a := range n.Attrs {
		if a.Name.Local != "aria-label" && a.Name.Local != "href" {
			out += " " + a.Name.Local + "=" + a.Value
		}
	}
	for _, child := range n.Nodes {
		out += attributes(child)
	}
	return out
}

// textBox is the most that a text may take.
func textBox(t *testing.T, root, text *node) box {
	t.Helper()
	x, y, w := text.number(t, "x"), text.number(t, "y"), textWidth(text.Text)
	anchor := text.attr("text-anchor")
	if anchor == "" {
		anchor = root.find("fp-sketch__markers")[0].attr("text-anchor")
	}
	left := map[string]float64{"start": x, "middle": x - w/2, "end": x - w}[anchor]
	return box{left: left, right: left + w, top: y - 21, bottom: y + 7}
}

func (p *picture) readMarkers(t *testing.T) {
	t.Helper()
	var leaders []float64
	for _, g := range p.root.find("fp-sketch__leader") {
		leaders = numbers(t, g.Nodes[0].attr("d"))
	}
	for _, n := range p.root.find("fp-sketch__markers")[0].Nodes {
		m := drawnMarker{href: n.attr("href"), name: n.find("title")[0].Text, far: n.attr("class") == "fp-sketch__far"}
		for i, text := range n.find("text") {
			if i > 0 {
				m.text += " "
			}
			m.text += text.Text
		}
		if circles := n.find("circle"); len(circles) > 0 {
			x, y, r := circles[0].number(t, "cx"), circles[0].number(t, "cy"), circles[0].number(t, "r")+1.5
			m.box = box{x - r, y - r, x + r, y + r, r}
		} else {
			rect := n.find("rect")[0]
			x, y := rect.number(t, "x"), rect.number(t, "y")
			m.box = box{x - 1.5, y - 1.5, x + rect.number(t, "width") + 1.5, y + rect.number(t, "height") + 1.5, rect.number(t, "rx") + 1.5}
		}
		if m.far {
			d := numbers(t, n.find("path")[0].attr("d"))
			m.tip = spot{d[2], d[3]}
		}
		m.place = m.box.middle()
		for i := 0; i+3 < len(leaders); i += 4 {
			if (spot{leaders[i+2], leaders[i+3]}).minus(m.box.middle()).length() < 0.2 {
				m.place, m.led = spot{leaders[i], leaders[i+1]}, true
			}
		}
		for _, o := range p.markers {
			if apart(m.box, o.box) < -0.2 { // of rounding
				t.Errorf("%q and %q meet", m.text, o.text)
			}
		}
		if len(p.markers) > 0 && first(m) < first(p.markers[len(p.markers)-1]) {
			t.Errorf("who goes from link to link comes to %q after %q", m.text, p.markers[len(p.markers)-1].text)
		}
		p.markers = append(p.markers, m)
	}
}

// first is the first number of a marker.
func first(m drawnMarker) int {
	n, _ := strconv.Atoi(strings.FieldsFunc(m.text, func(r rune) bool { return r < '0' || r > '9' })[0])
	return n
}

// marker is the one with these numbers.
func (p *picture) marker(t *testing.T, text string) drawnMarker {
	t.Helper()
	for _, m := range p.markers {
		if m.text == text {
			return m
		}
	}
	t.Fatalf("no marker says %q: %v", text, p.saying())
	return drawnMarker{}
}

// saying is what all markers say.
func (p *picture) saying() []string {
	var out []string
	for _, m := range p.markers {
		out = append(out, m.text)
	}
	return out
}

// cross is where the origin was drawn.
func (p *picture) cross(t *testing.T) spot {
	t.Helper()
	for _, n := range p.root.Nodes {
		if n.attr("class") == "fp-sketch__cross" {
			d := numbers(t, n.attr("d"))
			return spot{d[3], d[1]}
		}
	}
	t.Fatal("no cross")
	return spot{}
}

// numbers are those in the data of a path, or in a list.
func numbers(t *testing.T, s string) []float64 {
	t.Helper()
	s = strings.ReplaceAll(s, "-", " -")
	var out []float64
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return r != '-' && r != '.' && (r < '0' || r > '9') }) {
		x, err := strconv.ParseFloat(field, 64)
		if err != nil {
			t.Fatalf("%q in %q is no number", field, s)
		}
		out = append(out, x)
	}
	return out
}
