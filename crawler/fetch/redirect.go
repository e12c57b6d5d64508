package fetch

import "net/http"

const maxRedirects = 5

// CheckRedirect is the rule for [http.Client] and Colly: at most five redirects, none from https to http. A page that
// was asked for over a safe connection must not come over one that anybody may write into; the way up is free. Scope and
// robots.txt are the transport's business and hold on every hop.
func (c *Client) CheckRedirect(next *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return &RedirectError{URL: next.URL.Redacted(), Reason: TooManyRedirects}
	}
	if via[len(via)-1].URL.Scheme == "https" && next.URL.Scheme == "http" {
		return &RedirectError{URL: next.URL.Redacted(), Reason: Downgrade}
	}
	return nil
}
