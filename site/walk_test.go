package site_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// mostWalked bounds the walk: searches lead to searches without end.
const mostWalked = 700

// A walk along every link from the start page finds pages only: none leads nowhere, asks another host, carries a script or
// style of its own or lacks a header (as of every page that is asked for), or shows a number that is not a listing's or a
// checked line's.
func TestWalk(t *testing.T) {
	if testing.Short() {
		t.Skip("one reader of very many pages, which has no races to show; left out with -short")
	}
	w := shippedTown()
	numbers := allowed(w.config.Helplines)
	for _, id := range w.ids {
		listing, err := w.config.Store.Listing(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for number := range allowed(nil, listing) {
			numbers[number] = true
		}
	}
	seen := map[string]string{"/": "", "/figures": ""}
	next := []string{"/", "/list", "/figures", "/guide/print?near=LS1&topic=food", search("q", "tablet", "near", "LS1 4"), "/near/leeds", "/near/newport"}
	searches := 0
	walked := map[string]int{}
	pages, most := 0, mostWalked
	if testing.Short() {
		most = mostWalked / 3 // still each kind of page
	}
	for len(next) > 0 && pages < most {
		pages++
		path := next[0]
		next = next[1:]
		a := w.get(t, path)
		for range 3 {
			if location := a.header.Get("Location"); strings.HasPrefix(location, "/") {
				a = w.get(t, location)
			}
		}
		if a.status != http.StatusOK && a.status != http.StatusSeeOther {
			t.Errorf("%s, from %s: %d", path, seen[path], a.status)
		}
		if a.page == nil {
			continue
		}
		kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		walked[strings.SplitN(kind, "?", 2)[0]]++
		links := a.page.Find("a[href^='/']")
		for _, l := range links.EachIter() {
			href, _, _ := strings.Cut(l.AttrOr("href", ""), "#")
			u, err := url.Parse(href)
			if err != nil {
				t.Errorf("%s leads to %q: %v", path, href, err)
				continue
			}
			if _, known := seen[href]; known || href == "" || u.Path == "/leave" || strings.HasPrefix(u.Path, "/assets/") {
				continue
			}
			if strings.HasSuffix(u.Path, "/search") {
				if searches++; searches > 60 {
					continue
				}
			}
			seen[href] = path
			next = append(next, href)
		}
		checkNumbers(t, path, a, numbers)
	}
	for _, kind := range []string{"", "services", "search", "topics", "near", "privacy", "cookies", "accessibility", "safety", "urgent-help", "about-the-data", "guide", "list", "add", "figures", "map"} {
		if walked[kind] == 0 {
			t.Errorf("the walk came to no page of %q", kind)
		}
	}
	t.Logf("%d pages: %v", pages, walked)
}
