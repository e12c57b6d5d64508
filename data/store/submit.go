package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"fingerpost/data"
)

// Outcome is what became of a submission.
type Outcome struct {
	Service   data.ServiceID
	Created   bool              // the service was not known before
	Changed   bool              // at least one revision was accepted
	Pending   int               // revisions that wait for a person
	Unchanged bool              // the source said the same as before: a sighting
	Problems  []data.Problem    // what was mended, or why it was refused
	Accepted  []data.RevisionID // in the order of the log
}

// Refused reports whether nothing of the submission was taken.
func (o Outcome) Refused() bool {
	for _, p := range o.Problems {
		if p.Kind.Refuses() {
			return true
		}
	}
	return false
}

// PutSource makes a source known, or brings what is known of it up to date.
func (s *Store) PutSource(ctx context.Context, source data.Source) error {
	doc, err := json.Marshal(source)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t tx) error {
		_, err := t.exec(`INSERT INTO sources (key, doc) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET doc = excluded.doc`,
			string(source.Key), string(doc))
		return err
	})
}

// Sources lists the sources by key.
func (s *Store) Sources(ctx context.Context) ([]data.Source, error) {
	t := s.read(ctx)
	rows, err := t.rows(`SELECT doc FROM sources ORDER BY key`)
	return t.hideSources(collect(rows, err, func(rows *sql.Rows) (source data.Source, err error) {
		var doc string
		if err = rows.Scan(&doc); err == nil {
			err = json.Unmarshal([]byte(doc), &source)
		}
		return source, err
	}))
}

func (t tx) source(key data.SourceKey) (source data.Source, err error) {
	var doc string
	if err = t.row(`SELECT doc FROM sources WHERE key = ?`, string(key)).Scan(&doc); err == nil {
		err = json.Unmarshal([]byte(doc), &source)
	} else if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return source, err
}

// Submit takes in what a source says of one service: tidies it, keeps its records, finds which aggregates it speaks of,
// and makes the revisions that follow, all in one transaction. The same thing said again is a sighting. where names the
// place in the input for the problems that are reported.
func (s *Store) Submit(ctx context.Context, sub data.Submission, where string) (Outcome, error) {
	return s.take(ctx, sub, where, func(tx) error { return nil })
}

// SubmitAll takes in several things that are said, in their order and in one transaction, which is far quicker than one after
// the other: either all is taken that is not refused, or nothing is. The items have no problems that refuse them.
func (s *Store) SubmitAll(ctx context.Context, items []data.Item) ([]Outcome, error) {
	all := make([]taking, len(items))
	for i, item := range items {
		var err error
		if all[i], err = s.ready(item.Submission, item.Where); err != nil {
			return nil, err
		}
	}
	var out []Outcome
	err := s.write(ctx, func(t tx) error {
		out = out[:0]
		for _, one := range all {
			o, err := t.take(one)
			if err != nil {
				return err
			}
			out = append(out, o)
		}
		return nil
	})
	return out, err
}

// take is Submit, with what else is to be done in the same transaction.
func (s *Store) take(ctx context.Context, sub data.Submission, where string, also func(tx) error) (out Outcome, err error) {
	one, err := s.ready(sub, where)
	if err != nil || one.refused() {
		return Outcome{Problems: one.problems}, err
	}
	err = s.write(ctx, func(t tx) error {
		if out, err = t.take(one); err != nil {
			return err
		}
		return also(t)
	})
	return out, err
}

// taking is a submission that was tidied.
type taking struct {
	sub      data.Submission
	digest   string
	problems []data.Problem
}

func (t taking) refused() bool { return Outcome{Problems: t.problems}.Refused() }

func (s *Store) ready(sub data.Submission, where string) (one taking, err error) {
	one = taking{problems: sub.Tidy(where, s.now())}
	if one.refused() {
		return one, nil
	}
	if len(sub.Records) == 0 {
		return one, fmt.Errorf("%s: %s %s has no record, so nothing says where it comes from", where, sub.Source, sub.Service.OwnID)
	}
	one.sub = sub
	one.digest, err = sub.Digest()
	return one, err
}

// take takes one submission in. It may run again after a lock could not be had, so it starts from nothing.
func (t tx) take(one taking) (Outcome, error) {
	out := Outcome{Problems: one.problems}
	if one.refused() {
		return out, nil
	}
	err := t.submit(one.sub, one.digest, &out)
	return out, err
}

