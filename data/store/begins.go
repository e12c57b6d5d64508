package store

import (
	"context"

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
