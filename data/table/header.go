package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// Header reads the first row of a table, for [Match]. rest is the whole table, from its beginning. The header of an empty
// table is nil.
func Header(r io.Reader) (header []string, rest io.Reader, err error) {
	var head bytes.Buffer
	in, err := look(io.TeeReader(r, &head))
	if err != nil {
		return nil, nil, err
	}
	header, err = newCSV(&limit{r: in}, in.separator).Read()
	rest = io.MultiReader(&head, r)
	if err == io.EOF {
		return nil, rest, nil
	}
	if errors.Is(err, errTooLong) {
		err = &TooLongError{Line: 1 + in.skipped}
	}
	if err != nil {
		return nil, rest, err
	}
	for i := range header {
		header[i], _ = decode(header[i])
		header[i] = strings.TrimSpace(header[i])
	}
	return header, rest, nil
}

func newCSV(r io.Reader, separator rune) *csv.Reader {
	c := csv.NewReader(r)
	c.Comma, c.FieldsPerRecord = separator, -1
	return c
}
