package store

import (
	"context"
	"reflect"
	"slices"

	"fingerpost/data"
	"fingerpost/data/donotlist"
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
	before, err := t.listingsWithout(without, ids, whole)
	if err != nil {
		return err
	}
	left, err := t.listingsWithout(with, ids, whole)
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

// touchedBy looks up what entries may touch, in force or not. It finds too many services rather than too few: what one of them
// tells may be hidden by another entry too.
func (t tx) touchedBy(entries []data.DoNotList) (services []data.ServiceID, err error) {
	list := donotlist.New(entries)
	if list == nil {
		return nil, nil
	}
	found, err := t.mayHide(list)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.Organization != "" {
			found[data.LevelOrganization] = append(found[data.LevelOrganization], string(e.Organization))
		}
	}
	seen := map[string]bool{}
	for _, level := range traced {
		for _, id := range found[level] {
			of, err := t.servicesOf(level, id)
			if err != nil {
				return nil, err
			}
			for _, service := range of {
				if !seen[service] {
					seen[service] = true
					services = append(services, data.ServiceID(service))
				}
			}
		}
	}
	return services, nil
}
