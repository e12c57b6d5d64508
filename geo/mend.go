package geo

import "strings"

// What the eye or the finger takes for another: a letter where the grammar
// demands a digit, and a digit where it demands a letter. Capitals only: an
// "l" has become an L by then.
var (
	meantDigit  = map[byte]byte{'I': '1', 'L': '1', 'O': '0', 'S': '5'}
	meantLetter = map[byte]byte{'1': 'I', '0': 'O', '5': 'S'}
)

// MendPostcode guesses the postcode meant by one that is not of the right
// shape, or whose outward code is not in use: I or l typed for 1, O for 0, S
// for 5 and the reverse, in places where the grammar demands the other kind.
// A unit that stops before its last letter (LS1 4A) is mended to its sector.
// It answers only when exactly one postcode with a known outward code comes of
// it, and never for text without a digit, which is rather a name (Bio, Hill).
// It answers false for a postcode that needs no mending.
func MendPostcode(s string) (Postcode, bool) {
	code, gap, ok := squeeze(s)
	if !ok || !strings.ContainsAny(code, digits) {
		return Postcode{}, false
	}
	if isKnown(readCode(code, gap).Outward()) {
		return Postcode{}, false
	}
	if cut := len(code) - 1; cut > 2 && readCode(code, gap).IsZero() && strings.IndexByte(inwardLetters, code[cut]) >= 0 {
		if short := readCode(code[:cut], true); short.Level() == Sector && isKnown(short) {
			return short, true
		}
	}
	var found Postcode
	for _, outward := range outwardShapes {
		for _, inward := range []string{"", "9", "9AA"} {
			p := readCode(bend(code, outward, inward), gap)
			if !isKnown(p.Outward()) || p == found {
				continue
			}
			if !found.IsZero() {
				return Postcode{}, false
			}
			found = p
		}
	}
	return found, !found.IsZero()
}

// bend turns each character of code into the kind that the shape demands, and
// answers "" when one has no twin of that kind or the length differs.
func bend(code string, outward []string, inward string) string {
	if len(code) != len(outward)+len(inward) {
		return ""
	}
	bent := []byte(code)
	for i := range bent {
		digit := i < len(outward) && outward[i] == digits || i == len(outward)
		isDigit := '0' <= bent[i] && bent[i] <= '9'
		switch {
		case digit && !isDigit:
			bent[i] = meantDigit[bent[i]]
		case !digit && isDigit:
			bent[i] = meantLetter[bent[i]]
		}
		if bent[i] == 0 {
			return ""
		}
	}
	return string(bent)
}
