package meaning

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Words cuts text into lower-case words as people see them: letters with their marks, and digits, apostrophes dropped.
func Words(text string) []string {
	text = apostrophes.Replace(strings.ToLower(norm.NFC.String(text)))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}

var apostrophes = strings.NewReplacer("'", "", "’", "", "‘", "")

// Sentences cuts text where sentences, lines and parts of sentences end.
func Sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?;\n", r) })
}
