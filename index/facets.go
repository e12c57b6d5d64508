package index

import (
	"cmp"
	"slices"
)

// facetGroup is a group of filters.
type facetGroup string

const (
	topicGroup facetGroup = "topic"
	kindGroup  facetGroup = "kind"
	wayGroup   facetGroup = "how"
	costGroup  facetGroup = "cost"
)

// Facets counts, for each group of filters by its parameter's name and each of its values, the services that choosing it
// would leave: those that pass every other group.
type Facets map[string][]Count

// Count is how many services have a value.
type Count struct {
	Value string
	Count int
}

// count counts services (each stands once in hits), whatever band they are in.
func (r Request) count(hits []hit) Facets {
	counts := map[facetGroup]map[string]int{topicGroup: {}, kindGroup: {}, wayGroup: {}, costGroup: {}}
	unsaid := 0
	for _, h := range hits {
		if r.admits(h.entry, topicGroup) {
			for _, t := range h.Topics {
				counts[topicGroup][string(t)]++
			}
		}
		if r.admits(h.entry, kindGroup) {
			counts[kindGroup][string(h.Kind)]++
		}
		if r.admits(h.entry, wayGroup) {
			if len(h.Ways) == 0 {
				unsaid++ // admitted whichever way is chosen
			}
			for _, w := range h.Ways {
				counts[wayGroup][string(w)]++
			}
		}
		if h.Cost != "" && r.admits(h.entry, costGroup) {
			counts[costGroup][string(h.Cost)]++
		}
	}
	for _, way := range r.Ways {
		counts[wayGroup][string(way)] += 0 // chosen, so counted even if nobody says it
	}
	for way := range counts[wayGroup] {
		counts[wayGroup][way] += unsaid
	}
	facets := Facets{}
	for group, values := range counts {
		for value, n := range values {
			facets[string(group)] = append(facets[string(group)], Count{value, n})
		}
		slices.SortFunc(facets[string(group)], func(a, b Count) int {
			return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Value, b.Value))
		})
	}
	return facets
}
