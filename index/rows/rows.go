package rows

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

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
	lists     uint32    // where its lists begin: tags, types, stems
	name      uint32    // where its name begins
	Hours     uint32    // the number of its hours; 0 for none
	District  uint32    // the number of an area; 0 where it is not known
	Served    uint32    // which areas it serves, of [Values.Served]; 0 for none
	Checked   int32     // in [Days]; see [Row.CheckedAt]
	nameLen   uint16
	lengths   [Fields]uint16
	minAge    int16
	maxAge    int16
	flags     flags
	tags      uint16
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
	firsts Bits     // the first document of each service
	of     []uint32 // all documents, by the keys of their services
	grid   grid
	about  map[uint16][]uint32 // where in the grid the points of each topic stand, by its tag
	*beginnings
}

// Reader says how rows are read.
type Reader struct {
	Values *Values
	Stems  Stems
	// Sense, if it is not nil, may give a service another direction than its texts have.
	Sense func(service uint64, said meaning.Packed) meaning.Packed
	// Beginnings, if it is not empty, is the field of which documents are found by how a word begins ([Part.Begun]).
	Beginnings string
}

// errForeign is returned for a document whose entry is not its own.
var errForeign = errors.New("its entry is missing, or another's")

// EntryField is the name of the field that an entry is stored in.
const EntryField = "entry"

// stretch is what varies in length of the rows of some documents that follow one another.
type stretch struct {
	from, to int
	lists    []uint16
	names    []byte
}

// read reads the rows of a stretch of a segment's documents.
func (in Reader) read(s segment.Segment, r *Rows, of *stretch) error {
	k := in.Values.known()
	for n := of.from; n < of.to; n++ {
		if (n+1)%resident == 0 {
			if err := letGo(s); err != nil {
				return err
			}
		}
		bad, key, ok := errForeign, uint64(0), false
		err := s.VisitStoredFields(uint64(n), func(field string, _ byte, value []byte, _ []uint64) bool {
			switch field {
			case "_id":
				key, ok = FiledKey(value)
			case EntryField:
				if ok {
					bad = in.add(&r.all[n], &r.senses[n], of, k, key, value)
				}
				return false
			}
			return true
		})
		if err := errors.Join(err, bad); err != nil {
			return fmt.Errorf("document %016x of the index: %w", key, err)
		}
	}
	return nil
}

// join puts what was read of stretches together.
func (r *Rows) join(stretches []stretch) {
	lists, names := 0, 0
	for _, s := range stretches {
		lists, names = lists+len(s.lists), names+len(s.names)
	}
	r.lists, r.names = make([]uint16, 0, lists), make([]byte, 0, names) // not a byte more: there are few segments, and large ones
	for _, s := range stretches {
		for doc := s.from; doc < s.to; doc++ {
			row := &r.all[doc]
			row.lists, row.name = row.lists+uint32(len(r.lists)), row.name+uint32(len(r.names))
		}
		r.lists, r.names = append(r.lists, s.lists...), append(r.names, s.names...)
	}
	r.firsts = make(Bits, BitsFor(len(r.all)))
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
	r.of = byService(r.all)
	group.Wait()
}

