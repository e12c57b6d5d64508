package index_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"fingerpost/data"
	"fingerpost/index"
)

// TestMatches promises that an answer can say where a listing says what was sought, and that it says nothing of what is not
// there.
func TestMatches(t *testing.T) {
	l := data.Listing{
		Service: data.Service{Name: "Digital Buddies", Summary: "Someone to sit with you.", Description: "Learn to use tablets, and the internet.",
			EligibilityDescription: "Carers"},
		Organization: data.Organization{Name: "Age UK Leeds"},
	}
	sought := func(words ...string) index.Sought { return index.Sought{Words: words} }
	for _, test := range []struct {
		sought []index.Sought
		want   []index.Match
	}{
		{[]index.Sought{sought("tablet")}, []index.Match{{Words: "tablet", Field: index.InDescription}}},
		{[]index.Sought{sought("age", "uk"), sought("buddy")}, []index.Match{{Words: "age uk", Field: index.InOrganization}, {Words: "buddy", Field: index.InName}}},
		{[]index.Sought{{Words: []string{"cheap", "ipad"}, Also: [][]string{{"device", "loan"}, {"tablet"}}}}, []index.Match{{Words: "tablet", Field: index.InDescription}}},
		{[]index.Sought{sought("carer")}, []index.Match{{Words: "carer", Field: index.InFor}}},
		{[]index.Sought{sought("age", "tablet"), sought("yoga"), sought()}, nil},
	} {
		if got := index.Matches(l, test.sought); !cmp.Equal(got, test.want) {
			t.Errorf("%v: %v, want %v", test.sought, got, test.want)
		}
	}
}
