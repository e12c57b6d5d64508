package store

import (
	"context"
	"database/sql"

	"fingerpost/data"
)

// Checkpoint is how far a follower has read: the log and the sightings of one epoch.
type Checkpoint struct {
	Epoch     string `json:"epoch"`
	Log       int64  `json:"log"`
	Sightings int64  `json:"sightings"`
}

// Head is where a follower that has read everything stands.
func (s *Store) Head(ctx context.Context) (Checkpoint, error) { return s.read(ctx).head() }

func (t tx) head() (head Checkpoint, err error) {
	err = t.row(`SELECT (SELECT value FROM meta WHERE name = 'epoch'),
		(SELECT COALESCE(MAX(seq), 0) FROM revisions), (SELECT COALESCE(MAX(seq), 0) FROM sightings)`).
		Scan(&head.Epoch, &head.Log, &head.Sightings)
	return head, err
}

// Since lists the services that anything after a checkpoint touches, each once, and the checkpoint that covers them. At
// most limit entries of the log and as many sightings are read; no services and an unmoved checkpoint mean that the
// follower has caught up. A location's or an organisation's revision touches all its services, and one of the do-not-list
// all that it hides, or hid.
func (s *Store) Since(ctx context.Context, from Checkpoint, limit int) (services []data.ServiceID, to Checkpoint, err error) {
	to = from
	seen := map[data.ServiceID]bool{}
	add := func(ids []string) {
		for _, id := range ids {
			if !seen[data.ServiceID(id)] {
				seen[data.ServiceID(id)] = true
				services = append(services, data.ServiceID(id))
			}
		}
	}
	err = s.snapshot(ctx, func(t tx) error {
		type entry struct {
			seq   int64
			level data.Level
			id    string
		}
		rows, err := t.rows(`SELECT seq, level, aggregate FROM revisions WHERE seq > ? ORDER BY seq LIMIT ?`, from.Log, limit)
		entries, err := collect(rows, err, func(rows *sql.Rows) (e entry, err error) {
			return e, rows.Scan(&e.seq, &e.level, &e.id)
		})
		if err != nil {
			return err
		}
		done := map[string]bool{}
		var hidden []string
		for _, e := range entries {
			to.Log = e.seq
			if done[e.id] {
				continue
			}
			done[e.id] = true
			if e.level == data.LevelDoNotList {
				hidden = append(hidden, e.id)
				continue
			}
			ids, err := t.servicesOf(e.level, e.id)
			if err != nil {
				return err
			}
			add(ids)
		}
		gone, err := t.servicesHidden(hidden)
		if err != nil {
			return err
		}
		add(texts(gone))
		rows, err = t.rows(`SELECT service_id, seq FROM sightings WHERE seq > ? ORDER BY seq LIMIT ?`, from.Sightings, limit)
		ids, err := collect(rows, err, func(rows *sql.Rows) (id string, err error) {
			return id, rows.Scan(&id, &to.Sightings)
		})
		if err != nil {
			return err
		}
		add(ids)
		roots, err := t.roots(data.LevelService, ids)
		for _, id := range ids {
			if root, merged := roots[id]; merged {
				add([]string{root})
			}
		}
		return err
	})
	return services, to, err
}

// Hidden reports whether anything in a stretch of the log took out of sight what must not be found any more: a redaction,
// a place that is withheld, or an entry of the do-not-list.
func (s *Store) Hidden(ctx context.Context, after, upTo int64) (hidden bool, err error) {
	var n int
	err = s.read(ctx).row(`SELECT COUNT(*) FROM revisions WHERE seq > ? AND seq <= ? AND (level = ? OR changes LIKE ? OR changes LIKE ?)`,
		after, upTo, string(data.LevelDoNotList), `%"path":"withheld"%`, `%`+redactedMark+`%`).Scan(&n)
	return n > 0, err
}

// servicesOf lists the services that show something of an aggregate, or of what it was merged into.
func (t tx) servicesOf(level data.Level, id string) ([]string, error) {
	root, err := t.root(level, id)
	if err != nil {
		return nil, err
	}
	if level == data.LevelService {
		if root != id {
			return []string{id, root}, nil
		}
		return []string{id}, nil
	}
	members, err := t.members(level, root)
	if err != nil {
		return nil, err
	}
	query := `SELECT service_id FROM service_locations WHERE location_id IN (`
	if level == data.LevelOrganization {
		query = `SELECT id FROM services WHERE merged_into = '' AND organization_id IN (`
	}
	rows, err := t.rows(query+marks(len(members))+`)`, anys(members)...)
	ids, err := collect(rows, err, scanString)
	return unique(ids), err
}

// ServiceIDs lists services by id, after the one given, at most limit: for walking the whole directory.
func (s *Store) ServiceIDs(ctx context.Context, after data.ServiceID, limit int) ([]data.ServiceID, error) {
	rows, err := s.read(ctx).rows(`SELECT id FROM services WHERE id > ? AND merged_into = '' ORDER BY id LIMIT ?`, string(after), limit)
	return collect(rows, err, func(rows *sql.Rows) (id data.ServiceID, err error) { return id, rows.Scan(&id) })
}
