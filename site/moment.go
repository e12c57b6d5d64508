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

// state is all that decides what an answer is, but for what is asked and by whom. Two answers to the same question, of the same
// state, are the same: the texts of pages tell minutes and nothing shorter.
type state struct {
	shows
	index  index.Position
	minute int64
}

// moment is the time for which one state lasts.
type moment struct {
	state
	print uint64 // of the state
}

// settled reports whether what is answered in this moment may be kept: the index has caught up, and does not move its places.
func (m *moment) settled() bool { return m.index.Ready && m.index.Geo == m.geo }

// looksEvery is how long it is taken for granted that nothing was committed. A request takes about as long itself.
const looksEvery = 5 * time.Millisecond

// moments looks at how things stand, at most so often.
type moments struct {
	mu   sync.Mutex
	last atomic.Pointer[looked]
}

type looked struct {
	*moment           // the same one while the state is the same
	at      time.Time // by the clock that never jumps, and not by that of the site
}

// now is the present moment; nil where the store cannot be asked.
func (s *Site) now(ctx context.Context) *moment {
	if l := s.moments.fresh(s.Now()); l != nil {
		return l.moment
	}
	return s.look(ctx)
}

// fresh is what was seen last, unless it is too long ago.
func (k *moments) fresh(now time.Time) *looked {
	if l := k.last.Load(); l != nil && time.Since(l.at) < looksEvery && l.minute == minuteOf(now) && l.geo == geo.Version() {
		return l
	}
	return nil
}

// look looks anew: one request does, and those that come meanwhile wait for it.
func (s *Site) look(ctx context.Context) *moment {
	k := &s.moments
	k.mu.Lock()
	defer k.mu.Unlock()
	now := s.Now()
	if l := k.fresh(now); l != nil {
		return l.moment
	}
	began := time.Now()
	m := &moment{state: state{shows: shows{geo: geo.Version(), day: data.DateOf(now)}, index: s.Index.Position(), minute: minuteOf(now)}}
	var err error
	if m.Standing, err = s.Store.Standing(ctx); err != nil {
		return nil // whatever is read next fails too, and says so
	}
	if l := k.last.Load(); l != nil && l.state == m.state {
		m = l.moment
	} else {
		m.print = s.printOf(m.state)
	}
	k.last.Store(&looked{m, began})
	return m
}

// isPresent reports whether a moment was the present one when it was last looked.
func (k *moments) isPresent(m *moment) bool {
	l := k.last.Load()
	return l != nil && l.moment == m
}
