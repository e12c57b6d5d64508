package site_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

func api(pairs ...string) string { return "/api" + search(pairs...) }

// keys are the names in an object, in order.
func keys(v any) []string { return slices.Sorted(maps.Keys(v.(map[string]any))) }

// byName finds a result by its name.
func byName(t *testing.T, answer map[string]any, name string) map[string]any {
	t.Helper()
	for _, r := range answer["results"].([]any) {
		if r := r.(map[string]any); r["name"] == name {
			return r
		}
	}
	t.Fatalf("%s is not among the results", name)
	return nil
}

// The shape of /api/search is a promise to programs.
func TestAPIShape(t *testing.T) {
	town := theTown()
	a := town.get(t, api("q", "tablet", "near", "LS1 4AP"))
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "application/json" || a.header.Get("Access-Control-Allow-Origin") != "*" {
		t.Fatalf("%d %v", a.status, a.header)
	}
	v := a.decode(t)
	if got := keys(v); !slices.Equal(got, []string{"facets", "origin", "query", "results", "total"}) {
		t.Errorf("the answer has %v", got)
	}
	if got := keys(v["origin"]); !slices.Equal(got, []string{"areas", "label", "lat", "lon", "notes", "precision"}) {
		t.Errorf("the origin has %v", got)
	}
	if o := v["origin"].(map[string]any); o["label"] != "LS1 4" || o["precision"] != "sector" || !slices.Contains(o["areas"].([]any), any(leeds)) {
		t.Errorf("the origin is %v", o)
	}
	if q := v["query"].(map[string]any); q["q"] != "tablet" || len(q["relaxed"].([]any)) != 0 || q["within"] != 2.0 {
		t.Errorf("the query is %v", q)
	}
	if v["total"] != 5.0 || len(v["results"].([]any)) != 5 {
		t.Errorf("%v of %v", len(v["results"].([]any)), v["total"])
	}
	near := byName(t, v, "Tablet Library")
	if got := keys(near); !slices.Equal(got, []string{"checked_on", "distance_km", "distance_miles", "location_id", "name", "open_now", "organization", "phone",
		"precision", "reach", "service_id", "summary", "url", "why"}) {
		t.Errorf("a result near has %v", got)
	}
	if near["reach"] != "near" || near["open_now"] != true || near["phone"] != "0113 496 0000" || near["checked_on"] != "2026-09-01" ||
		near["summary"] != "Borrow a tablet." || near["organization"] != "Friends of Tablet Library" {
		t.Errorf("the result near is %v", near)
	}
	if known := byName(t, v, "Tablet Club")["precision"]; near["precision"] != "exact" || known != "sector" {
		t.Errorf("places known by their point and by their postcode are %v and %v", near["precision"], known)
	}
	miles, km := near["distance_miles"].(float64), near["distance_km"].(float64)
	if miles <= 0 || miles > 2 || km < miles*1.5 || km > miles*1.7 {
		t.Errorf("%v miles are %v km", miles, km)
	}
	for name, reach := range map[string]string{"Tablet Visits": "area", "Tablets Across England": "nation", "Tablets By Post": "uk"} {
		r := byName(t, v, name)
		for _, absent := range []string{"distance_miles", "distance_km", "precision", "location_id", "open_now"} {
			if _, there := r[absent]; there {
				t.Errorf("%s has %s: %v", name, absent, r[absent])
			}
		}
		if r["reach"] != reach || len(r["why"].([]any)) == 0 {
			t.Errorf("%s is %v, because %v", name, r["reach"], r["why"])
		}
	}
	if _, there := byName(t, v, "Tablet Visits")["phone"]; there {
		t.Error("a service without a number has one")
	}
	// The facets count services.
	if counts := v["facets"].(map[string]any)["topic"].([]any); counts[0].(map[string]any)["count"] != 5.0 {
		t.Errorf("facets %v", counts)
	}
}

// The address of a result leads to its page.
func TestAPIAddressesWork(t *testing.T) {
	town := theTown()
	for _, r := range town.get(t, api("near", "LS1 4")).decode(t)["results"].([]any) {
		r := r.(map[string]any)
		a := town.get(t, r["url"].(string))
		if a.status != http.StatusOK || !data.ValidID(r["service_id"].(string)) {
			t.Errorf("%v: %d", r["url"], a.status)
		}
		a.must(t, in("h1", reads(r["name"].(string))))
	}
}

func TestAPIWithoutAPlace(t *testing.T) {
	v := theTown().get(t, api("q", "tablet")).decode(t)
	if o, there := v["origin"]; !there || o != nil {
		t.Errorf("the origin is %v", o)
	}
	for _, r := range v["results"].([]any) {
		for _, absent := range []string{"reach", "distance_miles", "distance_km"} {
			if _, there := r.(map[string]any)[absent]; there {
				t.Errorf("%v has %s", r.(map[string]any)["name"], absent)
			}
		}
	}
	none := theTown().get(t, api("q", "qqqqqq")).decode(t)
	if none["total"] != 0.0 || none["results"] == nil || none["facets"] == nil {
		t.Errorf("nothing found is %v", none)
	}
}

