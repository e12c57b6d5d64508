package main_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mapped is a data folder with made services around Leeds, and some elsewhere.
func mapped(t *testing.T) string {
	t.Helper()
	folder := empty(t)
	must(t, importMade(made(t, 60, 1), folder)...)
	return folder
}

// toTheMap searches and follows the link to the map.
func (b *browser) toTheMap(t *testing.T, s *server) {
	t.Helper()
	b.search(t, s, "number", "LS1 4AP")
	b.do(t, chromedp.WaitVisible(firstResult), chromedp.Click(chromedp.CSS(`a[href^="/map?"]`)), chromedp.WaitVisible(chromedp.CSS(".fp-map-list")))
}

// The map shows what the list shows, and can be used with a keyboard, on a wide screen and on a narrow one. Without scripts
// the list is there, and says the same.
func TestBrowserMap(t *testing.T) {
	s := serve(t, mapped(t))
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			b := openBrowser(t, way.scripts, way.cookies)
			b.toTheMap(t, s)
			if at := see(t, b, chromedp.Location()); !strings.HasPrefix(at, s.address+"/map?") || !strings.Contains(at, "near=LS1+4") {
				t.Errorf("the map is at %s", at)
			}
			if n := b.count(t, ".fp-map-list li"); n != 20 {
				t.Errorf("%d services are listed", n)
			}
			if b.count(t, "script[src]") == 0 {
				t.Skip("the assets are not built")
			}
			if !way.scripts {
				if says := see(t, b, chromedp.Text(chromedp.CSS("#map"))); !strings.Contains(says, "needs JavaScript") || b.count(t, ".fp-pin, #map-key:not([hidden])") > 0 {
					t.Errorf("without scripts the map says %q", says)
				}
				b.check(t, s, "")
				return
			}
			b.holds(t, `document.querySelectorAll(".fp-pin").length > 3`)
			for _, expression := range []string{
				// Every pin is a button with the number and the name of a service of the list.
				`[...document.querySelectorAll(".fp-pin")].every((pin) => pin.getAttribute("role") === "button" && pin.tabIndex === 0 &&
					[...document.querySelectorAll(".fp-map-list a")].some((a) => pin.getAttribute("aria-label").includes(a.textContent)))`,
				`document.querySelectorAll(".leaflet-control-zoom a[role=button][aria-label='Zoom in']").length === 1`,
				`!document.getElementById("map-key").hidden`,
				`!document.querySelector("#map").textContent.includes("JavaScript")`,
				`[...document.querySelectorAll(".fp-pin, .leaflet-control-zoom a")].every((e) => e.getBoundingClientRect().height >= 24)`,
			} {
				b.holds(t, expression)
			}
			for i := range b.count(t, ".fp-pin") { // whatever has the focus is in sight
				b.do(t, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelectorAll(".fp-pin")[%d].focus(); undefined`, i)))
				b.holds(t, `(() => { const p = document.activeElement.getBoundingClientRect(), m = document.querySelector("#map").getBoundingClientRect();
					return p.left >= m.left && p.right <= m.right && p.top >= m.top && p.bottom <= m.bottom; })()`)
			}
			b.do(t, chromedp.Focus(chromedp.CSS(".fp-pin")))
			label := b.says(t, `document.activeElement.getAttribute("aria-label")`)
			for _, key := range []string{kb.Enter, " "} {
				b.press(t, key)
				b.holds(t, `document.activeElement.closest(".leaflet-popup")`)
				b.press(t, kb.Escape)
				b.holds(t, `!document.querySelector(".leaflet-popup") && document.activeElement.getAttribute("aria-label") === `+quoted(label))
			}
			b.press(t, kb.Enter)
			b.holds(t, `document.activeElement.href`)
			name := b.says(t, `document.activeElement.textContent`)
			if !strings.Contains(label, name) {
				t.Errorf("the pin is called %q and leads to %q", label, name)
			}
			b.press(t, kb.Enter)
			b.do(t, chromedp.WaitVisible(chromedp.CSS("article.fp-listing h1")))
			if title := see(t, b, chromedp.Text(chromedp.CSS("article.fp-listing h1"))); strings.TrimSpace(title) != name {
				t.Errorf("%q leads to the page of %q", name, title)
			}
			b.check(t, s, "")
		})
	}
}

// On a narrow screen nothing is wider than the screen, and a press on the ground moves the map there.
func TestBrowserMapOnAPhone(t *testing.T) {
	s := serve(t, mapped(t))
	b := openBrowser(t, true, true)
	b.do(t, chromedp.EmulateViewport(320, 640, chromedp.EmulateMobile, chromedp.EmulateTouch))
	b.toTheMap(t, s)
	if b.count(t, "script[src]") == 0 {
		t.Skip("the assets are not built")
	}
	b.holds(t, `document.querySelectorAll(".fp-pin").length > 3`)
	wide := func() {
		if n := see(t, b, chromedp.Evaluate[int]("document.documentElement.scrollWidth")); n > 320 {
			t.Errorf("the page is %d pixels wide on a screen of 320", n)
		}
	}
	wide()
	b.do(t, chromedp.ScrollIntoView(chromedp.CSS(".fp-pin")), chromedp.Tap(chromedp.CSS(".fp-pin")))
	b.holds(t, `document.activeElement.closest(".leaflet-popup")`) // a tap is followed too
	wide()
	b.holds(t, `(() => { const p = document.querySelector(".leaflet-popup").getBoundingClientRect(), m = document.querySelector("#map").getBoundingClientRect();
		return p.left >= m.left && p.right <= m.right && p.top >= m.top; })()`)
	b.do(t, chromedp.Tap(chromedp.CSS(".leaflet-popup-close-button")))
	b.holds(t, `!document.querySelector(".leaflet-popup")`)
	const where = `document.querySelector(".leaflet-map-pane").style.transform`
	before := b.says(t, where)
	corner := see(t, b, chromedp.Evaluate[[]float64](`(() => { const m = document.querySelector("#map").getBoundingClientRect(); return [m.left + 20, m.top + 20]; })()`))
	b.do(t, chromedp.TapXY(corner[0], corner[1]))
	b.holds(t, where+" !== "+quoted(before))
	b.check(t, s, "")
}

func quoted(s string) string { return "`" + s + "`" }

// Pictures of the ground come from the operator's own proxy, and nothing that the map does with them meets the pages' policy.
func TestBrowserMapTiles(t *testing.T) {
	folder := mapped(t)
	settings := write(t, t.TempDir(), "fingerpost.yaml", "map:\n  tiles: /tiles/{z}/{x}/{y}.png\n  attribution: © Testers\n")
	inner := serve(t, folder, "--config", settings)
	target, err := url.Parse(inner.address)
	if err != nil {
		t.Fatal(err)
	}
	picture := image.NewRGBA(image.Rect(0, 0, 256, 256))
	for i := range 256 {
		picture.Set(i, 0, color.Black)
		picture.Set(0, i, color.Black)
	}
	var tile bytes.Buffer
	if err := png.Encode(&tile, picture); err != nil {
		t.Fatal(err)
	}
	var tiles atomic.Int64
	onward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Host = r.In.Host }}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/tiles/") && filepath.Ext(r.URL.Path) == ".png" {
			tiles.Add(1)
			time.Sleep(20 * time.Millisecond)
			w.Header().Set("Content-Type", "image/png")
			w.Write(tile.Bytes())
			return
		}
		onward.ServeHTTP(w, r)
	}))
	t.Cleanup(proxy.Close)
	s := &server{address: proxy.URL, log: inner.log}
	b := openBrowser(t, true, true)
	b.toTheMap(t, s)
	if b.count(t, "script[src]") == 0 {
		t.Skip("the assets are not built")
	}
	b.holds(t, `document.querySelectorAll("img.leaflet-tile-loaded").length > 3`)
	for range 3 { // tiles are dropped while they load, as people do who are in a hurry
		b.do(t, chromedp.Click(chromedp.CSS(".leaflet-control-zoom-in")))
		time.Sleep(50 * time.Millisecond)
	}
	b.do(t, chromedp.Focus(chromedp.CSS("#map")))
	b.press(t, strings.Repeat(kb.ArrowLeft, 8))
	time.Sleep(500 * time.Millisecond)
	b.holds(t, `document.querySelectorAll("img.leaflet-tile-loaded").length > 3`)
	if says := see(t, b, chromedp.Text(chromedp.CSS("#main"))); !strings.Contains(says, "© Testers") {
		t.Error("the page does not say whose map it is")
	}
	if tiles.Load() == 0 {
		t.Error("no tile was asked for")
	}
	b.check(t, s, "")
}

// Tiles of another host are refused when the server starts, and so is what cannot be an address of tiles.
func TestTilesOfAnotherHost(t *testing.T) {
	for tiles, words := range map[string]string{
		"https://tile.openstreetmap.org/{z}/{x}/{y}.png": "pages here ask no other host", "//tile.example.org/{z}/{x}/{y}.png": "pages here ask no other host",
		"tiles/{z}/{x}/{y}.png": "not a path on this host", `/\tile.example.org/{z}/{x}/{y}.png`: "not a path on this host", "/tiles/{z}/{x}.png": "{y}",
		"/tiles/{z}/{x}/{y}.png": "map.attribution",
	} {
		settings := write(t, t.TempDir(), "fingerpost.yaml", "map:\n  tiles: '"+tiles+"'\n")
		refused(t, 2, words, "serve", "--addr", "127.0.0.1:0", "--data", empty(t), "--config", settings)
	}
}
