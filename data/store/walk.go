package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"fingerpost/data"
)

// Walk says which services to go through, and what to read of them beside what the public sees.
type Walk struct {
	Status   data.Status    // only services in this state; empty: all
	Source   data.SourceKey // only services of which this source has said something; empty: all
	Readings bool           // read also when each record was read, and where on its page each fact was found

	atOnce int // how many services are in memory; 0 for walked
}

// walked is how many services are in memory at once.
const walked = 200

// Walk goes through the directory by the services' ids, some at a time, and tells how many there are in all. All of it is
// one view of the directory: what is written meanwhile is not in it, and no service is there twice or by halves. The view
// keeps the database from folding its log, so step must not wait for people.
func (s *Store) Walk(ctx context.Context, w Walk, step func(some []data.Exported, total int) error) error {
	return s.snapshot(ctx, func(t tx) error {
		where, args := w.where()
		if w.atOnce == 0 {
			w.atOnce = walked
		}
		var total int
		if err := t.row(`SELECT COUNT(*) FROM services s WHERE `+where, args...).Scan(&total); err != nil {
			return err
		}
		sources, err := t.allSources()
		if err != nil {
			return err
		}
		for after := ""; ; {
			rows, err := t.rows(`SELECT s.id FROM services s WHERE `+where+` AND s.id > ? ORDER BY s.id LIMIT ?`, append(args[:len(args):len(args)], after, w.atOnce)...)
			ids, err := collect(rows, err, func(rows *sql.Rows) (id data.ServiceID, err error) { return id, rows.Scan(&id) })
			if err != nil || len(ids) == 0 {
				return err
			}
			after = string(ids[len(ids)-1])
			some, err := t.exported(ids, sources, w.Readings)
			if err != nil {
				return err
			}
			if err := step(some, total); err != nil {
				return err
			}
		}
	})
}

func (w Walk) where() (string, []any) {
	where, args := `s.merged_into = ''`, []any(nil)
	if w.Status != "" {
		where, args = where+` AND s.status = ?`, append(args, string(w.Status))
	}
	if w.Source != "" { // the links, and not the sightings, know what was matched with what
		where += ` AND EXISTS (SELECT 1 FROM own_ids o WHERE o.level = ? AND o.source = ? AND o.id IN
			(WITH RECURSIVE m (id) AS (SELECT s.id UNION SELECT a.id FROM services a JOIN m ON a.merged_into = m.id WHERE a.merged_into <> '') SELECT id FROM m))`
		args = append(args, string(data.LevelService), string(w.Source))
	}
	return where, args
}

func (t tx) allSources() (map[data.SourceKey]data.Source, error) {
	hides, err := t.hides()
	if err != nil {
		return nil, err
	}
	rows, err := t.rows(`SELECT doc FROM sources`)
	docs, err := collect(rows, err, scanString)
	if err != nil {
		return nil, err
	}
	out := make(map[data.SourceKey]data.Source, len(docs))
	for _, doc := range docs {
		var source data.Source
		if err := json.Unmarshal([]byte(doc), &source); err != nil {
			return nil, err
		}
		out[source.Key] = hides.Source(source)
	}
	return out, nil
}

// exported reads listings with what a full account of them needs.
func (t tx) exported(ids []data.ServiceID, sources map[data.SourceKey]data.Source, readings bool) ([]data.Exported, error) {
	listings, err := t.listings(ids, whole)
	if err != nil {
		return nil, err
	}
	of := map[data.Level][]string{}
	records := map[data.RecordID]bool{}
	for _, l := range listings {
		for level, aggregates := range l.Provenance {
			for id := range aggregates {
				of[level] = append(of[level], id)
			}
		}
		for id, origin := range l.Origins {
			records[id] = sources[origin.Source].Kind == data.SourcePage
		}
	}
	changed, err := t.changed(of)
	if err != nil {
		return nil, err
	}
	var read map[data.RecordID]data.RecordReading
	if readings {
		if read, err = t.readings(records); err != nil {
			return nil, err
		}
	}
	out := make([]data.Exported, len(listings))
	for i, l := range listings {
		out[i] = data.Exported{Listing: l, Sources: sources, Readings: read}
		for _, aggregates := range l.Provenance {
			for id := range aggregates {
				if at := changed[id]; at.After(out[i].Changed) {
					out[i].Changed = at
				}
			}
		}
	}
	return out, nil
}

// changed is when aggregates last changed: when the last of their revisions was accepted.
func (t tx) changed(of map[data.Level][]string) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	for level, ids := range of {
		for start := 0; start < len(ids); start += 400 {
			part := ids[start:min(start+400, len(ids))]
			rows, err := t.rows(`SELECT a.id, r.decided_at FROM `+tables[level]+` a JOIN revisions r ON r.seq = a.seq WHERE a.id IN (`+marks(len(part))+`)`, anys(part)...)
			_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
				var id, at string
				if err := rows.Scan(&id, &at); err != nil {
					return struct{}{}, err
				}
				when, err := parseInstant(at)
				out[id] = when
				return struct{}{}, err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// readings is when records were read and, of those that are pages, where on them each fact was found.
func (t tx) readings(records map[data.RecordID]bool) (map[data.RecordID]data.RecordReading, error) {
	hides, err := t.hides()
	if err != nil {
		return nil, err
	}
	out := make(map[data.RecordID]data.RecordReading, len(records))
	var all [2][]string // of pages, and of everything else, whose payloads are long and tell nothing of this
	for id, page := range records {
		all[flag(page)] = append(all[flag(page)], string(id))
	}
	for kind, columns := range []string{`id, read_at, ''`, `id, read_at, payload`} {
		for ids := all[kind]; len(ids) > 0; ids = ids[min(400, len(ids)):] {
			part := ids[:min(400, len(ids))]
			rows, err := t.rows(`SELECT `+columns+` FROM records WHERE id IN (`+marks(len(part))+`)`, anys(part)...)
			_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
				var id data.RecordID
				var at, payload string
				if err := rows.Scan(&id, &at, &payload); err != nil {
					return struct{}{}, err
				}
				when, err := parseInstant(at)
				out[id] = data.RecordReading{ReadAt: when, Found: hides.Found(data.ReadFound([]byte(payload)))}
				return struct{}{}, err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// Source reads one source by its key.
func (s *Store) Source(ctx context.Context, key data.SourceKey) (data.Source, error) {
	var doc string
	t := s.read(ctx)
	err := t.row(`SELECT doc FROM sources WHERE key = ?`, string(key)).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return data.Source{}, ErrNotFound
	}
	if err != nil {
		return data.Source{}, err
	}
	var source data.Source
	if err := json.Unmarshal([]byte(doc), &source); err != nil {
		return data.Source{}, err
	}
	hidden, err := t.hideSources([]data.Source{source}, nil)
	return hidden[0], err
}
