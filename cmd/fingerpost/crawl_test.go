package main_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// A site on this machine is crawled as its source file says, and what it holds is found by the running server.
func TestCrawl(t *testing.T) {
	t.Parallel()
	var forbidden atomic.Int32
	page := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, "<!doctype html><html lang=en><head><title>Clubs</title></head><body>"+body+"</body></html>")
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "User-agent: *\nDisallow: /services/secret\n")
	})
	mux.HandleFunc("/directory", page(`<a href="/services/larkspur">Larkspur</a> <a href="/services/secret">Secret</a>`))
	mux.HandleFunc("/services/larkspur", page(`<h1>Larkspur Lunch Club</h1><p class="about">Hot lunch with quillwort soup.</p>
		<p class="tel">0113 496 0001</p><address>12 Wisteria Lane, Leeds, LS1 4AP</address>`))
	mux.HandleFunc("/services/secret", func(http.ResponseWriter, *http.Request) { forbidden.Add(1) })
	site := httptest.NewServer(mux)
	defer site.Close()
	u, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	content := t.TempDir()
	if err := os.Mkdir(filepath.Join(content, "sources"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(content, "sources"), "clubs.yaml", fmt.Sprintf(`key: clubs
name: The clubs of a test
kind: pages
start: [%s/directory]
scope:
  host: [%s]
  follow: [/directory, /services/]
  listing: [/services/*]
licence: OGL-UK-3.0
area: E08000035
fields:
  name: h1
  description: .about
  phone: .tel
  address: address
topics: [food]
max_pages: 20
max_depth: 3
`, site.URL, u.Host))
	folder := empty(t)
	s := serve(t, folder)
	all := read[[]summary](t, "crawl", "clubs", "--allow-private", "--content", content, "--data", folder)
	if len(all) != 1 {
		t.Fatalf("%d results for one source", len(all))
	}
	got := all[0]
	got.check(t)
	if got.Created != 1 {
		t.Errorf("summary %+v, want one club", got)
	}
	eventually(t, "the club is found", func() bool {
		r, ok := s.api(t, query{"quillwort", "LS1 4AP"}).named("Larkspur Lunch Club")
		return ok && r.Reach == "near" && strings.Contains(r.Phone, "496 0001")
	})
	if forbidden.Load() > 0 {
		t.Error("a page that robots.txt forbids was asked for")
	}
	if again := read[[]summary](t, "crawl", "--allow-private", "--content", content, "--data", folder); len(again) != 1 || again[0].Unchanged != 1 {
		t.Errorf("crawled again: %+v, want one unchanged", again)
	}
	private := run(t, "crawl", "--content", content, "--data", folder, "--config", write(t, t.TempDir(), "settings.yaml", "brand:\n  url: https://directory.example.org\n"))
	if private.code != 1 || !strings.Contains(private.errs, "--allow-private") {
		t.Errorf("a site on this machine that was not allowed: exit %d\n%s%s", private.code, private.out, private.errs)
	}
	s.stop(t)
	sound(t, folder)
}
