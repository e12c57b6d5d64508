package main

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

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

// sourceStatus is what is known of one source.
type sourceStatus struct {
	data.Source
	LastRun *store.Run `json:"last_run,omitempty"`
}

func (a *app) status(ctx context.Context, s *store.Store) error {
	counts, err := s.Count(ctx)
	if err != nil {
		return err
	}
	sources, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	runs, err := s.LastRuns(ctx)
	if err != nil {
		return err
	}
	list := []sourceStatus{}
	for _, source := range sources {
		one := sourceStatus{Source: source}
		if run, ok := runs[source.Key]; ok {
			one.LastRun = &run
		}
		list = append(list, one)
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
		return a.printJSON(map[string]any{"counts": counts, "sources": list, "server": running, "tables": geo.Datasets(), "searches": searched})
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
		a.printf("  %s", runSentence(one.LastRun))
	}
	return nil
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

func runSentence(run *store.Run) string {
	if run == nil {
		return "never read"
	}
	when := run.StartedAt.In(data.London).Format("2 January 2006 15:04")
	if run.FinishedAt.IsZero() {
		return "begun on " + when + " and not finished"
	}
	var n struct{ Records, Created, Updated, Unchanged, Rejected int }
	if err := json.Unmarshal(run.Summary, &n); err != nil {
		return "read on " + when
	}
	part := ""
	if !run.Complete {
		part = " (a part of it)"
	}
	return "read on " + when + part + ": " + plural(n.Records, "record") + ", " +
		plural(n.Created, "new one") + ", " + plural(n.Updated, "change") + ", " + plural(n.Rejected, "rejection")
}
