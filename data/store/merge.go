package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"fingerpost/data"
)

// MergeError is returned for what cannot be merged, or brought apart again.
type MergeError struct {
	Problem MergeProblem
	Level   data.Level
	ID      string
}

// MergeProblem says why.
type MergeProblem string

// The problems of a [MergeError].
const (
	AlreadyOne MergeProblem = "already-one" // both lead to the same
	NotMerged  MergeProblem = "not-merged"  // it was not merged into anything
	SoleSource MergeProblem = "sole-source" // no other source speaks of it
)

func (e *MergeError) Error() string { return fmt.Sprintf("%s %s: %s", e.Level, e.ID, e.Problem) }

// Merge says that two aggregates are one: from leads to into from now on, and what its sources say is weighed there. It is
// one row of the log, which [Store.Unmerge] takes back: the merged one stays as it was. Of what was merged before, the whole
// is meant.
func (s *Store) Merge(ctx context.Context, level data.Level, into, from string, decision data.Decision) (row data.Revision, err error) {
	err = s.write(ctx, func(t tx) error {
		row, err = t.merge(level, into, from, decision)
		return err
	})
	return row, err
}

func (t tx) merge(level data.Level, into, from string, decision data.Decision) (data.Revision, error) {
	target, _, err := t.loadRoot(level, into)
	if err != nil {
		return data.Revision{}, err
	}
	source, _, err := t.loadRoot(level, from)
	if err != nil {
		return data.Revision{}, err
	}
	if target.id == source.id {
		return data.Revision{}, &MergeError{AlreadyOne, level, from}
	}
	from, into = source.id, target.id
	members, err := t.members(level, from)
	if err != nil {
		return data.Revision{}, err
	}
	row, err := t.setMerged(level, source, into, decision)
	if err != nil {
		return row, err
	}
	if err := t.dropNo(level, from, into); err != nil {
		return row, err
	}
	if err := t.answerQuestions(level, from, into, "same", decision.By); err != nil {
		return row, err
	}
	if err := t.moveProposals(level, from); err != nil {
		return row, err
	}
	if err := t.weighAgain(level, into, again{from: members, proposals: true}); err != nil {
		return row, err
	}
	return row, errors.Join(t.keepWithheld(level, into, source), t.keepOpen(level, into, source), t.moveSightings(level, members, into))
}

// keepOpen opens a service that was closed, if an open one was found to be the same.
func (t tx) keepOpen(level data.Level, into string, merged state) error {
	st, err := t.load(level, into)
	if err != nil {
		return err
	}
	shut, err := isClosed(st)
	if err != nil || !shut {
		return err
	}
	var was data.Service
	if err := json.Unmarshal(merged.doc, &was); err != nil || !was.Status.Listed() {
		return err
	}
	changes, err := data.Set(st.doc, "status", was.Status, merged.provenance.Of("status"))
	if err != nil {
		return err
	}
	row := data.Revision{Level: level, Aggregate: into, Status: data.Accepted, DecidedBy: data.DecidedByRule, DecidedAt: t.now, Reason: data.ListedAgain, Changes: changes}
	return t.accept(&row, st)
}

// moveSightings lets what sources said of some services count for another.
func (t tx) moveSightings(level data.Level, members []string, to string) error {
	if level != data.LevelService {
		return nil
	}
	_, err := t.exec(`UPDATE sightings SET service_id = ? WHERE EXISTS (SELECT 1 FROM own_ids o WHERE o.level = 'service'
		AND o.source = sightings.source AND o.own_id = sightings.source_id AND o.id IN (`+marks(len(members))+`))`, append([]any{to}, anys(members)...)...)
	return err
}

// loadRoot reads what an aggregate is now, and tells whether it was merged into that.
func (t tx) loadRoot(level data.Level, id string) (st state, merged bool, err error) {
	root, err := t.root(level, id)
	if err != nil {
		return state{}, false, err
	}
	if st, err = t.load(level, root); err == nil && len(st.doc) == 0 {
		err = ErrNotFound
	}
	return st, root != id, err
}

// setMerged writes the row of the log that merges an aggregate, or with an empty into brings it back.
func (t tx) setMerged(level data.Level, st state, into string, decision data.Decision) (data.Revision, error) {
	change := data.Change{Path: data.MergedInto, Record: st.provenance.Default}
	was, err := data.Removal(st.doc, data.MergedInto)
	if err != nil {
		return data.Revision{}, err
	}
	if len(was) > 0 {
		change.Old = was[0].Old
	}
	if into != "" {
		if change.New, err = json.Marshal(into); err != nil {
			return data.Revision{}, err
		}
	}
	row := data.Revision{Level: level, Aggregate: st.id, Changes: []data.Change{change}, Status: data.Accepted,
		DecidedBy: decision.By, Reason: decision.Reason, DecidedAt: t.now}
	return row, t.accept(&row, st)
}

