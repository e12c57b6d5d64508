package rows

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/meaning"
)

// Row is what ranking needs of one document. What varies in length stands in lists of its segment.
type Row struct {
	Point     geo.Point // if it is located
	Service   uint64    // the [Key] of the service's id
	Key       uint64    // the [Key] of the document's id
	lists     uint32    // where its lists begin: tags, types, areas, stems
	name      uint32    // where its name begins
	Hours     uint32    // the number of its hours; 0 for none
	District  uint32    // the number of an area; 0 where it is not known
	Checked   int32     // in [Days]; see [Row.CheckedAt]
	nameLen   uint16
	lengths   [Fields]uint16
	minAge    int16
	maxAge    int16
	flags     flags
	tags      uint16
	areas     uint16
	topics    uint8
	audiences uint8
	types     uint8
	stems     uint8
	Full      uint8
}

// What is true of a row.
func (r *Row) First() bool    { return r.flags&first != 0 }    // the first of its service
func (r *Row) Multi() bool    { return r.flags&multi != 0 }    // its service has others
func (r *Row) Located() bool  { return r.flags&located != 0 }  // it has a point
func (r *Row) Assumed() bool  { return r.flags&assumed != 0 }  // its areas are its source's
func (r *Row) Derived() bool  { return r.flags&derived != 0 }  // its topics were read from its words
func (r *Row) Remote() bool   { return r.flags&remote != 0 }   // the service comes to people
func (r *Row) TermOnly() bool { return r.flags&termOnly != 0 } // in term time only
func (r *Row) Kept() bool     { return r.flags&kept != 0 }     // by those who run it
func (r *Row) IsGroup() bool  { return r.flags&isGroup != 0 }  // a kind of service
func (r *Row) Placed() bool   { return r.flags&placed != 0 }   // it has a location

// Ages are the ages that it is for; ok is false where it says none. A bound that is not said is beyond everyone.
func (r *Row) Ages() (least, most int, ok bool) {
	least, most = int(r.minAge), int(r.maxAge)
	ok = least != noAge || most != noAge
	if most == noAge {
		most = math.MaxInt
	}
	return least, most, ok
}

// CheckedOn is the day on which anyone last vouched for it, if that is known to the day.
func (r *Row) CheckedOn() data.Date {
	if r.Checked == never || r.flags&rough != 0 {
		return data.Date{}
	}
	return data.DateOf(time.Unix(int64(r.Checked)*86400, 0))
}

// CheckedAt is when anyone last vouched for it, in [Days]; ok is false where nobody says.
func (r *Row) CheckedAt() (days int, ok bool) { return int(r.Checked), r.Checked != never }

// Rows are the rows of one segment, by the numbers that its documents have in it.
type Rows struct {
	all    []Row
	lists  []uint16
	names  []byte
	senses []meaning.Packed
	firsts *roaring.Bitmap // the first document of each service
	of     []uint32        // all documents, by the keys of their services
	grid   grid
	about  map[uint16][]uint32 // where in the grid the points of each topic stand, by its tag
	*beginnings
}

// Reader says how rows are read.
type Reader struct {
	Values *Values
	// Sense, if it is not nil, may give a service another direction than its texts have.
	Sense func(service uint64, said meaning.Packed) meaning.Packed
	// Beginnings, if it is not empty, is the field of which documents are found by how a word begins ([Part.Begun]). Terms that begin
	// with Marked, if that is not empty, are no words.
	Beginnings, Marked string
}

// errForeign is returned for a document whose entry is not its own.
var errForeign = errors.New("its entry is missing, or another's")

// EntryField is the name of the field that an entry is stored in.
const EntryField = "entry"

