package index

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// Request is one search.
type Request struct {
	Text     string
	Language string     // of the page: "cy"; empty or "en" for English
	Origin   *geo.Place // nil: where the text says, if it does
	Within   geo.Miles  // the radius about the origin; 0 means what near means there: [geo.Neighbourhood]
	Filters  Filters
	From, To data.Date // only what runs all through these days; both or neither
	Sort     Sort
	Offset   int
	Limit    int
	// At is the mark of the list that a page beyond the first goes on with ([Answer.At]); 0 looks anew. So does a mark that
	// is no longer known.
	At int64
}

// Sort is the order inside each band.
type Sort string

const (
	ByBest     Sort = ""
	ByDistance Sort = "distance"
	ByName     Sort = "name"
)

// MaxWithin is the largest radius.
const MaxWithin geo.Miles = 100

// Answer is what a search found.
type Answer struct {
	Where   Where // the place that the text speaks of, if no origin was given
	Total   int   // services
	Bands   map[Band]int
	Results []Result // the page that was asked for
	Facets  Facets
	Relaxed []Relaxation
	Within  geo.Miles      // the radius that was used in the end
	Dangers []data.Danger  // that the text speaks of, or that a chosen topic is about
	Sought  []Sought       // what was looked for
	At      int64          // names this list to its further pages; 0 where there are none
	Topics  []data.TopicID // that the words name, as they come
	// Little says that fewer than [Few] services were found before the search looked further than it was asked to. A slip of the
	// finger that was read as it was meant is no reason, nor is what was added to enough that is just what was asked for.
	Little bool
}

// Result is one service.
type Result struct {
	Service  data.ServiceID
	Location data.LocationID // the place it is shown with; empty if none
	Reach    Reach
	Distance *geo.Miles     // nil where there is no place, or none that matters
	Area     geo.AreaCode   // the served area that holds the origin, if that is why it is shown
	Assumed  bool           // that area is the source's own; the service does not say whom it serves
	Topics   []data.TopicID // the topics that the words named and that it bears
	Missing  []string       // what was asked for and is not in it
	// Resembles is what people say who need this service, in words most like those that were typed; empty where nothing is
	// much like them.
	Resembles string
	Score     Score
}

// Score is what a result is ordered by, inside its band: first Loose, then Total.
type Score struct {
	// Loose is 0 for every word, 1 for some, and 2 and more for what is only about something close to what was named, or
	// differs from it by a letter.
	Loose   int     `json:"loose"`
	Total   int64   `json:"total"` // the product of the others, in ten-thousandths
	Words   float64 `json:"words"`
	Near    float64 `json:"near"`
	Quality float64 `json:"quality"`
	People  float64 `json:"people"`
	Now     float64 `json:"now"`
}

// Search answers a request. Too few results make it look further, in a stated order (relax.go). The answer says what was
// relaxed.
func (x *Index) Search(ctx context.Context, r Request) (a Answer, err error) {
	if x.damaged.Load() {
		return Answer{}, ErrDamaged
	}
	defer x.guard(&err)()
	view, release, err := x.view()
	if err != nil {
		return Answer{}, err
	}
	defer release(&err)
	if l, ok := x.lists.find(r, x.now()); ok {
		a = l.answer
		a.Results, err = x.page(l, view, r.Offset)
		return a, err
	}
	s, err := x.prepare(ctx, view, r)
	if err != nil {
		return Answer{}, err
	}
	defer s.give()
	if err := s.run(ctx); err != nil {
		return Answer{}, err
	}
	a = s.answer()
	if a.Results, err = s.page(r.Offset); err != nil {
		return Answer{}, err
	}
	a.At = x.lists.keep(s, a)
	return a, nil
}

// view gives the newest state of the index, and what gives it back.
func (x *Index) view() (v *rows.View, release func(*error), err error) {
	if v = x.views.Acquire(); v == nil {
		return nil, nil, errClosed
	}
	return v, func(err *error) { *err = errors.Join(*err, v.Release()) }, nil
}

var errClosed = errors.New("the index is closed")

// prepare reads a request into a plan.
func (x *Index) prepare(ctx context.Context, view *rows.View, r Request) (*searching, error) {
	s := &searching{index: x, view: view, request: r, asked: r.key(), looseness: map[rows.Place]uint8{}}
	s.where = Where{Rest: r.Text}
	inText := x.PlaceIn(r.Text)
	if r.Origin == nil {
		s.where = inText
		s.request.Origin = s.where.Place
	}
	words := typed(inText.Rest)
	s.dangers = x.lexicon.dangersIn(words)
	s.people = x.lexicon.ofAge(words)
	s.story = len(words) >= storyWords
	s.soon = slices.ContainsFunc(words, func(w string) bool { return soon[unaccented(w)] })
	s.lexicon = x.lexicon.of(words, r.Language)
	var err error
	var mended []string
	if s.plan.units, mended, err = s.spell(ctx, words); err != nil {
		return nil, err
	}
	if s.lexicon.tongue != nil {
		if len(s.dangers) == 0 {
			s.dangers = x.lexicon.dangersIn(mended) // a slip of the finger is mended to a word of the language alone
		}
		words = inEnglish(s.plan.units)
		mended = words
	}
	if len(s.dangers) == 0 {
		s.dangers = x.lexicon.dangersOf(s.request.Filters[TopicGroup])
	}
	s.reading = x.lexicon.senses.read(words, mended)
	s.plan.meant = s.meant()
	if len(s.plan.units) > 0 { // the name of a place is in names too: "Age UK Leeds"
		for _, w := range typed(inText.Asked) {
			s.plan.units = append(s.plan.units, unit{words: []word{{text: w}}, soft: true})
		}
	}
	s.topics = s.plan.named()
	if s.plan.hard() == 0 && s.plan.meant.empty() && s.story && len(x.lexicon.Unclear) > 0 {
		s.plan.units = append(x.lexicon.unclear(), s.plan.units...)
		s.relaxed = append(s.relaxed, Relaxation{Kind: Unclear})
		s.little = true
	}
	s.plan.origin, s.plan.radius = s.request.Origin, r.Within
	if s.plan.origin != nil {
		s.density = geo.Neighbourhood(s.plan.origin.Point)
		if r.Within == 0 {
			s.plan.radius = s.density
		}
	}
	s.clock = clock{time: x.now(), today: data.DateOf(x.now()), holidays: x.setting.Holidays, ages: slices.Clone(Ages)}
	for _, age := range r.Filters[AgeGroup] {
		if years, err := strconv.Atoi(age); err == nil && !slices.Contains(s.clock.ages, years) {
			s.clock.ages = append(s.clock.ages, years)
		}
	}
	s.day = int(rows.Days(s.clock.today))
	s.sift()
	return s, nil
}

