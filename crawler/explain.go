package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
	"fingerpost/data"
)

// Explained is what a crawl would make of one page.
type Explained struct {
	URL      string // after redirects
	Title    string
	Expected bool // its address has the form of a listing's
	Wishes   extract.Wishes
	Links    int // of the source, that it leads to
	Report   extract.Report
	Items    []data.Item // as they would be handed over
}

// NotPageError is an address that holds no HTML.
type NotPageError struct{ URL, ContentType string }

func (e *NotPageError) Error() string {
	return fmt.Sprintf("crawler: %s: %q is no page", e.URL, e.ContentType)
}

// Explain asks for one page as a crawl of the source would, and says what it would make of it. Nothing is kept.
func Explain(ctx context.Context, src Source, client *fetch.Client, reading data.Reading, audiences []data.Audience, address string) (Explained, error) {
	j := &job{Job: Job{Source: src, Reading: reading, Audiences: audiences}, client: client.Narrow(src.inScope, src.Pace), began: time.Now()}
	u, err := url.Parse(address)
	if err != nil {
		return Explained{}, &fetch.ScopeError{URL: address}
	}
	got := newVisitor(ctx, j.client).get(fetch.Canonical(u).String(), http.Header{})
	if got.notPage {
		return Explained{}, &NotPageError{address, got.contentType}
	}
	if got.err != nil {
		return Explained{}, got.err
	}
	at := fetch.Canonical(got.url)
	doc, err := extract.Parse(got.body, at, got.contentType)
	if err != nil {
		return Explained{}, err
	}
	out := Explained{URL: at.String(), Title: data.PlainLine(doc.Title(), data.MaxName), Expected: src.isListing(at), Wishes: doc.Wishes(fetch.Token), Links: len(j.links(doc))}
	p := page{at: at, title: doc.Title(), dated: j.lastModified(got.header), expected: out.Expected}
	out.Report, out.Items, err = j.list(doc, p, reading.ReadAt)
	return out, err
}
