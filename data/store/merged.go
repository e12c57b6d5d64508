package store

import (
	"database/sql"
	"errors"

	"fingerpost/data"
)

// root is what an aggregate is now: itself, or what it was merged into.
func (t tx) root(level data.Level, id string) (string, error) {
	for {
		var into string
		err := t.row(`SELECT merged_into FROM `+tables[level]+` WHERE id = ?`, id).Scan(&into)
		if errors.Is(err, sql.ErrNoRows) || err == nil && into == "" {
			return id, nil
		}
		if err != nil {
			return "", err
		}
		id = into
	}
}

// members are an aggregate and all that was merged into it, one through another.
func (t tx) members(level data.Level, id string) ([]string, error) {
	rows, err := t.rows(`WITH RECURSIVE m (id) AS (SELECT ? UNION SELECT a.id FROM `+tables[level]+` a JOIN m ON a.merged_into = m.id WHERE a.merged_into <> '')
		SELECT id FROM m`, id)
	return collect(rows, err, scanString)
}

// roots are what aggregates are now, by id, of those that were merged.
func (t tx) roots(level data.Level, ids []string) (map[string]string, error) {
	var any bool
	if err := t.row(`SELECT EXISTS (SELECT 1 FROM ` + tables[level] + ` WHERE merged_into <> '')`).Scan(&any); err != nil || !any {
		return nil, err
	}
	out := map[string]string{}
	for start := 0; start < len(ids); start += 400 {
		part := ids[start:min(start+400, len(ids))]
		rows, err := t.rows(`SELECT id FROM `+tables[level]+` WHERE merged_into <> '' AND id IN (`+marks(len(part))+`)`, anys(part)...)
		merged, err := collect(rows, err, scanString)
		if err != nil {
			return nil, err
		}
		for _, id := range merged {
			if out[id], err = t.root(level, id); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
