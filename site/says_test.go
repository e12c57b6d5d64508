package site

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

// oddWords are words as listings and people write them: with endings, accents, apostrophes, figures and what is not ASCII.
var oddWords = strings.Fields(`Food foods FOODBANK bank banks banking carer's Carers’ carers o'clock ‘quoted’ 'tis café cafe Café été ete
	naïve ŵyl wyl Ŵyl 24/7 12-week 1st skies ski ties tied ies yes ses a I x_y e-mail email groups, (groups) group; self-help self help
	dogs... do doing done s' ’s Ⅷ ß straße strasse ﬁt fit x̄ bar`)

// What a card keeps of a listing says where words are just as the listing does: whoever searches is told why each result is there.
func TestSaysAsTheListingDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	text := func(most int) string {
		var words []string
		for range random.IntN(most + 1) {
			words = append(words, oddWords[random.IntN(len(oddWords))])
		}
		return strings.Join(words, []string{" ", ", ", "/", "\n"}[random.IntN(4)])
	}
	found := 0
	for range 20_000 {
		l := data.Listing{Service: data.Service{Name: text(3), Summary: text(4), Description: text(8), ApplicationProcess: text(2), EligibilityDescription: text(2)},
			Organization: data.Organization{Name: text(2)}}
		for range random.IntN(3) {
			l.Service.AlternateNames, l.Service.Audiences = append(l.Service.AlternateNames, text(2)), append(l.Service.Audiences, text(1))
			l.Locations = append(l.Locations, data.Location{Name: text(2), Address: data.Address{Line1: text(2), City: text(1)}})
		}
		sought := index.Sought{Words: strings.Fields(text(2))}
		for range random.IntN(3) {
			sought.Also = append(sought.Also, strings.Fields(text(2)))
		}
		got, want := saysOf(l).matches(sought), index.Matches(l, []index.Sought{sought})
		if !slices.Equal(got, want) {
			t.Fatalf("%+v: %v, but the listing %v\n%+v", sought, got, want, l)
		}
		found += len(got)
	}
	if found < 2000 {
		t.Errorf("only %d of 20000 were found: this says little", found)
	}
}
