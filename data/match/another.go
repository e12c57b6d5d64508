package match

import (
	"slices"

	"fingerpost/data"
)

// Renamed reports whether two names have not one word in common.
func Renamed(before, now string) bool {
	words := Words(now)
	return !slices.ContainsFunc(Words(before), func(w string) bool { return slices.Contains(words, w) })
}

// Another reports whether what a source tells under one of its ids is likely of another service than it told of before: nothing in the
// name, and no number, address for letters or page, is as it was. A source that reuses its ids does not say so.
func Another(before, now data.Service) bool {
	if !Renamed(before.Name, now.Name) {
		return false
	}
	reached := func(s data.Service) []string {
		var ways []string
		for _, p := range s.Phones {
			ways = append(ways, digits(p.Number))
		}
		for _, way := range []string{s.Email, s.URL} {
			if way != "" {
				ways = append(ways, way)
			}
		}
		return ways
	}
	old := reached(before)
	return !slices.ContainsFunc(reached(now), func(way string) bool { return slices.Contains(old, way) })
}