// read reads the rows of a stretch of a segment's documents.
func (in Reader) read(s segment.Segment, from, to int) (*Rows, error) {
	r := &Rows{all: make([]Row, 0, to-from), senses: make([]meaning.Packed, 0, to-from)}
	var scratch, id []byte
	for n := from; n < to; n++ {
		var bad error
		seen := false
		err := s.VisitStoredFields(uint64(n), func(field string, _ byte, value []byte, _ []uint64) bool {
			switch field {
			case "_id":
				id = append(id[:0], value...)
			case EntryField:
				seen = true
				bad = in.add(r, id, value, &scratch)
			}
			return true
		})
		if err == nil && bad == nil && !seen {
			bad = errForeign
		}
		if err := errors.Join(err, bad); err != nil {
			return nil, fmt.Errorf("document %q of the index: %w", id, err)
		}
	}
	return r, nil
}

// join puts stretches of a segment's rows together.
func join(stretches []*Rows) *Rows {
	r := stretches[0]
	for _, more := range stretches[1:] {
		for _, row := range more.all {
			row.lists, row.name = row.lists+uint32(len(r.lists)), row.name+uint32(len(r.names))
			r.all = append(r.all, row)
		}
		r.lists, r.names, r.senses = append(r.lists, more.lists...), append(r.names, more.names...), append(r.senses, more.senses...)
	}
	r.lists, r.names, r.all, r.senses = slices.Clip(r.lists), slices.Clip(r.names), slices.Clip(r.all), slices.Clip(r.senses)
	r.firsts = roaring.New()
	for doc := range r.all {
		if r.all[doc].First() {
			r.firsts.Add(uint32(doc))
		}
	}
	var group sync.WaitGroup
	group.Go(func() {
		r.grid = newGrid(r.all)
		r.about = r.spots()
	})
	r.of = make([]uint32, len(r.all))
	for doc := range r.of {
		r.of[doc] = uint32(doc)
	}
	slices.SortFunc(r.of, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(r.all[a].Service, r.all[b].Service), cmp.Compare(a, b))
	})
	group.Wait()
	return r
}

// Of lists the documents of the service with a key, those that have been deleted with them.
func (r *Rows) Of(service uint64) []uint32 {
	from, _ := slices.BinarySearchFunc(r.of, service, func(doc uint32, key uint64) int { return cmp.Compare(r.all[doc].Service, key) })
	to := from
	for to < len(r.of) && r.all[r.of[to]].Service == service {
		to++
	}
	return r.of[from:to]
}

// add reads one entry.
func (in Reader) add(r *Rows, id, stored []byte, scratch *[]byte) error {
	b := &reader{b: stored}
	if b.uint64() != Key(id) {
		return errForeign
	}
	service, _ := Split(string(id))
	row := Row{Service: Key(service), Key: Key(id), lists: uint32(len(r.lists)), name: uint32(len(r.names))}
	two := b.take(2)
	row.flags = flags(two[0]) | flags(two[1])<<8
	if row.Located() {
		row.Point = geo.Point{math.Float64frombits(b.uint64()), math.Float64frombits(b.uint64())}
	}
	name := b.text()
	r.names, row.nameLen = append(r.names, name...), uint16(len(name))
	row.Full = b.take(1)[0]
	row.minAge, row.maxAge, row.Checked = int16(b.varint()), int16(b.varint()), int32(b.varint())
	for i := range row.lengths {
		row.lengths[i] = uint16(min(b.uvarint(), math.MaxUint16))
	}
	row.District = in.Values.Areas.number(b.text())
	areas := b.list(func() uint32 { return in.Values.Areas.number(b.text()) })
	types := b.list(func() uint32 { return in.Values.Types.number(b.text()) })
	stems := b.uvarint()
	var keys []byte
	if stems <= uint64(len(b.b))/8 {
		keys = b.take(8 * stems)
	} else {
		b.err = errCut
	}
	row.topics, row.audiences = uint8(min(b.uvarint(), math.MaxUint8)), uint8(min(b.uvarint(), math.MaxUint8))
	for range b.uvarint() {
		tag, err := in.Values.tag(b.take(1)[0], b.text(), scratch)
		if err = errors.Join(err, b.err); err != nil {
			return err
		}
		r.lists = append(r.lists, uint16(tag))
		row.tags++
	}
	row.types, row.areas, row.stems = uint8(min(len(types), math.MaxUint8)), uint16(min(len(areas), math.MaxUint16)), uint8(min(len(keys)/8, math.MaxUint8))
	for _, t := range types[:row.types] {
		r.lists = append(r.lists, uint16(t))
	}
	for _, a := range areas[:row.areas] {
		r.lists = append(r.lists, uint16(a), uint16(a>>16))
	}
	for i := range int(row.stems) * 4 {
		r.lists = append(r.lists, uint16(keys[2*i])|uint16(keys[2*i+1])<<8)
	}
	var sense meaning.Packed
	for i, x := range b.take(uint64(len(sense))) {
		sense[i] = int8(x)
	}
	if b.err != nil {
		return b.err
	}
	if in.Sense != nil {
		sense = in.Sense(row.Service, sense)
	}
	var err error
	if row.Hours, err = in.Values.hours.number(b.b); err != nil {
		return err
	}
	r.all, r.senses = append(r.all, row), append(r.senses, sense)
	return nil
}

