package index

import (
	"context"
	"slices"
	"sync"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// searching is one search while it runs.
type searching struct {
	index   *Index
	view    *rows.View
	request Request
	asked   string // what was asked for, before anything was relaxed
	where   Where
	dangers []data.Danger
	lexicon lexicon // of the language that the words are in
	reading reading
	story   bool              // the text tells more than it asks for
	people  []data.AudienceID // whom an age in the text speaks of
	implied map[uint16]bool   // for whom much of what matches best is, by tag
	soon    bool              // the text speaks of today
	plan    plan
	clock   clock
	density geo.Miles // what near means about the origin
	relaxed []Relaxation
	topics  []data.TopicID // that the words name, before they were read any further
	cut     bool           // not everything was looked through
	little  bool           // too little was found before anything was relaxed
	most    bool           // what lacks some of the words is a result too
	sieve   *sieve
	from    *from // nil: anywhere
	day     int   // today, in [rows.Days]
	// looseness says how freely the words had to be read for documents that were found before the plan was last changed.
	looseness map[rows.Place]uint8
	direct    bool    // something matches the words themselves
	best      float64 // how well the words match at best
	lent      []lent
	froms     []*from
	found     []hit  // every document that matches and concerns the origin
	hits      []*hit // the results: those that pass, one for each service, in order
}

// How freely words were read: 1 is added where some of them are missing.
const (
	closeTo  = 2 // only topics close to those that were named match
	mistyped = 4 // only words that differ by a letter do
)

// hit is a document that is a result, with what it is ordered by.
type hit struct {
	found
	row *rows.Row
	reached
	missing   float64 // how much of what was asked for it lacks, of 1
	read      float64 // how near it is to what the words point at, of 1
	parts     parts
	score     int64    // quantised
	candidate int32    // which it was
	matches   uint32   // the units that it matches
	fails     groupSet // the groups whose filters it does not pass
	loose     uint8    // how freely the words had to be read
	plain     uint8    // the same, whether some are missing or not
	meant     bool     // it matches a unit that means something
	weak      bool     // others match far better
}

// id is the id of the document; empty where it cannot be read.
func (h *hit) id() string {
	id, err := h.part.DocID(h.doc)
	if err != nil {
		return ""
	}
	return id
}

// lent is room for hits, so many of which may have been used.
type lent struct {
	room *[]hit
	used int
}

// hitPool are lists of hits that no search uses.
var hitPool = sync.Pool{New: func() any { return new([]hit) }}

// borrow gives room for hits until the search gives it back.
func (s *searching) borrow(n int) []hit {
	room := hitPool.Get().(*[]hit)
	*room = slices.Grow((*room)[:0], n)
	s.lent = append(s.lent, lent{room, n})
	return *room
}

// give gives back what was borrowed. No hit may be used any more.
func (s *searching) give() {
	for _, l := range s.lent {
		clear((*l.room)[:l.used]) // or rows of segments that are gone would be held
		hitPool.Put(l.room)
	}
	for _, f := range s.froms {
		fromPool.Put(f)
	}
	s.from, s.froms = nil, nil
	s.lent, s.found, s.hits = nil, nil, nil
}

// look runs the plan once: candidates, exact reach, weights.
func (s *searching) look(ctx context.Context) error {
	candidates, err := s.index.candidates(ctx, s.view, s.plan)
	if err != nil {
		return err
	}
	s.cut = s.cut || candidates.cut
	s.remember() // plans are run from the strictest on
	loose := uint8(closeTo*btoi(s.plan.related) + mistyped*btoi(s.plan.typos))
	s.found = s.borrow(len(candidates.docs))
	for i, c := range candidates.docs {
		if i%fetchAhead == 0 {
			for _, next := range candidates.docs[i:min(i+fetchAhead, len(candidates.docs))] {
				candidates.fetched += next.part.Fetch(next.doc)
			}
		}
		h := hit{found: c, row: c.part.Row(c.doc), reached: anywhere, candidate: int32(i), loose: loose}
		if s.from != nil {
			var ok bool
			if h.reached, ok = s.from.concerns(h.row); !ok {
				continue
			}
		}
		if before, ok := s.looseness[h.place()]; ok {
			h.loose = before
		}
		h.plain = h.loose
		s.found = append(s.found, h)
	}
	s.weigh(s.found, candidates)
	candidates.give()
	for i := range s.found {
		h := &s.found[i]
		h.loose += uint8(btoi(h.missing > 0 && !s.story && !s.surelyMeant(h)))
	}
	return nil
}

// remember notes how freely words had to be read for what was found, before it is looked for more freely.
func (s *searching) remember() {
	for i := range s.found {
		s.looseness[s.found[i].place()] = s.found[i].plain
	}
}

// choose takes the results out of what was found.
func (s *searching) choose() {
	s.direct, s.best = false, 0
	for i := range s.found {
		h := &s.found[i]
		if h.loose < closeTo && s.runs(h) {
			s.direct, s.best = true, max(s.best, h.parts.Words)
		}
	}
	best := map[uint64]int{} // where the results of services of several places stand among the hits
	s.hits = make([]*hit, 0, len(s.found))
	for i := range s.found {
		h := &s.found[i]
		h.weak = s.request.Sort == ByBest && h.isWeak(s.best)
		h.fails = s.sieve.fails(h.part, h.row)
		if h.fails != 0 || !s.admits(h) {
			continue
		}
		if !h.row.Multi() {
			s.hits = append(s.hits, h)
			continue
		}
		n, ok := best[h.row.Service]
		switch {
		case !ok:
			best[h.row.Service] = len(s.hits)
			s.hits = append(s.hits, h)
		case before(h, s.hits[n], s.request.Sort) < 0:
			s.hits[n] = h
		}
	}
	order(s.hits, s.request.Sort)
}

func (s *searching) runs(h *hit) bool { return s.sieve.runs(h.row, s.request.From, s.request.To) }

// admits reports whether a hit is a result, filters apart. What is close to what was asked for is one only where it can be
// had from anywhere, unless there is nothing else; and what is local, but for people whom the search does not name, only
// where it matches about as well as the best.
func (s *searching) admits(h *hit) bool {
	if s.direct && h.loose >= closeTo && h.loose < mistyped && h.how <= inArea {
		return false
	}
	if local := h.how <= inArea; local && h.parts.People == notAsked && h.parts.Words < forOthers*s.best {
		return false
	}
	enough := h.missing == 0 || s.surelyMeant(h)
	if s.most || s.story { // nobody expects all of a story
		enough = enough || h.meant || h.missing <= mostMissing
	}
	return enough && s.runs(h)
}

// surelyMeant reports whether a hit is what the words mean although it lacks some of them: in few words, only what people ask
// for in such words.
func (s *searching) surelyMeant(h *hit) bool {
	return h.read >= surelyMeant && (s.story || slices.Contains(s.reading.keys, h.row.Service))
}

// answer is what a search found, without results.
func (s *searching) answer() Answer {
	countable := make([]*hit, 0, len(s.found))
	for i := range s.found {
		if h := &s.found[i]; s.admits(h) {
			countable = append(countable, h)
		}
	}
	a := Answer{Where: s.where, Total: len(s.hits), Bands: map[Band]int{}, Relaxed: s.relaxed, Within: s.plan.radius,
		Facets: s.count(countable), Dangers: s.dangers, Topics: s.topics, Little: s.little}
	for _, u := range s.plan.units {
		a.Sought = append(a.Sought, u.sought())
	}
	var bands [4]int
	for _, h := range s.hits {
		bands[h.how.band()]++
	}
	for i, n := range bands {
		if n > 0 {
			a.Bands[Bands[i]] = n
		}
	}
	return a
}
