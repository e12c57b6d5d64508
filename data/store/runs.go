package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"fingerpost/data"
)

// Run is one reading of a source, from its start; what it found is in Summary. A run that never finished was cut off.
type Run struct {
	ID         string          `json:"id"`
	Source     data.SourceKey  `json:"source"`
	Kind       string          `json:"kind"`
	Input      string          `json:"input"`
	StartedAt  time.Time       `json:"started_at"`
	FinishedAt time.Time       `json:"finished_at,omitzero"`
	Complete   bool            `json:"complete"` // everything that the source has was read
	Summary    json.RawMessage `json:"summary,omitempty"`

	sightings int64 // the last one before it began
}

// BeginRun notes that a source is being read.
func (s *Store) BeginRun(ctx context.Context, run *Run) error {
	run.ID, run.StartedAt = data.NewID[string](), s.now().UTC()
	return s.write(ctx, func(t tx) error {
		if err := t.row(`SELECT COALESCE(MAX(seq), 0) FROM sightings`).Scan(&run.sightings); err != nil {
			return err
		}
		_, err := t.exec(`INSERT INTO runs (id, source, kind, input, started_at, finished_at, complete, summary) VALUES (?, ?, ?, ?, ?, '', 0, '{}')`,
			run.ID, string(run.Source), run.Kind, run.Input, instant(run.StartedAt))
		return err
	})
}

// EndRun notes what a reading found.
func (s *Store) EndRun(ctx context.Context, run *Run, complete bool, summary any) error {
	doc, err := json.Marshal(summary)
	if err != nil {
		return err
	}
	run.FinishedAt, run.Complete, run.Summary = s.now().UTC(), complete, doc
	return s.write(ctx, func(t tx) error {
		_, err := t.exec(`UPDATE runs SET finished_at = ?, complete = ?, summary = ? WHERE id = ?`,
			instant(run.FinishedAt), flag(complete), string(doc), run.ID)
		return err
	})
}

// LastRuns gives the latest run of each source.
func (s *Store) LastRuns(ctx context.Context) (map[data.SourceKey]Run, error) {
	rows, err := s.read(ctx).rows(`SELECT id, source, kind, input, started_at, finished_at, complete, summary FROM runs ORDER BY started_at, id`)
	runs, err := collect(rows, err, func(rows *sql.Rows) (r Run, err error) {
		var started, finished, summary string
		if err = rows.Scan(&r.ID, &r.Source, &r.Kind, &r.Input, &started, &finished, &r.Complete, &summary); err != nil {
			return r, err
		}
		r.Summary = json.RawMessage(summary)
		var startErr, endErr error
		r.StartedAt, startErr = parseInstant(started)
		r.FinishedAt, endErr = parseInstant(finished)
		return r, errors.Join(startErr, endErr)
	})
	last := map[data.SourceKey]Run{}
	for _, r := range runs {
		last[r.Source] = r
	}
	for key, r := range last {
		err = errors.Join(err, s.Blank(ctx, &r.Input))
		last[key] = r
	}
	return last, err
}

// Counts says how much the directory holds.
type Counts struct {
	Organizations int   `json:"organizations"`
	Locations     int   `json:"locations"`
	Services      int   `json:"services"`
	Waiting       int   `json:"waiting"`   // revisions that a person must decide
	Reports       int   `json:"reports"`   // reports that nobody has dealt with yet
	Questions     int   `json:"questions"` // what may be the same
	Log           int64 `json:"log"`
}

// Count counts what the directory holds.
func (s *Store) Count(ctx context.Context) (c Counts, err error) {
	err = s.read(ctx).row(`SELECT (SELECT COUNT(*) FROM organizations WHERE merged_into = ''), (SELECT COUNT(*) FROM locations WHERE merged_into = ''),
		(SELECT COUNT(*) FROM services WHERE merged_into = ''),
		(SELECT COUNT(*) FROM revisions WHERE status = 'pending'), (SELECT COUNT(*) FROM reports WHERE status = 'open'),
		(SELECT COUNT(*) FROM questions WHERE status = 'open'), (SELECT COALESCE(MAX(seq), 0) FROM revisions)`).
		Scan(&c.Organizations, &c.Locations, &c.Services, &c.Waiting, &c.Reports, &c.Questions, &c.Log)
	return c, err
}
