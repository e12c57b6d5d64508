package index

import (
	"slices"
	"strings"

	"fingerpost/data"
)

// Sought is one thing that a search looked for: its words, and other words for it.
type Sought struct {
	Words []string
	Also  [][]string
}

// Text is what was sought, as it was typed.
func (s Sought) Text() string { return strings.Join(s.Words, " ") }

// Match is where a listing says what was sought.
type Match struct {
	Words string // as they were typed, or the other words that were found for them
	Field MatchField
}

// MatchField is a part of a listing that words were found in.
type MatchField string

const (
	InName         MatchField = "name"
	InOrganization MatchField = "organization"
	InSummary      MatchField = "summary"
	InDescription  MatchField = "description"
	InFor          MatchField = "for"
	InPlace        MatchField = "place"
)

// MatchFields lists the fields in the order in which they tell most.
var MatchFields = []MatchField{InName, InOrganization, InSummary, InDescription, InFor, InPlace}

// Matches says, for each thing that was sought, where a listing says it first: all its words in one field, whatever their
// endings, or else other words for it. What the listing does not say in words is left out.
func Matches(l data.Listing, all []Sought) []Match {
	texts := map[MatchField][]string{}
	for field, text := range map[MatchField]string{
		InName: strings.Join(append([]string{l.Service.Name}, l.Service.AlternateNames...), " "), InOrganization: l.Organization.Name,
		InSummary: l.Service.Summary, InDescription: l.Service.Description + " " + l.Service.ApplicationProcess,
		InFor: l.Service.EligibilityDescription + " " + strings.Join(l.Service.Audiences, " "), InPlace: placeWords(l),
	} {
		for _, w := range split(text) {
			texts[field] = append(texts[field], stem(w))
		}
	}
	var out []Match
	for _, s := range all {
		if m, ok := matched(texts, s); ok && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

func matched(texts map[MatchField][]string, s Sought) (Match, bool) {
	for _, words := range append([][]string{s.Words}, s.Also...) {
		if len(words) == 0 {
			continue
		}
		for _, field := range MatchFields {
			if !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(texts[field], stem(w)) }) {
				return Match{strings.Join(words, " "), field}, true
			}
		}
	}
	return Match{}, false
}

func placeWords(l data.Listing) string {
	var words []string
	for _, place := range l.Locations {
		words = append(words, place.Name, place.Address.Line1, place.Address.City)
	}
	return strings.Join(words, " ")
}

// sought is what a unit looks for, as the answer tells it.
func (u unit) sought() Sought {
	s := Sought{Also: u.also}
	for _, w := range u.words {
		s.Words = append(s.Words, w.text)
		for _, as := range w.as {
			s.Also = append(slices.Clip(s.Also), []string{as})
		}
	}
	return s
}
