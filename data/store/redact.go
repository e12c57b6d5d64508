package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fingerpost/data"
)

// redactedMark stands where a redacted value stood, so that it can be seen that there was one.
const redactedMark = "[redacted]"

var markJSON = json.RawMessage(`"` + redactedMark + `"`)

// shared are the fields, by their last name, whose values many things have in common. They are no one's private data, and
// keeping them out ("voice" in the phones) would keep out the innocent.
var shared = map[string]bool{
	"type": true, "hours": true, "identifier_scheme": true, "code": true, "location_id": true, "location_type": true, "pence": true,
	"freq": true, "interval": true, "byday": true, "bymonthday": true, "dtstart": true, "valid_from": true, "valid_to": true,
	"opens_at": true, "closes_at": true, "bank_holidays": true,
}

// redaction is what is being taken out of an aggregate.
type redaction struct {
	tx
	level  data.Level
	id     string
	field  string
	values map[string]bool // fingerprints of the values
	texts  []string        // the values as texts
}

// Redact takes a field out of an aggregate, for good, with what else in the same top-level field says the same: an
// accepted revision removes it, every earlier revision and record that held its values has them blanked, and so have
// people's reports, proposals that would bring them back lose them, and the same values are not taken from any source
// again. It returns how many values went.
func (s *Store) Redact(ctx context.Context, level data.Level, id, field, by, reason string) (removed int, err error) {
	err = s.write(ctx, func(t tx) error {
		r := redaction{tx: t, level: level, id: id, field: field, values: map[string]bool{}}
		st, err := t.load(level, id)
		if err != nil {
			return err
		}
		if len(st.doc) == 0 {
			return ErrNotFound
		}
		changes, err := r.removal(st.doc)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return ErrNotFound
		}
		removed = len(changes)
		for i := range changes {
			if r.values[data.Fingerprint(changes[i].Old)] {
				if err := t.rememberRedaction(level, id, field, changes[i].Old, by, reason); err != nil {
					return err
				}
			}
			changes[i].Old, changes[i].Record = markJSON, st.provenance.Of(field)
		}
		for _, blank := range []func() error{r.blankRevisions, r.blankRecords, r.blankLinks, r.blankReports, r.removeSuggesters} {
			if err := blank(); err != nil {
				return err
			}
		}
		revision := data.Revision{Level: level, Aggregate: id, Changes: changes, Status: data.Accepted,
			DecidedBy: by, Reason: reason, DecidedAt: t.now}
		return t.accept(&revision, st)
	})
	return removed, err
}

// removal lists the changes that take out the field and every other element of its group that holds one of its values,
// and notes the values.
func (r *redaction) removal(doc json.RawMessage) ([]data.Change, error) {
	changes, err := data.Removal(doc, r.field)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, c := range changes {
		taken[c.Path] = true
		if name := c.Path[strings.LastIndexByte(c.Path, '/')+1:]; !shared[name] || c.Path == r.field {
			r.values[data.Fingerprint(c.Old)] = true
			r.texts = append(r.texts, valueTexts(c.Old)...)
		}
	}
	group, err := data.Removal(doc, data.Group(r.field))
	if err != nil {
		return nil, err
	}
	holders := map[string]bool{}
	for _, c := range group {
		if !taken[c.Path] && r.values[data.Fingerprint(c.Old)] {
			holders[data.ElementPath(c.Path)] = true
		}
	}
	for _, c := range group {
		if !taken[c.Path] && holders[data.ElementPath(c.Path)] {
			changes = append(changes, c)
		}
	}
	return changes, nil
}

// touches reports whether a change is of the redacted field, or of another in its group with one of its values.
func (r *redaction) touches(c data.Change) bool {
	if c.Path == r.field || strings.HasPrefix(c.Path, r.field+"/") {
		return true
	}
	return data.Group(c.Path) == data.Group(r.field) &&
		(c.Old != nil && r.values[data.Fingerprint(c.Old)] || c.New != nil && r.values[data.Fingerprint(c.New)])
}

