package crawler

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/data"
)

func TestCompleteCrawlIsRepeatable(t *testing.T) {
	s := newTown(t, map[string]http.HandlerFunc{
		"/":           linksTo("/services/a", "/gone"),
		"/services/a": html("<h1>A</h1><address>1 High Street<br>Leeds<br>LS1 1AA</address>"),
	})
	var digests []string
	for range 2 {
		got := s.crawl(t, s.source(t, ""))
		if !got.Complete || got.Listings != 1 || len(got.errors) != 1 {
			t.Fatalf("%+v", got)
		}
		digest, err := got.items[0].Submission.Digest()
		if err != nil {
			t.Fatal(err)
		}
		digests = append(digests, digest)
	}
	if digests[0] != digests[1] {
		t.Error("an unchanged page says something else the second time")
	}
}

func TestCutOffCrawlsAreNotComplete(t *testing.T) {
	chain := map[string]http.HandlerFunc{"/": linksTo("/a1", "/b1"), "/a1": linksTo("/a2"), "/a2": linksTo("/services/x"), "/b1": html("b"), "/services/x": html("<h1>X")}
	for name, test := range map[string]struct {
		more  string
		pages int
		bound Bound
	}{
		"whole":     {"max_depth: 3", 5, ""},
		"max_depth": {"max_depth: 2", 4, BoundDepth},
		"max_pages": {"max_pages: 2", 2, BoundPages},
	} {
		s := newTown(t, chain)
		got := s.crawl(t, s.source(t, test.more))
		var bound *BoundError
		if test.bound != "" && (len(got.errors) != 1 || !errors.As(got.errors[0], &bound) || bound.Bound != test.bound) {
			t.Errorf("%s: errors %v", name, got.errors)
		}
		if got.Pages != test.pages || got.Complete != (test.bound == "") {
			t.Errorf("%s: %+v", name, got.Tally)
		}
	}
	for name, handler := range map[string]http.HandlerFunc{
		"the start is gone":    http.NotFound,
		"the start is off":     goTo("http://127.0.0.1:1/"),
		"the start is no page": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
	} {
		s := newTown(t, map[string]http.HandlerFunc{"/": handler})
		if got := s.crawl(t, s.source(t, "")); got.Complete || len(got.errors) != 1 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestCrawlWaitsForABusyHost(t *testing.T) {
	var once sync.Once
	s := newTown(t, map[string]http.HandlerFunc{"/services/a": html("<h1>A")})
	s.pages["/"] = func(w http.ResponseWriter, r *http.Request) {
		busy := false
		once.Do(func() { busy = true })
		if busy {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		linksTo("/services/a")(w, r)
	}
	if got := s.crawl(t, s.source(t, "")); !got.Complete || got.Listings != 1 {
		t.Errorf("%+v", got)
	}
	if gap := s.times[2].Sub(s.times[1]); gap < time.Second {
		t.Errorf("it came back after %v", gap)
	}
}

func TestCrawlEndsWithItsContextOrItsTaker(t *testing.T) {
	s := newTown(t, map[string]http.HandlerFunc{"/": linksTo("/services/a", "/services/b"), "/services/a": html("<h1>A"), "/services/b": html("<h1>B")})
	src := s.source(t, "")
	stop := errors.New("stop")
	job := (&result{}).job(src)
	job.Take = func([]data.Item) ([]bool, error) { return nil, stop }
	front := openFrontier(t)
	tallies, err := Crawl(t.Context(), front, Settings{}, job)
	if !errors.Is(err, stop) || tallies[0].Complete || len(s.asked) != 4 {
		t.Errorf("error %v, tally %+v, asked %v", err, tallies[0], s.asked)
	}
	// What could not be taken is read again.
	var got []string
	job.Take = func(all []data.Item) (kept []bool, err error) {
		for _, i := range all {
			got, kept = append(got, i.Submission.Service.Doc.Name), append(kept, true)
		}
		return kept, nil
	}
	tallies, err = Crawl(t.Context(), front, Settings{}, job)
	if err != nil || !tallies[0].Complete || !tallies[0].Resumed || !slices.Equal(got, []string{"A", "B"}) {
		t.Errorf("error %v, tally %+v, took %v", err, tallies[0], got)
	}
	// A crawl that is stopped keeps what it has read, and goes on with the rest.
	ctx, cancel := context.WithCancel(t.Context())
	b := s.pages["/services/b"]
	s.pages["/services/b"] = func(w http.ResponseWriter, r *http.Request) { cancel(); b(w, r) }
	front, got = openFrontier(t), nil
	tallies, err = Crawl(ctx, front, Settings{}, job)
	if !errors.Is(err, context.Canceled) || tallies[0].Complete || !slices.Equal(got, []string{"A"}) {
		t.Errorf("error %v, tally %+v, took %v", err, tallies[0], got)
	}
	tallies, err = Crawl(t.Context(), front, Settings{}, job)
	if err != nil || !tallies[0].Complete || !slices.Equal(got, []string{"A", "B"}) {
		t.Errorf("error %v, tally %+v, took %v", err, tallies[0], got)
	}
	job.Source.Topics = []data.TopicID{"no-such"}
	if _, err = Crawl(t.Context(), front, Settings{}, job); !is[*SourceError](err) {
		t.Errorf("error %v", err)
	}
}

// A source that does not allow private addresses is crawled with a client that does not, and gets nowhere here.
func TestCrawlNeverReachesPrivateAddresses(t *testing.T) {
	s := newTown(t, map[string]http.HandlerFunc{"/": html("secret")})
	var r result
	job := r.job(s.source(t, ""))
	job.Client = fetch.New(fetch.Options{Agent: "Fingerpost/test (+https://fingerpost.example/about)"})
	tallies, err := Crawl(t.Context(), openFrontier(t), Settings{}, job)
	if err != nil || len(r.errors) != 1 || !is[*fetch.PrivateAddressError](r.errors[0].Err) || len(s.asked) > 0 || tallies[0].Complete {
		t.Errorf("error %v, tally %+v, errors %v, asked %v", err, tallies[0], r.errors, s.asked)
	}
}
