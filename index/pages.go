package index

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// The pages of one search are one list, also while the directory changes: what came in or moved between two pages would
// otherwise show some services twice and others never. So the list that a first page was cut from is kept for a while, and
// later pages that name it are cut from the same. What has gone from the directory since is left out, and what has changed is
// shown as it is now.
const (
	mostLists = 256     // that are kept
	mostHits  = 200_000 // in all of them together, some 50 MB
	listAge   = time.Hour
)

// lists are the searches that may be paged on, the oldest first.
type lists struct {
	mu   sync.Mutex
	last int64
	kept []list
	hits int
}

type list struct {
	at     int64
	made   time.Time
	search string
	run    *searching // without what it found
	answer Answer     // without results
	hits   []kept
	view   int64 // the state of the index that it was cut from
}

// kept is a hit of a list, without what may change.
type kept struct {
	hit
	key uint64 // of its document's id
}

// keep keeps what a search found, and gives the mark by which its pages name it; 0 where one page is all.
func (l *lists) keep(s *searching, a Answer) int64 {
	if a.Total <= s.request.Limit || s.request.Limit <= 0 || len(s.hits) > mostHits {
		return 0
	}
	hits := make([]kept, len(s.hits))
	for i, h := range s.hits {
		hits[i] = kept{*h, h.row.Key}
		hits[i].part, hits[i].row = nil, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last++
	run := *s
	run.view, run.found, run.hits, run.looseness, run.lent, a.Results = nil, nil, nil, nil, nil, nil
	run.sieve, run.from, run.froms = nil, nil, nil // they are made anew
	a.At = l.last
	l.kept = append(l.kept, list{l.last, s.clock.time, s.asked, &run, a, hits, s.view.Serial})
	l.hits += len(hits)
	for len(l.kept) > mostLists || l.hits > mostHits || s.clock.time.Sub(l.kept[0].made) > listAge {
		l.hits -= len(l.kept[0].hits)
		l.kept[0] = list{}
		l.kept = l.kept[1:]
	}
	return l.last
}

// find finds the list that a page names.
func (l *lists) find(r Request, now time.Time) (list, bool) {
	if r.At == 0 {
		return list{}, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := slices.IndexFunc(l.kept, func(k list) bool { return k.at == r.At })
	if at < 0 || l.kept[at].search != r.key() || now.Sub(l.kept[at].made) > listAge {
		return list{}, false
	}
	return l.kept[at], true
}

// key tells one search from another, whatever page is asked for.
func (r Request) key() string {
	origin := ""
	if r.Origin != nil {
		origin = fmt.Sprintf("%v %v %v", r.Origin.Point, r.Origin.Areas, r.Origin.Precision)
	}
	return fmt.Sprintf("%q %q %q %v %v %v %v %v %d", r.Text, r.Language, origin, r.Within, r.Filters, r.From, r.To, r.Sort, r.Limit)
}

// page cuts the page that is asked for from what a search found.
func (s *searching) page(offset int) (out []Result, err error) {
	all := make([]shown, len(s.hits))
	for i, h := range s.hits {
		all[i] = h.shown()
	}
	from, to := s.request.page(offset, len(all))
	for _, i := range arrange(all, s.request.Sort, s.request.Limit, to)[from:to] {
		r, err := s.result(s.hits[i])
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// page is what a page begins and ends with in a list of results.
func (r Request) page(offset, results int) (from, to int) {
	if r.Limit <= 0 {
		return 0, 0
	}
	from = min(max(offset, 0), results)
	return from, from + min(r.Limit, results-from)
}

// page cuts a further page from a list that was kept, as its documents stand now.
func (x *Index) page(l list, v *rows.View, offset int) (out []Result, err error) {
	s := *l.run
	s.view = v
	s.sift()
	all := make([]shown, len(l.hits))
	for i := range l.hits {
		all[i] = l.hits[i].shown()
	}
	from, to := s.request.page(offset, len(all))
	var cut []*kept
	for _, i := range arrange(all, s.request.Sort, s.request.Limit, to)[from:to] {
		h := l.hits[i]
		cut = append(cut, &h)
	}
	for i, at := range places(cut, l.view, v) {
		if at.Part < 0 || !s.still(&cut[i].hit, v, at) {
			continue
		}
		r, err := s.result(&cut[i].hit)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// places finds where the hits of a list that was cut from one state of the index stand in another; those that have gone are in
// no segment, which is -1.
func places(cut []*kept, then int64, v *rows.View) []rows.Place {
	out := make([]rows.Place, len(cut))
	keys := map[uint64]int{}
	for i, h := range cut {
		out[i] = h.place()
		if then != v.Serial {
			out[i] = rows.Place{Part: -1}
			keys[h.key] = i
		}
	}
	if len(keys) > 0 {
		v.Keyed(func(key uint64, at rows.Place) {
			if i, ok := keys[key]; ok {
				out[i] = at
			}
		})
	}
	return out
}

// still reports whether a hit is still a result, as its document stands now. Where it is is judged anew, since a place may be
// withheld now.
func (s *searching) still(h *hit, v *rows.View, at rows.Place) (ok bool) {
	h.part = v.Parts[at.Part]
	h.row, h.doc, h.n = h.part.Row(at.Doc), at.Doc, at.Part
	if h.reached, ok = anywhere, true; s.from != nil {
		h.reached, ok = s.from.concerns(h.row)
	}
	return ok && s.sieve.fails(h.part, h.row) == 0 && s.runs(h)
}

// result is what a hit shows.
func (s *searching) result(h *hit) (Result, error) {
	id, err := h.part.DocID(h.doc)
	if err != nil {
		return Result{}, err
	}
	r := Result{Reach: reaches[h.how], Assumed: h.row.Assumed() && h.area > 0,
		Score: Score{int(h.loose), h.score, h.parts.Words, h.parts.Near, h.parts.Quality, h.parts.People, h.parts.Now}}
	r.Service, r.Location = rows.Split(id)
	if !h.far {
		distance := h.distance
		r.Distance = &distance
	}
	values := s.index.views.Reader.Values
	if h.area > 0 {
		r.Area = geo.AreaCode(values.Areas.Text(h.area))
	}
	if h.read >= surelyMeant {
		var types []data.ServiceTypeID
		for _, t := range h.part.Types(h.row) {
			types = append(types, data.ServiceTypeID(values.Types.Text(uint32(t))))
		}
		if text, near := s.index.lexicon.senses.resembles(r.Service, types, &s.reading.words); near >= likeWords {
			r.Resembles = text
		}
	}
	topics := h.part.Topics(h.row)
	for i, u := range s.plan.units {
		for _, t := range u.topics {
			if slices.Contains(topics, uint16(values.Tag(rows.Topic, string(t)))) {
				r.Topics = add(r.Topics, t)
			}
		}
		if !u.soft && h.matches>>i&1 == 0 {
			r.Missing = append(r.Missing, u.text())
		}
	}
	return r, nil
}