func (t tx) submit(sub data.Submission, digest string, out *Outcome) error {
	var service, last string
	err := t.row(`SELECT service_id, digest FROM sightings WHERE source = ? AND source_id = ?`,
		string(sub.Source), sub.Service.OwnID).Scan(&service, &last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if last == digest {
		out.Service, out.Unchanged = data.ServiceID(service), true
		return t.sight(sub, out.Service, digest)
	}
	source, err := t.source(sub.Source)
	if err != nil {
		return err
	}
	linked, err := t.link(sub)
	if err != nil {
		return err
	}
	redacted, err := t.redactedOf(linked)
	if err != nil {
		return err
	}
	for i := range sub.Records {
		if sub.Records[i].Payload, err = blankRedacted(sub.Records[i].Payload, redacted); err != nil {
			return err
		}
		if err := t.keepRecord(&sub.Records[i], sub); err != nil {
			return err
		}
	}
	weigh := weigher{tx: t, source: source, out: out}
	first := sub.Records[0].ID
	if linked.organization != nil {
		if err := weigh.aggregate(data.LevelOrganization, string(linked.organization.ID), *linked.organization, recordOf(sub, "organization", first)); err != nil {
			return err
		}
	}
	for _, place := range linked.locations {
		if err := weigh.aggregate(data.LevelLocation, string(place.ID), place, recordOf(sub, "places", first)); err != nil {
			return err
		}
	}
	out.Service = linked.service.ID
	out.Created = linked.isNew
	perField := func(group string) data.RecordID { return recordOf(sub, group, first)(group) }
	if err := weigh.aggregate(data.LevelService, string(linked.service.ID), linked.service, perField); err != nil {
		return err
	}
	out.Changed = len(out.Accepted) > 0
	out.Created = out.Created && out.Changed
	out.Unchanged = !out.Changed && out.Pending == 0
	return t.sight(sub, out.Service, digest)
}

// recordOf gives the record that speaks for a field of a submission.
func recordOf(sub data.Submission, field string, first data.RecordID) func(string) data.RecordID {
	return func(string) data.RecordID {
		if i, ok := sub.From[field]; ok {
			return sub.Records[i].ID
		}
		return first
	}
}

func (t tx) keepRecord(r *data.Record, sub data.Submission) error {
	r.ID = data.NewID[data.RecordID]()
	_, err := t.exec(`INSERT INTO records (id, source, source_id, url, title, asserted_on, read_at, live, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(r.ID), string(sub.Source), sub.Service.OwnID, r.URL, r.Title, r.AssertedOn.String(), instant(r.ReadAt), flag(r.Live), string(r.Payload))
	return err
}

// sight notes that the source says this now. The index follows sightings by their sequence number.
func (t tx) sight(sub data.Submission, service data.ServiceID, digest string) error {
	asserted := map[string]data.Date{}
	for _, r := range sub.Records {
		// Of two records without an address of their own the earlier date counts: it is true of both.
		if known, twice := asserted[r.URL]; !r.AssertedOn.IsZero() && (!twice || known.After(r.AssertedOn)) {
			asserted[r.URL] = r.AssertedOn
		}
	}
	dates, err := json.Marshal(asserted)
	if err != nil {
		return err
	}
	seen := data.Date{}
	if sub.Records[0].Live {
		seen = data.DateOf(sub.Records[0].ReadAt)
	}
	_, err = t.exec(`INSERT INTO sightings (source, source_id, service_id, digest, asserted_on, read_at, seen_on, seq)
		VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM sightings))
		ON CONFLICT (source, source_id) DO UPDATE SET service_id = excluded.service_id, digest = excluded.digest,
			asserted_on = excluded.asserted_on, read_at = excluded.read_at,
			seen_on = CASE WHEN excluded.seen_on = '' THEN sightings.seen_on ELSE excluded.seen_on END, seq = excluded.seq`,
		string(sub.Source), sub.Service.OwnID, string(service), digest, string(dates), instant(sub.Records[0].ReadAt), seen.String())
	return err
}

// weigher makes the revisions that a submission leads to.
type weigher struct {
	tx
	source data.Source
	out    *Outcome
}

func (w weigher) aggregate(level data.Level, id string, doc any, record func(string) data.RecordID) error {
	st, err := w.load(level, id)
	if err != nil {
		return err
	}
	settled, err := w.settled(level, id, w.source.Key)
	if err != nil {
		return err
	}
	gone, err := w.redacted(level, id)
	if err != nil {
		return err
	}
	verdict, err := data.Reconcile(data.Known{
		Doc: st.doc, Provenance: st.provenance, SourceOf: w.sourceOf(),
		Settled:  func(group, digest string) bool { return settled[group+" "+digest] },
		Redacted: func(group, fingerprint string) bool { return gone[group+" "+fingerprint] },
	}, data.Said{Doc: doc, Source: w.source, Record: record})
	if err != nil {
		return err
	}
	if len(verdict.Accepted) > 0 {
		revision := data.Revision{Level: level, Aggregate: id, Source: w.source.Key, Changes: verdict.Accepted,
			Status: data.Accepted, DecidedBy: data.DecidedByRule, DecidedAt: w.now}
		if w.source.Overrides() { // a person has decided: what they replaced is not asked about again
			if err := w.settle(revision, st, true); err != nil {
				return err
			}
		}
		if err := w.accept(&revision, st); err != nil {
			return err
		}
		if err := w.rebase(revision, st.doc); err != nil {
			return err
		}
		w.out.Accepted = append(w.out.Accepted, revision.ID)
	}
	return w.propose(level, id, verdict.Pending)
}

// propose keeps changes that wait for a person. A source's earlier proposal for the same aggregate gives way to its
// newer one; the same proposal again changes nothing.
func (w weigher) propose(level data.Level, id string, changes []data.Change) error {
	waiting, err := w.revisions(`level = ? AND aggregate = ? AND source = ? AND status = 'pending'`, string(level), id, string(w.source.Key))
	if err != nil {
		return err
	}
	for _, old := range waiting {
		if sameChanges(old.Changes, changes) {
			w.out.Pending++
			return nil
		}
		if err := w.close(old.ID, data.Refused, data.DecidedByRule, "the source has since said something else"); err != nil {
			return err
		}
	}
	if len(changes) == 0 {
		return nil
	}
	revision := data.Revision{Level: level, Aggregate: id, Source: w.source.Key, Changes: changes, Status: data.Pending}
	w.out.Pending++
	return w.insert(&revision)
}

// sameChanges compares changes, in whatever order, apart from the records that they come from.
func sameChanges(a, b []data.Change) bool {
	if len(a) != len(b) {
		return false
	}
	byPath := map[string]data.Change{}
	for _, c := range a {
		byPath[c.Path] = c
	}
	for _, c := range b {
		same, ok := byPath[c.Path]
		if !ok || string(same.Old) != string(c.Old) || string(same.New) != string(c.New) {
			return false
		}
	}
	return true
}
