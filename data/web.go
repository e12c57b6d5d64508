package data

import (
	"net/mail"
	"net/url"
	"regexp"
	"strings"
)

// mailHost is the host of an e-mail address that can be reached from anywhere (RFC 1123, 2.1).
var mailHost = regexp.MustCompile(`^[\pL\d-]+(\.[\pL\d-]+)+$`)

// ReadURL reads the address of a web page, with or without "https://": no other scheme, no credentials, a host with a dot
// in it.
func ReadURL(s string) (address string, ok bool) {
	whole := strings.TrimSpace(s)
	if !strings.Contains(whole, "://") {
		whole = "https://" + whole
	}
	u, err := url.Parse(whole)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || len(whole) > 2000 || clean(whole) != whole ||
		!strings.Contains(strings.Trim(u.Hostname(), "."), ".") || strings.ContainsAny(whole, " \"<>\\`") {
		return "", false
	}
	return u.String(), true
}

// ReadEmail reads one e-mail address, without a name before it.
func ReadEmail(s string) (address string, ok bool) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "mailto:")
	parsed, err := mail.ParseAddress(s)
	if err != nil || parsed.Address != s || !mailHost.MatchString(s[strings.LastIndexByte(s, '@')+1:]) || len(s) > 254 || clean(s) != s {
		return "", false
	}
	return s, true
}
