package store

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"fingerpost/data"
	"fingerpost/data/match"
)

// linked is a submission's aggregates under the ids that we keep for them.
type linked struct {
	service      data.Service
	organization *data.Organization
	locations    []data.Location
	isNew        bool // no source has spoken of the service before
}

// candidates is how many things with the same key are compared at most. More alike than that is no evidence.
const candidates = 50

// link puts kept ids in place of the ids that the reader minted. A source's own id keeps its link for ever; a thing seen
// for the first time is linked to one that is known if the match says so, else it gets the minted id.
func (t tx) link(sub data.Submission) (linked, error) {
	out := linked{service: sub.Service.Doc}
	rare := t.rarity()
	here, err := t.linkPlaces(sub, &out, rare)
	if err != nil {
		return linked{}, err
	}
	service := &out.service
	var meetings []met
	if known, err := t.hasOwnID(data.LevelService, sub.Source, sub.Service.OwnID); err != nil {
		return linked{}, err
	} else if !known {
		if meetings, err = t.meetings(*service, sub.Source, here); err != nil {
			return linked{}, err
		}
	}
	if sub.Organization != nil {
		org := sub.Organization.Doc
		id, _, err := t.keptID(data.LevelOrganization, sub.Source, sub.Organization.OwnID, func() (found, error) {
			return t.matchOrganization(org, *service, meetings, here.words, rare)
		})
		if err != nil {
			return linked{}, err
		}
		org.ID = data.OrganizationID(id)
		service.OrganizationID = org.ID
		if speaks, err := t.speaksFor(data.LevelOrganization, sub.Source, sub.Organization.OwnID, id); err != nil {
			return linked{}, err
		} else if speaks {
			out.organization = &org
		}
	}
	id, _, err := t.keptID(data.LevelService, sub.Source, sub.Service.OwnID, func() (found, error) {
		var runBy *data.Organization
		if sub.Organization != nil {
			runBy = &sub.Organization.Doc
		}
		return t.matchService(*service, runBy, meetings, rare)
	})
	if err != nil {
		return linked{}, err
	}
	service.ID = data.ServiceID(id)
	for i := range service.ServiceAtLocations {
		at := &service.ServiceAtLocations[i]
		at.ID = data.Mint[data.ServiceAtLocationID]("service_at_location", sub.Source, id+"/"+string(at.LocationID))
	}
	err = t.row(`SELECT id FROM services WHERE id = ?`, id).Scan(new(string))
	out.isNew = errors.Is(err, sql.ErrNoRows)
	if err != nil && !out.isNew {
		return linked{}, err
	}
	return out, rare.err
}

// linkPlaces links the places of a submission.
func (t tx) linkPlaces(sub data.Submission, out *linked, rare *rarity) (here places, err error) {
	here = places{same: map[string]bool{}, maybe: map[string]bool{}}
	kept := map[data.LocationID]data.LocationID{}
	for _, draft := range sub.Locations {
		place := draft.Doc
		id, maybe, err := t.keptID(data.LevelLocation, sub.Source, draft.OwnID, func() (found, error) { return t.matchLocation(place, sub.Service.Doc.Name, rare) })
		if err != nil {
			return here, err
		}
		place.ID = data.LocationID(id)
		kept[data.Mint[data.LocationID](data.LevelLocation, sub.Source, draft.OwnID)] = place.ID
		here.same[id] = true
		maps.Copy(here.maybe, maybe)
		if !place.Withheld {
			here.words = append(here.words, match.WordsOf(place)...)
		}
		if speaks, err := t.speaksFor(data.LevelLocation, sub.Source, draft.OwnID, id); err != nil {
			return here, err
		} else if speaks {
			out.locations = append(out.locations, place)
		}
	}
	service := &out.service
	service.ServiceAtLocations = append([]data.ServiceAtLocation(nil), service.ServiceAtLocations...)
	for i := range service.ServiceAtLocations {
		at := &service.ServiceAtLocations[i]
		if id, ok := kept[at.LocationID]; ok {
			at.LocationID = id
		}
	}
	service.ServiceAtLocations = oncePerPlace(service.ServiceAtLocations)
	here.some = len(service.ServiceAtLocations) > 0
	return here, nil
}

func (t tx) hasOwnID(level data.Level, source data.SourceKey, own string) (known bool, err error) {
	err = t.row(`SELECT EXISTS (SELECT 1 FROM own_ids WHERE level = ? AND source = ? AND own_id = ?)`, string(level), string(source), own).Scan(&known)
	return known, err
}

