package crawler

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/crawler/fetch"
	"fingerpost/data"

	"github.com/google/go-cmp/cmp"
)

func TestCrawl(t *testing.T) {
	// Colly would take each of these over what the crawl sets; a crawl does not take its manners from the environment.
	for name, value := range map[string]string{"COLLY_IGNORE_ROBOTSTXT": "no", "COLLY_USER_AGENT": "x", "COLLY_MAX_BODY_SIZE": "10",
		"COLLY_DISALLOWED_DOMAINS": "127.0.0.1", "COLLY_MAX_DEPTH": "1", "COLLY_CACHE_DIR": t.TempDir(), "COLLY_FOLLOW_REDIRECTS": "no"} {
		t.Setenv(name, value)
	}
	other := newTown(t, map[string]http.HandlerFunc{"/": html("<h1>Elsewhere</h1>")})
	s := newTown(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /private\n") },
		"/": linksTo("/services", "/private/x", "/go", "/away", "/calendar?month=1", "/mirror?n=1", "/leaflet.pdf", "/leaflet", "/broken", "/bomb",
			other.URL+"/", "mailto:a@example.org", "javascript:alert(1)", "/services?utm_source=x#top", "http://[", "/shy"),
		"/services":   linksTo("/services/tea", "services/tea?fbclid=1", "/services/chess", "/services/both", "/services/empty", "/services/over", "/services/gone", "/services/cafe", "/moved"),
		"/go":         goTo("/private/y"),
		"/away":       goTo(other.URL + "/"),
		"/moved":      goTo("/services/tea"),
		"/private/x":  html("<h1>Secret"),
		"/private/y":  html("<h1>Secret"),
		"/broken":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"/leaflet":    func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "application/pdf") },
		"/shy":        html(`<meta name=robots content="noindex, nofollow"><a href=/unfollowed>x</a>`),
		"/unfollowed": html("no"),
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/html")
			w.Write(bomb())
		},
		"/calendar": func(w http.ResponseWriter, r *http.Request) {
			n := 0
			fmt.Sscan(r.URL.Query().Get("month"), &n)
			month := time.Month(n%12 + 1).String()
			html(fmt.Sprintf(`<h1>%s %d</h1><a href="/calendar?month=%d">Next month</a>`, month, 2026+n/12, n+1))(w, r)
		},
		"/mirror": func(w http.ResponseWriter, r *http.Request) {
			html(fmt.Sprintf(`Always the same. <a href="/mirror?n=%s1">more</a>`, r.URL.Query().Get("n")))(w, r)
		},
		"/services/tea": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT")
			html(`<script type="application/ld+json">{"@type": "Service", "name": "Tea \u003cscript>alert(1)\u003c/script>& talk", "telephone": "+44 113 496 0000",
				"email": "tea@example.org", "isAccessibleForFree": true, "openingHours": ["Mo-Fr 09:00-17:00"], "serviceType": "Lunch club",
				"provider": {"@type": "NGO", "name": "Leeds Tea"}, "address": {"streetAddress": "1 High St", "addressLocality": "Leeds", "postalCode": "ls6 3aa"}}</script>
				<h1>Tea</h1><a href="/">home</a>`)(w, r)
		},
		"/services/chess": html(`<h1>Chess &lt;img src=x onerror=alert(1)&gt;<script>alert(2)</script><b onclick="x()">club</b>&#x202E;</h1>
			<p class=cost>£2</p><p class=hours>whenever the hall is free</p><address>The Hall, Leeds</address><a href="tel:01134960077">ring</a>`),
		"/services/both":  html(`<script type="application/ld+json">[{"@type": "Library", "name": "North"}, {"@type": "Library", "name": "South"}, {"@type": "Library", "name": "south"}]</script>`),
		"/services/over":  html(`<script type="application/ld+json">{"@type": "Event", "name": "Fair", "startDate": "2026-06-01", "endDate": "2026-06-02"}</script>`),
		"/services/empty": html("Nothing to see"),
		"/services/cafe": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=windows-1252")
			fmt.Fprint(w, "<meta charset=windows-1252><h1>Caf\xe9</h1>")
		},
	})
	got := s.crawl(t, s.source(t, ""))

	want := []string{"/robots.txt", "/", "/services", "/go", "/away", "/calendar?month=1", "/mirror?n=1", "/leaflet", "/broken", "/bomb", "/shy",
		"/services/tea", "/services/chess", "/services/both", "/services/empty", "/services/over", "/services/gone", "/services/cafe", "/moved", "/services/tea",
		"/calendar?month=2", "/mirror?n=11", "/calendar?month=3", "/mirror?n=111", "/calendar?month=4", "/mirror?n=1111"}
	first := slices.Index(s.asked, "/broken") + 1
	again := slices.Index(s.asked[first:], "/broken") // as soon as its time has come, whatever is asked for meanwhile
	if again < 0 {
		t.Fatalf("asked for %v: what failed was not tried again", s.asked)
	}
	if d := cmp.Diff(want, slices.Delete(slices.Clone(s.asked), first+again, first+again+1)); d != "" {
		t.Error("asked for (-want +got):", d)
	}
	if len(other.asked) > 0 {
		t.Errorf("another host was asked for %v", other.asked)
	}
	for i := 1; i < len(s.times); i++ {
		if gap := s.times[i].Sub(s.times[i-1]); gap < pacing {
			t.Errorf("%s came %v after %s", s.asked[i], gap, s.asked[i-1])
		}
	}
	checkErrors(t, s, got.errors)
	checkItems(t, s, got.items)
	if got.Complete || got.Listings != 5 || got.Pages != 18 {
		t.Errorf("tally %+v", got.Tally)
	}
}

