package table

import (
	"strings"
)

// template is text with columns in it: pieces that alternate between text and the name of a column, text first.
type template []string

// readTemplate reads "{area_name} libraries".
func readTemplate(s string) (template, bool) {
	var t template
	for {
		text, rest, found := strings.Cut(s, "{")
		if strings.Contains(text, "}") {
			return nil, false
		}
		t = append(t, text)
		if !found {
			return t, true
		}
		column, after, closed := strings.Cut(rest, "}")
		if !closed || strings.TrimSpace(column) == "" || strings.Contains(column, "{") {
			return nil, false
		}
		t, s = append(t, fold(column)), after
	}
}

// columns are those that the template names.
func (t template) columns() []string {
	var columns []string
	for i := 1; i < len(t); i += 2 {
		columns = append(columns, t[i])
	}
	return columns
}

// fill puts a row's values in. It is empty when the template has columns and all of them are.
func (t template) fill(get func(column string) string) string {
	var b strings.Builder
	said := len(t) <= 1
	for i, piece := range t {
		if i%2 == 1 {
			piece = get(piece)
			said = said || piece != ""
		}
		b.WriteString(piece)
	}
	if !said {
		return ""
	}
	return strings.Trim(b.String(), " ,;")
}

// value is what a mapping makes of a row: a template, and perhaps what to look its text up in.
type value struct {
	from      template
	lookup    map[string]template // by folded text; nil: the text itself
	otherwise template            // of texts that lookup lacks
	suffix    string
	unlessHas []string // folded
}

func (v value) fill(get func(column string) string) string {
	s := v.from.fill(get)
	if v.lookup != nil {
		found, ok := v.lookup[fold(s)]
		if !ok {
			found = v.otherwise
		}
		s = found.fill(get)
	}
	if s == "" || v.suffix == "" {
		return s
	}
	for _, word := range v.unlessHas {
		if strings.Contains(fold(s), word) {
			return s
		}
	}
	return s + v.suffix
}

// columns are those that any part of the value names.
func (v value) columns() []string {
	columns := append(v.from.columns(), v.otherwise.columns()...)
	for _, t := range v.lookup {
		columns = append(columns, t.columns()...)
	}
	return columns
}

// constants are the texts that the value can give without any column, to be checked when the mapping is read.
func (v value) constants() []string {
	var texts []string
	for _, t := range v.results() {
		if len(t) == 1 && t[0] != "" {
			texts = append(texts, t[0])
		}
	}
	return texts
}

func (v value) results() []template {
	if v.lookup == nil {
		return []template{v.from}
	}
	results := []template{v.otherwise}
	for _, t := range v.lookup {
		results = append(results, t)
	}
	return results
}

// fold makes texts comparable: small letters, single blanks.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
