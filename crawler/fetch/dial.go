package fetch

import (
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// maxHeader is the most bytes that a response's header may have.
const maxHeader = 128 << 10

// newTransport makes the innermost transport. It decompresses nothing (body.go does, under the cap), and asks no proxy:
// one would resolve names for us, where the address cannot be checked.
func newTransport(allowPrivate bool) *http.Transport {
	// The check stands in Control, which runs for each address after the name was resolved and right before the
	// connection. A check of the name's addresses beforehand could be answered differently from the connection's own
	// question a moment later (DNS rebinding).
	dialer := &net.Dialer{
		Timeout:   15 * time.Second,
		KeepAlive: 30 * time.Second,
		Control: func(_, address string, _ syscall.RawConn) error {
			return checkAddress(address, allowPrivate)
		},
	}
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxHeader,
		TLSHandshakeTimeout:    15 * time.Second,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        90 * time.Second,
	}
}

func checkAddress(address string, allowPrivate bool) error {
	resolved, err := netip.ParseAddrPort(address)
	if err != nil {
		return &PrivateAddressError{Host: address}
	}
	if !reachable(resolved.Addr(), allowPrivate) {
		return &PrivateAddressError{Host: address, Addr: resolved.Addr()}
	}
	return nil
}
