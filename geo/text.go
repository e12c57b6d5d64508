package geo

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FindPostcode finds the first unit postcode in running text, such as an
// address: "12 High St, Leeds LS1 4AP." It must stand alone, not inside a
// longer word. Between its halves there may be up to three blanks, hyphens or
// dots, a line break among them. An ordinal in small letters is no inward code
// ("Room B12 3rd floor"), unless the whole is in small letters. The postcode
// need not be in use.
func FindPostcode(text string) (Postcode, bool) {
	var before, between string // the word before, and what stands between
	for rest := text; rest != ""; {
		gap := rest[:len(rest)-len(strings.TrimLeftFunc(rest, isNotWord))]
		rest = rest[len(gap):]
		word := rest[:len(rest)-len(strings.TrimLeftFunc(rest, isWord))]
		rest = rest[len(word):]
		between = gap
		if p := joinWords(before, between, word); !p.IsZero() {
			return p, true
		}
		if p := unitOf(word); !p.IsZero() {
			return p, true
		}
		before = word
	}
	return Postcode{}, false
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