func (t tx) rememberRedaction(level data.Level, id, field string, value json.RawMessage, by, reason string) error {
	_, err := t.exec(`INSERT INTO redactions (level, aggregate, field, fingerprint, redacted_at, redacted_by, reason)
		VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		string(level), id, data.Group(field), data.Fingerprint(value), instant(t.now), by, reason)
	return err
}

// redacted lists what was redacted of an aggregate, as field and fingerprint.
func (t tx) redacted(level data.Level, id string) (map[string]bool, error) {
	rows, err := t.rows(`SELECT field || ' ' || fingerprint FROM redactions WHERE level = ? AND aggregate = ?`, string(level), id)
	return set(collect(rows, err, scanString))
}

// redactedOf is the fingerprints of everything that was redacted of the aggregates that a submission speaks of.
func (t tx) redactedOf(l linked) (map[string]bool, error) {
	all := map[string]bool{}
	add := func(level data.Level, id string) error {
		some, err := t.redacted(level, id)
		for key := range some {
			_, fingerprint, _ := strings.Cut(key, " ")
			all[fingerprint] = true
		}
		return err
	}
	if err := add(data.LevelService, string(l.service.ID)); err != nil {
		return nil, err
	}
	if l.organization != nil {
		if err := add(data.LevelOrganization, string(l.organization.ID)); err != nil {
			return nil, err
		}
	}
	for _, place := range l.locations {
		if err := add(data.LevelLocation, string(place.doc.ID)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// blankRevisions blanks the values in every revision of the aggregate. Replaying the log still leads to what is kept: the
// marks it sets on the way are removed by the redaction's own revision.
func (r *redaction) blankRevisions() error {
	revisions, err := r.revisions(`level = ? AND aggregate = ?`, string(r.level), r.id)
	if err != nil {
		return err
	}
	for _, revision := range revisions {
		elements := map[string]bool{}
		for _, c := range revision.Changes {
			if r.touches(c) {
				elements[data.ElementPath(c.Path)] = true
			}
		}
		if len(elements) == 0 {
			continue
		}
		kept := []data.Change{}
		for _, c := range revision.Changes {
			if revision.Status == data.Pending {
				if !elements[data.ElementPath(c.Path)] {
					kept = append(kept, c)
				}
				continue
			}
			if r.touches(c) {
				c.Old, c.New = blankValue(c.Old), blankValue(c.New)
			}
			kept = append(kept, c)
		}
		if err := r.rewrite(revision.ID, kept); err != nil {
			return err
		}
		if len(kept) == 0 && revision.Status == data.Pending {
			if err := r.close(revision.ID, data.Refused, data.DecidedByRule, "what it proposed was redacted"); err != nil {
				return err
			}
		}
	}
	return nil
}

func blankValue(value json.RawMessage) json.RawMessage {
	if value == nil {
		return nil
	}
	return markJSON
}

// blankRecords blanks the values wherever they stand in what any source has said of the services that the aggregate has
// to do with, now or by any of its revisions.
func (r *redaction) blankRecords() error {
	ids, err := r.recordsOf()
	if err != nil {
		return err
	}
	for _, id := range ids {
		var payload, title string
		if err := r.row(`SELECT payload, title FROM records WHERE id = ?`, id).Scan(&payload, &title); err != nil {
			return err
		}
		blanked, n, err := blankJSON([]byte(payload), r.texts)
		if err != nil {
			return fmt.Errorf("record %s: %w", id, err)
		}
		plain, inTitle := blankText(title, r.texts)
		if n+inTitle == 0 {
			continue
		}
		if _, err := r.exec(`UPDATE records SET payload = ?, title = ?, redacted = ? WHERE id = ?`,
			string(blanked), plain, instant(r.now), id); err != nil {
			return err
		}
	}
	return nil
}

func (r *redaction) recordsOf() ([]string, error) {
	services, err := r.servicesOf(r.level, r.id)
	if err != nil {
		return nil, err
	}
	const ofService = `SELECT r.id FROM records r JOIN own_ids o ON o.level = 'service' AND o.source = r.source AND o.own_id = r.source_id WHERE o.id = ?`
	const alike = `SELECT r.id FROM records r JOIN records known ON known.source = r.source AND known.source_id = r.source_id WHERE known.id = ?`
	seen := map[string]bool{}
	var out []string
	add := func(query, key string) error {
		rows, err := r.rows(query, key)
		ids, err := collect(rows, err, scanString)
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
		return err
	}
	for _, service := range services {
		if err := add(ofService, service); err != nil {
			return nil, err
		}
	}
	revisions, err := r.revisions(`level = ? AND aggregate = ?`, string(r.level), r.id)
	if err != nil {
		return nil, err
	}
	for _, revision := range revisions {
		for _, c := range revision.Changes {
			if record := string(c.Record); record != "" && !seen[record] {
				if err := add(alike, record); err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}

// blankLinks blanks the values in the words that are kept with the links of the services that the aggregate has to do with, of
// who runs them and where, and in the reasons for which sources' ids were linked.
func (r *redaction) blankLinks() error {
	services, err := r.servicesOf(r.level, r.id)
	if err != nil {
		return err
	}
	of := map[data.Level][]string{r.level: {r.id}}
	for _, id := range services {
		of[data.LevelService] = append(of[data.LevelService], id)
		rows, err := r.rows(`SELECT location_id FROM service_locations WHERE service_id = ?`, id)
		places, err := collect(rows, err, scanString)
		if err != nil {
			return err
		}
		of[data.LevelLocation] = append(of[data.LevelLocation], places...)
		var runs string
		if err := r.row(`SELECT COALESCE(MAX(organization_id), '') FROM services WHERE id = ?`, id).Scan(&runs); err != nil {
			return err
		}
		of[data.LevelOrganization] = append(of[data.LevelOrganization], runs)
	}
	for level, ids := range of {
		for _, id := range unique(ids) {
			if err := r.blankLinksOf(level, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *redaction) blankLinksOf(level data.Level, id string) error {
	members, err := r.members(level, id)
	if err != nil {
		return err
	}
	type link struct{ source, own, why, word string }
	rows, err := r.rows(`SELECT source, own_id, why, word FROM own_ids WHERE level = ? AND id IN (`+marks(len(members))+`)`, append([]any{string(level)}, anys(members)...)...)
	links, err := collect(rows, err, func(rows *sql.Rows) (l link, err error) { return l, rows.Scan(&l.source, &l.own, &l.why, &l.word) })
	if err != nil {
		return err
	}
	for _, l := range links {
		why, inWhy := blankText(l.why, r.texts)
		word, inWord, err := blankJSON([]byte(l.word), r.texts)
		if err != nil {
			return err
		}
		if inWhy+inWord == 0 {
			continue
		}
		if _, err := r.exec(`UPDATE own_ids SET why = ?, word = ? WHERE level = ? AND source = ? AND own_id = ?`, why, string(word), string(level), l.source, l.own); err != nil {
			return err
		}
	}
	return nil
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
