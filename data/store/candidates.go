package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/match"
)

// Candidates is how many things with the same key are compared at most. More alike than that is no evidence.
const Candidates = 50

// cap leaves no more than that of those that have a key in common, of which there is one more if there are too many. It notes
// the level and the sort of key where it does, and never the key, which may be an address or a number.
func (l linker) cap(level data.Level, key string, ids []string) []string {
	if len(ids) <= Candidates {
		return ids
	}
	sort, _, _ := strings.Cut(key, ":")
	l.capped[string(level)+" "+sort]++
	return ids[:Candidates]
}

// found is what was found for something that a source speaks of for the first time.
type found struct {
	id, why string // empty: nothing that is the same
	maybe   map[string]bool
	asks    []likeness // the same as maybe, with how likely
	minted  bool       // the id is new: nothing else is known by it
	keys    []string   // of the service that was found
}

// likeness is how much speaks for something being another thing that is known.
type likeness struct {
	id, why string
	score   float64
}

// best compares something with the aggregates that have a key in common with it, and gives the one that speaks most for being
// the same, with those that may be.
func best[T any](l linker, level data.Level, keys []string, compare func(id string, other *T) (match.Decision, error)) (found, error) {
	out := found{maybe: map[string]bool{}}
	var links []likeness
	done := map[string]bool{}
	for _, key := range keys {
		rows, err := l.rows(`SELECT id FROM match_keys WHERE level = ? AND key = ? ORDER BY id LIMIT ?`, string(level), key, Candidates+1)
		ids, err := collect(rows, err, scanString)
		if err != nil {
			return found{}, err
		}
		for _, id := range l.cap(level, key, ids) {
			if done[id] {
				continue
			}
			done[id] = true
			other, err := recall[T](l.tx, level, id)
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
			switch decision.Band {
			case match.Ask:
				out.may(likeness{id, decision.Why(), decision.Score})
			case match.Link:
				links = append(links, likeness{id, decision.Why(), decision.Score})
			}
		}
	}
	if level == data.LevelOrganization {
		rivals, err := l.rivals(links)
		if err != nil {
			return found{}, err
		}
		if rivals {
			for _, like := range links {
				out.may(like)
			}
			return out, nil
		}
	}
	return out, l.choose(level, &out, links, func(id string, doc json.RawMessage) (match.Decision, error) {
		other := new(T)
		if err := json.Unmarshal(doc, other); err != nil {
			return match.Decision{}, err
		}
		return compare(id, other)
	})
}

// rivals reports whether two of the organisations that are likeliest the same cannot be one, having other numbers: what is said
// does not tell which of them is meant.
func (l linker) rivals(links []likeness) (bool, error) {
	if len(links) < 2 {
		return false, nil
	}
	highest := slices.MaxFunc(links, func(a, b likeness) int { return cmp.Compare(a.score, b.score) }).score
	var likeliest []*data.Organization
	for _, like := range links {
		if like.score < highest {
			continue
		}
		one, err := recall[data.Organization](l.tx, data.LevelOrganization, like.id)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(likeliest, func(other *data.Organization) bool { return match.Conflict(*one, *other) != "" }) {
			return true, nil
		}
		likeliest = append(likeliest, one)
	}
	return false, nil
}

func (l linker) matchLocation(place data.Location, service string) (found, error) {
	spot := match.Spot{Location: place, Given: []string{service}}
	return best(l, data.LevelLocation, match.LocationKeys(place), func(id string, other *data.Location) (match.Decision, error) {
		given, err := l.givenAt(id)
		if err != nil {
			return match.Decision{}, err
		}
		return match.Locations(spot, match.Spot{Location: *other, Given: given}, l.rarity), nil
	})
}

// met is a service that another source has spoken of, and that a new one may be.
type met struct {
	id     string
	doc    *data.Service
	around match.Around
}

// notOf leaves out the services k of which a source speaks, and takes as many as are compared and one more.
const notOf = ` AND NOT EXISTS (SELECT 1 FROM own_ids o WHERE o.level = 'service' AND o.id = k.id AND o.source = ?) ORDER BY k.id LIMIT ?`

// block is the services of other sources that have a key.
func (l linker) block(key string) ([]string, error) {
	of := l.memory.blocks[key]
	if ids, ok := of[l.source]; ok {
		return ids, nil
	}
	rows, err := l.rows(`SELECT k.id FROM match_keys k WHERE k.level = 'service' AND k.key = ?`+notOf, key, string(l.source), Candidates+1)
	ids, err := collect(rows, err, scanString)
	if err != nil {
		return nil, err
	}
	if of == nil {
		of = map[data.SourceKey][]string{}
		l.memory.blocks[key] = of
	}
	of[l.source] = ids
	return ids, nil
}

