package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"fingerpost/data"
	"fingerpost/data/match"
)

// seenAgain notes that a source lists something, which ends its absence. A closing on that account that waits for a person is
// withdrawn.
func (t tx) seenAgain(source data.SourceKey, own string) error {
	result, err := t.exec(`DELETE FROM absences WHERE source = ? AND source_id = ?`, string(source), own)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	var service string
	if err := t.row(`SELECT service_id FROM sightings WHERE source = ? AND source_id = ?`, string(source), own).Scan(&service); err != nil {
		return err
	}
	return t.withdrawClosing(data.ServiceID(service), data.ListedAgain)
}

// withdrawClosing takes back what waits for a person because a service was missing.
func (t tx) withdrawClosing(service data.ServiceID, reason string) error {
	waiting, err := t.revisions(`level = ? AND aggregate = ? AND status = 'pending'`, string(data.LevelService), string(service))
	if err != nil {
		return err
	}
	for _, r := range waiting {
		if _, ok := data.ReadAbsent(r.Reason); ok {
			err = errors.Join(err, t.close(r.ID, data.Refused, data.DecidedByRule, reason))
		}
	}
	return err
}

// reopen opens a service that was closed because no source listed it, now that one lists it again. What a person or a source
// has closed in words is weighed as any other word.
func (t tx) reopen(sub data.Submission, said word, service data.ServiceID, out *Outcome) error {
	source, err := t.source(sub.Source)
	if err != nil || source.Review || !sub.Service.Doc.Status.Listed() {
		return err
	}
	st, err := t.load(data.LevelService, string(service))
	if err != nil || len(st.doc) == 0 {
		return err
	}
	var known data.Service
	if err := json.Unmarshal(st.doc, &known); err != nil || known.Status.Listed() {
		return err
	}
	last, err := t.lastTurn(service)
	if err != nil {
		return err
	}
	if _, absent := data.ReadAbsent(last.Reason); !absent {
		return nil
	}
	changes, err := data.Set(st.doc, "status", sub.Service.Doc.Status, said.recordOf("status"))
	if err != nil {
		return err
	}
	revision := data.Revision{Level: data.LevelService, Aggregate: string(service), Source: sub.Source, Changes: changes,
		Status: data.Accepted, DecidedBy: data.DecidedByRule, DecidedAt: t.now, Reason: data.ListedAgain}
	if err := t.accept(&revision, st); err != nil {
		return err
	}
	out.Accepted = append(out.Accepted, revision.ID)
	return t.rebase(revision, st.doc)
}

// lastTurn is the accepted revision that last changed the state of a service; the zero one if it never changed.
func (t tx) lastTurn(service data.ServiceID) (data.Revision, error) {
	found, err := t.revisions(`level = ? AND aggregate = ? AND status = 'accepted' AND changes LIKE ? ORDER BY seq DESC LIMIT 1`,
		string(data.LevelService), string(service), `%"path":"status"%`)
	if err != nil || len(found) == 0 {
		return data.Revision{}, err
	}
	return found[0], nil
}

// Turn tells how a service came to be in the state it is in. ok is false for one that is as it was first described.
func (s *Store) Turn(ctx context.Context, service data.ServiceID) (turn data.Turn, ok bool, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		turn, ok, err = t.turn(service)
		return err
	})
	return turn, ok, err
}

func (t tx) turn(service data.ServiceID) (turn data.Turn, ok bool, err error) {
	r, err := t.lastTurn(service)
	if err != nil || r.ID == "" {
		return turn, false, err
	}
	for _, c := range r.Changes {
		if c.Path != "status" || c.New == nil {
			continue
		}
		var was data.Status
		if err := json.Unmarshal(c.New, &turn.Status); err != nil {
			return turn, false, err
		}
		if c.Old != nil {
			if err := json.Unmarshal(c.Old, &was); err != nil {
				return turn, false, err
			}
		}
		// Of a service that was first described as open there is nothing to tell.
		ok = c.Old != nil || !turn.Status.Listed()
		turn.Again = turn.Status.Listed() && c.Old != nil && !was.Listed()
	}
	if !ok {
		return data.Turn{}, false, nil
	}
	turn.On, turn.Source = data.DateOf(r.DecidedAt), r.Source
	if absent, is := data.ReadAbsent(r.Reason); is {
		turn.Absent = &absent
	}
	source, err := t.source(r.Source)
	if errors.Is(err, ErrNotFound) {
		err = nil // a redaction has no source
	}
	turn.SourceName, turn.ByUs = source.Name, source.Overrides()
	return turn, true, err
}

// moved notes that what a source said under one of its ids it says under another now: its page leads to a new address, where
// a listing of the same name is. The new id stands for what the old one stood for, and the old one says nothing any more.
func (t tx) moved(sub data.Submission) error {
	if sub.Was == "" || sub.Was == sub.Service.OwnID {
		return nil
	}
	var known bool
	err := t.row(`SELECT EXISTS (SELECT 1 FROM own_ids WHERE level = ? AND source = ? AND own_id = ?)`, string(data.LevelService), string(sub.Source), sub.Service.OwnID).Scan(&known)
	if err != nil || known {
		return err
	}
	rows, err := t.rows(`SELECT id FROM own_ids WHERE level = ? AND source = ? AND own_id = ?`, string(data.LevelService), string(sub.Source), sub.Was)
	ids, err := collect(rows, err, scanString)
	if err != nil || len(ids) == 0 {
		return err
	}
	name, _, err := t.nameKeyOf(data.LevelService, ids[0])
	if err != nil || name != match.NameKey(sub.Service.Doc.Name) {
		return err
	}
	for level, ids := range map[data.Level]map[string]string{data.LevelService: {sub.Was: sub.Service.OwnID}, data.LevelLocation: placeIDs(sub)} {
		for from, to := range ids {
			// Of two ids for one thing the one that was linked first is heard: the new one takes the place of the old.
			if _, err := t.exec(`INSERT INTO own_ids (level, source, own_id, id, why, linked_at) SELECT level, source, ?, id, ?, linked_at FROM own_ids
				WHERE level = ? AND source = ? AND own_id = ? ON CONFLICT DO NOTHING`, to, "moved from "+from, string(level), string(sub.Source), from); err != nil {
				return err
			}
			if _, err := t.exec(`UPDATE own_ids SET linked_at = ? WHERE level = ? AND source = ? AND own_id = ?`, instant(t.now), string(level), string(sub.Source), from); err != nil {
				return err
			}
		}
	}
	for _, statement := range []string{`DELETE FROM sightings WHERE source = ? AND source_id = ?`, `DELETE FROM absences WHERE source = ? AND source_id = ?`} {
		if _, err := t.exec(statement, string(sub.Source), sub.Was); err != nil {
			return err
		}
	}
	return t.withdrawClosing(data.ServiceID(ids[0]), data.ListedAgain)
}

// placeIDs are the ids of the places of a submission, by what they were called when its page was elsewhere.
func placeIDs(sub data.Submission) map[string]string {
	ids := map[string]string{}
	for _, place := range sub.Locations {
		if rest, ok := strings.CutPrefix(place.OwnID, sub.Service.OwnID); ok {
			ids[sub.Was+rest] = place.OwnID
		}
	}
	return ids
}
