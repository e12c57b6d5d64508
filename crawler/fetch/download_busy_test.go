package fetch

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestDownloadTriesAgainWhatMayPass(t *testing.T) {
	for status, want := range map[int]struct {
		requests int
		wait     time.Duration
	}{400: {1, 0}, 401: {1, 0}, 403: {1, 0}, 404: {1, 0}, 410: {1, 0}, 408: {2, time.Second}, 500: {2, time.Second}, 502: {2, time.Second}, 504: {2, time.Second}} {
		s := newShelf(t, 3000)
		s.before = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			s.set(func() { s.before = nil })
			w.WriteHeader(status)
		})
		folder := t.TempDir()
		c, waits := hasty(Options{})
		_, err := download(t, c, s.URL+"/file", filepath.Join(folder, "f"), Download{})
		if len(s.asked) != want.requests || want.wait > 0 && !slices.Equal(*waits, []time.Duration{want.wait}) {
			t.Errorf("%d: %d requests, waited %v", status, len(s.asked), *waits)
		}
		if want.requests == 2 {
			if err != nil {
				t.Errorf("%d: %v", status, err)
			}
			continue
		}
		if wantError[*StatusError](t, err).Code != status || filesIn(t, folder) != "" {
			t.Errorf("%d: %v, left %s", status, err, filesIn(t, folder))
		}
	}
}

// A host that asks for a short rest gets it, one that asks for a long one is not held against the caller's time.
func TestDownloadRestsAsAsked(t *testing.T) {
	for _, status := range []int{429, 503} {
		for after, wait := range map[string]time.Duration{"7": 7 * time.Second, "": 30 * time.Second, "120": 2 * time.Minute, "121": 0, "3600": 0} {
			s := newShelf(t, 3000)
			now := time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC)
			s.before = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				s.set(func() { s.before = nil })
				w.Header().Set("Retry-After", after)
				w.WriteHeader(status)
			})
			c, waits := hasty(Options{Now: func() time.Time { return now }})
			slept := c.shared.sleep
			c.shared.sleep = func(ctx context.Context, d time.Duration) error {
				now = now.Add(max(d, 0))
				return slept(ctx, d)
			}
			to := filepath.Join(t.TempDir(), "f")
			_, err := download(t, c, s.URL+"/file", to, Download{})
			if wait == 0 {
				if wantError[*BusyError](t, err); len(s.asked) != 1 || len(*waits) != 0 {
					t.Errorf("%d, %q: %d requests, waited %v", status, after, len(s.asked), *waits)
				}
				continue
			}
			if err != nil || !slices.Equal(*waits, []time.Duration{wait}) {
				t.Errorf("%d, %q: %v, waited %v", status, after, err, *waits)
			}
		}
	}
}

// That robots.txt cannot be had is known for longer than a download would wait.
func TestDownloadDoesNotInsistOnRobots(t *testing.T) {
	s := newShelf(t, 3000)
	s.mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
	c, waits := hasty(Options{})
	_, err := download(t, c, s.URL+"/file", filepath.Join(t.TempDir(), "f"), Download{})
	if wantError[*RobotsError](t, err); len(*waits) != 0 || len(s.asked) != 0 {
		t.Errorf("waited %v, asked %q", *waits, s.ranges())
	}
}

func TestDownloadGivesUpOnAHostThatIsAlwaysBusy(t *testing.T) {
	s := newShelf(t, 3000)
	s.before = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(503)
	})
	now := time.Now()
	c, _ := hasty(Options{Now: func() time.Time { return now }})
	c.shared.sleep = func(_ context.Context, d time.Duration) error { now = now.Add(max(d, 0)); return nil }
	_, err := download(t, c, s.URL+"/file", filepath.Join(t.TempDir(), "f"), Download{})
	if wantError[*BusyError](t, err); len(s.asked) != maxTries {
		t.Errorf("%d requests", len(s.asked))
	}
}
