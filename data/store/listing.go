package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"fingerpost/data"
	"fingerpost/data/donotlist"
)

// Listing reads what the public sees of one service.
func (s *Store) Listing(ctx context.Context, id data.ServiceID) (data.Listing, error) {
	listings, err := s.Listings(ctx, []data.ServiceID{id})
	if err != nil {
		return data.Listing{}, err
	}
	if len(listings) == 0 {
		return data.Listing{}, s.whyNone(ctx, id)
	}
	return listings[0], nil
}

// Listings reads what the public sees of several services, in the order of the ids; ids that are not known are left out, and
// the id of one that was merged gives what it was merged into. Each is given once.
// Places are in their public form, and what is on the do-not-list is not there: what is withheld does not leave the store.
func (s *Store) Listings(ctx context.Context, ids []data.ServiceID) ([]data.Listing, error) {
	return s.read200(ctx, ids, whole)
}

// Summaries reads listings as Listings does, for lists of many: it is not told where what is said of who runs a service and of its
// places came from, nor whether it is kept by those who run it. Reading that takes longer than half of the rest.
func (s *Store) Summaries(ctx context.Context, ids []data.ServiceID) ([]data.Listing, error) {
	return s.read200(ctx, ids, summary)
}

// read200 reads listings, no more than so many at once.
func (s *Store) read200(ctx context.Context, ids []data.ServiceID, how account) (listings []data.Listing, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		const chunk = 200
		for start := 0; start < len(ids); start += chunk {
			part, err := t.listings(ids[start:min(start+chunk, len(ids))], how)
			if err != nil {
				return err
			}
			if listings == nil {
				listings = part
			} else {
				listings = append(listings, part...)
			}
		}
		return nil
	})
	return listings, err
}

// account is how much is told of where listings came from.
type account int

const (
	whole   account = iota
	summary         // of the service alone
)

// listings is the one way by which listings leave the store.
func (t tx) listings(ids []data.ServiceID, how account) ([]data.Listing, error) {
	hides, err := t.hides()
	if err != nil {
		return nil, err
	}
	return t.listingsWithout(hides, ids, how)
}

// listingsWithout reads listings without what a do-not-list hides.
func (t tx) listingsWithout(hides *donotlist.List, ids []data.ServiceID, how account) ([]data.Listing, error) {
	services, err := loadRoots(t, data.LevelService, texts(ids), func(s data.Service) string { return string(s.MergedInto) })
	if err != nil {
		return nil, err
	}
	var organizationIDs, locationIDs []string
	for _, s := range services {
		if s.doc.OrganizationID != "" {
			organizationIDs = append(organizationIDs, string(s.doc.OrganizationID))
		}
		for _, at := range s.doc.ServiceAtLocations {
			locationIDs = append(locationIDs, string(at.LocationID))
		}
	}
	organizations, err := loadRoots(t, data.LevelOrganization, organizationIDs, func(o data.Organization) string { return string(o.MergedInto) })
	if err != nil {
		return nil, err
	}
	locations, err := loadRoots(t, data.LevelLocation, locationIDs, func(l data.Location) string { return string(l.MergedInto) })
	if err != nil {
		return nil, err
	}
	out := make([]data.Listing, 0, len(services))
	var near []donotlist.Near // of each listing
	var records []string
	done := map[string]bool{}
	for _, id := range ids {
		s, ok := services[string(id)]
		if !ok || done[s.id] {
			continue
		}
		done[s.id] = true
		listing := assemble(s, organizations, locations)
		// Who runs it may have been merged into another, who is not on the list.
		if hides.Hides(s.doc, listing.Organization) {
			continue
		}
		if by := organizations[string(s.doc.OrganizationID)]; by != nil && by.was != nil && hides.HidesOrganization(*by.was) {
			continue
		}
		var at donotlist.Near
		for i, place := range listing.Locations {
			place, hidden := hides.Place(place)
			at = append(at, hidden...)
			listing.Locations[i] = place.Public()
		}
		near = append(near, hides.Listing(&listing, at))
		if how == summary {
			listing.Provenance[data.LevelOrganization], listing.Provenance[data.LevelLocation] = nil, nil
		}
		out = append(out, listing)
		for _, level := range listing.Provenance {
			for _, p := range level {
				for _, r := range p.Records() {
					records = append(records, string(r))
				}
			}
		}
	}
	origins, err := t.origins(unique(records))
	if err != nil {
		return nil, err
	}
	var owners []string
	if how == whole {
		if owners, err = t.owners(); err != nil {
			return nil, err
		}
	}
	for i := range out {
		if len(owners) > 0 {
			if out[i].Kept, err = t.isKept(data.LevelService, string(out[i].Service.ID)); err != nil {
				return nil, err
			}
		}
		out[i].Origins = map[data.RecordID]data.Origin{}
		for _, level := range out[i].Provenance {
			for _, p := range level {
				for _, r := range p.Records() {
					out[i].Origins[r] = hides.Origin(origins[r], near[i])
				}
			}
		}
	}
	return out, nil
}

