package crawler

import (
	"context"

	"fingerpost/crawler/frontier"
	"fingerpost/data"
	"fingerpost/data/store"
)

// What an input lacks that its source said before may have ended. Whether it is counted is a question of what was read: only
// what is the whole of its source can lack anything.

// lacking is what an intake notes of what its input does and does not hold.
type lacking struct {
	missing []store.Missing // of pages
	unread  map[string]bool // own ids of what is there and could not be taken
	unknown bool            // something is there that could not be taken, and nobody knows what it is
}

// Stated notes what the pages of a source state: what they stated before and do not state now is missing.
func (in *Intake) Stated(ctx context.Context, pages []frontier.Page) error {
	asked := make([]store.Page, len(pages))
	for i, page := range pages {
		asked[i] = store.Page{Address: page.URL, ReadAt: page.Visited, OwnIDs: page.OwnIDs}
	}
	missing, err := in.Store.Unstated(ctx, in.Source.Key, asked)
	in.lacks.missing = append(in.lacks.missing, missing...)
	return err
}

// rejected notes something that the input holds and that was not taken. It is there, and not missing, unless what is wrong with
// it is that it is nothing to list any more.
func (l *lacking) rejected(item data.Item, problems []data.Problem) {
	for _, p := range problems {
		switch p.Kind {
		case data.NotOpen, data.TestRow, data.NoService, data.NotListing, data.OtherCountry, data.Private:
			return
		case data.NoID:
			return // it is none of those that we know by their ids
		}
	}
	own := item.OwnID
	if own == "" {
		own = item.Submission.Service.OwnID
	}
	if own == "" {
		l.unknown = true
		return
	}
	if l.unread == nil {
		l.unread = map[string]bool{}
	}
	l.unread[own] = true
}

// countMissing counts what is missing, if all that the source has was read.
func (in *Intake) countMissing(ctx context.Context) error {
	missing := in.lacks.missing
	switch {
	case !in.Whole:
		return nil
	case in.Source.Kind == data.SourcePage: // each page answered for itself
	case in.tally.Partial, in.lacks.unknown, in.total > in.tally.Records:
		return nil // it holds more than was taken, or it says so
	default:
		ids, err := in.Store.Unsaid(ctx, in.run)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if !in.lacks.unread[id] {
				missing = append(missing, store.Missing{ID: id, At: in.run.StartedAt})
			}
		}
	}
	lack, err := in.Store.Lacks(ctx, in.Source.Key, missing, in.Anyway)
	in.tally.Missing, in.tally.MissingOf, in.tally.MissingIgnored = lack.Missing, lack.Had, lack.Ignored
	in.tally.Closed, in.tally.Pending = lack.Closed, in.tally.Pending+lack.Pending
	return err
}

// tellStated tells of the pages of a run that is over. What a page states that was read in an earlier part of the run is told of
// with it.
func (c *crawl) tellStated(ctx context.Context, j *job) error {
	if j.Stated == nil {
		return nil
	}
	return c.front.Pages(ctx, j.run, j.Stated)
}
