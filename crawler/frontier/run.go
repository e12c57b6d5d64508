package frontier

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"fingerpost/data"
)

// maxAbsent is in how many runs on end an address must have been gone to be asked for no more, unless it is linked to again.
const maxAbsent = 3

// One that stated listings is asked for longer, until it is sure that they are gone: so often, counting a day once. It takes two
// weeks to be sure.
const (
	maxAbsentListing = 18
	absentApart      = 20 * time.Hour
)

// Run is one reading of a source.
type Run struct {
	ID     int64
	Source data.SourceKey
	Began  time.Time
	Ended  time.Time // zero: it goes on, or was cut off
}

// Address is where a page is: its canonical form, and its host as name and port.
type Address struct{ URL, Host string }

// Begin begins to read a source: all that is known of it is due, and its starts. A run that was never finished goes on
// instead, and resumed is true.
func (f *Frontier) Begin(ctx context.Context, source data.SourceKey, starts []Address) (run Run, resumed bool, err error) {
	err = f.write(ctx, func(t tx) error {
		run, resumed = Run{Source: source}, true
		var began int64
		err := t.row(`SELECT id, began_at FROM runs WHERE source = ? AND ended_at = 0`, string(source)).Scan(&run.ID, &began)
		if errors.Is(err, sql.ErrNoRows) {
			resumed, began = false, t.now
			run.ID, err = t.beginRun(source)
		}
		run.Began = instant(began)
		if err != nil {
			return err
		}
		for _, start := range starts {
			if _, err := t.add(source, run.ID, start, 0, start.URL, 0); err != nil {
				return err
			}
			if !resumed { // also of a start that moved, or was gone for long
				if _, err := t.exec(`UPDATE addresses SET due = 1, attempts = 0, retry_at = 0 WHERE source = ? AND url = ?`, string(source), start.URL); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return run, resumed, err
}

func (t tx) beginRun(source data.SourceKey) (id int64, err error) {
	result, err := t.exec(`INSERT INTO runs (source, began_at) VALUES (?, ?)`, string(source), t.now)
	if err != nil {
		return 0, err
	}
	if id, err = result.LastInsertId(); err != nil {
		return 0, err
	}
	// What moved for good is found where it went to, unless it led to what states none of its listings.
	_, err = t.exec(`UPDATE addresses SET due = 1, attempts = 0, retry_at = 0 WHERE source = ? AND
		(absent < ? AND outcome <> ? OR absent < ? AND outcome IN (?, ?) AND own_ids <> '[]')`,
		string(source), maxAbsent, string(Moved), maxAbsentListing, string(Gone), string(Moved))
	return id, err
}

// End ends a run.
func (f *Frontier) End(ctx context.Context, run Run) error {
	return f.write(ctx, func(t tx) error {
		_, err := t.exec(`UPDATE runs SET ended_at = ? WHERE id = ?`, t.now, run.ID)
		return err
	})
}

// Tally is what became of a run so far.
type Tally struct {
	Outcomes map[Outcome]int
	Left     int      // addresses that are still due
	Bounds   []string // that cut it off
	// Complete says that all of the source was seen, so that what was not found is not there: nothing is left, nothing
	// failed or was forbidden, no bound was met, and every start is there.
	Complete bool
}

// Tally sums up a run.
func (f *Frontier) Tally(ctx context.Context, run Run) (Tally, error) {
	tally := Tally{Outcomes: map[Outcome]int{}}
	err := f.write(ctx, func(t tx) error {
		var bounds string
		if err := t.row(`SELECT bounds FROM runs WHERE id = ?`, run.ID).Scan(&bounds); err != nil {
			return err
		}
		tally.Bounds = strings.Fields(bounds)
		if err := t.row(`SELECT COUNT(*) FROM addresses WHERE source = ? AND due = 1`, string(run.Source)).Scan(&tally.Left); err != nil {
			return err
		}
		rows, err := t.rows(`SELECT outcome, depth = 0, COUNT(*) FROM addresses WHERE run = ? GROUP BY 1, 2`, run.ID)
		if err != nil {
			return err
		}
		defer rows.Close()
		missed := false
		for rows.Next() {
			var outcome Outcome
			var start bool
			var n int
			if err := rows.Scan(&outcome, &start, &n); err != nil {
				return err
			}
			tally.Outcomes[outcome] += n
			missed = missed || !outcome.seen() && (start || outcome != Gone)
		}
		tally.Complete = !missed && tally.Left == 0 && len(tally.Bounds) == 0
		return rows.Err()
	})
	return tally, err
}

// Trouble is an address that a run could not read, with why.
type Trouble struct {
	URL, FoundOn string
	Outcome      Outcome
	Why          string
}

// Troubles lists what a run could not read, some of it if it is much.
func (f *Frontier) Troubles(ctx context.Context, run Run, most int) (out []Trouble, err error) {
	err = f.write(ctx, func(t tx) error {
		out = nil
		rows, err := t.rows(`SELECT url, found_on, outcome, why FROM addresses WHERE run = ? AND outcome IN (?, ?, ?) ORDER BY depth, id LIMIT ?`,
			run.ID, string(Gone), string(Refused), string(Failed), most)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var one Trouble
			if err := rows.Scan(&one.URL, &one.FoundOn, &one.Outcome, &one.Why); err != nil {
				return err
			}
			out = append(out, one)
		}
		return rows.Err()
	})
	return out, err
}

// bound notes that a bound was met, and reports whether it is the first time.
func (t tx) bound(run int64, bound string) (first bool, err error) {
	var bounds string
	if err := t.row(`SELECT bounds FROM runs WHERE id = ?`, run).Scan(&bounds); err != nil {
		return false, err
	}
	if slices.Contains(strings.Fields(bounds), bound) {
		return false, nil
	}
	_, err = t.exec(`UPDATE runs SET bounds = ? WHERE id = ?`, strings.TrimSpace(bounds+" "+bound), run)
	return true, err
}
