package crawler

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/frontier"
)

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
	<!ENTITY f SYSTEM "%s/secret"><!ENTITY g SYSTEM "file:///etc/passwd">]><urlset><url><loc>%s&c;&f;&g;</loc></url></urlset>`

// sitemapSins are sitemaps. What is on the site beside them is read whatever they are.
func sitemapSins(lure *lure) map[string]sin {
	with := func(sitemap http.HandlerFunc, err func(error) bool, mostAsks int) sin {
		one := sin{pages: map[string]http.HandlerFunc{"/sitemap.xml": sitemap, sinful: headed("<h1>Tea</h1>")}, more: "sitemap: SITE/sitemap.xml\nmax_pages: 20",
			outcome: frontier.Read, names: []string{"Tea"}, mostAsks: mostAsks, bounds: string(BoundSitemap)}
		one.check = func(t *testing.T, s *sinner) {
			var told error
			for _, e := range s.errors {
				if is[*SitemapError](e.Err) {
					told = e.Err
				}
			}
			if (told != nil) != (err != nil) || told != nil && !err(told) {
				t.Errorf("told of the sitemap: %v", told)
			}
		}
		return one
	}
	xml := func(body string) http.HandlerFunc { return typed("application/xml", body) }
	hostile := func(err error) bool { return errors.Is(err, errHostileSitemap) }
	long := func(err error) bool { return errors.Is(err, errLongSitemap) }
	some := func(err error) bool { return err != nil }
	bomb := func(beginning string) http.HandlerFunc {
		return typed("application/gzip", string(zipped(beginning, 60)))
	}
	var index strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&index, "<sitemap><loc>/sitemap-%d.xml</loc></sitemap>", i)
	}
	var listed strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&listed, "<url><loc>/page-%d</loc></url>", i)
	}
	entries := strings.Repeat("<url><loc>/</loc></url>", 40_000)
	unbounded := func(one sin) sin { one.bounds = ""; return one }
	full := func(one sin) sin { one.bounds = "max_pages"; return one }
	return map[string]sin{
		"an index of itself": unbounded(with(xml("<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap><sitemap><loc>sitemap.xml</loc></sitemap></sitemapindex>"), nil, 3)),
		"an index without end": with(func(w http.ResponseWriter, r *http.Request) {
			xml(index.String())(w, r)
		}, some, 110),
		"a sitemap of other sites":     unbounded(with(xml("<urlset><url><loc>"+lure.URL+"/a</loc></url><url><loc>file:///etc/passwd</loc></url><url><loc>http://169.254.169.254/</loc></url></urlset>"), nil, 3)),
		"an index of other sites":      with(xml("<sitemapindex><sitemap><loc>"+lure.URL+"/a.xml</loc></sitemap><sitemap><loc>http://169.254.169.254/s.xml</loc></sitemap></sitemapindex>"), is[*fetch.ScopeError], 3),
		"a sitemap of many pages":      full(with(xml("<urlset>"+listed.String()+"</urlset>"), nil, 25)),
		"a sitemap with laughs":        with(xml(fmt.Sprintf(laughs, lure.URL, "/services/a")), some, 3),
		"a compressed sitemap bomb":    with(bomb("<urlset>"), hostile, 3),
		"a sitemap of one long tag":    with(bomb("<urlset "), hostile, 3),
		"a sitemap of one long entry":  with(bomb("<urlset><url><loc>"), hostile, 3),
		"a sitemap of one long remark": with(bomb("<urlset><!--"), hostile, 3),
		"a sitemap of nests":           with(typed("application/gzip", string(zipped(strings.Repeat("<a>", 10<<20), 0))), hostile, 3),
		"a sitemap of 10 million":      with(typed("application/gzip", string(zipped("<urlset>"+strings.Repeat("<url><loc>http://a.example/</loc></url>", 100_000), 0))), long, 3),
		"a sitemap of 10 MB":           with(xml("<urlset>"+strings.Repeat(entries, 2)), long, 4),
		"a sitemap that is a page":     with(headed("<!doctype html><p>Not <b>found"), some, 3),
		"a sitemap of zeros":           with(xml(strings.Repeat("\x00", 1000)), some, 3),
		"a sitemap that drips":         with(drip, isSlow, 3),
		"a sitemap on to elsewhere":    with(goTo(lure.URL), is[*fetch.ScopeError], 3),
		"a sitemap on to itself":       with(goTo("/sitemap.xml"), is[*fetch.RedirectError], 9),
	}
}

// Whatever a sitemap says: it ends, and no more comes of it than the bounds allow, in a form that the frontier can keep.
func FuzzSitemap(f *testing.F) {
	f.Add("<urlset><url><loc>https://a.example/x</loc><lastmod>2026-01-02</lastmod></url></urlset>")
	f.Add("<sitemapindex><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>")
	f.Add(fmt.Sprintf(laughs, "", "/"))
	f.Add(strings.Repeat("<a>", 30))
	f.Add("<url><url><loc>x</loc></url></url></url><sitemap/><url>")
	at, _ := url.Parse("https://a.example/sitemap.xml")
	f.Fuzz(func(t *testing.T, text string) {
		pages, more, err := readEntries(strings.NewReader(text), at)
		again, moreAgain, errAgain := readEntries(io.MultiReader(bytes.NewReader([]byte(text))), at)
		if len(pages) != len(again) || len(more) != len(moreAgain) || (err == nil) != (errAgain == nil) {
			t.Error("it is not the same the second time")
		}
		if len(pages)+len(more) > maxEntries || len(pages)+len(more) > len(text)/len("<url/>") {
			t.Errorf("%d pages and %d sitemaps of %d bytes", len(pages), len(more), len(text))
		}
		for _, p := range pages {
			u, err := url.Parse(p.URL)
			if err != nil {
				t.Errorf("%q cannot be read again: %v", p.URL, err)
			} else if addressOf(u) != p.Address {
				t.Errorf("%q is %q the second time", p.URL, addressOf(u).URL)
			}
		}
	})
}
