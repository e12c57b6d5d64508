package words_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"fingerpost/data/content"
	"fingerpost/site/words"
)

// message is one entry of a language's file.
type message struct {
	plural bool              // it depends on a number
	from   string            // the English that it translates, where the file says it
	forms  map[string]string // by plural category; one that depends on no number has other alone
}

// messages reads the file of a language as it stands, apart from the library that the site reads it with.
func messages(t *testing.T, lang string) map[string]message {
	t.Helper()
	b, err := os.ReadFile("active." + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]any
	if err := yaml.Unmarshal(b, &file); err != nil {
		t.Fatal(lang, err)
	}
	out := map[string]message{}
	for id, v := range file {
		m := message{forms: map[string]string{}}
		switch v := v.(type) {
		case string:
			m.forms["other"] = v
		case map[string]any:
			for form, text := range v {
				m.forms[form] = fmt.Sprint(text)
			}
			m.from = m.forms["description"]
			delete(m.forms, "description")
			m.plural = m.from == ""
		default:
			t.Fatalf("%s: %s is neither a sentence nor forms of one", lang, id)
		}
		out[id] = m
	}
	return out
}

// languages are those beside English that there is a file of.
func languages(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("active.*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, file := range files {
		if lang := strings.TrimSuffix(strings.TrimPrefix(file, "active."), ".yaml"); lang != words.English {
			out = append(out, lang)
		}
	}
	if len(out) == 0 {
		t.Fatal("there is no language but English")
	}
	return out
}

// elsewhere is what has its English outside active.en.yaml, by the ids that [words.Words.Or] is asked for: a language must have
// what is in must, and may have what is in may.
func elsewhere(t *testing.T) (must, may map[string]string) {
	t.Helper()
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().AddDate(10, 0, 0) // what ships may be newer than a clock of the tests
	lexicon, err := files.Lexicon(now)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := files.Helplines(now)
	if err != nil {
		t.Fatal(err)
	}
	must, may = map[string]string{}, map[string]string{}
	for _, topic := range lexicon.Topics.All {
		must["topic."+string(topic.ID)] = topic.Name
	}
	for _, a := range lexicon.Audiences {
		must["audience."+string(a.ID)] = a.Name
	}
	for _, line := range lines {
		may["line.name."+line.ID] = line.Name
		for part, text := range map[string]string{"for": line.For, "note": line.Note, "hours": line.HoursNote} {
			if text != "" {
				must["line."+part+"."+line.ID] = text
			}
		}
	}
	return must, may
}

// categories are the plural categories of a language (CLDR).
func categories(lang string) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	seen := map[string]bool{"other": true} // for fractions, where no whole number needs it
	for _, n := range append(slices.Collect(counting(300)), 1000, 100_000, 1_000_000) {
		if name, ok := names[plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)]; ok {
			seen[name] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func counting(to int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for n := range to {
			if !yield(n) {
				return
			}
		}
	}
}

var figures = regexp.MustCompile(`\d+`)

func figuresOf(text string) []string {
	found := figures.FindAllString(value.ReplaceAllString(text, ""), -1)
	slices.Sort(found)
	return found
}

func valuesOf(text string) []string {
	var names []string
	for _, m := range value.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// sameAsEnglish are the sentences that a language rightly has in the same words.
var sameAsEnglish = map[string][]string{
	"cy": {"time.am", "time.pm", "level.ward", "topic.alcohol", "topic.dementia"},
}

// Every language says all that English says and nothing else, with the same values and the same figures: a page in another
// language must not leave a person guessing, and a number that is wrong in it is as wrong as in English.
func TestEveryLanguageSaysIt(t *testing.T) {
	must, may := elsewhere(t)
	english := messages(t, words.English)
	for _, lang := range languages(t) {
		t.Run(lang, func(t *testing.T) {
			theirs := messages(t, lang)
			var missing, unknown []string
			for id := range english {
				if _, there := theirs[id]; !there {
					missing = append(missing, id)
				}
			}
			for id := range must {
				if _, there := theirs[id]; !there {
					missing = append(missing, id)
				}
			}
			for id, m := range theirs {
				original, there := english[id]
				for _, others := range []map[string]string{must, may} {
					if text, ok := others[id]; ok {
						original, there = message{forms: map[string]string{"other": text}}, true
						if strings.HasPrefix(id, "line.") && m.from != text {
							t.Errorf("%s: the description must be the English that it translates: %q, not %q", id, text, m.from)
						}
					}
				}
				if !there {
					unknown = append(unknown, id)
					continue
				}
				compare(t, lang, id, m, original)
			}
			if slices.Sort(missing); len(missing) > 0 {
				t.Errorf("active.%s.yaml has not these %d sentences yet:\n%s", lang, len(missing), strings.Join(missing, "\n"))
			}
			if slices.Sort(unknown); len(unknown) > 0 {
				t.Errorf("active.%s.yaml has %d sentences that nothing says:\n%s", lang, len(unknown), strings.Join(unknown, "\n"))
			}
		})
	}
}

// compare holds a sentence against the English one.
func compare(t *testing.T, lang, id string, m, english message) {
	t.Helper()
	if m.plural != english.plural {
		t.Errorf("%s depends on a number: %t, in English: %t", id, m.plural, english.plural)
		return
	}
	if got := slices.Sorted(maps.Keys(m.forms)); m.plural && !slices.Equal(got, categories(lang)) {
		t.Errorf("%s has the forms %v; the language has %v", id, got, categories(lang))
	}
	whole, say := english.forms["other"], []string{}
	for form, text := range m.forms {
		say = append(say, text)
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s says nothing", id)
		}
		if strings.Count(text, "{{") != len(value.FindAllString(text, -1)) {
			t.Errorf("%s: a value is not written as {{.Name}}: %s", id, text)
		}
		want := valuesOf(whole)
		if form != "other" { // it stands for one number, which it may say in words, or not at all
			want = slices.DeleteFunc(want, func(name string) bool { return name == "Count" && !slices.Contains(valuesOf(text), "Count") })
		}
		if got := valuesOf(text); !slices.Equal(got, want) {
			t.Errorf("%s: %s names the values %v, English %v", id, form, got, want)
		}
		if got, want := figuresOf(text), figuresOf(whole); !slices.Equal(got, want) {
			t.Errorf("%s: the figures are %v, in English %v: %s", id, got, want, text)
		}
	}
	letters := strings.Trim(value.ReplaceAllString(whole, ""), " .,:;()“”0123456789")
	if same := slices.Contains(say, whole) && letters != ""; same != slices.Contains(sameAsEnglish[lang], id) {
		t.Errorf("%s is the same as in English: %t: %q", id, same, whole)
	}
}

