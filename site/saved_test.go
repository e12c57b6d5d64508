package site_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// names are those of the services on a page of a list.
func (a answer) names() []string { return a.all(".fp-leaflets .fp-result__name a") }

// Somebody puts a list together, changes their mind, and takes it along; a link on another device shows the same list.
func TestASavedList(t *testing.T) {
	v := theTown().visitor()
	results := v.goTo(t, search("q", "tablet", "near", "LS1 4"))
	buttons := results.page.Find("button[name=add]")
	if buttons.Length() < 3 {
		t.Fatalf("%d buttons", buttons.Length())
	}
	back := results.page.Find("form[action='/list'] input[name=back]").AttrOr("value", "")
	var ids, shown []string
	for _, b := range buttons.EachIter() {
		ids = append(ids, b.AttrOr("value", ""))
	}
	first := v.send(t, "/list", "add", ids[0], "back", back)
	first.must(t, in(".fp-notice", reads("Your list is kept in this browser only")), in(".fp-notice a[href^='/search?']", reads("Go back to where you were")))
	for _, id := range ids[1:3] {
		again := v.send(t, "/list", "add", id, "back", back)
		if v.at != back+"#s-"+id {
			t.Errorf("after saving one is at %s", v.at)
		}
		again.must(t, in(".fp-header__saved"), in("#s-"+id+" .fp-saved"))
	}
	list := v.goTo(t, "/list")
	if shown = list.names(); len(shown) != 3 {
		t.Fatal(shown)
	}
	list.must(t, in("h1", reads("Your list: 3 services")), in(".fp-header__saved", reads("Your list (3)")), in(".fp-code svg"), count(".fp-leaflets dl", 3))
	v.send(t, "/list", "up", ids[2])
	if got := v.goTo(t, "/list").names(); !slices.Equal(got, []string{shown[0], shown[2], shown[1]}) {
		t.Errorf("after moving one up: %q", got)
	}
	v.send(t, "/list", "down", ids[2])
	removed := v.send(t, "/list", "remove", ids[1])
	removed.must(t, in(".fp-notice", reads("is no longer on your list")), in(".fp-notice button[name=add]", attr("value", ids[1])))
	v.send(t, "/list", "add", ids[1], "at", removed.page.Find(".fp-notice input[name=at]").AttrOr("value", ""))
	if got := v.goTo(t, "/list").names(); !slices.Equal(got, shown) {
		t.Errorf("put back: %q, before %q", got, shown)
	}
	text := v.goTo(t, "/list.txt")
	for _, name := range shown {
		if !strings.Contains(text.body, name) {
			t.Errorf("%q is not in the text", name)
		}
	}
	for _, path := range []string{"/list.pdf", "/list.pdf?size=large"} {
		if a := v.goTo(t, path); a.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(a.body, "%PDF-") {
			t.Errorf("%s: %.20q", path, a.body)
		}
	}
	v.goTo(t, "/list?size=large").must(t, in("html.fp-large"))
	address := list.page.Find(".fp-code a").AttrOr("href", "")
	list.must(t, in(".fp-code a", reads("http://help.example"+address)))
	other := theTown().visitor().goTo(t, address)
	if got := other.names(); !slices.Equal(got, shown) {
		t.Errorf("on another device: %q", got)
	}
	other.must(t, in("h1", reads("A list of 3 services")), count("button[name=remove]", 0), count("button[name=clear]", 0), count("button[name=add]", 3))
	if got := v.send(t, "/list", "clear", "all").names(); len(got) != 0 {
		t.Errorf("cleared: %q", got)
	}
}

// The list of a person who leaves quickly is gone, and so is where they searched from.
func TestLeave(t *testing.T) {
	town := theTown()
	v := town.visitor()
	v.send(t, "/search", "q", "tablet", "near", "LS1 4DY")
	results := v.goTo(t, v.at)
	v.send(t, "/list", "add", results.page.Find("button[name=add]").First().AttrOr("value", ""))
	if len(v.cookies) != 2 {
		t.Fatal(v.cookies)
	}
	a := v.ask(t, http.MethodGet, "/leave", "", v.headers()...)
	v.took(a)
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), "https://") || len(v.cookies) != 0 ||
		!strings.Contains(a.header.Get("Clear-Site-Data"), `"cookies"`) {
		t.Errorf("%d to %q with %v left", a.status, a.header.Get("Location"), v.cookies)
	}
	town.get(t, search("topic", "domestic-abuse")).must(t, in("a.fp-leave__link[href='/leave']"))
	town.get(t, search("topic", "devices")).must(t, count(".fp-leave", 0))
}

// A form that was tampered with, or a list that is full, gets a sentence, and the list stays as it was.
func TestBadLists(t *testing.T) {
	v := theTown().visitor()
	results := v.goTo(t, search("q", "coffee", "near", "S1 2"))
	id := results.page.Find("button[name=add]").First().AttrOr("value", "")
	v.send(t, "/list", "add", id)
	for _, form := range [][]string{{"add", "nonsense"}, {"add", "00000000-0000-4000-8000-000000000000"}} {
		if a := v.send(t, "/list", form...); a.status != http.StatusNotFound {
			t.Errorf("%v: %d", form, a.status)
		}
	}
	for _, form := range [][]string{{}, {"up", id}, {"down", "x"}, {"remove", "x"}, {"add", id}, {"up", "x", "down", "x"}, {"add", id, "at", "-1"}} {
		v.send(t, "/list", form...)
		if got := v.goTo(t, "/list").names(); len(got) != 1 {
			t.Errorf("%v: %q", form, got)
		}
	}
	for _, back := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "/ok\r\nSet-Cookie: a=b", "http:evil"} {
		a := v.ask(t, http.MethodPost, "/list", "remove=x&back="+strings.NewReplacer("\r", "%0D", "\n", "%0A", ":", "%3A").Replace(back), append(v.headers(), "Content-Type", "application/x-www-form-urlencoded")...)
		if got := a.header.Get("Location"); got != "/list" {
			t.Errorf("back=%q leads to %q", back, got)
		}
	}
	for _, code := range []string{"x", "AAAA", "AAAAAAAA", strings.Repeat("A", 400), strings.Repeat("A", 4000), "%2e%2e", "!!"} {
		if a := v.goTo(t, "/list/of/"+code); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", code, a.status)
		}
	}
	tampered := theTown().visitor()
	tampered.cookies["__Host-list"] = v.cookies["__Host-list"][:20] + "AAAA"
	tampered.goTo(t, "/list").must(t, in("h1", reads("Your list is empty")))
	full := theTown().visitor()
	seen := map[string]bool{}
	for page := 1; len(seen) < 41; page++ {
		buttons := full.goTo(t, search("q", "coffee", "near", "S1 2", "page", strconv.Itoa(page))).page.Find("button[name=add]")
		if buttons.Length() == 0 {
			t.Fatalf("only %d services to save", len(seen))
		}
		for _, b := range buttons.EachIter() {
			id := b.AttrOr("value", "")
			if a := full.send(t, "/list", "add", id); len(seen) == 40 && !seen[id] {
				a.must(t, in("h1", reads("Your list is full")), in("main", reads("A list holds 40 services")))
				if got := len(full.goTo(t, "/list").names()); got != 40 {
					t.Errorf("%d on the full list", got)
				}
				return
			}
			seen[id] = true
		}
	}
}
