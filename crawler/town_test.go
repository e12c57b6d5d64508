package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
	"fingerpost/data"
)

// town is a small site on loopback with something of everything on it.
type town struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	times []time.Time
	pages map[string]http.HandlerFunc
}

func newTown(t *testing.T, pages map[string]http.HandlerFunc) *town {
	t.Helper()
	s := &town{pages: pages}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked, s.times = append(s.asked, r.URL.RequestURI()), append(s.times, time.Now())
		s.mu.Unlock()
		handler := s.pages[r.URL.Path]
		if handler == nil {
			handler = http.NotFound
		}
		handler(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func html(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><title>Page</title>"+body)
	}
}

func linksTo(paths ...string) http.HandlerFunc {
	var b strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&b, "<p><a href=%q>To %s</a>", p, p)
	}
	return html(b.String())
}

func goTo(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, address, http.StatusFound) }
}

const pacing = 15 * time.Millisecond

func (s *town) source(t *testing.T, more string) Source {
	t.Helper()
	host := strings.TrimPrefix(s.URL, "http://")
	src, err := ReadSource("town.yaml", []byte(`
key: town
name: Town
kind: pages
start: [`+s.URL+`/]
scope: {host: "`+host+`", listing: [/services/*]}
pace: `+pacing.String()+`
licence: none
area: E08000035
allow_private: true
fields: {name: h1, cost: .cost, address: address, hours: .hours, category: .kind}
topics: [groups]
`+more))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func testClient(o fetch.Options) *fetch.Client {
	o.Agent, o.AllowPrivate, o.Pace = "Fingerpost/test (+https://fingerpost.example/about-the-data)", true, time.Millisecond
	return fetch.New(o)
}

var readAt = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

// result is what came of a crawl.
type result struct {
	Tally
	items  []data.Item
	errors []PageError
}

// crawl crawls a source with a frontier of its own, and fails the test if it cannot.
func (s *town) crawl(t *testing.T, src Source) result {
	t.Helper()
	return crawlWith(t, openFrontier(t), src)
}

func crawlWith(t *testing.T, front *frontier.Frontier, src Source) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var r result
	tallies, err := Crawl(ctx, front, Settings{Retries: []time.Duration{time.Millisecond}}, r.job(src))
	if err != nil {
		t.Fatal(err)
	}
	r.Tally = tallies[0]
	return r
}

// job notes what a crawl hands over.
func (r *result) job(src Source) Job {
	return Job{
		Source: src, Client: testClient(fetch.Options{MaxBody: 1 << 20}), Reading: reading(src),
		Take: func(all []data.Item) (kept []bool, err error) {
			r.items = append(r.items, all...)
			for _, i := range all {
				kept = append(kept, !i.Refused())
			}
			return kept, nil
		},
		Sight: func([]string, time.Time) ([]string, error) { return nil, nil },
		Told:  func(e PageError) { r.errors = append(r.errors, e) },
	}
}

func reading(src Source) data.Reading {
	return data.Reading{Source: src.Data(), ReadAt: readAt, Live: true, Topics: data.NewTopics([]data.Topic{
		{ID: "people", Name: "People"}, {ID: "groups", Name: "Groups", Parent: "people"}, {ID: "food", Name: "Food", Words: []string{"lunch club"}},
	})}
}

func openFrontier(t testing.TB) *frontier.Frontier {
	t.Helper()
	front, err := frontier.Open(t.Context(), t.TempDir(), frontier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { front.Close() })
	return front
}

func bomb() []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte("<h1>Bomb</h1>"))
	w.Write(make([]byte, 8<<20))
	w.Close()
	return b.Bytes()
}
