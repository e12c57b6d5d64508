package rows

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/meaning"
)

// Fields is how many fields of text a document has; index numbers them.
const Fields = 7

// Entry is what is stored with a document: all that ranking, reach and facets need of it.
type Entry struct {
	Service  data.ServiceID
	Location data.LocationID // empty for a service with no place
	First    bool            // it is the first document of its service
	Multi    bool            // its service has others
	Name     string          // for sorting by name, in lower case
	Stems    []uint64        // of the words of its name: see [Key]
	Lengths  [Fields]int     // how many words and stems its fields have, by which Bleve scores them

	Point    *geo.Point
	District geo.AreaCode   // the council that the place is in
	Areas    []geo.AreaCode // areas served
	Assumed  bool           // the areas are the source's own, not said by the service

	Topics     []data.TopicID       // with those they belong to
	Derived    bool                 // they were read from its words
	Types      []data.ServiceTypeID // that its name, or what it says first, makes it
	Audiences  []data.AudienceID    // empty: anyone
	Ways       []data.Way
	Kind       data.Kind
	Cost       data.Cost
	Referral   data.Referral
	Languages  []string
	Access     []string
	Days       []string // on which it is usually open
	Opens      []string // evenings, weekends
	PeerLed    bool
	Person     bool // a person answers
	TermOnly   bool // in term time only
	Full       int  // how many of the facts that people ask for are known
	Kept       bool // by those who run it
	MinimumAge *int
	MaximumAge *int
	Checked    data.Date // when anyone last vouched for anything in it

	Schedules []data.Schedule // at this place
	Nation    string          // whose bank holidays count

	Sense meaning.Packed // where its texts point
}

// DocID is the id of a document: the service and the place.
func (e *Entry) DocID() string { return string(e.Service) + "/" + string(e.Location) }

// Split takes the id of a document apart.
func Split(doc string) (data.ServiceID, data.LocationID) {
	at := strings.LastIndexByte(doc, '/')
	if at < 0 {
		return data.ServiceID(doc), ""
	}
	return data.ServiceID(doc[:at]), data.LocationID(doc[at+1:])
}

// Key is the number that stands for a text in a row, where only equality matters. It is FNV-1a of 64 bits: of a million texts
// two are the same once in thirty million directories.
func Key[T ~string | ~[]byte](text T) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * prime
	}
	return h
}

// flags are the facts of an entry that are true or not.
type flags uint16

const (
	first flags = 1 << iota
	multi
	located
	assumed
	derived
	remote
	termOnly
	kept
	isGroup
	placed // it has a location
	rough  // when it was checked is not known to the day
)

func (e *Entry) flags() (f flags) {
	away := false
	for _, w := range e.Ways {
		away = away || w != data.InPerson
	}
	for flag, is := range map[flags]bool{first: e.First, multi: e.Multi, located: e.Point != nil, assumed: e.Assumed, derived: e.Derived,
		remote: away, termOnly: e.TermOnly, kept: e.Kept, isGroup: e.Kind == data.KindGroup, placed: e.Location != "", rough: roughly(e.Checked)} {
		if is {
			f |= flag
		}
	}
	return f
}

// Facet numbers the groups of what rows can be filtered by, as far as it stands in the entry.
type Facet uint8

const (
	Topic Facet = iota
	For
	Access
	Language
	Referral
	Led
	Answered
	Cost
	How
	Kind
	Day
	Open
)

// tags lists the values of an entry that it can be filtered by: topics first, then groups of people.
func (e *Entry) tags(add func(Facet, string)) {
	all(Topic, e.Topics, add)
	all(For, e.Audiences, add)
	all(Access, e.Access, add)
	all(Language, e.Languages, add)
	one(Referral, e.Referral, add)
	if e.PeerLed {
		add(Led, "peers")
	}
	if e.Person {
		add(Answered, "person")
	}
	one(Cost, e.Cost, add)
	all(How, e.Ways, add)
	one(Kind, e.Kind, add)
	all(Day, e.Days, add)
	all(Open, e.Opens, add)
}

