package index_test

import (
	"fmt"
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

// Little is what was found before the search looked further, whatever it found then.
func TestLittle(t *testing.T) {
	var all []data.Submission
	for i := range 4 {
		all = append(all, service(fmt.Sprint("Welcome Table ", i), says("Groceries."), about("food")))
	}
	all = append(all, service("Fixers", says("A repair café.")), service("Lend an ear", about("listening")))
	x := indexOver(t, all...)
	for text, want := range map[string]bool{
		"food bank": false, "groseries": false, // a slip of the finger
		"repair café": true, "quidditch": true, "i really love quidditch and broomsticks": true,
		"repair food bank": true, // most of the words find more
		"":                 false,
	} {
		if a := search(t, x, index.Request{Text: text, Limit: 20}); a.Little != want {
			t.Errorf("%q: %t, of %d, after %v", text, a.Little, a.Total, a.Relaxed)
		}
	}
	if a := search(t, x, index.Request{Text: "food bank", Filters: index.Filters{index.CostGroup: {"free"}}, Limit: 20}); !a.Little || a.Total == 0 {
		t.Errorf("a filter that was given up: %t, of %d", a.Little, a.Total)
	}
}

// The topics of an answer are those that the words name, and not those that were looked for when they named none.
func TestTopicsOfTheWords(t *testing.T) {
	x := indexOver(t, service("Lend an ear", about("listening")))
	for text, want := range map[string]data.TopicID{"food bank near Leeds": "food", "cheap tablet": "devices", "quidditch": "", "": "", "help": "",
		"i really love quidditch and broomsticks": "", "cheap tablit": "devices"} {
		got := search(t, x, index.Request{Text: text, Limit: 20}).Topics
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got[:min(len(got), 1)], want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}
