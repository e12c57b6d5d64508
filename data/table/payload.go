package table

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"fingerpost/data"
)

// payload is the row as it came, as a JSON object in the order of the columns, without those about named people. A second
// column of the same name is numbered.
func (r *row) payload() json.RawMessage {
	var b bytes.Buffer
	given := map[string]int{}
	for i, column := range r.columns.names {
		if slices.ContainsFunc(r.m.person, func(person string) bool { return within(fold(column), person) }) {
			if r.get(fold(column)) != "" {
				r.note(column, data.NamedPerson, "")
			}
			continue
		}
		if given[column]++; given[column] > 1 {
			column += " (" + strconv.Itoa(given[column]) + ")"
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		writeText(&b, column)
		b.WriteByte(':')
		writeText(&b, r.cells[i])
	}
	return json.RawMessage("{" + b.String() + "}")
}

func writeText(b *bytes.Buffer, s string) {
	text, err := json.Marshal(s)
	if err != nil {
		text = []byte(`""`) // cannot be: every string is JSON
	}
	b.Write(text)
}
