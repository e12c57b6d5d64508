package crawler

import (
	"context"
	"errors"
	"time"

	"fingerpost/crawler/frontier"
	"fingerpost/data"
)

// What came of pages is kept together, which is far quicker than one by one: of as many as batch, or what came in keepEvery.
const (
	batch     = 32
	keepEvery = 2 * time.Second
)

// ask visits what is due on a host, one page after the other.
func (w *worker) ask(ctx context.Context, claimed frontier.Claimed) (err error) {
	defer func() {
		err = errors.Join(err, w.front.Release(context.WithoutCancel(ctx), claimed))
	}()
	a := &asking{worker: w, claimed: claimed}
	for first := true; ; first = false {
		stops, err := w.front.Next(ctx, claimed, w.sources, batch)
		if errors.Is(err, frontier.ErrLost) {
			return nil // we were stopped for long, and another worker has the host
		}
		if err != nil || len(stops) == 0 {
			return err
		}
		if first { // another process may have asked it just now
			pace := w.jobs[stops[0].Source].client.Pace()
			if err := sleep(ctx, claimed.Asked.Add(pace).Sub(w.settings.Now())); err != nil {
				return err
			}
		}
		more, err := a.each(ctx, stops)
		// What was read is kept also when the crawl is stopped: it need not be asked for again.
		if err := errors.Join(err, a.keep(context.WithoutCancel(ctx))); err != nil || !more {
			if errors.Is(err, frontier.ErrLost) {
				return nil
			}
			return err
		}
	}
}

// asking is a host that is being asked.
type asking struct {
	*worker
	claimed frontier.Claimed
	same    []frontier.Stop // say what they said, which is not noted yet
	read    []read          // state listings, which are not kept yet
	since   time.Time       // when the first of all these was visited
}

// read is a page that was read, with the listings that it states.
type read struct {
	job   *job
	at    int64 // the id of its address
	items []data.Item
}

// each visits pages. more is false when the host is to be left alone.
func (a *asking) each(ctx context.Context, stops []frontier.Stop) (more bool, err error) {
	for _, stop := range stops {
		j := a.jobs[stop.Source]
		visit, err := a.visit(ctx, j, stop)
		if err != nil {
			return false, err
		}
		if len(a.same)+len(a.read) == 0 {
			a.since = a.settings.Now()
		}
		if visit.Outcome == frontier.Same {
			a.same = append(a.same, stop)
		} else if err := a.done(ctx, j, stop, visit); err != nil {
			return false, err
		}
		if visit.rest.After(a.settings.Now()) {
			return false, a.front.Rest(ctx, stop.Host, visit.rest)
		}
		if a.settings.Now().Sub(a.since) >= keepEvery {
			if err := a.keep(ctx); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// done notes a visit, and reads the listings of a page that says something new.
func (a *asking) done(ctx context.Context, j *job, stop frontier.Stop, v visit) error {
	noted, err := a.front.Done(ctx, a.claimed, stop, v.Visit)
	if err != nil {
		return err
	}
	for _, bound := range noted.Bounds {
		j.tell(PageError{URL: stop.URL, Err: &BoundError{Bound: Bound(bound)}})
	}
	if v.Outcome == frontier.Read {
		j.count(func(t *Tally) { t.Pages++ })
	}
	if v.doc == nil || !noted.New() {
		return nil
	}
	var items []data.Item
	broken := a.safely(j, stop, func() visit {
		_, items, err = j.list(v.doc, v.page, a.readAt(j))
		return visit{}
	})
	if err != nil {
		return err
	}
	if broken.Outcome != "" {
		_, err := a.front.Done(ctx, a.claimed, stop, broken.Visit)
		return err
	}
	if v.Found != nil && len(items) == 1 {
		items[0].Submission.Was = stop.URL // where it led from: the listing may have moved with its page
	}
	a.read = append(a.read, read{j, noted.ID, items})
	return nil
}

// keep hands over what was read, and notes it and what has not changed.
func (a *asking) keep(ctx context.Context) error {
	return errors.Join(a.keepRead(ctx), a.keepSame(ctx))
}

func (a *asking) keepRead(ctx context.Context) error {
	if len(a.read) == 0 {
		return nil
	}
	items := map[*job][]data.Item{}
	for _, page := range a.read {
		items[page.job] = append(items[page.job], page.items...)
	}
	kept := map[*job][]bool{}
	for j, all := range items {
		var err error
		if kept[j], err = j.take(all); err != nil {
			return err
		}
	}
	pages := make([]frontier.Keep, len(a.read))
	for i, page := range a.read {
		pages[i] = frontier.Keep{ID: page.at, Reader: page.job.reader}
		for n, item := range page.items {
			if kept[page.job][n] {
				pages[i].OwnIDs = append(pages[i].OwnIDs, item.Submission.Service.OwnID)
			}
		}
		kept[page.job] = kept[page.job][len(page.items):]
	}
	a.read = nil
	return a.front.Kept(ctx, a.claimed, pages)
}

func (j *job) take(items []data.Item) ([]bool, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, item := range items {
		if !item.Refused() {
			j.tally.Listings++
		}
	}
	return j.Take(items)
}

// keepSame notes the pages that say what they said, and that their listings were seen. A page of whose listings the directory
// knows nothing, being older than the frontier, is asked for once more.
func (a *asking) keepSame(ctx context.Context) error {
	if len(a.same) == 0 {
		return nil
	}
	own := map[data.SourceKey][]string{}
	for _, stop := range a.same {
		own[stop.Source] = append(own[stop.Source], stop.OwnIDs...)
	}
	unknown := map[string]bool{}
	for key, ids := range own {
		missing, err := a.jobs[key].sight(ids, a.readAt(a.jobs[key]))
		if err != nil {
			return err
		}
		for _, id := range missing {
			unknown[string(key)+" "+id] = true
		}
	}
	forgets := map[int64]bool{}
	for _, stop := range a.same {
		for _, id := range stop.OwnIDs {
			forgets[stop.ID] = forgets[stop.ID] || unknown[string(stop.Source)+" "+id]
		}
		a.jobs[stop.Source].count(func(t *Tally) {
			if t.Pages++; forgets[stop.ID] {
				return
			}
			t.Same++
			t.Sighted += len(stop.OwnIDs)
		})
	}
	err := a.front.Same(ctx, a.claimed, a.same, forgets)
	a.same = nil
	return err
}

func (j *job) sight(ids []string, readAt time.Time) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.Sight(ids, readAt)
}
