package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"fingerpost/data"
)

// Suggestion is a service that somebody has suggested, with what became of it.
type Suggestion struct {
	ID        string          // the suggestion's own id; it begins with the reference that the person was given
	Words     json.RawMessage // what was typed, by the names of the form's fields
	SentAt    time.Time
	Email     string          // whom to ask about it; empty when no address was given, and when it has been removed
	Revisions []data.Revision // what it would change, in the order in which it is to be accepted
}

// Suggest takes in a service that somebody has suggested, from a source that it makes known, as [Store.Submit] does.
// Whom to ask about it is kept beside its record, in the same transaction. Sent again, the later address counts.
func (s *Store) Suggest(ctx context.Context, source data.Source, sub data.Submission, email string) (Outcome, error) {
	if err := s.PutSource(ctx, source); err != nil {
		return Outcome{}, err
	}
	return s.take(ctx, sub, "a suggestion", func(t tx) error { return t.keepSuggester(sub, email) })
}

func (t tx) keepSuggester(sub data.Submission, email string) error {
	if _, err := t.exec(`DELETE FROM suggesters WHERE record IN (SELECT id FROM records WHERE source = ? AND source_id = ?)`,
		string(sub.Source), sub.Service.OwnID); err != nil || email == "" {
		return err
	}
	var record string
	err := t.row(`SELECT id FROM records WHERE source = ? AND source_id = ? ORDER BY read_at DESC, id DESC LIMIT 1`,
		string(sub.Source), sub.Service.OwnID).Scan(&record)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO suggesters (record, email, created_at) VALUES (?, ?, ?)`, record, email, instant(t.now))
	return err
}

// Forget removes the addresses of people who made suggestions before a time, and the words of reports that were decided
// before it, and says how many there were of both.
func (s *Store) Forget(ctx context.Context, before time.Time) (removed int64, err error) {
	err = s.write(ctx, func(t tx) error {
		removed = 0
		for _, statement := range []string{`DELETE FROM suggesters WHERE created_at < ?`,
			`UPDATE reports SET text = '' WHERE text <> '' AND status <> 'open' AND decided_at < ?`} {
			gone, err := t.exec(statement, instant(before))
			if err != nil {
				return err
			}
			n, err := gone.RowsAffected()
			if err != nil {
				return err
			}
			removed += n
		}
		return nil
	})
	return removed, err
}

// SuggestionOf finds the suggestion that a record holds. For a record of another source there is none: [ErrNotFound].
func (s *Store) SuggestionOf(ctx context.Context, record data.RecordID) (suggestion Suggestion, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		var own string
		err := t.row(`SELECT source_id FROM records WHERE id = ? AND source = ?`, string(record), string(data.Suggestions)).Scan(&own)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		suggestion, err = t.hideSuggestion(t.suggestion(own))
		return err
	})
	return suggestion, err
}

// DecideSuggestion settles all that waits of a suggestion at once: who accepts it publishes the service with its place and
// who runs it, and not a part of them.
func (s *Store) DecideSuggestion(ctx context.Context, id string, decision data.Decision) (suggestion Suggestion, err error) {
	err = s.write(ctx, func(t tx) error {
		if suggestion, err = t.suggestion(id); err != nil {
			return err
		}
		decided := 0
		for i, r := range suggestion.Revisions {
			if r.Status != data.Pending {
				continue
			}
			if suggestion.Revisions[i], err = t.decide(r.ID, decision); err != nil {
				return err
			}
			decided++
		}
		if last := len(suggestion.Revisions) - 1; decided == 0 && last >= 0 {
			return &DecidedError{ID: suggestion.Revisions[last].ID, Status: suggestion.Revisions[last].Status}
		}
		return nil
	})
	return suggestion, err
}

// suggestion reads one by its own id.
func (t tx) suggestion(own string) (Suggestion, error) {
	suggestion := Suggestion{ID: own}
	records := map[data.RecordID]bool{}
	rows, err := t.rows(`SELECT r.id, r.payload, r.read_at, COALESCE(s.email, '') FROM records r LEFT JOIN suggesters s ON s.record = r.id
		WHERE r.source = ? AND r.source_id = ? ORDER BY r.read_at, r.id`, string(data.Suggestions), own)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var id data.RecordID
		var payload, read, email string
		if err := rows.Scan(&id, &payload, &read, &email); err != nil {
			return struct{}{}, err
		}
		sent, err := parseInstant(read)
		records[id] = true
		suggestion.Words, suggestion.SentAt = json.RawMessage(payload), sent
		if email != "" {
			suggestion.Email = email
		}
		return struct{}{}, err
	})
	if err != nil {
		return Suggestion{}, err
	}
	if len(records) == 0 {
		return Suggestion{}, ErrNotFound
	}
	revisions, err := t.revisions(`source = ? AND aggregate IN (SELECT id FROM own_ids WHERE source = ? AND own_id = ?) ORDER BY created_at, id`,
		string(data.Suggestions), string(data.Suggestions), own)
	for _, r := range revisions {
		// Others may have suggested something of the same place.
		if len(r.Changes) > 0 && records[r.Changes[0].Record] {
			suggestion.Revisions = append(suggestion.Revisions, r)
		}
	}
	return suggestion, err
}
