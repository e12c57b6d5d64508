package index

import (
	"cmp"
	"slices"
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

// count counts services: each once for a value, however many of its places have it. Hits of one service come together.
func (s *searching) count(all []hit) Facets {
	counts, unsaid := make([]map[string]int, len(groups)), make([]int, len(groups))
	for i, g := range groups {
		counts[i] = map[string]int{}
		for _, v := range s.request.Filters[g.name] {
			counts[i][v] = 0 // chosen, so counted even if nothing has it
		}
	}
	values, passes := make([][]string, len(groups)), make([]bool, len(groups))
	for n := 0; n < len(all); {
		service := all[n].Service
		for i := range groups {
			values[i], passes[i] = values[i][:0], false
		}
		for ; n < len(all) && all[n].Service == service; n++ {
			s.tally(all[n], values, passes)
		}
		for i := range groups {
			if passes[i] {
				unsaid[i]++
			}
			for _, v := range values[i] {
				counts[i][v] += btoi(!passes[i])
			}
		}
	}
	facets := Facets{}
	for i, g := range groups {
		for v, n := range counts[i] {
			if v == saysAge {
				continue
			}
			facets[g.name] = append(facets[g.name], Count{v, n + unsaid[i]})
		}
		slices.SortFunc(facets[g.name], func(a, b Count) int {
			return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Value, b.Value))
		})
	}
	return facets
}

// tally adds what one place of a service counts for: in each group its values, and whether it passes whatever is chosen.
func (s *searching) tally(h hit, values [][]string, passes []bool) {
	for i, g := range groups {
		switch {
		case len(h.fails) > 1, len(h.fails) == 1 && (h.fails[0] != i || g.every):
			continue
		}
		has := g.values(h.entry, s.clock)
		passes[i] = passes[i] || len(has) == 0 && g.unknown
		values[i] = add(values[i], has...)
	}
}

// counted puts the hits of one service together, in an order that does not change the counts.
func counted(hits []hit) []hit {
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Location, b.Location))
	})
	return hits
}
