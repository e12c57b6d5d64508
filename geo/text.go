package geo

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FindPostcode finds the first unit postcode in running text: see [FindPostcodes].
func FindPostcode(text string) (Postcode, bool) {
	for _, found := range FindPostcodes(text, 1) {
		return found.Postcode, true
	}
	return Postcode{}, false
}

// FoundPostcode is a postcode in a text, and the bytes at which it stands there.
type FoundPostcode struct {
	Postcode   Postcode
	Start, End int
}

// FindPostcodes finds the unit postcodes in running text, such as an address:
// "12 High St, Leeds LS1 4AP.", at most so many. Each must stand alone, not inside
// a longer word. Between its halves there may be up to three blanks, hyphens or
// dots, a line break among them. An ordinal in small letters is no inward code
// ("Room B12 3rd floor"), unless the whole is in small letters. The postcodes
// need not be in use.
func FindPostcodes(text string, most int) (found []FoundPostcode) {
	before, began := "", 0 // the word before, and where it stands
	for rest := text; rest != "" && len(found) < most; {
		between := rest[:len(rest)-len(strings.TrimLeftFunc(rest, isNotWord))]
		rest = rest[len(between):]
		word := rest[:len(rest)-len(strings.TrimLeftFunc(rest, isWord))]
		start := len(text) - len(rest)
		rest = rest[len(word):]
		end := len(text) - len(rest)
		switch joined, alone := joinWords(before, between, word), unitOf(word); {
		case !joined.IsZero():
			found = append(found, FoundPostcode{joined, began, end})
			word = "" // its inward half is not the outward half of the next
		case !alone.IsZero():
			found = append(found, FoundPostcode{alone, start, end})
		}
		before, began = word, start
	}
	return found
}

// joinWords reads two words as the halves of one unit postcode.
func joinWords(outward, between, inward string) Postcode {
	if len(inward) != 3 || len(outward) < 2 || len(outward) > 4 || !isJoint(between) {
		return Postcode{}
	}
	if isOrdinal(inward) && outward != strings.ToLower(outward) {
		return Postcode{}
	}
	if p := unitOf(outward + inward); len(p.Outward().text) == len(outward) {
		return p
	}
	return Postcode{}
}

func unitOf(word string) Postcode {
	if len(word) < 5 || len(word) > 7 {
		return Postcode{}
	}
	code, _, ok := squeeze(word)
	p := readCode(code, false)
	if !ok || p.Level() != Unit {
		return Postcode{}
	}
	return p
}

// isJoint says whether what stands between two words can stand inside a postcode.
func isJoint(between string) bool {
	if utf8.RuneCountInString(between) > 3 {
		return false
	}
	return strings.IndexFunc(between, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Pd) && r != '.' && r != '+'
	}) < 0
}

func isOrdinal(word string) bool {
	switch word[1:] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

func isWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

func isNotWord(r rune) bool { return !isWord(r) }
