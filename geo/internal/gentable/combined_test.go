package main

import (
	"slices"
	"testing"

	"fingerpost/geo"
)

// smallSet is a county with a district and a unitary authority beside it.
func smallSet() *areaSet {
	return &areaSet{
		byCode: map[geo.AreaCode]area{
			"E07000032": {name: "Amber Valley", parents: []geo.AreaCode{"E10000007", "E12000004", "E92000001"}},
			"E10000007": {name: "Derbyshire", parents: []geo.AreaCode{"E12000004", "E92000001"}},
			"E06000012": {name: "North East Lincolnshire", parents: []geo.AreaCode{"E12000003", "E92000001"}},
			"E08000035": {name: "Leeds", parents: []geo.AreaCode{"E47000003", "E12000003", "E92000001"}},
		},
		replaced: map[geo.AreaCode]geo.AreaCode{"E07000165": "E08000035"},
	}
}

// TestUnite: what is made of a county is a parent of its districts too, below the
// region; the region of only one part is none of the whole's.
func TestUnite(t *testing.T) {
	set := smallSet()
	whole := union{"E47000017", "Across", []geo.AreaCode{"E10000007", "E06000012"}}
	if err := set.unite(whole); err != nil {
		t.Fatal(err)
	}
	for code, want := range map[geo.AreaCode][]geo.AreaCode{
		"E07000032": {"E10000007", "E47000017", "E12000004", "E92000001"},
		"E10000007": {"E47000017", "E12000004", "E92000001"},
		"E06000012": {"E47000017", "E12000003", "E92000001"},
		"E08000035": {"E47000003", "E12000003", "E92000001"},
		"E47000017": {"E92000001"},
	} {
		if got := set.byCode[code].parents; !slices.Equal(got, want) {
			t.Errorf("%s lies in %v, want %v", code, got, want)
		}
	}
	if err := set.unite(whole); err == nil {
		t.Error("an area that is there was added again")
	}
	if err := set.unite(union{"E47000099", "Nowhere", []geo.AreaCode{"E06000999"}}); err == nil {
		t.Error("an area was made of an unknown one")
	}
}

func TestReplace(t *testing.T) {
	for _, c := range []struct {
		old, now geo.AreaCode
		ok       bool
	}{
		{"E10000023", "E08000035", true},
		{"E07000165", "E08000035", true},  // as in the lists
		{"E07000165", "E10000007", false}, // and otherwise
		{"E10000023", "E06000999", false}, // to what is not there
		{"E10000007", "E08000035", false}, // of today
	} {
		if err := smallSet().replace(c.old, c.now); (err == nil) != c.ok {
			t.Errorf("%s by %s: %v", c.old, c.now, err)
		}
	}
}
