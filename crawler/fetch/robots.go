package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsLimit  = 512 << 10        // RFC 9309, 2.5: at least 500 KiB must be read
	robotsFor    = 24 * time.Hour   // 2.4: no longer than a day
	unreachedFor = 10 * time.Minute // how long a file that could not be had is taken to say no
	slowestPace  = 60 * time.Second
	quickestPace = time.Second
)

// robotsCache holds a host's robots.txt, one for each scheme. reading holds one token: one caller reads, others wait.
type robotsCache struct {
	reading chan struct{}
	mu      sync.Mutex
	rules   map[string]rules
}

func newRobotsCache() robotsCache {
	return robotsCache{reading: make(chan struct{}, 1), rules: map[string]rules{}}
}

// rules are what a robots.txt says to us.
type rules struct {
	data  *robotstxt.RobotsData
	cause error // why the file could not be had, if it could not: then nothing is allowed
	until time.Time
}

// checkRobots is a [*RobotsError] for an address that robots.txt keeps us from.
func (c *Client) checkRobots(ctx context.Context, server *host, u *url.URL) error {
	if u.EscapedPath() == "/robots.txt" {
		return nil
	}
	known, err := c.robotsOf(ctx, server, u)
	if err != nil {
		return err
	}
	var refused *PrivateAddressError
	if errors.As(known.cause, &refused) {
		return refused // no word about robots
	}
	if known.cause != nil || !known.data.TestAgent(robotsPath(u), Token) {
		return &RobotsError{URL: u.Redacted(), Cause: known.cause}
	}
	return nil
}

func (c *Client) robotsOf(ctx context.Context, server *host, u *url.URL) (rules, error) {
	cache := &server.robots
	select {
	case cache.reading <- struct{}{}:
		defer func() { <-cache.reading }()
	case <-ctx.Done():
		return rules{}, ctx.Err()
	}
	if known, ok := cache.get(u.Scheme); ok && c.options.Now().Before(known.until) {
		return known, nil
	}
	found, err := c.readRobots(ctx, u)
	if err != nil {
		return rules{}, err
	}
	cache.put(u.Scheme, found)
	if found.data != nil {
		server.setDelay(crawlDelay(found.data))
	}
	return found, nil
}

func (r *robotsCache) get(scheme string) (rules, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	known, ok := r.rules[scheme]
	return known, ok
}

func (r *robotsCache) put(scheme string, found rules) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rules[scheme] = found
}

// readRobots fetches a host's robots.txt. What goes wrong with it is part of the rules, except the end of the caller's
// context, which says nothing of the host.
func (c *Client) readRobots(ctx context.Context, u *url.URL) (rules, error) {
	text, status, err := c.fetchRobots(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
	now := c.options.Now()
	if ctx.Err() != nil {
		return rules{}, ctx.Err()
	}
	if err == nil && (status >= 500 || status < 200) {
		err = &StatusError{URL: u.Scheme + "://" + u.Host + "/robots.txt", Code: status}
	}
	if err == nil {
		var data *robotstxt.RobotsData
		if status < 300 {
			text = ourRules(text)
		}
		if data, err = robotstxt.FromStatusAndBytes(status, text); err == nil {
			return rules{data: data, until: now.Add(robotsFor)}, nil
		}
	}
	until := now.Add(unreachedFor)
	var busy *BusyError
	if errors.As(err, &busy) {
		until = busy.Until
	}
	return rules{cause: err, until: until}, nil
}

// fetchRobots follows redirects (RFC 9309, 2.3.1.2) and reads at most robotsLimit bytes of text; what follows does not
// count. It goes the way of any request, but asks no robots.txt, and has no scope but the address check.
func (c *Client) fetchRobots(ctx context.Context, u *url.URL) (text []byte, status int, err error) {
	client := http.Client{Transport: robotsHop{c}, CheckRedirect: c.CheckRedirect}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, 0, &ScopeError{URL: u.Redacted()}
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, 0, bare(err)
	}
	defer resp.Body.Close()
	text, err = io.ReadAll(io.LimitReader(resp.Body, robotsLimit))
	return wholeLines(text), resp.StatusCode, err
}

// wholeLines leaves out the line in which the limit fell: half of an Allow would allow too much.
func wholeLines(text []byte) []byte {
	if len(text) < robotsLimit {
		return text
	}
	return text[:bytes.LastIndexAny(text, "\r\n")+1]
}

type robotsHop struct{ *Client }

// RoundTrip asks for a robots.txt.
func (h robotsHop) RoundTrip(req *http.Request) (*http.Response, error) {
	if !isWeb(req.URL) {
		return nil, &ScopeError{URL: req.URL.Redacted()}
	}
	server := h.shared.hosts.of(req.URL)
	if err := server.resting(h.options.Now()); err != nil {
		return nil, err
	}
	return h.ask(req, server, terms{limit: 1 << 40}) // the text is cut, not refused
}

// crawlDelay is the pace that robots.txt asks for, if it asks: no standard, but many hosts do. It is clamped, so that
// it cannot stop a crawl for good.
func crawlDelay(data *robotstxt.RobotsData) time.Duration {
	group := data.FindGroup(Token)
	if group == nil || group.CrawlDelay <= 0 {
		return 0
	}
	return min(max(group.CrawlDelay, quickestPace), slowestPace)
}
