package index

import (
	"fmt"
	"slices"
	"sync"
	"time"
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
	run    *searching
	answer Answer // without results
}

// keep keeps what a search found, and gives the mark by which its pages name it; 0 where one page is all.
func (l *lists) keep(s *searching, a Answer) int64 {
	if a.Total <= s.request.Limit || s.request.Limit <= 0 || len(s.hits) > mostHits {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last++
	s.found, s.looseness, a.Results = nil, nil, nil
	a.At = l.last
	l.kept = append(l.kept, list{l.last, s.clock.time, s.asked, s, a})
	l.hits += len(s.hits)
	for len(l.kept) > mostLists || l.hits > mostHits || s.clock.time.Sub(l.kept[0].made) > listAge {
		l.hits -= len(l.kept[0].run.hits)
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

// still reports whether a hit is still a result, as its document stands now: nil if it has gone. Where it is is judged anew if
// it has changed, since a place may be withheld now.
func (s *searching) still(h *hit, now *entry) (ok bool) {
	if now == nil || now == h.entry {
		return now != nil
	}
	h.entry = now
	if h.reached, ok = (reached{}), true; s.plan.origin != nil {
		h.reached, ok = now.concerns(*s.plan.origin, s.plan.radius)
	}
	return ok && len(s.failing(now)) == 0 && s.request.runs(now)
}

// page cuts the page that is asked for from what a search found.
func (x *Index) page(s *searching, offset int) (out []Result) {
	from := min(max(offset, 0), len(s.hits))
	to := from + min(max(s.request.Limit, 0), len(s.hits)-from)
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, h := range arrange(s.hits, s.request.Sort, s.request.Limit, to)[from:to] {
		if s.still(&h, x.entries[h.docID()]) {
			out = append(out, s.result(h))
		}
	}
	return out
}