// moveProposals closes what waits for a decision on an aggregate that was merged: it is proposed anew where it is weighed.
func (t tx) moveProposals(level data.Level, id string) error {
	waiting, err := t.revisions(`level = ? AND aggregate = ? AND status = 'pending'`, string(level), id)
	for _, r := range waiting {
		if err := t.close(r.ID, data.Refused, data.DecidedByRule, "it was merged, and is asked about there"); err != nil {
			return err
		}
	}
	return err
}

// keepWithheld withholds a place that a withheld one was merged into: nobody is to find it by its other name.
func (t tx) keepWithheld(level data.Level, into string, merged state) error {
	if level != data.LevelLocation {
		return nil
	}
	var was, is data.Location
	st, err := t.load(level, into)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(merged.doc, &was); err != nil {
		return err
	}
	if err := json.Unmarshal(st.doc, &is); err != nil || !was.Withheld || is.Withheld {
		return err
	}
	row := data.Revision{Level: level, Aggregate: into, Status: data.Accepted, DecidedBy: data.DecidedByRule, DecidedAt: t.now,
		Changes: []data.Change{{Path: "withheld", New: json.RawMessage("true"), Record: merged.provenance.Of("withheld")}}}
	return t.accept(&row, st)
}

// Unmerge brings an aggregate back that was merged into another, as what its sources say of it now, and remembers that the two
// are not the same. What they alone had brought to the other leaves it.
func (s *Store) Unmerge(ctx context.Context, level data.Level, id string, decision data.Decision) (row data.Revision, err error) {
	err = s.write(ctx, func(t tx) error {
		row, err = t.unmerge(level, id, decision)
		return err
	})
	return row, err
}

func (t tx) unmerge(level data.Level, id string, decision data.Decision) (data.Revision, error) {
	st, err := t.load(level, id)
	if err != nil {
		return data.Revision{}, err
	}
	if len(st.doc) == 0 {
		return data.Revision{}, ErrNotFound
	}
	root, err := t.root(level, id)
	if err != nil {
		return data.Revision{}, err
	}
	if root == id {
		return data.Revision{}, &MergeError{NotMerged, level, id}
	}
	row, err := t.setMerged(level, st, "", decision)
	if err != nil {
		return row, err
	}
	if err := t.sayNo(level, root, id, decision); err != nil {
		return row, err
	}
	return row, t.part(level, root, id)
}

// part lets the sources of an aggregate leave another that they spoke of until now, and weighs their words where they belong.
func (t tx) part(level data.Level, left, to string) error {
	theirs, err := t.members(level, to)
	if err != nil {
		return err
	}
	if err := t.leave(level, left, theirs); err != nil {
		return err
	}
	if err := t.startAfresh(level, to, theirs); err != nil {
		return err
	}
	return t.moveSightings(level, theirs, to)
}

// startAfresh makes an aggregate of what its sources last said of it: while it was merged, and before, others may have spoken
// there that do not any more. What a moderator has set stays, and what was read before words were kept.
func (t tx) startAfresh(level data.Level, id string, members []string) error {
	st, err := t.load(level, id)
	if err != nil {
		return err
	}
	linked, err := t.sourcesOf(level, members)
	if err != nil {
		return err
	}
	heard, err := t.heardOf(level, members)
	if err != nil {
		return err
	}
	word := t.wordOf()
	done := map[data.SourceKey]bool{}
	for _, record := range st.provenance.Records() {
		w := word(record)
		silent := slices.Contains(linked, string(w.Source)) && !slices.ContainsFunc(heard, func(h heardWord) bool { return h.source.Key == w.Source })
		if done[w.Source] || silent || w.Trust == data.TrustModerator || w.Source == "" {
			continue
		}
		done[w.Source] = true
		if err := t.takeBack(level, id, string(w.Source), othersSpeak(heard)); err != nil {
			return err
		}
	}
	return t.weighAgain(level, id, again{from: members, proposals: true})
}

// othersSpeak reports whether anyone is heard whose word counts without a person's.
func othersSpeak(heard []heardWord) bool {
	return slices.ContainsFunc(heard, func(h heardWord) bool { return !h.source.Review })
}

