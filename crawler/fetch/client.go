package fetch

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

// Token is our name in robots.txt files and the first word of every agent string.
const Token = "Fingerpost"

// Options are what a client is made with. The zero value of each but Agent means its default.
type Options struct {
	// Agent is sent with every request: [Token] first, so that rules which name us are found, and the address of a page
	// that says who is asking: "Fingerpost/1.0 (+https://help.example.org/about-the-data)".
	Agent string
	// AllowPrivate lets loopback, RFC 1918 and unique local addresses through, and nothing else that is not public.
	AllowPrivate bool
	// Pace is the shortest time between two requests to one host: 1 s. A crawl-delay in robots.txt can only slow it.
	Pace time.Duration
	// MaxBody is the most bytes that a body may have, decompressed: 8 MiB.
	MaxBody int64
	// Timeout is the longest that one hop may take, from its first byte sent to its last byte read: 30 s. Waiting for
	// the pace is not counted.
	Timeout time.Duration
	Now     func() time.Time
}

// Client fetches. It may be used from several goroutines. Clients made from one another by [Client.Narrow] share what they
// know of hosts: their robots.txt, when they were last asked, whether they want to rest.
type Client struct {
	options  Options
	scope    func(*url.URL) error
	agentErr error
	shared   *shared
}

// shared is what a client and those made from it have in common.
type shared struct {
	transport *http.Transport
	hosts     hosts
	sleep     func(context.Context, time.Duration) error
}

// New makes a client. An agent that does not say who is asking ([CheckAgent]) makes every fetch fail.
func New(o Options) *Client {
	if o.Pace <= 0 {
		o.Pace = time.Second
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 8 << 20
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Client{
		options:  o,
		agentErr: CheckAgent(o.Agent),
		shared:   &shared{transport: newTransport(o.AllowPrivate), sleep: sleep},
	}
}

// Narrow is the client with a smaller scope and a slower pace: each address, and each hop of a redirect, must please both
// scopes (nil pleases), and the slower of the paces holds.
func (c *Client) Narrow(scope func(*url.URL) error, pace time.Duration) *Client {
	narrow, outer := *c, c.scope
	narrow.options.Pace = max(c.options.Pace, pace)
	if scope != nil {
		narrow.scope = func(u *url.URL) error {
			if outer != nil {
				if err := outer(u); err != nil {
					return err
				}
			}
			return scope(u)
		}
	}
	return &narrow
}

// Holding is the client with another limit to what a body may have, decompressed ([Options.MaxBody]).
func (c *Client) Holding(maxBody int64) *Client {
	other := *c
	other.options.MaxBody = maxBody
	return &other
}

// Pace is the shortest time between two requests to one host.
func (c *Client) Pace() time.Duration { return c.options.Pace }

var agentShape = regexp.MustCompile(`^` + Token + `(/[\w.-]+)? .*https?://[\w-]+(\.[\w-]+)+`)

// CheckAgent says whether an agent string may be used; the error is an [*AgentError].
func CheckAgent(agent string) error {
	for _, r := range agent {
		if r < ' ' || r > '~' {
			return &AgentError{Agent: agent}
		}
	}
	if !agentShape.MatchString(agent) || len(agent) > 200 {
		return &AgentError{Agent: agent}
	}
	return nil
}

// sleep waits, unless the context ends first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
