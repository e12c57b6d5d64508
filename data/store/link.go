package store

import (
	"database/sql"
	"encoding/json"
	"errors"

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
	places := map[data.LocationID]data.LocationID{}
	for _, draft := range sub.Locations {
		place := draft.Doc
		id, err := t.keptID(data.LevelLocation, sub.Source, draft.OwnID, func() (string, string, error) { return t.matchLocation(place) })
		if err != nil {
			return linked{}, err
		}
		minted := data.Mint[data.LocationID](data.LevelLocation, sub.Source, draft.OwnID)
		place.ID = data.LocationID(id)
		places[minted] = place.ID
		if speaks, err := t.speaksFor(data.LevelLocation, sub.Source, draft.OwnID, id); err != nil {
			return linked{}, err
		} else if speaks {
			out.locations = append(out.locations, place)
		}
	}
	service := &out.service
	service.ServiceAtLocations = append([]data.ServiceAtLocation(nil), service.ServiceAtLocations...)
	for i := range service.ServiceAtLocations {
		at := &service.ServiceAtLocations[i]
		if id, ok := places[at.LocationID]; ok {
			at.LocationID = id
		}
	}
	service.ServiceAtLocations = oncePerPlace(service.ServiceAtLocations)
	if sub.Organization != nil {
		org := sub.Organization.Doc
		id, err := t.keptID(data.LevelOrganization, sub.Source, sub.Organization.OwnID, func() (string, string, error) {
			return t.matchOrganization(org, out.service)
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
	id, err := t.keptID(data.LevelService, sub.Source, sub.Service.OwnID, func() (string, string, error) {
		return t.matchService(*service, sub.Source)
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
	return out, nil
}

// keptID is the id that stands for a source's own id. find is asked once, when the source first speaks of the thing.
func (t tx) keptID(level data.Level, source data.SourceKey, own string, find func() (id, why string, err error)) (string, error) {
	var id string
	err := t.row(`SELECT id FROM own_ids WHERE level = ? AND source = ? AND own_id = ?`, string(level), string(source), own).Scan(&id)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	id, why, err := find()
	if err != nil {
		return "", err
	}
	if id == "" {
		id, why = data.Mint[string](level, source, own), "first seen here"
	}
	_, err = t.exec(`INSERT INTO own_ids (level, source, own_id, id, why, linked_at) VALUES (?, ?, ?, ?, ?, ?)`,
		string(level), string(source), own, id, why, instant(t.now))
	return id, err
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

func (t tx) matchLocation(place data.Location) (id, why string, err error) {
	key := match.AddressKey(place)
	if key == "" {
		return "", "", nil
	}
	return t.firstMatch(data.LevelLocation, `SELECT id FROM locations WHERE address_key = ? ORDER BY id LIMIT ?`, []any{key, candidates},
		func(doc json.RawMessage, _ string) (match.Decision, error) {
			var other data.Location
			err := json.Unmarshal(doc, &other)
			return match.Locations(place, other), err
		})
}

func (t tx) matchOrganization(org data.Organization, service data.Service) (id, why string, err error) {
	compare := func(doc json.RawMessage, _ string) (match.Decision, error) {
		var other data.Organization
		err := json.Unmarshal(doc, &other)
		return match.Organizations(org, other), err
	}
	for _, i := range org.Identifiers {
		id, why, err = t.firstMatch(data.LevelOrganization,
			`SELECT organization_id FROM organization_identifiers WHERE scheme = ? AND identifier = ? ORDER BY organization_id LIMIT ?`,
			[]any{i.Scheme, i.Identifier, candidates}, compare)
		if id != "" || err != nil {
			return id, why, err
		}
	}
	key := match.NameKey(org.Name)
	id, why, err = t.firstMatch(data.LevelOrganization, `SELECT id FROM organizations WHERE name_key = ? ORDER BY id LIMIT ?`,
		[]any{key, candidates}, compare)
	if id != "" || err != nil {
		return id, why, err
	}
	// The same name running a service of the same name at the same place is the same organisation.
	for _, at := range service.ServiceAtLocations {
		id, why, err = t.firstMatch(data.LevelOrganization, `SELECT DISTINCT o.id FROM organizations o JOIN services s ON s.organization_id = o.id
			JOIN service_locations l ON l.service_id = s.id
			WHERE o.name_key = ? AND s.name_key = ? AND l.location_id = ? ORDER BY o.id LIMIT ?`,
			[]any{key, match.NameKey(service.Name), string(at.LocationID), candidates},
			func(doc json.RawMessage, _ string) (match.Decision, error) {
				var other data.Organization
				err := json.Unmarshal(doc, &other)
				same := key != "" && match.Conflict(org, other) == ""
				return match.Decision{Same: same, Why: "the same name, running the same service at the same place"}, err
			})
		if id != "" || err != nil {
			return id, why, err
		}
	}
	return "", "", nil
}

// matchService looks for the service that another source has spoken of. Two things of one source are never the same: it
// gave them two ids.
func (t tx) matchService(service data.Service, source data.SourceKey) (id, why string, err error) {
	here := map[data.LocationID]bool{}
	for _, at := range service.ServiceAtLocations {
		here[at.LocationID] = true
	}
	return t.firstMatch(data.LevelService, `SELECT s.id FROM services s WHERE s.name_key = ?
			AND NOT EXISTS (SELECT 1 FROM own_ids o WHERE o.level = 'service' AND o.id = s.id AND o.source = ?) ORDER BY s.id LIMIT ?`,
		[]any{match.NameKey(service.Name), string(source), candidates},
		func(doc json.RawMessage, _ string) (match.Decision, error) {
			var other data.Service
			if err := json.Unmarshal(doc, &other); err != nil {
				return match.Decision{}, err
			}
			samePlace := false
			for _, at := range other.ServiceAtLocations {
				samePlace = samePlace || here[at.LocationID]
			}
			sameOrganization := service.OrganizationID != "" && service.OrganizationID == other.OrganizationID
			return match.Services(service, other, sameOrganization, samePlace), nil
		})
}

// firstMatch runs through the aggregates whose ids a query yields and takes the first that compares as the same.
func (t tx) firstMatch(level data.Level, query string, args []any, compare func(json.RawMessage, string) (match.Decision, error)) (id, why string, err error) {
	rows, err := t.rows(query, args...)
	ids, err := collect(rows, err, scanString)
	if err != nil {
		return "", "", err
	}
	for _, candidate := range ids {
		st, err := t.load(level, candidate)
		if err != nil {
			return "", "", err
		}
		decision, err := compare(st.doc, candidate)
		if err != nil {
			return "", "", err
		}
		if decision.Same {
			return candidate, decision.Why, nil
		}
	}
	return "", "", nil
}
