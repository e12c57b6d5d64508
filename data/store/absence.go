package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"fingerpost/data"
)

// Missing is something that a source said once and did not say when it was read again.
type Missing struct {
	ID string    // the source's own
	At time.Time // when it was read
}

// Lack is what followed from what a reading of a source lacks.
type Lack struct {
	Missing int  // listings that are open, that the source had and that it lacks now
	Had     int  // listings that are open and that it had
	Ignored bool // it lacks too much at once: nothing was counted
	Closed  int
	Pending int // closings that wait for a person
}

// Unsaid lists what a source has said of services and has not said since a reading of it began, by its own ids.
func (s *Store) Unsaid(ctx context.Context, run Run) ([]string, error) {
	rows, err := s.read(ctx).rows(`SELECT source_id FROM sightings WHERE source = ? AND seq <= ? ORDER BY source_id`, string(run.Source), run.sightings)
	return collect(rows, err, scanString)
}

// Page is a page that was asked for and that answered for certain, with what it states.
type Page struct {
	Address string
	ReadAt  time.Time
	OwnIDs  []string // of the listings on it; none for a page that is gone
}

// Unstated lists what pages of a source stated once and do not state any more. The own id of a listing is the address of its
// page, with "#" and its name where the page has several.
func (s *Store) Unstated(ctx context.Context, source data.SourceKey, pages []Page) (missing []Missing, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		for _, page := range pages {
			stated := map[string]bool{}
			for _, id := range page.OwnIDs {
				stated[id] = true
			}
			rows, err := t.rows(`SELECT source_id FROM sightings WHERE source = ? AND (source_id = ? OR source_id >= ? AND source_id < ?)`,
				string(source), page.Address, page.Address+"#", page.Address+"$")
			said, err := collect(rows, err, scanString)
			if err != nil {
				return err
			}
			for _, id := range said {
				if !stated[id] {
					missing = append(missing, Missing{id, page.ReadAt})
				}
			}
		}
		return nil
	})
	return missing, err
}

// Lacks takes in what a source lacks after the whole of it was read. What is missing is counted, and what was missing often
// enough is closed, unless it is much at once, which believed allows.
func (s *Store) Lacks(ctx context.Context, source data.SourceKey, missing []Missing, believed bool) (lack Lack, err error) {
	if len(missing) == 0 {
		return lack, nil
	}
	err = s.write(ctx, func(t tx) error {
		lack, err = t.lacks(source, missing, believed)
		return err
	})
	return lack, err
}

// absent is one thing that a source lacks, with what is known of it.
type absent struct {
	Missing
	service data.ServiceID
	seen    data.Date
	lapse   data.Lapse
}

func (t tx) lacks(key data.SourceKey, missing []Missing, believed bool) (lack Lack, err error) {
	source, err := t.source(key)
	if err != nil {
		return lack, err
	}
	var before int // were missing before
	err = t.row(`SELECT COUNT(*), COUNT(a.times) FROM sightings g JOIN services s ON s.id = g.service_id
		LEFT JOIN absences a ON a.source = g.source AND a.source_id = g.source_id WHERE g.source = ? AND s.status IN (?, ?)`,
		string(key), string(data.Active), string(data.TemporarilyClosed)).Scan(&lack.Had, &before)
	if err != nil {
		return lack, err
	}
	var all []absent
	fresh := 0
	for _, m := range missing {
		one, open, err := t.absent(key, m)
		if err != nil {
			return lack, err
		}
		if open {
			all = append(all, one)
			if one.lapse.Times == 0 {
				fresh++
			}
		}
	}
	lack.Missing = len(all)
	if lack.Ignored = !believed && data.MuchAtOnce(fresh, lack.Had-before); lack.Ignored {
		return lack, nil
	}
	for i := range all {
		one := &all[i]
		one.lapse = one.lapse.Again(one.At)
		_, err := t.exec(`INSERT INTO absences (source, source_id, times, first_at, last_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (source, source_id) DO UPDATE SET times = excluded.times, first_at = excluded.first_at, last_at = excluded.last_at`,
			string(key), one.ID, one.lapse.Times, instant(one.lapse.First), instant(one.lapse.Last))
		if err != nil {
			return lack, err
		}
	}
	// Only now, so that of two listings of one service neither keeps it open that is missing too.
	for _, one := range all {
		status, err := t.closeAbsent(source, one)
		if err != nil {
			return lack, err
		}
		switch status {
		case data.Accepted:
			lack.Closed++
		case data.Pending:
			lack.Pending++
		}
	}
	return lack, nil
}

