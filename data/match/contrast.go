package match

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// contrasts are words of which a name has one or another, and by which things of one sort are told apart: sessions by their day,
// groups by whom they are for, branches by where they lie.
var contrasts = []struct {
	what string
	of   map[string]string // word to what it means
}{
	{"another day in the name", meanings("monday mondays mon|tuesday tuesdays tues tue|wednesday wednesdays wed|thursday thursdays thurs thur thu|friday fridays fri|saturday saturdays sat|sunday sundays sun")},
	{"another time of day in the name", meanings("morning mornings|afternoon afternoons|evening evenings night")},
	{"other people in the name", meanings("men mens man|women womens woman ladies")},
	{"other people in the name", meanings("boys|girls")},
	{"another age in the name", meanings("baby babies bumps|toddler toddlers|children childrens kids child|young youth teen teens teenage|older elderly over50s seniors|juniors junior")},
	{"another side in the name", meanings("north northern|south southern|east eastern|west western")},
	{"another sort of house in the name", meanings("library libraries|church chapel methodist baptist parish|school academy|leisure gym|hall|pharmacy chemist|surgery|park|museum|club")},
	{"another rank in the name", meanings("upper|lower|middle")},
}

func meanings(list string) map[string]string {
	out := map[string]string{}
	for _, same := range strings.Split(list, "|") {
		words := strings.Fields(same)
		for _, w := range words {
			out[w] = words[0]
		}
	}
	return out
}

// contrast names what tells two names apart; empty if nothing of the kind does.
func contrast(a, b string) string {
	x, y := Words(a), Words(b)
	if strings.Join(x, "") == strings.Join(y, "") {
		return ""
	}
	for _, c := range contrasts {
		if m, n := meant(x, c.of), meant(y, c.of); len(m) > 0 && len(n) > 0 && apart(m, n) {
			return c.what
		}
	}
	m, n := numbersIn(x), numbersIn(y)
	if len(m) > 0 && len(n) > 0 && apart(m, n) {
		return "another number in the name"
	}
	return ""
}

func meant(words []string, of map[string]string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		if meaning := of[w]; meaning != "" {
			out[meaning] = true
		}
	}
	return out
}

// numbersIn are the words that hold a figure.
func numbersIn(words []string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		if strings.ContainsFunc(w, unicode.IsDigit) {
			out[w] = true
		}
	}
	return out
}

// within reports whether one set is a part of another.
func within(a, b map[string]bool) bool {
	return !slices.ContainsFunc(slices.Collect(maps.Keys(a)), func(w string) bool { return !b[w] })
}

// apart reports whether two sets have nothing in common.
func apart(a, b map[string]bool) bool {
	return !slices.ContainsFunc(slices.Collect(maps.Keys(a)), func(w string) bool { return b[w] })
}
