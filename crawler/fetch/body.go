package fetch

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

// body is a response's body, decompressed, that fails when it is longer than its limit instead of ending early.
type body struct {
	url    string
	limit  int64
	left   int64     // decompressed bytes that may still come
	plain  io.Reader // nil until the first read of a compressed body
	wire   *wire
	failed func(error) // told once of the first failure, io.EOF excepted
	ended  func()      // told once of the end, however it comes
	err    error
}

// wire counts what comes over the network: a compressed body that decompresses to nothing for ever must end as well.
type wire struct {
	io.ReadCloser
	left int64
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if w.left -= int64(n); w.left < 0 {
		return 0, errTooMuch
	}
	return n, err
}

var errTooMuch = errors.New("fetch: more than was asked for")

// wrapBody puts the response's body under the cap and takes the compression off it.
func wrapBody(resp *http.Response, limit int64, failed func(error), ended func()) error {
	url := resp.Request.URL.Redacted()
	coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding")))
	b := &body{url: url, limit: limit, left: limit, failed: failed, ended: ended}
	b.wire = &wire{ReadCloser: resp.Body, left: limit + 1<<16}
	switch {
	case coding == "gzip", coding == "x-gzip":
	case coding != "" && coding != "identity":
		return &EncodingError{URL: url, Encoding: coding}
	case resp.ContentLength > limit && resp.Request.Method != http.MethodHead:
		return &TooLargeError{URL: url, Limit: limit}
	default:
		b.plain = b.wire
	}
	// Uncompressed is said of every response, so that no reader above decompresses once more, outside the cap: Colly
	// would, by the name of the address or the type.
	resp.Uncompressed = true
	if b.plain == nil {
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
		resp.ContentLength = -1
	}
	resp.Body = b
	return nil
}

// checkPlain is an [*EncodingError] for a body in any coding.
func checkPlain(resp *http.Response) error {
	coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding")))
	if coding == "" || coding == "identity" {
		return nil
	}
	return &EncodingError{URL: withoutQuery(resp.Request.URL), Encoding: coding}
}

func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.read(p)
	if err != nil {
		b.finish(err)
	}
	return n, err
}

func (b *body) read(p []byte) (int, error) {
	if b.plain == nil {
		unzipped, err := gzip.NewReader(b.wire)
		if err != nil {
			return 0, b.named(err)
		}
		b.plain = unzipped
	}
	// One byte more than is left is asked for, to tell a body that is just long enough from one that is too long.
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.plain.Read(p)
	if int64(n) > b.left {
		return 0, &TooLargeError{URL: b.url, Limit: b.limit}
	}
	b.left -= int64(n)
	return n, b.named(err)
}

func (b *body) named(err error) error {
	if errors.Is(err, errTooMuch) {
		return &TooLargeError{URL: b.url, Limit: b.limit}
	}
	return err
}

func (b *body) finish(err error) {
	if b.err != nil {
		return
	}
	b.err = err
	if err != io.EOF && err != http.ErrBodyReadAfterClose {
		b.failed(err)
	}
	b.ended()
}

// Close ends the transfer, read or not.
func (b *body) Close() error {
	err := b.wire.Close()
	b.finish(http.ErrBodyReadAfterClose)
	return err
}
