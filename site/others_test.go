package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

// hall is a place at a point a little more than so many miles north of the middle of Leeds.
func hall(miles float64) data.Location {
	return data.Location{Name: fmt.Sprintf("Hall at mile %v", miles), Address: data.Address{Line1: fmt.Sprintf("%v North Road", 10*miles+1), City: "Leeds"},
		Point: &data.Coordinates{Latitude: 53.7965 + miles*1.01/69.17, Longitude: -1.5478}}
}

// A listing with a place leads to the nearest on its topic, with how far they are from it; one that is withheld, or has no place, says of
// none how far it is.
func TestNearestOthers(t *testing.T) {
	food := says(func(s *data.Service) { s.Topics = []data.TopicID{"food"} })
	hidden := at(data.Location{Name: "Rose House", Withheld: true, Address: data.Address{Postcode: "LS6 1AN"}, Point: &data.Coordinates{Latitude: 53.7966, Longitude: -1.5479}})
	w := newTold(t,
		service("larder", "Larder", food, serves(leeds), at(hall(0))), service("pantry", "Pantry", food, at(hall(0.5)), serves(leeds)),
		service("kitchen", "Kitchen", food, at(hall(3)), serves(leeds)), service("fridge", "Fridge", food, at(hall(2)), serves(leeds)),
		service("bakery", "Bakery", food, at(hall(1)), serves("E08000032")), service("stove", "Stove", food, at(hall(4)), serves(leeds)),
		service("tins", "Tins by post", food, by(data.ByPhone), serves(leeds)), service("safe-meals", "Safe meals", food, serves(leeds), hidden),
		service("both", "Two kitchens", food, serves(leeds), at(hall(0.1)), hidden), service("alone", "Orchard", food, serves("S12000027"), by(data.InPerson),
			at(data.Location{Address: data.Address{Postcode: "ZE1 0AA"}, Name: "Far hall"})),
		service("scots", "Scottish meals", food, serves("S92000003"), by(data.ByPhone)),
	)
	heading := func(a answer) string { return strings.Join(a.all("#others"), " ") }
	others := func(a answer) []string { return a.all("section[aria-labelledby=others] li") }
	larder := w.get(t, w.address("larder", "larder"))
	want := []string{"Two kitchens (0.1 miles, about 2 minutes on foot)", "Pantry (0.5 miles, about 12 minutes on foot)", "Fridge (2.0 miles)"}
	if got := others(larder); heading(larder) != "Nearest others like this" || !slices.Equal(got, want) {
		t.Errorf("%q: %q", heading(larder), got)
	}
	welsh := w.get(t, "/cy"+w.address("larder", "larder"))
	if got := others(welsh); heading(welsh) != "Y rhai tebyg agosaf" || len(got) != 3 || got[2] != "Fridge (2.0 milltir)" {
		t.Errorf("%q: %q", heading(welsh), got)
	}
	for _, own := range []string{"safe-meals", "both", "tins"} {
		a := w.get(t, w.address(own, map[string]string{"safe-meals": "safe-meals", "both": "two-kitchens", "tins": "tins-by-post"}[own]))
		got := others(a)
		if heading(a) != "Others like this" || len(got) == 0 || strings.Contains(strings.Join(got, " "), "mile") {
			t.Errorf("%s: %q: %q", own, heading(a), got)
		}
	}
	// What is far is not offered as near: then those who serve people there.
	alone := w.get(t, w.address("alone", "orchard"))
	if got := others(alone); heading(alone) != "Others like this" || !slices.Contains(got, "Scottish meals (by phone)") {
		t.Errorf("far from all: %q: %q", heading(alone), got)
	}
	// What has closed leads to the nearest, and none leads to it.
	w.turns(t, "fridge", "defunct")
	fridge := w.get(t, w.address("fridge", "fridge"))
	if got := others(fridge); heading(fridge) != "Nearest others like this" || len(got) != 3 || got[0] != "Kitchen (1 mile)" {
		t.Errorf("closed: %q: %q", heading(fridge), got)
	}
	fridge.must(t, in("a[href='#others']"))
	if got := others(w.get(t, w.address("larder", "larder"))); len(got) != 3 || got[2] != "Kitchen (3.0 miles)" {
		t.Errorf("after one has closed: %q", got)
	}
}
