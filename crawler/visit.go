package crawler

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"strings"
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
	rest time.Time // the host is to be left alone until then
}

// visit visits one page, and hands over what it says. Its error ends the crawl.
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
	return w.read(j, stop, got)
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

// read takes what a page says, once it is there. A reader that breaks on a page breaks on that page alone.
func (w *worker) read(j *job, stop frontier.Stop, got answer) (v visit, err error) {
	defer func() {
		if broke := recover(); broke != nil {
			failure := &BrokenError{Cause: fmt.Sprint(broke), Stack: string(debug.Stack())}
			j.tell(PageError{URL: stop.URL, Err: failure})
			v, err = visit{Visit: frontier.Visit{Outcome: frontier.Failed, Why: reasonOf(failure)}}, nil
		}
	}()
	at := fetch.Canonical(got.url)
	v = visit{Visit: frontier.Visit{
		Outcome: frontier.Read, ETag: validator(got.header, "ETag"), LastModified: validator(got.header, "Last-Modified"), Body: sha256.Sum256(got.body),
		Reader: j.reader, MaxDepth: j.Source.MaxDepth, MaxPages: j.Source.MaxPages,
	}}
	if final := addressOf(at); final.URL != stop.URL {
		v.Found, v.ForGood = &final, got.forGood
	} else if v.Body == stop.Body && stop.Reader == j.reader {
		return visit{Visit: frontier.Visit{Outcome: frontier.Same}}, nil
	}
	doc, err := extract.Parse(got.body, at, got.contentType)
	if err != nil {
		return w.failed(j, stop, err), nil
	}
	print, wishes := doc.Print(), doc.Wishes(fetch.Token)
	v.Words, v.Shape, v.Likeness = print.Exact, print.Shape, print.Likeness
	met, err := w.front.Meet(context.Background(), stop, v.Visit)
	if err != nil {
		return v, err
	}
	j.count(func(t *Tally) { t.Pages++ })
	if met.Visited {
		v.Outcome = frontier.Copy
		return v, nil
	}
	if v.Alike = met.Alike >= mostAlike; !v.Alike && !wishes.NoFollow {
		v.Links = j.links(doc)
	}
	v.Alike = v.Alike && !wishes.NoFollow
	if met.Twin {
		v.Outcome = frontier.Copy // though its links may lead elsewhere
		return v, nil
	}
	if j.Source.isListing(at) && !wishes.NoIndex {
		return v, w.list(j, doc, &v, page{at: at, title: doc.Title(), dated: j.lastModified(got.header)})
	}
	return v, nil
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

// page is a page whose listings are read.
type page struct {
	at    *url.URL
	title string
	dated data.Date
}

// list hands over the listings that a page states, and notes their ids.
func (w *worker) list(j *job, doc *extract.Document, v *visit, p page) error {
	found, err := doc.Read(j.Source.Rules)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		found = []extract.Found{{}} // a page in a listing's place that says nothing: reported, not passed over
	}
	reading := j.Reading
	reading.ReadAt = w.readAt(j)
	j.mu.Lock()
	defer j.mu.Unlock()
	seen := map[string]bool{}
	for i, f := range found {
		own, where := p.at.String(), p.at.String()
		if len(found) > 1 {
			own, where = own+"#"+strings.ToLower(f.Name), fmt.Sprintf("%s, %d", where, i+1)
		}
		item := data.Item{Where: where}
		if kind, refused := j.refuses(f, seen[own]); refused {
			item.Problems = []data.Problem{{Where: where, Field: "name", Kind: kind, Value: f.Name}}
		} else if item.Submission, err = f.Submission(j.about(own, p), reading); err != nil {
			return err
		} else {
			j.tally.Listings++
		}
		seen[own] = true
		kept, err := j.Take(item)
		if err != nil {
			return err
		}
		if kept {
			v.OwnIDs = append(v.OwnIDs, own)
		}
	}
	return nil
}

// refuses says why what was found is no listing.
func (j *job) refuses(f extract.Found, repeated bool) (data.ProblemKind, bool) {
	switch {
	case f.Name == "":
		return data.NoName, true
	case repeated:
		return data.RepeatedID, true
	case data.DateOf(j.Reading.ReadAt).After(f.Ends) && !f.Ends.IsZero():
		return data.NotOpen, true // an event that is over
	}
	return "", false
}

func (j *job) about(own string, p page) extract.About {
	return extract.About{OwnID: own, URL: p.at.String(), Title: p.title, Dated: p.dated, Topics: j.Source.Topics, Ways: j.Source.Ways}
}

// readerOf is a hash of all that the reading of a page depends on, but for the page.
func readerOf(j Job) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %v %q", extract.Version, j.Source.Version, j.Reading.Topics.All, j.Reading.Source.Area))
	return hex.EncodeToString(sum[:8])
}