// assemble puts a service together with who runs it and where, by the ids under which these are kept now. The places are not yet in their
// public form.
func assemble(s *loaded[data.Service], organizations map[string]*loaded[data.Organization], locations map[string]*loaded[data.Location]) data.Listing {
	listing := data.Listing{Service: s.doc, Provenance: map[data.Level]map[string]data.Provenance{
		data.LevelService:      {s.id: s.provenance},
		data.LevelOrganization: {}, data.LevelLocation: {},
	}}
	listing.Service.ID = data.ServiceID(s.id)
	if o, ok := organizations[string(s.doc.OrganizationID)]; ok {
		listing.Organization = o.doc
		listing.Organization.ID, listing.Service.OrganizationID = data.OrganizationID(o.id), data.OrganizationID(o.id)
		listing.Provenance[data.LevelOrganization][o.id] = o.provenance
	}
	at := append([]data.ServiceAtLocation(nil), s.doc.ServiceAtLocations...)
	for i := range at {
		if l, ok := locations[string(at[i].LocationID)]; ok {
			at[i].LocationID = data.LocationID(l.id)
		}
	}
	listing.Service.ServiceAtLocations = oncePerPlace(at)
	for _, at := range listing.Service.ServiceAtLocations {
		l, ok := locations[string(at.LocationID)]
		if !ok {
			continue
		}
		place := l.doc // several listings may be at it
		place.ID = at.LocationID
		listing.Locations = append(listing.Locations, place)
		listing.Provenance[data.LevelLocation][l.id] = l.provenance
	}
	return listing
}

type loaded[T any] struct {
	id         string
	doc        T
	was        *T // what it was before it was merged; nil where it was not
	provenance data.Provenance
}