// byService lists all documents, by the keys of their services.
func byService(all []Row) []uint32 {
	type one struct {
		service uint64
		doc     uint32
	}
	sorted := make([]one, len(all))
	for doc := range all {
		sorted[doc] = one{all[doc].Service, uint32(doc)}
	}
	slices.SortFunc(sorted, func(a, b one) int {
		if a.service != b.service {
			return cmp.Compare(a.service, b.service)
		}
		return cmp.Compare(a.doc, b.doc)
	})
	out := make([]uint32, len(sorted))
	for i, s := range sorted {
		out[i] = s.doc
	}
	return out
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

// known bounds the numbers that an entry may hold.
type known struct{ areas, types, tags uint64 }

func (v *Values) known() known {
	return known{uint64(v.Areas.Len()), uint64(min(v.Types.Len(), math.MaxUint16+1)), uint64(min(v.tags.Len(), math.MaxUint16+1))}
}

// errNumber is returned for an entry with a number that stands for nothing, and where there are too many different values.
var errNumber = fmt.Errorf("it has a number that stands for nothing, or for one of more than %d values", math.MaxUint16)

// add reads one entry.
func (in Reader) add(row *Row, sense *meaning.Packed, r *stretch, k known, key uint64, stored []byte) error {
	b := &reader{b: stored}
	*row = Row{Key: key, lists: uint32(len(r.lists)), name: uint32(len(r.names))}
	service, location := row.head(b)
	if b.err != nil || Key(docID(service, location)) != key {
		return errForeign
	}
	row.Service = Key(service)
	if row.Located() {
		if row.flags&shortened != 0 {
			row.Point = longPoint(int32(b.uint32()), int32(b.uint32()))
		} else {
			row.Point = geo.Point{math.Float64frombits(b.uint64()), math.Float64frombits(b.uint64())}
		}
	}
	name := b.text()
	r.names, row.nameLen = append(r.names, name...), uint16(len(name))
	row.Full = b.take(1)[0]
	row.minAge, row.maxAge, row.Checked = int16(b.varint()), int16(b.varint()), int32(b.varint())
	for i := range row.lengths {
		row.lengths[i] = uint16(min(b.uvarint(), math.MaxUint16))
	}
	row.District = b.number(k.areas)
	row.topics, row.audiences = uint8(min(b.uvarint(), math.MaxUint8)), uint8(min(b.uvarint(), math.MaxUint8))
	row.tags = uint16(b.list(math.MaxUint16, func() { r.lists = append(r.lists, uint16(b.number(k.tags))) }))
	row.types = uint8(b.list(math.MaxUint8, func() { r.lists = append(r.lists, uint16(b.number(k.types))) }))
	var areas []uint32
	b.list(math.MaxUint16, func() { areas = append(areas, b.number(k.areas)) })
	row.Served = in.Values.served.number(areas)
	row.stems = uint8(b.list(math.MaxUint8, func() {
		s := b.take(4)
		r.lists = append(r.lists, uint16(s[0])|uint16(s[1])<<8, uint16(s[2])|uint16(s[3])<<8)
	}))
	for i, x := range b.take(uint64(len(sense))) {
		sense[i] = int8(x)
	}
	if int(row.topics)+int(row.audiences) > int(row.tags) {
		b.err = errNumber
	}
	if b.err != nil {
		return b.err
	}
	if in.Sense != nil {
		*sense = in.Sense(row.Service, *sense)
	}
	var err error
	row.Hours, err = in.Values.hours.number(b.b)
	return err
}

// head reads what an entry begins with: what is true of it, and whose it is.
func (r *Row) head(b *reader) (service, location string) {
	two := b.take(2)
	r.flags = flags(two[0]) | flags(two[1])<<8
	service = b.id(r.flags&packedService != 0)
	if r.Placed() {
		location = b.id(r.flags&packedPlace != 0)
	}
	return service, location
}

// number reads a number that stands for something.
func (r *reader) number(known uint64) uint32 {
	n := r.uvarint()
	if n >= known && r.err == nil {
		r.err = errNumber
	}
	return uint32(n)
}

// list reads a list of so many elements at most, and says how many there are.
func (r *reader) list(most uint64, next func()) (count uint64) {
	if count = r.uvarint(); count > most {
		r.err = errNumber
	}
	for range count {
		if r.err != nil {
			return 0
		}
		next()
	}
	return count
}

// Row is the row of a document.
func (r *Rows) Row(doc uint32) *Row { return &r.all[doc] }

// Fetch reads a little of the row of a document. Where this is done for many, one right after the other, the processor asks for them all
// at once, and finds them near when they are looked at in earnest, each of which it would have waited for. What it gives means nothing.
func (r *Rows) Fetch(doc uint32) int {
	row := &r.all[doc]
	return int(row.Service) + int(row.Full)
}

// FetchSense does the same for where the texts of a document point, and for its types.
func (r *Rows) FetchSense(doc uint32, row *Row) (sum int) {
	if at := int(row.lists) + int(row.tags); at < len(r.lists) {
		sum = int(r.lists[at])
	}
	sense := &r.senses[doc]
	return sum + int(sense[0]) + int(sense[len(sense)/2]) + int(sense[len(sense)-1])
}

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

// HasStem reports whether its name has a word of a stem, by the stem's [Key].
func (r *Rows) HasStem(row *Row, key uint64) bool {
	at, short := row.lists+uint32(row.tags)+uint32(row.types), stemKey(key)
	for range row.stems {
		if uint32(r.lists[at])|uint32(r.lists[at+1])<<16 == short {
			return true
		}
		at += 2
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
