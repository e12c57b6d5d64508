package table

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
)

// sheet gives the rows of a CSV file.
type sheet struct {
	csv     *csv.Reader
	limit   *limit
	columns *columns
	skipped int     // lines before the header
	line    int     // the last line of the last record
	number  int     // of the last row, as a spreadsheet counts: the header is 1, blank rows count
	other   bool    // some of it is no UTF-8
	told    bool    // and a row has said so
	first   *record // the first row, when it is no header
}

// openSheet reads the first row, which is a header unless the mapping says that there is none.
func openSheet(in *input, c *choice) (rows, Mapping, error) {
	in.part()
	s := &sheet{limit: &limit{r: in, max: maxRecord}, other: in.reencoded, skipped: in.skipped}
	s.csv = csv.NewReader(s.limit)
	s.csv.Comma, s.csv.FieldsPerRecord = in.separator, -1
	head, err := s.read()
	var bad *csv.ParseError
	if err != nil && err != io.EOF && !errors.As(err, &bad) {
		return nil, Mapping{}, err
	}
	m, err := c.sheet(head)
	if err != nil {
		return nil, Mapping{}, err
	}
	if m.header {
		s.columns = newColumns(head)
		return s, m, nil
	}
	s.columns = newColumns(slices.Clone(m.columns))
	if len(head) > 0 {
		first := s.record(head)
		s.first = &first
	}
	return s, m, nil
}

func (s *sheet) next() (record, error) {
	if s.first != nil {
		first := *s.first
		s.first = nil
		return first, nil
	}
	cells, err := s.read()
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		r := s.record(nil)
		r.bad = bad.Err.Error()
		return r, nil
	}
	if err != nil {
		return record{}, err
	}
	return s.record(cells), nil
}

func (s *sheet) record(cells []string) record {
	r := record{where: "row " + strconv.Itoa(s.number), columns: s.columns, cells: cells}
	if s.other && !s.told && !blank(cells) {
		r.notes = []note{{kind: data.OtherEncoding}}
		s.told = true
	}
	return r
}

// read gives the cells of the next row. A [*csv.ParseError] is about that row alone.
func (s *sheet) read() ([]string, error) {
	s.limit.passed = 0
	cells, err := s.csv.Read()
	if errors.Is(err, errTooLong) {
		return nil, &TooLongError{Line: s.line + 1 + s.skipped}
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		s.number += bad.StartLine - s.line
		s.line = max(bad.Line, bad.StartLine)
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	start, _ := s.csv.FieldPos(0)
	last := len(cells) - 1
	end, _ := s.csv.FieldPos(last)
	s.number += start - s.line // blank lines between the two are blank rows
	s.line = end + strings.Count(cells[last], "\n")
	for i := range cells {
		text, other := decode(cells[i])
		cells[i], s.other = text, s.other || other
	}
	return cells, nil
}
