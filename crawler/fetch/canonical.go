package fetch

import (
	"net"
	"net/url"
	"regexp"
	"strings"
)

// tracking are the parameters that say who followed a link, or hold a visit together, and never which page it is.
var tracking = regexp.MustCompile(`(?i)^(utm_.*|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|_hs.*|` +
	`phpsessid|jsessionid|aspsessionid.*|sessionid|cfid|cftoken)$`)

// sessionInPath is the same in a path.
var sessionInPath = regexp.MustCompile(`(?i);jsessionid=[^/;?]*`)

// Canonical is the one form of an address under which a page is visited and known: no fragment, no tracking or session
// parameters, the query in order, host and port as browsers write them. The address itself is not changed.
func Canonical(address *url.URL) *url.URL {
	u := *address
	u.Fragment, u.RawFragment, u.ForceQuery = "", "", false
	u.Scheme = strings.ToLower(u.Scheme)
	host, port := hostName(address), u.Port()
	switch {
	case strings.Contains(host, ":") && !strings.HasPrefix(u.Host, "["):
		u.Host = strings.ToLower(u.Host) // no host at all, and not made to look like one
	case port != "" && !(u.Scheme == "http" && port == "80") && !(u.Scheme == "https" && port == "443"):
		u.Host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		u.Host = "[" + host + "]"
	default:
		u.Host = host
	}
	if u.Path == "" {
		u.Path, u.RawPath = "/", ""
	}
	if sessionInPath.MatchString(u.Path) {
		escaped := sessionInPath.ReplaceAllString(u.EscapedPath(), "")
		u.Path, u.RawPath = sessionInPath.ReplaceAllString(u.Path, ""), ""
		if plain, err := url.PathUnescape(escaped); err == nil && plain == u.Path {
			u.RawPath = escaped // an escaped slash is no slash
		}
	}
	if query, err := url.ParseQuery(u.RawQuery); err == nil { // what cannot be read stays as it is
		for name := range query {
			if tracking.MatchString(name) {
				delete(query, name)
			}
		}
		u.RawQuery = query.Encode()
	}
	return &u
}
