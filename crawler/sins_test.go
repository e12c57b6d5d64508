package crawler

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

// A sin is a site that means ill, or whose makers did not know better, and what a crawl makes of it. Each is a source of its
// own; all of them are crawled in one go.
type sin struct {
	pages map[string]http.HandlerFunc // its first page is at sinful
	rest  http.HandlerFunc            // all of its other pages; nil: there are none
	raw   func(net.Conn)              // instead: what it answers to any request but that for robots.txt, as bytes
	more  string                      // lines of the source's file
	also  []string                    // hosts that are in the source's scope too

	outcome  frontier.Outcome // of the first page
	why      string           // as the frontier keeps it
	err      func(error) bool // what is told of the first page; nil: nothing is
	names    []string         // of the listings that are taken, all of them
	refused  bool             // a listing was refused, with a reason
	bounds   string           // that were met
	mostAsks int              // that the site may get; 0: 20
	check    func(t *testing.T, site *sinner)
}

// sinful is where the first page of a sin lies: in a listing's place, so that anything on it could become one.
const sinful = "/services/sin"

// sinner is the site of a sin, and what came of it.
type sinner struct {
	sin
	name string
	URL  string
	mu   sync.Mutex
	got  []*http.Request
	result
	run frontier.Run
}

func (s *sinner) log(r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, r)
}

func (s *sinner) serve(t *testing.T) {
	if s.raw != nil {
		s.URL = rawSite(t, func(c net.Conn, r *http.Request) {
			if s.log(r); r.URL.Path == "/robots.txt" {
				fmt.Fprint(c, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
				return
			}
			s.raw(c)
		})
		return
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.log(r)
		handler := s.pages[r.URL.Path]
		if handler == nil && r.URL.Path != "/robots.txt" {
			handler = s.rest
		}
		if handler == nil {
			handler = http.NotFound
		}
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	s.URL = server.URL
}

// rawSite answers requests, one to a connection, with what is written to it.
func rawSite(t *testing.T, answer func(net.Conn, *http.Request)) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				conn.SetDeadline(time.Now().Add(20 * time.Second))
				if r, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
					answer(conn, r)
				}
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

func (s *sinner) source(t *testing.T, key string) Source {
	t.Helper()
	hosts := fmt.Sprintf("%q", strings.TrimPrefix(s.URL, "http://"))
	for _, host := range s.also {
		hosts += fmt.Sprintf(", %q", host)
	}
	src, err := ReadSource(s.name, []byte(`
key: `+key+`
name: Sin
kind: pages
start: [`+s.URL+sinful+`]
scope: {host: [`+hosts+`], listing: [/services/*]}
pace: 1ms
licence: none
area: E08000035
allow_private: true
fields: {name: h1, description: .about, cost: .cost, phone: .phone, address: address}
`+s.more))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// lure is a place that nothing may ever come to: no source holds it.
type lure struct {
	URL string
	mu  sync.Mutex
	got []string
}

func newLure(t *testing.T) *lure {
	l := &lure{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.got = append(l.got, r.URL.String())
	}))
	t.Cleanup(server.Close)
	l.URL = server.URL
	return l
}

// watch notes every connection that is made, and every name that is looked up.
type watch struct {
	mu   sync.Mutex
	to   map[string]bool
	asks []string
}

func (w *watch) over(ctx context.Context) context.Context {
	w.to = map[string]bool{}
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectDone: func(_, addr string, err error) {
			if err == nil {
				w.mu.Lock()
				defer w.mu.Unlock()
				w.to[addr] = true
			}
		},
		DNSStart: func(info httptrace.DNSStartInfo) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.asks = append(w.asks, info.Host)
		},
	})
}

func (w *watch) check(t *testing.T) {
	t.Helper()
	for addr := range w.to {
		if at, err := netip.ParseAddrPort(addr); err != nil || !at.Addr().IsLoopback() {
			t.Errorf("connected to %s", addr)
		}
	}
	if len(w.asks) > 0 || len(w.to) == 0 {
		t.Errorf("looked up %q, connected to %d addresses", w.asks, len(w.to))
	}
}

