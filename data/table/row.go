package table

import (
	"slices"
	"strings"

	"fingerpost/data"
)

// row is one row of a table, and what was found in it.
type row struct {
	m *Mapping
	record
	reading  *data.Reading
	own      string
	at       *data.Coordinates // where it is, if that is usable
	sessions []data.Schedule   // of a calendar, without ids
	problems []data.Problem

	inList  string  // the list of which the row is looked at for one element
	element element // that one; nil: the row is looked at as a whole
	places  []*row  // the row as each of its places sees it
}

func (r *row) note(field string, kind data.ProblemKind, value string) {
	r.problems = append(r.problems, data.Problem{Where: r.where, Field: field, Kind: kind, Value: data.PlainLine(value, 80)})
}

// noteOnce notes what several fields may come across.
func (r *row) noteOnce(field string, kind data.ProblemKind, value string) {
	if !slices.ContainsFunc(r.problems, func(p data.Problem) bool { return p.Field == field && p.Kind == kind }) {
		r.note(field, kind, value)
	}
}

// get is the value in a column, without blanks around it; empty when the mapping says that it means nothing.
func (r *row) get(column string) string {
	s := ""
	if i, ok := r.columns.index[column]; ok {
		s = r.cells[i]
	}
	if r.element != nil && within(column, r.inList) {
		s = r.element[column]
	}
	s = strings.TrimSpace(s) // no-break spaces too
	if r.m.empty[fold(s)] {
		return ""
	}
	return s
}

// text is the value of a field of the mapping.
func (r *row) text(field string) string {
	for _, v := range r.m.values[field] {
		return v.fill(r.get)
	}
	return ""
}

// list is the values of a field that may have several, without those that are empty.
func (r *row) list(field string) []string {
	var out []string
	for _, v := range r.m.values[field] {
		if s := v.fill(r.get); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// applies reports whether a section of the mapping is for this row.
func (r *row) applies(section string) bool {
	return r.m.has(section) && r.m.conditions[section].open(r.get)
}
