package match

import (
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

// contrast names what tells two names apart, of which it gets the words; empty if nothing of the kind does.
func contrast(x, y []string) string {
	if squashed(x, y) {
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

// meant is what the words of a name mean; nil if none means anything, as is mostly so.
func meant(words []string, of map[string]string) (out map[string]bool) {
	for _, w := range words {
		if meaning := of[w]; meaning != "" {
			out = with(out, meaning)
		}
	}
	return out
}

// numbersIn are the words that hold a figure; nil if none does.
func numbersIn(words []string) (out map[string]bool) {
	for _, w := range words {
		if strings.ContainsFunc(w, unicode.IsDigit) {
			out = with(out, w)
		}
	}
	return out
}

func with(set map[string]bool, member string) map[string]bool {
	if set == nil {
		set = map[string]bool{}
	}
	set[member] = true
	return set
}

// within reports whether one set is a part of another.
func within(a, b map[string]bool) bool {
	for w := range a {
		if !b[w] {
			return false
		}
	}
	return true
}

// apart reports whether two sets have nothing in common.
func apart(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return false
		}
	}
	return true
}
