package blank

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"fingerpost/data"
)

// Replace puts a mark in place of some stretches of a text. Those that overlap, or have nothing but blanks and punctuation
// between them, get one.
func Replace(s string, spans []Span, mark string) string {
	if len(spans) == 0 {
		return s
	}
	slices.SortFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	var b strings.Builder
	done := 0
	for i := 0; i < len(spans); {
		whole := spans[i]
		for i++; i < len(spans) && (spans[i].Start <= whole.End || !strings.ContainsFunc(s[whole.End:spans[i].Start], IsWordRune)); i++ {
			whole.End = max(whole.End, spans[i].End)
		}
		b.WriteString(s[done:whole.Start] + mark)
		done = whole.End
	}
	return b.String() + s[done:]
}

// Text puts a mark in place of each value in a text, and tells how many there were. Only letters and digits are compared:
// what a source wrote was made plain before it was kept, so markup, blanks and punctuation may stand anywhere in it there.
func Text(s string, values []string, mark string) (blanked string, n int) {
	for _, value := range values {
		key := Key(value)
		if key == "" {
			continue
		}
		f := Fold(s)
		folded := string(f.Text)
		var b strings.Builder
		done := 0
		for from := 0; ; {
			i := strings.Index(folded[from:], key)
			if i < 0 {
				break
			}
			at := f.Span(from+i, from+i+len(key))
			if from += i + 1; !standsAlone(s, at, key) {
				continue
			}
			b.WriteString(s[done:at.Start] + mark)
			done, from = at.End, from-1+len(key)
			n++
		}
		s = b.String() + s[done:]
	}
	return s, n
}

var letters = regexp.MustCompile(`\pL`)

// Key is what is looked for of a value: for a phone number what all its spellings have in common, at home and from abroad,
// else its letters and digits.
func Key(value string) string {
	if !letters.MatchString(value) {
		if national, ok := strings.CutPrefix(data.Dial(value), "+44"); ok {
			return national
		}
	}
	return string(Fold(value).Text)
}

// standsAlone reports whether a find is no part of a longer word. Digits may be: a country's code stands before them.
func standsAlone(s string, at Span, key string) bool {
	if !letters.MatchString(key) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:at.Start])
	after, _ := utf8.DecodeRuneInString(s[at.End:])
	return !IsWordRune(before) && !IsWordRune(after)
}
