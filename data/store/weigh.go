package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"

	"fingerpost/data"
	"fingerpost/data/match"
)

// weigher makes the revisions that a submission leads to.
type weigher struct {
	tx
	source data.Source
	out    *Outcome
	again  bool // what was said before is weighed once more
	spoke  bool // the source has told of the service before
}

// aggregate weighs what a source says of an aggregate under one of its own ids.
func (w weigher) aggregate(level data.Level, id, own string, doc any, said word) error {
	st, err := w.load(level, id)
	if err != nil {
		return err
	}
	var failed error // of what is looked up only where sources disagree
	known, err := w.known(level, own, st, &failed)
	if err != nil {
		return err
	}
	if service, ok := doc.(data.Service); ok {
		if doc, err = w.asNamed(service, st); err != nil {
			return err
		}
	}
	verdict, err := data.Reconcile(known, data.Said{Doc: doc, Source: w.source, Again: w.again, Record: said.recordOf,
		Word: func(group string) data.Word { return known.Word(said.recordOf(group)) }})
	if err = errors.Join(err, failed); err != nil {
		return err
	}
	if service, ok := doc.(data.Service); ok && len(verdict.Accepted) > 0 && !w.again && !w.source.Overrides() {
		other, err := w.isAnother(own, service)
		if err != nil {
			return err
		}
		var shown data.Service
		if len(st.doc) > 0 {
			if err := json.Unmarshal(st.doc, &shown); err != nil {
				return err
			}
		}
		// That it may be another was asked before, and is not answered.
		if other || known.Waits("name") && match.Renamed(shown.Name, service.Name) {
			verdict.Pending, verdict.Accepted = append(verdict.Accepted, verdict.Pending...), nil
		}
	}
	if len(verdict.Accepted) > 0 {
		revision := data.Revision{Level: level, Aggregate: id, Source: w.source.Key, Changes: verdict.Accepted,
			Status: data.Accepted, DecidedBy: data.DecidedByRule, DecidedAt: w.now}
		if w.source.Overrides() && !w.again { // a person has decided: what they replaced is not asked about again
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
		w.out.Vital = w.out.Vital || w.spoke && slices.ContainsFunc(verdict.Accepted, replacesVital)
		if err := w.fillGaps(revision, st); err != nil {
			return err
		}
		if !w.again {
			if err := w.lookAgain(level, st); err != nil {
				return err
			}
		}
	}
	return w.propose(level, id, verdict.Pending)
}

// isAnother reports whether a source likely speaks of another service than before under one of its own ids: nothing is as it was, or it has
// the name of another that the source tells of. A person says whether it is so.
func (w weigher) isAnother(own string, now data.Service) (bool, error) {
	last, ok, err := w.lastWord(data.LevelService, w.source.Key, own)
	if err != nil || !ok {
		return false, err
	}
	var before data.Service
	if err := json.Unmarshal(last.Doc, &before); err != nil {
		return false, err
	}
	if !match.Renamed(before.Name, now.Name) || match.Another(before, now) {
		return match.Another(before, now), nil
	}
	var taken bool
	err = w.row(`SELECT EXISTS (SELECT 1 FROM services s JOIN own_ids o ON o.level = 'service' AND o.id = s.id WHERE s.name_key = ? AND o.source = ? AND o.own_id <> ?)`,
		match.NameKey(now.Name), string(w.source.Key), own).Scan(&taken)
	return taken, err
}

// telling are the fields by which something is known, found and reached.
var telling = map[string]bool{"name": true, "status": true, "phones": true, "email": true, "url": true, "website": true, "address": true, "point": true,
	"organization_id": true, "service_at_locations": true}

// replacesVital reports whether a change puts something else in place of what was told, by which it is known or found.
func replacesVital(c data.Change) bool { return c.Old != nil && telling[data.Group(c.Path)] }

// known is what the directory holds of an aggregate, of which a source speaks under one of its own ids.
func (w weigher) known(level data.Level, own string, st state, failed *error) (data.Known, error) {
	settled, err := w.settled(level, st.id, w.source.Key)
	if err != nil {
		return data.Known{}, err
	}
	gone, err := w.redacted(level, st.id)
	if err != nil {
		return data.Known{}, err
	}
	kept, err := w.isKept(level, st.id)
	if err != nil {
		return data.Known{}, err
	}
	waiting, err := w.waitingOf(level, st.id)
	if err != nil {
		return data.Known{}, err
	}
	waits := map[string]bool{}
	for _, r := range waiting {
		for _, c := range r.Changes {
			waits[data.Group(c.Path)] = true
		}
	}
	known := data.Known{
		Doc: st.doc, Provenance: st.provenance, Kept: kept, Word: w.wordOf(),
		Waits:    func(group string) bool { return waits[group] },
		Settled:  func(group, digest string) bool { return settled[group+" "+digest] },
		Redacted: func(group, fingerprint string) bool { return gone[group+" "+fingerprint] },
	}
	if !w.again {
		known.Repeats = w.repeats(level, own, st.id, failed)
	}
	return known, nil
}

// repeats tells what the source said before. It is looked up when it matters, which is where sources disagree.
func (w weigher) repeats(level data.Level, own, id string, failed *error) func(group, digest string) bool {
	var before json.RawMessage
	looked := false
	return func(group, digest string) bool {
		if !looked {
			looked = true
			before, *failed = w.saidBefore(level, own, id)
		}
		if len(before) == 0 {
			return false
		}
		was, err := data.GroupDigest(before, group)
		*failed = errors.Join(*failed, err)
		return err == nil && was == digest
	}
}

// saidBefore is what the source last said; nothing if that is not known.
func (w weigher) saidBefore(level data.Level, own, id string) (json.RawMessage, error) {
	last, ok, err := w.lastWord(level, w.source.Key, own)
	if err != nil || !ok {
		return nil, err
	}
	doc, err := w.linkedDoc(level, w.source.Key, id, last)
	if err != nil {
		return nil, err
	}
	return json.Marshal(doc)
}

// asNamed puts the ids by which the kept service names its organisation and its places in place of others that lead to the same:
// to name the same by another id is no change.
func (w weigher) asNamed(service data.Service, st state) (data.Service, error) {
	var have data.Service
	if len(st.doc) == 0 {
		return service, nil
	}
	if err := json.Unmarshal(st.doc, &have); err != nil {
		return service, err
	}
	says := []string{string(service.OrganizationID)}
	named, err := w.sameAs(data.LevelOrganization, says, []string{string(have.OrganizationID)})
	if err != nil {
		return service, err
	}
	service.OrganizationID = data.OrganizationID(named[0])
	named, err = w.sameAs(data.LevelLocation, placesOf(service), placesOf(have))
	if err != nil {
		return service, err
	}
	kept := map[data.LocationID]data.LocationID{}
	for i, at := range service.ServiceAtLocations {
		kept[at.LocationID] = data.LocationID(named[i])
	}
	service.ServiceAtLocations = placed(service.ServiceAtLocations, st.id, w.source.Key, kept)
	return service, nil
}

func placesOf(s data.Service) []string {
	out := make([]string, len(s.ServiceAtLocations))
	for i, at := range s.ServiceAtLocations {
		out[i] = string(at.LocationID)
	}
	return out
}

// sameAs gives for each of some ids the one among others that leads to the same, or itself.
func (t tx) sameAs(level data.Level, ids, others []string) ([]string, error) {
	roots, err := t.roots(level, append(slices.Clone(ids), others...))
	if err != nil {
		return nil, err
	}
	now := func(id string) string { return cmp.Or(roots[id], id) }
	out := slices.Clone(ids)
	for i, id := range ids {
		if slices.Contains(others, id) {
			continue
		}
		if j := slices.IndexFunc(others, func(other string) bool { return now(other) == now(id) }); j >= 0 {
			out[i] = others[j]
		}
	}
	return out, nil
}

// isKept reports whether those who run what an aggregate describes keep it here, and have said something of late.
func (t tx) isKept(level data.Level, id string) (bool, error) {
	owners, err := t.owners()
	if err != nil || len(owners) == 0 {
		return false, err
	}
	members, err := t.members(level, id)
	if err != nil {
		return false, err
	}
	rows, err := t.rows(`SELECT DISTINCT source FROM own_ids WHERE level = ? AND id IN (`+marks(len(members))+`) AND source IN (`+marks(len(owners))+`)`,
		append(append([]any{string(level)}, anys(members)...), anys(owners)...)...)
	keep, err := collect(rows, err, scanString)
	if err != nil {
		return false, err
	}
	for _, source := range keep {
		var last string
		if err := t.row(`SELECT COALESCE(MAX(read_at), '') FROM sightings WHERE source = ?`, source).Scan(&last); err != nil {
			return false, err
		}
		at, err := parseInstant(last)
		if err != nil {
			return false, err
		}
		if t.now.Sub(at) < data.KeptFor {
			return true, nil
		}
	}
	return false, nil
}

// owners are the sources that are those who run what they tell of.
func (t tx) owners() ([]string, error) {
	rows, err := t.rowsOften(`SELECT key FROM sources WHERE doc LIKE '%"trust":"owner"%'`)
	return collect(rows, err, scanString)
}

// waitingOf is what the source has proposed for an aggregate.
func (w weigher) waitingOf(level data.Level, id string) ([]data.Revision, error) {
	return w.revisions(`level = ? AND aggregate = ? AND source = ? AND status = 'pending'`, string(level), id, string(w.source.Key))
}

// propose keeps changes that wait for a person. A source's earlier proposal for the same aggregate gives way to its
// newer one; the same proposal again changes nothing.
func (w weigher) propose(level data.Level, id string, changes []data.Change) error {
	waiting, err := w.waitingOf(level, id)
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
