package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

// The bounds of what is read of a site's sitemaps (sitemaps.org allows 50,000 addresses and 50 MB to a file).
const (
	maxSitemaps    = 100
	maxSitemapSize = 50 << 20
	maxEntries     = 50_000
	maxEntrySize   = 256 << 10 // with its pictures and its other languages
	maxEntryDepth  = 20
)

// errHostileSitemap is of XML that nobody writes who wants to be read: an entry, or a tag, beyond the bounds.
var (
	errHostileSitemap = errors.New("XML that no sitemap has")
	errLongSitemap    = errors.New("more entries than a sitemap may have")
)

// SitemapError is a sitemap that cannot be read.
type SitemapError struct{ Err error }

func (e *SitemapError) Error() string { return fmt.Sprintf("crawler: sitemap: %v", e.Err) }
func (e *SitemapError) Unwrap() error { return e.Err }

// readSitemaps puts what a source's sitemaps list into the frontier, with when it last changed. A sitemap that cannot be
// read is told of, and makes the crawl a part of the whole.
func (c *crawl) readSitemaps(ctx context.Context, j *job) error {
	if j.resumed {
		return nil
	}
	onHost := func(u *url.URL) error {
		if !slices.Contains(j.Source.Hosts, fetch.Canonical(u).Host) {
			return errOtherHost
		}
		return nil
	}
	client := j.Client.Narrow(onHost, j.Source.Pace).Holding(maxSitemapSize)
	todo := slices.Clone(j.Source.Sitemaps)
	seen := map[string]bool{}
	for n := 0; len(todo) > 0; n++ {
		next := todo[0]
		todo = todo[1:]
		if seen[next.String()] {
			continue
		}
		seen[next.String()] = true
		if n >= maxSitemaps {
			return c.front.Cut(ctx, j.run, frontier.BoundSitemap)
		}
		pages, more, err := readSitemap(ctx, client, next)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			j.tell(PageError{URL: next.String(), Err: &SitemapError{err}})
			if err := c.front.Cut(ctx, j.run, frontier.BoundSitemap); err != nil {
				return err
			}
		}
		todo = append(todo, more...)
		listed := pages[:0]
		for _, p := range pages {
			if u, err := url.Parse(p.URL); err == nil && j.Source.inScope(u) == nil && !noPage.MatchString(u.Path) {
				listed = append(listed, p)
			}
		}
		if err := c.front.List(ctx, j.run, listed, j.reader, j.Source.MaxPages); err != nil {
			return err
		}
	}
	return nil
}

// readSitemap reads one sitemap: the pages that it lists, and the sitemaps.
func readSitemap(ctx context.Context, client *fetch.Client, at *url.URL) (pages []frontier.Listed, more []*url.URL, err error) {
	got, err := client.Get(ctx, at.String(), fetch.Conditions{})
	if err != nil {
		return nil, nil, err
	}
	var body io.Reader = bytes.NewReader(got.Body)
	if bytes.HasPrefix(got.Body, []byte("\x1f\x8b")) { // a file that is compressed, whatever the transfer was
		unzipped, err := gzip.NewReader(body)
		if err != nil {
			return nil, nil, err
		}
		limited := &io.LimitedReader{R: unzipped, N: maxSitemapSize + 1}
		body = limited
		defer func() {
			if limited.N <= 0 && err == nil {
				err = &fetch.TooLargeError{URL: at.String(), Limit: maxSitemapSize}
			}
		}()
	}
	return readEntries(body, at)
}

// rationed is a reader that gives no more than it is allowed, so that nothing between two looks at it becomes large.
type rationed struct {
	io.Reader
	left int
}

func (r *rationed) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, errHostileSitemap
	}
	n, err := r.Reader.Read(p[:min(len(p), r.left)])
	r.left -= n
	return n, err
}

// readEntries reads the entries of a sitemap. What was read before something went wrong is given all the same.
func readEntries(body io.Reader, at *url.URL) (pages []frontier.Listed, more []*url.URL, err error) {
	ration := &rationed{Reader: body}
	decoder := xml.NewDecoder(ration)
	for depth := 0; ; {
		ration.left = maxEntrySize
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return pages, more, nil
		}
		if err != nil {
			return pages, more, err
		}
		if _, ends := token.(xml.EndElement); ends {
			depth--
		}
		start, ok := token.(xml.StartElement)
		if ok {
			if depth++; depth > maxEntryDepth {
				return pages, more, errHostileSitemap
			}
		}
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var entry struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		}
		if err := decoder.DecodeElement(&entry, &start); err != nil {
			return pages, more, err
		}
		depth-- // its end was read too
		u, err := at.Parse(strings.TrimSpace(entry.Loc))
		if err != nil || entry.Loc == "" || len(entry.Loc) > maxAddress {
			continue
		}
		if len(pages)+len(more) >= maxEntries {
			return pages, more, errLongSitemap
		}
		if start.Name.Local == "sitemap" {
			more = append(more, u)
			continue
		}
		pages = append(pages, frontier.Listed{Address: addressOf(u), Changed: lastmod(entry.Lastmod)})
	}
}

// lastmod is a W3C date (sitemaps.org), or zero. Of a day alone it is the end that counts.
func lastmod(s string) time.Time {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Add(24 * time.Hour)
	}
	return time.Time{}
}
