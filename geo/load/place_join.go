package load

import (
	"slices"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"

	"github.com/paulmach/orb"
)

// How far apart two places of one name may lie and be the same, in kilometres.
// Two sources put the middle of a town farther apart than one does.
const (
	sameInOne = 1.5
	sameInTwo = 3.0
)

func within(a, b orb.Point, kilometres float64) bool {
	return geo.Distance(a, b).Kilometres() <= kilometres
}

// placesByKey are the places that have a name, as indexes of a list.
type placesByKey map[string][]int

// add makes place i known by all its names.
func (k placesByKey) add(i int, p names.Place) {
	for _, name := range allNames(p) {
		if key := names.Key(name); !slices.Contains(k[key], i) {
			k[key] = append(k[key], i)
		}
	}
}

// near are the places of a list that have one of the names of p and are not
// farther from it than so many kilometres.
func (k placesByKey) near(list []names.Place, p names.Place, kilometres float64) []int {
	var found []int
	for _, name := range allNames(p) {
		for _, i := range k[names.Key(name)] {
			if within(list[i].Point, p.Point, kilometres) && !slices.Contains(found, i) {
				found = append(found, i)
			}
		}
	}
	return found
}

func allNames(p names.Place) []string { return append([]string{p.Name}, p.Others...) }

// join adds the names of another row for the same place.
func join(p *names.Place, more names.Place) {
	joined := *p
	for _, name := range allNames(more) {
		known := func(have string) bool { return names.Key(have) == names.Key(name) }
		if !slices.ContainsFunc(allNames(joined), known) {
			joined.Others = append(slices.Clip(joined.Others), name)
		}
	}
	if names.Fits(joined) == nil { // a place has a hundred names at most
		*p = joined
	}
}
