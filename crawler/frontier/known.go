package frontier

import (
	"context"
	"time"

	"fingerpost/data"
)

// Kept is an address that is kept of a source.
type Kept struct {
	Address
	Outcome Outcome
	Visited time.Time // zero: never
}

// Known lists the addresses that are kept of a source, the first of them by their distance from a start; total is how many
// there are.
func (f *Frontier) Known(ctx context.Context, source data.SourceKey, most int) (all []Kept, total int, err error) {
	err = f.write(ctx, func(t tx) error {
		all = nil
		if err := t.row(`SELECT COUNT(*) FROM addresses WHERE source = ?`, string(source)).Scan(&total); err != nil {
			return err
		}
		rows, err := t.rows(`SELECT url, host, outcome, visited_at FROM addresses WHERE source = ? ORDER BY depth, id LIMIT ?`, string(source), most)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var one Kept
			var visited int64
			if err := rows.Scan(&one.URL, &one.Host, &one.Outcome, &visited); err != nil {
				return err
			}
			one.Visited = instant(visited)
			all = append(all, one)
		}
		return rows.Err()
	})
	return all, total, err
}
