package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"fingerpost/data"
	"fingerpost/data/donotlist"
)

// ErrNotListed is returned for a service that is kept and must not be shown. It is an [ErrNotFound] too.
var ErrNotListed = fmt.Errorf("on the do-not-list: %w", ErrNotFound)

// NotListed is an entry of the do-not-list with what was last decided of it.
type NotListed struct {
	data.DoNotList
	DecidedAt time.Time
	DecidedBy string
	Reason    string
}

// DoNotList puts an entry on the do-not-list, or in force again if it was lifted. What is on it already is left as it is, and
// its id given back with changed false.
func (s *Store) DoNotList(ctx context.Context, entry data.DoNotList, by, reason string) (id data.DoNotListID, changed bool, err error) {
	entry.Lifted = false
	err = s.write(ctx, func(t tx) error {
		id, changed = "", false
		entries, err := t.doNotList()
		if err != nil {
			return err
		}
		entry.ID = data.NewID[data.DoNotListID]()
		for _, known := range entries {
			same, wanted := known, entry
			same.ID, wanted.ID, same.Lifted = "", "", false
			a, errA := json.Marshal(same)
			b, errB := json.Marshal(wanted)
			if err := errors.Join(errA, errB); err != nil {
				return err
			}
			if string(a) == string(b) {
				entry = known
				break
			}
		}
		if id = entry.ID; slices.ContainsFunc(entries, func(known data.DoNotList) bool { return known.ID == id && !known.Lifted }) {
			return nil
		}
		entry.Lifted, changed = false, true
		return t.decideDoNotList(entry, by, reason)
	})
	return id, changed, err
}

// LiftDoNotList takes an entry out of force. It stays on the list as one that is lifted. For one that is lifted already, changed is false.
func (s *Store) LiftDoNotList(ctx context.Context, id data.DoNotListID, by, reason string) (changed bool, err error) {
	err = s.write(ctx, func(t tx) error {
		changed = false
		entries, err := t.doNotList()
		if err != nil {
			return err
		}
		at := slices.IndexFunc(entries, func(e data.DoNotList) bool { return e.ID == id })
		if at < 0 {
			return ErrNotFound
		}
		if entries[at].Lifted {
			return nil
		}
		entries[at].Lifted, changed = true, true
		return t.decideDoNotList(entries[at], by, reason)
	})
	return changed, err
}

// decideDoNotList makes the revision that leads to an entry.
func (t tx) decideDoNotList(entry data.DoNotList, by, reason string) error {
	st, err := t.load(data.LevelDoNotList, string(entry.ID))
	if err != nil {
		return err
	}
	before, after := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	doc, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(doc, &after); err != nil {
		return err
	}
	if len(st.doc) > 0 {
		if err := json.Unmarshal(st.doc, &before); err != nil {
			return err
		}
	}
	delete(after, "id")
	revision := data.Revision{Level: data.LevelDoNotList, Aggregate: string(entry.ID), Status: data.Accepted, DecidedBy: by, Reason: reason, DecidedAt: t.now}
	fields := map[string]bool{}
	for field := range before {
		fields[field] = true
	}
	for field := range after {
		fields[field] = true
	}
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if string(before[field]) != string(after[field]) {
			revision.Changes = append(revision.Changes, data.Change{Path: field, Old: before[field], New: after[field]})
		}
	}
	return t.accept(&revision, st)
}

func (t tx) saveDoNotList(st state, provenance string) error {
	_, err := t.exec(`INSERT INTO do_not_list (id, doc, provenance, seq) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, provenance = excluded.provenance, seq = excluded.seq`, st.id, string(st.doc), provenance, st.seq)
	return err
}

