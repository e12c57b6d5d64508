package views

import (
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
