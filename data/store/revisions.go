package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"fingerpost/data"
)

// Waiting lists the pending revisions, oldest first, at most limit of them.
func (s *Store) Waiting(ctx context.Context, limit int) ([]data.Revision, error) {
	t := s.read(ctx)
	return t.hideRevisions(t.revisions(`status = 'pending' ORDER BY created_at, id LIMIT ?`, limit))
}

// WaitingOf lists the pending revisions of one source, oldest first.
func (s *Store) WaitingOf(ctx context.Context, source data.SourceKey) ([]data.Revision, error) {
	return s.read(ctx).revisions(`status = 'pending' AND source = ? ORDER BY created_at, id`, string(source))
}

// CountWaiting is how many revisions wait for a person.
func (s *Store) CountWaiting(ctx context.Context) (n int, err error) {
	err = s.read(ctx).row(`SELECT COUNT(*) FROM revisions WHERE status = 'pending'`).Scan(&n)
	return n, err
}

// History lists an aggregate's revisions, newest first.
func (s *Store) History(ctx context.Context, level data.Level, id string) ([]data.Revision, error) {
	t := s.read(ctx)
	return t.hideRevisions(t.revisions(`level = ? AND aggregate = ? ORDER BY COALESCE(seq, 0) DESC, created_at DESC`, string(level), id))
}

// Decide settles a pending revision. The decision is remembered: a source that repeats what was refused, or that was
// overruled by what was accepted, makes no new revision.
func (s *Store) Decide(ctx context.Context, id data.RevisionID, decision data.Decision) (data.Revision, error) {
	var revision data.Revision
	err := s.write(ctx, func(t tx) (err error) {
		revision, err = t.decide(id, decision)
		return err
	})
	return revision, err
}

func (t tx) decide(id data.RevisionID, decision data.Decision) (data.Revision, error) {
	found, err := t.revisions(`id = ?`, string(id))
	if err != nil {
		return data.Revision{}, err
	}
	if len(found) == 0 {
		return data.Revision{}, ErrNotFound
	}
	revision := found[0]
	if revision.Status != data.Pending {
		return revision, &DecidedError{ID: id, Status: revision.Status}
	}
	st, err := t.load(revision.Level, revision.Aggregate)
	if err != nil {
		return revision, err
	}
	if err := t.settle(revision, st, decision.Accept); err != nil {
		return revision, err
	}
	_, absent := data.ReadAbsent(revision.Reason)
	revision.Status, revision.DecidedBy, revision.Reason, revision.DecidedAt = data.Refused, decision.By, cmp.Or(decision.Reason, revision.Reason), t.now
	if !decision.Accept {
		return revision, t.close(id, data.Refused, decision.By, decision.Reason)
	}
	revision.Status = data.Accepted
	if err := t.accept(&revision, st); err != nil {
		return revision, err
	}
	if absent {
		if err := t.hearAgain(data.ServiceID(revision.Aggregate)); err != nil {
			return revision, err
		}
	}
	return revision, errors.Join(t.rebase(revision, st.doc), t.lookAgain(revision.Level, st))
}

