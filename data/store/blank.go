package store

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"fingerpost/data"
)

// valueTexts lists the texts in a value. Numbers, flags and very short texts are left: blanking "1" everywhere would
// destroy the record.
func valueTexts(value json.RawMessage) []string {
	var one string
	if json.Unmarshal(value, &one) == nil {
		if len(one) >= 4 {
			return []string{one}
		}
		return nil
	}
	var several []string
	if json.Unmarshal(value, &several) != nil {
		return nil
	}
	var out []string
	for _, s := range several {
		if len(s) >= 4 {
			out = append(out, s)
		}
	}
	return out
}

// blankJSON puts the mark in place of each value in the texts and numbers of a JSON document.
func blankJSON(doc json.RawMessage, values []string) (json.RawMessage, int, error) {
	if len(bytes.TrimSpace(doc)) == 0 {
		return doc, 0, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(doc))
	decoder.UseNumber() // what is not redacted stays as it came, to the last digit
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, 0, err
	}
	n := 0
	tree = blankNode(tree, values, &n)
	if n == 0 {
		return doc, 0, nil
	}
	out, err := json.Marshal(tree)
	return out, n, err
}

func blankNode(node any, values []string, n *int) any {
	switch v := node.(type) {
	case string:
		blanked, found := blankText(v, values)
		*n += found
		return blanked
	case json.Number:
		if blanked, found := blankText(v.String(), values); found > 0 {
			*n += found
			return blanked
		}
	case []any:
		for i := range v {
			v[i] = blankNode(v[i], values, n)
		}
	case map[string]any:
		for k := range v {
			v[k] = blankNode(v[k], values, n)
		}
	}
	return node
}

// blankText puts the mark in place of each value in a text. Only letters and digits are compared, without case: what a
// source wrote was made plain before it was kept, so markup, blanks and punctuation may stand anywhere in it there.
func blankText(s string, values []string) (blanked string, n int) {
	for _, value := range values {
		key := keyOf(value)
		if key == "" {
			continue
		}
		folded, at := fold(s)
		var b strings.Builder
		done := 0
		for from := 0; ; {
			i := strings.Index(folded[from:], key)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(key)
			from = start + 1
			if !standsAlone(s, at[start].start, at[end-1].end, key) {
				continue
			}
			b.WriteString(s[done:at[start].start] + redactedMark)
			done, from = at[end-1].end, end
			n++
		}
		s = b.String() + s[done:]
	}
	return s, n
}

var letters = regexp.MustCompile(`\pL`)

// keyOf is what is looked for of a value: for a phone number what all its spellings have in common, at home and from
// abroad, else its letters and digits.
func keyOf(value string) string {
	if !letters.MatchString(value) {
		if national, ok := strings.CutPrefix(data.Dial(value), "+44"); ok {
			return national
		}
	}
	key, _ := fold(value)
	return key
}

// standsAlone reports whether a find is no part of a longer word. Digits may be: a country's code stands before them.
func standsAlone(s string, start, end int, key string) bool {
	if !letters.MatchString(key) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	return !isWordRune(before) && !isWordRune(after)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// span is where in a text a byte of its folded form comes from.
type span struct{ start, end int }

// inside is what may stand inside a value: a tag or an entity.
var inside = regexp.MustCompile(`^(?:<[^>]*>|&#?\w{1,10};)`)

// fold keeps the letters and digits of a text, in lower case, and says where each byte of them comes from.
func fold(s string) (string, []span) {
	var b strings.Builder
	var at []span
	for i := 0; i < len(s); {
		if s[i] == '<' || s[i] == '&' {
			if tag := inside.FindString(s[i:]); tag != "" {
				i += len(tag)
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if isWordRune(r) {
			before := b.Len()
			b.WriteRune(unicode.ToLower(r))
			for range b.Len() - before {
				at = append(at, span{i, i + size})
			}
		}
		i += size
	}
	return b.String(), at
}

// blankRedacted puts the mark in place of every text in a document that was redacted before, however a number is spaced or
// prefixed. It keeps a source's new record from bringing back what an old one lost.
func blankRedacted(doc json.RawMessage, fingerprints map[string]bool) (json.RawMessage, error) {
	if len(fingerprints) == 0 || len(doc) == 0 {
		return doc, nil
	}
	var tree any
	if err := json.Unmarshal(doc, &tree); err != nil {
		return nil, err
	}
	return json.Marshal(blankKnown(tree, fingerprints))
}

func blankKnown(node any, fingerprints map[string]bool) any {
	switch v := node.(type) {
	case string:
		spellings := []string{v}
		if number, ok := data.ReadPhone(v, data.Voice); ok {
			spellings = append(spellings, number)
		}
		for _, spelling := range spellings {
			value, err := json.Marshal(spelling)
			if err != nil || fingerprints[data.Fingerprint(value)] {
				return redactedMark
			}
		}
	case []any:
		for i := range v {
			v[i] = blankKnown(v[i], fingerprints)
		}
	case map[string]any:
		for k := range v {
			v[k] = blankKnown(v[k], fingerprints)
		}
	}
	return node
}
