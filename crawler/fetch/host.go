package fetch

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

const (
	tooManyFailures = 5                // in a row, and the host is left alone
	breakFor        = 10 * time.Minute // for so long; then one request may try again
)

// hosts is what is known of each host, for as long as the program runs.
type hosts struct {
	mu  sync.Mutex
	all map[string]*host
}

// host is one server as an address names it: name and port.
type host struct {
	name string
	// turn holds one token. Who has it waits for the pace, asks, and gives it back when the answer has begun: so the time
	// between two requests is kept at the server too, whatever the way between us does to either of them.
	turn   chan struct{}
	robots robotsCache

	mu       sync.Mutex
	last     time.Time     // when the last answer began
	delay    time.Duration // what robots.txt asks for
	rest     time.Time     // nothing is asked before then
	failures int           // in a row
}

func (h *hosts) of(u *url.URL) *host {
	name := hostKey(u)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.all == nil {
		h.all = map[string]*host{}
	}
	if h.all[name] == nil {
		h.all[name] = &host{name: name, turn: make(chan struct{}, 1), robots: newRobotsCache()}
	}
	return h.all[name]
}

// hostName is a host without its port, in small letters and without the dots that a name may end in.
func hostName(u *url.URL) string {
	name := strings.ToLower(u.Hostname())
	if strings.HasPrefix(u.Host, "[") {
		return name // an address: its zone may end in anything
	}
	return strings.TrimRight(name, ".")
}

// hostKey is a host's name and port as one text, whatever the spelling.
func hostKey(u *url.URL) string {
	name := hostName(u)
	if port := u.Port(); port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		name += ":" + port
	}
	return name
}

// takeTurn queues for the host and waits out its pace. The caller must give the turn back.
func (c *Client) takeTurn(ctx context.Context, h *host) error {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	h.mu.Lock()
	wait := time.Duration(0)
	if !h.last.IsZero() {
		wait = h.last.Add(max(c.options.Pace, h.delay)).Sub(c.options.Now())
	}
	h.mu.Unlock()
	err := c.shared.sleep(ctx, wait)
	if err == nil {
		err = h.resting(c.options.Now()) // what another's answer asked for while we queued
	}
	if err != nil {
		<-h.turn
	}
	return err
}

func (h *host) giveTurn(now time.Time) {
	h.mu.Lock()
	h.last = now
	h.mu.Unlock()
	<-h.turn
}

// resting is a [*BusyError] while the host must be left alone.
func (h *host) resting(now time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now.Before(h.rest) {
		return &BusyError{Host: h.name, Until: h.rest}
	}
	return nil
}

func (h *host) setDelay(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.delay = d
}

// answered notes a status, and is a [*BusyError] when it asks for rest.
func (h *host) answered(status int, header http.Header, now time.Time) error {
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		h.mu.Lock()
		defer h.mu.Unlock()
		if until := retryAfter(header, now); until.After(h.rest) {
			h.rest = until
		}
		return &BusyError{Host: h.name, Until: h.rest}
	}
	if status >= 500 {
		h.failed(now)
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failures = 0
	return nil
}

// failed counts a failure that is the host's, and opens the breaker at the last of too many.
func (h *host) failed(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failures++
	if h.failures >= tooManyFailures && now.Add(breakFor).After(h.rest) {
		h.rest = now.Add(breakFor)
	}
}
