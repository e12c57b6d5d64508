package geo

import "strings"

// longestText is the most bytes that can be a place. No name comes near it.
const longestText = 200

// Find understands what a person typed for a place: a postcode at any level,
// the name of one area, or an address with a postcode in it. It changes
// nothing silently. The errors are
//
//   - [*PostcodeError] for nothing at all, and for what was meant as a postcode
//     but is none (LS1 4OP);
//   - [*SlipError] for a postcode that can be mended (LSI 4AP);
//   - [*UnknownPostcodeError] for a postcode that is not in use;
//   - [*AmbiguousError] for the name of several areas;
//   - [*NotPlaceError] for anything else, and for more than 200 bytes.
func Find(text string) (Place, error) {
	if len(text) > longestText {
		return Place{}, &NotPlaceError{Input: strings.ToValidUTF8(text[:longestText], "")}
	}
	postcode, notPostcode := ParsePostcode(text)
	if notPostcode == nil && isKnown(postcode.Outward()) {
		return Locate(postcode)
	}
	if mended, ok := MendPostcode(text); ok {
		return Place{}, &SlipError{Input: text, Suggestion: mended}
	}
	if notPostcode == nil {
		return Place{}, &UnknownPostcodeError{Postcode: postcode}
	}
	switch found := AreaByName(text); {
	case len(found) == 1:
		return LocateArea(found[0].Code)
	case len(found) > 1:
		return Place{}, &AmbiguousError{Input: text, Choices: found}
	}
	if inside, ok := FindPostcode(text); ok {
		return Locate(inside)
	}
	if meantAsPostcode(text) {
		return Place{}, notPostcode
	}
	return Place{}, &NotPlaceError{Input: text}
}

// meantAsPostcode says whether text that is no postcode begins or ends like
// one, or is empty.
func meantAsPostcode(text string) bool {
	code, _, ok := squeeze(text)
	if !ok {
		return false
	}
	for cut := min(len(code), 3); cut > 0; cut-- {
		if isOutward(code[:cut]) {
			return true
		}
	}
	return code == "" || len(code) > 4 && isInward(code[len(code)-3:])
}
