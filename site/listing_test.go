package site_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"fingerpost/data"
	"fingerpost/site"
)

// What is known of a place and of who runs a service is shown, and a number at a withheld place is not: it can tell where.
func TestPlaceAndOrganizationWords(t *testing.T) {
	town := theTown()
	town.get(t, town.address("tablets", "tablet-library")).must(t, in("main", reads("The blue door beside the bank."), reads("Front desk"),
		reads("We are neighbours who mend things.")), in("a[href='tel:+441134960044']"))
	town.get(t, town.address("refuge", "safe-house")).must(t, in("main", readsNot("496 0066")), notIn("a[href='tel:+441134960066']"))
}

func TestListing(t *testing.T) {
	town := theTown()
	a := town.get(t, town.address("tablets", "tablet-library"))
	if a.status != http.StatusOK {
		t.Fatal(a.status)
	}
	a.must(t, in("h1", reads("Tablet Library")), in("title", reads("Tablet Library – Testpost")), in("main", reads("Run by Friends of Tablet Library"),
		reads("First paragraph."), reads("Second paragraph."), reads("Open now, until 5pm"), reads("9am to 5pm"), reads("1 High Street"),
		reads("English and British Sign Language"), reads("Charity in England and Wales, number 123456"), reads("Registered as GB-UKPRN 10000000"),
		readsNot("register."), readsNot("<no value>")),
		in("a[href='mailto:tablets@example.org']"), in("a[href='https://www.example.org/tablets'][rel=noreferrer]", reads("Go to example.org")),
		in("address"), in("a[href^='https://www.openstreetmap.org/?mlat=53.79650'][rel=noreferrer]"))
	if got := a.all(".fp-listing__body > p:not(.fp-source)"); !slices.Equal(got[:2], []string{"First paragraph.", "Second paragraph."}) {
		t.Errorf("the description is %q", got)
	}
}

// Each fact says which source it is from and of what date, and a file is never said to have been seen.
func TestEachFactHasItsSource(t *testing.T) {
	town := theTown()
	a := town.get(t, town.address("tablets", "tablet-library"))
	a.must(t, in(".fp-listing__contact .fp-source", reads("From Page of numbers, 1 September 2026")), // the phone's own
		in(".fp-listing__contact", reads("From Page of tablets, 4 May 2026"), reads("Newest facts on this page: 1 September 2026")),
		in(".fp-listing__body > .fp-source", reads("From Page of tablets, 4 May 2026")), readsNot("Seen on"))
	for _, row := range a.page.Find("dl.fp-facts > div").EachIter() {
		unknown := strings.Contains(text(row), "We do not know.")
		if has := row.Find(".fp-source").Length() == 1; has == unknown {
			t.Errorf("this fact has a source: %t: %s", has, text(row))
		}
	}
	if got := a.all("h2:contains('Where these facts came from') + ul li"); !slices.Equal(got, []string{"From Page of numbers, 1 September 2026", "From Page of tablets, 4 May 2026"}) {
		t.Errorf("sources %q", got)
	}
	a.must(t, in("a[href='https://www.example.org/numbers'][rel=noreferrer]"))
	for range 20 { // what is said first of two must not hang on chance
		if again := town.get(t, town.address("tablets", "tablet-library")); again.body != a.body {
			t.Fatal("the same page came out another way")
		}
	}
	town.get(t, town.address("live", "live-service")).must(t, in(".fp-listing__contact", reads("Seen on example.org on 25 November 2026")))
}

// What is not known is said to be unknown, and never filled in.
func TestUnknownIsSaidToBe(t *testing.T) {
	town := theTown()
	a := town.get(t, town.address("bare", "bare-service"))
	a.must(t, in(".fp-listing__contact", reads("We do not have a number or a website for this service.")),
		in("dl", reads("It does not say. It is listed for Leeds, so ask if you live elsewhere.")), notIn(".fp-listing__org"), readsNot("Run by"))
	for _, label := range []string{"How to start", "What it costs", "When it is open"} {
		a.must(t, in("dl dt:contains('"+label+"') + dd", reads("We do not know. Ask them first.")))
	}
	a.must(t, notIn("dt:contains('Languages')"), notIn("dt:contains('Who it is for')"), in("main", reads("Check before you travel.")), readsNot("Ring before"))
}

