package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/geo"
)

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "Say what the directory holds, what each source last brought, and what waits",
		Example: "  fingerpost status --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), a.status)
		},
	}
}

// searchDays is over how many days searches are summed up.
const searchDays = 30

// searchStatus is how many searches there were. What is left out is fewer than five: nobody is shown that.
type searchStatus struct {
	Days     int `json:"days"`
	Searches int `json:"searches,omitempty"`
	Enough   int `json:"found_enough,omitempty"`
	Little   int `json:"found_little,omitempty"`
}

// sourceStatus is what is known of one source: one that was ever read, or one that is set up to be.
type sourceStatus struct {
	data.Source
	LastRun   *store.Run `json:"last_run,omitempty"`
	Pages     int        `json:"pages"` // of the last run, as all that follow
	Records   int        `json:"records"`
	Changes   int        `json:"changes"`   // services that are new or say something else
	Errors    int        `json:"errors"`    // pages that could not be had
	Suspected int        `json:"suspected"` // open listings that were missing when it was last read
	Missing   int        `json:"missing,omitempty"`
	MissingOf int        `json:"missing_of,omitempty"`
	// MissingIgnored says that it lacked much at once, and that nothing was counted.
	MissingIgnored bool `json:"missing_ignored,omitempty"`
	// Capped is of how many keys too many things had the same to compare all of them, by level and sort of key.
	Capped    map[string]int `json:"capped,omitempty"`
	OnRequest bool           `json:"on_request,omitempty"`
	NextRun   time.Time      `json:"next_run,omitzero"` // when "crawl --every" reads it next; a time gone by means at once

	summary crawler.Summary
}

// sourceStatuses are what is known of the sources. A source file that cannot be read hides nothing of those that were read.
func (a *app) sourceStatuses(ctx context.Context, s *store.Store) (list []sourceStatus, mistake, err error) {
	known, err := s.Sources(ctx)
	if err != nil {
		return nil, nil, err
	}
	runs, err := s.LastRuns(ctx)
	if err != nil {
		return nil, nil, err
	}
	setUp, mistake := a.sources()
	list = []sourceStatus{}
	for _, source := range known {
		list = append(list, sourceStatus{Source: source})
	}
	for _, source := range setUp {
		i := slices.IndexFunc(list, func(one sourceStatus) bool { return one.Key == source.Key })
		if i < 0 && source.OnRequest {
			continue // it ships, and nobody has asked for it
		}
		if i < 0 {
			list = append(list, sourceStatus{Source: source.Data()})
			i = len(list) - 1
		}
		if list[i].OnRequest = source.OnRequest; !source.OnRequest {
			list[i].NextRun = cmp.Or(nextRun(source, runs), now().UTC())
		}
	}
	suspected, err := s.Suspected(ctx)
	if err != nil {
		return nil, nil, err
	}
	for i := range list {
		list[i].Suspected = suspected[list[i].Key]
		if run, ok := runs[list[i].Key]; ok {
			list[i].ran(run)
		}
	}
	return list, mistake, nil
}

// ran notes the last run. Of one that was cut off nothing is known but when it began.
func (one *sourceStatus) ran(run store.Run) {
	one.LastRun = &run
	if json.Unmarshal(run.Summary, &one.summary) != nil {
		one.summary = crawler.Summary{}
	}
	s := one.summary
	one.Pages, one.Records, one.Changes, one.Errors = s.Pages, s.Records, s.Created+s.Updated, s.Errors
	one.Missing, one.MissingOf, one.MissingIgnored = s.Missing, s.MissingOf, s.MissingIgnored
	one.Capped = s.Capped
}

func (a *app) status(ctx context.Context, s *store.Store) error {
	counts, err := s.Count(ctx)
	if err != nil {
		return err
	}
	list, mistake, err := a.sourceStatuses(ctx, s)
	if err != nil {
		return err
	}
	searched, err := recentSearches(ctx, s)
	if err != nil {
		return err
	}
	server, err := whoServes(a.config.Data)
	running := ""
	if err == nil {
		if release, err := lockFolder(a.config.Data); err != nil {
			running = server.Address
		} else if err := release(); err != nil {
			return err
		}
	}
	if a.json {
		return errors.Join(a.printJSON(map[string]any{"counts": counts, "sources": list, "server": running, "tables": geo.Datasets(), "searches": searched}), mistake)
	}
	a.printf("%s, %s, %s. %s and %s waiting for review. Log at %d.", plural(counts.Services, "service"), plural(counts.Organizations, "organization"),
		plural(counts.Locations, "location"), plural(counts.Waiting, "change"), plural(counts.Reports, "report"), counts.Log)
	a.printf("Searches in the last %d days: %s found enough, %s found little.", searched.Days, atLeast(searched.Enough), atLeast(searched.Little))
	if running != "" {
		a.printf("A server answers at %s.", running)
	} else {
		a.printf("No server is running on this folder.")
	}
	for _, set := range geo.Datasets() {
		a.printf("%s: %d from %s, imported on %s", set.Kind, set.Rows, strings.TrimSuffix(set.Source+", "+set.Dated, ", "), set.Made.In(data.London).Format("2 January 2006"))
	}
	for _, one := range list {
		a.printf("%s (%s)", one.Key, one.Name)
		a.printf("  %s%s", one.runSentence(), one.nextSentence())
		if one.Suspected > 0 {
			a.printf("  %s of it missing when it was last read, and tried again", plural(one.Suspected, "listing"))
		}
		if one.MissingIgnored {
			a.printf("  %s", missingSentence(one.Key, one.summary))
		}
	}
	return mistake
}

func recentSearches(ctx context.Context, s *store.Store) (searchStatus, error) {
	from, to := data.DateOf(now().AddDate(0, 0, 1-searchDays)), data.DateOf(now())
	counts, err := s.Searches(ctx, from, to)
	shown := data.ShownSearches(counts)
	return searchStatus{searchDays, shown.Searches(), shown.Enough, shown.Little}, err
}

// atLeast words a number that was rounded down.
func atLeast(n int) string {
	if n == 0 {
		return "fewer than " + strconv.Itoa(data.SearchStep)
	}
	return "at least " + strconv.Itoa(n)
}

func (one sourceStatus) runSentence() string {
	run, n := one.LastRun, one.summary
	if run == nil {
		return "never read"
	}
	when := run.StartedAt.In(data.London).Format("2 January 2006 15:04")
	if run.FinishedAt.IsZero() {
		return "begun on " + when + " and not finished"
	}
	part := ""
	if !run.Complete {
		part = " (a part of it)"
	}
	pages := ""
	if n.Pages > 0 {
		pages = plural(n.Pages, "page") + ", "
	}
	return "read on " + when + part + ": " + pages + plural(n.Records, "record") + ", " +
		plural(n.Created, "new one") + ", " + plural(n.Updated, "change") + ", " + plural(n.Rejected, "rejection") + ", " + plural(n.Errors, "error")
}

func (one sourceStatus) nextSentence() string {
	switch {
	case one.OnRequest:
		return "; read again when it is named"
	case one.NextRun.IsZero():
		return "" // a file, or a person: it comes when it comes
	case one.NextRun.After(now()):
		return "; due on " + one.NextRun.In(data.London).Format("2 January 2006 15:04")
	}
	return "; due now"
}
