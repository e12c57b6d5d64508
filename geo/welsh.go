package geo

import (
	"slices"
	"strings"
)

// welshLeads are the words that stand before a place in Welsh speech. Behind some of them its first letter changes.
var welshLeads = []string{
	"rwy'n byw yn", "rwyn byw yn", "rwy'n byw ym", "rwy'n byw yng", "dw i'n byw yn", "dw i'n byw ym", "dw i'n byw yng", "byw yn", "byw ym", "byw yng",
	"yn agos at", "yn agos i", "agos at", "agos i", "wrth ymyl", "o gwmpas", "yn ardal", "ardal", "gerllaw", "ger", "yn", "yng", "ym",
}

// withoutWelshLead drops what stands before a place in Welsh speech, and says whether anything did.
func withoutWelshLead(text string) (rest string, led bool) {
	text = strings.ReplaceAll(text, "’", "'")
	for _, lead := range welshLeads {
		if rest, ok := cutFold(text, lead); ok {
			return strings.TrimFunc(rest, isNotWord), true
		}
	}
	return text, false
}

// mutation is how a word may begin in Welsh speech, and how it begins in the dictionary.
type mutation struct{ spoken, plain string }

// Behind "yn" a name has the nasal mutation: yng Nghaerdydd, ym Mhowys, yn Nolgellau. Many say the soft one there, which other
// words cause as well: yn Gaerdydd, i Bowys. What begins with the letters of sure begins so in no name.
var (
	sure  = []mutation{{"ngh", "c"}, {"mh", "p"}, {"nh", "t"}}
	nasal = []mutation{{"ng", "g"}, {"m", "b"}, {"n", "d"}}
	soft  = []mutation{{"g", "c"}, {"b", "p"}, {"dd", "d"}, {"d", "t"}, {"f", "b"}, {"f", "m"}, {"l", "ll"}, {"r", "rh"}}
)

// mutated reads a text as the name of a place whose first letter has changed in Welsh speech.
func (s search) mutated(text string) reading {
	undo := sure
	if s.welsh {
		undo = slices.Concat(sure, nasal, soft)
	}
	for _, m := range undo {
		if len(text) <= len(m.spoken) || !strings.EqualFold(text[:len(m.spoken)], m.spoken) {
			continue
		}
		name := m.plain + text[len(m.spoken):]
		for _, read := range []func(string) reading{s.whole, s.parted} {
			if r := read(name); !r.none() && r.err == nil {
				return r
			}
		}
	}
	return reading{}
}

// inWales keeps the places in Wales, if there are any.
func inWales(places []Place) []Place {
	const wales AreaCode = "W92000004"
	var in []Place
	for _, p := range places {
		if Covers(wales, p.Areas) {
			in = append(in, p)
		}
	}
	if len(in) == 0 {
		return places
	}
	return in
}