// settle remembers which word lost: the proposed one if it is refused, the one that stood if it is replaced. A source
// that is believed now may go back to what it was once not believed: its own earlier refusals on the field are forgotten.
func (t tx) settle(revision data.Revision, st state, accept bool) error {
	after, err := data.Apply(st.doc, revision.Changes)
	if err != nil {
		return err
	}
	word := t.wordOf()
	done := map[string]bool{}
	for _, change := range revision.Changes {
		group := data.Group(change.Path)
		if done[group] {
			continue
		}
		done[group] = true
		losers := map[data.SourceKey]json.RawMessage{revision.Source: after}
		if accept {
			losers = map[data.SourceKey]json.RawMessage{}
			for _, record := range st.provenance.Under(group) {
				if loser := word(record).Source; loser != "" && loser != revision.Source {
					losers[loser] = st.doc
				}
			}
			if _, err := t.exec(`DELETE FROM settled WHERE level = ? AND aggregate = ? AND field = ? AND source = ?`,
				string(revision.Level), revision.Aggregate, group, string(revision.Source)); err != nil {
				return err
			}
		}
		for key, doc := range losers {
			digest, err := data.GroupDigest(doc, group)
			if err != nil {
				return err
			}
			if _, err := t.exec(`INSERT INTO settled (level, aggregate, field, source, digest) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
				string(revision.Level), revision.Aggregate, group, string(key), digest); err != nil {
				return err
			}
		}
	}
	return nil
}

// settled lists what a person has decided of a source's word on an aggregate, as field and digest.
func (t tx) settled(level data.Level, id string, source data.SourceKey) (map[string]bool, error) {
	rows, err := t.rows(`SELECT field || ' ' || digest FROM settled WHERE level = ? AND aggregate = ? AND source = ?`, string(level), id, string(source))
	return set(collect(rows, err, scanString))
}

func set(list []string, err error) (map[string]bool, error) {
	out := make(map[string]bool, len(list))
	for _, s := range list {
		out[s] = true
	}
	return out, err
}

// accept applies a revision and gives it the next place in the log. The write lock is held, so places are given in the
// order of commits and none is skipped.
func (t tx) accept(revision *data.Revision, st state) error {
	doc, provenance, err := revision.Apply(st.doc, st.provenance)
	if err != nil {
		return err
	}
	if err := t.row(`SELECT COALESCE(MAX(seq), 0) + 1 FROM revisions`).Scan(&revision.Seq); err != nil {
		return err
	}
	if err := t.save(revision.Level, state{id: revision.Aggregate, doc: doc, provenance: provenance, seq: revision.Seq}); err != nil {
		return fmt.Errorf("saving %s %s: %w", revision.Level, revision.Aggregate, err)
	}
	if revision.ID == "" {
		return t.insert(revision)
	}
	_, err = t.exec(`UPDATE revisions SET status = 'accepted', seq = ?, decided_at = ?, decided_by = ?, reason = ? WHERE id = ?`,
		revision.Seq, instant(t.now), revision.DecidedBy, revision.Reason, string(revision.ID))
	return err
}

// rebase restates what others have proposed for an aggregate, now that a revision has changed it: a person who accepts it
// later gets what was proposed, not a mixture, and sees what it would replace.
func (t tx) rebase(accepted data.Revision, before json.RawMessage) error {
	waiting, err := t.revisions(`level = ? AND aggregate = ? AND source <> ? AND status = 'pending'`,
		string(accepted.Level), accepted.Aggregate, string(accepted.Source))
	if err != nil || len(waiting) == 0 {
		return err
	}
	st, err := t.load(accepted.Level, accepted.Aggregate)
	if err != nil {
		return err
	}
	for _, r := range waiting {
		changes, err := data.Rebase(r.Changes, before, st.doc)
		if err != nil {
			return err
		}
		switch {
		case len(changes) == 0:
			err = t.close(r.ID, data.Refused, data.DecidedByRule, "what it proposed is there now")
		case !sameChanges(changes, r.Changes):
			err = t.rewrite(r.ID, changes)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rewrite puts other changes in a revision.
func (t tx) rewrite(id data.RevisionID, changes []data.Change) error {
	doc, err := json.Marshal(changes)
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE revisions SET changes = ? WHERE id = ?`, string(doc), string(id))
	return err
}

func (t tx) close(id data.RevisionID, status data.RevisionStatus, by, reason string) error {
	_, err := t.exec(`UPDATE revisions SET status = ?, decided_at = ?, decided_by = ?, reason = ? WHERE id = ?`,
		string(status), instant(t.now), by, reason, string(id))
	return err
}

func (t tx) insert(r *data.Revision) error {
	r.ID, r.CreatedAt = data.NewID[data.RevisionID](), t.now
	changes, err := json.Marshal(r.Changes)
	if err != nil {
		return err
	}
	var seq any
	if r.Seq > 0 {
		seq = r.Seq
	}
	_, err = t.exec(`INSERT INTO revisions (id, level, aggregate, status, seq, source, changes, created_at, decided_at, decided_by, reason)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(r.ID), string(r.Level), r.Aggregate, string(r.Status), seq, string(r.Source), string(changes),
		instant(r.CreatedAt), instant(r.DecidedAt), r.DecidedBy, r.Reason)
	return err
}

// revisions reads the revisions that fulfil a condition, which is never built from input.
func (t tx) revisions(where string, args ...any) ([]data.Revision, error) {
	rows, err := t.rows(`SELECT id, level, aggregate, status, seq, source, changes, created_at, decided_at, decided_by, reason
		FROM revisions WHERE `+where, args...)
	return collect(rows, err, func(rows *sql.Rows) (r data.Revision, err error) {
		var seq sql.NullInt64
		var changes, created, decided string
		if err = rows.Scan(&r.ID, &r.Level, &r.Aggregate, &r.Status, &seq, &r.Source, &changes, &created, &decided, &r.DecidedBy, &r.Reason); err != nil {
			return r, err
		}
		r.Seq = seq.Int64
		var createdErr, decidedErr error
		r.CreatedAt, createdErr = parseInstant(created)
		r.DecidedAt, decidedErr = parseInstant(decided)
		return r, errors.Join(json.Unmarshal([]byte(changes), &r.Changes), createdErr, decidedErr)
	})
}
