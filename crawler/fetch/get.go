package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
)

// Conditions are what is known of a page from the last time: the server answers "not modified" if it still holds.
type Conditions struct {
	ETag         string
	LastModified string // as the server wrote it
}

// Page is what was fetched.
type Page struct {
	URL          string // the last one, after redirects
	Status       int
	Body         []byte // decompressed, whole; empty when NotModified
	Type         string // the Content-Type header
	ETag         string
	LastModified string
	NotModified  bool // the conditions still hold
}

// Get fetches a page, following redirects. An answer that is neither 2xx nor an expected 304 is a [*StatusError].
func (c *Client) Get(ctx context.Context, address string, known Conditions) (*Page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, &ScopeError{URL: address}
	}
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		req.Header.Set("If-Modified-Since", known.LastModified)
	}
	client := http.Client{Transport: c.Transport(), CheckRedirect: c.CheckRedirect}
	resp, err := client.Do(req)
	if err != nil {
		return nil, bare(err)
	}
	defer resp.Body.Close()
	page := &Page{
		URL: resp.Request.URL.String(), Status: resp.StatusCode, Type: resp.Header.Get("Content-Type"),
		ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"),
	}
	switch {
	case resp.StatusCode == http.StatusNotModified && known != (Conditions{}):
		page.NotModified = true
		return page, nil
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return nil, &StatusError{URL: page.URL, Code: resp.StatusCode}
	}
	page.Body, err = io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return page, nil
}

// bare takes off what net/http puts around an error: the address, which our own types hold already.
func bare(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
