package site

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"time"

	"fingerpost/data"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// card is what lists of results say of a listing in one language, whatever is searched for and from where. What depends on the
// moment is remembered for that moment. It holds texts and no more, since tens of thousands are kept.
type card struct {
	id       data.ServiceID
	result   views.Result // without what depends on the search, on the moment and on who asks
	summary  string
	phone    string // to ring first
	ways     []data.Way
	checked  data.Date
	says     says
	anywhere placed   // what holds at no place, or at one that is not known here
	at       []placed // its places

	mu      sync.Mutex
	hours   hoursSaid
	matches []matched
	next    int // of matches, to be given up
}

// placed is what holds at one of a listing's places: where it is, and when it is open.
type placed struct {
	id        data.LocationID
	position  data.Position
	ok        bool // it is somewhere, and not withheld
	withheld  bool
	nation    string // whose bank holidays count
	schedules []data.Schedule
}

// hoursSaid is what is said of the hours at a place, in one minute.
type hoursSaid struct {
	known  bool
	place  data.LocationID
	minute int64
	day    data.Date
	open   string // rendered
	times  views.Said
}

// mostMatched is how many things that were sought a card remembers its matches for.
const mostMatched = 8

type matched struct {
	sought uint64
	match  []index.Match
}

func (s *Site) cardOf(w words.Words, l data.Listing) (*card, error) {
	service := l.Service
	c := &card{id: service.ID, summary: summaryOf(service), ways: service.Ways, checked: l.Checked(), says: saysOf(l),
		anywhere: placed{nation: l.NationOf(data.Position{}, false), schedules: l.SchedulesAt("", s.lineHours)}}
	r := views.ResultFacts{ID: string(service.ID), Name: service.Name, Href: w.Path(s.serviceAddress(service)),
		Organization: l.Organization.Name, Summary: c.summary, Source: originWords(w, newestOrigin(l))}
	if r.Organization == r.Name {
		r.Organization = ""
	}
	number, kind := s.phoneOf(service)
	if c.phone = number; number != "" {
		r.Phone = &views.Link{Text: phoneText(w, number, kind), Href: dialLink(number, kind), Hidden: ", " + service.Name}
	}
	if service.URL != "" {
		r.Website = &views.Link{Text: w.T("result.website"), Href: service.URL, Hidden: " " + w.T("result.of", "Name", service.Name)}
	}
	r.Warning = s.staleWords(w, service, c.checked)
	r.Near, r.Far = metaOf(w, service)
	if len(l.Locations) > 0 {
		c.at = make([]placed, 0, len(l.Locations))
	}
	for _, place := range l.Locations {
		position, ok := data.Geocode(place)
		c.at = append(c.at, placed{place.ID, position, ok, place.Withheld, l.NationOf(position, ok), l.SchedulesAt(place.ID, s.lineHours)})
	}
	parts, err := r.Render(w)
	c.result = views.Result{ID: r.ID, Name: r.Name, Href: r.Href, Organization: r.Organization, Fixed: &parts}
	c.pack()
	return c, err
}

// pack puts the texts of a card, which came in a hundred pieces, into one: that much less is left half used of the memory, and for
// the collector of garbage to go through.
func (c *card) pack() {
	p, t := c.result.Fixed, &c.says
	texts := []*string{&c.result.ID, &c.result.Href, &c.phone, &t.name, &t.organization, &t.description, &t.who, &t.places,
		&p.Head, &p.Near, &p.Far, &p.Actions, &p.Foot, &p.Save}
	same := c.summary == t.summary
	if same {
		texts = append(texts, &t.summary)
	} else {
		texts = append(texts, &t.summary, &c.summary)
	}
	var all strings.Builder
	n := 0
	for _, text := range texts {
		n += len(*text)
	}
	all.Grow(n)
	for _, text := range texts {
		all.WriteString(*text)
	}
	whole := all.String()
	for _, text := range texts {
		*text, whole = whole[:len(*text)], whole[len(*text):]
	}
	c.id, c.result.Name = data.ServiceID(c.result.ID), t.name[:len(c.result.Name)] // all its names begin with its name
	if same {
		c.summary = t.summary
	}
	if c.result.Organization != "" {
		c.result.Organization = t.organization
	}
}