// loadAll reads aggregates of one level by id.
func loadAll[T any](t tx, level data.Level, ids []string) (map[string]*loaded[T], error) {
	out := make(map[string]*loaded[T], len(ids))
	var doc, provenance sql.RawBytes // lent, until the next row
	for start := 0; start < len(ids); start += 400 {
		part := evenly(ids[start:min(start+400, len(ids))])
		rows, err := t.rowsOften(`SELECT id, doc, provenance FROM `+tables[level]+` WHERE id IN (`+marks(len(part))+`)`, anys(part)...)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			one := &loaded[T]{}
			if err := rows.Scan(&one.id, &doc, &provenance); err != nil {
				return struct{}{}, err
			}
			out[one.id] = one
			return struct{}{}, errors.Join(json.Unmarshal(doc, &one.doc), readProvenance(provenance, &one.provenance))
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readProvenance reads a provenance. Nearly all name one record and nothing else, and are read without a decoder.
func readProvenance(doc []byte, into *data.Provenance) error {
	if id, ok := bytes.CutPrefix(doc, []byte(`{"default":"`)); ok {
		if id, ok = bytes.CutSuffix(id, []byte(`"}`)); ok && !bytes.ContainsAny(id, `"\\`) {
			into.Default = data.RecordID(id)
			return nil
		}
	}
	return json.Unmarshal(doc, into)
}

// loadRoots reads what aggregates of one level are now, by the ids that are asked for and by their own.
func loadRoots[T any](t tx, level data.Level, ids []string, mergedInto func(T) string) (map[string]*loaded[T], error) {
	out, err := loadAll[T](t, level, ids)
	if err != nil {
		return nil, err
	}
	for id, one := range out {
		if mergedInto(one.doc) == "" {
			continue
		}
		root, err := t.root(level, id)
		if err != nil {
			return nil, err
		}
		if _, ok := out[root]; !ok {
			of, err := loadAll[T](t, level, []string{root})
			if err != nil {
				return nil, err
			}
			out[root] = of[root]
		}
		now := *out[root]
		now.was = &one.doc
		out[id] = &now
	}
	return out, nil
}

// origins reads where records came from, with the dates of the last sighting of what they say.
func (t tx) origins(ids []string) (map[data.RecordID]data.Origin, error) {
	out := map[data.RecordID]data.Origin{}
	names := map[string]string{}
	for start := 0; start < len(ids); start += 400 {
		part := evenly(ids[start:min(start+400, len(ids))])
		rows, err := t.rowsOften(`SELECT r.id, r.source, s.doc, r.url, r.title, r.asserted_on, r.read_at, COALESCE(g.asserted_on, '{}'), COALESCE(g.seen_on, '')
			FROM records r JOIN sources s ON s.key = r.source
			LEFT JOIN sightings g ON g.source = r.source AND g.source_id = r.source_id
			WHERE r.id IN (`+marks(len(part))+`)`, anys(part)...)
		_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			var o data.Origin
			var doc, asserted, read, again, seen string
			if err := rows.Scan(&o.Record, &o.Source, &doc, &o.URL, &o.Title, &asserted, &read, &again, &seen); err != nil {
				return struct{}{}, err
			}
			var source data.Source
			if _, ok := names[string(o.Source)]; !ok {
				if err := json.Unmarshal([]byte(doc), &source); err != nil {
					return struct{}{}, err
				}
				names[string(o.Source)] = source.Name
				if source.Kind == data.SourceModerator {
					names[string(o.Source)+"\x00confirms"] = "yes"
				}
			}
			o.SourceName = names[string(o.Source)]
			err := errors.Join(o.AssertedOn.UnmarshalText([]byte(asserted)), o.SeenOn.UnmarshalText([]byte(seen)))
			if again != "{}" {
				reasserted := map[string]data.Date{}
				err = errors.Join(err, json.Unmarshal([]byte(again), &reasserted))
				if later := reasserted[o.URL]; later.After(o.AssertedOn) {
					o.AssertedOn = later
				}
			}
			// A fact that came with a file was not on the page that was read before it.
			readAt, readErr := parseInstant(read)
			if err = errors.Join(err, readErr); data.DateOf(readAt).After(o.SeenOn) {
				o.SeenOn = data.Date{}
			}
			if names[string(o.Source)+"\x00confirms"] != "" {
				o.ConfirmedOn = o.AssertedOn
			}
			out[o.Record] = o
			return struct{}{}, err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// evenly repeats the last of some ids, so that there are few different numbers of them: each number is a statement of its own.
func evenly(ids []string) []string {
	n := 1
	for n < len(ids) {
		n *= 2
	}
	out := append(make([]string, 0, n), ids...)
	for len(out) > 0 && len(out) < n {
		out = append(out, ids[len(ids)-1])
	}
	return out
}

// marks is n question marks for an IN list.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func texts[ID ~string](ids []ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// NameOf is the name of an aggregate, or an empty text for one that is not kept.
func (s *Store) NameOf(ctx context.Context, level data.Level, id string) (string, error) {
	st, err := s.read(ctx).load(level, id)
	if err != nil || len(st.doc) == 0 {
		return "", err
	}
	var named struct {
		Name    string       `json:"name"`
		Address data.Address `json:"address"`
	}
	if err := json.Unmarshal(st.doc, &named); err != nil {
		return "", err
	}
	if named.Name == "" {
		named.Name = strings.Join(named.Address.Lines(), ", ")
	}
	return named.Name, s.Blank(ctx, &named.Name)
}

// Origin reads where one record came from.
func (s *Store) Origin(ctx context.Context, id data.RecordID) (data.Origin, error) {
	t := s.read(ctx)
	origins, err := t.origins([]string{string(id)})
	if err != nil {
		return data.Origin{}, err
	}
	hides, err := t.hides()
	if err != nil {
		return data.Origin{}, err
	}
	o, ok := origins[id]
	if !ok {
		return data.Origin{}, ErrNotFound
	}
	return hides.Origin(o, nil), nil
}

// OriginOf reads where the present value of an aggregate's field came from. path may name a field that is not there any
// more: then it is the origin of the field's group.
func (s *Store) OriginOf(ctx context.Context, level data.Level, id, path string) (data.Origin, error) {
	st, err := s.read(ctx).load(level, id)
	if err != nil {
		return data.Origin{}, err
	}
	if len(st.doc) == 0 {
		return data.Origin{}, ErrNotFound
	}
	return s.Origin(ctx, st.provenance.Of(path))
}
