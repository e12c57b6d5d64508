package store

import (
	"context"
	"database/sql"

	"fingerpost/data"
)

// AddSearches adds to what has been counted of searches, all of it or nothing.
func (s *Store) AddSearches(ctx context.Context, counts []data.SearchCount) error {
	return s.write(ctx, func(t tx) error {
		for _, c := range counts {
			_, err := t.exec(`INSERT INTO search_counts (day, outward, topic, searches, little) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (day, outward, topic) DO UPDATE SET
					searches = search_counts.searches + excluded.searches, little = search_counts.little + excluded.little`,
				c.Day.String(), c.Outward, string(c.Topic), c.Searches, c.Little)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Searches gives what has been counted from one day to another, both included, summed up by month.
func (s *Store) Searches(ctx context.Context, from, to data.Date) ([]data.SearchCount, error) {
	rows, err := s.read(ctx).rows(`SELECT substr(day, 1, 7), outward, topic, SUM(searches), SUM(little) FROM search_counts
		WHERE day >= ? AND day <= ? GROUP BY substr(day, 1, 7), outward, topic ORDER BY 1, 2, 3`, from.String(), to.String())
	return collect(rows, err, func(rows *sql.Rows) (c data.SearchCount, err error) {
		var month string
		if err = rows.Scan(&month, &c.Outward, &c.Topic, &c.Searches, &c.Little); err != nil {
			return c, err
		}
		c.Day, err = data.ParseDate(month)
		return c, err
	})
}

// ForgetSearches removes what was counted before a day.
func (s *Store) ForgetSearches(ctx context.Context, before data.Date) error {
	return s.write(ctx, func(t tx) error {
		_, err := t.exec(`DELETE FROM search_counts WHERE day < ?`, before.String())
		return err
	})
}
