package site

import (
	"context"
	"time"

	"fingerpost/data"
)

// tellingTime is how long the store has to take what was counted.
const tellingTime = 10 * time.Second

// KeepCounts tells the store of the searches that were counted, every so often and once more when the context ends. A program
// that is killed loses what was counted since the last time.
func (s *Site) KeepCounts(ctx context.Context, every time.Duration) {
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	t := telling{Site: s}
	for ended := false; !ended; {
		select {
		case <-ticks.C:
		case <-ctx.Done():
			ended = true
		}
		t.tell(context.WithoutCancel(ctx))
	}
}

// telling is what is remembered from one time to the next.
type telling struct {
	*Site
	failing bool
	cleared data.Date // the day on which old counts were last removed
}

// tell tells the store, and removes old counts once a day. What fails is said once, and done again the next time.
func (t *telling) tell(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, tellingTime)
	defer cancel()
	err := t.add(ctx)
	if today := data.DateOf(t.Now()); err == nil && t.cleared != today {
		if err = t.Store.ForgetSearches(ctx, data.DateOf(t.Now().AddDate(-data.SearchYears, 0, 0))); err == nil {
			t.cleared = today
		}
	}
	if err != nil && !t.failing {
		t.Log.Warn("the counts of searches could not be kept; it is tried again", "error", err)
	}
	if err == nil && t.failing {
		t.Log.Info("the counts of searches are kept again")
	}
	t.failing = err != nil
}

// add tells the store what was counted. What it does not take is counted still.
func (t *telling) add(ctx context.Context) error {
	counts := t.counting.take(t.Now())
	if len(counts) == 0 {
		return nil
	}
	err := t.Store.AddSearches(ctx, counts)
	if err != nil {
		for _, c := range counts {
			t.counting.add(counted{c.Day, c.Outward, c.Topic}, tally{c.Searches, c.Little})
		}
	}
	return err
}
