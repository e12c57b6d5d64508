// Package shapes knows the outlines of areas and which of them hold a point. It
// answers for points that came without a postcode: a pin on a map, a phone that
// says where it is, a listing with coordinates only.
//
// # What is hard about it
//
// Outlines are simplified before they are published. Neighbours then overlap or
// leave gaps, and coasts lose their piers and beaches. So [Table.At] answers with
// one area of each tier (ward, district, and so on): of several that hold the
// point the smallest, and where none does the nearest within 1.5 km.
//
// A ward and a district are found each by its own outline, and at a border may
// not fit each other: at 91 of 20,000 postcodes the ward's stated district is
// another than the one found. There the ward's was right 45 times and the one
// found 46 times, so that neither is put in the place of the other.
//
// Outlines are large, and a file may hold one of 200,000 points. So each ring is
// kept with boxes around every eight of its edges, around every eight of those
// boxes, and so on. A ray from the point to the east passes whole boxes by: how
// often it crosses what lies in a box to the east of the point is, but for its
// parity, said by the two ends of that piece of the ring.
//
// Positions are whole numbers of 1e-5 degrees, 1.1 m from south to north. The
// arithmetic on them is exact, so a point on the border of two areas that share
// their corners is in exactly one of them.
package shapes

import (
	"iter"

	"github.com/paulmach/orb"
)

// Area is what is known of an area beside its outline.
type Area struct {
	Code    string   // of the Government Statistical Service: "E05011403"
	Name    string   // the official one; may be empty
	Parents []string // the codes that its source states beside it; not to be changed
}

// Shape is an area as a source gives it, in degrees of WGS84, longitude first.
type Shape struct {
	Code, Name string
	Parents    []string
	Geometry   orb.MultiPolygon
}

// Table holds areas and answers which of them hold a point. It does not change,
// so several goroutines may ask it.
type Table struct {
	areas    []Area // smallest first
	tiers    []tier // of each area
	parts    []part // in the order of areas
	rings    []ring // in the order of parts
	vertices []vertex
	boxes    []rect         // around pieces of rings
	order    []int32        // parts, neighbours beside each other
	orderly  pyramid        // boxes around runs of order, in boxes
	byCode   map[string]int // index of areas
	held     [tilingTiers]bool
}

// part is a polygon of an area: an outer ring and its holes.
type part struct {
	rect
	area        int32
	first, last int32 // rings[first:last]
}

// ring is closed: its last vertex is its first one.
type ring struct {
	first, last int32 // vertices[first:last]
	pyramid
}

// Len is how many areas there are.
func (t *Table) Len() int { return len(t.areas) }

// Vertices is how many corners the outlines have.
func (t *Table) Vertices() int { return len(t.vertices) }

// Each goes through the areas, smallest first by the extent of the outline.
func (t *Table) Each() iter.Seq[Area] {
	return func(yield func(Area) bool) {
		for _, a := range t.areas {
			if !yield(a) {
				return
			}
		}
	}
}

// Outline is the outline of an area to the nearest 1e-5 degrees, rings closed.
// It is a copy.
func (t *Table) Outline(code string) (orb.MultiPolygon, bool) {
	area, ok := t.byCode[code]
	if !ok {
		return nil, false
	}
	var outline orb.MultiPolygon
	for _, p := range t.partsOf(area) {
		var polygon orb.Polygon
		for _, r := range t.rings[p.first:p.last] {
			line := make(orb.Ring, 0, r.last-r.first)
			for _, v := range t.vertices[r.first:r.last] {
				line = append(line, v.point())
			}
			polygon = append(polygon, line)
		}
		outline = append(outline, polygon)
	}
	return outline, true
}
