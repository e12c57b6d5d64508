package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestText is the most bytes that can be a name.
const longestText = 200

// Key is the one form in which names of places and areas are compared: small
// letters without accents, words with one blank between them. "&" is "and",
// "Saint" and "St." are "st"; apostrophes and dots are left out and so is the
// word "the". Of what is longer than 200 bytes it is "".
func Key(text string) string {
	if len(text) > longestText {
		return ""
	}
	var b strings.Builder
	b.Grow(len(text))
	for word := range strings.FieldsFuncSeq(folded(text), isBetween) {
		switch word {
		case "the":
			continue
		case "saint":
			word = "st"
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// folded is text in small letters, without accents, apostrophes and dots.
func folded(text string) string {
	if !isASCII(text) {
		text = norm.NFKD.String(strings.ToValidUTF8(text, " "))
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		r = unicode.ToLower(r)
		switch {
		case 'a' <= r && r <= 'z':
			b.WriteByte(byte(r))
		case isDropped(r):
		case r == '&':
			b.WriteString(" and ")
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		default:
			if plain, ok := plainLetters[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// plainLetters are those that no decomposition takes an accent from.
var plainLetters = map[rune]string{
	'æ': "ae", 'ð': "d", 'đ': "d", 'ħ': "h", 'ı': "i", 'ł': "l", 'ø': "o", 'œ': "oe", 'ß': "ss", 'þ': "th",
}

// isDropped says whether a name is written with or without a sign: St. and St,
// King's and Kings, Cwmbrân and Cwmbran.
func isDropped(r rune) bool {
	switch r {
	case '.', '\'', '’', '‘', 'ʼ', '`', '´', '\u00ad':
		return true
	}
	return unicode.Is(unicode.M, r)
}

func isBetween(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
