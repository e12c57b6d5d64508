package frontier

import (
	"context"
	"encoding/json"
	"time"
)

// Page is an address that a run asked for and of which it knows for certain what is there, with the listings that it states:
// none where the page is gone, or leads to one that states none, or says the very same as such a one.
type Page struct {
	URL     string
	Visited time.Time
	OwnIDs  []string
}

// pagesAtOnce is how many pages are in memory at once.
const pagesAtOnce = 500

// Pages goes through the pages of a run. What was refused or could not be had is not among them, nor what leads to such a page.
func (f *Frontier) Pages(ctx context.Context, run Run, step func([]Page) error) error {
	for after := int64(0); ; {
		var some []Page
		last := after
		err := f.write(ctx, func(t tx) (err error) {
			some, last, err = t.pages(run, after)
			return err
		})
		if err != nil || last == after {
			return err
		}
		if err := step(some); err != nil {
			return err
		}
		after = last
	}
}

func (t tx) pages(run Run, after int64) (some []Page, last int64, err error) {
	last = after
	// A redirect states what the page does to which it leads, and a copy what that one does which says the same.
	const other = `SELECT o.own_ids FROM addresses o WHERE o.source = a.source AND +o.run = a.run AND o.due = 0 AND o.outcome IN ('read', 'same')`
	rows, err := t.rows(`SELECT a.id, a.url, a.visited_at, a.outcome, a.own_ids, COALESCE(CASE
			WHEN a.outcome NOT IN ('copy', 'moved') THEN ''
			WHEN a.words IS NULL THEN (`+other+` AND o.url = a.why)
			ELSE (`+other+` AND o.words = a.words ORDER BY o.id LIMIT 1) END, '')
		FROM addresses a WHERE a.run = ? AND a.due = 0 AND a.id > ? ORDER BY a.id LIMIT ?`, run.ID, after, pagesAtOnce)
	if err != nil {
		return nil, after, err
	}
	defer rows.Close()
	for rows.Next() {
		var one Page
		var visited int64
		var outcome Outcome
		var own, other string
		if err := rows.Scan(&last, &one.URL, &visited, &outcome, &own, &other); err != nil {
			return nil, after, err
		}
		one.Visited = instant(visited)
		switch outcome {
		case Read, Same:
			if err := json.Unmarshal([]byte(own), &one.OwnIDs); err != nil {
				return nil, after, err
			}
		case Gone:
		case Copy, Moved:
			if other != "[]" {
				continue // it states what is stated elsewhere, or nobody knows
			}
		default:
			continue
		}
		some = append(some, one)
	}
	return some, last, rows.Err()
}
