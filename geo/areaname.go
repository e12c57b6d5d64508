package geo

import (
	"regexp"
	"slices"
	"strings"

	"fingerpost/geo/internal/names"
)

// namedArea is what a name of areas means: one area, or several together
// (Berkshire, which is six councils).
type namedArea struct {
	name  string // as the tables write it
	codes []AreaCode
}

// AreaByName finds the areas of that name: districts, counties, combined
// authorities, regions, nations. Case, punctuation and "the" do not matter. When
// no area has the very name, words of its government are left out ("City of",
// "County Council", "London Borough of"), so that London is the region and
// Glasgow is Glasgow City. Several areas may share a name: North East is a
// region and a combined authority; they come smallest level first. None is nil,
// also for a name of several areas together: see [AreasNamed].
func AreaByName(name string) []Area {
	var found []Area
	for _, n := range areasOf(names.Key(name)) {
		if len(n.codes) == 1 {
			found = append(found, areas().byCode[n.codes[0]].Area)
		}
	}
	return found
}

// areasOf are the areas that a key names, smallest level first.
func areasOf(key string) []namedArea {
	if key == "" {
		return nil
	}
	t := areas()
	found := t.byName[key]
	if found == nil {
		found = t.byShort[shortKey(key)]
	}
	if hasCouncil(key) {
		found = slices.DeleteFunc(slices.Clone(found), func(n namedArea) bool { return n.codes[0].Level() > CountyLevel })
	}
	return found
}

// Words that stand before and behind names of areas where someone says whom a
// service is for: "all of Wales", "Leeds residents", "Kirklees-wide".
var (
	wholeOf = []string{
		"all of", "the whole of", "whole of", "all across", "across", "throughout", "anywhere in", "covering", "covers", "serving",
		"people in", "people living in", "residents of", "anyone in", "all", "mainland",
	}
	afterAreas = []string{"residents only", "residents", "wide", "only", "areas", "area", "region"}
)

// AreasNamed reads what someone wrote of whom a service is for as the areas that
// it names: "Leeds City Council", "Calderdale and Kirklees", "all of Wales",
// "Berkshire" (its six councils). It is all or nothing: ok is false when a part of
// the text names no area, or a name that several bear.
func AreasNamed(text string) (found []Area, ok bool) {
	if len(text) > longestList {
		return nil, false
	}
	for _, a := range areasListed(text, 0) {
		if !slices.ContainsFunc(found, func(b Area) bool { return b.Code == a.Code }) {
			found = append(found, a)
		}
	}
	return found, len(found) > 0
}

// betweenAreas are what stands between the names of a list, what parts the most
// first: "Brighton and Hove; East Sussex" is two.
var betweenAreas = []*regexp.Regexp{
	regexp.MustCompile(`[;|/\n]`), regexp.MustCompile(`,`), regexp.MustCompile(`(?i)\s(?:and|plus)\s|[&+]`),
}

// areasListed reads a text as one name, else as a list of them; nil when a part of
// it is neither.
func areasListed(text string, between int) []Area {
	if one := areasNamed(text); one != nil || between == len(betweenAreas) {
		return one
	}
	var all []Area
	for _, piece := range betweenAreas[between].Split(text, -1) {
		if names.Key(piece) == "" {
			continue
		}
		some := areasListed(piece, between+1)
		if some == nil {
			return nil
		}
		all = append(all, some...)
	}
	return all
}

// longestList is the most bytes that are read as a list of areas: all councils
// of England fit in.
const longestList = 8000

// areasNamed reads one name, alone or with the words around it.
func areasNamed(text string) []Area {
	for again := true; again; {
		again = false
		switch n := areasOf(names.Key(text)); {
		case len(n) == 1:
			var found []Area
			for _, c := range n[0].codes {
				found = append(found, areas().byCode[c].Area)
			}
			return found
		case len(n) > 1:
			return nil
		}
		text = strings.TrimFunc(text, isNotWord)
		for _, lead := range wholeOf {
			if rest, ok := cutFold(text, lead); ok {
				text, again = rest, true
			}
		}
		for _, tail := range afterAreas {
			if cut := len(text) - len(tail); cut > 1 && strings.EqualFold(text[cut:], tail) && strings.ContainsRune(" -", rune(text[cut-1])) {
				text, again = text[:cut-1], true
			}
		}
	}
	return nil
}

// ofGovernment are the words by which a council's name is longer than that of
// its area.
var ofGovernment = []string{
	"authority", "borough", "city", "combined", "council", "county", "district",
	"london", "mayoral", "metropolitan", "royal", "unitary",
}

// shortKey leaves out the words of government around a name: "metropolitan
// borough of X", "x, city of", "county x", "x city council". It leaves a word.
func shortKey(full string) string {
	words := strings.Fields(full)
	government := func(word string) bool { return slices.Contains(ofGovernment, word) }
	of := slices.Index(words, "of")
	if of > 0 && of < len(words)-1 && !slices.ContainsFunc(words[:of], func(w string) bool { return !government(w) }) {
		words = words[of+1:]
	}
	if n := len(words); n > 2 && words[n-1] == "of" && government(words[n-2]) {
		words = words[:n-2]
	}
	for len(words) > 1 && government(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) > 1 && words[0] == "county" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// hasCouncil says whether a name is that of a body, which no region has.
func hasCouncil(full string) bool {
	return strings.HasSuffix(full, " council") || strings.HasSuffix(full, " authority")
}
