// Package words holds every sentence that the site says, by language, through go-i18n. Pages name a sentence by its id;
// what a listing says is not a sentence of the site and keeps its own language.
package words

import (
	"embed"
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

//go:embed active.*.yaml
var files embed.FS

// Bundle is the sentences of every language.
type Bundle struct {
	bundle    *i18n.Bundle
	languages []string         // English first
	words     map[string]Words // by language
}

// Load reads the sentences. English is what other languages fall back to.
func Load() (Bundle, error) {
	b := i18n.NewBundle(language.English) // by the tag of its file, or nothing falls back to it
	b.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	entries, err := files.ReadDir(".")
	if err != nil {
		return Bundle{}, err
	}
	tongues := map[string]*tongue{}
	words := map[string]Words{}
	for _, e := range entries {
		file, err := b.LoadMessageFileFS(files, e.Name())
		if err != nil {
			return Bundle{}, fmt.Errorf("words: %s: %w", e.Name(), err)
		}
		said := map[string]string{}
		for _, m := range file.Messages {
			said[m.ID] = m.Description
		}
		lang := file.Tag.String()
		tongues[lang] = newTongue(file)
		words[lang] = Words{Lang: lang, localizer: i18n.NewLocalizer(b, lang), from: said, tongue: tongues[lang]}
	}
	languages := []string{English}
	for _, tag := range b.LanguageTags() {
		if lang := tag.String(); lang != English {
			languages = append(languages, lang)
			tongues[lang].otherwise = tongues[English]
		}
	}
	return Bundle{b, languages, words}, nil
}

// In gives the words in one language, written as in the lang attribute ("en", "cy").
func (b Bundle) In(lang string) Words {
	if words, ok := b.words[lang]; ok {
		return words
	}
	return Words{Lang: lang, localizer: i18n.NewLocalizer(b.bundle, lang)}
}

// English is the language that the site is written in, and that others fall back to.
const English = "en"

// Languages are those that there is a file of, English first.
func (b Bundle) Languages() []string { return b.languages }

// Of is the language of the page at a path, by how it begins: /cy/urgent-help.
func (b Bundle) Of(path string) Words {
	for _, lang := range b.languages[1:] {
		if rest, ok := strings.CutPrefix(path, "/"); ok {
			if rest, ok = strings.CutPrefix(rest, lang); ok && (rest == "" || rest[0] == '/') {
				return b.In(lang)
			}
		}
	}
	return b.In(English)
}

// Prefix is how the paths of pages in a language begin: not at all for English.
func Prefix(lang string) string {
	if lang == English {
		return ""
	}
	return "/" + lang
}

// Words says sentences in one language.
type Words struct {
	Lang      string
	localizer *i18n.Localizer
	from      map[string]string // by id: the English that was translated, for what has its English elsewhere
	tongue    *tongue           // nil in a language that there is no file of
}

// Path is the address of a page in this language, from its address in English.
func (w Words) Path(address string) string {
	if prefix := Prefix(w.Lang); prefix != "" && address == "/" {
		return prefix
	}
	return Prefix(w.Lang) + address
}

// Or is a sentence by its id, or another where this language has none: for what has its words elsewhere in English, such as
// the names of topics. Where the file says which English it translated, it must be this: what a crisis line says of itself
// may change, here or in an operator's own content, and then nobody may read what it said before.
func (w Words) Or(id, otherwise string) string {
	if from := w.from[id]; w.Lang == English || (from != "" && from != otherwise) {
		return otherwise
	}
	if w.tongue == nil || w.tongue.sentences[id] == nil {
		return otherwise
	}
	return w.T(id)
}

// T is a sentence by its id. Values for it come in pairs: name, value.
func (w Words) T(id string, pairs ...any) string { return w.say(id, nil, pairs) }

// N is a sentence that depends on a number, which it may show as {{.Count}}.
func (w Words) N(id string, count int, pairs ...any) string {
	return w.say(id, count, append(pairs, "Count", count))
}

// say answers the id itself for a sentence that is missing, so that a page stays usable; a test finds every id that the
// site uses and that has no sentence.
func (w Words) say(id string, count any, pairs []any) string {
	if form, ok := w.tongue.form(id, count); ok {
		if said, ok := form.say(pairs); ok {
			return said
		}
	}
	values := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	sentence, err := w.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: values, PluralCount: count})
	if err != nil && sentence == "" {
		return id
	}
	return sentence
}
