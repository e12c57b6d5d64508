package crawler

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"time"

	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
	"fingerpost/data"
)

// mostAlike is how many pages that are alike have their links followed.
const mostAlike = 3

// visit is what became of one visit.
type visit struct {
	frontier.Visit
	rest time.Time         // the host is to be left alone until then
	doc  *extract.Document // its listings are still to be read
	page page
}

// visit visits one page. Its error ends the crawl.
func (w *worker) visit(ctx context.Context, j *job, stop frontier.Stop) (visit, error) {
	address, err := url.Parse(stop.URL)
	if err == nil {
		err = j.Source.inScope(address)
	}
	if err != nil { // the source's scope has become smaller since
		return visit{Visit: frontier.Visit{Outcome: frontier.Refused, Why: "scope"}}, nil
	}
	known := http.Header{}
	if stop.Reader == j.reader && stop.Outcome != frontier.Copy {
		set(known, "If-None-Match", stop.ETag)
		set(known, "If-Modified-Since", stop.LastModified)
	}
	got := w.visitor(ctx, j).get(stop.URL, known)
	if got.status == http.StatusNotModified && len(known) > 0 {
		return visit{Visit: frontier.Visit{Outcome: frontier.Same}}, nil
	}
	switch {
	case ctx.Err() != nil:
		return visit{}, context.Cause(ctx)
	case got.notPage:
		return visit{Visit: frontier.Visit{Outcome: frontier.NotPage}}, nil
	case got.err != nil:
		return w.failed(j, stop, got.err), nil
	}
	return w.safely(j, stop, func() visit { return w.read(j, stop, got) }), nil
}

// maxValidator is the longest of what a server calls an edition of a page that is kept. A header has room for 128 KiB of it,
// on every page.
const maxValidator = 256

// validator is what a server calls the edition of a page that it sent, to be handed back at the next visit.
func validator(h http.Header, name string) string {
	if value := h.Get(name); len(value) <= maxValidator {
		return value
	}
	return ""
}

func set(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

func (w *worker) visitor(ctx context.Context, j *job) *visitor {
	v := w.visitors[j.Source.Key]
	if v == nil {
		v = newVisitor(ctx, j.client)
		w.visitors[j.Source.Key] = v
	}
	return v
}

// failed says what follows from an error.
func (w *worker) failed(j *job, stop frontier.Stop, err error) visit {
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		err = wrapped.Err // the address is in the PageError
	}
	v := visit{Visit: frontier.Visit{Outcome: frontier.Failed, Why: reasonOf(err)}}
	var busy *fetch.BusyError
	switch {
	case errors.As(err, &busy):
		v.rest = busy.Until
		if stop.Attempts < len(w.settings.Retries) {
			v.Retry = busy.Until
		}
	case isGone(err):
		v.Outcome = frontier.Gone
	case isRefused(err):
		v.Outcome = frontier.Refused
	case isPassing(err) && stop.Attempts < len(w.settings.Retries):
		v.Retry = w.settings.Now().Add(w.settings.Retries[stop.Attempts])
	}
	if v.Retry.IsZero() {
		j.tell(PageError{URL: stop.URL, Err: err})
	}
	return v
}

// noPage are the ends of addresses that hold no page.
var noPage = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|pptx?|odt|ods|rtf|csv|txt|zip|gz|jpe?g|png|gif|svg|webp|ico|mp3|mp4|mov|avi|ics|vcf|css|js|json|xml|rss|atom)$`)

// maxAddress is the longest address that is kept. Longer ones are made by machines for machines.
const maxAddress = 2000

func addressOf(u *url.URL) frontier.Address {
	u = fetch.Canonical(u)
	return frontier.Address{URL: u.String(), Host: u.Host}
}

// read reads a page, once it is there, but for its listings.
func (w *worker) read(j *job, stop frontier.Stop, got answer) visit {
	at := fetch.Canonical(got.url)
	v := visit{Visit: frontier.Visit{
		Outcome: frontier.Read, ETag: validator(got.header, "ETag"), LastModified: validator(got.header, "Last-Modified"), Body: sha256.Sum256(got.body),
		Reader: j.reader, MaxDepth: j.Source.MaxDepth, MaxPages: j.Source.MaxPages, MostAlike: mostAlike,
	}}
	if final := addressOf(at); final.URL != stop.URL {
		v.Found, v.ForGood = &final, got.forGood
	} else if v.Body == stop.Body && stop.Reader == j.reader {
		return visit{Visit: frontier.Visit{Outcome: frontier.Same}}
	}
	doc, err := extract.Parse(got.body, at, got.contentType)
	if err != nil {
		return w.failed(j, stop, err)
	}
	print, wishes := doc.Print(), doc.Wishes(fetch.Token)
	v.Words, v.Shape, v.Likeness = print.Exact, print.Shape, print.Likeness
	if !wishes.NoFollow {
		v.Links = j.links(doc)
	}
	expected := j.Source.isListing(at)
	if v.Keeps = !wishes.NoIndex && (expected || len(j.Source.listing) == 0); v.Keeps {
		v.doc, v.page = doc, page{at: at, title: doc.Title(), dated: j.lastModified(got.header), expected: expected}
	}
	return v
}

// safely reads a page such that a reader that breaks on it breaks on it alone.
func (w *worker) safely(j *job, stop frontier.Stop, read func() visit) (v visit) {
	defer func() {
		if broke := recover(); broke != nil {
			v = w.failed(j, stop, &BrokenError{Cause: fmt.Sprint(broke), Stack: string(debug.Stack())})
		}
	}()
	return read()
}

// readAt is now, by the clock of what is read: a crawl may take days.
func (c *crawl) readAt(j *job) time.Time {
	return j.Reading.ReadAt.Add(c.settings.Now().Sub(j.began))
}

func (j *job) count(add func(*Tally)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	add(j.tally)
}

// links are the addresses of the source that a page leads to, each once.
func (j *job) links(doc *extract.Document) (out []frontier.Address) {
	seen := map[string]bool{}
	for _, link := range doc.Links() {
		u := fetch.Canonical(link)
		at := frontier.Address{URL: u.String(), Host: u.Host}
		if seen[at.URL] || j.Source.inScope(u) != nil || noPage.MatchString(u.Path) {
			continue
		}
		seen[at.URL] = true
		out = append(out, at)
	}
	return out
}

// lastModified is a page's date by its header. A server that makes each page anew says that it changed just now.
func (j *job) lastModified(h http.Header) data.Date {
	modified, err := http.ParseTime(h.Get("Last-Modified"))
	now, err2 := http.ParseTime(h.Get("Date"))
	if err2 != nil {
		now = j.Reading.ReadAt
	}
	if err != nil || now.Sub(modified) < 5*time.Minute || modified.Year() < 1995 {
		return data.Date{}
	}
	return data.DateOf(modified)
}