// keptID is the id that stands for a source's own id. find is asked once, when the source first speaks of the thing; what it
// found that may be the same is given too.
func (t tx) keptID(level data.Level, source data.SourceKey, own string, find func() (found, error)) (id string, maybe map[string]bool, err error) {
	err = t.row(`SELECT id FROM own_ids WHERE level = ? AND source = ? AND own_id = ?`, string(level), string(source), own).Scan(&id)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return id, nil, err
	}
	got, err := find()
	if err != nil {
		return "", nil, err
	}
	if got.id == "" {
		got.id, got.why = data.Mint[string](level, source, own), "first seen here"
	}
	_, err = t.exec(`INSERT INTO own_ids (level, source, own_id, id, why, linked_at) VALUES (?, ?, ?, ?, ?, ?)`,
		string(level), string(source), own, got.id, got.why, instant(t.now))
	return got.id, got.maybe, err
}

// speaksFor reports whether what a source says under one of its own ids is its word on the thing. A source may know one
// thing under several ids and describe it differently under each: the first id is heard, or each reading would undo the
// other's.
func (t tx) speaksFor(level data.Level, source data.SourceKey, own, id string) (bool, error) {
	var first string
	err := t.row(`SELECT own_id FROM own_ids WHERE level = ? AND source = ? AND id = ? ORDER BY linked_at, own_id LIMIT 1`,
		string(level), string(source), id).Scan(&first)
	return first == own, err
}

// oncePerPlace joins what is said of one place in several entries, which the source took for several places.
func oncePerPlace(list []data.ServiceAtLocation) []data.ServiceAtLocation {
	at := map[data.LocationID]int{}
	var out []data.ServiceAtLocation
	for _, s := range list {
		i, again := at[s.LocationID]
		if !again {
			at[s.LocationID] = len(out)
			out = append(out, s)
			continue
		}
		out[i].Schedules = append(out[i].Schedules[:len(out[i].Schedules):len(out[i].Schedules)], s.Schedules...)
		out[i].Phones = append(out[i].Phones[:len(out[i].Phones):len(out[i].Phones)], s.Phones...)
	}
	return out
}

// found is what was found for something that a source speaks of for the first time.
type found struct {
	id, why string // empty: nothing that is the same
	maybe   map[string]bool
}

// best compares something with the aggregates that have a key in common with it, and gives the one that speaks most for being
// the same, with those that may be.
func best[T any](t tx, level data.Level, keys []string, compare func(id string, other *T) (match.Decision, error)) (found, error) {
	out := found{maybe: map[string]bool{}}
	score := 0.0
	done := map[string]bool{}
	for _, key := range keys {
		rows, err := t.rows(`SELECT id FROM match_keys WHERE level = ? AND key = ? ORDER BY id LIMIT ?`, string(level), key, candidates)
		ids, err := collect(rows, err, scanString)
		if err != nil {
			return found{}, err
		}
		for _, id := range ids {
			if done[id] {
				continue
			}
			done[id] = true
			other, err := recall[T](t, level, id)
			if err != nil {
				return found{}, err
			}
			if other == nil {
				return found{}, fmt.Errorf("a key of a %s that is not there: %s", level, id)
			}
			decision, err := compare(id, other)
			if err != nil {
				return found{}, err
			}
			switch {
			case decision.Band == match.Ask:
				out.maybe[id] = true
			case decision.Band == match.Link && decision.Score > score:
				out.id, out.why, score = id, decision.Why(), decision.Score
			}
		}
	}
	return out, nil
}

func (t tx) matchLocation(place data.Location, service string, r *rarity) (found, error) {
	spot := match.Spot{Location: place, Given: []string{service}}
	return best(t, data.LevelLocation, match.LocationKeys(place), func(id string, other *data.Location) (match.Decision, error) {
		given, err := t.givenAt(id)
		if err != nil {
			return match.Decision{}, err
		}
		return match.Locations(spot, match.Spot{Location: *other, Given: given}, r), nil
	})
}

// met is a service that another source has spoken of, and that a new one may be.
type met struct {
	id     string
	doc    *data.Service
	around match.Around
}

