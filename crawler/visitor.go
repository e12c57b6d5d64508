package crawler

import (
	"context"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"fingerpost/crawler/fetch"

	"github.com/gocolly/colly/v2"
)

// visitor is a page visitor: a collector, and what it got at its last visit. It is for one goroutine.
type visitor struct {
	collector *colly.Collector
	answer    answer
}

// answer is what came of one request.
type answer struct {
	status      int
	header      http.Header
	url         *url.URL // the last one, after redirects
	forGood     bool     // all of the redirects say that the page has moved for good
	contentType string
	notPage     bool
	body        []byte
	err         error
}

// newVisitor makes one. It is a collector without the constructor, which would let COLLY_* variables of the environment
// override what is set here.
func newVisitor(ctx context.Context, client *fetch.Client) *visitor {
	v := &visitor{collector: &colly.Collector{}}
	c := v.collector
	c.Init()
	// Colly's own robots check is left off on purpose: it takes a failing robots.txt for leave, does not look at redirects,
	// and keeps what it read for ever. The transport asks robots.txt on every hop. The crawl's test holds it to that.
	c.IgnoreRobotsTxt = true
	c.AllowURLRevisit = true // what was visited is in the frontier, by canonical address
	c.MaxBodySize = 0        // Colly would cut without a word; the transport refuses
	c.Context = ctx
	c.SetRequestTimeout(0) // it would count the wait for the pace; the transport has its own
	c.DisableCookies()
	c.SetRedirectHandler(func(next *http.Request, via []*http.Request) error {
		code := 0
		if next.Response != nil {
			code = next.Response.StatusCode
		}
		v.answer.forGood = (len(via) == 1 || v.answer.forGood) && (code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect)
		return client.CheckRedirect(next, via)
	})
	c.WithTransport(client.Transport()) // not SetClient, which drops the redirect handler
	c.OnResponseHeaders(v.onHeaders)
	c.OnResponse(func(r *colly.Response) {
		v.answer.status, v.answer.header, v.answer.url, v.answer.body = r.StatusCode, *r.Headers, r.Request.URL, r.Body
	})
	c.OnError(func(r *colly.Response, err error) {
		v.answer.status, v.answer.err = r.StatusCode, err
		if r.Headers != nil {
			v.answer.header = *r.Headers
		}
		if r.StatusCode != 0 && r.StatusCode != http.StatusOK {
			v.answer.err = &fetch.StatusError{URL: r.Request.URL.String(), Code: r.StatusCode}
		}
	})
	return v
}

// get asks for a page, and says what came of it.
func (v *visitor) get(address string, header http.Header) answer {
	v.answer = answer{}
	header.Set("Accept", "text/html,application/xhtml+xml")
	err := v.collector.Request(http.MethodGet, address, nil, nil, header)
	switch {
	case v.answer.err != nil || v.answer.status == http.StatusOK:
	case err != nil:
		v.answer.err = err // one of which Colly's OnError is not told: an address that it cannot read
	default: // Colly takes everything below 203 for a page: also "accepted", which is what a guard says who wants a script run
		v.answer.err = &fetch.StatusError{URL: address, Code: v.answer.status}
	}
	got := v.answer
	v.answer = answer{}
	return got
}

func (v *visitor) onHeaders(r *colly.Response) {
	if r.StatusCode != http.StatusOK {
		return
	}
	v.answer.contentType = r.Headers.Get("Content-Type")
	media, _, _ := mime.ParseMediaType(v.answer.contentType)
	if media == "" {
		media = "text/html"
	}
	if media != "text/html" && media != "application/xhtml+xml" {
		v.answer.notPage = true
		r.Request.Abort()
		return
	}
	// Without the charset Colly leaves the bytes as they came, and they are decoded once, by crawler/extract.
	r.Headers.Set("Content-Type", strings.TrimSpace(media))
}