// checkErrors wants each error to be of its kind and of its page.
func checkErrors(t *testing.T, s *town, told []PageError) {
	t.Helper()
	want := map[string]func(error) bool{
		"/private/x":        is[*fetch.RobotsError],
		"/go":               is[*fetch.RobotsError],
		"/away":             is[*fetch.ScopeError],
		"/broken":           is[*fetch.StatusError],
		"/bomb":             is[*fetch.TooLargeError],
		"/services/gone":    is[*fetch.StatusError],
		"/calendar?month=4": is[*BoundError],
	}
	for _, e := range told {
		path := strings.TrimPrefix(e.URL, s.URL)
		if want[path] == nil || !want[path](e.Err) {
			t.Errorf("%s: %T: %v", path, e.Err, e.Err)
		}
		delete(want, path)
	}
	if len(want) > 0 {
		t.Errorf("no error for %d of the pages: %v", len(want), want)
	}
}

func checkItems(t *testing.T, s *town, items []data.Item) {
	t.Helper()
	byPath, refused := map[string]data.Submission{}, map[string]data.ProblemKind{}
	for _, item := range items {
		path := strings.TrimPrefix(item.Where, s.URL)
		if item.Refused() {
			refused[path] = item.Problems[0].Kind
			continue
		}
		sub := item.Submission
		sub.Tidy(item.Where, readAt)
		byPath[path] = sub
	}
	if d := cmp.Diff(map[string]data.ProblemKind{"/services/both, 3": data.RepeatedID, "/services/over": data.NotOpen, "/services/empty": data.NoName}, refused); d != "" {
		t.Error("refused:", d)
	}
	tea := byPath["/services/tea"]
	service, record := tea.Service.Doc, tea.Records[0]
	if service.Name != "Tea & talk" || service.Email != "tea@example.org" || service.Cost != data.Free || service.AssumedArea != "E08000035" ||
		len(service.Phones) != 1 || service.Phones[0].Number != "0113 496 0000" || !slices.Equal(service.Topics, []data.TopicID{"groups", "food"}) {
		t.Errorf("service %+v", service)
	}
	if len(service.Schedules) != 1 || service.Schedules[0].ByDay != "MO,TU,WE,TH,FR" || service.Schedules[0].OpensAt != "09:00" {
		t.Errorf("schedules %+v", service.Schedules)
	}
	if tea.Organization == nil || tea.Organization.Doc.Name != "Leeds Tea" || tea.Organization.Doc.ID != service.OrganizationID {
		t.Errorf("organisation %+v", tea.Organization)
	}
	if len(tea.Locations) != 1 || tea.Locations[0].Doc.Address.Postcode != "LS6 3AA" || service.ServiceAtLocations[0].LocationID != tea.Locations[0].Doc.ID {
		t.Errorf("places %+v", tea.Locations)
	}
	if tea.Service.OwnID != s.URL+"/services/tea" || record.URL != tea.Service.OwnID || record.Title != "Page" || !record.Live ||
		record.AssertedOn.String() != "2026-11-02" || record.ReadAt.Before(readAt) || !strings.Contains(string(record.Payload), `"phone":{"where":"JSON-LD"`) {
		t.Errorf("record %+v, payload %s", record, record.Payload)
	}
	chess := byPath["/services/chess"].Service.Doc
	if chess.Name != "Chess club" || chess.FeesDescription != "" || len(chess.CostOptions) != 1 || *chess.CostOptions[0].Pence != 200 || chess.Cost != data.Paid || chess.Phones[0].Number != "0113 496 0077" ||
		chess.Schedules[0].Description != "whenever the hall is free" || chess.Schedules[0].Freq != "" {
		t.Errorf("chess %+v", chess)
	}
	if got := byPath["/services/both, 2"].Service.OwnID; got != s.URL+"/services/both#south" {
		t.Errorf("the second of a page is %s", got)
	}
	if got := byPath["/services/cafe"].Service.Doc.Name; got != "Café" {
		t.Errorf("café is %q", got)
	}
	for path, sub := range byPath {
		said, err := json.Marshal(sub)
		if err != nil {
			t.Fatal(err)
		}
		// encoding/json writes < and > as escapes.
		if strings.Contains(string(said), `\u003`) || strings.ContainsAny(string(said), "<>\u202e") || strings.Contains(string(said), "alert") {
			t.Errorf("%s holds markup: %s", path, said)
		}
	}
}
