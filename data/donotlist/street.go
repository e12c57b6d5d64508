package donotlist

import (
	"strings"

	"fingerpost/data"
)

// street is one spelling of the name of a street, or the town where it is not known.
type street struct {
	key     string // folded
	town    bool   // it says something behind the name of a house, and nothing else
	bare    bool   // its kind is left out: then it is only known between a house's number and the end of what is said
	address *address
}

// house is the name of a house.
type house struct {
	key     string
	address *address
}

// leastBare is how many letters the name of a street must have to be known without its kind.
const leastBare = 5

// mostSpellings bounds how many ways of writing a name are looked for.
const mostSpellings = 64

// spellingsOf lists how the name of a street may be written: with its kind in full, short or left out, "St" for "Saint" and so
// on. What stands between the words plays no part.
func spellingsOf(name string) (out []*street) {
	words := wordsOf(name)
	if len(words) == 0 {
		return nil
	}
	seen := map[string]bool{}
	add := func(key string, bare bool) {
		if len(key) >= shortest && !seen[key] {
			seen[key] = true
			out = append(out, &street{key: key, bare: bare})
		}
	}
	last := len(words) - 1
	kind := data.StreetType(words[last])
	if kind == "" || last == 0 {
		for _, key := range variantsOf(words) {
			add(key, false)
		}
		return out
	}
	for _, key := range variantsOf(words[:last]) {
		for _, spelling := range data.StreetTypes(kind) {
			add(key+spelling, false)
		}
		if len(key) >= leastBare {
			add(key, true)
		}
	}
	return out
}

// wordsOf are the words of a street's name, folded.
func wordsOf(name string) (words []string) {
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(name, "&", " and "), func(r rune) bool { return strings.ContainsRune(" .-/()", r) }) {
		if w = fold(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// alike are the words of names that are written in more than one way, or left out.
var alike = map[string][]string{"saint": {"st"}, "st": {"saint"}, "mount": {"mt"}, "mt": {"mount"}, "and": {""}, "the": {""},
	"north": {"n"}, "south": {"s"}, "east": {"e"}, "west": {"w"}, "great": {"gt"}, "little": {"lt"}, "upper": {"upr"}, "lower": {"lwr"},
	"first": {"1st"}, "second": {"2nd"}, "third": {"3rd"}, "doctor": {"dr"}, "dr": {"doctor"}}

// variantsOf are the ways of writing some words, folded into one.
func variantsOf(words []string) []string {
	variants := []string{""}
	for _, w := range words {
		ways := append([]string{w}, alike[w]...)
		var next []string
		for _, before := range variants {
			for _, way := range ways {
				if len(next) < mostSpellings {
					next = append(next, before+way)
				}
			}
		}
		variants = next
	}
	return variants
}
