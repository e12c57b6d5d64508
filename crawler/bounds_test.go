package crawler

import (
	"context"
	"errors"
	"net/http"
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
		items, tally := s.crawl(t, s.source(t, ""))
		if !tally.Complete || tally.Listings != 1 || len(tally.Errors) != 1 {
			t.Fatalf("tally %+v", tally)
		}
		digest, err := items[0].Submission.Digest()
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
		_, tally := s.crawl(t, s.source(t, test.more))
		var bound *BoundError
		if test.bound != "" && (len(tally.Errors) != 1 || !errors.As(tally.Errors[0], &bound) || bound.Bound != test.bound) {
			t.Errorf("%s: errors %v", name, tally.Errors)
		}
		if tally.Pages != test.pages || tally.Complete != (test.bound == "") {
			t.Errorf("%s: %+v", name, tally)
		}
	}
	for name, handler := range map[string]http.HandlerFunc{
		"the start is gone":    http.NotFound,
		"the start is off":     goTo("http://127.0.0.1:1/"),
		"the start is no page": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
	} {
		s := newTown(t, map[string]http.HandlerFunc{"/": handler})
		if _, tally := s.crawl(t, s.source(t, "")); tally.Complete || len(tally.Errors) != 1 {
			t.Errorf("%s: %+v", name, tally)
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
	if _, tally := s.crawl(t, s.source(t, "")); !tally.Complete || tally.Listings != 1 {
		t.Errorf("%+v", tally)
	}
	if gap := s.times[2].Sub(s.times[1]); gap < time.Second {
		t.Errorf("it came back after %v", gap)
	}
}

func TestCrawlEndsWithItsContextOrItsVisitor(t *testing.T) {
	s := newTown(t, map[string]http.HandlerFunc{"/": linksTo("/services/a", "/services/b"), "/services/a": html("<h1>A"), "/services/b": html("<h1>B")})
	src := s.source(t, "")
	reading := data.Reading{Source: src.Data(), ReadAt: readAt, Topics: data.NewTopics([]data.Topic{{ID: "groups", Name: "Groups"}})}
	stop := errors.New("stop")
	tally, err := Crawl(context.Background(), src, testClient(fetch.Options{}), reading, func(data.Item) error { return stop })
	if !errors.Is(err, stop) || tally.Complete || s.asked[len(s.asked)-1] != "/services/a" {
		t.Errorf("error %v, tally %+v, asked %v", err, tally, s.asked)
	}
	ctx, cancel := context.WithCancel(context.Background())
	tally, err = Crawl(ctx, src, testClient(fetch.Options{}), reading, func(data.Item) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) || tally.Complete || tally.Listings != 1 {
		t.Errorf("error %v, tally %+v", err, tally)
	}
	src.Topics = []data.TopicID{"no-such"}
	_, err = Crawl(context.Background(), src, testClient(fetch.Options{}), reading, nil)
	if !is[*SourceError](err) {
		t.Errorf("error %v", err)
	}
}

// A source that does not allow private addresses is crawled with a client that does not, and gets nowhere here.
func TestCrawlNeverReachesPrivateAddresses(t *testing.T) {
	s := newTown(t, map[string]http.HandlerFunc{"/": html("secret")})
	src := s.source(t, "")
	client := fetch.New(fetch.Options{Agent: "Fingerpost/test (+https://fingerpost.example/about)"})
	reading := data.Reading{Source: src.Data(), Topics: data.NewTopics([]data.Topic{{ID: "groups"}})}
	tally, err := Crawl(context.Background(), src, client, reading, nil)
	if err != nil || len(tally.Errors) != 1 || !is[*fetch.PrivateAddressError](tally.Errors[0].Err) || len(s.asked) > 0 || tally.Complete {
		t.Errorf("error %v, tally %+v, asked %v", err, tally, s.asked)
	}
}
