package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"

	"crypto/sha256"

	"fingerpost/data"
)

// Report is what a check of the store found.
type Report struct {
	Organizations int      `json:"organizations"`
	Locations     int      `json:"locations"`
	Services      int      `json:"services"`
	DoNotList     int      `json:"do_not_list"` // entries
	Records       int      `json:"records"`
	Revisions     int      `json:"revisions"`
	Log           int64    `json:"log"`    // the last sequence number
	Digest        string   `json:"digest"` // a fingerprint of everything that is kept, the epoch and counts of searches apart
	Faults        []string `json:"faults,omitempty"`
}

// Sound reports whether nothing was found wrong.
func (r Report) Sound() bool { return len(r.Faults) == 0 }

const maxFaults = 20

// Check reads the whole directory at one instant: the file's own integrity, that the log runs from 1 without a gap, and
// that replaying it gives exactly the aggregates that are kept.
func (s *Store) Check(ctx context.Context) (report Report, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		report, err = t.check()
		return err
	})
	return report, err
}

func (t tx) check() (Report, error) {
	var report Report
	fault := func(format string, args ...any) {
		if len(report.Faults) < maxFaults {
			report.Faults = append(report.Faults, fmt.Sprintf(format, args...))
		}
	}
	// A connection that has read the table of traces before remembers where its parts were. Only a search makes it look anew; the check
	// of SQLite 3.54 does not, and would take parts that were merged meanwhile for lost.
	var any int
	if err := t.row(`SELECT COUNT(*) FROM traces WHERE traces MATCH 'anew'`).Scan(&any); err != nil {
		return report, err
	}
	rows, err := t.rows(`PRAGMA integrity_check(10)`)
	answers, err := collect(rows, err, scanString)
	if err != nil {
		return report, err
	}
	for _, a := range answers {
		if a != "ok" {
			fault("the database file: %s", a)
		}
	}
	replayed, err := t.replay(&report, fault)
	if err != nil {
		return report, err
	}
	sum := sha256.New()
	for _, level := range []data.Level{data.LevelOrganization, data.LevelLocation, data.LevelService, data.LevelDoNotList} {
		n, err := t.compare(level, replayed[level], sum, fault)
		if err != nil {
			return report, err
		}
		switch level {
		case data.LevelOrganization:
			report.Organizations = n
		case data.LevelLocation:
			report.Locations = n
		case data.LevelService:
			report.Services = n
		case data.LevelDoNotList:
			report.DoNotList = n
		}
		for id := range replayed[level] {
			fault("%s %s is in the log but is not kept", level, id)
		}
	}
	if err := t.digestRest(sum); err != nil {
		return report, err
	}
	report.Digest = hex.EncodeToString(sum.Sum(nil))
	err = t.row(`SELECT (SELECT COUNT(*) FROM records), (SELECT COUNT(*) FROM revisions)`).Scan(&report.Records, &report.Revisions)
	return report, err
}

type replayedState struct {
	doc        json.RawMessage
	provenance data.Provenance
}

func (t tx) replay(report *Report, fault func(string, ...any)) (map[data.Level]map[string]replayedState, error) {
	states := map[data.Level]map[string]replayedState{
		data.LevelOrganization: {}, data.LevelLocation: {}, data.LevelService: {}, data.LevelDoNotList: {},
	}
	rows, err := t.rows(`SELECT seq, level, aggregate, changes FROM revisions WHERE status = 'accepted' ORDER BY seq`)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var r data.Revision
		var changes string
		if err := rows.Scan(&r.Seq, &r.Level, &r.Aggregate, &changes); err != nil {
			return struct{}{}, err
		}
		if err := json.Unmarshal([]byte(changes), &r.Changes); err != nil {
			return struct{}{}, err
		}
		if r.Seq != report.Log+1 {
			fault("the log jumps from %d to %d", report.Log, r.Seq)
		}
		report.Log = r.Seq
		st := states[r.Level][r.Aggregate]
		doc, provenance, err := r.Apply(st.doc, st.provenance)
		states[r.Level][r.Aggregate] = replayedState{doc, provenance}
		return struct{}{}, err
	})
	return states, err
}

// compare holds what is kept of one level against the replay, taking from the replay what it finds.
func (t tx) compare(level data.Level, replayed map[string]replayedState, sum hash.Hash, fault func(string, ...any)) (int, error) {
	n := 0
	rows, err := t.rows(`SELECT id, doc, provenance FROM ` + tables[level] + ` ORDER BY id`)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var id, doc, provenance string
		if err := rows.Scan(&id, &doc, &provenance); err != nil {
			return struct{}{}, err
		}
		n++
		st, ok := replayed[id]
		delete(replayed, id)
		want, err := json.Marshal(st.provenance)
		if err != nil {
			return struct{}{}, err
		}
		switch {
		case !ok:
			fault("%s %s is kept but not in the log", level, id)
		case !bytes.Equal(st.doc, []byte(doc)):
			fault("%s %s differs from its log", level, id)
		case string(want) != provenance:
			fault("the provenance of %s %s differs from its log", level, id)
		}
		fmt.Fprintln(sum, level, id, doc, provenance)
		return struct{}{}, nil
	})
	return n, err
}

// digestRest adds what is kept beside the aggregates to the fingerprint: every column of every row.
func (t tx) digestRest(sum hash.Hash) error {
	for _, query := range []string{
		`SELECT * FROM meta WHERE name <> 'epoch' ORDER BY name`,
		`SELECT * FROM sources ORDER BY key`,
		`SELECT * FROM records ORDER BY id`,
		`SELECT * FROM sightings ORDER BY source, source_id`,
		`SELECT * FROM absences ORDER BY source, source_id`,
		`SELECT * FROM dead_links ORDER BY url`,
		`SELECT * FROM own_ids ORDER BY level, source, own_id`,
		`SELECT * FROM revisions ORDER BY id`,
		`SELECT * FROM settled ORDER BY level, aggregate, field, source, digest`,
		`SELECT * FROM not_same ORDER BY level, a, b`,
		`SELECT * FROM questions ORDER BY id`,
		`SELECT * FROM redactions ORDER BY level, aggregate, field, fingerprint`,
		`SELECT * FROM runs ORDER BY id`,
		`SELECT * FROM reports ORDER BY id`,
		`SELECT * FROM suggesters ORDER BY record`,
	} {
		rows, err := t.rows(query)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			columns, err := rows.Columns()
			if err != nil {
				return struct{}{}, err
			}
			values := make([]sql.NullString, len(columns))
			pointers := make([]any, len(columns))
			for i := range values {
				pointers[i] = &values[i]
			}
			err = rows.Scan(pointers...)
			for _, v := range values {
				fmt.Fprintf(sum, "%v %q\n", v.Valid, v.String)
			}
			return struct{}{}, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
