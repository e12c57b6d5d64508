package store

import (
	"context"
	"encoding/json"
	"errors"

	"fingerpost/data"
)

// Edit changes fields of an aggregate on the word of a person who runs the directory: fields are the top-level ones by their
// JSON names, and null takes one away. Their word stands over that of every source, and is not asked about again. What
// cannot be kept as it is given is a [*data.EditError].
func (s *Store) Edit(ctx context.Context, level data.Level, id string, fields map[string]json.RawMessage, by, reason string) (revision data.Revision, err error) {
	err = s.write(ctx, func(t tx) error {
		revision, err = t.edit(level, id, fields, by, reason)
		return err
	})
	return revision, err
}

func (t tx) edit(level data.Level, id string, fields map[string]json.RawMessage, by, reason string) (data.Revision, error) {
	st, _, err := t.loadRoot(level, id)
	if err != nil {
		return data.Revision{}, err
	}
	id = st.id
	record := data.NewID[data.RecordID]()
	changes, err := data.Edit(level, st.doc, fields, record)
	if err != nil {
		return data.Revision{}, err
	}
	gone, err := t.redacted(level, id)
	if err != nil {
		return data.Revision{}, err
	}
	for _, c := range changes {
		if group := data.Group(c.Path); c.New != nil && gone[group+" "+data.Fingerprint(c.New)] {
			return data.Revision{}, &data.EditError{Field: group, Reason: data.EditRedacted}
		}
	}
	if err := t.keepEdit(record, id, fields); err != nil {
		return data.Revision{}, err
	}
	revision := data.Revision{Level: level, Aggregate: id, Source: data.Moderators.Key, Changes: changes,
		Status: data.Accepted, DecidedBy: by, DecidedAt: t.now, Reason: reason}
	if err := errors.Join(t.settle(revision, st, true), t.accept(&revision, st), t.rebase(revision, st.doc), t.lookAgain(level, st)); err != nil {
		return data.Revision{}, err
	}
	if _, turns := fields["status"]; turns && level == data.LevelService {
		err = t.decidedState(data.ServiceID(id))
	}
	return revision, err
}

// keepEdit keeps what a person said as a record of its own.
func (t tx) keepEdit(record data.RecordID, id string, fields map[string]json.RawMessage) error {
	doc, err := json.Marshal(data.Moderators)
	if err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO sources (key, doc) VALUES (?, ?) ON CONFLICT (key) DO NOTHING`, string(data.Moderators.Key), string(doc)); err != nil {
		return err
	}
	payload, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO records (id, source, source_id, url, title, asserted_on, read_at, live, payload) VALUES (?, ?, ?, '', '', ?, ?, 0, ?)`,
		string(record), string(data.Moderators.Key), id, data.DateOf(t.now).String(), instant(t.now), string(payload))
	return err
}

// decidedState is done when a person has said whether a service is open: what waits because it was missing is answered, and
// its absence is counted from the start.
func (t tx) decidedState(service data.ServiceID) error {
	if err := t.withdrawClosing(service, "a person has said since whether it is open"); err != nil {
		return err
	}
	_, err := t.exec(`DELETE FROM absences WHERE EXISTS (SELECT 1 FROM sightings g WHERE g.service_id = ? AND g.source = absences.source AND g.source_id = absences.source_id)`,
		string(service))
	return err
}
