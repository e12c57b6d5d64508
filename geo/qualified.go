package geo

import (
	"slices"
	"strings"

	"fingerpost/geo/internal/names"
)

// How near to what qualifies it a place must be: "Headingley, Leeds",
// "Newton, EX5", and "Bolton, Lancashire", which is the post's county and not that
// of the maps.
const (
	nearTown     Miles = 12
	nearOutward  Miles = 8
	nearCounty   Miles = 40
	mostWords          = 12 // of a text that is split between its words
	longestOfEnd       = 4  // words that may name what qualifies a place
	mostGuesses        = 5  // places that are offered for a name that none bears
)

// leads are the words that stand before a place in speech.
var leads = []string{
	"i live in", "we live in", "i am in", "i'm in", "living in", "somewhere near", "somewhere in", "close to", "next to", "nearby to",
	"near to", "not far from", "all of", "the whole of", "whole of", "near", "nearby", "nr", "nr.", "in", "around", "at", "by", "from", "across", "throughout", "greater area of",
}

// tails are the words that stand behind one.
var tails = []string{
	"area", "wide", "station", "city centre", "town centre", "city center", "town center", "and surrounding area", "and surrounding areas", "and district", "and the surrounding area",
	"uk", "u.k.", "united kingdom", "gb", "great britain", "please",
}

// withoutLead drops what stands around a place in speech: "near Barnsley please".
func withoutLead(text string) string {
	text = strings.TrimFunc(text, isNotWord)
	for again := true; again; {
		again = false
		for _, lead := range leads {
			if rest, ok := cutFold(text, lead); ok {
				text, again = strings.TrimFunc(rest, isNotWord), true
			}
		}
		for _, tail := range tails {
			if len(text) > len(tail)+1 && strings.EqualFold(text[len(text)-len(tail):], tail) && isBlankBefore(text, tail) {
				text, again = strings.TrimFunc(text[:len(text)-len(tail)], isNotWord), true
			}
		}
	}
	return text
}

func isBlankBefore(text, tail string) bool {
	c := text[len(text)-len(tail)-1]
	return c == ' ' || c == ','
}

// cutFold cuts a word or words from the beginning of a text, in any case.
func cutFold(text, lead string) (rest string, ok bool) {
	if len(text) <= len(lead)+1 || !strings.EqualFold(text[:len(lead)], lead) || text[len(lead)] != ' ' {
		return text, false
	}
	return text[len(lead)+1:], true
}

// without is a text with a postcode taken out, however it was written.
func without(text string, p Postcode) string {
	outward, inward := p.halves()
	lower := strings.ToLower(text)
	for _, form := range []string{outward + " " + inward, outward + inward, outward + "-" + inward} {
		if i := strings.Index(lower, strings.ToLower(form)); i >= 0 && len(lower) == len(text) {
			return text[:i] + " " + text[i+len(form):]
		}
	}
	return ""
}

// parted reads a text in parts by commas, from the closest on: "Otley Road,
// Headingley, Leeds" is Headingley, the one that is in or near Leeds.
func (s search) parted(text string) reading {
	pieces := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;\n/()", r) })
	pieces = slices.DeleteFunc(pieces, func(p string) bool { return names.Key(p) == "" })
	if len(pieces) < 2 {
		return reading{}
	}
	for i, piece := range pieces {
		if r := s.with(withoutLead(piece), pieces[i+1:]); !r.none() {
			return r
		}
	}
	return reading{}
}

// qualified reads a text without commas whose last words say where its first
// are: "Ashford Kent", "Newport Isle of Wight"; or that end in a part of a
// postcode: "Headingley LS6".
func (s search) qualified(text string) reading {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > mostWords {
		return reading{}
	}
	for end := 1; end <= min(longestOfEnd, len(words)-1); end++ {
		cut := len(words) - end
		last := strings.Join(words[cut:], " ")
		if len(s.qualifier(last)) == 0 {
			continue
		}
		if r := s.postcode(last); !r.none() { // closer than any name before it
			return r
		}
		first := strings.Join(words[:cut], " ")
		for _, joint := range []string{" in", " near", " nr"} {
			first = strings.TrimSuffix(first, joint)
		}
		if r := s.with(first, []string{last}); !r.none() {
			return r
		}
	}
	return reading{}
}

