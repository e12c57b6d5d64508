// Package sketch draws where results are: a numbered sketch map, as an SVG to
// stand in the page itself. It prints, needs no script, and asks no other host
// for anything, so nobody learns what was searched for. It is a sketch and not
// a map: there are no streets, only what lies in which direction and how far.
//
// The picture is made for a column of 288 CSS pixels, which is what a page 320
// pixels wide has left between its margins: text is 12.6 pixels high there and
// a marker 24 across. It holds no style that the site's policy would refuse:
// looks are presentation attributes, which any rule for a class overrides.
package sketch

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"fingerpost/geo"
)

// most is how many markers are drawn: a page shows 20 results, and some have
// two places.
const most = 30

// samePlace is how near two points are one place: a building, not a street.
const samePlace geo.Miles = 0.01

// Map is what is drawn. Points that cannot be in the UK ([geo.CheckUK]) are left
// out, and so are markers after the first 30.
type Map struct {
	Title    string  // said by screen readers: "Map of 8 services near LS1 4"
	Origin   *Origin // where the person searched from; nil for none
	Markers  []Marker
	Outlines []orb.MultiPolygon // of areas, drawn thin under the rest; longitude first
	Words    Words
}

// Origin is where the person searched from.
type Origin struct {
	At     geo.Point
	Label  string    // what the key calls it: "LS1 4"
	Within geo.Miles // how far the person may be from the point: a soft disc; 0 is a small cross
}

// Marker is one result with a place.
type Marker struct {
	Number int // that of the result in the list, from 1 to 9999; others are left out
	At     geo.Point
	Label  string // who is there, without the number: "Leeds Food Bank"
	Href   string // the result in the list: "#result-3"; anything but a fragment makes no link
}

// Words makes what is written, in the language of the page. All must be there.
type Words struct {
	North   string                     // "North"
	Miles   func(miles float64) string // "5 miles", "0.25 miles"
	Several func(numbers []int) string // "3 and 5, close together": the name of a marker that several share
}

// Draw returns the SVG. It is "" when there is nothing to tell: no marker has a
// place, or all of them stand where the person is. A page takes one map at most,
// since its title has the id "fp-sketch-title".
func (m Map) Draw() string {
	markers := placed(m.Markers)
	origin := m.Origin
	if origin != nil && geo.CheckUK(origin.At.Lat(), origin.At.Lon()) != nil {
		origin = nil
	}
	if len(markers) == 0 || origin != nil && allAt(origin.At, markers) {
		return ""
	}
	g := survey(origin, markers)
	v := g.fit()
	p := paper{}
	p.open(m.Title, v.height+keyHeight)
	if g.within > 0 {
		p.disc(v.spot(g.from), g.within*v.scale)
	}
	p.outlines(outlines(v, m.Outlines))
	p.key(v, g.origin, m.Words)
	if g.crossed() {
		p.cross(v.spot(g.from))
	}
	labels := layOut(v, g, m.Words)
	p.leaders(labels)
	p.markers(labels)
	p.close(v.height + keyHeight)
	return p.String()
}

// placed are the markers that can be drawn, by number.
func placed(all []Marker) []Marker {
	var out []Marker
	for _, m := range all {
		if m.Number >= 1 && m.Number <= 9999 && geo.CheckUK(m.At.Lat(), m.At.Lon()) == nil {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Marker) int { return cmp.Compare(a.Number, b.Number) })
	return out[:min(len(out), most)]
}

func allAt(p geo.Point, markers []Marker) bool {
	return !slices.ContainsFunc(markers, func(m Marker) bool { return geo.Distance(p, m.At) > samePlace })
}

// spot is a position in the picture, in units from its top left corner.
type spot struct{ x, y float64 }

func (a spot) minus(b spot) spot             { return spot{a.x - b.x, a.y - b.y} }
func (a spot) along(d spot, by float64) spot { return spot{a.x + d.x*by, a.y + d.y*by} }
func (a spot) length() float64               { return math.Sqrt(a.x*a.x + a.y*a.y) }

// rounded is what is written, so that what is decided about positions is decided
// about those that are drawn. Adding 0 makes -0 plain.
func rounded(x float64) float64 { return math.Round(x*10)/10 + 0 }
