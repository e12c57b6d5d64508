package site_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"fingerpost/site"
)

// pages is an address of every kind, errors too.
func (w *town) pages() []string {
	return []string{"/", "/urgent-help", "/about-the-data", "/figures", "/figures.csv", "/figures/2020-01", search("q", "tablet", "near", "LS1 4"), search("q", "coffee", "near", "S1 2", "page", "2"),
		search("topic", "online"), "/map?q=tablet&near=LS1+4", "/map?q=tablet&near=LSI+4AP", search("q", "nothing at all", "near", "LS1 4", "cost", "free"), search("near", "North East"), search("near", "LSI 4AP"),
		search("near", "Paris"), search("within", "x"), w.address("tablets", "tablet-library"), w.address("refuge", "safe-house"),
		w.address("bare", "bare-service"), w.address("helpline", "listening"), w.address("gone", "gone-service"), w.address("letters", ""), "/add", w.address("tablets", "report"),
		"/nowhere", "/services/nothing", "/assets/nothing.css", "/api/search?q=tablet", "/api/nothing", "/healthz", "/readyz", "/favicon.ico"}
}

// HEAD answers as GET does, without the page; other methods find nothing.
func TestMethods(t *testing.T) {
	town := theTown()
	for _, path := range town.pages() {
		get := town.get(t, path)
		head := town.ask(t, http.MethodHead, path, "")
		if head.status != get.status || head.body != "" || head.header.Get("Content-Type") != get.header.Get("Content-Type") {
			t.Errorf("HEAD %s: %d %q, %d bytes; GET %d", path, head.status, head.header.Get("Content-Type"), len(head.body), get.status)
		}
		for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions, http.MethodTrace} {
			if a := town.ask(t, method, path, ""); a.status != http.StatusNotFound || strings.Contains(a.body, "tablet") {
				t.Errorf("%s %s: %d", method, path, a.status)
			}
		}
	}
	for _, path := range []string{"/", "/urgent-help", "/services/x", "/healthz"} {
		if a := town.ask(t, http.MethodPost, path, "q=a", "Content-Type", "application/x-www-form-urlencoded"); a.status != http.StatusNotFound {
			t.Errorf("POST %s: %d", path, a.status)
		}
	}
}

func TestCompression(t *testing.T) {
	town := theTown()
	plain := town.get(t, "/urgent-help")
	a := town.get(t, "/urgent-help", "Accept-Encoding", "gzip")
	if a.header.Get("Content-Encoding") != "gzip" || !strings.Contains(a.header.Get("Vary"), "Accept-Encoding") || len(a.body) > len(plain.body)/2 {
		t.Fatalf("%v, %d of %d bytes", a.header, len(a.body), len(plain.body))
	}
	unpacked, err := gzip.NewReader(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(unpacked)
	if err != nil || string(body) != plain.body {
		t.Errorf("unpacked it is another page: %v", err)
	}
}

func TestAssets(t *testing.T) {
	town := theTown()
	if town.site.Unstyled() {
		t.Skip("the assets are not built")
	}
	page := town.get(t, "/").page
	hrefs := []string{page.Find("link[rel=stylesheet]").AttrOr("href", ""), page.Find("link[rel=icon]").AttrOr("href", ""), page.Find("script").AttrOr("src", "")}
	kinds := []string{"text/css; charset=utf-8", "image/svg+xml", "text/javascript; charset=utf-8"}
	for i, href := range hrefs {
		plain, packed := town.get(t, href), town.get(t, href, "Accept-Encoding", "br, gzip")
		if plain.status != http.StatusOK || plain.header.Get("Content-Encoding") != "" || packed.header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: %d, %v, %v", href, plain.status, plain.header, packed.header)
		}
		for _, a := range []answer{plain, packed} {
			if a.header.Get("Cache-Control") != "public, max-age=31536000, immutable" || a.header.Get("Vary") != "Accept-Encoding" || a.header.Get("Content-Type") != kinds[i] {
				t.Errorf("%s: %v", href, a.header)
			}
		}
		for _, other := range []string{"@import", "url(http", "url(//", "https://"} {
			if strings.Contains(plain.body, other) && strings.HasSuffix(href, ".css") {
				t.Errorf("%s asks another host: %s", href, other)
			}
		}
	}
	if a := town.get(t, "/favicon.ico"); a.status != http.StatusMovedPermanently || a.header.Get("Location") != hrefs[1] {
		t.Errorf("/favicon.ico: %d to %s", a.status, a.header.Get("Location"))
	}
	for _, path := range []string{"/assets/", "/assets/app.css", "/assets/manifest.json", "/assets/../site.go", "/assets/%2e%2e/site.go", "/assets/app.css.gz"} {
		if a := town.get(t, path); a.status != http.StatusNotFound || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

// Ordinary pages may be kept if they are asked after; searches may not be kept at all (every answer is checked for that).
func TestCacheControl(t *testing.T) {
	town := theTown()
	for _, path := range []string{"/", "/urgent-help", "/about-the-data", town.address("tablets", "tablet-library")} {
		if got := town.get(t, path).header.Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: %q", path, got)
		}
	}
	if a := town.post(t, url.Values{"q": {"tablet"}}); a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the form's answer: %q", a.header.Get("Cache-Control"))
	}
}

