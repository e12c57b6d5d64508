package site_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

// lacks makes a source lack a listing three times over two weeks.
func (w *told) lacks(t *testing.T, own string) {
	t.Helper()
	for _, days := range []int{0, 7, 14} {
		at := noon.AddDate(0, 0, days)
		if _, err := w.kept.Lacks(context.Background(), townSource.Key, []store.Missing{{ID: own, At: at}}, false); err != nil {
			t.Fatal(err)
		}
	}
	w.follow(t)
}

func (w *told) turns(t *testing.T, own, status string) {
	t.Helper()
	_, err := w.kept.Edit(context.Background(), data.LevelService, string(w.ids[own]), map[string]json.RawMessage{"status": json.RawMessage(`"` + status + `"`)}, "kim.private", "a private reason")
	if err != nil {
		t.Fatal(err)
	}
	w.follow(t)
}

// Must show: what is closed is found by its old address, which says since when and how that is known, and leads to others.
func TestAbsentListing(t *testing.T) {
	w := newTold(t, service("seen", "Seen Service", serves(leeds), phone("0113 496 0055", data.Voice), func(s *data.Submission) { s.Records[0].Live = true }))
	address := w.address("tablets", "tablet-library")
	w.get(t, search("q", "tablet library", "near", "LS1 4")).must(t, in("main", reads("Tablet Library")))
	w.lacks(t, "tablets")

	a := w.get(t, address)
	if a.status != http.StatusOK || a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d, %q", a.status, a.header.Get("Cache-Control"))
	}
	a.must(t, in("h1", reads("Tablet Library")), in(".fp-listing__head .fp-notice", reads("“The town's list” has not listed this service since 25 November 2026. It may have ended or moved.")),
		in("meta[name=robots][content=noindex]"), notIn("link[rel=canonical]"), notIn("script[type='application/ld+json']"),
		in("main", reads("We do not show its old phone number")), in("a[href='#others']"), in("#others"), reads("Tablet Club"),
		notIn("main a[href^='tel:+44113']"), notIn("address"), readsNot("496 0000"), readsNot("496 0044"), readsNot("tablets@example.org"), readsNot("Open now"), readsNot("1 High Street"))
	welsh := w.get(t, "/cy"+address)
	welsh.must(t, in(".fp-listing__head .fp-notice", reads("wedi rhestru'r gwasanaeth hwn ers 25 Tachwedd 2026")), readsNot("496 0000"))

	w.lacks(t, "seen")
	w.get(t, w.address("seen", "seen-service")).must(t, in(".fp-notice", reads("since 25 November 2026. It was last seen there on 25 November 2026.")), readsNot("496 0055"))

	found := w.get(t, search("q", "tablet library", "near", "LS1 4"))
	found.must(t, in("main", readsNot("Tablet Library")))
	if body := w.get(t, "/sitemap-1.xml").body; strings.Contains(body, "tablet-library") || !strings.Contains(body, "tablet-club") {
		t.Error("the map of the site leads to it")
	}

	// On a list that somebody has saved, and on one that was sent.
	v := w.visitor()
	v.send(t, "/list", "add", string(w.ids["tablets"]))
	v.send(t, "/list", "add", string(w.ids["assumed"]))
	v.goTo(t, "/list").must(t, in("li.fp-result", reads("Tablet Library"), reads("No longer running, or no longer listed.")), readsNot("496 0000"), reads("496 0001"))
	if body := v.goTo(t, "/list.txt").body; !strings.Contains(body, "No longer running, or no longer listed.") || strings.Contains(body, "496 0000") {
		t.Errorf("as text:\n%s", body)
	}
	if href := v.goTo(t, "/list").page.Find("a[href^='sms:']").AttrOr("href", ""); !strings.Contains(href, "Tablet%20Library%20%28closed%29") {
		t.Errorf("as a message: %s", href)
	}

	// It is listed again.
	w.now = noon.AddDate(0, 0, 30)
	if _, err := w.kept.Submit(context.Background(), townsfolk()[0], "here"); err != nil {
		t.Fatal(err)
	}
	w.follow(t)
	w.get(t, address).must(t, in(".fp-notice--done", reads("This service is open again: “The town's list” lists it since 25 December 2026")),
		in("a[href='tel:+441134960000']"), notIn("meta[name=robots][content=noindex]"))
	w.now = w.now.Add(61 * 24 * time.Hour)
	w.get(t, address).must(t, notIn(".fp-notice--done"))
}

func TestListingThatAPersonClosed(t *testing.T) {
	w := newTold(t)
	address := w.address("tablets", "tablet-library")
	w.turns(t, "tablets", "defunct")
	a := w.get(t, address)
	a.must(t, in(".fp-notice", reads("This service has closed for good. We made sure of it on 25 November 2026.")), readsNot("496 0000"), readsNot("kim.private"), readsNot("private reason"))
	w.turns(t, "tablets", "inactive")
	w.get(t, address).must(t, in(".fp-notice", reads("This service is not running. We made sure of it on 25 November 2026.")))
	w.turns(t, "tablets", "active")
	w.get(t, address).must(t, in(".fp-notice--done", reads("This service is open again. We made sure of it on 25 November 2026.")), in("a[href='tel:+441134960000']"))
	w.get(t, search("q", "tablet library", "near", "LS1 4")).must(t, in("main", reads("Tablet Library")))
}

// A closed service of which nobody knows what it was about still leads to what is near.
func TestClosedListingWithoutTopic(t *testing.T) {
	w := newTold(t, service("plain", "Plain Service", serves(leeds), at(postcode("LS1 4AP"))))
	if a := w.get(t, w.address("plain", "plain-service")); a.page.Find("#others").Length() > 0 {
		t.Error("an open one leads elsewhere")
	}
	w.turns(t, "plain", "defunct")
	w.get(t, w.address("plain", "plain-service")).must(t, in("#others"), in("section[aria-labelledby=others] a[href^='/services/']"))
}

func TestDeadLinkIsSaid(t *testing.T) {
	w := newTold(t)
	ctx := context.Background()
	const website = "https://www.example.org/tablets"
	said := func() bool {
		return strings.Contains(w.get(t, w.address("tablets", "tablet-library")).body, "This website has not worked when we tried it since 25 November 2026.")
	}
	for days := range 3 {
		if said() {
			t.Errorf("said after %d days", days)
		}
		if err := w.kept.KeepTried(ctx, nil, []string{website}, noon.AddDate(0, 0, days)); err != nil {
			t.Fatal(err)
		}
	}
	if !said() {
		t.Error("it is not said")
	}
	if err := w.kept.KeepTried(ctx, []string{website}, nil, noon); err != nil {
		t.Fatal(err)
	}
	if said() {
		t.Error("it is said of a link that works")
	}
}

func TestToldThatItMoved(t *testing.T) {
	w := newTold(t)
	for range 3 {
		if _, err := w.kept.AddReport(context.Background(), data.Report{ID: data.NewReference[data.ReportID](), Service: w.ids["tablets"], Reason: data.HasMoved}); err != nil {
			t.Fatal(err)
		}
	}
	w.get(t, w.address("tablets", "tablet-library")).must(t, in(".fp-notice", reads("We have been told 3 times that this may have moved")))
	w.turns(t, "tablets", "defunct")
	w.get(t, w.address("tablets", "tablet-library")).must(t, readsNot("We have been told"))
}
