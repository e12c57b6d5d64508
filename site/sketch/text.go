package sketch

import (
	"strings"
	"unicode"
)

// fontSize is that of all text: at 288 pixels, 12.6.
const fontSize = 28.0

// textWidth is how wide a text is at most, in units, in Arial and what stands in
// for it, numbers also in its bold. The server has no fonts to measure with; a guess
// that is too wide costs a little paper, one too narrow would let texts meet.
func textWidth(s string) float64 {
	sum := 0.0
	for _, r := range s {
		sum += runeWidth(r)
	}
	return sum
}

func runeWidth(r rune) float64 {
	ems := 1.2
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		ems = 0
	case strings.ContainsRune(" .,:;'’!|()ijlftI", r):
		ems = 0.36
	case strings.ContainsRune("cksvxyzrJ", r):
		ems = 0.52
	case strings.ContainsRune("…mwMW%@&", r) || r >= 0x80 && r < 0x250:
		ems = 1
	case r >= 'A' && r <= 'Z':
		ems = 0.79
	case r >= ' ' && r < 0x80 || r == '–':
		ems = 0.6
	}
	return ems * fontSize
}

// shorten puts a text on one line, and cuts it where it would be too wide.
func shorten(s string, widest float64) string {
	s = strings.Join(strings.Fields(s), " ")
	if textWidth(s) <= widest {
		return s
	}
	room := widest - runeWidth('…')
	for i, r := range s {
		if room -= runeWidth(r); room < 0 {
			return strings.TrimRight(s[:i], " ,") + "…"
		}
	}
	return s + "…"
}