// metaOf are the short facts beside a result: of one that is near, and of one that is not.
func metaOf(w words.Words, service data.Service) (near, far []string) {
	if service.Status == data.TemporarilyClosed {
		near = append(near, w.T("status.temporarily_closed"))
	}
	if service.Kind != data.KindService {
		near = append(near, w.T("kind."+string(service.Kind)))
	}
	far = slices.Clone(near)
	if len(service.Ways) > 0 {
		far = append(far, waysWords(w, service.Ways))
	}
	var both []string
	if service.Cost != "" {
		both = append(both, w.T("cost."+string(service.Cost)))
	}
	if age := ageWords(w, service); age != "" {
		both = append(both, age)
	}
	if service.Referral != "" {
		both = append(both, w.T("referral."+string(service.Referral)))
	}
	return append(near, both...), append(far, both...)
}

// placedAt is what holds at one of the listing's places.
func (c *card) placedAt(place data.LocationID) *placed {
	for i := range c.at {
		if c.at[i].id == place {
			return &c.at[i]
		}
	}
	return &c.anywhere
}

// positionOf is where one of the listing's places is; ok is false for one that is nowhere or withheld.
func (c *card) positionOf(place data.LocationID) (at data.Position, ok bool) {
	p := c.placedAt(place)
	return p.position, p.ok
}

// openAt says whether the listing is open now at one of its places, and for paper when it is.
func (s *Site) openAt(w words.Words, l listed) (string, error) {
	c, now := l.card, s.Now()
	minute, place := minuteOf(now), l.result.Location
	c.mu.Lock()
	defer c.mu.Unlock()
	h := &c.hours
	if h.known && h.place == place && h.minute == minute {
		return h.open, nil
	}
	open, isOpen := openWords(w, s.openState(l), s.Now)
	if open == "" {
		h.times, h.day = views.Said{}, data.Date{}
	} else if today := data.DateOf(now); !h.known || h.place != place || h.day != today { // that it is always open is so for days
		h.times, h.day = s.weekLine(w, c.placedAt(place).schedules), today
	}
	var err error
	h.known, h.place, h.minute = true, place, minute
	h.open, err = views.RenderOpen(w, open, isOpen, h.times)
	return h.open, err
}

// minuteOf is a number of the minute: no text changes within one.
func minuteOf(t time.Time) int64 { return t.Unix() / 60 }

// seed makes the numbers of what is sought, which are others each time the program starts.
var seed = maphash.MakeSeed()

// numbered gives each thing that is sought a number.
func numbered(all []index.Sought) []uint64 {
	out := make([]uint64, len(all))
	var h maphash.Hash
	h.SetSeed(seed)
	for i, s := range all {
		h.Reset()
		for _, words := range append([][]string{s.Words}, s.Also...) {
			for _, word := range words {
				h.WriteString(word)
				h.WriteByte(0)
			}
			h.WriteByte(1)
		}
		out[i] = h.Sum64()
	}
	return out
}

// matchesOf says where the listing says what was sought, as [index.Matches] does. People search for few words, so what was
// found for each of them before is remembered.
func (c *card) matchesOf(all []index.Sought, numbers []uint64) (out []index.Match) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range all {
		at := slices.IndexFunc(c.matches, func(m matched) bool { return m.sought == numbers[i] })
		if at < 0 {
			if at = len(c.matches); at < mostMatched {
				c.matches = append(c.matches, matched{})
			} else {
				at, c.next = c.next, (c.next+1)%mostMatched
			}
			c.matches[at] = matched{numbers[i], c.says.matches(all[i])}
		}
		for _, m := range c.matches[at].match {
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// What a card takes beside its texts, in bytes: itself with what it comes to remember, each of its places, each line of its hours.
const (
	cardBytes     = 1500
	placeBytes    = 200
	scheduleBytes = 300
)

// weight is about how many bytes a card takes.
func (c *card) weight() int {
	t := &c.says
	n := cardBytes + c.result.Fixed.Size() + len(c.result.Href) + len(t.name) + len(t.organization) + len(c.summary) + len(t.description) + len(t.who) +
		len(t.places) + len(c.at)*placeBytes + len(c.anywhere.schedules)*scheduleBytes
	for _, at := range c.at {
		n += len(at.schedules) * scheduleBytes
	}
	return n
}
