// Package links asks whether the pages that listings name are still there. It
// reads nothing of them: a page that is gone is for a person to look at, and
// closes no listing.
package links

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"fingerpost/crawler/fetch"
)

// State is what became of a link.
type State string

// The states, best first.
const (
	Fine    State = "fine"
	Moved   State = "moved"   // leads to another address
	Refused State = "refused" // robots.txt, or the site, does not let us look
	Failed  State = "failed"  // no answer, or one that tells nothing: try again another day
	Gone    State = "gone"    // 404 or 410
)

// States lists the states, worst first.
var States = []State{Gone, Failed, Refused, Moved, Fine}

// Link is an address and where it is named.
type Link struct {
	URL   string
	Named []string // places in files, or ids of listings
}

// Result is a link that was looked at.
type Result struct {
	Link
	State State
	To    string // where it leads, if it has moved
	Err   error  // what went wrong, unless it is fine or has moved
}

// Fetcher fetches a page: a [fetch.Client].
type Fetcher interface {
	Get(ctx context.Context, address string, known fetch.Conditions) (*fetch.Page, error)
}

// hosts is how many hosts are asked at once. Each is asked one thing at a time, at
// the pace of the client.
const hosts = 8

// Check looks at links, those of one host one after another, and returns the
// results in the order of the links. looked, which may be nil, is told how many
// have been looked at.
func Check(ctx context.Context, client Fetcher, all []Link, looked func(n int)) ([]Result, error) {
	results := make([]Result, len(all))
	byHost := map[string][]int{}
	for i, l := range all {
		byHost[hostOf(l.URL)] = append(byHost[hostOf(l.URL)], i)
	}
	queue := make(chan []int)
	var wait sync.WaitGroup
	var lock sync.Mutex
	done := 0
	for range min(hosts, len(byHost)) {
		wait.Go(func() {
			for mine := range queue {
				for _, i := range mine {
					results[i] = look(ctx, client, all[i])
					lock.Lock()
					done++
					if looked != nil {
						looked(done)
					}
					lock.Unlock()
				}
			}
		})
	}
	for _, mine := range byHost {
		queue <- mine
	}
	close(queue)
	wait.Wait()
	return results, ctx.Err()
}

func look(ctx context.Context, client Fetcher, l Link) Result {
	r := Result{Link: l}
	page, err := client.Get(ctx, l.URL, fetch.Conditions{})
	var status *fetch.StatusError
	var large *fetch.TooLargeError
	var robots *fetch.RobotsError
	switch {
	case err == nil && !same(page.URL, l.URL):
		r.State, r.To = Moved, page.URL
	case err == nil, errors.As(err, &large): // a page too large to read is there
		r.State = Fine
	case errors.As(err, &status) && (status.Code == http.StatusNotFound || status.Code == http.StatusGone):
		r.State, r.Err = Gone, err
	case errors.As(err, &robots) && robots.Cause == nil,
		errors.As(err, &status) && slices.Contains([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests}, status.Code):
		r.State, r.Err = Refused, err
	default:
		r.State, r.Err = Failed, err
	}
	return r
}

// same says whether two addresses are one but for what sites add by themselves: a
// safe connection, www, a slash at the end.
func same(a, b string) bool {
	plain := func(s string) string {
		_, s, _ = strings.Cut(s, "://")
		return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
	}
	return plain(a) == plain(b)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
