package crawler

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
	"fingerpost/data"
)

// Job is a source of pages to crawl, and who takes what it says. Take and Sight are never called by two workers at once.
type Job struct {
	Source Source
	// Client decides which addresses may be reached; the source can make its scope smaller and its pace slower, and no more.
	Client  *fetch.Client
	Reading data.Reading
	// Audiences are the groups of people that listings may be for, by the words that pages call them by.
	Audiences []data.Audience
	// Take takes listings, each or why there is none, all or none of them, and reports which are kept.
	Take func([]data.Item) (kept []bool, err error)
	// Sight is told of listings, by the source's own ids, whose page says what it said. It gives back those of which it
	// knows nothing: their page is read as if it were new.
	Sight func(ids []string, readAt time.Time) (unknown []string, err error)
	// Stated is told, when a run over all of the source has ended, of each page that was asked for in it and what it states; may
	// be nil.
	Stated func([]frontier.Page) error
	Told   func(PageError) // of each page that is not read, or whose links are not followed; may be nil
}

// Tally is what became of a crawl of one source.
type Tally struct {
	frontier.Tally
	Pages    int       // that were asked for and are there
	Same     int       // of them, that say what they said
	Listings int       // handed over
	Sighted  int       // listings whose page says what it said
	Resumed  bool      // an earlier crawl that was cut off went on
	Rests    time.Time // until when a host rests that has more; zero: none does
	First    error     // why the first page was not read of those that were not; nil: all were
}

// PageError is why a page, or what is behind it, was not read.
type PageError struct {
	URL string
	Err error
}

func (e PageError) Error() string { return fmt.Sprintf("%s: %v", e.URL, e.Err) }
func (e PageError) Unwrap() error { return e.Err }

// BoundError is a bound that a crawl ran into.
type BoundError struct{ Bound Bound }

// Bound is what limits a crawl.
type Bound string

// The bounds of a [BoundError].
const (
	BoundPages   Bound = frontier.BoundPages
	BoundDepth   Bound = frontier.BoundDepth
	BoundRepeats Bound = frontier.BoundRepeats // pages that say nearly the same, or differ in numbers and dates alone
	BoundSitemap Bound = frontier.BoundSitemap
)

func (e *BoundError) Error() string { return "crawler: bound reached: " + string(e.Bound) }

// Settings are how a crawl is run. The zero value of each means its default.
type Settings struct {
	Workers  int             // hosts that are asked at the same time: 4
	Patience time.Duration   // the longest rest of a host that is waited out: 2 minutes
	Retries  []time.Duration // how long to wait before what failed is tried again, each time: 5 and 30 seconds
	Now      data.Clock
}

func (s Settings) whole() Settings {
	if s.Workers <= 0 {
		s.Workers = 4
	}
	if s.Patience <= 0 {
		s.Patience = 2 * time.Minute
	}
	if s.Retries == nil {
		s.Retries = []time.Duration{5 * time.Second, 30 * time.Second}
	}
	if s.Now == nil {
		s.Now = time.Now
	}
	return s
}

// Crawl reads the pages of sources, from their starts along the links that their scopes hold, and hands over each listing.
// What an earlier crawl left is done first: a source whose crawl was cut off goes on where it was. It ends with an error when
// the context does, or one of the jobs returns one; a page that cannot be read is only counted. The tallies are in the order
// of the jobs, also when there is an error.
func Crawl(ctx context.Context, front *frontier.Frontier, settings Settings, jobs ...Job) ([]Tally, error) {
	c := &crawl{front: front, settings: settings.whole(), jobs: map[data.SourceKey]*job{}}
	tallies := make([]Tally, len(jobs))
	for i, j := range jobs {
		one, err := c.begin(ctx, j, &tallies[i])
		if err != nil {
			return tallies, err
		}
		c.jobs[j.Source.Key] = one
		c.sources = append(c.sources, j.Source.Key)
	}
	err := c.work(ctx)
	for _, key := range c.sources {
		err = errors.Join(err, c.end(context.WithoutCancel(ctx), c.jobs[key]))
	}
	return tallies, err
}

type crawl struct {
	front    *frontier.Frontier
	settings Settings
	jobs     map[data.SourceKey]*job
	sources  []data.SourceKey
}

// job is a [Job] under way.
type job struct {
	Job
	client  *fetch.Client
	reader  string // what reads its pages: a hash of all that it depends on
	run     frontier.Run
	resumed bool
	began   time.Time

	mu    sync.Mutex // held while its functions are called, and its tally is changed
	tally *Tally
}

func (c *crawl) begin(ctx context.Context, j Job, tally *Tally) (*job, error) {
	for _, topic := range j.Source.Topics {
		if _, ok := j.Reading.Topics.Get(topic); !ok {
			return nil, &SourceError{File: string(j.Source.Key), Key: "topics", Reason: BadValue}
		}
	}
	one := &job{Job: j, client: j.Client.Narrow(j.Source.inScope, j.Source.Pace), began: c.settings.Now(), tally: tally}
	var err error
	if one.reader, err = readerOf(j); err != nil {
		return nil, err
	}
	var starts []frontier.Address
	for _, u := range j.Source.Start {
		starts = append(starts, addressOf(u))
	}
	if one.run, one.resumed, err = c.front.Begin(ctx, j.Source.Key, starts); err != nil {
		return nil, err
	}
	tally.Resumed = one.resumed
	return one, c.readSitemaps(ctx, one)
}

// end sums a job up, and ends its run if nothing is left.
func (c *crawl) end(ctx context.Context, j *job) error {
	tally, err := c.front.Tally(ctx, j.run)
	if err != nil {
		return err
	}
	j.tally.Tally = tally
	if tally.Left > 0 {
		return nil
	}
	if err := c.tellStated(ctx, j); err != nil {
		return err
	}
	return c.front.End(ctx, j.run)
}

// work has workers ask hosts until nothing is due that could be had now.
func (c *crawl) work(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	for range c.settings.Workers {
		w := &worker{crawl: c, visitors: map[data.SourceKey]*visitor{}}
		all.Go(func() {
			if err := w.run(ctx); err != nil {
				stop(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// worker asks one host at a time.
type worker struct {
	*crawl
	visitors map[data.SourceKey]*visitor
}

// idleFor is how long a worker waits before it looks again whether another has left a host.
const idleFor = 100 * time.Millisecond

func (w *worker) run(ctx context.Context) error {
	for {
		claimed, idle, err := w.front.Claim(ctx, w.sources)
		if err != nil {
			return err
		}
		wait := idleFor
		switch {
		case claimed.Host != "":
			if err := w.ask(ctx, claimed); err != nil {
				return err
			}
			continue
		case !idle.Left:
			return nil
		case !idle.Leased:
			if wait = idle.Until.Sub(w.settings.Now()); wait > w.settings.Patience {
				w.rests(idle.Until)
				return nil
			}
		}
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// rests notes that there is more, but not now.
func (c *crawl) rests(until time.Time) {
	for _, j := range c.jobs {
		j.mu.Lock()
		j.tally.Rests = until
		j.mu.Unlock()
	}
}

func (j *job) tell(e PageError) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.tally.First == nil {
		j.tally.First = e
	}
	if j.Told != nil {
		j.Told(e)
	}
}

// sleep waits, unless the context ends first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return context.Cause(ctx)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