// list reads a list of which each element takes a byte at least.
func (r *reader) list(next func() uint32) (out []uint32) {
	for range r.uvarint() {
		if r.err != nil {
			return nil
		}
		out = append(out, next())
	}
	return out
}

// Row is the row of a document.
func (r *Rows) Row(doc uint32) *Row { return &r.all[doc] }

// Len is how many documents there are, with those that have been deleted.
func (r *Rows) Len() int { return len(r.all) }

// Name is the name of a service, in lower case.
func (r *Rows) Name(row *Row) []byte { return r.names[row.name : row.name+uint32(row.nameLen)] }

// Sense is where the texts of a document point.
func (r *Rows) Sense(doc uint32) *meaning.Packed { return &r.senses[doc] }

// Tags are the numbers of all that a row can be filtered by: topics first, then groups of people.
func (r *Rows) Tags(row *Row) []uint16 { return r.lists[row.lists : row.lists+uint32(row.tags)] }

// Topics are the tags of its topics.
func (r *Rows) Topics(row *Row) []uint16 { return r.Tags(row)[:row.topics] }

// Audiences are the tags of the groups of people whom it is for; none for anyone.
func (r *Rows) Audiences(row *Row) []uint16 {
	return r.Tags(row)[row.topics : row.topics+row.audiences]
}

// Types are the numbers of its types.
func (r *Rows) Types(row *Row) []uint16 {
	from := row.lists + uint32(row.tags)
	return r.lists[from : from+uint32(row.types)]
}

// Area is the number of the i-th area that it serves, of [Row.Areas].
func (r *Rows) Area(row *Row, i int) uint32 {
	at := row.lists + uint32(row.tags) + uint32(row.types) + 2*uint32(i)
	return uint32(r.lists[at]) | uint32(r.lists[at+1])<<16
}

// Areas is how many areas it serves.
func (r *Row) Areas() int { return int(r.areas) }

// HasStem reports whether its name has a word of a stem, by the stem's [Key].
func (r *Rows) HasStem(row *Row, key uint64) bool {
	at := row.lists + uint32(row.tags) + uint32(row.types) + 2*uint32(row.areas)
	for range row.stems {
		if uint64(r.lists[at])|uint64(r.lists[at+1])<<16|uint64(r.lists[at+2])<<32|uint64(r.lists[at+3])<<48 == key {
			return true
		}
		at += 4
	}
	return false
}

// Length is how many words and stems a field of text has; of the field after the last, how many topics there are.
func (r *Row) Length(field int) int {
	if field == Fields {
		return int(r.topics)
	}
	return int(r.lengths[field])
}
