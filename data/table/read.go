package table

import (
	"crypto/sha256"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
)

// Items gives an item for each row of the file: a submission, or why there is none. An error ends the reading, and comes
// in a [*FileError]: [*TooLongError], [*DamagedError], [*DeepError], [*GridError], or what the reader answered. Of each row
// it remembers 16 bytes, so that none comes twice. It can be called once.
func (f *File) Items(reading data.Reading) iter.Seq2[data.Item, error] {
	return func(yield func(data.Item, error) bool) {
		seen := map[[16]byte]bool{}
		for {
			r, err := f.rows.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(data.Item{}, &FileError{File: f.name, Err: err})
				return
			}
			row := &row{m: &f.Mapping, record: r, reading: &reading}
			if r.bad == "" && blank(r.cells) {
				continue
			}
			if !yield(row.item(seen), nil) {
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
func (r *row) item(seen map[[16]byte]bool) data.Item {
	item := data.Item{Where: r.where}
	refused := false
	for _, n := range r.notes {
		r.note(n.field, n.kind, n.value)
		refused = refused || n.kind.Refuses()
	}
	switch {
	case !refused && r.takes(seen):
		item.Submission = r.submission()
	case r.own == "" && r.bad == "" && len(r.cells) >= len(r.columns.names):
		item.OwnID = r.ownID() // it is there, whatever is wrong with it
	default:
		item.OwnID = r.own
	}
	item.Problems = r.problems
	return item
}

// takes reports whether the row is one to make a submission of; if not, it notes why.
func (r *row) takes(seen map[[16]byte]bool) bool {
	if r.bad != "" {
		r.note("", data.BadShape, r.bad)
		return false
	}
	width := len(r.columns.names)
	if len(r.cells) < width || !blank(r.cells[width:]) {
		r.note("", data.BadShape, strconv.Itoa(len(r.cells))+"/"+strconv.Itoa(width))
		return false
	}
	if r.series != nil {
		var last string
		if r.sessions, last = r.series.upcoming(r.reading.ReadAt); len(r.sessions) == 0 {
			r.note("", data.NotOpen, last)
			return false
		}
	}
	for _, skip := range r.m.skips {
		if skip.holds(r.get) {
			r.note(skip.column, skip.kind, r.get(skip.column))
			return false
		}
	}
	for _, any := range r.m.required {
		if !slices.ContainsFunc(any, func(column string) bool { return r.get(column) != "" }) {
			r.note(strings.Join(any, " or "), data.MissingValue, "")
			return false
		}
	}
	name := data.PlainLine(r.text("service.name"), data.MaxName)
	switch {
	case name == "":
		r.note("name", data.NoName, "")
	case isTest(name):
		r.note("name", data.TestRow, name)
	default:
		return r.somewhere() && r.identify(seen)
	}
	return false
}

// identify gives the row its own id.
func (r *row) identify(seen map[[16]byte]bool) bool {
	if r.own = r.ownID(); r.own == "" {
		r.note("id", data.NoID, "")
		return false
	}
	sum := sha256.Sum256([]byte(r.own))
	key := [16]byte(sum[:16])
	if seen[key] {
		r.note("id", data.RepeatedID, r.own)
		return false
	}
	seen[key] = true
	return true
}

// ownID is what the mapping makes of the row's cells for an id; empty if they are.
func (r *row) ownID() string {
	var parts []string
	for _, v := range r.m.id {
		parts = append(parts, strings.Join(strings.Fields(v.fill(r.get)), " "))
	}
	if blank(parts) {
		return ""
	}
	return data.PlainLine(strings.Join(parts, " / "), 500)
}
