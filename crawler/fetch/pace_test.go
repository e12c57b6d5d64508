package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

func TestPaceHoldsAtTheServer(t *testing.T) {
	s := newSite(t, "")
	s.text("/", "x")
	const pace = 40 * time.Millisecond
	c := client(Options{Pace: pace})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 3 {
				if _, err := get(t, c, s.URL+"/"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if len(s.log) != 13 {
		t.Fatalf("%d requests, want robots.txt and 12", len(s.log))
	}
	for i := 1; i < len(s.log); i++ {
		if gap := s.log[i].At.Sub(s.log[i-1].At); gap < pace {
			t.Errorf("request %d came after %v", i, gap)
		}
	}
}

func TestHostsDoNotWaitForEachOther(t *testing.T) {
	c := client(Options{Pace: time.Hour, Timeout: time.Second})
	c.shared.sleep = func(ctx context.Context, d time.Duration) error { return nil }
	for range 3 {
		s := newSite(t, "")
		s.text("/", "x")
		if _, err := get(t, c, s.URL+"/"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPaceObeysCancellation(t *testing.T) {
	s := newSite(t, "")
	s.text("/", "x")
	c := client(Options{Pace: time.Hour})
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := c.Get(ctx, s.URL+"/", Conditions{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it waited %v", took)
	}
}

func TestCrawlDelay(t *testing.T) {
	for robots, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 7\nDisallow: /x":                                7 * time.Second,
		"User-agent: *\nCrawl-delay: 2.5":                                            2500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 10s":                                            10 * time.Second,
		"User-agent: *\nCrawl-delay: 0.1":                                            time.Second,
		"User-agent: *\nCrawl-delay: 86400":                                          time.Minute,
		"User-agent: *\nCrawl-delay: 0":                                              0,
		"User-agent: *\nCrawl-delay: -3":                                             0,
		"User-agent: *\nCrawl-delay: soon":                                           0,
		"User-agent: Fingerpost\nDisallow: /x\n\nUser-agent: *\nCrawl-delay: 30\n":   0,
		"User-agent: *\nCrawl-delay: 30\n\nUser-agent: fingerpost\nCrawl-delay: 4\n": 4 * time.Second,
	} {
		s := newSite(t, robots)
		s.text("/", "x")
		c := client(Options{Pace: 2 * time.Second})
		now := time.Now()
		c.options.Now = func() time.Time { return now }
		var waits []time.Duration
		c.shared.sleep = func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }
		if _, err := get(t, c, s.URL+"/"); err != nil {
			t.Fatal(err)
		}
		if len(waits) != 2 || waits[1] != max(want, 2*time.Second) {
			t.Errorf("%q: waits %v, want the second to be %v", robots, waits, max(want, 2*time.Second))
		}
	}
}

func TestNarrowOnlySlows(t *testing.T) {
	c := New(Options{Agent: agent, Pace: 3 * time.Second})
	if got := c.Narrow(nil, time.Second).options.Pace; got != 3*time.Second {
		t.Errorf("pace %v", got)
	}
	if got := c.Narrow(nil, 5*time.Second).options.Pace; got != 5*time.Second {
		t.Errorf("pace %v", got)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"120": 2 * time.Minute, "0": time.Second, "-5": time.Second, "999999": time.Hour, "": 30 * time.Second, "soon": 30 * time.Second,
		"Mon, 02 Nov 2026 10:05:00 GMT": 5 * time.Minute, "Mon, 02 Nov 2020 10:05:00 GMT": time.Second,
		"Mon, 02 Nov 2027 10:05:00 GMT": time.Hour, "99999999999999999999999": 30 * time.Second,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now).Sub(now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

func TestBusyHostIsLeftAlone(t *testing.T) {
	s := newSite(t, "")
	status := http.StatusTooManyRequests
	s.mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(status)
	})
	now := time.Now()
	c := client(Options{Now: func() time.Time { return now }})
	_, err := get(t, c, s.URL+"/page")
	if busy := wantError[*BusyError](t, err); !busy.Until.Equal(now.Add(10 * time.Minute)) {
		t.Errorf("until %v", busy.Until)
	}
	asked := len(s.paths())
	_, err = get(t, c, s.URL+"/another")
	wantError[*BusyError](t, err)
	if len(s.paths()) != asked {
		t.Errorf("a resting host was asked: %v", s.paths())
	}
	now, status = now.Add(11*time.Minute), http.StatusOK
	if _, err := get(t, c, s.URL+"/page"); err != nil {
		t.Error(err)
	}
}

func TestBreaker(t *testing.T) {
	s := newSite(t, "")
	status := 500
	s.mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, "x")
	})
	now := time.Now()
	c := client(Options{Now: func() time.Time { return now }})
	fail := func(times int) {
		t.Helper()
		for range times {
			_, err := get(t, c, s.URL+"/page")
			wantError[*StatusError](t, err)
		}
	}
	fail(tooManyFailures - 1)
	status = 404 // an answer, if not the wished one
	fail(1)
	status = 500
	fail(tooManyFailures)
	asked := len(s.paths())
	_, err := get(t, c, s.URL+"/page")
	if wantError[*BusyError](t, err); len(s.paths()) != asked {
		t.Error("the breaker is not open")
	}
	now = now.Add(breakFor + time.Second)
	fail(1) // one more may try, and failing opens it again
	_, err = get(t, c, s.URL+"/page")
	wantError[*BusyError](t, err)
	now, status = now.Add(breakFor+time.Second), 200
	for range 2 {
		if _, err := get(t, c, s.URL+"/page"); err != nil {
			t.Error(err)
		}
	}
}

// A new connection for each page is work for the host that nobody needs.
func TestConnectionsAreUsedAgain(t *testing.T) {
	var mu sync.Mutex
	opened := 0
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/zipped" {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zipped(100_000))
			return
		}
		w.Write(make([]byte, 100_000))
	}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		mu.Lock()
		defer mu.Unlock()
		if state == http.StateNew {
			opened++
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	c := client(Options{})
	for _, path := range []string{"/zipped", "/plain", "/zipped", "/plain"} {
		if _, err := get(t, c, s.URL+path); err != nil {
			t.Fatal(err)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if opened != 1 {
		t.Errorf("%d connections", opened)
	}
}
