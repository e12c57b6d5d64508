package site_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"fingerpost/site"
	"fingerpost/site/views"
)

// onMap asks for a page of results on a map: name, value, name, value.
func onMap(pairs ...string) string {
	return strings.Replace(search(pairs...), "/search", "/map", 1)
}

// mapData is what the map on a page is drawn from.
func (a answer) mapData(t *testing.T) (d views.MapData) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.page.Find("script#map-data[type='application/json']").Text()), &d); err != nil {
		t.Fatalf("what the map is drawn from: %v", err)
	}
	return d
}

// The map has the results of the list: the same ones, under the same numbers, on the same page.
func TestTheMapHasTheResultsOfTheList(t *testing.T) {
	town := theTown()
	for _, pairs := range [][]string{
		{"q", "tablet", "near", "LS1 4"}, {"q", "tablet"}, {"topic", "groups"}, {"q", "coffee", "near", "S1 2"}, {"q", "coffee", "near", "S1 2", "page", "3"},
		{"q", "coffee", "near", "S1 2", "page", "99"}, {"q", "tablet near LS1 4AP"}, {"q", "tablet", "near", "Leeds", "cost", "free", "within", "5", "sort", "name"},
	} {
		list := town.get(t, search(pairs...))
		link := list.page.Find("main a[href^='/map?']")
		if link.Length() != 1 {
			t.Fatalf("%v: %d links to the map", pairs, link.Length())
		}
		if strings.Contains(link.AttrOr("href", ""), "4AP") {
			t.Errorf("the link to the map holds the postcode: %s", link.AttrOr("href", ""))
		}
		page := town.get(t, link.AttrOr("href", ""))
		if page.status != http.StatusOK {
			t.Fatalf("%v: %d", pairs, page.status)
		}
		names := page.all(".fp-map-list a")
		if want := list.all(".fp-result__name"); !slices.Equal(names, want) {
			t.Errorf("%v: the map lists\n%q, the page of results\n%q", pairs, names, want)
		}
		start := list.page.Find("ol.fp-results").First().AttrOr("start", "")
		page.must(t, in("meta[name=robots][content=noindex]"), in(".fp-map-list", attr("start", start)), in("h1", reads(list.all("h1")[0])),
			in("#map", reads("needs JavaScript")), in("a.nhsuk-back-link", reads("Back to the list of results")))
		if back := town.get(t, page.page.Find("a.nhsuk-back-link").AttrOr("href", "")); !slices.Equal(back.all(".fp-result__name"), names) {
			t.Errorf("%v: the way back leads to another list", pairs)
		}
		first := 0
		fmt.Sscan(start, &first)
		points := page.mapData(t).Points
		if len(points) == 0 {
			t.Errorf("%v: nothing is on the map", pairs)
		}
		for _, p := range points {
			if i := p.Number - first; i < 0 || i >= len(names) || names[i] != p.Name {
				t.Errorf("%v: number %d on the map is %q, and not so in the list", pairs, p.Number, p.Name)
			}
			if town.get(t, p.URL).status != http.StatusOK {
				t.Errorf("%s leads nowhere", p.URL)
			}
		}
		if next := page.page.Find("nav a[rel=next]"); next.Length() > 0 && !strings.HasPrefix(next.AttrOr("href", ""), "/map?") {
			t.Errorf("%v: the next page is %s", pairs, next.AttrOr("href", ""))
		}
	}
}

// A place that is known to its sector is drawn as a circle, and what nobody goes to is not on the map.
func TestWhereThingsAreOnTheMap(t *testing.T) {
	a := theTown().get(t, onMap("q", "tablet", "near", "LS1 4"))
	d := a.mapData(t)
	if len(d.Points) != 2 || d.Points[0].Name != "Tablet Library" || d.Points[1].Name != "Tablet Club" {
		t.Fatalf("%+v", d.Points)
	}
	if p := d.Points[0]; p.Lat != 53.7965 || p.Lon != -1.5478 || p.Rough != 0 || !p.Near || p.Number != 1 {
		t.Errorf("what is known to the metre is drawn as %+v", p)
	}
	if p := d.Points[1]; p.Rough < 200 || p.Rough > 3000 {
		t.Errorf("what is known to a sector is drawn as %+v", p)
	}
	a.must(t, in(".fp-map-list li:nth-child(3)", reads("Tablet Visits"), reads("Not on the map")), in("main", reads("2 services on this page have a place")),
		in("#map-key[hidden]", reads("The green circle is the area around LS1 4")), in("#map-key", reads("dashed circle")))
	if d.Tiles != "" || a.page.Find("main img").Length() > 0 {
		t.Error("there are pictures of the ground though nobody set any")
	}
}

// The map tells no more of where somebody is than the address of the page does, whatever their cookie holds.
func TestTheMapKnowsASectorOnly(t *testing.T) {
	town := theTown()
	_, c := town.searchNear(t, "tablet", "LS1 4DY")
	path := onMap("q", "tablet", "near", "LS1 4")
	without, with := town.get(t, path), town.get(t, path, "Cookie", originCookie+"="+c.Value)
	if strings.Contains(with.body, "4DY") {
		t.Error("the postcode stands on the page")
	}
	if a, b := without.mapData(t).Area, with.mapData(t).Area; a == nil || b == nil || *a != *b || a.Rough < 200 {
		t.Errorf("around the sector %+v, around the postcode %+v", a, b)
	}
	exact := town.get(t, onMap("q", "tablet", "near", "53.7968, -1.5481"))
	if strings.Contains(exact.body, "53.7968") || strings.Contains(exact.body, "-1.5481") || strings.Contains(exact.body, "53.797") {
		t.Error("coordinates that were given stand on the page")
	}
	for near, want := range map[string]bool{"LS1": true, "Leeds": true, "Yorkshire and The Humber": false, "": false} {
		if d := town.get(t, onMap("q", "tablet", "near", near)).mapData(t); (d.Area != nil) != want {
			t.Errorf("%q is drawn as %+v", near, d.Area)
		}
	}
}

