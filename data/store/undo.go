package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"fingerpost/data"
)

// Undone is what came of undoing a revision.
type Undone struct {
	Revision data.Revision // the row that takes it back; of a refusal, the proposal that waits again
	Kept     []string      // paths of fields that were changed since, and stay as they are
}

// UndoError is returned for what cannot be undone.
type UndoError struct {
	ID      data.RevisionID
	Problem UndoProblem
}

// UndoProblem says why.
type UndoProblem string

// The problems of an [UndoError].
const (
	UndoPending  UndoProblem = "pending"  // nothing was decided yet
	UndoRule     UndoProblem = "rule"     // it gave way to something else; nobody refused it
	UndoChanged  UndoProblem = "changed"  // everything in it was changed since
	UndoRedacted UndoProblem = "redacted" // what was redacted is gone for good
	UndoFirst    UndoProblem = "first"    // it made the aggregate
)

func (e *UndoError) Error() string {
	return fmt.Sprintf("revision %s cannot be undone: %s", e.ID, e.Problem)
}

// Undo takes a decision back. What a merge brought together is brought apart, and the other way round. Fields that an accepted
// revision set go back to what they were, if nobody has changed them since, and the source that said so is not believed again when it
// repeats it. A refused proposal waits for a person again.
func (s *Store) Undo(ctx context.Context, id data.RevisionID, decision data.Decision) (out Undone, err error) {
	err = s.write(ctx, func(t tx) error {
		out, err = t.undo(id, decision)
		return err
	})
	return out, err
}

func (t tx) undo(id data.RevisionID, decision data.Decision) (Undone, error) {
	found, err := t.revisions(`id = ?`, string(id))
	if err != nil {
		return Undone{}, err
	}
	if len(found) == 0 {
		return Undone{}, ErrNotFound
	}
	r := found[0]
	switch {
	case r.Status == data.Pending:
		return Undone{}, &UndoError{id, UndoPending}
	case r.Status == data.Refused && r.DecidedBy == data.DecidedByRule:
		return Undone{}, &UndoError{id, UndoRule}
	case r.Status == data.Refused:
		return t.askAgain(r)
	case len(r.Changes) == 1 && r.Changes[0].Path == data.MergedInto:
		return t.undoMerge(r, decision)
	}
	return t.restore(r, decision)
}

func (t tx) undoMerge(r data.Revision, decision data.Decision) (out Undone, err error) {
	st, err := t.load(r.Level, r.Aggregate)
	if err != nil {
		return out, err
	}
	now, err := data.Removal(st.doc, data.MergedInto)
	if err != nil {
		return out, err
	}
	var is json.RawMessage
	if len(now) > 0 {
		is = now[0].Old
	}
	if !bytes.Equal(is, r.Changes[0].New) {
		return out, &UndoError{r.ID, UndoChanged}
	}
	if r.Changes[0].New != nil {
		out.Revision, err = t.unmerge(r.Level, r.Aggregate, decision)
		return out, err
	}
	var into string
	if err := json.Unmarshal(r.Changes[0].Old, &into); err != nil {
		return out, err
	}
	out.Revision, err = t.merge(r.Level, into, r.Aggregate, decision)
	return out, err
}

// askAgain lets a proposal wait again that a person has refused.
func (t tx) askAgain(r data.Revision) (Undone, error) {
	st, err := t.load(r.Level, r.Aggregate)
	if err != nil {
		return Undone{}, err
	}
	if st.id, err = t.root(r.Level, r.Aggregate); err != nil {
		return Undone{}, err
	}
	if st.id != r.Aggregate {
		return Undone{}, &UndoError{r.ID, UndoChanged}
	}
	proposed, err := data.Apply(st.doc, r.Changes)
	if err != nil {
		return Undone{}, err
	}
	for _, c := range r.Changes {
		digest, err := data.GroupDigest(proposed, data.Group(c.Path))
		if err != nil {
			return Undone{}, err
		}
		if _, err := t.exec(`DELETE FROM settled WHERE level = ? AND aggregate = ? AND field = ? AND source = ? AND digest = ?`,
			string(r.Level), r.Aggregate, data.Group(c.Path), string(r.Source), digest); err != nil {
			return Undone{}, err
		}
	}
	_, err = t.exec(`UPDATE revisions SET status = 'pending', decided_at = '', decided_by = '', reason = '' WHERE id = ?`, string(r.ID))
	r.Status, r.DecidedBy, r.Reason = data.Pending, "", ""
	return Undone{Revision: r}, err
}

// restore puts back what an accepted revision replaced, where that still stands.
func (t tx) restore(r data.Revision, decision data.Decision) (Undone, error) {
	st, err := t.load(r.Level, r.Aggregate)
	if err != nil {
		return Undone{}, err
	}
	changes, kept, err := data.Inverse(st.doc, r.Changes)
	if err != nil {
		return Undone{}, err
	}
	for _, c := range changes {
		if bytes.Equal(c.New, markJSON) || bytes.Equal(c.Old, markJSON) {
			return Undone{}, &UndoError{r.ID, UndoRedacted}
		}
		if c.New == nil && c.Path == "name" && r.Level != data.LevelLocation {
			return Undone{}, &UndoError{r.ID, UndoFirst}
		}
	}
	if len(changes) == 0 {
		return Undone{}, &UndoError{r.ID, UndoChanged}
	}
	for i := range changes {
		if changes[i].Record, err = t.setBefore(r, changes[i].Path, st); err != nil {
			return Undone{}, err
		}
	}
	if err := t.settle(data.Revision{Level: r.Level, Aggregate: r.Aggregate, Source: r.Source, Changes: same(changes)}, st, false); err != nil {
		return Undone{}, err
	}
	row := data.Revision{Level: r.Level, Aggregate: r.Aggregate, Source: "", Changes: changes, Status: data.Accepted,
		DecidedBy: decision.By, Reason: decision.Reason, DecidedAt: t.now}
	if err := t.accept(&row, st); err != nil {
		return Undone{}, err
	}
	return Undone{row, kept}, t.rebase(row, st.doc)
}

// same turns changes into those that leave all as it is, so that what stands is what their source is not believed again.
func same(changes []data.Change) []data.Change {
	out := make([]data.Change, len(changes))
	for i, c := range changes {
		out[i] = data.Change{Path: c.Path, Old: c.Old, New: c.Old, Record: c.Record}
	}
	return out
}

// setBefore is the record that had set a field before a revision changed it.
func (t tx) setBefore(r data.Revision, path string, st state) (data.RecordID, error) {
	earlier, err := t.revisions(`level = ? AND aggregate = ? AND status = 'accepted' AND seq < ? ORDER BY seq DESC`, string(r.Level), r.Aggregate, r.Seq)
	if err != nil {
		return "", err
	}
	for _, e := range earlier {
		for _, c := range e.Changes {
			if c.Path == path {
				return c.Record, nil
			}
		}
	}
	return st.provenance.Default, nil
}
