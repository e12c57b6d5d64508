package geo

import (
	"slices"
	"strings"
	"unicode"
)

// otherNames are names in use that the official lists do not have. (South
// Yorkshire's combined authority is there by its former name, Sheffield City
// Region.)
var otherNames = map[string]AreaCode{
	"UK":              unitedKingdom,
	"GB":              "K03000001",
	"Britain":         "K03000001",
	"South Yorkshire": "E47000002",
	"Hull":            "E06000010",
	"Anglesey":        "W06000001",
	"Western Isles":   "S12000013",
}

// AreaByName finds the areas of that name: districts, counties, combined
// authorities, regions, nations. Case, punctuation and "the" do not matter. When
// no area has the very name, words of its government are left out ("City of",
// "County Council", "London Borough of"), so that London is the region and
// Glasgow is Glasgow City. Several areas may share a name: North East is a
// region and a combined authority; they come smallest level first. None is nil.
func AreaByName(name string) []Area {
	t, full := areas(), fullKey(name)
	codes := t.byName[full]
	if codes == nil {
		codes = t.byShort[shortKey(full)]
	}
	var found []Area
	for _, c := range codes {
		found = append(found, t.byCode[c].Area)
	}
	if hasCouncil(full) {
		found = slices.DeleteFunc(found, func(a Area) bool { return a.Level > CountyLevel })
	}
	return found
}

// respelled drops what a name is written with or without: St. and St, King's
// and Kings.
var respelled = strings.NewReplacer("&", " and ", "'", "", "’", "", ".", "")

// fullKey is a name in small letters without punctuation: "yorkshire and
// humber". It is "" for text that is longer than any name.
func fullKey(name string) string {
	if len(name) > longestText {
		return ""
	}
	words := strings.FieldsFunc(respelled.Replace(strings.ToLower(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	words = slices.DeleteFunc(words, func(word string) bool { return word == "the" })
	return strings.Join(words, " ")
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