// absent reads what is known of something that a source lacks. open is false where nothing is to be closed: the source never
// said it, or the service is closed.
func (t tx) absent(source data.SourceKey, m Missing) (one absent, open bool, err error) {
	one.Missing = m
	one.At = m.At.UTC().Truncate(time.Microsecond) // as it is kept
	var seen, first, last string
	var status data.Status
	err = t.row(`SELECT g.service_id, g.seen_on, s.status, COALESCE(a.times, 0), COALESCE(a.first_at, ''), COALESCE(a.last_at, '')
		FROM sightings g JOIN services s ON s.id = g.service_id LEFT JOIN absences a ON a.source = g.source AND a.source_id = g.source_id
		WHERE g.source = ? AND g.source_id = ?`, string(source), m.ID).Scan(&one.service, &seen, &status, &one.lapse.Times, &first, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return one, false, nil
	}
	if err != nil {
		return one, false, err
	}
	var firstErr, lastErr error
	one.lapse.First, firstErr = parseInstant(first)
	one.lapse.Last, lastErr = parseInstant(last)
	return one, status.Listed(), errors.Join(one.seen.UnmarshalText([]byte(seen)), firstErr, lastErr)
}

// closeAbsent closes a service that was missing often enough, or asks a person whether it is closed. The status is that of
// the revision that it makes; empty for none.
func (t tx) closeAbsent(source data.Source, one absent) (data.RevisionStatus, error) {
	if !one.lapse.Closes() {
		return "", nil
	}
	st, err := t.load(data.LevelService, string(one.service))
	if err != nil {
		return "", err
	}
	var service data.Service
	if err := json.Unmarshal(st.doc, &service); err != nil || !service.Status.Listed() {
		return "", err // another listing of the same service has just closed it
	}
	if stands, err := t.listedElsewhere(source.Key, one); err != nil || stands {
		return "", err
	}
	var record data.RecordID
	err = t.row(`SELECT id FROM records WHERE source = ? AND source_id = ? ORDER BY read_at DESC, id DESC LIMIT 1`, string(source.Key), one.ID).Scan(&record)
	if err != nil {
		return "", err
	}
	change, err := data.Set(st.doc, "status", data.Inactive, record)
	if err != nil {
		return "", err
	}
	revision := data.Revision{Level: data.LevelService, Aggregate: string(one.service), Source: source.Key, Changes: change,
		Status: data.Accepted, DecidedBy: data.DecidedByRule, DecidedAt: t.now, Reason: data.Absent{Since: data.DateOf(one.lapse.First), Seen: one.seen}.String()}
	if decided, err := t.decidedOpen(revision, st); err != nil || decided {
		return "", err
	}
	asked, err := t.mustAsk(source, revision)
	if err != nil {
		return "", err
	}
	if asked {
		return t.proposeClosing(revision)
	}
	if err := t.accept(&revision, st); err != nil {
		return "", err
	}
	return data.Accepted, errors.Join(t.rebase(revision, st.doc), t.hearAgain(one.service))
}

