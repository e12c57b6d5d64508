package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"fingerpost/crawler"
	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
	"fingerpost/data"
	"fingerpost/data/store"
)

// crawlAll reads sources, several at once.
func (a *app) crawlAll(ctx context.Context, sources []crawler.Source, f crawlFlags) (err error) {
	kept, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	front, err := frontier.Open(ctx, a.config.Data, frontier.Options{Now: now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, front.Close()) }()
	var jobs []crawler.Job
	var intakes []*crawler.Intake
	for _, source := range sources {
		in, job, err := a.crawlJob(ctx, kept, source, f)
		if err != nil {
			return err
		}
		jobs, intakes = append(jobs, job), append(intakes, in)
	}
	started := now()
	tallies, broke := crawler.Crawl(ctx, front, crawler.Settings{Workers: f.workers, Now: now}, jobs...)
	rejected := 0
	for i, in := range intakes {
		t := tallies[i]
		in.Pages(t.Pages, t.Pages)
		if !t.Complete {
			in.CutOff()
		}
		summary, endErr := in.End(ctx, broke)
		rejected += summary.Rejected
		if endErr != nil && !errors.Is(broke, context.Canceled) {
			err = errors.Join(err, endErr)
			continue
		}
		err = errors.Join(err, a.summarise(in.Source, summary, f.importFlags, now().Sub(started)))
		if t.Pages == 0 {
			err = errors.Join(err, t.First) // why nothing could be read
		}
		a.tellCrawl(t)
	}
	if err == nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	if err == nil && f.strict && rejected > 0 {
		return &quietError{}
	}
	return err
}

// crawlJob makes one source ready to be crawled.
func (a *app) crawlJob(ctx context.Context, kept *store.Store, source crawler.Source, f crawlFlags) (*crawler.Intake, crawler.Job, error) {
	files, err := a.files()
	if err != nil {
		return nil, crawler.Job{}, err
	}
	lexicon, err := files.Lexicon(now())
	if err != nil {
		return nil, crawler.Job{}, err
	}
	client, err := a.crawlClient(source, f)
	if err != nil {
		return nil, crawler.Job{}, err
	}
	about := source.Data()
	step, _ := a.progress("reading " + string(source.Key))
	in := &crawler.Intake{Store: kept, Source: about, Kind: "crawl", Input: about.URL, Progress: step}
	if err := in.Begin(ctx); err != nil {
		return nil, crawler.Job{}, err
	}
	return in, crawler.Job{
		Source: source, Client: client,
		Reading: data.Reading{Source: about, ReadAt: now().UTC(), Live: true, Topics: lexicon.Topics}, Audiences: lexicon.Audiences,
		Take:  func(item data.Item) (bool, error) { return in.Take(ctx, item) },
		Sight: func(ids []string, readAt time.Time) ([]string, error) { return in.Sight(ctx, ids, readAt) },
		Told: func(e crawler.PageError) {
			a.log.Warn("a page was not read", "source", source.Key, "url", e.URL, "because", sentence(e.Err))
		},
	}, nil
}

func (a *app) crawlClient(source crawler.Source, f crawlFlags) (*fetch.Client, error) {
	private := f.allowPrivate || source.AllowPrivate
	agent, err := a.agent(private)
	if err != nil {
		return nil, err
	}
	return fetch.New(fetch.Options{Agent: agent, AllowPrivate: private, Pace: source.Pace}), nil
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
