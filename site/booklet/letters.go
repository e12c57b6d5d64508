package booklet

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const noBreak = '\u00a0' // a space at which no line is broken; printed as a space

// alike are characters that the fonts lack and that look like others. (Unicode has no rule for these.)
var alike = map[rune]rune{'\u2010': '-', '\u2011': '-', '\u2012': '–', '\u2015': '—', '\u02bc': '’', '\u02bb': '‘', '\u202f': noBreak, '\u2007': noBreak,
	'\u2024': '.', '\u2043': '•', '\u25e6': '•', '\u2215': '/', '\u3001': ',', '\u3002': '.'}

// line makes text printable on one line.
func line(text string) string { return strings.Join(paragraphs(text), " ") }

// paragraphs makes text printable, one string for each of its lines that says something. What stays are letters that both
// faces have, single spaces, and spaces that must not break.
func paragraphs(text string) []string {
	var all []string
	for part := range strings.FieldsFuncSeq(norm.NFC.String(strings.ToValidUTF8(text, "")), breaksLine) {
		if p := printable(part); p != "" {
			all = append(all, p)
		}
	}
	return all
}

func breaksLine(r rune) bool {
	return '\n' <= r && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

func printable(text string) string {
	var b strings.Builder
	space, lacking := rune(0), false
	write := func(r rune) {
		if space != 0 && b.Len() > 0 {
			b.WriteRune(space)
		}
		space = 0
		b.WriteRune(r)
	}
	for _, r := range text {
		switch letters := inPrint(r); {
		case letters == " ", letters == string(noBreak):
			if space == 0 || letters == " " {
				space = []rune(letters)[0]
			}
		case letters != "":
			lacking = false
			for _, l := range letters {
				write(l)
			}
		case !unicode.IsOneOf(words, r):
		case lacking: // and so are the spaces inside of what is lacking
			space = 0
		default:
			lacking = true
			write('?')
		}
	}
	return bind(b.String())
}

// words are the kinds of characters that stand for something said. Of a run that the fonts lack, a "?" is left; of the others
// (emoji, controls, marks, what means nothing) nothing is.
var words = []*unicode.RangeTable{unicode.L, unicode.N, unicode.P, unicode.Sc, unicode.Sm}

// inPrint is a character as the fonts can print it, which may be as several or as its letter without marks; empty if they
// cannot.
func inPrint(r rune) string {
	if other, ok := alike[r]; ok {
		r = other
	}
	switch {
	case r == noBreak:
		return string(r)
	case unicode.IsSpace(r):
		return " "
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar: // some of which the fonts would print
		return ""
	case prints(r):
		return string(r)
	case unicode.Is(unicode.So, r) && r > 0x2fff: // an emoji that is made of letters, such as a red A in a box
		return ""
	}
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.Is(unicode.M, part):
		case part == ' ' || prints(part):
			b.WriteRune(part)
		default:
			return ""
		}
	}
	return compose(r, b.String())
}

// compose puts back the first mark of a letter that has several if the fonts have that letter: ê for ễ.
func compose(r rune, plain string) string {
	parts := []rune(norm.NFD.String(string(r)))
	if len(parts) < 3 {
		return strings.TrimSpace(plain)
	}
	if one := []rune(norm.NFC.String(string(parts[:2]))); len(one) == 1 && prints(one[0]) {
		return string(one)
	}
	return strings.TrimSpace(plain)
}

// asOne are phone numbers and postcodes, which people read and copy as one.
var asOne = regexp.MustCompile(`\b\d{2,5}(?: \d{1,6}){1,5}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b`)

// bind keeps phone numbers and postcodes on one line.
func bind(text string) string {
	return asOne.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, " ", string(noBreak)) })
}

// endTogether keeps the last two words of a paragraph on one line, if they are short, so that it does not end in a line of one.
func endTogether(text string) string {
	last := strings.LastIndexByte(text, ' ')
	if last < 0 || len(text)-last > 10 || last-strings.LastIndexByte(text[:last], ' ') > 10 {
		return text
	}
	return text[:last] + string(noBreak) + text[last+1:]
}
