package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
)

// Transport is the client for use under another: Colly, or an [http.Client] with [Client.CheckRedirect]. It takes one hop a
// time, and differs from a plain transport in this: what the chain refuses is an error, and so is an answer of 429 or 503.
func (c *Client) Transport() http.RoundTripper { return hop{c} }

type hop struct{ *Client }

// RoundTrip sends one request for a page down the whole chain.
func (h hop) RoundTrip(req *http.Request) (*http.Response, error) {
	return h.pass(req, terms{limit: h.options.MaxBody})
}

// terms are how an answer is taken.
type terms struct {
	limit int64 // the most bytes that its body may have
	file  bool  // a download: taken uncompressed, as it lies there, and for as long as it keeps coming
}

// pass sends one request down the whole chain.
func (c *Client) pass(req *http.Request, t terms) (*http.Response, error) {
	if req.Body != nil {
		req.Body.Close() // nothing is ever sent
	}
	server := c.shared.hosts.of(req.URL)
	if err := c.allowed(req, server); err != nil {
		return nil, err
	}
	return c.ask(req, server, t)
}

// Check says why a page would not be asked for, by the scope, the host's rest and its robots.txt, which is all that is asked
// for; nil: it would be.
func (c *Client) Check(ctx context.Context, address *url.URL) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return &ScopeError{URL: address.Redacted()}
	}
	return c.allowed(req, c.shared.hosts.of(req.URL))
}

// allowed is what stands before any request.
func (c *Client) allowed(req *http.Request, server *host) error {
	if c.agentErr != nil {
		return c.agentErr
	}
	if err := c.checkScope(req); err != nil {
		return err
	}
	if err := server.resting(c.options.Now()); err != nil {
		return err
	}
	return c.checkRobots(req.Context(), server, req.URL)
}

// checkScope refuses what is no address for us, and what the scope does not hold.
func (c *Client) checkScope(req *http.Request) error {
	u := req.URL
	shown := u.Redacted()
	if (req.Method != http.MethodGet && req.Method != http.MethodHead) || !isWeb(u) {
		return &ScopeError{URL: shown}
	}
	if c.scope != nil {
		if err := c.scope(u); err != nil {
			return &ScopeError{URL: shown, Cause: err}
		}
	}
	return nil
}

// isWeb reports whether an address is one of the web, with a host and without credentials. Any port will do.
func isWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && hostName(u) != "" && u.User == nil && u.Opaque == "" && !isOddNumber(u.Hostname())
}

// lastNumber is the end of a name that some resolvers take for an IPv4 address in disguise, and no domain has.
var lastNumber = regexp.MustCompile(`(?i)(^|\.)([0-9]+|0x[0-9a-f]*)\.?$`)

// isOddNumber reports whether a host is an IPv4 address in another form than four decimals: 2852039166, 0xa9.0xfe.0xa9.0xfe,
// 127.1 (WHATWG URL, 3.5). Nobody means well with one, and nobody is asked what it stands for.
func isOddNumber(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	return lastNumber.MatchString(host)
}

// ask waits for the host's turn and sends the request. The answer's body is under the cap and the clock.
func (c *Client) ask(req *http.Request, server *host, t terms) (*http.Response, error) {
	caller := req.Context()
	if err := c.takeTurn(caller, server); err != nil {
		return nil, err
	}
	clock := startClock(caller, c.options.Timeout, t.file)
	sent := req.Clone(clock)
	if sent.Header == nil {
		sent.Header = http.Header{}
	}
	sent.Body, sent.GetBody, sent.ContentLength = nil, nil, 0
	sent.Header.Set("User-Agent", c.options.Agent)
	sent.Header.Set("Accept-Encoding", "gzip")
	if t.file {
		sent.Header.Set("Accept-Encoding", "identity") // parts of a compressed stream would not fit together
	}
	sent.Header.Del("Cookie")
	sent.Header.Del("Referer")

	resp, err := c.shared.transport.RoundTrip(sent)
	var busy error
	if err == nil {
		busy = server.answered(resp.StatusCode, resp.Header, c.options.Now())
	}
	server.giveTurn(c.options.Now())
	blame := func(err error) {
		if isHostsFault(err) && caller.Err() == nil {
			server.failed(c.options.Now())
		}
	}
	if err != nil {
		err = clock.named(err)
		clock.end()
		blame(err)
		return nil, named(err, server.name)
	}
	resp.Request = req
	resp.Body = clock.over(resp.Body)
	err = busy
	if err == nil && t.file {
		err = checkPlain(resp)
	}
	if err == nil {
		err = wrapBody(resp, t.limit, blame, clock.end)
	}
	if err != nil {
		resp.Body.Close()
		clock.end()
		return nil, err
	}
	return resp, nil
}

// named puts the host's name to a refused address, which the dialer knows only by number.
func named(err error, host string) error {
	var refused *PrivateAddressError
	if errors.As(err, &refused) {
		return &PrivateAddressError{Host: host, Addr: refused.Addr}
	}
	return err
}

// isHostsFault tells a server that fails from one whose answer we do not want.
func isHostsFault(err error) bool {
	var large *TooLargeError
	var refused *PrivateAddressError
	return !errors.As(err, &large) && !errors.As(err, &refused)
}
