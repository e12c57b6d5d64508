package store

import (
	"database/sql"
	"errors"
	"maps"

	"fingerpost/data"
	"fingerpost/data/match"
)

// linked is a submission's aggregates under the ids that we keep for them.
type linked struct {
	service      data.Service
	organization *data.Organization
	locations    []linkedPlace
	isNew        bool                                // no source has spoken of the service before
	speaks       bool                                // what is said of the service is the source's word on it
	kept         map[data.LocationID]data.LocationID // of the places, by the ids that the reader minted
	capped       map[string]int                      // see [Outcome]
}

// linkedPlace is a place under the id that we keep for it.
type linkedPlace struct {
	own string
	doc data.Location
}

// linker links one submission.
type linker struct {
	*rarity
	source data.SourceKey
	capped map[string]int
}

// link puts kept ids in place of the ids that the reader minted. A source's own id keeps its link for ever; a thing seen
// for the first time is linked to one that is known if the match says so, else it gets the minted id.
func (t tx) link(sub data.Submission) (linked, error) {
	l := linker{rarity: t.rarity(), source: sub.Source, capped: map[string]int{}}
	out := linked{service: sub.Service.Doc, capped: l.capped}
	here, err := l.linkPlaces(sub, &out)
	if err != nil {
		return linked{}, err
	}
	service := &out.service
	known, err := l.ownID(data.LevelService, sub.Service.OwnID)
	if err != nil {
		return linked{}, err
	}
	var runs data.OrganizationID // by the id that its source's own was linked to, which outlives a merge
	var meetings []met
	if known == "" {
		if meetings, err = l.meetings(*service, here); err != nil {
			return linked{}, err
		}
	}
	if sub.Organization != nil {
		org := sub.Organization.Doc
		kept, err := l.keptID(data.LevelOrganization, sub.Organization.OwnID, func() (found, error) {
			return l.matchOrganization(org, *service, meetings, here.words)
		})
		if err != nil {
			return linked{}, err
		}
		runs = data.OrganizationID(kept.id)
		root, speaks, err := l.speaksFor(data.LevelOrganization, sub.Organization.OwnID, kept)
		if err != nil {
			return linked{}, err
		}
		org.ID = data.OrganizationID(root)
		service.OrganizationID = org.ID
		if speaks {
			out.organization = &org
		}
	}
	kept := found{id: known}
	if known == "" {
		var runBy *data.Organization
		if sub.Organization != nil {
			runBy = &sub.Organization.Doc
		}
		if kept, err = l.matchService(*service, runBy, meetings); err != nil {
			return linked{}, err
		}
		if err := l.keep(data.LevelService, sub.Service.OwnID, &kept); err != nil {
			return linked{}, err
		}
		l.memory.spoken(l.source, kept.id, kept.keys)
	}
	id, speaks, err := l.speaksFor(data.LevelService, sub.Service.OwnID, kept)
	if err != nil {
		return linked{}, err
	}
	out.speaks = speaks
	service.ID, service.OrganizationID = data.ServiceID(id), runs
	service.ServiceAtLocations = placed(service.ServiceAtLocations, id, sub.Source, out.kept)
	err = l.row(`SELECT id FROM services WHERE id = ?`, id).Scan(new(string))
	out.isNew = errors.Is(err, sql.ErrNoRows)
	if err != nil && !out.isNew {
		return linked{}, err
	}
	return out, l.err
}

// linkPlaces links the places of a submission.
func (l linker) linkPlaces(sub data.Submission, out *linked) (here places, err error) {
	here = places{same: map[string]bool{}, maybe: map[string]bool{}, bare: map[string]bool{}}
	out.kept = map[data.LocationID]data.LocationID{}
	for _, draft := range sub.Locations {
		place := draft.Doc
		got, err := l.keptID(data.LevelLocation, draft.OwnID, func() (found, error) { return l.matchLocation(place, sub.Service.Doc.Name) })
		if err != nil {
			return here, err
		}
		out.kept[data.Mint[data.LocationID](data.LevelLocation, sub.Source, draft.OwnID)] = data.LocationID(got.id)
		root, speaks, err := l.speaksFor(data.LevelLocation, draft.OwnID, got)
		if err != nil {
			return here, err
		}
		place.ID = data.LocationID(root)
		here.same[got.id], here.bare[got.id] = true, got.minted
		if !got.minted {
			all, err := l.members(data.LevelLocation, root)
			if err != nil {
				return here, err
			}
			for _, member := range all {
				here.same[member] = true
			}
		}
		maps.Copy(here.maybe, got.maybe)
		if !place.Withheld {
			here.words = append(here.words, match.WordsOf(place)...)
		}
		if speaks {
			out.locations = append(out.locations, linkedPlace{draft.OwnID, place})
		}
	}
	here.some = len(out.service.ServiceAtLocations) > 0
	return here, nil
}

// ownID is the id that stands for a source's own id; empty if the source speaks of the thing for the first time.
func (l linker) ownID(level data.Level, own string) (id string, err error) {
	err = l.row(`SELECT id FROM own_ids WHERE level = ? AND source = ? AND own_id = ?`, string(level), string(l.source), own).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, err
}

// keptID is what stands for a source's own id. find is asked once, when the source first speaks of the thing.
func (l linker) keptID(level data.Level, own string, find func() (found, error)) (found, error) {
	id, err := l.ownID(level, own)
	if err != nil || id != "" {
		return found{id: id}, err
	}
	got, err := find()
	if err != nil {
		return found{}, err
	}
	return got, l.keep(level, own, &got)
}

// keep notes what stands for a source's own id from now on: what was found, or the id that the reader minted.
func (l linker) keep(level data.Level, own string, got *found) error {
	if got.minted = got.id == ""; got.minted {
		got.id, got.why = data.Mint[string](level, l.source, own), "first seen here"
	}
	_, err := l.exec(`INSERT INTO own_ids (level, source, own_id, id, why, linked_at) VALUES (?, ?, ?, ?, ?, ?)`,
		string(level), string(l.source), own, got.id, got.why, instant(l.now))
	if err != nil {
		return err
	}
	return l.askAbout(level, *got)
}

// speaksFor tells what an aggregate is now, and whether what a source says under one of its own ids is its word on the thing. A
// source may know one thing under several ids and describe it differently under each: the first id is heard, or each reading would
// undo the other's.
func (l linker) speaksFor(level data.Level, own string, got found) (root string, speaks bool, err error) {
	if got.minted {
		return got.id, true, nil
	}
	if root, err = l.root(level, got.id); err != nil {
		return "", false, err
	}
	members, err := l.members(level, root)
	if err != nil {
		return "", false, err
	}
	var first string
	err = l.row(`SELECT own_id FROM own_ids WHERE level = ? AND source = ? AND id IN (`+marks(len(members))+`) ORDER BY linked_at, own_id LIMIT 1`,
		append([]any{string(level), string(l.source)}, anys(members)...)...).Scan(&first)
	return root, first == own, err
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
