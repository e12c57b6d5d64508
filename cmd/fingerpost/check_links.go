package main

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/links"
)

func (a *app) checkLinksCommand() *cobra.Command {
	var private, directory bool
	cmd := &cobra.Command{
		Use:   "links [TEXT]",
		Short: "Ask whether the pages that the default listings name are still there (needs the internet)",
		Long: `Ask whether the pages that the default listings and crisis lines name are still there: their web sites, and the sources of their
facts. One host is asked one thing a second, and only what its robots.txt allows. A page that is gone closes nothing: look for where the
fact stands now, and mend the listing. TEXT picks the addresses that contain it. Exits with 1 if any is gone.

With --directory it asks for the websites of all open listings that are kept instead, and notes which do not work: of one that did
not on three days, its listing says so, until it works again.`,
		Example: "  fingerpost check links\n  fingerpost check links leeds.gov.uk --json\n  fingerpost check links --directory",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text := strings.Join(args, "")
			if directory {
				return a.checkKeptLinks(cmd.Context(), text, private)
			}
			all, err := a.linksOfListings(text)
			if err != nil {
				return err
			}
			return a.checkLinks(cmd.Context(), all, private, func([]links.Result) error { return nil })
		},
	}
	cmd.Flags().BoolVar(&directory, "directory", false, "ask for the websites of all open listings that are kept, and note at them which do not work")
	cmd.Flags().BoolVar(&private, "allow-private", false, "let links be on this machine or a private network")
	return cmd
}

// linkResult is a link as --json writes it.
type linkResult struct {
	URL   string      `json:"url"`
	State links.State `json:"state"`
	To    string      `json:"to,omitempty"`
	Why   string      `json:"why,omitempty"`
	Named []string    `json:"named"`
}

// checkLinks looks at links, hands over what came of it, and tells it.
func (a *app) checkLinks(ctx context.Context, all []links.Link, private bool, keep func([]links.Result) error) error {
	agent, err := a.agent(private)
	if err != nil {
		return err
	}
	client := fetch.New(fetch.Options{Agent: agent, AllowPrivate: private, Pace: paceFor(importFlags{allowPrivate: private}), Timeout: 20 * time.Second})
	step, end := a.progress("looking at links")
	results, err := links.Check(ctx, client, all, func(n int) { step(n, len(all)) })
	end()
	if err != nil {
		return err
	}
	if err := keep(results); err != nil {
		return err
	}
	slices.SortStableFunc(results, func(x, y links.Result) int {
		return cmp.Compare(slices.Index(links.States, x.State), slices.Index(links.States, y.State))
	})
	count := map[links.State]int{}
	out := []linkResult{}
	for _, r := range results {
		count[r.State]++
		one := linkResult{URL: r.URL, State: r.State, To: r.To, Named: r.Named}
		if r.Err != nil {
			one.Why = sentence(r.Err)
		}
		out = append(out, one)
	}
	if a.json {
		err = a.printJSON(map[string]any{"links": len(all), "states": count, "results": out})
	} else {
		a.printLinks(out, count)
	}
	if err == nil && count[links.Gone] > 0 {
		return &quietError{}
	}
	return err
}

func (a *app) printLinks(results []linkResult, count map[links.State]int) {
	for _, r := range results {
		switch r.State {
		case links.Fine:
			continue
		case links.Moved:
			a.printf("moved: %s leads to %s", r.URL, r.To)
		default:
			a.printf("%s: %s: %s", r.State, r.URL, r.Why)
		}
		for _, where := range r.Named {
			a.printf("  named in %s", where)
		}
	}
	a.printf("%s: %d fine, %d moved, %d refused, %d failed, %d gone.", plural(len(results), "link"), count[links.Fine], count[links.Moved],
		count[links.Refused], count[links.Failed], count[links.Gone])
}

// linksOfListings are the addresses with a text in them that the default listings and the crisis lines name, each once.
func (a *app) linksOfListings(text string) ([]links.Link, error) {
	items, _, err := a.defaultListings()
	if err != nil {
		return nil, err
	}
	files, err := a.files()
	if err != nil {
		return nil, err
	}
	lines, err := files.Helplines(now())
	if err != nil {
		return nil, err
	}
	named := map[string][]string{}
	add := func(address, where string) {
		if address != "" && strings.Contains(address, text) && !slices.Contains(named[address], where) {
			named[address] = append(named[address], where)
		}
	}
	for _, item := range items {
		add(item.Submission.Service.Doc.URL, item.Where)
		if o := item.Submission.Organization; o != nil {
			add(o.Doc.Website, item.Where)
		}
		for _, r := range item.Submission.Records {
			add(r.URL, item.Where)
		}
	}
	for _, line := range lines {
		add(line.SourceURL, "crisis line "+line.ID)
	}
	var all []links.Link
	for _, address := range slices.Sorted(maps.Keys(named)) {
		all = append(all, links.Link{URL: address, Named: named[address]})
	}
	return all, nil
}