func TestAPIRelaxed(t *testing.T) {
	q := theTown().get(t, api("q", "tablet", "near", "BD1 1")).decode(t)["query"].(map[string]any)
	r := q["relaxed"].([]any)
	if len(r) != 1 {
		t.Fatalf("relaxed: %v", r)
	}
	if one := r[0].(map[string]any); one["what"] != "radius" || one["from"] != 2.0 || one["to"] != 10.0 || !strings.Contains(one["text"].(string), "10 miles") || q["within"] != 10.0 {
		t.Errorf("relaxed: %v, within %v", one, q["within"])
	}
}

// The page and the API find the same, in the same order.
func TestAPIAndPageAgree(t *testing.T) {
	town := theTown()
	for _, s := range [][]string{{"q", "tablet", "near", "LS1 4"}, {"q", "coffee", "near", "S1 2", "page", "2"}, {"near", "LS1 4", "sort", "name"},
		{"q", "service"}, {"topic", "online", "near", "Leeds"}, {"q", "coffee", "page", "999"}} {
		var ids, links []string
		for _, r := range town.get(t, api(s...)).decode(t)["results"].([]any) {
			ids = append(ids, r.(map[string]any)["url"].(string))
		}
		for _, l := range town.get(t, search(s...)).page.Find("h3.fp-result__name a").EachIter() {
			links = append(links, l.AttrOr("href", ""))
		}
		if !slices.Equal(ids, links) || len(ids) == 0 {
			t.Errorf("%v: the API has %v, the page %v", s, ids, links)
		}
	}
}

// A place that may be several, and a likely slip, are answered with choices that can be sent as they are.
func TestAPIChoices(t *testing.T) {
	town := theTown()
	for near, least := range map[string]int{"North East": 2, "LSI 4AP": 1} {
		a := town.get(t, api("q", "tablet", "near", near))
		v := a.decode(t)
		if a.status != http.StatusOK || v["origin"] != nil || len(v["results"].([]any)) != 0 || v["total"] != 0.0 {
			t.Errorf("%s: %d %v", near, a.status, v)
		}
		choices, _ := v["choices"].([]any)
		if len(choices) < least {
			t.Fatalf("%s: choices %v", near, choices)
		}
		for _, c := range choices {
			c := c.(map[string]any)
			if got := keys(c); !slices.Equal(got, []string{"label", "near"}) {
				t.Errorf("a choice has %v", got)
			}
			next := town.get(t, api("q", "tablet", "near", c["near"].(string))).decode(t)
			if next["origin"] == nil {
				t.Errorf("the choice %v is no place", c)
			}
		}
	}
}

// What cannot be answered is a problem by RFC 9457, with the sentence that a person would read.
func TestAPIProblems(t *testing.T) {
	town := theTown()
	for _, p := range []struct {
		query     string
		status    int
		parameter string
		detail    string
	}{
		{"near=Paris", 400, "near", "This is outside the UK (France)."},
		{"near=ZE9+9AA", 400, "near", "We do not know the postcode area ZE9."},
		{"near=E08009999", 400, "near", "This isn't a place that we know in the UK."},
		{"", 400, "near", "Enter what you need, or a postcode or place"},
		{"q=" + strings.Repeat("x", 5000), 400, "q", "Use fewer words."},
		{"q=a&within=0", 400, "within", "from 1 to 100"}, {"q=a&within=abc", 400, "within", "from 1 to 100"},
		{"q=a&topic=x", 400, "topic", "“x” is not one of our topics."}, {"q=a&kind=x", 400, "kind", "“x” cannot be chosen for “kind”."},
		{"q=a&how=x", 400, "how", "“x” cannot be chosen for “how”."}, {"q=a&cost=x", 400, "cost", "“x” cannot be chosen for “cost”."},
		{"q=a&sort=x", 400, "sort", "“x” is not an order"}, {"q=a&colour=red", 400, "", "“colour” is not something to search by."},
		{"q=%zz", 400, "", "We could not read that"},
	} {
		a := town.get(t, "/api/search?"+p.query)
		v := a.decode(t)
		if a.status != p.status || a.header.Get("Content-Type") != "application/problem+json" || v["status"] != float64(p.status) ||
			v["type"] != "about:blank" || v["title"] == "" {
			t.Errorf("%.40s: %d %s %v", p.query, a.status, a.header.Get("Content-Type"), v)
		}
		if got, _ := v["parameter"].(string); got != p.parameter {
			t.Errorf("%.40s: about %q", p.query, got)
		}
		if detail := v["detail"].(string) + v["title"].(string); !strings.Contains(detail, p.detail) {
			t.Errorf("%.40s: %q", p.query, detail)
		}
	}
	for _, path := range []string{"/api/", "/api/nothing", "/api/search/more"} {
		if a := town.get(t, path); a.status != http.StatusNotFound || a.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", path, a.status, a.header.Get("Content-Type"))
		}
	}
	if a := town.ask(t, http.MethodPost, "/api/search", url.Values{"q": {"a"}}.Encode()); a.status != http.StatusNotFound {
		t.Errorf("POST: %d", a.status)
	}
}
