package geo

import "fingerpost/geo/internal/names"

// Towns lists the cities and towns that are known. [Place.Near] of each finds it.
func Towns() []Place {
	a := current()
	var out []Place
	for p := range a.gazetteer().All() {
		if kind := placeKinds[p.Kind]; kind == City || kind == Town {
			out = append(out, a.distinct(a.settlement(names.Match{Place: p})))
		}
	}
	return out
}