func TestOldAndClosedListingsSayIt(t *testing.T) {
	town := theTown()
	for own, want := range map[string][2]string{
		"old":     {"old-service", "Not checked since March 2024."},
		"undated": {"undated-service", "We do not know when this was last checked."},
		"gone":    {"gone-service", "This service has closed for good."},
	} {
		a := town.get(t, town.address(own, want[0]))
		if a.status != http.StatusOK {
			t.Errorf("%s: %d", own, a.status)
		}
		a.must(t, in(".fp-listing__head .fp-notice", reads(want[1])))
	}
	gone := town.get(t, town.address("gone", "gone-service"))
	gone.must(t, in(".fp-notice", reads("From ")), in("meta[name=robots][content=noindex]"), readsNot("Ask them first"), readsNot("before you travel"))
	town.get(t, town.address("tablets", "tablet-library")).must(t, notIn(".fp-notice"))
	// A year from the last word on it, and a day more.
	for days, stale := range map[int]bool{364: false, 366: true} {
		later := town.with(func(c *site.Config) {
			c.Now = func() time.Time { return time.Date(2026, 9, 1, 0, 0, 0, 0, data.London).AddDate(0, 0, days) }
		})
		a := later.get(t, town.address("tablets", "tablet-library"))
		if got := strings.Contains(a.body, "Not checked since 1 September 2026"); got != stale {
			t.Errorf("after %d days it says so: %t", days, got)
		}
	}
	list := town.get(t, search("q", "service", "near", "LS1 4"))
	list.must(t, in("main", reads("Not checked since March 2024."), reads("Closed for now"), readsNot("Gone Service")))
}

// A refuge is shown by its council and nothing else, wherever it is asked for.
func TestWithheldPlace(t *testing.T) {
	town := theTown()
	answers := []answer{
		town.get(t, town.address("refuge", "safe-house")),
		town.get(t, search("q", "safe house", "near", "LS6 1")),
		town.get(t, search("q", "secret lane")),
		town.get(t, search("q", "rose cottage", "near", "LS6 1AN")),
		town.get(t, "/api/search?"+url.Values{"q": {"safe house"}, "near": {"LS6 1"}}.Encode()),
		town.get(t, onMap("q", "safe house", "near", "LS6 1")),
		town.get(t, onMap("q", "secret lane")),
	}
	for _, a := range answers {
		for _, secret := range []string{"Secret Lane", "Rose Cottage", "LS6 1AN", "53.8", "-1.56", "Bus 7"} {
			if strings.Contains(strings.ReplaceAll(a.body, `value="LS6 1AN"`, ""), secret) && !strings.Contains(a.body, `"lat"`) {
				t.Errorf("%q is given away", secret)
			}
		}
	}
	answers[0].must(t, in("main", reads("In Leeds. The address is not shown, to keep people safe.")), notIn("address"), notIn("a[href*=openstreetmap]"))
	answers[1].must(t, in("ol h3", reads("Safe House")), notIn("ol li:contains('Safe House') .fp-distance"))
	for _, r := range answers[4].decode(t)["results"].([]any) {
		r := r.(map[string]any)
		for _, field := range []string{"distance_miles", "location_id"} {
			if _, there := r[field]; r["name"] == "Safe House" && there {
				t.Errorf("the API gives the %s of the refuge", field)
			}
		}
	}
}