// listedElsewhere reports whether a service is listed by another source, or by the same under another id, and not missing
// there. What people once suggested or decided is no listing that could end.
func (t tx) listedElsewhere(source data.SourceKey, one absent) (stands bool, err error) {
	rows, err := t.rows(`SELECT DISTINCT c.doc FROM sightings g JOIN sources c ON c.key = g.source WHERE g.service_id = ? AND NOT (g.source = ? AND g.source_id = ?)
		AND NOT EXISTS (SELECT 1 FROM absences a WHERE a.source = g.source AND a.source_id = g.source_id)`, string(one.service), string(source), one.ID)
	docs, err := collect(rows, err, scanString)
	if err != nil {
		return false, err
	}
	for _, doc := range docs {
		var other data.Source
		if err := json.Unmarshal([]byte(doc), &other); err != nil {
			return false, err
		}
		stands = stands || other.Kind != data.SourceForm && other.Kind != data.SourceModerator
	}
	return stands, nil
}

// mustAsk reports whether a person must decide a closing: where a person has ever decided anything of the service.
func (t tx) mustAsk(source data.Source, closing data.Revision) (bool, error) {
	if source.Review {
		return true, nil
	}
	if kept, err := t.isKept(closing.Level, closing.Aggregate); err != nil || kept {
		return kept, err
	}
	decided, err := t.revisions(`level = ? AND aggregate = ? AND status <> 'pending'`, string(closing.Level), closing.Aggregate)
	if err != nil {
		return false, err
	}
	kinds := map[data.SourceKey]bool{} // whether a source is a person who runs the directory
	for _, r := range decided {
		if r.DecidedBy != data.DecidedByRule {
			return true, nil
		}
		person, known := kinds[r.Source]
		if !known {
			its, err := t.source(r.Source)
			if err != nil && !errors.Is(err, ErrNotFound) {
				return false, err
			}
			person = its.Overrides()
			kinds[r.Source] = person
		}
		if person && r.Status == data.Accepted {
			return true, nil
		}
	}
	return false, nil
}

// decidedOpen reports whether a person has decided against the very closing.
func (t tx) decidedOpen(closing data.Revision, st state) (bool, error) {
	after, err := data.Apply(st.doc, closing.Changes)
	if err != nil {
		return false, err
	}
	digest, err := data.GroupDigest(after, "status")
	if err != nil {
		return false, err
	}
	settled, err := t.settled(closing.Level, closing.Aggregate, closing.Source)
	return settled["status "+digest], err
}

// proposeClosing lets a closing wait for a person, unless one waits already.
func (t tx) proposeClosing(revision data.Revision) (data.RevisionStatus, error) {
	waiting, err := t.revisions(`level = ? AND aggregate = ? AND status = 'pending'`, string(revision.Level), revision.Aggregate)
	if err != nil {
		return "", err
	}
	for _, r := range waiting {
		if _, ok := data.ReadAbsent(r.Reason); ok {
			return "", nil
		}
	}
	revision.Status, revision.DecidedBy, revision.DecidedAt = data.Pending, "", time.Time{}
	return data.Pending, t.insert(&revision)
}

// hearAgain makes the next word of each source on a service count as news, also if it is what the source said before: that it
// is said again is what opens a service that was closed because nobody said it.
func (t tx) hearAgain(service data.ServiceID) error {
	_, err := t.exec(`UPDATE sightings SET digest = '' WHERE service_id = ?`, string(service))
	return err
}

// Suspected counts, by source, the open listings that were missing when their source was last read.
func (s *Store) Suspected(ctx context.Context) (map[data.SourceKey]int, error) {
	out := map[data.SourceKey]int{}
	rows, err := s.read(ctx).rows(`SELECT a.source, COUNT(*) FROM absences a JOIN sightings g ON g.source = a.source AND g.source_id = a.source_id
		JOIN services s ON s.id = g.service_id WHERE s.status IN (?, ?) GROUP BY a.source`, string(data.Active), string(data.TemporarilyClosed))
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var source data.SourceKey
		var n int
		err := rows.Scan(&source, &n)
		out[source] = n
		return struct{}{}, err
	})
	return out, err
}
