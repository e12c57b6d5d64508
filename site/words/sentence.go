package words

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Sentences are taken apart once, when they are read: a page of results says some three hundred, and going through templates
// took more of its time than the search. What a sentence cannot be put together from here, go-i18n says.

// sentence is a sentence by its plural forms; one that depends on no number has the form for other numbers alone.
type sentence map[plural.Form]form

// form is a text in pieces. Every second piece is the name of a value.
type form []string

// tongue is the sentences of one language, ready to be said.
type tongue struct {
	tag       language.Tag
	sentences map[string]sentence
	otherwise *tongue // whose sentences stand in for those that are missing; nil for English
}

func newTongue(file *i18n.MessageFile) *tongue {
	t := &tongue{tag: file.Tag, sentences: make(map[string]sentence, len(file.Messages))}
	for _, m := range file.Messages {
		s := sentence{}
		for of, text := range map[plural.Form]string{plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two, plural.Few: m.Few, plural.Many: m.Many, plural.Other: m.Other} {
			if pieces, ok := takeApart(text); ok && text != "" {
				s[of] = pieces
			}
		}
		t.sentences[m.ID] = s
	}
	return t
}

// takeApart parts a text at its values; ok is false where it holds anything else that a template may.
func takeApart(text string) (pieces form, ok bool) {
	for {
		before, after, found := strings.Cut(text, "{{")
		pieces = append(pieces, before)
		if !found {
			return pieces, true
		}
		name, rest, closed := strings.Cut(after, "}}")
		if name, ok = strings.CutPrefix(name, "."); !closed || !ok || strings.ContainsFunc(name, isNoLetter) || name == "" {
			return nil, false
		}
		pieces, text = append(pieces, name), rest
	}
}

func isNoLetter(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }

// form finds how a sentence stands for a number, or for none where count is nil; ok is false for one that go-i18n must say.
func (t *tongue) form(id string, count any) (f form, ok bool) {
	for ; t != nil; t = t.otherwise {
		s, known := t.sentences[id]
		if !known {
			continue
		}
		of := plural.Other
		if n, isNumber := count.(int); isNumber && n >= 0 {
			of = plural.Cardinal.MatchPlural(t.tag, n, 0, 0, 0, 0)
		} else if count != nil {
			return nil, false
		}
		f, ok = s[of]
		return f, ok
	}
	return nil, false
}

// say puts a form together with its values; ok is false where one is missing.
func (f form) say(pairs []any) (said string, ok bool) {
	if len(f) == 1 {
		return f[0], true
	}
	var room [160]byte
	out := append(room[:0], f[0]...)
	for i := 1; i < len(f); i += 2 {
		if out, ok = appendValue(out, f[i], pairs); !ok {
			return "", false
		}
		out = append(out, f[i+1]...)
	}
	return string(out), true
}

// appendValue appends the last value of a name, as a template writes it.
func appendValue(out []byte, name string, pairs []any) ([]byte, bool) {
	for i := len(pairs) - 2; i >= 0; i -= 2 {
		if pairs[i] != name {
			continue
		}
		switch v := pairs[i+1].(type) {
		case string:
			return append(out, v...), true
		case int:
			return strconv.AppendInt(out, int64(v), 10), true
		case nil:
			return out, false
		default:
			return fmt.Append(out, v), true
		}
	}
	return out, false
}
