package site

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/geo"
	"fingerpost/index"
)

// shows is all that decides what a listing shows, whoever asks and whatever for.
type shows struct {
	store.Standing
	geo string    // the version of the tables by which places have their positions
	day data.Date // from which some facts are old
}

// moment is all that decides what an answer is, but for what is asked and by whom. Two answers to the same question, of the same
// moment, are the same: the texts of pages tell minutes and nothing shorter.
type moment struct {
	shows
	index  index.Position
	minute int64
}

// looksEvery is how long it is taken for granted that nothing was committed. A request takes about as long itself.
const looksEvery = 5 * time.Millisecond

// moments looks at how things stand, at most so often.
type moments struct {
	mu   sync.Mutex
	last atomic.Pointer[looked]
}

type looked struct {
	moment
	at time.Time // by the clock that never jumps, and not by that of the site
}

// now is the present moment. ok is false where nothing may be kept: the store cannot be asked, or the index is not ready.
func (s *Site) now(ctx context.Context) (m moment, ok bool) {
	l := s.moments.fresh(s.Now())
	if l == nil {
		if l = s.look(ctx); l == nil {
			return moment{}, false
		}
	}
	return l.moment, l.index.Ready && l.index.Geo == l.geo
}

// showing is what decides what listings show at present; ok is false where the store cannot be asked.
func (s *Site) showing(ctx context.Context) (of shows, ok bool) {
	if l := s.moments.fresh(s.Now()); l != nil {
		return l.shows, true
	}
	if l := s.look(ctx); l != nil {
		return l.shows, true
	}
	return shows{}, false
}

// fresh is what was seen last, unless it is too long ago.
func (k *moments) fresh(now time.Time) *looked {
	if l := k.last.Load(); l != nil && time.Since(l.at) < looksEvery && l.minute == minuteOf(now) && l.geo == geo.Version() {
		return l
	}
	return nil
}

// look looks anew: one request does, and those that come meanwhile wait for it.
func (s *Site) look(ctx context.Context) *looked {
	k := &s.moments
	k.mu.Lock()
	defer k.mu.Unlock()
	now := s.Now()
	if l := k.fresh(now); l != nil {
		return l
	}
	l := &looked{at: time.Now(), moment: moment{shows: shows{geo: geo.Version(), day: data.DateOf(now)}, index: s.Index.Position(), minute: minuteOf(now)}}
	var err error
	if l.Standing, err = s.Store.Standing(ctx); err != nil {
		return nil
	}
	k.last.Store(l)
	return l
}