// leave takes out of an aggregate what sources brought to it that speak of another now, and hears the others on it once more. A
// place that they had withheld stays so.
func (t tx) leave(level data.Level, id string, theirs []string) error {
	mine, err := t.members(level, id)
	if err != nil {
		return err
	}
	gone, err := t.sourcesOf(level, theirs)
	if err != nil {
		return err
	}
	stay, err := t.heardOf(level, mine)
	if err != nil {
		return err
	}
	for _, source := range gone { // one that speaks of both under two ids is heard again below
		if err := t.takeBack(level, id, source, othersSpeak(stay)); err != nil {
			return err
		}
	}
	return t.weighAgain(level, id, again{from: mine})
}

// sourcesOf are the sources that speak of any of some aggregates.
func (t tx) sourcesOf(level data.Level, ids []string) ([]string, error) {
	rows, err := t.rows(`SELECT DISTINCT source FROM own_ids WHERE level = ? AND id IN (`+marks(len(ids))+`) ORDER BY source`, append([]any{string(level)}, anys(ids)...)...)
	return collect(rows, err, scanString)
}

// vital are the fields without which an aggregate is none. They go only if somebody else says what they are.
var vital = map[string]bool{"name": true, "kind": true, "status": true, "location_type": true}

// takeBack takes a source's word out of an aggregate: what it proposes, and what it alone had set.
func (t tx) takeBack(level data.Level, id, source string, others bool) error {
	waiting, err := t.revisions(`level = ? AND aggregate = ? AND source = ? AND status = 'pending'`, string(level), id, source)
	if err != nil {
		return err
	}
	for _, r := range waiting {
		if err := t.close(r.ID, data.Refused, data.DecidedByRule, "it speaks of something else"); err != nil {
			return err
		}
	}
	st, err := t.load(level, id)
	if err != nil {
		return err
	}
	closed, err := isClosed(st)
	if err != nil {
		return err
	}
	word := t.wordOf()
	changes, err := data.RemovalOf(st.doc, func(path string) bool {
		group := data.Group(path)
		return string(word(st.provenance.Of(path)).Source) == source && group != "withheld" && group != data.MergedInto && !(group == "status" && closed) && (others || !vital[group])
	})
	if err != nil || len(changes) == 0 {
		return err
	}
	for i := range changes {
		changes[i].Record = st.provenance.Of(changes[i].Path)
	}
	row := data.Revision{Level: level, Aggregate: id, Source: data.SourceKey(source), Changes: changes, Status: data.Accepted,
		DecidedBy: data.DecidedByRule, Reason: "it speaks of something else", DecidedAt: t.now}
	return t.accept(&row, st)
}

// isClosed reports whether an aggregate is a service that is not open. It stays so until somebody says anew that it is open.
func isClosed(st state) (bool, error) {
	var service struct {
		Status data.Status `json:"status"`
	}
	err := json.Unmarshal(st.doc, &service)
	return service.Status != "" && !service.Status.Listed(), err
}

// Split says that a source speaks of something else than what its ids were linked to: they get an aggregate of their own, made of
// what the source last said, and the two are remembered as not the same. It returns the new one's id.
func (s *Store) Split(ctx context.Context, level data.Level, id string, source data.SourceKey, decision data.Decision) (made string, err error) {
	err = s.write(ctx, func(t tx) error {
		made, err = t.split(level, id, source, decision)
		return err
	})
	return made, err
}

func (t tx) split(level data.Level, id string, source data.SourceKey, decision data.Decision) (string, error) {
	st, _, err := t.loadRoot(level, id)
	if err != nil {
		return "", err
	}
	sources, err := t.sourcesOf(level, []string{st.id})
	if err != nil {
		return "", err
	}
	if !slices.Contains(sources, string(source)) {
		return "", ErrNotFound
	}
	if len(sources) == 1 {
		return "", &MergeError{SoleSource, level, st.id}
	}
	made := data.NewID[string]()
	if _, err := t.exec(`UPDATE own_ids SET id = ?, why = ?, linked_at = ? WHERE level = ? AND source = ? AND id = ?`,
		made, "a person brought it apart from "+st.id, instant(t.now), string(level), string(source), st.id); err != nil {
		return "", err
	}
	if err := t.sayNo(level, st.id, made, decision); err != nil {
		return "", err
	}
	if err := t.part(level, st.id, made); err != nil {
		return "", err
	}
	return made, nil
}
