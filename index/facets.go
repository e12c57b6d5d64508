package index

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
)

// Facets counts, for each group of filters and each of its values, the services that choosing it alone in its group would
// leave: those that pass every other group. Of a group in which all that is chosen is needed, it counts those that
// choosing it as well would leave.
type Facets map[Group][]Count

// Count is how many services have a value.
type Count struct {
	Value string
	Count int
}

// tally counts services: each once for a value, however many of its places have it.
type tally struct {
	*sieve
	tags    []int // by tag
	ages    []int // by those that are asked about
	checked []int // by [CheckedMonths]
	open    int   // now
	unsaid  [16]int
}

// count counts the services of hits.
func (s *searching) count(all []*hit) Facets {
	t := tally{sieve: s.sieve, tags: make([]int, len(s.sieve.tags)), ages: make([]int, len(s.clock.ages)), checked: make([]int, len(CheckedMonths))}
	var several []*hit
	for _, h := range all {
		if h.row.Multi() {
			several = append(several, h)
			continue
		}
		t.one(h)
	}
	slices.SortFunc(several, func(a, b *hit) int { return cmp.Compare(a.row.Service, b.row.Service) })
	for len(several) > 0 {
		n := 1
		for n < len(several) && several[n].row.Service == several[0].row.Service {
			n++
		}
		t.together(several[:n])
		several = several[n:]
	}
	return t.facets()
}

// counts are the groups that a place counts for: all where it passes every filter, and the one that it fails, unless all that
// is chosen there is needed.
func (h *hit) counts() groupSet {
	switch {
	case h.fails == 0:
		return 1<<len(groups) - 1
	case h.fails&(h.fails-1) == 0 && !groups[bits.TrailingZeros16(uint16(h.fails))].every:
		return h.fails
	}
	return 0
}

// one counts a service of one place.
func (t *tally) one(h *hit) {
	in := h.counts()
	if in == 0 {
		return
	}
	var has groupSet
	for _, tag := range h.part.Tags(h.row) {
		g := t.group[tag]
		has |= 1 << g
		if in.has(int(g)) {
			t.tags[tag]++
		}
	}
	if least, most, ok := h.row.Ages(); ok {
		has |= 1 << ageGroup
		if in.has(ageGroup) {
			for i, years := range t.clock.ages {
				t.ages[i] += btoi(least <= years && years <= most)
			}
		}
	}
	for set := uint16(unknowns &^ has & in); set != 0; set &= set - 1 {
		t.unsaid[bits.TrailingZeros16(set)]++
	}
	if days, ok := h.row.CheckedAt(); ok && in.has(checkedGroup) {
		for i, since := range t.since {
			t.checked[i] += btoi(days >= since)
		}
	}
	if in.has(openGroup) && t.isOpen(h.row) {
		t.open++
	}
}

// together counts a service of several places.
func (t *tally) together(places []*hit) {
	var silent groupSet
	for _, h := range places {
		silent |= unknowns &^ t.has(h.part, h.row) & h.counts()
	}
	for set := uint16(silent); set != 0; set &= set - 1 {
		t.unsaid[bits.TrailingZeros16(set)]++
	}
	var tags []uint16
	ages, checked, open := make([]bool, len(t.ages)), make([]bool, len(t.checked)), false
	for _, h := range places {
		in := h.counts() &^ silent // what is silent passes whatever is chosen
		for _, tag := range h.part.Tags(h.row) {
			if in.has(int(t.group[tag])) {
				tags = add(tags, tag)
			}
		}
		if least, most, ok := h.row.Ages(); ok && in.has(ageGroup) {
			for i, years := range t.clock.ages {
				ages[i] = ages[i] || least <= years && years <= most
			}
		}
		if days, ok := h.row.CheckedAt(); ok && in.has(checkedGroup) {
			for i, since := range t.since {
				checked[i] = checked[i] || days >= since
			}
		}
		open = open || in.has(openGroup) && t.isOpen(h.row)
	}
	for _, tag := range tags {
		t.tags[tag]++
	}
	for i := range ages {
		t.ages[i] += btoi(ages[i])
	}
	for i := range checked {
		t.checked[i] += btoi(checked[i])
	}
	t.open += btoi(open)
}

// facets are the counts of what anything has, and of what is chosen.
func (t *tally) facets() Facets {
	f := Facets{}
	add := func(g int, value string, count int) {
		if count > 0 || slices.Contains(t.filters[groups[g].name], value) {
			f[groups[g].name] = append(f[groups[g].name], Count{value, count + t.unsaid[g]})
		}
	}
	for tag := 1; tag < len(t.tags); tag++ {
		if t.tags[tag] > 0 || t.chosen[tag] {
			add(int(t.group[tag]), t.sieve.tags[tag], t.tags[tag])
		}
	}
	for i, years := range t.clock.ages {
		add(ageGroup, strconv.Itoa(years), t.ages[i])
	}
	for i, months := range CheckedMonths {
		add(checkedGroup, strconv.Itoa(months), t.checked[i])
	}
	add(openGroup, openNow, t.open)
	for i, g := range groups {
		for _, v := range t.filters[g.name] { // that nothing has ever had
			if !slices.ContainsFunc(f[g.name], func(c Count) bool { return c.Value == v }) {
				add(i, v, 0)
			}
		}
		slices.SortFunc(f[g.name], func(a, b Count) int {
			return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Value, b.Value))
		})
	}
	return f
}