// meetings finds the services that have a key or a place in common with one that is spoken of for the first time. Two things
// of one source are never the same: it gave them two ids.
func (l linker) meetings(service data.Service, here places) (all []met, err error) {
	var ids []string
	for _, key := range match.ServiceKeys(service) {
		some, err := l.block(key)
		if err != nil {
			return nil, err
		}
		ids = append(ids, l.cap(data.LevelService, key, some)...)
	}
	for _, place := range here.all() {
		if here.bare[place] {
			continue
		}
		rows, err := l.rows(`SELECT k.id FROM (SELECT service_id AS id FROM service_locations WHERE location_id = ?) k WHERE TRUE`+notOf, place, string(l.source), Candidates+1)
		some, err := collect(rows, err, scanString)
		if err != nil {
			return nil, err
		}
		ids = append(ids, l.cap(data.LevelService, "place:", some)...)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		doc, err := recall[data.Service](l.tx, data.LevelService, id)
		if err != nil {
			return nil, err
		}
		if doc == nil {
			return nil, fmt.Errorf("a key or a place of a service that is not there: %s", id)
		}
		runs, err := l.root(data.LevelOrganization, string(doc.OrganizationID))
		if err != nil {
			return nil, err
		}
		if runs != string(doc.OrganizationID) {
			now := *doc // which is remembered, so it must stay as it is
			now.OrganizationID = data.OrganizationID(runs)
			doc = &now
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
	bare  map[string]bool // of the same, those that nothing is known of yet
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
func (l linker) matchOrganization(org data.Organization, service data.Service, meetings []met, where []string) (found, error) {
	runs := map[string]bool{}
	keys := match.OrganizationKeys(org)
	for _, m := range meetings {
		if m.doc.OrganizationID == "" || runs[string(m.doc.OrganizationID)] || match.Services(service, *m.doc, m.around, l.rarity).Band != match.Link {
			continue
		}
		runs[string(m.doc.OrganizationID)] = true
		its, err := recall[data.Organization](l.tx, data.LevelOrganization, string(m.doc.OrganizationID))
		if err != nil {
			return found{}, err
		}
		if its != nil {
			keys = append(keys, match.OrganizationKeys(*its)...)
		}
	}
	return best(l, data.LevelOrganization, keys, func(id string, other *data.Organization) (decision match.Decision, err error) {
		met := match.Meeting{SameService: runs[id], Where: where, RunA: []data.Service{service}}
		if other.Website == "" && org.Website != "" || other.Email == "" && org.Email != "" {
			if met.RunB, err = l.runBy(id); err != nil {
				return match.Decision{}, err
			}
		}
		return match.Organizations(org, *other, met, l.rarity), nil
	})
}

// mostRun is how many of the services of an organisation are looked at for how it is reached.
const mostRun = 10

// runBy is what an organisation runs.
func (l linker) runBy(organization string) (run []data.Service, err error) {
	rows, err := l.rows(`SELECT id FROM services WHERE organization_id = ? ORDER BY id LIMIT ?`, organization, mostRun)
	ids, err := collect(rows, err, scanString)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		service, err := recall[data.Service](l.tx, data.LevelService, id)
		if err != nil {
			return nil, err
		}
		if service != nil {
			run = append(run, *service)
		}
	}
	return run, nil
}

// matchService chooses among the services that a new one has met.
func (l linker) matchService(service data.Service, runBy *data.Organization, meetings []met) (found, error) {
	out := found{maybe: map[string]bool{}}
	var links []likeness
	had := map[string]met{}
	for _, m := range meetings {
		if err := l.whoRuns(&m, service, runBy); err != nil {
			return found{}, err
		}
		had[m.id] = m
		switch d := match.Services(service, *m.doc, m.around, l.rarity); d.Band {
		case match.Ask:
			out.may(likeness{m.id, d.Why(), d.Score})
		case match.Link:
			links = append(links, likeness{m.id, d.Why(), d.Score})
		}
	}
	err := l.choose(data.LevelService, &out, links, func(id string, doc json.RawMessage) (match.Decision, error) {
		var other data.Service
		err := json.Unmarshal(doc, &other)
		return match.Services(service, other, had[id].around, l.rarity), err
	})
	if out.id != "" {
		out.keys = match.ServiceKeys(*had[out.id].doc)
	}
	return out, err
}

// whoRuns notes whether a service that was met is run by the same organisation.
func (l linker) whoRuns(m *met, service data.Service, runBy *data.Organization) error {
	if service.OrganizationID == "" || m.doc.OrganizationID == "" {
		return nil
	}
	if m.around.SameOrganization = service.OrganizationID == m.doc.OrganizationID; m.around.SameOrganization || runBy == nil {
		return nil
	}
	other, err := recall[data.Organization](l.tx, data.LevelOrganization, string(m.doc.OrganizationID))
	if err != nil || other == nil {
		return err
	}
	m.around.OtherOrganization = match.Conflict(*runBy, *other) != ""
	m.around.NameA, m.around.NameB = runBy.Name, other.Name
	return nil
}
