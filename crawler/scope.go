package crawler

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"fingerpost/crawler/fetch"
)

var (
	errOtherHost = errors.New("crawler: another host")
	errOtherPath = errors.New("crawler: no path to follow")
	errTooLong   = errors.New("crawler: too long an address")
)

// inScope says why an address is none of the source's. The transport asks it on every hop.
func (s Source) inScope(address *url.URL) error {
	u := fetch.Canonical(address)
	if !slices.Contains(s.Hosts, u.Host) || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil {
		return errOtherHost
	}
	// A redirect can be as long as a header, and where it leads is kept.
	if len(u.String()) > maxAddress {
		return errTooLong
	}
	begins := func(prefix string) bool { return strings.HasPrefix(u.Path, prefix) }
	if slices.ContainsFunc(s.Except, begins) {
		return errOtherPath
	}
	isStart := func(start *url.URL) bool { return start.String() == u.String() }
	if len(s.Follow) > 0 && !slices.ContainsFunc(s.Follow, begins) && !slices.ContainsFunc(s.Start, isStart) {
		return errOtherPath
	}
	return nil
}

// Holds reports whether an address is one of the source's.
func (s Source) Holds(address *url.URL) bool { return s.inScope(address) == nil }

// isListing reports whether an address has the form of a listing's.
func (s Source) isListing(u *url.URL) bool {
	return slices.ContainsFunc(s.listing, func(pattern *regexp.Regexp) bool {
		return pattern.MatchString(u.Path) || pattern.MatchString(u.Path+"?"+u.RawQuery)
	})
}

// asPattern reads the form of an address: a path in which * stands for what is between two slashes, and ** for anything.
// One with a question mark is compared with path and query, the parameters in alphabetical order; * ends at & there.
func asPattern(v string) (*regexp.Regexp, bool) {
	if !strings.HasPrefix(v, "/") {
		return nil, false
	}
	quoted := regexp.QuoteMeta(v)
	quoted = strings.ReplaceAll(quoted, `\*\*`, `.+`)
	quoted = strings.ReplaceAll(quoted, `\*`, `[^/?&]+`)
	pattern, err := regexp.Compile("^" + strings.TrimSuffix(quoted, "/") + "/?$")
	return pattern, err == nil
}
