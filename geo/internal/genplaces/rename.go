package main

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"
)

// namesTSV has a line for each place with other names, or that its source knows
// by a name that is not the one most used: first letter of its district, name in
// the source, name, other names with bars between them. All are names in use, of
// today or on older maps; nicknames are not among them. OS Open Names gives one
// name of a Welsh or Gaelic place, sometimes the one, sometimes the other.
//
//go:embed names.tsv
var namesTSV string

// renamed gives the places the names of names.tsv. A line that fits no place is
// an error: then the source has changed, and the line wants looking at.
func renamed(places []names.Place) ([]names.Place, error) {
	for line := range strings.Lines(namesTSV) {
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(column) != 4 {
			return nil, fmt.Errorf("names.tsv: %q", line)
		}
		at := slices.IndexFunc(places, func(p names.Place) bool {
			return strings.HasPrefix(p.District, column[0]) && p.Name == column[1]
		})
		if at < 0 {
			return nil, fmt.Errorf("names.tsv: no %s in %s", column[1], column[0])
		}
		places[at].Name, places[at].Others = column[2], nil
		if column[3] != "" {
			places[at].Others = strings.Split(column[3], "|")
		}
	}
	return places, nil
}

// sameWithin is how far apart two rows may lie and be one place.
const sameWithin = 1.5 // kilometres

// joined makes one place of two rows that have a name in common: Derry, and
// Londonderry County Borough.
func joined(places []names.Place) []names.Place {
	var kept []names.Place
	for _, p := range places {
		twin := slices.IndexFunc(kept, func(q names.Place) bool {
			return q.Kind == p.Kind && geo.Distance(q.Point, p.Point).Kilometres() <= sameWithin && shareName(p, q)
		})
		if twin < 0 {
			kept = append(kept, p)
			continue
		}
		if len(p.Others) > len(kept[twin].Others) {
			kept[twin] = p
		}
	}
	return kept
}

func shareName(p, q names.Place) bool {
	others := append([]string{q.Name}, q.Others...)
	return slices.ContainsFunc(append([]string{p.Name}, p.Others...), func(name string) bool {
		return slices.ContainsFunc(others, func(other string) bool { return names.Key(name) == names.Key(other) })
	})
}