// What the library makes of a file is what stands in it, for each number that the language tells apart; and no sentence is said
// in English because it was not found.
func TestEveryLanguageIsRead(t *testing.T) {
	bundle, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	names := map[plural.Form]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	if got := bundle.Languages(); !slices.Equal(got[1:], languages(t)) || got[0] != words.English {
		t.Fatalf("it has %v, and files of %v", got, languages(t))
	}
	for _, lang := range languages(t) {
		w := bundle.In(lang)
		for id, m := range messages(t, lang) {
			var pairs []any
			for _, name := range valuesOf(m.forms["other"]) {
				pairs = append(pairs, name, "<"+name+">")
			}
			said := func(form, count string) string {
				text := strings.ReplaceAll(m.forms[form], "{{.Count}}", count)
				return value.ReplaceAllString(text, "<$1>")
			}
			if !m.plural {
				if got, want := w.T(id, pairs...), said("other", "<Count>"); got != want {
					t.Errorf("%s: %s says %q, not %q", lang, id, got, want)
				}
				continue
			}
			for _, n := range []int{0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 21, 22, 25, 100, 1000} {
				form := names[plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)]
				if got, want := w.N(id, n, pairs...), said(form, fmt.Sprint(n)); got != want {
					t.Errorf("%s: %s of %d says %q, not %q", lang, id, n, got, want)
				}
			}
		}
	}
}

// What has its words elsewhere is said in the language of the page; but not once what it translated has changed.
func TestOr(t *testing.T) {
	bundle, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	must, _ := elsewhere(t)
	for id, english := range must {
		if got := bundle.In(words.English).Or(id, english); got != english {
			t.Errorf("%s: English says %q", id, got)
		}
		for _, lang := range languages(t) {
			if got := bundle.In(lang).Or(id, english); got == english && !slices.Contains(sameAsEnglish[lang], id) {
				t.Errorf("%s: %s says it in English: %q", lang, id, got)
			}
		}
	}
	const changed = "Free until midnight."
	if got := bundle.In("cy").Or("line.note.nda", changed); got != changed {
		t.Errorf("the note of a line says what it said before: %q", got)
	}
	if got := bundle.In("cy").Or("topic.of-an-operator", "Steam trains"); got != "Steam trains" {
		t.Errorf("an operator's own topic is called %q", got)
	}
}

// Where a Welsh sentence softens a day by the d that stands before it, the day must begin with one.
func TestWelshDays(t *testing.T) {
	bundle, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := bundle.In("cy")
	for _, day := range composed()["weekday."] {
		if name := w.T("weekday." + day); !strings.HasPrefix(name, "dydd ") {
			t.Errorf("%s is %q", day, name)
		}
	}
	if got := w.T("hours.to", "From", w.T("weekday.monday"), "To", w.T("weekday.friday")); got != "dydd Llun i ddydd Gwener" {
		t.Errorf("%q", got)
	}
	if got := w.T("open.day", "Day", w.T("weekday.monday"), "Time", w.T("time.hour", "Hour", 9, "Half", w.T("time.am"))); got != "Yn agor ddydd Llun am 9am" {
		t.Errorf("%q", got)
	}
}
