package load

import (
	"cmp"
	"slices"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"
)

// shippedPlaces are the places that are part of the program; tests have others.
var shippedPlaces = geo.DefaultPlaces

// withShipped completes imported places by those that ship with the program. An
// imported place that ships as well is called as the shipped one is, Newport and
// not Casnewydd, and has its other names, its district, and its kind if that is
// larger: not every source knows them. A shipped place that was not imported
// stays: a list of Great Britain takes nothing from Northern Ireland.
func withShipped(imported, shipped []names.Place) []names.Place {
	all := slices.Clone(imported)
	byKey := placesByKey{}
	for i, p := range all {
		byKey.add(i, p)
	}
	repeated := map[int]bool{}
	for _, s := range shipped {
		same := byKey.near(all[:len(imported)], s, sameInTwo)
		if len(same) == 0 {
			all = append(all, s)
			continue
		}
		slices.SortStableFunc(same, func(a, b int) int {
			return cmp.Compare(unlike(all[a], s), unlike(all[b], s))
		})
		best := &all[same[0]]
		for _, i := range same[1:] { // Derry and Londonderry
			if all[i].Kind == best.Kind && within(all[i].Point, best.Point, sameInOne) {
				join(best, all[i])
				repeated[i] = true
			}
		}
		known := *best // whose names, kind and district are looked after; where it is, the source knows
		best.Name, best.Others, best.District = s.Name, s.Others, s.District
		join(best, known)
		if s.Kind.Rank() < best.Kind.Rank() {
			best.Kind = s.Kind
		}
	}
	kept := all[:0]
	for i, p := range all {
		if !repeated[i] {
			kept = append(kept, p)
		}
	}
	return kept
}

// unlike is how far a place's kind is from that of another.
func unlike(p, q names.Place) int {
	d := p.Kind.Rank() - q.Kind.Rank()
	return max(d, -d)
}
