package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"fingerpost/data"
	"fingerpost/data/match"
)

// state is an aggregate as it is kept.
type state struct {
	id         string
	doc        json.RawMessage // empty when there is no such aggregate yet
	provenance data.Provenance
	seq        int64
}

// tables are the names of the aggregates' tables. They are never built from input.
var tables = map[data.Level]string{
	data.LevelOrganization: "organizations", data.LevelLocation: "locations", data.LevelService: "services",
	data.LevelDoNotList: "do_not_list",
}

func (t tx) load(level data.Level, id string) (state, error) {
	st := state{id: id}
	var provenance string
	err := t.row(`SELECT doc, provenance, seq FROM `+tables[level]+` WHERE id = ?`, id).Scan((*text)(&st.doc), &provenance, &st.seq)
	if errors.Is(err, sql.ErrNoRows) {
		return st, nil
	}
	if err != nil {
		return state{}, err
	}
	return st, json.Unmarshal([]byte(provenance), &st.provenance)
}

// text scans a TEXT column into raw JSON, whichever of its forms the driver gives.
type text json.RawMessage

func (t *text) Scan(v any) error {
	switch v := v.(type) {
	case string:
		*t = text(v)
	case []byte:
		*t = append((*t)[:0], v...)
	default:
		return fmt.Errorf("a text column held %T", v)
	}
	return nil
}

// save writes an aggregate with the columns that are searched on.
func (t tx) save(level data.Level, st state) error {
	provenance, err := json.Marshal(st.provenance)
	if err != nil {
		return err
	}
	switch level {
	case data.LevelOrganization:
		return t.saveOrganization(st, string(provenance))
	case data.LevelLocation:
		return t.saveLocation(st, string(provenance))
	case data.LevelService:
		return t.saveService(st, string(provenance))
	case data.LevelDoNotList:
		return t.saveDoNotList(st, string(provenance))
	}
	return fmt.Errorf("no table for level %q", level)
}

func (t tx) saveOrganization(st state, provenance string) error {
	var o data.Organization
	if err := json.Unmarshal(st.doc, &o); err != nil {
		return err
	}
	if err := t.saveTraces(data.LevelOrganization, st, &o); err != nil {
		return err
	}
	before, isNew, err := t.nameKeyOf(data.LevelOrganization, st.id)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO organizations (id, doc, provenance, seq, name_key, merged_into) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, provenance = excluded.provenance, seq = excluded.seq, name_key = excluded.name_key,
			merged_into = excluded.merged_into`,
		st.id, string(st.doc), provenance, st.seq, match.NameKey(o.Name), string(o.MergedInto))
	if err != nil {
		return err
	}
	t.memory.docs.put(aggregateID{data.LevelOrganization, st.id}, &o)
	t.countName(before, o.Name)
	if err := t.saveKeys(data.LevelOrganization, st.id, keysUnless(o.MergedInto != "", match.OrganizationKeys(o)), isNew); err != nil {
		return err
	}
	if !isNew {
		if _, err := t.exec(`DELETE FROM organization_identifiers WHERE organization_id = ?`, st.id); err != nil {
			return err
		}
	}
	for _, i := range o.Identifiers {
		if _, err := t.exec(`INSERT INTO organization_identifiers (organization_id, scheme, identifier) VALUES (?, ?, ?)
			ON CONFLICT DO NOTHING`, st.id, i.Scheme, i.Identifier); err != nil {
			return err
		}
	}
	return nil
}

func (t tx) saveLocation(st state, provenance string) error {
	var l data.Location
	if err := json.Unmarshal(st.doc, &l); err != nil {
		return err
	}
	if err := t.saveTraces(data.LevelLocation, st, &l); err != nil {
		return err
	}
	_, err := t.exec(`INSERT INTO locations (id, doc, provenance, seq, merged_into) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, provenance = excluded.provenance, seq = excluded.seq, merged_into = excluded.merged_into`,
		st.id, string(st.doc), provenance, st.seq, string(l.MergedInto))
	if err != nil {
		return err
	}
	t.memory.docs.put(aggregateID{data.LevelLocation, st.id}, &l)
	return t.saveKeys(data.LevelLocation, st.id, keysUnless(l.MergedInto != "", match.LocationKeys(l)), false)
}

func (t tx) saveService(st state, provenance string) error {
	var s data.Service
	if err := json.Unmarshal(st.doc, &s); err != nil {
		return err
	}
	if err := t.saveTraces(data.LevelService, st, &s); err != nil {
		return err
	}
	before, isNew, err := t.nameKeyOf(data.LevelService, st.id)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO services (id, doc, provenance, seq, organization_id, name_key, status, merged_into) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, provenance = excluded.provenance, seq = excluded.seq,
			organization_id = excluded.organization_id, name_key = excluded.name_key, status = excluded.status,
			merged_into = excluded.merged_into`,
		st.id, string(st.doc), provenance, st.seq, string(s.OrganizationID), match.NameKey(s.Name), string(s.Status), string(s.MergedInto))
	if err != nil {
		return err
	}
	t.memory.docs.put(aggregateID{data.LevelService, st.id}, &s)
	t.countName(before, s.Name)
	at := s.ServiceAtLocations
	if s.MergedInto != "" { // what is given there is given by what it was merged into
		at = nil
	}
	return errors.Join(t.saveKeys(data.LevelService, st.id, keysUnless(s.MergedInto != "", match.ServiceKeys(s)), isNew), t.savePlaces(st.id, at, isNew))
}

// savePlaces notes where a service is given, in place of where it was. One that is new was nowhere.
func (t tx) savePlaces(service string, at []data.ServiceAtLocation, isNew bool) error {
	if !isNew {
		rows, err := t.rows(`SELECT location_id FROM service_locations WHERE service_id = ?`, service)
		had, err := collect(rows, err, scanString)
		if err != nil {
			return err
		}
		if _, err := t.exec(`DELETE FROM service_locations WHERE service_id = ?`, service); err != nil {
			return err
		}
		for _, place := range had {
			t.memory.given.forget(place)
		}
	}
	for _, a := range at {
		t.memory.given.forget(string(a.LocationID))
		if _, err := t.exec(`INSERT INTO service_locations (service_id, location_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, service, string(a.LocationID)); err != nil {
			return err
		}
	}
	return nil
}

// nameKeyOf is the folded name under which an aggregate is kept, if it is yet.
func (t tx) nameKeyOf(level data.Level, id string) (key string, isNew bool, err error) {
	err = t.row(`SELECT name_key FROM `+tables[level]+` WHERE id = ?`, id).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return "", true, nil
	}
	return key, false, err
}
