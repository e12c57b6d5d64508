package site_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"fingerpost/data"
)

// The address of a listing that was merged leads to the one that it is now, on which it is said, and back when they are brought apart. A
// saved list follows.
func TestMergedListing(t *testing.T) {
	w := newTold(t)
	old := w.address("tablets", "tablet-library")
	into := w.address("assumed", "tablet-club")
	decision := data.Decision{By: "kim.private", Reason: "a private reason"}
	w.get(t, old).must(t, in("h1", reads("Tablet Library")))
	if _, err := w.kept.Merge(context.Background(), data.LevelService, string(w.ids["assumed"]), string(w.ids["tablets"]), decision); err != nil {
		t.Fatal(err)
	}
	w.follow(t)
	a := w.get(t, old)
	if to := a.header.Get("Location"); a.status != http.StatusFound || to != into+"?was=merged" || a.header.Get("Cache-Control") != "no-cache" {
		t.Errorf("%d to %q, %q", a.status, to, a.header.Get("Cache-Control"))
	}
	page := w.get(t, into+"?was=merged")
	page.must(t, in(".fp-notice", reads("There were two pages for this service.")), in("link[rel=canonical]"), readsNot("private"))
	w.get(t, into).must(t, readsNot("There were two pages"))
	w.get(t, "/cy"+into+"?was=merged").must(t, in(".fp-notice", reads("Roedd dwy dudalen")))
	if body := w.get(t, "/sitemap-1.xml").body; strings.Contains(body, string(w.ids["tablets"])) {
		t.Error("the map of the site leads to what was merged")
	}
	if _, err := w.kept.Unmerge(context.Background(), data.LevelService, string(w.ids["tablets"]), decision); err != nil {
		t.Fatal(err)
	}
	w.follow(t)
	w.get(t, old).must(t, in("h1", reads("Tablet Library")))
}
