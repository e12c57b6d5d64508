package fetch

import (
	"fmt"
	"net/netip"
	"time"
)

// AgentError is an agent string that does not say who is asking. It must start with [Token] and hold the address of a
// page on which the people who run the crawler can be reached.
type AgentError struct{ Agent string }

func (e *AgentError) Error() string { return fmt.Sprintf("fetch: agent %q", e.Agent) }

// RobotsError is an address that the host's robots.txt keeps us from. Cause is nil when the file says so, and tells why
// the file could not be had when that is the reason (RFC 9309, 2.3.1.4: unreachable means disallowed).
type RobotsError struct {
	URL   string
	Cause error
}

func (e *RobotsError) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("fetch: %s: robots.txt cannot be had: %v", e.URL, e.Cause)
	}
	return fmt.Sprintf("fetch: %s: robots.txt disallows it", e.URL)
}

func (e *RobotsError) Unwrap() error { return e.Cause }

// PrivateAddressError is a host whose address is not one of the public internet.
type PrivateAddressError struct {
	Host string
	Addr netip.Addr
}

func (e *PrivateAddressError) Error() string {
	return fmt.Sprintf("fetch: %s: address %s is not public", e.Host, e.Addr)
}

// TooLargeError is a body longer, once decompressed, than Limit bytes. None of it is used.
type TooLargeError struct {
	URL   string
	Limit int64
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("fetch: %s: over %d bytes", e.URL, e.Limit)
}

// EncodingError is a body in a content coding that was not asked for.
type EncodingError struct {
	URL      string
	Encoding string
}

func (e *EncodingError) Error() string {
	return fmt.Sprintf("fetch: %s: content coding %q", e.URL, e.Encoding)
}

// StatusError is an answer that is neither a page nor "not modified".
type StatusError struct {
	URL  string
	Code int
}

func (e *StatusError) Error() string { return fmt.Sprintf("fetch: %s: status %d", e.URL, e.Code) }

// ScopeError is an address that must not be asked for. Cause is what the scope function said, and nil when it is no
// address for us at all: another scheme than http and https, no host, credentials in it, another method than GET and HEAD.
type ScopeError struct {
	URL   string
	Cause error
}

func (e *ScopeError) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("fetch: %s: out of scope: %v", e.URL, e.Cause)
	}
	return fmt.Sprintf("fetch: %s: out of scope", e.URL)
}

func (e *ScopeError) Unwrap() error { return e.Cause }

// BusyError is a host that is left alone until a time: it asked for that, or it failed too often in a row.
type BusyError struct {
	Host  string
	Until time.Time
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("fetch: %s: at rest until %s", e.Host, e.Until.UTC().Format(time.RFC3339))
}

// RedirectError is a redirect that is not followed: the URL is where it leads.
type RedirectError struct {
	URL    string
	Reason RedirectReason
}

// RedirectReason says why a redirect is not followed.
type RedirectReason string

// The reasons of a [RedirectError].
const (
	TooManyRedirects RedirectReason = "too-many"  // more than five
	Downgrade        RedirectReason = "downgrade" // from https to http
)

func (e *RedirectError) Error() string {
	return fmt.Sprintf("fetch: %s: redirect not followed: %s", e.URL, e.Reason)
}
