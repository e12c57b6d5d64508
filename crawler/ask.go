package crawler

import (
	"context"
	"errors"
	"time"

	"fingerpost/crawler/frontier"
	"fingerpost/data"
)

// Pages that say what they said are noted together, since that is most of them: as many as batch, or what came in noteEvery.
const (
	batch     = 32
	noteEvery = 2 * time.Second
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
		// What was visited is noted also when the crawl is stopped: it need not be asked for again.
		if err := errors.Join(err, a.note(context.WithoutCancel(ctx))); err != nil || !more {
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
	same    []frontier.Stop // visited, and not noted yet
	since   time.Time       // when the first of them was visited
}

// each visits pages. more is false when the host is to be left alone.
func (a *asking) each(ctx context.Context, stops []frontier.Stop) (more bool, err error) {
	for _, stop := range stops {
		j := a.jobs[stop.Source]
		visit, err := a.visit(ctx, j, stop)
		if err != nil {
			return false, err
		}
		if visit.Outcome == frontier.Same {
			if len(a.same) == 0 {
				a.since = a.settings.Now()
			}
			a.same = append(a.same, stop)
			if a.settings.Now().Sub(a.since) < noteEvery {
				continue
			}
			if err := a.note(ctx); err != nil {
				return false, err
			}
			continue
		}
		bounds, err := a.front.Done(ctx, a.claimed, stop, visit.Visit)
		if err != nil {
			return false, err
		}
		for _, bound := range bounds {
			j.tell(PageError{URL: stop.URL, Err: &BoundError{Bound: Bound(bound)}})
		}
		if visit.rest.After(a.settings.Now()) {
			return false, a.front.Rest(ctx, stop.Host, visit.rest)
		}
	}
	return true, nil
}

// note notes the pages that say what they said, and that their listings were seen. A page of whose listings the directory
// knows nothing, being older than the frontier, is asked for once more.
func (a *asking) note(ctx context.Context) error {
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
