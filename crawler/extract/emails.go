package extract

import (
	"encoding/hex"
	"strings"

	"golang.org/x/net/html"

	"fingerpost/data"
)

// email is an address without what stands around it in a link.
func email(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "?")
	if len(s) >= 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	s = data.PlainLine(strings.ReplaceAll(s, "%40", "@"), 254)
	if !strings.Contains(s, "@") || strings.Contains(s, " ") {
		return ""
	}
	return s
}

// hiddenEmail is the address in a link that Cloudflare keeps from machines that gather addresses: a person sees it, since
// a script of the page writes it. Each byte is joined with the first by exclusive or.
func hiddenEmail(n *html.Node, href string) string {
	code := attr(n, "data-cfemail")
	if code == "" {
		if _, after, ok := strings.Cut(href, "/cdn-cgi/l/email-protection#"); ok {
			code = after
		}
	}
	if code == "" || len(code) > 500 {
		return ""
	}
	b, err := hex.DecodeString(code)
	if err != nil || len(b) < 4 {
		return ""
	}
	for i := range b[1:] {
		b[i+1] ^= b[0]
	}
	return email(string(b[1:]))
}
