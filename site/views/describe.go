package views

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"fingerpost/site/words"
)

// describedBy lists the ids that describe a field: its error, if it has one, and its hint.
func describedBy(field, problem string) string {
	if problem != "" {
		return field + "-error " + field + "-hint"
	}
	return field + "-hint"
}

// described is the attribute that names what describes a field, if anything does.
func (f Field) described() templ.Attributes {
	ids := ""
	if f.Error != "" {
		ids = f.Name + "-error"
	}
	if f.Hint != "" && ids != "" {
		ids += " "
	}
	if f.Hint != "" {
		ids += f.Name + "-hint"
	}
	if ids == "" {
		return nil
	}
	return templ.Attributes{"aria-describedby": ids}
}

// described is the attribute that names what stands beside a choice, if anything does.
func (c Choice) described() templ.Attributes {
	if c.Danger == nil {
		return nil
	}
	return templ.Attributes{"aria-describedby": c.ID + "-hint"}
}

// errors are what is wrong with the search form, each with the field that it is about.
func (f SearchForm) errors() []Link {
	var out []Link
	if f.QError != "" {
		out = append(out, Link{Text: f.QError, Href: "#q"})
	}
	if f.NearError != "" {
		out = append(out, Link{Text: f.NearError, Href: "#near"})
	}
	return out
}

// english marks an element whose words are English.
var english = templ.Attributes{"lang": words.English}

// theirs marks an element that holds what a listing says, or the name of a source: those are in English, and on a page in
// another language a screen reader must know it (WCAG 2.2, 3.1.2).
func theirs(w words.Words) templ.Attributes {
	if w.Lang == words.English {
		return nil
	}
	return english
}

// said is one of the texts of a line.
func (l Line) said(text string) Said {
	if slices.Contains(l.English, text) {
		return Said{text, text}
	}
	return Said{Text: text}
}

// around is a text in three parts: what comes before the words that are theirs, those words, and what comes after. It is all
// in the first where nothing needs a mark.
func (s Said) around(w words.Words) (before, marked, after string) {
	if s.Theirs == "" || w.Lang == words.English || !strings.Contains(s.Text, s.Theirs) {
		return s.Text, "", ""
	}
	before, after, _ = strings.Cut(s.Text, s.Theirs)
	return before, s.Theirs, after
}

// MostSuggestions is how many suggestions stand below a field: as many as a list on a phone shows without scrolling.
const MostSuggestions = 8

// counts says how many suggestions there are, for each number that there may be: a script cannot know the plurals of every
// language.
func counts(w words.Words) string {
	said := make([]string, MostSuggestions)
	for i := range said {
		said[i] = w.N("suggest.count", i+1)
	}
	return strings.Join(said, "|")
}
