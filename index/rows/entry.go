package rows

import (
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

	packedService // how the entry is stored: the ids are UUIDs, and the point is given to a few places
	packedPlace
	shortened
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
