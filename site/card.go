package site

import (
	"hash/maphash"
	"slices"
	"sync"
	"time"

	"fingerpost/data"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// card is a listing with what lists of results say of it in one language, whatever is searched for and from where. What
// depends on the moment is remembered for that moment.
type card struct {
	listing  data.Listing
	result   views.Result // without what depends on the search, on the moment and on who asks
	checked  data.Date
	position []placed

	mu      sync.Mutex
	hours   hoursSaid
	matches [mostMatched]matched
	next    int // of matches, to be given up
}

// placed is where one of a listing's places is.
type placed struct {
	id data.LocationID
	at data.Position
	ok bool
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
	c := &card{listing: l, checked: l.Checked()}
	r := views.ResultFacts{ID: string(service.ID), Name: service.Name, Href: w.Path(s.serviceAddress(service)),
		Organization: l.Organization.Name, Summary: summaryOf(service), Source: originWords(w, newestOrigin(l))}
	if r.Organization == r.Name {
		r.Organization = ""
	}
	if number, kind := s.phoneOf(service); number != "" {
		r.Phone = &views.Link{Text: phoneText(w, number, kind), Href: dialLink(number, kind), Hidden: ", " + service.Name}
	}
	if service.URL != "" {
		r.Website = &views.Link{Text: w.T("result.website"), Href: service.URL, Hidden: " " + w.T("result.of", "Name", service.Name)}
	}
	r.Warning = s.staleWords(w, service, c.checked)
	r.Near, r.Far = metaOf(w, service)
	for _, place := range l.Locations {
		at, ok := data.Geocode(place)
		c.position = append(c.position, placed{place.ID, at, ok})
	}
	parts, err := r.Render(w)
	c.result = views.Result{ID: r.ID, Name: r.Name, Href: r.Href, Organization: r.Organization, Fixed: &parts}
	return c, err
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

// positionOf is where one of the listing's places is; ok is false for one that is nowhere or withheld.
func (c *card) positionOf(place data.LocationID) (at data.Position, ok bool) {
	for _, p := range c.position {
		if p.id == place {
			return p.at, p.ok
		}
	}
	return data.Position{}, false
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
		h.times, h.day = s.weekLine(w, c.listing.SchedulesAt(place, s.lineHours)), today
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
		at := slices.IndexFunc(c.matches[:], func(m matched) bool { return m.sought == numbers[i] })
		if at < 0 {
			at = c.next
			c.next = (c.next + 1) % mostMatched
			c.matches[at] = matched{numbers[i], index.Matches(c.listing, all[i:i+1])}
		}
		for _, m := range c.matches[at].match {
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// weight is about how many bytes a card takes.
func (c *card) weight() int {
	l, p := &c.listing, c.result.Fixed
	return 3000 + len(p.Head) + len(p.Actions) + len(p.Foot) + len(p.Save) + len(p.Remove) +
		2*(len(l.Service.Description)+len(l.Service.ApplicationProcess)+len(l.Organization.Description)) +
		700*len(l.Locations) + 200*(len(l.Service.Schedules)+len(l.Service.Areas)+len(l.Service.Phones)) + 400*len(l.Origins)
}
