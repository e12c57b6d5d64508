package index

import (
	"context"
	"slices"

	"fingerpost/data"
	"fingerpost/geo"
)

// Request is one search.
type Request struct {
	Text   string
	Origin *geo.Place // nil: a search without a place
	Within geo.Miles  // the radius about the origin; 0 means what near means there: [geo.Neighbourhood]
	Topics []data.TopicID
	Kinds  []data.Kind
	Ways   []data.Way
	Free   bool // only what is free
	Sort   Sort
	Offset int
	Limit  int
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
	Total   int // services
	Bands   map[Reach]int
	Results []Result // the page that was asked for
	Facets  Facets
	Relaxed []Relaxation
	Within  geo.Miles // the radius that was used in the end
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
}

// Search answers a request. Too few results make it look further, in a stated order: a wider radius, then any of the
// words, then words that differ by a letter. The answer says what was relaxed.
func (x *Index) Search(ctx context.Context, r Request) (Answer, error) {
	if r.Within == 0 && r.Origin != nil {
		r.Within = geo.Neighbourhood(r.Origin.Point)
	}
	s := &searching{index: x, request: r, plan: plan{
		units: x.lexicon.units(wordsOf(r.Text)), origin: r.Origin, radius: r.Within,
	}, looseness: map[string]int{}}
	hits, err := s.run(ctx)
	if err != nil {
		return Answer{}, err
	}
	return s.answer(hits), nil
}

// searching is one search while it runs.
type searching struct {
	index   *Index
	request Request
	plan    plan
	relaxed []Relaxation
	// looseness says how freely the words had to be read for each document, by its id.
	looseness map[string]int
	// beforeFilters are the services that match apart from the filters, best document each, for counting facets.
	beforeFilters []hit
}

// hit is a document that is a result, with what it is ordered by.
type hit struct {
	*entry
	reached
	loose int   // how freely the words had to be read
	score int64 // quantised
	words int   // how well they match, in steps
}

// find runs the plan once: candidates, exact reach, one document a service, filters.
func (s *searching) find(ctx context.Context) (hits, unfiltered []hit, err error) {
	// Held throughout: an index that starts over closes what the executor reads.
	s.index.mu.RLock()
	defer s.index.mu.RUnlock()
	found, err := s.index.executor.candidates(ctx, s.plan)
	if err != nil {
		return nil, nil, err
	}
	best := map[data.ServiceID]hit{}
	top := 0.0
	for _, c := range found {
		top = max(top, c.text)
	}
	for _, c := range found {
		e, ok := s.index.entries[c.doc]
		if !ok {
			continue // it came or went between the two looks
		}
		if _, ok := s.looseness[c.doc]; !ok {
			s.looseness[c.doc] = s.plan.looseness() // plans are run from the strictest on
		}
		h := hit{entry: e, loose: s.looseness[c.doc]}
		if s.plan.origin != nil {
			if h.reached, ok = e.concerns(*s.plan.origin, s.plan.radius); !ok {
				continue
			}
		}
		h.words = s.plan.fit(e, c.text, top)
		h.score = s.plan.score(h)
		if old, ok := best[e.Service]; !ok || before(h, old, s.request.Sort) {
			best[e.Service] = h
		}
	}
	for _, h := range best {
		unfiltered = append(unfiltered, h)
		if s.request.admits(h.entry, "") {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		if before(a, b, s.request.Sort) {
			return -1
		}
		return 1 // ids differ, so no two are equal
	})
	return hits, unfiltered, nil
}

func (s *searching) answer(hits []hit) Answer {
	a := Answer{Total: len(hits), Bands: map[Reach]int{}, Relaxed: s.relaxed, Within: s.plan.radius,
		Facets: s.request.count(s.beforeFilters)}
	for _, h := range hits {
		a.Bands[h.reach]++
	}
	from := min(max(s.request.Offset, 0), len(hits))
	for _, h := range hits[from:][:min(max(s.request.Limit, 0), len(hits)-from)] {
		result := Result{Service: h.Service, Location: h.Location, Reach: h.reach, Distance: h.distance, Area: h.area,
			Assumed: h.Assumed && h.area != ""}
		for _, u := range s.plan.units {
			for _, t := range u.topics {
				if slices.Contains(h.Topics, t) && !slices.Contains(result.Topics, t) {
					result.Topics = append(result.Topics, t)
				}
			}
		}
		a.Results = append(a.Results, result)
	}
	return a
}

// admits reports whether an entry passes the filters, all but one group's. A fact that is not known restricts nothing,
// except where a person asks for it to be so: "free" must be said.
func (r Request) admits(e *entry, except facetGroup) bool {
	if except != topicGroup && len(r.Topics) > 0 && !slices.ContainsFunc(r.Topics, func(t data.TopicID) bool { return slices.Contains(e.Topics, t) }) {
		return false
	}
	if except != kindGroup && len(r.Kinds) > 0 && !slices.Contains(r.Kinds, e.Kind) {
		return false
	}
	if except != wayGroup && len(r.Ways) > 0 && len(e.Ways) > 0 && !slices.ContainsFunc(r.Ways, func(w data.Way) bool { return slices.Contains(e.Ways, w) }) {
		return false
	}
	return except == costGroup || !r.Free || e.Cost == data.Free
}
