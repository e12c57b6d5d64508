package table

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"fingerpost/data"
)

// file gives the rows of a table, one at a time.
type file struct {
	csv     *csv.Reader
	limit   *limit
	header  []string       // as written
	index   map[string]int // folded name of a column to its place; the first of equals
	skipped int            // lines before the header
	line    int            // the last line of the last record
	number  int            // of the last row, as a spreadsheet counts: the header is 1, blank rows count
	other   bool           // some of it is no UTF-8
	told    bool           // and a row has said so
}

// open reads as far as the header and checks that the mapping's columns are there.
func open(r io.Reader, m Mapping) (*file, error) {
	in, err := look(r)
	if err != nil {
		return nil, err
	}
	f := &file{limit: &limit{r: in}, index: map[string]int{}, other: in.reencoded, skipped: in.skipped, header: slices.Clone(m.columns)}
	f.csv = newCSV(f.limit, in.separator)
	if m.header {
		header, err := f.read()
		var bad *csv.ParseError
		if err != nil && err != io.EOF && !errors.As(err, &bad) {
			return nil, err
		}
		f.header = header
	}
	for i, column := range f.header {
		f.header[i] = strings.TrimSpace(column)
		if _, twice := f.index[fold(column)]; !twice {
			f.index[fold(column)] = i
		}
	}
	if missing := lacking(slices.Sorted(slices.Values(slices.Concat(m.Columns(), m.person))), folded(f.header)); len(missing) > 0 {
		return nil, &MissingColumnError{Columns: missing, Have: f.header}
	}
	return f, nil
}

// read gives the next record. A [*csv.ParseError] is about that record alone.
func (f *file) read() ([]string, error) {
	f.limit.passed = 0
	record, err := f.csv.Read()
	if errors.Is(err, errTooLong) {
		return nil, &TooLongError{Line: f.line + 1 + f.skipped}
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		f.number += bad.StartLine - f.line
		f.line = max(bad.Line, bad.StartLine)
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	start, _ := f.csv.FieldPos(0)
	last := len(record) - 1
	end, _ := f.csv.FieldPos(last)
	f.number += start - f.line // blank lines between the two are blank rows
	f.line = end + strings.Count(record[last], "\n")
	for i := range record {
		text, other := decode(record[i])
		record[i], f.other = text, f.other || other
	}
	return record, nil
}

// row is one row of a table, and what was found in it.
type row struct {
	m        *Mapping
	file     *file
	reading  *data.Reading
	cells    []string
	where    string
	own      string
	problems []data.Problem
}

func (r *row) note(field string, kind data.ProblemKind, value string) {
	r.problems = append(r.problems, data.Problem{Where: r.where, Field: field, Kind: kind, Value: data.PlainLine(value, 80)})
}

// get is the value in a column, without blanks around it; empty when the mapping says that it means nothing.
func (r *row) get(column string) string {
	i, ok := r.file.index[column]
	if !ok {
		return ""
	}
	s := strings.TrimSpace(r.cells[i]) // no-break spaces too
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
