package crawler

import (
	"context"
	"net/url"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

// Planned is an address that a crawl would ask for, or why it would not.
type Planned struct {
	URL     string
	Listing bool      // it has the form of a listing's address
	Visited time.Time // when it was last visited; zero: never
	Outcome frontier.Outcome
	Err     error // why it would not be asked for; nil: it would be
}

// Plan says what a crawl of a source would ask for first, of what is known: its starts, and what earlier crawls found. It
// asks for nothing but robots.txt. The plan has no more than most addresses; total is of how many.
func Plan(ctx context.Context, front *frontier.Frontier, src Source, client *fetch.Client, most int) (plan []Planned, total int, err error) {
	known, total, err := front.Known(ctx, src.Key, most)
	if err != nil {
		return nil, 0, err
	}
	seen := map[string]bool{}
	for _, k := range known {
		seen[k.URL] = true
	}
	for _, start := range src.Start {
		if at := addressOf(start); !seen[at.URL] {
			known, total = append(known, frontier.Kept{Address: at}), total+1
		}
	}
	client = client.Narrow(src.inScope, src.Pace)
	for _, k := range known {
		one := Planned{URL: k.URL, Visited: k.Visited, Outcome: k.Outcome}
		u, err := url.Parse(k.URL)
		if err == nil {
			one.Listing = src.isListing(u)
			err = client.Check(ctx, u)
		}
		if ctx.Err() != nil {
			return nil, 0, context.Cause(ctx)
		}
		one.Err = err
		plan = append(plan, one)
	}
	return plan, total, nil
}