func all[T ~string](f Facet, values []T, add func(Facet, string)) {
	for _, v := range values {
		add(f, string(v))
	}
}

func one[T ~string](f Facet, value T, add func(Facet, string)) {
	if value != "" {
		add(f, string(value))
	}
}

// noAge stands where an entry says no age, never where it does not say when it was checked.
const (
	noAge = -1
	never = math.MinInt32
)

// hoursOf is what an entry says of its hours, as it is stored and told from others.
type hoursOf struct {
	Nation    string          `json:"n,omitempty"`
	Schedules []data.Schedule `json:"s"`
}

// Encode writes an entry as it is stored with its document. What is not known of the one or the other has length 0.
func (e *Entry) Encode() ([]byte, error) {
	b := binary.LittleEndian.AppendUint64(nil, Key(e.DocID()))
	b = binary.LittleEndian.AppendUint16(b, uint16(e.flags()))
	if e.Point != nil {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Point.Lon()))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Point.Lat()))
	}
	b = appendText(b, e.Name)
	b = append(b, byte(e.Full))
	b = binary.AppendVarint(b, int64(age(e.MinimumAge)))
	b = binary.AppendVarint(b, int64(age(e.MaximumAge)))
	checked := int64(never)
	if !e.Checked.IsZero() {
		checked = Days(e.Checked)
	}
	b = binary.AppendVarint(b, checked)
	for _, n := range e.Lengths {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = appendText(b, string(e.District))
	b = binary.AppendUvarint(b, uint64(len(e.Areas)))
	for _, a := range e.Areas {
		b = appendText(b, string(a))
	}
	b = binary.AppendUvarint(b, uint64(len(e.Types)))
	for _, t := range e.Types {
		b = appendText(b, string(t))
	}
	b = binary.AppendUvarint(b, uint64(len(e.Stems)))
	for _, s := range e.Stems {
		b = binary.LittleEndian.AppendUint64(b, s)
	}
	var tags []byte
	count := 0
	e.tags(func(f Facet, value string) {
		tags = appendText(append(tags, byte(f)), value)
		count++
	})
	b = binary.AppendUvarint(b, uint64(len(e.Topics)))
	b = binary.AppendUvarint(b, uint64(len(e.Audiences)))
	b = append(binary.AppendUvarint(b, uint64(count)), tags...)
	for _, x := range e.Sense {
		b = append(b, byte(x))
	}
	if len(e.Schedules) == 0 {
		return b, nil
	}
	said := hoursOf{e.Nation, append([]data.Schedule(nil), e.Schedules...)}
	for i := range said.Schedules {
		said.Schedules[i].ID = "" // so that equal hours are equal
	}
	hours, err := json.Marshal(said)
	if err != nil {
		return nil, fmt.Errorf("the hours of %s: %w", e.DocID(), err)
	}
	return append(b, hours...), nil
}

func age(years *int) int {
	if years == nil {
		return noAge
	}
	return max(0, min(*years, math.MaxInt16))
}

// Days counts the days since 1 January 1970, of a date that is known to its month or its year until its last.
func Days(d data.Date) int64 {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// roughly reports whether a date is not known to the day.
func roughly(d data.Date) bool {
	_, _, day := d.Parts()
	return day == 0
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// errCut is returned for an entry that ends too early.
var errCut = errors.New("it is cut")

// reader reads what [Entry.Encode] wrote. After an error it gives zeros.
type reader struct {
	b   []byte
	err error
}

func (r *reader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.err, r.b = errCut, nil
		return make([]byte, min(n, 128))
	}
	out := r.b[:n:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.err, r.b = errCut, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.err, r.b = errCut, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) text() []byte { return r.take(min(r.uvarint(), math.MaxUint16)) }

func (r *reader) uint64() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }
