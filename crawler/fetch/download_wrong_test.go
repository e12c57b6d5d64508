package fetch

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
)

func TestDownloadFindsWhatIsWrong(t *testing.T) {
	page := "<!DOCTYPE html><title>Sign in to the Wi-Fi</title>"
	pages := header("Content-Type", "text/html; charset=utf-8")
	for name, test := range map[string]struct {
		header  http.Header
		content string
		known   Download
		want    func(t *testing.T, err error)
	}{
		"MD5":       {content: "x", known: Download{MD5: md5Of([]byte("y"))}, want: func(t *testing.T, err error) { wantError[*DigestError](t, err) }},
		"SHA-256":   {content: "x", known: Download{SHA256: sha256Of([]byte("y"))}, want: func(t *testing.T, err error) { wantError[*DigestError](t, err) }},
		"size":      {content: "xxx", known: Download{Size: 2}, want: func(t *testing.T, err error) { wantError[*SizeError](t, err) }},
		"small":     {content: "xxx", known: Download{Size: 4}, want: func(t *testing.T, err error) { wantError[*SizeError](t, err) }},
		"cap":       {content: "xxx", known: Download{MaxSize: 2}, want: func(t *testing.T, err error) { wantError[*TooLargeError](t, err) }},
		"page":      {content: page, header: pages, want: func(t *testing.T, err error) { wantError[*NotFileError](t, err) }},
		"odd page":  {content: "sign in", header: pages, want: func(t *testing.T, err error) { wantError[*NotFileError](t, err) }},
		"says file": {content: " \n" + page, header: header("Content-Type", "application/zip"), want: func(t *testing.T, err error) { wantError[*NotFileError](t, err) }},
		"coded":     {content: "x", header: header("Content-Encoding", "gzip"), want: func(t *testing.T, err error) { wantError[*EncodingError](t, err) }},
	} {
		t.Run(name, func(t *testing.T) {
			for _, chunked := range []bool{false, true} {
				s := newShelf(t, 1)
				s.header = test.header
				s.before = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if chunked {
						w.(http.Flusher).Flush()
					}
					if r.Header.Get("Range") != "" {
						w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
						return
					}
					fmt.Fprint(w, test.content)
				})
				folder := t.TempDir()
				c, _ := hasty(Options{})
				_, err := download(t, c, s.URL+"/file", filepath.Join(folder, "f"), test.known)
				if chunked && name == "small" { // without a length, it may as well have been cut short
					wantError[*DroppedError](t, err)
					continue
				}
				test.want(t, err)
				if left := filesIn(t, folder); left != "" || len(s.asked) != 1 {
					t.Errorf("left %q after %d requests", left, len(s.asked))
				}
			}
		})
	}
}

// A sign-in page in between, or a file that is gone for a while, costs nothing of what had come.
func TestDownloadKeepsWhatCameOverATroubledDay(t *testing.T) {
	s := newShelf(t, 200_000)
	to := filepath.Join(t.TempDir(), "file.zip")
	had := half(t, s, to, Download{})
	for _, trouble := range []http.HandlerFunc{
		func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>sign in") },
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) },
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(502) },
		func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			gzip.NewWriter(w).Close()
		},
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) },
	} {
		s.set(func() { s.before = trouble })
		c, _ := hasty(Options{})
		if _, err := download(t, c, s.URL+"/file", to, Download{}); err == nil {
			t.Fatal("trouble is taken for a file")
		}
	}
	s.set(func() { s.before, s.asked = nil, nil })
	c, _ := hasty(Options{})
	got, err := download(t, c, s.URL+"/file", to, Download{})
	if err != nil || got.Resumed != had {
		t.Fatalf("%+v, %v; %d bytes were there", got, err, had)
	}
	wantFile(t, to, s.content)
}
