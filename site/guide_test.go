package site_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A guide holds each service once, the near ones of each topic first, its crisis lines before all, and its address no more of
// a postcode than its sector; its PDF is had in three sizes.
func TestGuide(t *testing.T) {
	v := theTown().visitor()
	form := v.goTo(t, "/guide")
	form.must(t, in("input[name=topic][value=online]"), in("#near"))
	page := v.send(t, "/guide", "near", "LS1 4DY", "topic", "online", "topic", "active", "each", "4")
	if !strings.HasPrefix(v.at, "/guide/print?") || strings.Contains(v.at, "4DY") {
		t.Fatalf("the guide is at %s", v.at)
	}
	page.must(t, in("h1", reads("Help near LS1 4")), in("#crisis"), in("#topic-online"), in("nav a[href='#topic-online']"), in(".fp-guide__crisis", reads("999")))
	names := page.all(".fp-guide__section .fp-result__name a")
	if len(names) == 0 || len(names) != len(slices.Compact(slices.Sorted(slices.Values(names)))) {
		t.Errorf("in the guide: %q", names)
	}
	if got := len(page.all("#topic-online ~ ol .fp-result")); got > 4 {
		t.Errorf("%d services on one topic, asked for 4", got)
	}
	if strings.Contains(page.page.Find(".fp-guide__crisis").Text(), "Open now") {
		t.Error("paper says that a line is open now")
	}
	links := page.page.Find(".fp-panel a[href*='/guide.pdf']")
	if links.Length() != 3 {
		t.Fatalf("%d sizes", links.Length())
	}
	for _, l := range links.EachIter() {
		pdf := v.goTo(t, l.AttrOr("href", ""))
		if pdf.header.Get("Content-Type") != "application/pdf" || !bytes.HasPrefix([]byte(pdf.body), []byte("%PDF-")) || pdf.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %s %.20q", l.AttrOr("href", ""), pdf.header.Get("Content-Type"), pdf.body)
		}
	}
}

func TestBadGuides(t *testing.T) {
	v := theTown().visitor()
	for _, test := range []struct {
		form     []string
		sentence string
		field    string
	}{
		{[]string{"topic", "online"}, "Enter the postcode or place", "#near"},
		{[]string{"near", "Leeds"}, "Choose at least one topic", "#topic-"},
		{[]string{"near", "Nowhere at all", "topic", "online"}, "This isn't a place that we know", "#near"},
		{[]string{"near", "Newport", "topic", "online"}, "more than one place", "#near"},
		{[]string{"near", "LSI 4AP", "topic", "online"}, "LS1 4AP", "#near"},
		{[]string{"near", "Leeds", "topic", "gadgets"}, "Choose at least one topic", "#topic-"},
	} {
		a := v.send(t, "/guide", test.form...)
		if a.status != http.StatusOK {
			t.Errorf("%v: %d", test.form, a.status)
		}
		a.must(t, in(".nhsuk-error-summary a[href^='"+test.field+"']", reads(test.sentence)), in("title", reads("Error: ")))
		if got := a.page.Find("#near").AttrOr("value", ""); len(test.form) > 2 && got != test.form[1] {
			t.Errorf("%v: the form holds %q", test.form, got)
		}
	}
	for path, want := range map[string]int{"/guide/print": 400, "/guide.pdf": 400, "/guide.pdf?near=Leeds&topic=online&size=a3": 400, "/guide/print?near=Leeds&topic=x": 400,
		"/guide/print?near=Leeds&topic=online&each=9999": 200, "/guide/print?near=Leeds&topic=online&each=-1": 200, "/guide/print?near=nowhere+at+all&topic=online": 400} {
		if a := v.goTo(t, path); a.status != want {
			t.Errorf("%s: %d, want %d", path, a.status, want)
		}
	}
}
