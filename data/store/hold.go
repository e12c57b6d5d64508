package store

import (
	"context"
	"slices"
	"time"

	"fingerpost/data"
)

// Hold puts back what a source has changed since a time without a person's having looked, and lets it wait for one: a source that says
// otherwise of most of what it said before has likelier made a mistake than moved house everywhere. What it told for the first time
// stays. It returns how many changes wait now.
func (s *Store) Hold(ctx context.Context, source data.SourceKey, since time.Time) (held int, err error) {
	err = s.write(ctx, func(t tx) error {
		held = 0
		revisions, err := t.revisions(`source = ? AND status = 'accepted' AND decided_by = ? AND decided_at >= ? ORDER BY seq DESC`,
			string(source), data.DecidedByRule, instant(since))
		if err != nil {
			return err
		}
		proposals := map[string]*data.Revision{}
		for _, r := range revisions {
			back, err := t.putBack(r)
			if err != nil {
				return err
			}
			if len(back) == 0 {
				continue
			}
			held++
			one := proposals[r.Aggregate]
			if one == nil {
				one = &data.Revision{Level: r.Level, Aggregate: r.Aggregate, Source: source, Status: data.Pending}
				proposals[r.Aggregate] = one
			}
			one.Changes = append(back, one.Changes...)
		}
		for _, one := range proposals {
			if err := t.insert(one); err != nil {
				return err
			}
		}
		return nil
	})
	return held, err
}

// putBack takes back what a revision replaced or removed, where it still stands, and gives the changes that it had made.
func (t tx) putBack(r data.Revision) ([]data.Change, error) {
	st, err := t.load(r.Level, r.Aggregate)
	if err != nil {
		return nil, err
	}
	replaced := map[string]bool{}
	for _, c := range r.Changes {
		if c.Old != nil {
			replaced[data.Group(c.Path)] = true
		}
	}
	made := slices.DeleteFunc(slices.Clone(r.Changes), func(c data.Change) bool { return !replaced[data.Group(c.Path)] })
	changes, _, err := data.Inverse(st.doc, made)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	var stood []data.Change
	for i := range changes {
		stood = append(stood, data.Change{Path: changes[i].Path, Old: changes[i].New, New: changes[i].Old, Record: changes[i].Record})
		if changes[i].Record, err = t.setBefore(r, changes[i].Path, st); err != nil {
			return nil, err
		}
	}
	row := data.Revision{Level: r.Level, Aggregate: r.Aggregate, Changes: changes, Status: data.Accepted, DecidedBy: data.DecidedByRule,
		Reason: "too much of what the source said changed at once", DecidedAt: t.now}
	return stood, t.accept(&row, st)
}

// CountSaid is of how many services a source has said something.
func (s *Store) CountSaid(ctx context.Context, source data.SourceKey) (n int, err error) {
	err = s.read(ctx).row(`SELECT COUNT(*) FROM sightings WHERE source = ?`, string(source)).Scan(&n)
	return n, err
}
