package index

import (
	"context"
	"errors"

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