// meetings finds the services that have a key or a place in common with one that is spoken of for the first time. Two things
// of one source are never the same: it gave them two ids.
func (t tx) meetings(service data.Service, source data.SourceKey, here places) (all []met, err error) {
	var ids []string
	const others = ` AND NOT EXISTS (SELECT 1 FROM own_ids o WHERE o.level = 'service' AND o.id = k.id AND o.source = ?) ORDER BY k.id LIMIT ?`
	for _, key := range match.ServiceKeys(service) {
		rows, err := t.rows(`SELECT k.id FROM match_keys k WHERE k.level = 'service' AND k.key = ?`+others, key, string(source), candidates)
		some, err := collect(rows, err, scanString)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	for _, place := range here.all() {
		rows, err := t.rows(`SELECT k.id FROM (SELECT service_id AS id FROM service_locations WHERE location_id = ?) k WHERE TRUE`+others, place, string(source), candidates)
		some, err := collect(rows, err, scanString)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		doc, err := recall[data.Service](t, data.LevelService, id)
		if err != nil {
			return nil, err
		}
		if doc == nil {
			return nil, fmt.Errorf("a key or a place of a service that is not there: %s", id)
		}
		one := met{id: id, doc: doc}
		one.around.Place = here.band(doc)
		if one.around.Place == match.Link || one.around.Place == match.Ask {
			one.around.Where = here.words
		}
		all = append(all, one)
	}
	return all, nil
}

// places are those at which a service is given that a source speaks of.
type places struct {
	same  map[string]bool // kept ids
	maybe map[string]bool // others that may be one of them
	words []string        // of their addresses
	some  bool            // the service has a place
}

func (p places) all() []string {
	return append(slices.Sorted(maps.Keys(p.same)), slices.Sorted(maps.Keys(p.maybe))...)
}

// band tells whether another service is given at one of the places.
func (p places) band(other *data.Service) (band match.Band) {
	if !p.some || len(other.ServiceAtLocations) == 0 {
		return ""
	}
	band = match.No
	for _, at := range other.ServiceAtLocations {
		switch {
		case p.same[string(at.LocationID)]:
			return match.Link
		case p.maybe[string(at.LocationID)]:
			band = match.Ask
		}
	}
	return band
}

// matchOrganization looks for an organisation among those that have a key in common with it, and those that run what looks like
// the same service.
func (t tx) matchOrganization(org data.Organization, service data.Service, meetings []met, where []string, r *rarity) (found, error) {
	runs := map[string]bool{}
	keys := match.OrganizationKeys(org)
	for _, m := range meetings {
		if m.doc.OrganizationID == "" || runs[string(m.doc.OrganizationID)] || match.Services(service, *m.doc, m.around, r).Band != match.Link {
			continue
		}
		runs[string(m.doc.OrganizationID)] = true
		its, err := recall[data.Organization](t, data.LevelOrganization, string(m.doc.OrganizationID))
		if err != nil {
			return found{}, err
		}
		if its != nil {
			keys = append(keys, match.OrganizationKeys(*its)...)
		}
	}
	return best(t, data.LevelOrganization, keys, func(id string, other *data.Organization) (match.Decision, error) {
		return match.Organizations(org, *other, match.Meeting{SameService: runs[id], Where: where}, r), nil
	})
}

// matchService chooses among the services that a new one has met.
func (t tx) matchService(service data.Service, runBy *data.Organization, meetings []met, r *rarity) (found, error) {
	var out found
	score := 0.0
	for _, m := range meetings {
		if err := t.whoRuns(&m, service, runBy); err != nil {
			return found{}, err
		}
		if d := match.Services(service, *m.doc, m.around, r); d.Band == match.Link && d.Score > score {
			out.id, out.why, score = m.id, d.Why(), d.Score
		}
	}
	return out, nil
}

// whoRuns notes whether a service that was met is run by the same organisation.
func (t tx) whoRuns(m *met, service data.Service, runBy *data.Organization) error {
	if service.OrganizationID == "" || m.doc.OrganizationID == "" {
		return nil
	}
	if m.around.SameOrganization = service.OrganizationID == m.doc.OrganizationID; m.around.SameOrganization || runBy == nil {
		return nil
	}
	other, err := recall[data.Organization](t, data.LevelOrganization, string(m.doc.OrganizationID))
	if err != nil || other == nil {
		return err
	}
	m.around.OtherOrganization = match.Conflict(*runBy, *other) != ""
	m.around.NameA, m.around.NameB = runBy.Name, other.Name
	return nil
}
