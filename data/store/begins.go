package store

import (
	"context"
	"slices"

	"fingerpost/data"
)

// Begins finds services by how their ids begin, in that order. A beginning that no service has, or that several have, finds
// none.
func (s *Store) Begins(ctx context.Context, begins []string) (ids []data.ServiceID, err error) {
	t := s.read(ctx)
	for _, b := range begins {
		rows, err := t.rows(`SELECT id FROM services WHERE id >= ? AND id < ? LIMIT 2`, b, b+"~")
		found, err := collect(rows, err, scanString)
		if err != nil {
			return nil, err
		}
		if b != "" && len(found) == 1 {
			ids = append(ids, data.ServiceID(found[0]))
		}
	}
	return ids, nil
}

// Leads are what services are now, in their order and once each: of one that was merged, what it was merged into.
func (s *Store) Leads(ctx context.Context, ids []data.ServiceID) ([]data.ServiceID, error) {
	roots, err := s.read(ctx).roots(data.LevelService, texts(ids))
	if err != nil {
		return nil, err
	}
	var out []data.ServiceID
	for _, id := range ids {
		if root, merged := roots[string(id)]; merged {
			id = data.ServiceID(root)
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, nil
}