// with reads a name and what qualifies it. Qualifiers that are not known are
// passed over: the answer says what was understood.
func (s search) with(name string, qualifiers []string) reading {
	if r := s.postcode(name); !r.none() {
		return r
	}
	fitting, qualified := s.all(name), false
	for _, text := range qualifiers {
		tests := s.qualifier(text)
		if len(tests) == 0 || len(fitting) == 0 {
			continue
		}
		qualified = true
		closest := passing(fitting, tests, func(t test) func(Place) bool { return t.in })
		if len(closest) == 0 {
			closest = passing(fitting, tests, func(t test) func(Place) bool { return t.about })
		}
		if len(closest) == 0 {
			return reading{places: s.shortlist(name), guessed: true}
		}
		fitting = closest
	}
	if !qualified {
		return reading{places: s.shortlist(name)}
	}
	return reading{places: largestFirst(fitting)}
}

// passing are the places that pass any of some tests.
func passing(places []Place, tests []test, how func(test) func(Place) bool) []Place {
	return slices.DeleteFunc(slices.Clone(places), func(p Place) bool {
		return !slices.ContainsFunc(tests, func(t test) bool { return how(t)(p) })
	})
}

// shortlist are the places that a name means when nothing qualifies it.
func (s search) shortlist(name string) []Place {
	if found := s.named(name); len(found) > 0 {
		return found
	}
	return s.all(name)
}

// largestFirst keeps the towns and cities when there are any: within what
// qualifies a name, they are what is meant.
func largestFirst(found []Place) []Place {
	major := slices.DeleteFunc(slices.Clone(found), func(p Place) bool { return rank(p) > rankMajor })
	if len(major) > 0 {
		return major
	}
	return found
}

// all are the places that bear a name, large or small.
func (s search) all(name string) []Place {
	key := names.Key(name)
	if key == "" {
		return nil
	}
	var found []Place
	for _, m := range s.atlas.gazetteer().Named(key) {
		found = append(found, s.atlas.settlement(m))
	}
	for _, a := range areasOf(key) {
		if p, err := LocateArea(a.codes[0]); err == nil && len(a.codes) == 1 && !stoodFor(p, found) {
			found = append(found, p)
		}
	}
	return found
}

// test says whether a place is in, or about where, a qualifier names.
type test struct{ in, about func(Place) bool }

// qualifier is what a text says of where a place is: in an area, near a larger
// place, or in an outward code. None is a text that says nothing known.
func (s search) qualifier(text string) []test {
	text = withoutLead(text)
	if p, err := ParsePostcode(text); err == nil {
		if row := s.atlas.parts.byCode[p.Outward()]; row != nil {
			near := within(row.point, nearOutward)
			return []test{{func(q Place) bool {
				nearest, _, ok := s.atlas.nearestPostcode(q.Point)
				return ok && p.Outward().Covers(nearest)
			}, near}}
		}
	}
	key := names.Key(text)
	var tests []test
	if codes := areas().about[key]; codes != nil {
		inAny := func(p Place) bool {
			return slices.ContainsFunc(codes, func(c AreaCode) bool { return Covers(c, p.Areas) })
		}
		tests = append(tests, test{inAny, inAny})
	}
	for _, a := range areasOf(key) {
		t := test{in: func(p Place) bool {
			return slices.ContainsFunc(a.codes, func(c AreaCode) bool { return Covers(c, p.Areas) })
		}, about: func(Place) bool { return false }}
		if middle, ok := areas().byCode[a.codes[0]]; ok && middle.Level <= CountyLevel {
			t.about = within(middle.middle, nearCounty)
		}
		tests = append(tests, t)
	}
	for _, m := range s.atlas.gazetteer().Named(key) {
		if m.Kind == names.City || m.Kind == names.Town {
			near := within(m.Point, nearTown)
			tests = append(tests, test{near, near})
		}
	}
	return tests
}

func within(middle Point, miles Miles) func(Place) bool {
	return func(p Place) bool { return Distance(middle, p.Point) <= miles }
}

// directions are words before a place that say which part of it is meant.
var directions = []string{"north", "south", "east", "west", "central", "inner", "outer", "greater"}

// around offers the whole of which a text names a part: London for South London.
func (s search) around(text string) reading {
	for _, word := range directions {
		if rest, ok := cutFold(text, word); ok {
			return reading{places: s.named(rest), guessed: true}
		}
	}
	return reading{}
}

// nowhere are what people type who would rather be found.
var nowhere = []string{"near me", "me", "here", "home", "my home", "my house", "my area", "my location", "current location", "anywhere", "everywhere"}

// misspelt offers the places that are spelt like a text.
func (s search) misspelt(text string) reading {
	key := names.Key(text)
	if key == "" || strings.ContainsAny(key, digits) || slices.Contains(nowhere, key) {
		return reading{}
	}
	r := reading{guessed: true}
	for _, m := range s.atlas.gazetteer().Like(key, mostGuesses) {
		r.places = append(r.places, s.atlas.settlement(m))
	}
	return r
}
