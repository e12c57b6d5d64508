package site_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// Places and topics have addresses that can be read out, one each, and what no address should hold is searched for instead.
func TestPlacesAndTopics(t *testing.T) {
	w := theTown()
	for path, heading := range map[string]string{"/near/leeds": "Help near Leeds", "/near/leeds/devices": "Tablets, phones and computers near Leeds",
		"/topics/devices": "Tablets, phones and computers", "/near/ls1": "Help near LS1", "/near/stoke-on-trent": "Help near Stoke-on-Trent"} {
		a := w.get(t, path)
		if a.status != http.StatusOK {
			t.Errorf("%s: %d to %q", path, a.status, a.header.Get("Location"))
			continue
		}
		a.must(t, in("h1", reads(heading)), in("link[rel=canonical]", attr("href", "http://help.example"+path)))
	}
	w.get(t, "/near/leeds").must(t, in("nav a.fp-chip[href='/near/leeds/online']"), in("li.fp-result"))
	for path, want := range map[string]string{"/near/LEEDS": "/near/leeds", "/near/Leeds/devices": "/near/leeds/devices", "/near/ls1-4dy": "/search?near=LS1+4"} {
		a := w.get(t, path)
		if got := a.header.Get("Location"); a.status/100 != 3 || !strings.HasPrefix(got, want) || strings.Contains(got, "4DY") {
			t.Errorf("%s: %d to %q", path, a.status, got)
		}
	}
	for _, path := range []string{"/near/nowhere-at-all", "/near/leeds/gadgets", "/topics/gadgets", "/near/paris", "/near/53.8,-1.55", "/near/%20", "/near/%ff", "/near/" + strings.Repeat("a", 3000), "/near/%3Cscript%3E"} {
		if a := w.get(t, path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	which := w.get(t, "/near/newport")
	which.must(t, in("h1", reads("Which newport do you mean?")))
	links := which.page.Find("main ul a")
	if links.Length() < 3 {
		t.Fatalf("%d places to choose from", links.Length())
	}
	for _, l := range links.EachIter() {
		if a := w.get(t, l.AttrOr("href", "")); a.status != http.StatusOK {
			t.Errorf("%s: %d", l.AttrOr("href", ""), a.status)
		}
	}
}

// The map of the site leads to pages that are there under just that address.
func TestSitemap(t *testing.T) {
	w := theTown()
	var index struct {
		Maps []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal([]byte(w.get(t, "/sitemap.xml").body), &index); err != nil || len(index.Maps) != 1 {
		t.Fatal(err, index)
	}
	path := func(loc string) string {
		rest, ok := strings.CutPrefix(loc, "http://help.example")
		if !ok {
			t.Fatalf("%q is elsewhere", loc)
		}
		return rest
	}
	var set struct {
		URLs []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(w.get(t, path(index.Maps[0].Loc)).body), &set); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, u := range set.URLs {
		paths = append(paths, path(u.Loc))
	}
	for _, p := range paths {
		a := w.get(t, p)
		if a.status != http.StatusOK || a.page.Find("meta[content=noindex]").Length() > 0 && !strings.Contains(p, "/topics/") {
			t.Errorf("%s: %d", p, a.status)
		}
	}
	for _, want := range []string{"/", "/near/sheffield", "/topics/devices", "/privacy"} {
		if !slices.Contains(paths, want) {
			t.Errorf("%s is not in the map", want)
		}
	}
	for _, p := range []string{"/sitemap-0.xml", "/sitemap-2.xml", "/sitemap-x.xml"} {
		if a := w.get(t, p); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", p, a.status)
		}
	}
	if robots := w.get(t, "/robots.txt").body; !strings.Contains(robots, "Disallow: /search\n") || !strings.Contains(robots, "Sitemap: http://help.example/sitemap.xml") {
		t.Errorf("%q", robots)
	}
}

// What a page says for programs is what it says for people, and nothing of a place that is withheld.
func TestSchema(t *testing.T) {
	w := theTown()
	page := func(own string) (answer, map[string]any) {
		a := w.get(t, w.address(own, ""))
		if next := a.header.Get("Location"); next != "" {
			a = w.get(t, next)
		}
		var said map[string]any
		if err := json.Unmarshal([]byte(a.page.Find("script[type='application/ld+json']").Text()), &said); err != nil {
			t.Fatal(own, err)
		}
		return a, said
	}
	for own := range w.ids {
		if own == "gone" {
			continue // it is not there for programs
		}
		a, said := page(own)
		if said["@type"] != "Service" || said["name"] != a.all("h1")[0] {
			t.Errorf("%s: %v", own, said)
		}
	}
	_, said := page("refuge")
	for _, secret := range []string{"serviceLocation", "PostalAddress", "geo"} {
		if text, _ := json.Marshal(said); strings.Contains(string(text), secret) {
			t.Errorf("the safe house's page says %s: %s", secret, text)
		}
	}
}