// doNotList reads all entries, the oldest first.
func (t tx) doNotList() ([]data.DoNotList, error) {
	rows, err := t.rows(`SELECT id, doc FROM do_not_list ORDER BY id`)
	return collect(rows, err, func(rows *sql.Rows) (entry data.DoNotList, err error) {
		var id, doc string
		if err = rows.Scan(&id, &doc); err == nil {
			err = json.Unmarshal([]byte(doc), &entry)
		}
		entry.ID = data.DoNotListID(id)
		return entry, err
	})
}

// NotListed lists the entries of the do-not-list, the oldest first, those that are lifted among them.
func (s *Store) NotListed(ctx context.Context) (list []NotListed, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		entries, err := t.doNotList()
		if err != nil {
			return err
		}
		list = nil
		for _, entry := range entries {
			one := NotListed{DoNotList: entry}
			last, err := t.revisions(`seq = (SELECT seq FROM do_not_list WHERE id = ?)`, string(entry.ID))
			if err != nil {
				return err
			}
			if len(last) > 0 {
				one.DecidedAt, one.DecidedBy, one.Reason = last[0].DecidedAt, last[0].DecidedBy, last[0].Reason
			}
			list = append(list, one)
		}
		return nil
	})
	return list, err
}

// Blank takes out of texts what the do-not-list hides. What says something of listings elsewhere than in them, such as a line
// of a log, asks for it.
func (s *Store) Blank(ctx context.Context, texts ...*string) error {
	hides, err := s.read(ctx).hides()
	if err != nil {
		return err
	}
	for _, text := range texts {
		*text = hides.Text(*text)
	}
	return nil
}

// BlankProblems takes what the do-not-list hides out of what is told of problems.
func (s *Store) BlankProblems(ctx context.Context, problems []data.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	hides, err := s.read(ctx).hides()
	if err != nil {
		return err
	}
	for i := range problems {
		problems[i] = hides.Problem(problems[i])
	}
	return nil
}

// hides is the do-not-list, ready to be asked; nil when nothing is on it. It is made anew when the list has changed.
func (t tx) hides() (*donotlist.List, error) {
	var seq int64
	if err := t.rowOften(`SELECT COALESCE(MAX(seq), 0) FROM do_not_list`).Scan(&seq); err != nil || seq == 0 {
		return nil, err
	}
	if list, ok := t.hidden.at(seq); ok {
		return list, nil
	}
	entries, err := t.doNotList()
	if err != nil {
		return nil, err
	}
	list := donotlist.New(entries)
	t.hidden.keep(seq, list)
	return list, nil
}

// whyNone says why there is no listing of a service: whether it is not kept, or must not be shown.
func (s *Store) whyNone(ctx context.Context, id data.ServiceID) error {
	st, err := s.read(ctx).load(data.LevelService, string(id))
	if err == nil && len(st.doc) > 0 {
		return ErrNotListed
	}
	return errors.Join(err, ErrNotFound)
}

// blankTime is how long a text waits for the do-not-list to be read.
const blankTime = 2 * time.Second

// Blanker gives what takes out of a text what the do-not-list hides. It is for what cannot fail, such as a line of a log:
// where the list cannot be read, also once the store is closed, it goes by the list as it was last read.
func (s *Store) Blanker() func(string) string {
	blank := func(text string) string {
		ctx, cancel := context.WithTimeout(context.Background(), blankTime)
		defer cancel()
		hides, err := s.read(ctx).hides()
		if err != nil {
			hides = s.hidden.last()
		}
		return hides.Text(text)
	}
	blank("") // so that there is a last one
	return blank
}

// DoNotListEntry is the entry for an organisation that is kept.
func (s *Store) DoNotListEntry(ctx context.Context, id data.OrganizationID) (data.DoNotList, error) {
	st, err := s.read(ctx).load(data.LevelOrganization, string(id))
	if err != nil {
		return data.DoNotList{}, err
	}
	if len(st.doc) == 0 {
		return data.DoNotList{}, ErrNotFound
	}
	var o data.Organization
	err = json.Unmarshal(st.doc, &o)
	o.ID = id
	return data.DoNotListOrganizationOf(o), err
}
