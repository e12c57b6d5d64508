package index_test

import (
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

// TestTypes promises that what people say who need a type of service finds those of the type, by what their names, their
// sources or their first words call them, though they share no word with the search; and finds nothing by a word in passing.
func TestTypes(t *testing.T) {
	o := find(t, "LS1 4AP")
	shed := service("Ashby Men in Sheds", at(north(o, 1)))
	called := service("The Old Forge", says("A men's shed in the village. Ring the bell."), at(north(o, 1)))
	sorted := service("Number Ten", of(func(s *data.Service) { s.Categories = []string{"Men's sheds"} }), at(north(o, 1)))
	passing := service("Quilters", says("We sew. We meet next door to the men's shed."), at(north(o, 1)))
	named := service("Ashby Chess Club", says("A men's shed in the village."), at(north(o, 1)))
	all := []data.Submission{shed, called, sorted, passing, named}
	s := setting(t)
	s.Lexicon.Types = []data.ServiceType{
		{ID: "mens-shed", Name: "Men's sheds", Words: []string{"men's shed", "men in sheds", "men's sheds"}, Say: []string{"dad has nothing to do since he retired", "he misses working with his hands", "lads from work all gone"}},
		{ID: "chess", Name: "Chess clubs", Words: []string{"chess club"}, Say: []string{"someone to play board games with", "learn the openings"}},
	}
	x := indexWith(t, s, newMemory(all...))
	a := search(t, x, index.Request{Text: "my dad retired and has nothing to do all day", Origin: &o})
	got := names(a, all...)
	for _, name := range []string{"Ashby Men in Sheds", "The Old Forge", "Number Ten"} {
		if !slices.Contains(got, name) {
			t.Errorf("%s is not among %s", name, list(got))
		}
	}
	for _, name := range []string{"Quilters", "Ashby Chess Club"} {
		if at := slices.Index(got, name); at >= 0 && at < 3 {
			t.Errorf("%s comes before what is meant: %s", name, list(got))
		}
	}
	if a.Results[0].Resembles == "" {
		t.Error("the answer does not say which words were like those that were typed")
	}
}