func TestSins(t *testing.T) {
	if testing.Short() {
		t.Skip("some of these cost too much for the race detector")
	}
	t.Parallel()
	lure := newLure(t)
	var all []*sinner
	var jobs []Job
	for _, table := range []map[string]sin{pageSins(lure), listingSins(lure), hostSins(lure), robotsSins(lure), addressSins(lure), endlessSins(), sitemapSins(lure)} {
		for name, one := range table {
			all = append(all, &sinner{sin: one, name: name})
		}
	}
	client := testClient(fetch.Options{MaxBody: 1 << 20, Timeout: 1500 * time.Millisecond})
	for i, s := range all {
		s.serve(t)
		s.more = strings.ReplaceAll(s.more, "SITE", s.URL)
		job := s.job(s.source(t, fmt.Sprintf("sin-%d", i+1)))
		job.Client = client
		jobs = append(jobs, job)
	}
	front := openFrontier(t)
	var w watch
	ctx, cancel := context.WithTimeout(w.over(t.Context()), 2*time.Minute)
	defer cancel()
	began := time.Now()
	tallies, err := Crawl(ctx, front, Settings{Workers: 16, Retries: []time.Duration{time.Millisecond}, Patience: 3 * time.Second}, jobs...)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %v", took)
	}
	for i, s := range all {
		s.Tally, s.run = tallies[i], frontier.Run{ID: int64(i + 1), Source: jobs[i].Source.Key} // runs are counted from one
		t.Run(s.name, func(t *testing.T) { s.judge(t, front) })
	}
	w.check(t)
	if len(lure.got) > 0 {
		t.Errorf("what no source holds was asked for: %q", lure.got)
	}
}

// judge compares what came of a sin with what should.
func (s *sinner) judge(t *testing.T, front *frontier.Frontier) {
	outcome, why := s.outcomeOf(t, front, s.URL+sinful)
	if outcome != s.outcome || why != s.why {
		t.Errorf("outcome %q, because %q; want %q, because %q", outcome, why, s.outcome, s.why)
	}
	var told error
	for _, e := range s.errors {
		if e.URL == s.URL+sinful && !is[*BoundError](e.Err) {
			told = e.Err
		}
		if broken := (*BrokenError)(nil); errors.As(e.Err, &broken) {
			t.Errorf("%s: the reader broke: %s\n%s", e.URL, broken.Cause, broken.Stack)
		}
	}
	if (told != nil) != (s.err != nil) || told != nil && !s.err(told) {
		t.Errorf("told %T: %v", told, told)
	}
	s.checkTaken(t)
	if got := strings.Join(s.Bounds, " "); got != s.bounds {
		t.Errorf("bounds %q, want %q", got, s.bounds)
	}
	if most := cmp.Or(s.mostAsks, 20); len(s.got) > most {
		t.Errorf("%d requests", len(s.got))
	}
	for _, r := range s.got {
		if r.Header.Get("Cookie")+r.Header.Get("Authorization")+r.Header.Get("Referer") != "" || r.Method != http.MethodGet {
			t.Errorf("%s %s, headers %v", r.Method, r.URL, r.Header)
		}
	}
	if s.check != nil {
		s.check(t, s)
	}
}

func (s *sinner) outcomeOf(t *testing.T, front *frontier.Frontier, address string) (outcome frontier.Outcome, why string) {
	known, _, err := front.Known(t.Context(), s.run.Source, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range known {
		if k.URL == address {
			outcome = k.Outcome
		}
		if len(k.URL) > maxAddress {
			t.Errorf("an address of %d letters is kept", len(k.URL))
		}
	}
	troubles, err := front.Troubles(t.Context(), s.run, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, trouble := range troubles {
		if trouble.URL == address {
			why = trouble.Why
		}
	}
	return outcome, why
}

// checkTaken wants the listings that are told, and neither markup nor tricks in them, nor what was meant to stay hidden.
func (s *sinner) checkTaken(t *testing.T) {
	t.Helper()
	var names []string
	refused := false
	for _, item := range s.items {
		if item.Refused() {
			refused = true
			continue
		}
		item.Submission.Tidy(item.Where, readAt)
		names = append(names, item.Submission.Service.Doc.Name)
		said, err := json.Marshal(item.Submission)
		if err != nil {
			t.Fatal(err)
		}
		// encoding/json writes < and > as escapes.
		if strings.Contains(string(said), `\u003`) || strings.ContainsAny(string(said), "<>\u200b\u200e\u200f\u202a\u202e\u2066\ufeff\ufffd\x00") ||
			strings.Contains(string(said), "alert") || strings.Contains(string(said), "javascript:") || len(said) > 100_000 {
			t.Errorf("%d bytes with markup or tricks in them: %.2000s", len(said), said)
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, s.names) || refused != s.refused {
		t.Errorf("took %.500q, refused %v; want %q, %v", names, refused, s.names, s.refused)
	}
}
