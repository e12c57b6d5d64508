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
	Vital     bool              // the source tells something by which it is known or found otherwise than before
	Unchanged bool              // the source said the same as before: a sighting
	Problems  []data.Problem    // what was mended, or why it was refused
	Accepted  []data.RevisionID // in the order of the log
	Capped    map[string]int    // of how many keys, by level and sort, there were too many to compare all that have them
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
	if err := t.moved(sub); err != nil {
		return err
	}
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
	out.Capped = linked.capped
	redacted, err := t.redactedOf(linked)
	if err != nil {
		return err
	}
	for i := range sub.Records {
		if sub.Records[i].Payload, err = blankRedacted(sub.Records[i].Payload, redacted); err != nil {
			return err
		}
		if err := t.keepRecord(&sub.Records[i], sub, source); err != nil {
			return err
		}
	}
	words, err := readWords(sub)
	if err != nil {
		return err
	}
	if service != "" || sub.Records[0].Live { // a file that we have not seen before may be older than the closing
		if err := t.reopen(sub, words.service, linked.service.ID, out); err != nil {
			return err
		}
	}
	weigh := weigher{tx: t, source: source, out: out, spoke: service != ""}
	if linked.organization != nil {
		if err := weigh.aggregate(data.LevelOrganization, string(linked.organization.ID), sub.Organization.OwnID, *linked.organization, words.organization); err != nil {
			return err
		}
	}
	for _, place := range linked.locations {
		if err := weigh.aggregate(data.LevelLocation, string(place.doc.ID), place.own, place.doc, words.places[place.own]); err != nil {
			return err
		}
	}
	out.Service = linked.service.ID
	out.Created = linked.isNew
	if linked.speaks {
		if err := weigh.aggregate(data.LevelService, string(linked.service.ID), sub.Service.OwnID, linked.service, words.service); err != nil {
			return err
		}
	}
	if err := t.keepWords(sub, words); err != nil {
		return err
	}
	out.Changed = len(out.Accepted) > 0
	out.Created = out.Created && out.Changed
	out.Unchanged = !out.Changed && out.Pending == 0
	return t.sight(sub, out.Service, digest)
}

func (t tx) keepRecord(r *data.Record, sub data.Submission, source data.Source) error {
	r.ID = data.NewID[data.RecordID]()
	_, err := t.exec(`INSERT INTO records (id, source, source_id, url, title, asserted_on, read_at, live, payload, trust) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(r.ID), string(sub.Source), sub.Service.OwnID, r.URL, r.Title, r.AssertedOn.String(), instant(r.ReadAt), flag(r.Live), string(r.Payload),
		string(source.TrustOf(sub, *r)))
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
	if _, err = t.exec(`INSERT INTO sightings (source, source_id, service_id, digest, asserted_on, read_at, seen_on, seq)
		VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM sightings))
		ON CONFLICT (source, source_id) DO UPDATE SET service_id = excluded.service_id, digest = excluded.digest,
			asserted_on = excluded.asserted_on, read_at = excluded.read_at,
			seen_on = CASE WHEN excluded.seen_on = '' THEN sightings.seen_on ELSE excluded.seen_on END, seq = excluded.seq`,
		string(sub.Source), sub.Service.OwnID, string(service), digest, string(dates), instant(sub.Records[0].ReadAt), seen.String()); err != nil {
		return err
	}
	return t.seenAgain(sub.Source, sub.Service.OwnID)
}
