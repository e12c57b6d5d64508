package store

import (
	"encoding/json"
	"slices"

	"fingerpost/data"
	"fingerpost/data/match"
)

// lookAgain asks a person whether something is the same as another, now that what it is known by has changed: its own links stand. Only
// those are compared that have a key in common with it which it did not have before.
func (t tx) lookAgain(level data.Level, before state) error {
	if len(before.doc) == 0 {
		return nil
	}
	after, err := t.load(level, before.id)
	if err != nil {
		return err
	}
	had, err := keysOf(level, before.doc)
	if err != nil {
		return err
	}
	has, err := keysOf(level, after.doc)
	if err != nil {
		return err
	}
	fresh := slices.DeleteFunc(has, func(key string) bool { return slices.Contains(had, key) })
	if len(fresh) == 0 {
		return nil
	}
	compare, err := t.comparer(level, after)
	if err != nil {
		return err
	}
	l := linker{rarity: t.rarity(), capped: map[string]int{}}
	seen := map[string]bool{after.id: true}
	for _, key := range fresh {
		rows, err := t.rows(`SELECT id FROM match_keys WHERE level = ? AND key = ? ORDER BY id LIMIT ?`, string(level), key, Candidates+1)
		ids, err := collect(rows, err, scanString)
		if err != nil {
			return err
		}
		for _, id := range l.cap(level, key, ids) {
			if seen[id] {
				continue
			}
			seen[id] = true
			if err := t.askIfAlike(level, after.id, id, l, compare); err != nil {
				return err
			}
		}
	}
	return l.err
}

// comparison compares something with another of its level.
type comparison func(l linker, id string) (match.Decision, error)

// comparer makes ready to compare an aggregate with others.
func (t tx) comparer(level data.Level, st state) (comparison, error) {
	switch level {
	case data.LevelOrganization:
		var o data.Organization
		err := json.Unmarshal(st.doc, &o)
		return func(l linker, id string) (match.Decision, error) {
			other, err := recall[data.Organization](t, level, id)
			if err != nil || other == nil {
				return match.Decision{}, err
			}
			return match.Organizations(o, *other, match.Meeting{}, l.rarity), nil
		}, err
	case data.LevelLocation:
		var place data.Location
		err := json.Unmarshal(st.doc, &place)
		given, givenErr := t.givenAt(st.id)
		if err == nil {
			err = givenErr
		}
		return func(l linker, id string) (match.Decision, error) {
			other, err := recall[data.Location](t, level, id)
			if err != nil || other == nil {
				return match.Decision{}, err
			}
			there, err := t.givenAt(id)
			return match.Locations(match.Spot{Location: place, Given: given}, match.Spot{Location: *other, Given: there}, l.rarity), err
		}, err
	}
	var service data.Service
	err := json.Unmarshal(st.doc, &service)
	here := places{same: map[string]bool{}, some: len(service.ServiceAtLocations) > 0}
	for _, at := range service.ServiceAtLocations {
		here.same[string(at.LocationID)] = true
	}
	return func(l linker, id string) (match.Decision, error) {
		other, err := recall[data.Service](t, level, id)
		if err != nil || other == nil {
			return match.Decision{}, err
		}
		m := met{id: id, doc: other, around: match.Around{Place: here.band(other)}}
		if err := l.whoRuns(&m, service, nil); err != nil {
			return match.Decision{}, err
		}
		return match.Services(service, *other, m.around, l.rarity), nil
	}, err
}

// askIfAlike asks about two that may be the same and of which no one source tells: a source that gave them two ids knows that they are two.
func (t tx) askIfAlike(level data.Level, id, other string, l linker, compare comparison) error {
	decision, err := compare(l, other)
	if err != nil || decision.Band != match.Ask && decision.Band != match.Link {
		return err
	}
	var both bool
	err = t.row(`SELECT EXISTS (SELECT 1 FROM own_ids a JOIN own_ids b ON b.level = a.level AND b.source = a.source AND b.id = ? WHERE a.level = ? AND a.id = ?)`,
		other, string(level), id).Scan(&both)
	if err != nil || both {
		return err
	}
	return t.ask(level, other, id, decision.Score, decision.Why())
}

// keysOf are what an aggregate must have one of in common with others to be compared.
func keysOf(level data.Level, doc json.RawMessage) ([]string, error) {
	switch level {
	case data.LevelOrganization:
		var o data.Organization
		err := json.Unmarshal(doc, &o)
		return keysUnless(o.MergedInto != "", match.OrganizationKeys(o)), err
	case data.LevelLocation:
		var l data.Location
		err := json.Unmarshal(doc, &l)
		return keysUnless(l.MergedInto != "", match.LocationKeys(l)), err
	}
	var s data.Service
	err := json.Unmarshal(doc, &s)
	return keysUnless(s.MergedInto != "", match.ServiceKeys(s)), err
}
