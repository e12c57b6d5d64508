package store

import (
	"context"
	"database/sql"
	"errors"
	"hash/fnv"
	"sync"
)

// Standing is one state of what the directory shows. Whoever keeps what was made of it compares standings: after any change
// that a listing can show there is another. That is the log (also entries of the do-not-list, redactions, places that are
// withheld, merges), the sightings, and what is said of sources, which is in no log.
type Standing struct {
	Checkpoint
	Sources uint64 // a fingerprint of what is kept of sources
}

// watch finds out whether anything was committed, by a connection of its own.
type watch struct {
	mu      sync.Mutex
	conn    *sql.Conn
	version *sql.Stmt
	at      int64 // the version at which the standing was read
	known   bool
	last    Standing
}

// Standing is how the directory stands. It may be asked very often: while nothing is committed, by this process or another, it
// takes some microseconds.
func (s *Store) Standing(ctx context.Context) (Standing, error) {
	w := &s.watch
	w.mu.Lock()
	defer w.mu.Unlock()
	at, err := s.version(ctx)
	if err != nil {
		return Standing{}, errors.Join(err, w.close())
	}
	if w.known && at == w.at {
		return w.last, nil
	}
	// Read after the version: what is committed between the two is in the standing, and is seen as another version next time.
	now, err := s.readStanding(ctx)
	if err != nil {
		return Standing{}, err
	}
	w.at, w.known, w.last = at, true, now
	return now, nil
}

// version is a number that is another after each commit of another connection than the one that is asked. The lock is held.
func (s *Store) version(ctx context.Context) (at int64, err error) {
	w := &s.watch
	if w.conn == nil {
		if w.conn, err = s.reads.Conn(ctx); err != nil {
			w.conn = nil
			return 0, err
		}
		if w.version, err = w.conn.PrepareContext(ctx, s.dialect.version); err != nil {
			return 0, err
		}
	}
	return at, w.version.QueryRowContext(ctx).Scan(&at)
}

// close gives the connection back; the next question takes another. The lock is held, or nobody asks any more.
func (w *watch) close() (err error) {
	if w.version != nil {
		err = w.version.Close()
	}
	if w.conn != nil {
		err = errors.Join(err, w.conn.Close())
	}
	w.conn, w.version, w.known = nil, nil, false
	return err
}

func (s *Store) readStanding(ctx context.Context) (now Standing, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		if now.Checkpoint, err = t.head(); err != nil {
			return err
		}
		rows, err := t.rows(`SELECT key || ' ' || doc FROM sources ORDER BY key`)
		sources, err := collect(rows, err, scanString)
		sum := fnv.New64a()
		for _, source := range sources {
			sum.Write([]byte(source + "\n")) // a hash takes all
		}
		now.Sources = sum.Sum64()
		return err
	})
	return now, err
}
