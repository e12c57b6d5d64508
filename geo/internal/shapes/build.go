package shapes

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// Problem is what is wrong with a shape.
type Problem struct {
	Code   string
	Reason Reason
	Kept   bool // the area is in the table all the same
}

// Reason is what is wrong, as a stable key.
type Reason string

// The reasons of a [Problem].
const (
	NoCode        Reason = "no-code"         // no code, or none that can be kept
	Duplicate     Reason = "duplicate"       // a second shape of a code: the first one stays
	NoPosition    Reason = "no-position"     // a corner that is not a position on the Earth
	NoRing        Reason = "no-ring"         // nothing that goes around any ground
	TooManyPoints Reason = "too-many-points" // more than [MaxPoints]
	CrossesItself Reason = "crosses-itself"  // a ring crosses itself: kept
)

// MaxPoints is how many corners a shape may have.
const MaxPoints = 2_000_000

// maxVertices is how many corners a table may have: a gigabyte of them.
const maxVertices = 1 << 27

// Build makes a table. A shape that cannot be used is left out, and there is a
// [Problem] that says why. Rings that are not closed are closed, and those of
// fewer than three corners, or that go around nothing, are dropped.
//
// A ring that crosses itself is kept: of the wards of 2025, simplified, five have
// one. To leave out an area for a narrow place would harm more than to be wrong
// there. What an odd number of turns go around is inside, so that both loops of a
// figure of eight are.
func Build(all []Shape) (*Table, []Problem) {
	var problems []Problem
	var drafts []draft
	seen, vertices := make(map[string]bool, len(all)), 0
	for _, s := range all {
		d, reason := newDraft(s)
		if reason == "" && seen[s.Code] {
			reason = Duplicate
		}
		if reason == "" && vertices+d.vertices > maxVertices {
			reason = TooManyPoints
		}
		if reason != "" {
			problems = append(problems, Problem{Code: s.Code, Reason: reason})
			continue
		}
		seen[s.Code] = true
		vertices += d.vertices
		if d.crosses() {
			problems = append(problems, Problem{Code: s.Code, Reason: CrossesItself, Kept: true})
		}
		drafts = append(drafts, d)
	}
	slices.SortFunc(drafts, func(a, b draft) int {
		return cmp.Or(cmp.Compare(a.extent(), b.extent()), cmp.Compare(a.Code, b.Code))
	})
	b := newAssembly(len(drafts), vertices)
	for _, d := range drafts {
		b.area(d.Area)
		for _, polygon := range d.polygons {
			b.part()
			for _, r := range polygon {
				b.ring(r)
			}
		}
	}
	return b.table(), problems
}

// draft is a shape with its corners rounded, its rings closed and the useless
// ones dropped.
type draft struct {
	Area
	polygons [][][]vertex
	vertices int
	rect
}

func newDraft(s Shape) (d draft, reason Reason) {
	if !fitsCode(s.Code) {
		return draft{}, NoCode
	}
	d = draft{Area: Area{Code: s.Code, Name: cleanName(s.Name)}, rect: nowhere}
	for _, p := range s.Parents {
		if fitsCode(p) && p != s.Code && !slices.Contains(d.Parents, p) {
			d.Parents = append(d.Parents, p)
		}
	}
	points := 0
	for _, polygon := range s.Geometry {
		var rings [][]vertex
		for i, line := range polygon {
			if points += len(line); points > MaxPoints {
				return draft{}, TooManyPoints
			}
			r, ok := round(line)
			if !ok {
				return draft{}, NoPosition
			}
			if r == nil && i == 0 {
				break // holes in nothing
			}
			if r != nil {
				rings = append(rings, r)
				d.vertices += len(r)
			}
		}
		if len(rings) > 0 {
			d.polygons = append(d.polygons, rings)
			d.rect = d.around(boxAround(rings[0]))
		}
	}
	if len(d.polygons) == 0 {
		return draft{}, NoRing
	}
	return d, ""
}

// round makes a closed ring without repeated corners, nil if it goes around
// nothing. It is not ok when a corner is no position.
func round(line orb.Ring) (r []vertex, ok bool) {
	r = make([]vertex, 0, len(line)+1)
	for _, p := range line {
		v, ok := toVertex(p)
		if !ok {
			return nil, false
		}
		if len(r) == 0 || v != r[len(r)-1] {
			r = append(r, v)
		}
	}
	if len(r) > 0 && r[0] != r[len(r)-1] {
		r = append(r, r[0])
	}
	if len(r) < 4 || doubleArea(r) == 0 {
		return nil, true
	}
	return r, true
}

func (d draft) extent() int64 { return extent(d.rect) }

// extent is the size by which areas are sorted: that of the box around them, in
// square units.
func extent(r rect) int64 { return int64(r.maxX-r.minX) * int64(r.maxY-r.minY) }

func (d draft) crosses() bool {
	for _, polygon := range d.polygons {
		for _, r := range polygon {
			if crossesItself(r) {
				return true
			}
		}
	}
	return false
}

// maxCode is longer than any code that is in use, which have nine characters.
const maxCode = 32

// fitsCode says whether a code can be kept: three printable characters of ASCII
// or more, without a comma.
func fitsCode(code string) bool {
	if len(code) < kindLength || len(code) > maxCode {
		return false
	}
	return !strings.ContainsFunc(code, func(r rune) bool { return r <= ' ' || r > '~' || r == ',' })
}

// maxName is longer than any name of an area.
const maxName = 200

// cleanName makes a name one line of valid text.
func cleanName(name string) string {
	name = strings.Join(strings.Fields(strings.ToValidUTF8(name, "")), " ")
	for len(name) > maxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}