// sift makes what entries are judged by, of the request as it is now.
func (s *searching) sift() {
	values := s.index.views.Reader.Values
	s.sieve = newSieve(values, s.clock, s.request.Filters)
	s.from = nil
	if s.plan.origin != nil {
		s.from = newFrom(*s.plan.origin, s.plan.radius, values)
	}
}

// maxMended is how many words that nothing bears are looked for as others: more are no slips.
const maxMended = 4

// storyWords is how many words make a search one that tells a story, of which not every word is looked for.
const storyWords = 4

// spell groups the words of a search into units, and gives the words as they are read. A word that nothing bears is read as
// those that are spelt nearly so, or begin so. In a story, beside words that mean something, a word that stands in no name only
// puts what bears it first: people tell more than they look for.
func (s *searching) spell(ctx context.Context, words []string) (units []unit, mended []string, err error) {
	x := s.index
	mended = slices.Clone(words)
	as := map[string][]string{} // what words were mended to
	names := map[string]bool{}  // words that stand in names
	sought := 0                 // words that nothing bears
	units = s.lexicon.read(words)
	understood := slices.ContainsFunc(units, unit.means)
	for _, u := range units {
		if u.means() || len(u.words) != 1 {
			continue
		}
		w := u.words[0].text
		if s.lexicon.tongue != nil && s.lexicon.hasWord(unaccented(w)) {
			continue
		}
		anywhere, inName, err := x.bears(s.view, w)
		if err != nil {
			return nil, nil, err
		}
		if anywhere {
			names[w] = inName
			continue
		}
		if sought++; sought > maxMended {
			continue
		}
		others, err := s.near(ctx, w, understood)
		if err != nil {
			return nil, nil, err
		}
		if len(others) == 0 {
			continue
		}
		best := others[0]
		for _, o := range others {
			if o.away == best.away || o.begins {
				as[w] = append(as[w], o.word)
			}
		}
		if !best.begins {
			mended[slices.Index(mended, w)] = best.word
			s.relaxed = append(s.relaxed, Relaxation{Kind: Spelling, Word: w, As: best.word})
			as[best.word] = as[w]
			_, names[best.word], err = x.bears(s.view, best.word)
			if err != nil {
				return nil, nil, err
			}
		}
	}
	s.lexicon = x.lexicon.of(mended, s.request.Language)
	units = s.lexicon.read(mended)
	// Listings are in English: what is not known of the words of another language is asked of none.
	story := (len(words) >= storyWords || s.lexicon.tongue != nil) && slices.ContainsFunc(units, unit.means)
	for i := range units {
		u := &units[i]
		for n, w := range u.words {
			u.words[n].as = as[w.text]
		}
		if story && !u.means() && !names[u.words[0].text] {
			u.soft = true
		}
	}
	return once(units, story || len(words) >= storyWords), mended, nil
}

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
	little  bool           // too little was found before anything was relaxed
	most    bool           // what lacks some of the words is a result too
	sieve   *sieve
	from    *from // nil: anywhere
	day     int   // today, in [rows.Days]
	// looseness says how freely the words had to be read for documents that were found before the plan was last changed.
	looseness map[rows.Place]uint8
	direct    bool    // something matches the words themselves
	best      float64 // how well the words match at best
	lent      []*[]hit
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

// hitPool are lists of hits that no search uses.
var hitPool = sync.Pool{New: func() any { return new([]hit) }}

// borrow gives room for hits until the search gives it back.
func (s *searching) borrow(n int) []hit {
	room := hitPool.Get().(*[]hit)
	*room = slices.Grow((*room)[:0], n)
	s.lent = append(s.lent, room)
	return *room
}

// give gives back what was borrowed. No hit may be used any more.
func (s *searching) give() {
	for _, room := range s.lent {
		clear((*room)[:cap(*room)]) // or rows of segments that are gone would be held
		hitPool.Put(room)
	}
	s.lent, s.found, s.hits = nil, nil, nil
}

// look runs the plan once: candidates, exact reach, weights.
func (s *searching) look(ctx context.Context) error {
	candidates, err := s.index.candidates(ctx, s.view, s.plan)
	if err != nil {
		return err
	}
	s.remember() // plans are run from the strictest on
	loose := uint8(closeTo*btoi(s.plan.related) + mistyped*btoi(s.plan.typos))
	s.found = s.borrow(len(candidates.docs))
	for i, c := range candidates.docs {
		h := hit{found: c, row: c.part.Row(c.doc), reached: anywhere, candidate: int32(i), loose: loose}
		if s.from != nil {
			var ok bool
			if h.reached, ok = s.from.concerns(h.part, h.row); !ok {
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
