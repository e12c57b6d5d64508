package store

import (
	"context"
	"time"

	"fingerpost/data"
)

// Sight notes that a source was read and still says what it said of services, by its own ids for them: what a page that has
// not changed means. It gives back the ids of which the source has said nothing yet, or which are to be heard again whole, for
// which nothing is noted.
func (s *Store) Sight(ctx context.Context, source data.SourceKey, ids []string, readAt time.Time) (unknown []string, err error) {
	err = s.write(ctx, func(t tx) error {
		unknown = nil
		for _, id := range ids {
			result, err := t.exec(`UPDATE sightings SET read_at = ?, seen_on = ?, seq = (SELECT COALESCE(MAX(seq), 0) + 1 FROM sightings)
				WHERE source = ? AND source_id = ? AND digest <> ''`, instant(readAt), data.DateOf(readAt).String(), string(source), id)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return err
			}
			if n == 0 {
				unknown = append(unknown, id)
				continue
			}
			if err := t.seenAgain(source, id); err != nil {
				return err
			}
		}
		return nil
	})
	return unknown, err
}
