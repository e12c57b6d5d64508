package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"fingerpost/data"
)

// Said is what a source last said of an aggregate, and why it is taken to speak of it.
type Said struct {
	Source     data.SourceKey `json:"source"`
	SourceName string         `json:"source_name"`
	OwnID      string         `json:"own_id"`
	Of         string         `json:"of"` // the aggregate that its id was linked to; another than is shown, if that was merged
	Why        string         `json:"why"`
	LinkedAt   time.Time      `json:"linked_at"`
	Trust      data.Trust     `json:"trust,omitempty"`
	Dated      data.Date      `json:"dated,omitzero"`
	Record     data.RecordID  `json:"record,omitempty"`
	Heard      bool           `json:"heard"` // false for further ids that a source has for the same
	// Otherwise is what it says otherwise than is shown: words that lost against others, or that wait.
	Otherwise []data.Change `json:"otherwise,omitempty"`
}

// Says lists what each source last said of an aggregate, with what of it is not shown.
func (s *Store) Says(ctx context.Context, level data.Level, id string) (all []Said, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		all, err = t.says(level, id)
		return err
	})
	return all, err
}

func (t tx) says(level data.Level, id string) ([]Said, error) {
	st, _, err := t.loadRoot(level, id)
	if err != nil {
		return nil, err
	}
	members, err := t.members(level, st.id)
	if err != nil {
		return nil, err
	}
	type link struct {
		Said
		word string
	}
	rows, err := t.rows(`SELECT o.source, s.doc, o.own_id, o.id, o.why, o.linked_at, o.word FROM own_ids o JOIN sources s ON s.key = o.source
		WHERE o.level = ? AND o.id IN (`+marks(len(members))+`) ORDER BY o.linked_at, o.own_id`, append([]any{string(level)}, anys(members)...)...)
	links, err := collect(rows, err, func(rows *sql.Rows) (l link, err error) {
		var doc, linked string
		if err := rows.Scan(&l.Source, &doc, &l.OwnID, &l.Of, &l.Why, &linked, &l.word); err != nil {
			return l, err
		}
		var source data.Source
		err = json.Unmarshal([]byte(doc), &source)
		at, timeErr := parseInstant(linked)
		l.SourceName, l.LinkedAt = source.Name, at
		return l, errors.Join(err, timeErr)
	})
	if err != nil {
		return nil, err
	}
	wordOf, heard := t.wordOf(), map[data.SourceKey]bool{}
	out := make([]Said, 0, len(links))
	for _, l := range links {
		l.Heard, heard[l.Source] = !heard[l.Source], true
		var w word
		if l.word != "" {
			if err := json.Unmarshal([]byte(l.word), &w); err != nil {
				return nil, err
			}
			doc, err := t.linkedDoc(level, l.Source, st.id, w)
			if err != nil {
				return nil, err
			}
			if service, ok := doc.(data.Service); ok {
				if doc, err = (weigher{tx: t, source: data.Source{Key: l.Source}}).asNamed(service, st); err != nil {
					return nil, err
				}
			}
			if l.Otherwise, err = data.Differing(st.doc, doc, w.Record); err != nil {
				return nil, err
			}
			shown, err := t.hideRevisions([]data.Revision{{Level: level, Aggregate: st.id, Changes: l.Otherwise}}, nil)
			if err != nil {
				return nil, err
			}
			l.Otherwise = shown[0].Changes
			of := wordOf(w.Record)
			l.Record, l.Trust, l.Dated = w.Record, of.Trust, of.Date
		}
		out = append(out, l.Said)
	}
	return out, nil
}

// Named is an aggregate that was found by how its id begins.
type Named struct {
	Level data.Level `json:"level"`
	ID    string     `json:"id"`
	Root  string     `json:"root"` // what it is now
	Name  string     `json:"name"`
}

// Find finds an aggregate of any level by the beginning of its id, if no other begins so.
func (s *Store) Find(ctx context.Context, begins string) (found Named, err error) {
	if len(begins) < 4 {
		return found, ErrNotFound
	}
	err = s.snapshot(ctx, func(t tx) error {
		until := begins + "~"
		rows, err := t.rows(`SELECT 'service', id FROM services WHERE id >= ? AND id < ? UNION ALL SELECT 'organization', id FROM organizations WHERE id >= ? AND id < ?
			UNION ALL SELECT 'location', id FROM locations WHERE id >= ? AND id < ? LIMIT 2`, begins, until, begins, until, begins, until)
		list, err := collect(rows, err, func(rows *sql.Rows) (n Named, err error) { return n, rows.Scan(&n.Level, &n.ID) })
		if err != nil {
			return err
		}
		if len(list) != 1 {
			return ErrNotFound
		}
		found = list[0]
		found.Root, err = t.root(found.Level, found.ID)
		return err
	})
	if err == nil {
		found.Name, err = s.NameOf(ctx, found.Level, found.Root)
	}
	return found, err
}
