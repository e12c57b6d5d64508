package crawler

import (
	"context"
	"errors"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

// Intake takes what readers yield into the store and keeps count. Every way in, whether a feed, a table, a page or the
// default listings, goes through one.
type Intake struct {
	Store    *store.Store
	Source   data.Source
	Kind     string                // of the run: "open-referral", "listings", "crawl", or the format of a table
	Input    string                // a file's or feed's name, as it is shown
	Progress func(done, total int) // may be nil; total is 0 when it is not known
	// Whole says that the input is all that the source has: what the source said before and is not in it is missing. Of pages
	// it says that all of the source's are asked for.
	Whole  bool
	Anyway bool // take also what looks like a mistake of the source: see flood.go and absence.go

	tally Summary
	run   store.Run
	total int
	flood flood
	read  int         // items, one by one
	taken []data.Item // of these, what is not kept yet
	lacks lacking
}

// Summary counts what became of an input.
type Summary struct {
	Records   int                      `json:"records"` // services that the input held
	Created   int                      `json:"created"`
	Updated   int                      `json:"updated"`
	Unchanged int                      `json:"unchanged"`
	Pending   int                      `json:"pending"`        // revisions that wait for a person
	Held      int                      `json:"held,omitempty"` // changes that were put back and wait, since the source said otherwise of too much at once
	Mended    int                      `json:"mended"`         // records in which something was mended
	Rejected  int                      `json:"rejected"`
	Problems  map[data.ProblemKind]int `json:"problems,omitempty"`
	Pages     int                      `json:"pages,omitempty"`
	AllPages  int                      `json:"all_pages,omitempty"` // how many the input says it has; 0: it does not say
	Errors    int                      `json:"errors,omitempty"`    // pages that could not be had
	Partial   bool                     `json:"partial,omitempty"`   // not everything that the source has was read; nothing is closed on its account
	Capped    map[string]int           `json:"capped,omitempty"`    // keys that too many things have to compare all of them, by level and sort: "service name"
	// Missing are open listings that the source had and does not have now, of those that it had.
	Missing        int            `json:"missing,omitempty"`
	MissingOf      int            `json:"missing_of,omitempty"`
	MissingIgnored bool           `json:"missing_ignored,omitempty"` // it is much at once, and was not counted
	Closed         int            `json:"closed,omitempty"`          // since they were missing often
	Rejections     []data.Problem `json:"-"`
}

// Begin makes the source known and notes that it is being read.
func (in *Intake) Begin(ctx context.Context) error {
	if err := in.Store.PutSource(ctx, in.Source); err != nil {
		return err
	}
	in.tally.Problems, in.tally.Capped = map[data.ProblemKind]int{}, map[string]int{}
	var err error
	if in.flood.known, err = in.Store.CountSaid(ctx, in.Source.Key); err != nil {
		return err
	}
	in.run = store.Run{Source: in.Source.Key, Kind: in.Kind, Input: in.Input}
	return in.Store.BeginRun(ctx, &in.run)
}

// Expect says how many records there are to come, for progress.
func (in *Intake) Expect(records int) { in.total = records }

// Pages notes how many pages of how many were read.
func (in *Intake) Pages(read, all int) {
	in.tally.Pages, in.tally.AllPages = read, all
}

// Missed notes pages that could not be had.
func (in *Intake) Missed(pages int) { in.tally.Errors += pages }

// CutOff notes that the input was not read to its end.
func (in *Intake) CutOff() { in.tally.Partial = true }

// atOnce is how many items are kept at once, which is far quicker than one by one.
const atOnce = 32

// Take takes one item, which is kept with others that follow, at the latest when the reading ends. What is refused is counted, with
// why; only a store that fails is an error.
func (in *Intake) Take(ctx context.Context, item data.Item) error {
	in.read++
	in.taken = append(in.taken, item)
	if len(in.taken) < atOnce {
		return nil
	}
	return in.flush(ctx)
}

func (in *Intake) flush(ctx context.Context) error {
	taken := in.taken
	in.taken = nil
	_, err := in.TakeAll(ctx, taken)
	return err
}

// TakeAll takes items, all or none, and reports which are kept.
func (in *Intake) TakeAll(ctx context.Context, items []data.Item) (kept []bool, err error) {
	kept = make([]bool, len(items))
	var fit []data.Item
	var at []int
	for i, item := range items {
		if !item.Refused() {
			fit, at = append(fit, item), append(at, i)
		}
	}
	outcomes, err := in.Store.SubmitAll(ctx, fit)
	if err != nil {
		return kept, err
	}
	if err := in.stem(ctx, outcomes); err != nil {
		return kept, err
	}
	problems := make([][]data.Problem, len(items))
	for i, item := range items {
		problems[i] = item.Problems[:len(item.Problems):len(item.Problems)]
	}
	for i, out := range outcomes {
		kept[at[i]] = !out.Refused()
		problems[at[i]] = append(problems[at[i]], out.Problems...)
		in.tally.Pending += out.Pending
		for sort, n := range out.Capped {
			in.tally.Capped[sort] += n
		}
		switch {
		case out.Refused():
		case out.Created:
			in.tally.Created++
		case out.Changed:
			in.tally.Updated++
		default:
			in.tally.Unchanged++
		}
	}
	for i := range items {
		in.tally.Records++
		if err := in.Store.BlankProblems(ctx, problems[i]); err != nil {
			return kept, err
		}
		if in.count(problems[i]); !kept[i] {
			in.lacks.rejected(items[i], problems[i])
		}
		if in.Progress != nil {
			in.Progress(in.tally.Records, in.total)
		}
	}
	return kept, nil
}

// Sight counts listings whose page says what it said, by the source's own ids. It gives back those of which the store knows
// nothing, and counts none of them.
func (in *Intake) Sight(ctx context.Context, ids []string, readAt time.Time) (unknown []string, err error) {
	if unknown, err = in.Store.Sight(ctx, in.Source.Key, ids, readAt); err == nil {
		in.tally.Records += len(ids) - len(unknown)
		in.tally.Unchanged += len(ids) - len(unknown)
	}
	return unknown, err
}

func (in *Intake) count(problems []data.Problem) {
	refused, mended := false, false
	for _, p := range problems {
		in.tally.Problems[p.Kind]++
		if p.Kind.Refuses() {
			if !refused {
				in.tally.Rejections = append(in.tally.Rejections, p)
			}
			refused = true
		} else {
			mended = true
		}
	}
	switch {
	case refused:
		in.tally.Rejected++
	case mended:
		in.tally.Mended++
	}
}

// End notes what was found, also when reading broke off because of an error.
func (in *Intake) End(ctx context.Context, broke error) (Summary, error) {
	// What was read is kept also when reading is broken off: it need not be asked for again.
	broke = errors.Join(broke, in.flush(context.WithoutCancel(ctx)))
	if broke != nil || in.tally.AllPages > in.tally.Pages {
		in.tally.Partial = true
	}
	if broke == nil {
		broke = in.countMissing(ctx)
	}
	// The note is made even if the context has ended: that is when it matters.
	err := in.Store.EndRun(context.WithoutCancel(ctx), &in.run, !in.tally.Partial, in.tally)
	return in.tally, errors.Join(broke, err)
}
