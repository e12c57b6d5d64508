package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fingerpost/crawler/links"
	"fingerpost/data"
	"fingerpost/data/store"
)

// checkKeptLinks looks at the websites of the open listings that are kept, and notes which of them work.
func (a *app) checkKeptLinks(ctx context.Context, text string, private bool) error {
	return a.withStore(ctx, func(ctx context.Context, s *store.Store) error {
		all, err := websites(ctx, s, text)
		if err != nil {
			return err
		}
		return a.checkLinks(ctx, all, private, func(results []links.Result) error {
			var worked, failed []string
			for _, r := range results {
				switch r.State {
				case links.Fine, links.Moved:
					worked = append(worked, r.URL)
				case links.Gone, links.Failed:
					failed = append(failed, r.URL)
				} // one that we may not look at tells nothing
			}
			return s.KeepTried(ctx, worked, failed, now())
		})
	})
}

// websites are the addresses that open listings show people, with the listings' ids.
func websites(ctx context.Context, s *store.Store, text string) ([]links.Link, error) {
	named := map[string][]string{}
	err := s.Walk(ctx, store.Walk{}, func(some []data.Exported, _ int) error {
		for _, one := range some {
			service := one.Listing.Service
			address := service.URL
			if address == "" {
				address = one.Listing.Organization.Website
			}
			if address != "" && service.Status.Listed() && strings.Contains(address, text) {
				named[address] = append(named[address], string(service.ID))
			}
		}
		return nil
	})
	var all []links.Link
	for _, address := range slices.Sorted(maps.Keys(named)) {
		all = append(all, links.Link{URL: address, Named: named[address]})
	}
	return all, err
}
