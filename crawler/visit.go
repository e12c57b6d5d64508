package crawler

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
	"fingerpost/data"

	"github.com/gocolly/colly/v2"
)

// pageVisit is one visit.
type pageVisit struct {
	crawlStop
	contentType string
	dated       data.Date
	title       string
	print       extract.Print
	links       []*url.URL
	wishes      extract.Wishes
	notHTML     bool
	err         error
}

func (c *crawl) onHeaders(r *colly.Response) {
	if r.StatusCode != http.StatusOK {
		return
	}
	c.page.contentType = r.Headers.Get("Content-Type")
	media, _, _ := mime.ParseMediaType(c.page.contentType)
	if media == "" {
		media = "text/html"
	}
	if media != "text/html" && media != "application/xhtml+xml" {
		c.page.notHTML = true
		r.Request.Abort()
		return
	}
	// Without the charset Colly leaves the bytes as they came, and they are decoded once, by crawler/extract.
	r.Headers.Set("Content-Type", media)
	c.page.dated = c.lastModified(r.Headers)
}

// lastModified is a page's date by its header. A server that makes each page anew says that it changed just now.
func (c *crawl) lastModified(h *http.Header) data.Date {
	modified, err := http.ParseTime(h.Get("Last-Modified"))
	now, err2 := http.ParseTime(h.Get("Date"))
	if err2 != nil {
		now = c.reading.ReadAt
	}
	if err != nil || now.Sub(modified) < 5*time.Minute || modified.Year() < 1995 {
		return data.Date{}
	}
	return data.DateOf(modified)
}

// onScraped takes what a page says, once it is read.
func (c *crawl) onScraped(r *colly.Response) {
	p := c.page
	if p.err != nil {
		return
	}
	c.tally.Pages++
	final := fetch.Canonical(r.Request.URL)
	if final.String() != p.url.String() {
		if c.seen[final.String()] {
			return // a redirect to a page that is visited anyway
		}
		c.seen[final.String()] = true
	}
	doc, err := extract.Parse(r.Body, final, p.contentType)
	if err != nil {
		p.err = err
		return
	}
	p.title, p.print, p.links, p.wishes = doc.Title(), doc.Print(), doc.Links(), doc.Wishes(fetch.Token)
	if c.words[p.print.Exact] {
		return
	}
	c.words[p.print.Exact] = true
	c.follow(final)
	if c.source.isListing(final) && !p.wishes.NoIndex {
		c.read(final, doc)
	}
}

// follow queues a page's links, unless it is one of many alike.
func (c *crawl) follow(at *url.URL) {
	p := c.page
	c.shapes[p.print.Shape]++
	switch {
	case p.wishes.NoFollow:
	case c.shapes[p.print.Shape] > mostAlike:
		c.bounded(BoundRepeats, string(p.print.Shape[:]), at.String())
	default:
		for _, link := range p.links {
			c.enqueue(link, p.depth+1, at.String())
		}
	}
}

// read hands over the listings that a page states.
func (c *crawl) read(at *url.URL, doc *extract.Document) {
	found, err := doc.Read(c.source.Rules)
	if err != nil {
		c.page.err = err
		return
	}
	if len(found) == 0 {
		found = []extract.Found{{}} // a page in a listing's place that says nothing: reported, not passed over
	}
	seen := map[string]bool{}
	for i, f := range found {
		own, where := at.String(), at.String()
		if len(found) > 1 {
			own, where = own+"#"+strings.ToLower(f.Name), fmt.Sprintf("%s, %d", where, i+1)
		}
		item := data.Item{Where: where}
		if kind, refused := c.refuses(f, seen[own]); refused {
			item.Problems = []data.Problem{{Where: where, Field: "name", Kind: kind, Value: f.Name}}
		} else if item.Submission, err = f.Submission(c.about(own, at), c.reading); err != nil {
			c.page.err = err
			return
		} else {
			c.tally.Listings++
		}
		seen[own] = true
		if c.failed = c.visit(item); c.failed != nil {
			return
		}
	}
}

// refuses says why what was found is no listing.
func (c *crawl) refuses(f extract.Found, repeated bool) (data.ProblemKind, bool) {
	switch {
	case f.Name == "":
		return data.NoName, true
	case repeated:
		return data.RepeatedID, true
	case data.DateOf(c.reading.ReadAt).After(f.Ends) && !f.Ends.IsZero():
		return data.NotOpen, true // an event that is over
	}
	return "", false
}

func (c *crawl) about(own string, at *url.URL) extract.About {
	return extract.About{
		OwnID: own, URL: at.String(), Title: c.page.title, Dated: c.page.dated, Topics: c.source.Topics, Ways: c.source.Ways,
	}
}
