package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/data"

	"github.com/gocolly/colly/v2"
)

// Tally is what became of a crawl.
type Tally struct {
	Pages    int // read
	Listings int // handed over
	Errors   []PageError
	// Complete says that everything in scope was seen, so that what was not found is not there. It is false when a bound,
	// a page that could not be had, or the end of the context cut the crawl off. A link to a page that is gone (404, 410) is
	// no such thing.
	Complete bool
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
	BoundPages   Bound = "max_pages"
	BoundDepth   Bound = "max_depth"
	BoundRepeats Bound = "repeats" // pages that differ in numbers and dates alone, under ever new addresses
)

func (e *BoundError) Error() string { return "crawler: bound reached: " + string(e.Bound) }

const (
	mostAlike = 3               // pages of one shape whose links are followed
	patience  = 2 * time.Minute // the longest rest of a host that is waited out
)

// Crawl reads the pages of a source, from its start along the links that its scope holds, one after the other, and hands
// each listing to visit. It ends with an error when the context does, or visit returns one; a page that cannot be read is
// only counted. The client decides which addresses may be reached; the source can make its scope smaller and its pace
// slower, and no more.
func Crawl(ctx context.Context, src Source, client *fetch.Client, reading data.Reading, visit func(data.Item) error) (Tally, error) {
	for _, topic := range src.Topics {
		if _, ok := reading.Topics.Get(topic); !ok {
			return Tally{}, &SourceError{File: string(src.Key), Key: "topics", Reason: BadValue}
		}
	}
	c := &crawl{
		ctx: ctx, source: src, client: client.Narrow(src.inScope, src.Pace), reading: reading, visit: visit,
		seen: map[string]bool{}, words: map[[32]byte]bool{}, shapes: map[[32]byte]int{}, bounds: map[string]bool{},
		tally: Tally{Complete: true},
	}
	c.collector = c.newCollector()
	for _, start := range src.Start {
		c.enqueue(start, 0, start.String())
	}
	err := c.run()
	c.tally.Complete = c.tally.Complete && err == nil
	return c.tally, err
}

type crawl struct {
	ctx       context.Context
	source    Source
	client    *fetch.Client
	reading   data.Reading
	visit     func(data.Item) error
	collector *colly.Collector

	queue  []crawlStop
	seen   map[string]bool   // canonical addresses that were queued or reached
	words  map[[32]byte]bool // pages read
	shapes map[[32]byte]int
	bounds map[string]bool // bounds told of
	tally  Tally
	page   *pageVisit // the one being visited
	failed error      // what visit returned
}

// crawlStop is an address to visit.
type crawlStop struct {
	url   *url.URL
	depth int
}

// newCollector makes the page visitor. It is a collector without the constructor, which would let COLLY_* variables of the
// environment override what is set here.
func (c *crawl) newCollector() *colly.Collector {
	v := &colly.Collector{}
	v.Init()
	// Colly's own robots check is left off on purpose: it takes a failing robots.txt for leave, does not look at redirects,
	// and keeps what it read for ever. The transport asks robots.txt on every hop. The crawl's test holds it to that.
	v.IgnoreRobotsTxt = true
	v.AllowURLRevisit = true // what was visited is our own set, by canonical address
	v.MaxBodySize = 0        // Colly would cut without a word; the transport refuses
	v.Context = c.ctx
	v.SetRequestTimeout(0) // it would count the wait for the pace; the transport has its own
	v.DisableCookies()
	v.SetRedirectHandler(c.client.CheckRedirect)
	v.WithTransport(c.client.Transport()) // not SetClient, which drops the redirect handler
	v.OnResponseHeaders(c.onHeaders)
	v.OnScraped(c.onScraped)
	v.OnError(func(r *colly.Response, err error) {
		c.page.err = err
		if r.StatusCode != 0 && r.StatusCode != http.StatusOK {
			c.page.err = &fetch.StatusError{URL: r.Request.URL.String(), Code: r.StatusCode}
		}
	})
	return v
}

func (c *crawl) run() error {
	for len(c.queue) > 0 {
		next := c.queue[0]
		c.queue = c.queue[1:]
		if err := c.fetch(next); err != nil {
			return err
		}
	}
	return nil
}

// fetch visits one page, waiting out a short rest of its host. Its error ends the crawl.
func (c *crawl) fetch(s crawlStop) error {
	for range 3 {
		c.page = &pageVisit{crawlStop: s}
		err := c.collector.Request(http.MethodGet, s.url.String(), nil, nil, http.Header{"Accept": {"text/html,application/xhtml+xml"}})
		if c.page.err == nil {
			c.page.err = err // one of which Colly's OnError is not told: an address that it cannot read
		}
		if err := errors.Join(c.ctx.Err(), c.failed); err != nil {
			return err
		}
		var busy *fetch.BusyError
		if !errors.As(c.page.err, &busy) || time.Until(busy.Until) > patience {
			break
		}
		select {
		case <-time.After(time.Until(busy.Until)):
		case <-c.ctx.Done():
			return c.ctx.Err()
		}
	}
	if err := c.page.err; err != nil && !c.page.notHTML {
		if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
			err = wrapped.Err // the address is in the PageError
		}
		c.tally.Errors = append(c.tally.Errors, PageError{URL: s.url.String(), Err: err})
		c.tally.Complete = c.tally.Complete && s.depth > 0 && isGone(err)
	}
	return nil
}

// isGone reports whether an error says that there is no such page, rather than that it could not be had.
func isGone(err error) bool {
	var status *fetch.StatusError
	return errors.As(err, &status) && (status.Code == http.StatusNotFound || status.Code == http.StatusGone)
}

// bounded notes that a bound was reached, once for each thing that it bounds.
func (c *crawl) bounded(bound Bound, of, where string) {
	if c.bounds[string(bound)+of] {
		return
	}
	c.bounds[string(bound)+of] = true
	c.tally.Complete = false
	c.tally.Errors = append(c.tally.Errors, PageError{URL: where, Err: &BoundError{Bound: bound}})
}

// noPage are the ends of addresses that hold no page.
var noPage = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|txt|zip|gz|jpe?g|png|gif|svg|webp|ico|mp3|mp4|mov|avi|ics|vcf|css|js|json|xml|rss|atom)$`)

// enqueue puts an address on the list, unless it is there, out of scope or beyond a bound.
func (c *crawl) enqueue(address *url.URL, depth int, from string) {
	u := fetch.Canonical(address)
	key := u.String()
	if c.seen[key] || len(key) > 2000 || c.source.inScope(u) != nil || noPage.MatchString(u.Path) {
		return
	}
	switch {
	case depth > c.source.MaxDepth:
		c.bounded(BoundDepth, "", from)
	case len(c.seen) >= c.source.MaxPages:
		c.bounded(BoundPages, "", from)
	default:
		c.seen[key] = true
		c.queue = append(c.queue, crawlStop{u, depth})
	}
}
