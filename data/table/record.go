package table

import (
	"strings"

	"fingerpost/data"
)

// rows gives the records of an input, one at a time, whatever its format.
type rows interface {
	// next gives the next record, or io.EOF. Any other error ends the reading.
	next() (record, error)
}

// record is one row of an input as it came.
type record struct {
	where   string // for people: "row 14", "feature 3"
	columns *columns
	cells   []string
	bad     string  // why it cannot be read, when it alone cannot
	notes   []note  // what the reader mended
	series  *series // of a calendar: when its events are

	elements map[string][]element // of an object: its lists, by their folded names
}

// note is a problem before it is known where it stands.
type note struct {
	field string
	kind  data.ProblemKind
	value string
}

// columns are the names of a record's cells. The rows of a sheet share them; an object has its own.
type columns struct {
	names []string       // as written
	index map[string]int // folded name to its place; the first of equals
}

func newColumns(names []string) *columns {
	c := &columns{names: names, index: make(map[string]int, len(names))}
	for i, name := range names {
		c.names[i] = strings.TrimSpace(name)
		if _, twice := c.index[fold(name)]; !twice {
			c.index[fold(name)] = i
		}
	}
	return c
}

// builder puts together a record whose columns come with its values: an object, a placemark. Values of one column are
// joined.
type builder struct {
	box   string // what the format calls the place of its properties: "properties", "ExtendedData"
	names []string
	cells []string
	index map[string]int // folded
	notes []note

	elements map[string][]element
	joined   map[int][]byte // what cells of several values are to become: a list may have very many
}

func newBuilder(box string) *builder {
	return &builder{box: box, index: map[string]int{}, elements: map[string][]element{}, joined: map[int][]byte{}}
}

// own sets a column that the format itself gives: these come first, and a property of the same name is called
// "properties.latitude" or the like.
func (b *builder) own(name, value string) {
	b.index[fold(name)] = len(b.names)
	b.names, b.cells = append(b.names, name), append(b.cells, value)
}

// add adds a value to a column; reserved is how many columns are the format's own.
func (b *builder) add(name, value string, reserved int) {
	i, there := b.index[fold(name)]
	if there && i < reserved {
		name = b.box + "." + name
		i, there = b.index[fold(name)]
	}
	switch {
	case !there:
		b.index[fold(name)] = len(b.names)
		b.names, b.cells = append(b.names, name), append(b.cells, value)
	case b.cells[i] == "":
		b.cells[i] = value
	case value != "":
		if b.joined[i] == nil {
			b.joined[i] = []byte(b.cells[i])
		}
		b.joined[i] = append(append(b.joined[i], ", "...), value...)
	}
}

func (b *builder) note(field string, kind data.ProblemKind, value string) {
	b.notes = append(b.notes, note{field, kind, value})
}

func (b *builder) record(where string) record {
	for i, text := range b.joined {
		b.cells[i] = string(text)
	}
	return record{where: where, columns: newColumns(b.names), cells: b.cells, notes: b.notes, elements: b.elements}
}
