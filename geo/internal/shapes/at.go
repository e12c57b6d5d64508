package shapes

import (
	"slices"

	"github.com/paulmach/orb"
)

// At is the codes of the areas that hold a point, smallest first by the extent
// of the outline, and at most one of each tier: of two wards that overlap, the
// smaller one. Where no ward, district, health body or nation holds the point,
// the nearest one does that is within [Reach], unless it is of another nation
// than the areas that do hold the point. Counties, combined authorities and
// regions are never guessed: they do not cover the country, so that most points
// near one are not in it.
func (t *Table) At(p orb.Point) []string {
	v, ok := toVertex(p)
	if !ok || len(t.parts) == 0 {
		return nil
	}
	var room [16]int32
	found := t.holders(v, room[:0])
	if missing := t.missing(found); missing != 0 {
		found = t.nearest(v, found, missing)
	}
	if len(found) == 0 {
		return nil
	}
	codes := make([]string, len(found))
	for i, area := range found {
		codes[i] = t.areas[area].Code
	}
	return codes
}

// holders are the areas that hold a point, smallest first, one of each tier.
func (t *Table) holders(v vertex, found []int32) []int32 {
	s := search{levels: t.orderly.levels(t.boxes), table: t, at: v, found: found}
	if s.boxes[s.top][0].holds(v) {
		s.look(s.top, 0)
	}
	slices.Sort(s.found)
	kept := s.found[:0]
	for _, area := range s.found {
		if !t.hasTier(kept, t.tiers[area]) {
			kept = append(kept, area)
		}
	}
	return kept
}

func (t *Table) hasTier(found []int32, one tier) bool {
	for _, area := range found {
		if t.tiers[area] == one {
			return true
		}
	}
	return false
}

// search goes down the boxes around parts.
type search struct {
	levels
	table *Table
	at    vertex
	found []int32
}

// look goes on below a box that holds the point.
func (s *search) look(level, i int) {
	if level == 0 {
		p := &s.table.parts[s.table.order[i]]
		if s.table.partHolds(p, s.at) && !slices.Contains(s.found, p.area) {
			s.found = append(s.found, p.area)
		}
		return
	}
	first, end := s.below(level, i)
	for j, r := range s.boxes[level-1][first:end] {
		if r.holds(s.at) {
			s.look(level-1, first+j)
		}
	}
}