// A withheld place is in the list and not on the map.
func TestWithheldPlaceOnTheMap(t *testing.T) {
	town := theTown()
	list := town.get(t, search("q", "safe house", "near", "LS6 1", "within", "1"))
	list.must(t, in("ol h3", reads("Safe House")))
	a := town.get(t, onMap("q", "safe house", "near", "LS6 1", "within", "1"))
	a.must(t, in(".fp-map-list li:contains('Safe House')", reads("Not on the map")))
	if data := a.page.Find("#map-data").Text(); strings.Contains(data, "Safe House") {
		t.Errorf("the refuge is on the map: %s", data)
	}
	for _, secret := range []string{"Secret Lane", "Rose Cottage", "1AN", "53.819", "-1.561"} {
		if strings.Contains(a.body, secret) {
			t.Errorf("%q is given away", secret)
		}
	}
}

// Where there is nothing to show no page leads to a map, and the map says so.
func TestNothingForTheMap(t *testing.T) {
	town := theTown()
	town.get(t, search("q", "listening")).must(t, in("li.fp-result"), notIn("a[href^='/map?']"))
	town.get(t, onMap("q", "listening")).must(t, in("main", reads("No service on this page has a place")), in(".fp-map-list li", reads("Not on the map")), notIn("#map"), notIn("#map-data"))
	town.get(t, onMap("q", "zeppelin", "cost", "free")).must(t, in("h1", reads("0 services found")), in("main", reads("We found nothing for this search.")),
		in("main a[href='/search?q=zeppelin']", reads("without the filters")), notIn("#map"), notIn(".fp-map-list"))
	town.get(t, search("q", "zeppelin", "cost", "free")).must(t, notIn("a[href^='/map?']"))
}

func TestBadParametersOfTheMap(t *testing.T) {
	town := theTown()
	for _, path := range []string{"/map", "/map?q=+&near=", "/map?within=5"} {
		if a := town.get(t, path); a.status != http.StatusSeeOther || a.header.Get("Location") != "/" {
			t.Errorf("%s: %d to %q", path, a.status, a.header.Get("Location"))
		}
	}
	for _, pairs := range [][]string{{"q", "tablet", "within", "x"}, {"q", "tablet", "colour", "red"}, {"topic", "gadgets"}, {"near", "Paris"}, {"q", strings.Repeat("x", 400)}} {
		a, want := town.get(t, onMap(pairs...)), town.get(t, search(pairs...))
		if a.status != want.status || text(a.page.Find("main")) != text(want.page.Find("main")) || want.page.Find("ol.fp-results").Length() > 0 {
			t.Errorf("%.40q: %d, or another page than that of the search", pairs, a.status)
		}
	}
	a := town.get(t, onMap("q", "coffee", "near", "North East"))
	a.must(t, in("h1", reads("Which North East do you mean?")))
	if href := a.page.Find("main ul a").AttrOr("href", ""); !strings.HasPrefix(href, "/map?") {
		t.Errorf("a choice leads to %q, not to the map", href)
	}
	if a := town.ask(t, http.MethodPost, "/map", "q=a", "Content-Type", "application/x-www-form-urlencoded"); a.status != http.StatusNotFound {
		t.Errorf("a form that is sent to it: %d", a.status)
	}
}

// Pictures of the ground are there only if the operator has some, with what they must say of them.
func TestTilesOfTheMap(t *testing.T) {
	town := theTown().with(func(c *site.Config) {
		c.Tiles = site.Tiles{Path: "/tiles/{z}/{x}/{y}.png", Attribution: "© Somebody's <map>"}
	})
	a := town.get(t, onMap("q", "tablet", "near", "LS1 4"))
	if d := a.mapData(t); d.Tiles != "/tiles/{z}/{x}/{y}.png" {
		t.Errorf("%q", d.Tiles)
	}
	a.must(t, in("#map ~ .fp-source", reads("© Somebody's <map>")))
}

// A search that speaks of danger has the crisis lines first here too, and a way to leave.
func TestDangerOnTheMap(t *testing.T) {
	town := theTown()
	for _, q := range []string{"suicidal", "my husband hits me"} {
		list, a := town.get(t, search("q", q, "near", "LS1 4")), town.get(t, onMap("q", q, "near", "LS1 4"))
		a.must(t, in("h1 + .fp-urgent"), in(".fp-leave__link"))
		if got, want := a.all(".fp-urgent li"), list.all(".fp-urgent li"); len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: %q, on the list %q", q, got, want)
		}
	}
}

// What the map says it says in the language of its page.
func TestWhatTheMapSays(t *testing.T) {
	town := theTown()
	a := town.get(t, onMap("q", "tablet", "near", "LS1 4"))
	for _, name := range []string{"in", "out", "close"} {
		if a.page.Find("#map").AttrOr("data-"+name, "") == "" {
			t.Errorf("the map: data-%s says nothing", name)
		}
	}
}
