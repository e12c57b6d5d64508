package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/donotlist"
	"fingerpost/data/match"
)

// Touched is what an entry of the do-not-list does, or would do, to the listings that there are.
type Touched struct {
	Gone    []data.ServiceID // are not shown any more
	Changed []data.ServiceID // are shown without something
}

// Touches says what an entry would do to the listings as the do-not-list is now; of one that is on it, what would become of
// them if it were taken off.
func (s *Store) Touches(ctx context.Context, entry data.DoNotList) (touched Touched, err error) {
	err = s.snapshot(ctx, func(t tx) error {
		entries, err := t.doNotList()
		if err != nil {
			return err
		}
		entries = slices.DeleteFunc(entries, func(e data.DoNotList) bool { return e.ID == entry.ID })
		entry.Lifted = false
		without, with := donotlist.New(entries), donotlist.New(append(entries, entry))
		ids, err := t.touchedBy([]data.DoNotList{entry})
		if err != nil {
			return err
		}
		for start := 0; start < len(ids); start += walked {
			if err := t.compareListings(ids[start:min(start+walked, len(ids))], without, with, &touched); err != nil {
				return err
			}
		}
		return nil
	})
	return touched, err
}

func (t tx) compareListings(ids []data.ServiceID, without, with *donotlist.List, touched *Touched) error {
	before, err := t.listingsWithout(without, ids)
	if err != nil {
		return err
	}
	left, err := t.listingsWithout(with, ids)
	if err != nil {
		return err
	}
	after := map[data.ServiceID]data.Listing{}
	for _, l := range left {
		after[l.Service.ID] = l
	}
	for _, l := range before {
		switch now, ok := after[l.Service.ID]; {
		case !ok:
			touched.Gone = append(touched.Gone, l.Service.ID)
		case !reflect.DeepEqual(l, now):
			touched.Changed = append(touched.Changed, l.Service.ID)
		}
	}
	return nil
}

// servicesHidden lists the services that entries of the do-not-list may touch, whether they are in force or lifted.
func (t tx) servicesHidden(ids []string) ([]data.ServiceID, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	all, err := t.doNotList()
	if err != nil {
		return nil, err
	}
	var entries []data.DoNotList
	for _, e := range all {
		if slices.Contains(ids, string(e.ID)) {
			e.Lifted = false
			entries = append(entries, e)
		}
	}
	return t.touchedBy(entries)
}

// touchedBy goes through the whole directory once, however many entries there are. It finds too many services rather than
// too few.
func (t tx) touchedBy(entries []data.DoNotList) (services []data.ServiceID, err error) {
	list := donotlist.New(entries)
	if list == nil {
		return nil, nil
	}
	seen := map[string]bool{}
	add := func(ids ...string) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				services = append(services, data.ServiceID(id))
			}
		}
	}
	// What is not shown because of who runs it is not told by a text.
	hasOrganizations := slices.ContainsFunc(entries, func(e data.DoNotList) bool { return e.Kind == data.DoNotListOrganization })
	sites := sitesOf(entries)
	for _, e := range entries {
		found, err := t.column(`SELECT id FROM match_keys WHERE level = ? AND key = ?`, string(data.LevelService), "name:"+match.NameKey(e.Name))
		add(found...)
		if err != nil {
			return nil, err
		}
		if e.Organization != "" {
			found, err := t.servicesOf(data.LevelOrganization, string(e.Organization))
			add(found...)
			if err != nil {
				return nil, err
			}
		}
	}
	for _, level := range []data.Level{data.LevelService, data.LevelOrganization, data.LevelLocation} {
		rows, err := t.rows(`SELECT id, doc FROM ` + tables[level])
		found, err := collect(rows, err, func(rows *sql.Rows) (id string, err error) {
			var doc string
			if err := rows.Scan(&id, &doc); err != nil {
				return "", err
			}
			tells := list.TellsJSON(doc)
			switch {
			case tells:
			case level == data.LevelService:
				tells = slices.ContainsFunc(sites, func(site string) bool { return strings.Contains(strings.ToLower(doc), site) })
			case level == data.LevelOrganization && hasOrganizations:
				var o data.Organization
				err = json.Unmarshal([]byte(doc), &o)
				tells = list.HidesOrganization(o)
			case level == data.LevelLocation:
				var place data.Location
				err = json.Unmarshal([]byte(doc), &place)
				_, at := list.Place(place)
				tells = len(at) > 0
			}
			if !tells {
				return "", err
			}
			return id, err
		})
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			if id == "" {
				continue
			}
			ids, err := t.servicesOf(level, id)
			if err != nil {
				return nil, err
			}
			add(ids...)
		}
	}
	return services, nil
}

// sitesOf are the hosts of the organisations among entries.
func sitesOf(entries []data.DoNotList) (sites []string) {
	for _, e := range entries {
		if site := match.SiteKey(e.Website); site != "" {
			sites = append(sites, site)
		}
	}
	return sites
}

func (t tx) column(query string, args ...any) ([]string, error) {
	rows, err := t.rows(query, args...)
	return collect(rows, err, scanString)
}
