package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"fingerpost/crawler"
	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
	"fingerpost/data"
	"fingerpost/data/store"
)

// reader reads sources for one command.
type reader struct {
	*app
	flags   crawlFlags
	kept    *store.Store
	lexicon data.Lexicon

	mu    sync.Mutex
	count int                   // of records
	step  func(done, total int) // of the progress that is shown
	told  []func(*app) error    // what is to be said when all is read
}

// crawlAll reads sources, several at once: feeds and tables one after the other, and beside them pages, on several hosts.
func (a *app) crawlAll(ctx context.Context, sources []crawler.Source, f crawlFlags) (err error) {
	kept, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	lexicon, err := a.lexicon()
	if err != nil {
		return err
	}
	step, end := a.progress("reading sources")
	r := &reader{app: a, flags: f, kept: kept, lexicon: lexicon, step: step}
	var pages []crawler.Source
	var both sync.WaitGroup
	var dataErr error
	both.Go(func() {
		for _, source := range sources {
			if source.Kind != crawler.KindPages && ctx.Err() == nil {
				dataErr = errors.Join(dataErr, r.readData(ctx, source))
			}
		}
	})
	for _, source := range sources {
		if source.Kind == crawler.KindPages {
			pages = append(pages, source)
		}
	}
	if len(pages) > 0 {
		err = r.crawlPages(ctx, pages)
	}
	both.Wait()
	end()
	err = errors.Join(err, dataErr)
	for _, tell := range r.told {
		err = errors.Join(err, tell(a))
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// tell says what came of a source once all are read.
func (r *reader) tell(in *crawler.Intake, summary crawler.Summary, took time.Duration, more func(*app)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = append(r.told, func(a *app) error {
		if err := a.summarise(in.Source, summary, r.flags.importFlags, took); err != nil {
			return err
		}
		more(a)
		if r.flags.strict && summary.Rejected > 0 {
			return &quietError{}
		}
		return nil
	})
}

// readData reads a feed or a table.
func (r *reader) readData(ctx context.Context, source crawler.Source) error {
	mappings, err := r.mappings("")
	if err != nil {
		return err
	}
	in, reading, client, err := r.ready(ctx, source)
	if err != nil {
		return err
	}
	started := now()
	summary, err := in.End(ctx, crawler.ReadData(ctx, source, client, in, reading, mappings))
	if err == nil || summary.Records > 0 {
		r.tell(in, summary, now().Sub(started), func(*app) {})
	}
	if err != nil {
		return fmt.Errorf("%s: %w", source.Key, err)
	}
	return nil
}

// crawlPages reads the pages of sources.
func (r *reader) crawlPages(ctx context.Context, sources []crawler.Source) (err error) {
	front, err := frontier.Open(ctx, r.config.Data, frontier.Options{Now: now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, front.Close()) }()
	var jobs []crawler.Job
	var intakes []*crawler.Intake
	for _, source := range sources {
		in, job, err := r.job(ctx, source)
		if err != nil {
			return err
		}
		jobs, intakes = append(jobs, job), append(intakes, in)
	}
	started := now()
	tallies, broke := crawler.Crawl(ctx, front, crawler.Settings{Workers: r.flags.workers, Now: now}, jobs...)
	for i, in := range intakes {
		t := tallies[i]
		in.Pages(t.Pages, t.Pages)
		in.Missed(t.Outcomes[frontier.Failed])
		if !t.Complete {
			in.CutOff()
		}
		summary, endErr := in.End(ctx, broke)
		if endErr != nil && !errors.Is(broke, context.Canceled) {
			err = errors.Join(err, endErr)
			continue
		}
		r.tell(in, summary, now().Sub(started), func(a *app) { a.tellCrawl(t) })
		if t.Pages == 0 && t.First != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", in.Source.Key, t.First))
		}
	}
	return err
}

// ready begins to read a source.
func (r *reader) ready(ctx context.Context, source crawler.Source) (*crawler.Intake, data.Reading, *fetch.Client, error) {
	client, err := r.crawlClient(source, r.flags)
	if err != nil {
		return nil, data.Reading{}, nil, err
	}
	about := source.Data()
	in := &crawler.Intake{Store: r.kept, Source: about, Kind: "crawl", Input: about.URL, Whole: !source.Part, Anyway: r.flags.anyway, Progress: func(int, int) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.count++
		r.step(r.count, 0)
	}}
	if err := in.Begin(ctx); err != nil {
		return nil, data.Reading{}, nil, err
	}
	return in, data.Reading{Source: about, ReadAt: now().UTC(), Live: true, Topics: r.lexicon.Topics}, client, nil
}

