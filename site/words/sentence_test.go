package words

import (
	"regexp"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

var named = regexp.MustCompile(`{{\.(\w+)}}`)

// Every sentence of every language is said as go-i18n says it, for no number and for any.
func TestSentencesAreThoseOfTheLibrary(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	compared, put := 0, 0
	for _, lang := range b.Languages() {
		w := b.In(lang)
		for id := range b.In(English).tongue.sentences {
			for _, count := range []any{nil, 0, 1, 2, 3, 4, 5, 6, 7, 11, 20, 21, 99, 100, 1000, 123456, -1} {
				pairs := []any{"Twice", "first"}
				values := map[string]any{}
				for i, name := range namesOf(w, id) {
					values[name] = []any{"<b> & “ŵ”", 7, 2.5, Words{}.Lang}[i%4]
					pairs = append(pairs, name, values[name])
				}
				want, _ := w.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: values, PluralCount: count})
				if want == "" {
					want = id
				}
				if got := w.say(id, count, pairs); got != want {
					t.Errorf("%s: %s for %v is %q, want %q", lang, id, count, got, want)
				}
				compared++
				if form, ok := w.tongue.form(id, count); ok {
					if _, ok := form.say(pairs); ok {
						put++
					}
				}
			}
		}
	}
	if put < compared*3/4 {
		t.Errorf("only %d of %d are put together without the library", put, compared)
	}
}

// namesOf are the values that the forms of a sentence name, in the language and in English.
func namesOf(w Words, id string) (names []string) {
	for t := w.tongue; t != nil; t = t.otherwise {
		for _, form := range t.sentences[id] {
			for i := 1; i < len(form); i += 2 {
				names = append(names, form[i])
			}
		}
	}
	return names
}

// What is not as a sentence should be is said as go-i18n says it.
func TestSentencesThatAreNotPutTogether(t *testing.T) {
	for text, want := range map[string]bool{"": true, "plain": true, "{{.Name}}": true, "a {{.Name}} b {{.Other}}": true,
		"{{ .Name }}": false, "{{.Name | upper}}": false, "{{if .Name}}x{{end}}": false, "{{.Name": false, "{{}}": false, "{{.A.B}}": false, "{{- .Name}}": false} {
		if pieces, ok := takeApart(text); ok != want || ok && len(pieces) != 1+2*len(named.FindAllString(text, -1)) {
			t.Errorf("%q is taken apart into %q: %t", text, pieces, ok)
		}
	}
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	w := b.In(English)
	for _, c := range []struct{ got, want string }{
		{w.T("list.and", "First", "a"), "a and <no value>"}, {w.T("no.such"), "no.such"}, {b.In("cy").T("no.such"), "no.such"},
		{b.In("xx").T("page.lang"), "en-GB"}, {b.In("cy").Or("topic.no-such", "Other"), "Other"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func BenchmarkSentence(b *testing.B) {
	bundle, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	w := bundle.In("cy")
	b.ReportAllocs()
	for b.Loop() {
		w.N("distance.miles", 12, "Miles", 12)
		w.T("page.skip")
		w.T("list.and", "First", "a", "Last", "b")
	}
}
