package table

import (
	"errors"
	"io"
	"iter"
	"slices"

	"fingerpost/data"
)

// Input is what a file is said to be.
type Input struct {
	Name        string // the file's own, without folders
	ContentType string // of a download; may be empty
}

// File is a table that has been opened: its format is told, its mapping chosen, its first rows looked at.
type File struct {
	Format  Format
	Mapping Mapping

	name  string
	rows  rows
	close func() error
}

// Open tells the format of a file and chooses the mapping for it. Of several mappings it takes the one that fits best
// ([Match]); one alone must fit. Nothing has been taken when it answers an error: [*MissingColumnError] or
// [*NoMappingError], [*FormatError], [*NoRowsError], [*GridError], [*SwollenError], and what [File.Items] may answer. All
// come in a [*FileError].
//
// A zip is read where it stands if r is a file, and else held in memory.
func Open(r io.Reader, about Input, mappings ...Mapping) (*File, error) {
	f := &File{name: about.Name}
	if err := f.open(r, about, &choice{name: about.Name, mappings: mappings}); err != nil {
		return nil, &FileError{File: about.Name, Err: errors.Join(err, f.Close())}
	}
	return f, nil
}

func (f *File) open(r io.Reader, about Input, c *choice) error {
	in, err := look(r)
	if err != nil {
		return err
	}
	head, err := in.Peek(headSize)
	if err != nil && err != io.EOF {
		return err
	}
	f.Format = Tell(about.Name, about.ContentType, head)
	if f.Format == otherZip {
		return f.openZip(r, in, c)
	}
	c.format = f.Format
	switch f.Format {
	case CSV:
		f.rows, f.Mapping, err = openSheet(in, c)
	case JSON:
		f.rows, f.Mapping, err = openObjects(in, c)
		f.Format = c.format // which its rows have told
	case KML:
		f.rows, f.Mapping, err = openKML(in, in.reencoded, c)
	case Calendar:
		f.rows, f.Mapping, err = openCalendar(in, c)
	default:
		return &FormatError{Found: f.Format}
	}
	return err
}

// Close ends what the file holds open.
func (f *File) Close() error {
	if f.close == nil {
		return nil
	}
	return f.close()
}

// Read gives an item for each row of a table that is read with one mapping. It is [Open] and [File.Items] at once.
func Read(r io.Reader, name string, m Mapping, reading data.Reading) iter.Seq2[data.Item, error] {
	return func(yield func(data.Item, error) bool) {
		f, err := Open(r, Input{Name: name}, m)
		if err != nil {
			yield(data.Item{}, err)
			return
		}
		for item, err := range f.Items(reading) {
			if !yield(item, err) {
				break
			}
		}
		if err := f.Close(); err != nil {
			yield(data.Item{}, &FileError{File: name, Err: err})
		}
	}
}

// choice is the mappings that there are to choose from, for one file.
type choice struct {
	name     string
	format   Format
	mappings []Mapping
	have     []string // the first columns that none fitted
}

// fit is the mapping for rows with such columns, which stand at a path of a JSON file.
func (c *choice) fit(columns []string, path string) (Mapping, bool) {
	var open []Mapping
	for _, m := range c.mappings {
		if (m.format == "" || m.format == c.format) && (m.rows == "" || m.rows == path) {
			open = append(open, m)
		}
	}
	m, ok := Match(columns, open)
	if ok && len(lackingPeople(m.person, folded(columns))) > 0 && len(c.mappings) == 1 {
		ok = false
	}
	if !ok && c.have == nil {
		c.have = columns
	}
	return m, ok
}

// ofSheet is the choice for one sheet of a workbook.
func (c *choice) ofSheet(name string, visible bool) *choice {
	of := &choice{name: c.name, format: c.format}
	for _, m := range c.mappings {
		if m.sheet == "" && visible || m.sheet != "" && fold(m.sheet) == fold(name) {
			of.mappings = append(of.mappings, m)
		}
	}
	return of
}

// sheet is the mapping for a CSV file that begins with such a row. One without a header is for a file of the name that
// it reads, with as many columns, or for the file that it is named for.
func (c *choice) sheet(first []string) (Mapping, error) {
	only := len(c.mappings) == 1
	if m, ok := c.fit(trimmed(first), ""); ok {
		return m, nil
	}
	for _, m := range c.mappings {
		if !m.header && (m.format == "" || m.format == CSV) && (only || m.fileName() == c.name && len(first) == len(m.columns)) {
			return m, nil
		}
	}
	return Mapping{}, c.refuse()
}

// refuse says why no mapping fits.
func (c *choice) refuse() error {
	if len(c.mappings) != 1 {
		return &NoMappingError{Have: c.have}
	}
	m := c.mappings[0]
	if m.format != "" && m.format != c.format {
		return &FormatError{Found: c.format, Want: m.format}
	}
	have := folded(c.have)
	missing := slices.Concat(lacking(m.Columns(), have), lackingPeople(m.person, have))
	slices.Sort(missing)
	if missing = slices.Compact(missing); len(missing) == 0 {
		missing = m.columns // it names the whole header, and this is another
	}
	return &MissingColumnError{Columns: missing, Have: c.have}
}
