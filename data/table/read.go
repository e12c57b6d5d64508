package table

import (
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"fingerpost/data"
)

// Read gives an item for each row of a table: a submission, or why there is none. name is the file's, for errors of
// reading it. An error ends the reading: [*MissingColumnError] before any row, [*TooLongError], or what r answered.
// Of each row it remembers 16 bytes, so that none comes twice.
func Read(r io.Reader, name string, m Mapping, reading data.Reading) iter.Seq2[data.Item, error] {
	return func(yield func(data.Item, error) bool) {
		f, err := open(r, m)
		if err != nil {
			yield(data.Item{}, &FileError{File: name, Err: err})
			return
		}
		seen := map[[16]byte]bool{}
		for {
			cells, err := f.read()
			if err == io.EOF {
				return
			}
			var bad *csv.ParseError
			if err != nil && !errors.As(err, &bad) {
				yield(data.Item{}, &FileError{File: name, Err: err})
				return
			}
			row := &row{m: &m, file: f, reading: &reading, cells: cells, where: "row " + strconv.Itoa(f.number)}
			if bad == nil && blank(cells) {
				continue
			}
			if !yield(row.item(bad, seen), nil) {
				return
			}
		}
	}
}

func blank(cells []string) bool {
	for _, s := range cells {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}

// item makes what can be made of the row.
func (r *row) item(bad *csv.ParseError, seen map[[16]byte]bool) data.Item {
	item := data.Item{Where: r.where}
	if r.file.other && !r.file.told {
		r.note("", data.OtherEncoding, "")
		r.file.told = true
	}
	if r.takes(bad, seen) {
		item.Submission = r.submission()
	}
	item.Problems = r.problems
	return item
}

// takes reports whether the row is one to make a submission of; if not, it notes why.
func (r *row) takes(bad *csv.ParseError, seen map[[16]byte]bool) bool {
	if bad != nil {
		r.note("", data.BadShape, bad.Err.Error())
		return false
	}
	width := len(r.file.header)
	if len(r.cells) < width || !blank(r.cells[width:]) {
		r.note("", data.BadShape, strconv.Itoa(len(r.cells))+"/"+strconv.Itoa(width))
		return false
	}
	for _, skip := range r.m.skips {
		if skip.holds(r.get) {
			r.note(skip.column, data.NotOpen, r.get(skip.column))
			return false
		}
	}
	for _, column := range r.m.required {
		if r.get(column) == "" {
			r.note(column, data.MissingValue, "")
			return false
		}
	}
	if data.PlainLine(r.text("service.name"), data.MaxName) == "" {
		r.note("name", data.NoName, "")
		return false
	}
	return r.identify(seen)
}

// identify gives the row its own id.
func (r *row) identify(seen map[[16]byte]bool) bool {
	var parts []string
	for _, v := range r.m.id {
		parts = append(parts, strings.Join(strings.Fields(v.fill(r.get)), " "))
	}
	if blank(parts) {
		r.note("id", data.NoID, "")
		return false
	}
	r.own = data.PlainLine(strings.Join(parts, " / "), 500)
	sum := sha256.Sum256([]byte(r.own))
	key := [16]byte(sum[:16])
	if seen[key] {
		r.note("id", data.RepeatedID, r.own)
		return false
	}
	seen[key] = true
	return true
}
