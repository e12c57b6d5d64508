package names

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"fingerpost/geo/internal/box"
)

// The sections of a box of places. Columns of numbers are little-endian uint32.
const (
	namesSection     = "names"
	nameEndsSection  = "name-ends"
	kindsSection     = "kinds"
	pointsSection    = "points"
	districtSection  = "district"
	districtsSection = "districts" // codes, each with a line break after it
	termsSection     = "terms"
	termEndsSection  = "term-ends"
	postsSection     = "posts"
	postEndsSection  = "post-ends"
)

// Sections are the table as parts of a box, which [Open] reads.
func (t *Table) Sections() []box.Section {
	return []box.Section{
		{Name: namesSection, Data: []byte(t.names)},
		{Name: nameEndsSection, Data: encodeColumn(t.nameEnds)},
		{Name: kindsSection, Data: []byte(t.kinds)},
		{Name: pointsSection, Data: encodeColumn(t.points)},
		{Name: districtSection, Data: encodeColumn(t.district)},
		{Name: districtsSection, Data: []byte(strings.Join(t.codes, "\n") + "\n")},
		{Name: termsSection, Data: []byte(t.terms)},
		{Name: termEndsSection, Data: encodeColumn(t.termEnds)},
		{Name: postsSection, Data: encodeColumn(t.posts)},
		{Name: postEndsSection, Data: encodeColumn(t.postEnds)},
	}
}

// Open reads a table from a box, of which it keeps nothing. It checks every
// number by which the table finds its way, so that whatever the sections hold,
// no search can fail. The error is a [*box.DamagedError].
func Open(f box.File) (*Table, error) {
	columns := decoder{file: f}
	t := &Table{
		names:    string(f.Section(namesSection)),
		nameEnds: columns.column(nameEndsSection),
		kinds:    string(f.Section(kindsSection)),
		points:   columns.column(pointsSection),
		district: columns.column(districtSection),
		codes:    strings.Split(strings.TrimSuffix(string(f.Section(districtsSection)), "\n"), "\n"),
		terms:    string(f.Section(termsSection)),
		termEnds: columns.column(termEndsSection),
		posts:    columns.column(postsSection),
		postEnds: columns.column(postEndsSection),
	}
	why := columns.why
	if why == "" {
		why = t.fault()
	}
	if why != "" {
		return nil, &box.DamagedError{Kind: box.Places, Why: why}
	}
	t.setShared()
	return t, nil
}

// fault says what keeps a table from being searched, "" if nothing does.
func (t *Table) fault() string {
	places := len(t.kinds)
	switch {
	case len(t.nameEnds) != places || len(t.points) != 2*places || len(t.district) != places || places > mostPlaces:
		return "its columns are not of one length"
	case len(t.termEnds) != len(t.postEnds):
		return "its terms have no places"
	case !areEnds(t.nameEnds, len(t.names)) || !areEnds(t.termEnds, len(t.terms)) || !areEnds(t.postEnds, len(t.posts)):
		return "a column does not end where it should"
	case !utf8.ValidString(t.names) || !utf8.ValidString(t.terms):
		return "its text is not text"
	}
	names := make([]int, places)
	for i := range places {
		if Kind(t.kinds[i]).Rank() < 0 {
			return "a place is of no kind"
		}
		if int(t.district[i]) >= len(t.codes) {
			return "a place is in no district"
		}
		names[i] = 1 + strings.Count(part(t.names, t.nameEnds, i), "|")
	}
	for i := range t.termEnds {
		if n := countLetters(t.term(i)); n == 0 || n > longestKey {
			return "a term is empty or too long"
		}
	}
	for _, p := range t.posts {
		if post(p).place() >= places || post(p).name() >= names[post(p).place()] {
			return "a term leads to no place"
		}
	}
	return ""
}

// areEnds says whether a column holds where the parts of something of that
// length end: they never go back, and the last is its end.
func areEnds(ends []uint32, length int) bool {
	last := uint32(0)
	for _, end := range ends {
		if end < last {
			return false
		}
		last = end
	}
	return int(last) == length
}

func encodeColumn(column []uint32) []byte {
	b := make([]byte, 0, 4*len(column))
	for _, v := range column {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

// decoder reads columns and keeps why one could not be read.
type decoder struct {
	file box.File
	why  string
}

func (d *decoder) column(section string) []uint32 {
	b := d.file.Section(section)
	if len(b)%4 != 0 {
		d.why = "a column holds part of a number"
		return nil
	}
	column := make([]uint32, len(b)/4)
	for i := range column {
		column[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return column
}