// The log of a directory must not become a list of who looked for what.
func TestTheLogHoldsNoSearch(t *testing.T) {
	shared := theTown()
	quiet := newTown("log", shared.config.Now, townsfolk()[:3])
	failing := quiet.with(func(c *site.Config) { c.Store = failingStore{} })
	broken := quiet.with(func(c *site.Config) { c.Store = panickingStore{} })
	secrets := []string{"suicidal", "LS1", "4AP", "4ap", "LSI", "203.0.113.7", "Secret-Agent"}
	headers := []string{"X-Forwarded-For", "203.0.113.7", "X-Real-Ip", "203.0.113.7", "User-Agent", "Secret-Agent"}
	for _, w := range []*town{quiet, failing, broken} {
		for _, path := range []string{search("q", "suicidal", "near", "LS1 4AP"), search("q", "suicidal", "near", "LSI 4AP"), search("q", "suicidal", "suicidal", "1"),
			api("q", "suicidal thoughts", "near", "LS1 4AP"), "/suicidal/LS1/4AP", "/services/suicidal", "/api/suicidal?near=LS1+4AP", "/?near=LS1+4AP", "/api/suggest?q=suicidal", "/api/suggest?near=LS1+4AP", "/cy/api/suggest?q=suicidal",
			onMap("q", "suicidal", "near", "LS1 4AP"), "/about-the-data?q=suicidal",
			search("q", "suicidal"+strings.Repeat("x", 400)), search("near", "suicidal"), "/search?q=suicidal%zz"} {
			w.get(t, path, headers...)
		}
		w.post(t, url.Values{"q": {"suicidal"}, "near": {"LS1 4AP"}}, headers...)
		w.post(t, url.Values{"q": {"suicidal"}, "near": {"LS1 4AP"}}, append(headers, "Origin", "https://evil.example")...)
		line := w.listen(t)
		line.ask(t, http.MethodPost, "/search", "q=suicidal&near="+strings.Repeat("LS1+4AP", 20_000), append(headers, "Content-Type", "application/x-www-form-urlencoded")...)
		line.ask(t, http.MethodPost, "/search", "--suicidal\r\nLS1 4AP", append(headers, "Content-Type", "multipart/form-data; boundary=suicidal")...)
		line.ask(t, http.MethodGet, "/?q=suicidal", "", "Cookie", strings.Repeat("LS1 4AP", 4000))
		log := w.log.String()
		for _, secret := range secrets {
			if i := strings.Index(log, secret); i >= 0 {
				t.Errorf("the log holds %q: %s", secret, log[max(0, i-200):min(len(log), i+100)])
			}
		}
	}
	if !strings.Contains(failing.log.String(), "a request failed") {
		t.Error("a failure was not logged")
	}
}
