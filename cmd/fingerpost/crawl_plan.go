package main

import (
	"context"
	"errors"
	"time"

	"fingerpost/crawler"
	"fingerpost/crawler/frontier"
	"fingerpost/data"
)

// planned is one line of a plan, for a program.
type planned struct {
	Source  data.SourceKey `json:"source"`
	URL     string         `json:"url"`
	Listing bool           `json:"listing"`
	Visited string         `json:"visited,omitempty"`
	Outcome string         `json:"outcome,omitempty"`
	WhyNot  string         `json:"why_not,omitempty"`
}

// mostPlanned is how many addresses of a source a plan shows.
const mostPlanned = 200

// crawlPlan says what a crawl would ask for, and what not and why.
func (a *app) crawlPlan(ctx context.Context, sources []crawler.Source, f crawlFlags) (err error) {
	end, err := a.beDiscreet(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	front, err := frontier.Open(ctx, a.config.Data, frontier.Options{Now: now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, front.Close()) }()
	all := []planned{}
	for _, source := range sources {
		client, err := a.crawlClient(source, f)
		if err != nil {
			return err
		}
		plan, total, err := crawler.Plan(ctx, front, source, client, mostPlanned)
		if err != nil {
			return err
		}
		if !a.json {
			a.printf("%s (%s), every %s, %s between pages:", source.Key, source.Name, spanWords(source.Every), client.Pace())
		}
		for _, p := range plan {
			one := planned{Source: source.Key, URL: p.URL, Listing: p.Listing, Outcome: string(p.Outcome)}
			if !p.Visited.IsZero() {
				one.Visited = p.Visited.In(data.London).Format("2006-01-02 15:04")
			}
			if p.Err != nil {
				one.WhyNot = sentence(p.Err)
			}
			all = append(all, one)
			if !a.json {
				a.printf("  %s", planLine(one))
			}
		}
		if more := total - len(plan); more > 0 && !a.json {
			a.printf("  ... and %d more that are known", more)
		}
	}
	if a.json {
		return a.printJSON(all)
	}
	return nil
}

func planLine(p planned) string {
	line := p.URL
	if p.Listing {
		line += " (a listing)"
	}
	if p.Visited != "" {
		line += ", last " + p.Outcome + " " + p.Visited
	}
	if p.WhyNot != "" {
		return "no:  " + line + ": " + p.WhyNot
	}
	return "yes: " + line
}

// spanWords writes a span of time in days, where it is of whole ones.
func spanWords(d time.Duration) string {
	if days := d / (24 * time.Hour); d%(24*time.Hour) == 0 {
		return plural(int(days), "day")
	}
	return d.String()
}
