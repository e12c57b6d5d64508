package site_test

import (
	"context"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/site"
)

// hostile is what a page from anywhere might bring, if it came past every gate before this one.
const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>{{.Brand}}&lt;b&gt;` + "\u202e\u0000javascript:alert(2)" + `' onmouseover='alert(3)`

// hostileStore holds one listing of which every text is hostile, as no store would.
type hostileStore struct{ listing data.Listing }

func (h hostileStore) Listing(context.Context, data.ServiceID) (data.Listing, error) {
	return h.listing, nil
}
func (h hostileStore) Listings(context.Context, []data.ServiceID) ([]data.Listing, error) {
	return []data.Listing{h.listing}, nil
}
func (h hostileStore) Summaries(context.Context, []data.ServiceID) ([]data.Listing, error) {
	return []data.Listing{h.listing}, nil
}
func (hostileStore) Standing(context.Context) (store.Standing, error)           { return store.Standing{}, nil }
func (hostileStore) Begins(context.Context, []string) ([]data.ServiceID, error) { return nil, nil }
func (hostileStore) Leads(_ context.Context, ids []data.ServiceID) ([]data.ServiceID, error) {
	return ids, nil
}
func (h hostileStore) Sources(context.Context) ([]data.Source, error) {
	return []data.Source{{Key: "x", Name: hostile, URL: "javascript://example.org/%0aalert(1)", Area: leeds, Licence: hostile}}, nil
}
func (h hostileStore) Count(context.Context) (store.Counts, error) {
	return store.Counts{Services: 1}, nil
}
func (hostileStore) AddReport(_ context.Context, r data.Report) (data.Report, error) { return r, nil }
func (hostileStore) Turn(context.Context, data.ServiceID) (data.Turn, bool, error) {
	return data.Turn{}, false, nil
}
func (hostileStore) DeadLinks(context.Context, []string) (map[string]data.Date, error) {
	return nil, nil
}
func (hostileStore) Told(context.Context, data.ServiceID) (map[data.ReportReason]int, error) {
	return map[data.ReportReason]int{data.HasClosed: 3}, nil
}
func (hostileStore) Suggest(context.Context, data.Source, data.Submission, string) (store.Outcome, error) {
	return store.Outcome{}, nil
}
func (hostileStore) AddSearches(context.Context, []data.SearchCount) error { return nil }
func (hostileStore) Searches(_ context.Context, _, to data.Date) ([]data.SearchCount, error) {
	return []data.SearchCount{{Day: to, Outward: hostile, Topic: hostile, Searches: 50, Little: 20}}, nil
}
func (hostileStore) ForgetSearches(context.Context, data.Date) error    { return nil }
func (hostileStore) Epoch(context.Context) (string, error)              { return "epoch", nil }
func (hostileStore) Hidden(context.Context, int64, int64) (bool, error) { return false, nil }
func (h hostileStore) Since(_ context.Context, from store.Checkpoint, _ int) ([]data.ServiceID, store.Checkpoint, error) {
	if from.Log > 0 {
		return nil, from, nil
	}
	from.Log = 1
	return []data.ServiceID{h.listing.Service.ID}, from, nil
}

// poison writes a hostile text into every text of a value, but for those that the domain itself makes or that are its own
// words: ids, codes, dates.
func poison(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(hostile)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				poison(v.Field(i))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem())
		}
	case reflect.Slice:
		if v.Len() == 0 && v.CanSet() && v.Type().Elem().Kind() != reflect.Uint8 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			poison(v.Index(i))
		}
	}
}

func hostileTown(t *testing.T) *town {
	t.Helper()
	const id = "0d6c3b52-6f0e-4b6a-9c57-3f2a54f1d7e1"
	yes := true
	l := data.Listing{Service: data.Service{PeerLed: &yes, CostOptions: []data.CostOption{{}}}, Locations: make([]data.Location, 1)}
	poison(reflect.ValueOf(&l.Service).Elem())
	poison(reflect.ValueOf(&l.Organization).Elem())
	poison(reflect.ValueOf(&l.Locations).Elem())
	s := &l.Service
	s.ID, s.OrganizationID, s.Kind, s.Status, s.Ways = id, id, data.KindGroup, data.Active, []data.Way{data.InPerson}
	s.Areas, s.Topics, s.Helpline = []data.ServiceArea{{Name: hostile}}, nil, hostile
	l.Organization.ID, l.Locations[0].ID, s.ServiceAtLocations[0].LocationID = id, id, id
	l.Locations[0].Point, l.Locations[0].Withheld = &data.Coordinates{Latitude: 53.7965, Longitude: -1.5478}, false
	l.Locations[0].Type = data.Physical
	origin := data.Origin{Record: "r", Source: "x", SourceName: hostile, URL: "https://" + hostile, Title: hostile, AssertedOn: date("2026-05-04")}
	l.Origins = map[data.RecordID]data.Origin{"r": origin}
	l.Provenance = map[data.Level]map[string]data.Provenance{}
	for _, level := range []data.Level{data.LevelService, data.LevelOrganization, data.LevelLocation} {
		l.Provenance[level] = map[string]data.Provenance{id: {Default: "r"}}
	}
	s.URL, l.Organization.Website = "javascript:alert(1)", "data:text/html,<script>alert(1)</script>"
	shows := hostileStore{l}
	town := &town{ids: map[string]data.ServiceID{"hostile": id}}
	town.open(func() data.Clock { return theTown().config.Now }(), shows, shows)
	return town.with(func(c *site.Config) { c.Brand = site.Brand{Name: hostile, Contact: hostile} })
}

// harmless reports what of a page a browser would run or follow. (Every page is also checked for scripts, handlers and
// other hosts when it is asked for.)
func harmless(t *testing.T, a answer) {
	t.Helper()
	if n := a.page.Find("script:not([src^='/assets/']):not([type='application/ld+json']):not([type='application/json']), img, [onerror], [onmouseover], b").Length(); n > 0 {
		t.Errorf("%d elements came out of a text", n)
	}
	for _, l := range a.page.Find("[href], [src], [action]").EachIter() {
		for _, name := range []string{"href", "src", "action"} {
			if u, err := url.Parse(strings.TrimSpace(l.AttrOr(name, ""))); err == nil && (u.Scheme == "javascript" || u.Scheme == "data") {
				t.Errorf("%s runs %s", name, l.AttrOr(name, ""))
			}
		}
	}
	if strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, "Testpost&lt;b") {
		t.Error("a text is read as markup or as a template")
	}
}

func TestHostileListing(t *testing.T) {
	w := hostileTown(t)
	page := w.get(t, w.address("hostile", ""))
	if page.status == 301 {
		page = w.get(t, page.header.Get("Location"))
	}
	results := w.get(t, search("q", "script", "near", "LS1 4"))
	for name, a := range map[string]answer{"listing": page, "results": results, "home": w.get(t, "/"), "about": w.get(t, "/about-the-data"), "figures": w.get(t, "/figures"), "map": w.get(t, onMap("q", "script", "near", "LS1 4")),
		"urgent": w.get(t, "/urgent-help"), "nowhere": w.get(t, "/nowhere")} {
		t.Run(name, func(t *testing.T) {
			if a.status != 200 && name != "nowhere" {
				t.Fatal(a.status)
			}
			harmless(t, a)
		})
	}
	results.must(t, in("ol li h3", reads("<script>alert('x')</script>"))) // shown as it stands, not run
	if v := w.get(t, api("q", "script")); strings.Contains(v.body, "<script>") || v.decode(t)["total"] != 1.0 {
		t.Errorf("the API's JSON can be read as a page: %.200s", v.body)
	}
}

// Whatever stands in a parameter comes back as text or not at all.
func TestHostileParameters(t *testing.T) {
	town := theTown()
	for _, text := range []string{hostile, `"><svg onload=alert(1)>`, "\u202eevil", "a\r\nSet-Cookie: x=y", "\x00\x01\xff\xfe", "{{7*7}}", "%0d%0aX: y", "' OR 1=1 --",
		"+field:(a b)^9999999999999", "a~999", "***", strings.Repeat("(", 200), "../../etc/passwd", strings.Repeat("é", 299)} {
		for _, name := range []string{"q", "near", "within", "topic", "kind", "how", "cost", "sort", "page", text} {
			for _, a := range []answer{town.get(t, search("q", "tablet", name, text)), town.get(t, search("near", "LS1 4", name, text)), town.get(t, api("q", "tablet", name, text))} {
				if a.status >= 500 {
					t.Fatalf("%s=%q: %d", name, text, a.status)
				}
				if a.page != nil {
					harmless(t, a)
				}
				if len(a.header.Values("Set-Cookie")) > 0 || a.header.Get("X") != "" {
					t.Errorf("%s=%q: it writes headers: %v", name, text, a.header)
				}
			}
			a := town.post(t, url.Values{"q": {text}, "near": {"Leeds"}, name: {text}})
			if a.status >= 500 || len(a.header.Values("Set-Cookie")) > 0 || strings.ContainsAny(a.header.Get("Location"), "\r\n<>\"") {
				t.Errorf("POST %s=%q: %d to %q", name, text, a.status, a.header.Get("Location"))
			}
			if a.page != nil {
				harmless(t, a)
			}
		}
	}
}

// A place's text is told back short and plain.
func TestWhatIsRepeatedIsShort(t *testing.T) {
	a := theTown().get(t, search("topic", "\u202e<b>"+strings.Repeat("long ", 100)))
	if got := text(a.page.Find("main p.nhsuk-body-l")); len([]rune(got)) > 100 || strings.ContainsAny(got, "<\u202e") {
		t.Errorf("it says %q", got)
	}
}
