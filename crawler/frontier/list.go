package frontier

import (
	"context"
	"time"
)

// Listed is an address that a sitemap lists, with when it says that the page last changed; zero if it does not say.
type Listed struct {
	Address
	Changed time.Time
}

// trustFor is how long a sitemap is believed that says nothing of a page has changed: then the page is asked all the same.
const trustFor = 30 * 24 * time.Hour

// List puts what a sitemap lists on the list. What was read since it last changed, by the same reader, is not due in the run.
func (f *Frontier) List(ctx context.Context, run Run, all []Listed, reader string, maxPages int) error {
	const batch = 500
	for len(all) > 0 {
		part := all[:min(batch, len(all))]
		all = all[len(part):]
		err := f.write(ctx, func(t tx) error {
			for _, one := range part {
				kept, err := t.add(run.Source, run.ID, one.Address, 1, "sitemap", maxPages)
				if err != nil {
					return err
				}
				if !kept {
					if _, err := t.bound(run.ID, BoundPages); err != nil {
						return err
					}
					continue
				}
				if one.Changed.IsZero() {
					continue
				}
				_, err = t.exec(`UPDATE addresses SET due = 0, outcome = ?, run = ? WHERE source = ? AND url = ? AND due = 1 AND outcome IN (?, ?) AND reader = ?
					AND visited_at > ? AND visited_at > ?`, string(Same), run.ID, string(run.Source), one.URL, string(Read), string(Same), reader,
					millis(one.Changed), t.now-trustFor.Milliseconds())
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Cut notes that something of a run could not be seen.
func (f *Frontier) Cut(ctx context.Context, run Run, bound string) error {
	return f.write(ctx, func(t tx) error {
		_, err := t.bound(run.ID, bound)
		return err
	})
}
