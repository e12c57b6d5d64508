package links_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/links"
)

// TestCheck looks at every kind of answer, of one host and of none.
func TestCheck(t *testing.T) {
	var together, most atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /private\n"))
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), together.Add(1)))
		defer together.Add(-1)
		switch r.URL.Path {
		case "/here", "/here/", "/new":
			_, _ = w.Write([]byte("<p>Open on Mondays"))
		case "/slash":
			http.Redirect(w, r, "/slash/", http.StatusMovedPermanently)
		case "/slash/":
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/large":
			_, _ = w.Write([]byte(strings.Repeat("x", 2000)))
		case "/removed":
			w.WriteHeader(http.StatusGone)
		case "/login":
			w.WriteHeader(http.StatusForbidden)
		case "/broken":
			w.WriteHeader(http.StatusInternalServerError)
		default:
			http.NotFound(w, r)
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	closed := httptest.NewServer(mux)
	closed.Close()
	want := map[string]links.State{
		server.URL + "/here": links.Fine, server.URL + "/slash": links.Fine, server.URL + "/large": links.Fine, server.URL + "/old": links.Moved,
		server.URL + "/removed": links.Gone, server.URL + "/nothing": links.Gone, server.URL + "/private/page": links.Refused,
		server.URL + "/login": links.Refused, server.URL + "/broken": links.Failed, closed.URL + "/here": links.Failed, "http://": links.Failed,
	}
	var all []links.Link
	for address := range want {
		all = append(all, links.Link{URL: address, Named: []string{"somewhere"}})
	}
	client := fetch.New(fetch.Options{Agent: fetch.Token + "/1.0 (+https://help.example.org/about-the-data)", AllowPrivate: true, Pace: time.Millisecond, MaxBody: 1000, Timeout: 5 * time.Second})
	told := 0
	results, err := links.Check(context.Background(), client, all, func(n int) { told = n })
	if err != nil || len(results) != len(all) || told != len(all) {
		t.Fatalf("%d of %d, told of %d: %v", len(results), len(all), told, err)
	}
	for i, r := range results {
		if r.URL != all[i].URL || r.State != want[r.URL] || (r.Err == nil) != (r.State == links.Fine || r.State == links.Moved) {
			t.Errorf("%s: %s, %v; want %s", r.URL, r.State, r.Err, want[r.URL])
		}
		if r.State == links.Moved && r.To != server.URL+"/new" {
			t.Errorf("%s leads to %s", r.URL, r.To)
		}
	}
	if most.Load() > 1 {
		t.Errorf("one host was asked %d things at once", most.Load())
	}
}

func TestCheckStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	client := fetch.New(fetch.Options{Agent: fetch.Token + "/1.0 (+https://help.example.org/about-the-data)", AllowPrivate: true})
	if _, err := links.Check(ctx, client, []links.Link{{URL: "http://127.0.0.1:1/"}}, nil); err == nil {
		t.Error("it went on although it was stopped")
	}
}