// job makes one source of pages ready to be crawled.
func (r *reader) job(ctx context.Context, source crawler.Source) (*crawler.Intake, crawler.Job, error) {
	in, reading, client, err := r.ready(ctx, source)
	return in, crawler.Job{
		Source: source, Client: client, Reading: reading, Audiences: r.lexicon.Audiences,
		Take:   func(all []data.Item) ([]bool, error) { return in.TakeAll(ctx, all) },
		Sight:  func(ids []string, readAt time.Time) ([]string, error) { return in.Sight(ctx, ids, readAt) },
		Stated: func(pages []frontier.Page) error { return in.Stated(ctx, pages) },
		Told: func(e crawler.PageError) {
			r.log.Warn("a page was not read", "source", source.Key, "url", e.URL, "because", sentence(e.Err))
		},
	}, err
}

// lexicon is what words mean, of the content.
func (a *app) lexicon() (data.Lexicon, error) {
	files, err := a.files()
	if err != nil {
		return data.Lexicon{}, err
	}
	return files.Lexicon(now())
}

func (a *app) crawlClient(source crawler.Source, f crawlFlags) (*fetch.Client, error) {
	private := f.allowPrivate || source.AllowPrivate
	agent, err := a.agent(private)
	if err != nil {
		return nil, err
	}
	return a.clients.of(agent, private).Narrow(nil, cmp.Or(source.Pace, time.Second)), nil
}

// crawlClients are what all sources are read with: one client for the public internet, and one that may reach private
// addresses too. Sources that share a host, or lead to one another's, share its robots.txt, its pace and its rest with it.
type crawlClients struct {
	mu  sync.Mutex
	all map[bool]*fetch.Client // by whether private addresses are allowed
}

func (c *crawlClients) of(agent string, private bool) *fetch.Client {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all[private] == nil {
		if c.all == nil {
			c.all = map[bool]*fetch.Client{}
		}
		o := fetch.Options{Agent: agent, AllowPrivate: private}
		if private {
			o.Pace = time.Nanosecond // what a source says, or a second
		}
		c.all[private] = fetch.New(o)
	}
	return c.all[private]
}

// tellCrawl says what became of the pages.
func (a *app) tellCrawl(t crawler.Tally) {
	if a.json {
		return
	}
	a.printf("  %s asked for, %s unchanged; %d gone, %d that must not be asked for, %d that could not be had.",
		plural(t.Pages, "page"), plural(t.Same, "page"), t.Outcomes[frontier.Gone], t.Outcomes[frontier.Refused], t.Outcomes[frontier.Failed])
	if t.Resumed {
		a.printf("  This went on with a crawl that had been cut off.")
	}
	if t.Left > 0 {
		when := ""
		if !t.Rests.IsZero() {
			when = ", since a host asks to be left alone until " + t.Rests.In(data.London).Format("2 January 15:04")
		}
		a.printf("  %s not visited yet%s. The next crawl goes on there.", plural(t.Left, "page"), when)
	}
}

// crawlEvery reads each source when it is due, until it is stopped.
func (a *app) crawlEvery(ctx context.Context, sources []crawler.Source, f crawlFlags) error {
	for {
		due, next, err := a.dueSources(ctx, sources)
		if err != nil {
			return err
		}
		if len(due) > 0 {
			// What goes wrong with one round is told; the next may do better.
			if err := a.crawlAll(ctx, due, f); err != nil && ctx.Err() == nil {
				a.log.Error("not all sources could be read", "because", sentence(err))
			}
		} else {
			a.log.Info("waiting", "until", next.In(data.London).Format("2 January 15:04"))
		}
		wait := max(next.Sub(now()), time.Second)
		if len(due) > 0 {
			wait = time.Second
		}
		select {
		case <-time.After(min(wait, time.Minute)):
		case <-ctx.Done():
			return nil
		}
	}
}

// dueSources are those to be read now, and when the next is.
func (a *app) dueSources(ctx context.Context, sources []crawler.Source) (due []crawler.Source, next time.Time, err error) {
	kept, err := a.openStore(ctx)
	if err != nil {
		return nil, next, err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	runs, err := kept.LastRuns(ctx)
	if err != nil {
		return nil, next, err
	}
	for _, source := range sources {
		at := nextRun(source, runs)
		if !at.After(now()) {
			due = append(due, source)
		} else if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	slices.SortFunc(due, func(x, y crawler.Source) int { return nextRun(x, runs).Compare(nextRun(y, runs)) })
	return due, next, nil
}

// againAfter is when a source is read again of which a part is left.
const againAfter = 10 * time.Minute

// nextRun is when a source is to be read next: at once if it never was.
func nextRun(source crawler.Source, runs map[data.SourceKey]store.Run) time.Time {
	run, ok := runs[source.Key]
	switch {
	case !ok:
		return time.Time{}
	case run.FinishedAt.IsZero():
		return run.StartedAt.Add(againAfter)
	}
	return run.StartedAt.Add(source.Every)
}
