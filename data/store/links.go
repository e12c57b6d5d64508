package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"fingerpost/data"
)

// KeepTried notes which links of listings worked when they were tried, and which did not.
func (s *Store) KeepTried(ctx context.Context, worked, failed []string, at time.Time) error {
	return s.write(ctx, func(t tx) error {
		for _, url := range worked {
			if _, err := t.exec(`DELETE FROM dead_links WHERE url = ?`, url); err != nil {
				return err
			}
		}
		for _, url := range failed {
			before, err := t.deadLinks(`url = ?`, url)
			if err != nil {
				return err
			}
			lapse := before[url].Again(at)
			_, err = t.exec(`INSERT INTO dead_links (url, times, first_at, last_at) VALUES (?, ?, ?, ?)
				ON CONFLICT (url) DO UPDATE SET times = excluded.times, first_at = excluded.first_at, last_at = excluded.last_at`,
				url, lapse.Times, instant(lapse.First), instant(lapse.Last))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// DeadLinks tells of links which of them did not work, again and again, and since when.
func (s *Store) DeadLinks(ctx context.Context, urls []string) (map[string]data.Date, error) {
	out := map[string]data.Date{}
	if len(urls) == 0 {
		return out, nil
	}
	lapses, err := s.read(ctx).deadLinks(`url IN (`+marks(len(urls))+`)`, anys(urls)...)
	for url, lapse := range lapses {
		if lapse.Repeated() {
			out[url] = data.DateOf(lapse.First)
		}
	}
	return out, err
}

// deadLinks reads those that fulfil a condition, which is never built from input.
func (t tx) deadLinks(where string, args ...any) (map[string]data.Lapse, error) {
	out := map[string]data.Lapse{}
	rows, err := t.rows(`SELECT url, times, first_at, last_at FROM dead_links WHERE `+where, args...)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var url, first, last string
		var lapse data.Lapse
		if err := rows.Scan(&url, &lapse.Times, &first, &last); err != nil {
			return struct{}{}, err
		}
		var firstErr, lastErr error
		lapse.First, firstErr = parseInstant(first)
		lapse.Last, lastErr = parseInstant(last)
		out[url] = lapse
		return struct{}{}, errors.Join(firstErr, lastErr)
	})
	return out, err
}
