package frontier

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"fingerpost/data"
)

// ErrLost is returned when the lease on a host has run out: another worker may have it now. What was not reported done is
// that one's to visit.
var ErrLost = errors.New("the lease on the host has run out")

// Claimed is a host that one worker has for itself.
type Claimed struct {
	Host   string    // empty: none could be had
	Asked  time.Time // when it was last asked, by anyone; zero if never
	worker string    // process and claim
}

// Idle is why there was nothing to claim.
type Idle struct {
	Left   bool      // something is due, but not now, or another worker has its host
	Leased bool      // another worker has one of the hosts
	Until  time.Time // when to look again, where no other worker has a host: one rests until then, or something is tried again
}

// Claim gives the caller a host of which something is due, the one that was left alone for longest.
func (f *Frontier) Claim(ctx context.Context, sources []data.SourceKey) (claimed Claimed, idle Idle, err error) {
	err = f.write(ctx, func(t tx) error {
		claimed, idle = Claimed{worker: f.process + " " + strconv.FormatInt(f.claims.Add(1), 10)}, Idle{}
		in, args := among(sources, t.now, t.now, t.now)
		var asked int64
		err := t.row(`SELECT h.host, h.asked_at FROM hosts h WHERE h.lease_until <= ? AND h.rest_until <= ? AND EXISTS (
			SELECT 1 FROM addresses a WHERE a.due = 1 AND a.host = h.host AND a.retry_at <= ? AND a.source IN `+in+`)
			ORDER BY h.asked_at, h.host LIMIT 1`, args...).Scan(&claimed.Host, &asked)
		if errors.Is(err, sql.ErrNoRows) {
			idle, err = t.idle(sources)
			return err
		}
		if err != nil {
			return err
		}
		claimed.Asked = instant(asked)
		_, err = t.exec(`UPDATE hosts SET worker = ?, lease_until = ? WHERE host = ?`, claimed.worker, t.now+f.lease.Milliseconds(), claimed.Host)
		return err
	})
	return claimed, idle, err
}

func (t tx) idle(sources []data.SourceKey) (Idle, error) {
	in, args := among(sources)
	var idle Idle
	err := t.row(`SELECT EXISTS (SELECT 1 FROM addresses WHERE due = 1 AND source IN `+in+`)`, args...).Scan(&idle.Left)
	if err != nil || !idle.Left {
		return idle, err
	}
	in, args = among(sources, t.now)
	err = t.row(`SELECT EXISTS (SELECT 1 FROM hosts h WHERE h.lease_until > ? AND EXISTS (
		SELECT 1 FROM addresses a WHERE a.due = 1 AND a.host = h.host AND a.source IN `+in+`))`, args...).Scan(&idle.Leased)
	if err != nil || idle.Leased {
		return idle, err
	}
	var until sql.NullInt64
	in, args = among(sources)
	err = t.row(`SELECT MIN(MAX(a.retry_at, h.rest_until)) FROM addresses a JOIN hosts h ON h.host = a.host WHERE a.due = 1 AND a.source IN `+in,
		args...).Scan(&until)
	idle.Until = instant(until.Int64)
	return idle, err
}

// hold makes sure that a worker has a host still, and for the whole of a lease from now.
func (t tx) hold(c Claimed, lease time.Duration) error {
	result, err := t.exec(`UPDATE hosts SET lease_until = ?, asked_at = ? WHERE host = ? AND worker = ? AND lease_until > ?`,
		t.now+lease.Milliseconds(), t.now, c.Host, c.worker, t.now)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return ErrLost
	}
	return err
}

// Release gives a host back.
func (f *Frontier) Release(ctx context.Context, c Claimed) error {
	return f.write(ctx, func(t tx) error {
		_, err := t.exec(`UPDATE hosts SET worker = '', lease_until = 0 WHERE host = ? AND worker = ?`, c.Host, c.worker)
		return err
	})
}

// Rest leaves a host alone until a time.
func (f *Frontier) Rest(ctx context.Context, host string, until time.Time) error {
	return f.write(ctx, func(t tx) error {
		_, err := t.exec(`UPDATE hosts SET rest_until = ? WHERE host = ? AND rest_until < ?`, millisAfter(until), host, millisAfter(until))
		return err
	})
}
