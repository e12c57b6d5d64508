package geo

import (
	"strings"
	"unicode"
)

// The letters that a postcode may have, by position: BS 7666, and Royal Mail's
// "Programmers' Guide" to the Postcode Address File.
const (
	firstLetters  = "ABCDEFGHIJKLMNOPRSTUWYZ" // not QVX
	secondLetters = "ABCDEFGHKLMNOPQRSTUVWXY" // not IJZ
	thirdLetters  = "ABCDEFGHJKPSTUW"         // of A9A
	fourthLetters = "ABEHMNPRVWXY"            // of AA9A
	inwardLetters = "ABDEFGHJLNPQRSTUWXYZ"    // not CIKMOV
	digits        = "0123456789"
)

// outwardShapes are the six forms of an outward code, as the characters that
// may stand at each position.
var outwardShapes = [][]string{
	{firstLetters, digits},
	{firstLetters, digits, digits},
	{firstLetters, digits, thirdLetters},
	{firstLetters, secondLetters, digits},
	{firstLetters, secondLetters, digits, digits},
	{firstLetters, secondLetters, digits, fourthLetters},
}

// girobank is the outward code of GIR 0AA, the one postcode outside the
// grammar. It was given to the Girobank at Bootle, and lists still hold it.
const girobank = "GIR"

// longestCode is the most letters and digits worth keeping of an input: more
// than a postcode has, so that one too many is seen.
const longestCode = 8

// ParsePostcode reads a postcode at any level, in any case, with or without
// spaces, hyphens, dots and other stray punctuation. A blank decides between
// "LS1 4", a sector, and "LS14", an outward code; elsewhere it does not matter
// ("LS14 AP" is LS1 4AP). The error is a [*PostcodeError]: ReasonEmpty or
// ReasonNotPostcode.
func ParsePostcode(s string) (Postcode, error) {
	code, gap, ok := squeeze(s)
	if ok && code == "" {
		return Postcode{}, &PostcodeError{Input: s, Reason: ReasonEmpty}
	}
	p := readCode(code, gap)
	if !ok || p.IsZero() {
		return Postcode{}, &PostcodeError{Input: s, Reason: ReasonNotPostcode}
	}
	return p, nil
}

// squeeze keeps the ASCII letters (as capitals) and digits of s. gap says
// whether something stood before the last of them. It is not ok when s holds
// more than longestCode of them, or a character that no slip explains.
func squeeze(s string) (code string, gap, ok bool) {
	var kept [longestCode]byte
	n, blank := 0, false
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z':
			r -= 'a' - 'A'
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		case isStray(r):
			blank = true
			continue
		default:
			return "", false, false
		}
		if n == longestCode {
			return "", false, false
		}
		kept[n], gap, blank = byte(r), blank, false
		n++
	}
	return string(kept[:n]), gap, true
}

// isStray says whether r is something that slips in between the characters
// of a postcode: blanks of any kind, punctuation, invisible marks of layout.
func isStray(r rune) bool {
	if r > ' ' && r < unicode.MaxASCII {
		return true // the letters and digits were taken before
	}
	return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.Is(unicode.Cf, r)
}

// readCode reads a postcode without blanks, in capitals. The zero Postcode
// means that it is none.
func readCode(code string, gap bool) Postcode {
	if cut := len(code) - 3; cut > 0 && isInward(code[cut:]) && isOutward(code[:cut]) {
		return Postcode{code[:cut] + " " + code[cut:]}
	}
	whole := isOutward(code)
	if cut := len(code) - 1; cut > 0 && (gap || !whole) && fits(code[cut:], []string{digits}) && isOutward(code[:cut]) {
		return Postcode{code[:cut] + " " + code[cut:]}
	}
	if whole {
		return Postcode{code}
	}
	return Postcode{}
}

func isOutward(code string) bool {
	for _, shape := range outwardShapes {
		if fits(code, shape) {
			return true
		}
	}
	return code == girobank
}

func isInward(code string) bool {
	return fits(code, []string{digits, inwardLetters, inwardLetters})
}

func fits(code string, shape []string) bool {
	if len(code) != len(shape) {
		return false
	}
	for i, allowed := range shape {
		if strings.IndexByte(allowed, code[i]) < 0 {
			return false
		}
	}
	return true
}