// Numbers are links that dial: in full for the world, and as they stand where they have no other form.
func TestPhones(t *testing.T) {
	town := theTown()
	for own, want := range map[string][2]string{
		"tablets":    {"tablet-library", "tel:+441134960000"},
		"helpline":   {"listening", "tel:116123"},
		"child":      {"young-ears", "tel:08001111"},
		"live":       {"live-service", "tel:101"},
		"kingdom":    {"tablets-by-post", "sms:81025"},
		"sms-mobile": {"text-club", "sms:+447400123456"},
	} {
		a := town.get(t, town.address(own, want[0]))
		a.must(t, in(".fp-listing__contact a.fp-phone[href='"+want[1]+"']"))
	}
	town.get(t, town.address("kingdom", "tablets-by-post")).must(t, in("a[href='sms:81025']", reads("Text 81025")))
}

// A listing leads to others on its topic, where it is, and can be taken along; so does one that has closed.
func TestOthersLikeThis(t *testing.T) {
	town := theTown()
	a := town.get(t, town.address("tablets", "tablet-library"))
	a.must(t, in("#others"), in("section a[href^='/search?']", reads("See all of these")), in("a[href^='mailto:?']", reads("Email this")), in("a[href^='sms:?']", reads("Text this")))
	others := a.all("section[aria-labelledby=others] li a")
	if len(others) == 0 || slices.Contains(others, "Tablet library") {
		t.Errorf("others: %q", others)
	}
	if strings.Contains(a.body, "LS1 4DY") && strings.Contains(a.page.Find("section[aria-labelledby=others]").Text(), "LS1 4DY") {
		t.Error("the way to the others holds a whole postcode")
	}
}

func TestServiceAddresses(t *testing.T) {
	town := theTown()
	right := town.address("tablets", "tablet-library")
	id := strings.Split(right, "/")[2]
	for _, path := range []string{"/services/" + id, "/services/" + id + "/", "/services/" + id + "/old-name", "/services/" + id + "/Tablet-Library",
		"/services/" + id + "/tablet-library-2", "/services/" + id + "/%3Cscript%3E"} {
		if a := town.get(t, path); a.status != http.StatusMovedPermanently || a.header.Get("Location") != right || a.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %d to %q", path, a.status, a.header.Get("Location"))
		}
	}
	for _, path := range []string{right, right + "/", town.address("letters", "")} {
		if a := town.get(t, path); a.status != http.StatusOK {
			t.Errorf("%s: %d to %q", path, a.status, a.header.Get("Location"))
		}
	}
	for _, path := range []string{"/services/" + uuid.NewString(), "/services/" + uuid.NewString() + "/tablet-library", "/services/tablets/tablet-library",
		"/services/1", "/services/%00", "/services/" + id + "'", "/services/" + strings.Repeat("a", 36), "/services/{" + id[1:35] + "}",
		"/services/" + strings.Repeat("9", 5000), "/services/..%2f..%2fetc%2fpasswd"} {
		a := town.get(t, path)
		if a.status != http.StatusNotFound {
			t.Errorf("%.60s: %d", path, a.status)
		}
		a.must(t, in(".fp-urgent a[href='tel:116123']"), in("main a[href='/']"), in("h1"))
	}
}

// The hours on a page keep London's time and its bank holidays.
func TestOpenNow(t *testing.T) {
	town := theTown()
	for at, want := range map[string]string{
		"2026-11-25T12:00:00Z": "Open now, until 5pm",
		"2026-11-25T17:00:00Z": "Opens tomorrow at 9am",
		"2026-11-25T08:59:59Z": "Opens today at 9am",
		"2026-11-27T18:00:00Z": "Opens Monday at 9am",
		"2026-07-01T08:30:00Z": "Open now, until 5pm", // half past nine in London
		"2026-12-25T12:00:00Z": "Bank holiday, ring first",
	} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		then := town.with(func(c *site.Config) { c.Now = func() time.Time { return instant } })
		then.get(t, town.address("tablets", "tablet-library")).must(t, in("main", reads(want)))
		then.get(t, search("q", "tablet library", "near", "LS1 4")).must(t, in("ol li", reads(want)))
	}
}
