package site_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestHome(t *testing.T) {
	a := theTown().get(t, "/")
	if a.status != http.StatusOK {
		t.Fatal(a.status)
	}
	a.must(t, in("title", reads("Find support near you")), in("form[action='/search'][method=post] #near", attr("autocomplete", "postal-code")),
		in(".fp-urgent a[href='tel:999']"), in(".fp-urgent a[href='tel:116123']"), in("a[href='/topics/online']"),
		in("main", reads("services are listed here")), in(".fp-topics__link", reads("Someone to talk to Urgent help")), notIn("meta[name=robots]"))
}

// The bands stand in their order under their headings, numbered through, each result under the right one.
func TestBands(t *testing.T) {
	a := theTown().get(t, search("q", "tablet", "near", "LS1 4"))
	a.must(t, in("h1", reads("5 services for LS1 4")), in("title", reads("5 services for LS1 4")), in("meta[name=robots][content=noindex]"),
		in("main", reads("Distances are from the middle of LS1 4, in a straight line.")))
	ids, starts := []string{}, []string{}
	for _, h := range a.page.Find("h2.fp-band").EachIter() {
		ids = append(ids, h.AttrOr("id", ""))
	}
	for _, l := range a.page.Find("ol.fp-results").EachIter() {
		starts = append(starts, l.AttrOr("start", "")+"="+text(l.Find("h3")))
	}
	if want := []string{"band-near", "band-area", "band-remote"}; !slices.Equal(ids, want) {
		t.Errorf("bands %v, not %v", ids, want)
	}
	if want := []string{"1=Tablet LibraryTablet Club", "3=Tablet Visits", "4=Tablets Across EnglandTablets By Post"}; !slices.Equal(starts, want) {
		t.Errorf("lists %q, not %q", starts, want)
	}
	near := a.page.Find("#band-near").Next().Next()
	if got := text(near.Find("li.fp-result").First()); !strings.Contains(got, "about") || !strings.Contains(got, "Open now, until 5pm") ||
		!strings.Contains(got, "Free") || !strings.Contains(got, "Age") && !strings.Contains(got, "Friends of Tablet Library") {
		t.Errorf("the first result says %q", got)
	}
	a.must(t, in("#band-area + p + ol li", notIn(".fp-distance"), in(".fp-result__why", reads("Covers Leeds"))),
		in("a[href='tel:+441134960000']"), in("a[href='sms:81025']", reads("Text 81025")),
		in("ol a[href='https://www.example.org/nation']", attr("rel", "noreferrer"), reads("Website of Tablets Across England")))
	if got := a.all(".fp-result__meta")[1]; !strings.Contains(got, "in LS2 7") {
		t.Errorf("a place known to its sector is said to be %q", got)
	}
}

// A page with the word "tablet" and no place stands in one list without distances.
func TestSearchWithoutAPlace(t *testing.T) {
	a := theTown().get(t, search("q", "tablet"))
	a.must(t, in("h1", reads("5 services found")), notIn(".fp-distance"), notIn("#within"), count("ol.fp-results", 1),
		in("h2#band-all", reads("5 services")), in("main", reads("These may be anywhere in the UK.")), readsNot("Near LS1"))
}

func TestNothingFound(t *testing.T) {
	town := theTown()
	a := town.get(t, search("q", "zeppelin", "cost", "free"))
	a.must(t, in("h1", reads("0 services found")), in("main", reads("We found nothing for this search.")),
		in("main h2 + ul a[href='/search?q=zeppelin']", reads("without the filters")),
		in("main a[href='tel:116123']"), notIn("ol.fp-results"))
	// In a directory where somebody listens, they are what is found.
	shippedTown().get(t, search("q", "zeppelin", "near", "LS1 4")).must(t, in(".fp-notice", reads("We could not find that")), in("ol.fp-results li"),
		in("h1", reads("People who can listen or advise")), readsNot("services for"))
}

// Looking further is said, never done unseen.
func TestRelaxedNotices(t *testing.T) {
	town := theTown()
	for _, r := range []struct{ q, near, notice string }{
		{"tablet", "BD1 1", "There was little within 2 miles, so we looked up to 10 miles away."},
		{"tablet zeppelin", "LS1 4", "Few services match all your words, so these match some of them."},
		{"tablrt", "LS1 4", "Nothing here says “tablrt”, so we looked for “tablet”."},
	} {
		a := town.get(t, search("q", r.q, "near", r.near))
		a.must(t, in(".fp-notice", reads(r.notice)), in("ol.fp-results li"))
	}
	town.get(t, search("q", "tablet", "near", "LS1 4")).must(t, notIn(".fp-notice"))
	town.get(t, search("q", "tablet", "near", "LS1 4", "within", "1")).must(t, in("#band-near", reads("within 1 mile")), readsNot("1 miles"))
	town.get(t, search("q", "tablet", "near", "BD1 1", "within", "1")).must(t, in(".fp-notice", reads("little within 1 mile, so we looked up to 10 miles away")))
}

// A name that several areas bear is a choice of links; the page behind a link goes on with the area that was meant.
func TestAmbiguousPlace(t *testing.T) {
	town := theTown()
	a := town.get(t, search("q", "listening", "near", "North East"))
	if a.status != http.StatusOK {
		t.Error(a.status)
	}
	a.must(t, in("h1", reads("Which North East do you mean?")), in("form input#near", attr("value", "North East")))
	links := a.page.Find("main ul li a")
	if links.Length() < 2 {
		t.Fatalf("choices %v", a.all("main ul li a"))
	}
	seen := map[string]bool{}
	for _, l := range links.EachIter() {
		if seen[text(l)] {
			t.Errorf("two choices are called %q", text(l))
		}
		seen[text(l)] = true
		href := l.AttrOr("href", "")
		next := town.get(t, href)
		next.must(t, in("h1", reads("for North East")), in("#near", attr("value", "North East")), in("input[type=hidden][name=near]"))
		onward := search("q", "listening", "near", next.page.Find("input[type=hidden][name=near]").AttrOr("value", ""))
		town.get(t, onward).must(t, in("h1", reads("for North East"))) // filtering must not ask again
	}
}

// A likely slip of the finger is offered by a form: the whole postcode enters no address.
func TestSlip(t *testing.T) {
	town := theTown()
	for _, a := range []answer{
		town.get(t, search("q", "tablet", "near", "LSI 4AP")),
		town.post(t, url.Values{"q": {"tablet"}, "near": {"LSI 4AP"}}),
	} {
		if a.status != http.StatusOK {
			t.Error(a.status)
		}
		a.must(t, in("h1", reads("Did you mean another postcode?")), in("main form[method=post] input[type=hidden][name=near]", attr("value", "LS1 4AP")),
			in("main form[method=post] input[type=hidden][name=q]", attr("value", "tablet")), in("main input[type=hidden][name=near] + button", reads("Search near LS1 4AP")))
		if strings.Contains(a.body, "LS1+4AP") || strings.Contains(a.body, "LS1%204AP") {
			t.Error("the postcode stands in an address")
		}
	}
}

// A form that cannot be used is shown again, with what was typed and what is wrong with it.
func TestPlacesThatCannotBeUsed(t *testing.T) {
	town := theTown()
	long := strings.Repeat("all the words I know ", 250)
	for _, p := range []struct{ name, q, near, field, sentence string }{
		{"a postcode that is not in use", "", "ZE9 9AA", "near", "We do not know the postcode area ZE9."},
		{"half a postcode that is not one", "", "LS1 4OP!", "near", "This isn't a postcode or place that we know."},
		{"Paris", "", "Paris", "near", "This is outside the UK (France)."},
		{"an American code", "", "90210", "near", "postcode of another country"},
		{"New York", "tablet", "New York, NY", "near", "This is outside the UK (United States)."},
		{"coordinates", "", "48.8566, 2.3522", "near", "These coordinates are outside the UK."},
		{"an area code that is not there", "", "E08009999", "near", "that we know in the UK"},
		{"a ward", "", "E05000001", "near", "that we know in the UK"},
		{"nothing but dots", "", "...", "near", "Enter what you need, or a postcode or place"},
		{"a page of text for a place", "", long, "near", "that we know in the UK"},
		{"a page of text", long, "", "q", "Use fewer words."},
		{"a page of text and a place", long, "LS1 4AP", "q", "Use fewer words."},
	} {
		t.Run(p.name, func(t *testing.T) {
			for _, a := range []answer{
				town.get(t, search("q", p.q, "near", p.near)), town.post(t, url.Values{"q": {p.q}, "near": {p.near}}),
			} {
				if a.status != http.StatusOK {
					t.Errorf("status %d", a.status)
				}
				typed := map[string]string{"q": p.q, "near": p.near}[p.field]
				a.must(t, in("title", reads("Error: Find support near you")), in(".nhsuk-error-summary a[href='#"+p.field+"']", reads(p.sentence)),
					in("#"+p.field+"-error", reads(p.sentence)), in("input#"+p.field, attr("value", strings.TrimSpace(typed)),
						attr("aria-describedby", p.field+"-error "+p.field+"-hint")), in(".fp-urgent a[href='tel:999']"))
			}
		})
	}
}

func TestNothingEntered(t *testing.T) {
	town := theTown()
	for _, form := range []url.Values{{}, {"q": {""}, "near": {""}}, {"q": {" \t "}, "near": {"  "}}} {
		a := town.post(t, form)
		if a.status != http.StatusOK {
			t.Error(a.status)
		}
		a.must(t, in("#near-error", reads("Enter what you need, or a postcode or place")))
	}
	for _, path := range []string{"/search", "/search?q=&near=", "/search?q=+&near=+", "/search?within=5"} {
		if a := town.get(t, path); a.status != http.StatusSeeOther || a.header.Get("Location") != "/" {
			t.Errorf("%s: %d to %q", path, a.status, a.header.Get("Location"))
		}
	}
	// A place left blank beside words is a search without a place.
	if a := town.post(t, url.Values{"q": {" tablet "}, "near": {" "}}); a.status != http.StatusSeeOther || a.header.Get("Location") != "/search?q=tablet" {
		t.Errorf("%d to %q", a.status, a.header.Get("Location"))
	}
}

func TestPages(t *testing.T) {
	town := theTown()
	first := town.get(t, search("q", "coffee", "near", "S1 2"))
	first.must(t, in("h1", reads("45 services for S1 2")), in("title", reads("(page 1 of 3)")), count("li.fp-result", 20),
		in(`nav a[rel=next][href^="/search?at="][href$="&near=S1+2&page=2&q=coffee"]`), notIn("nav a[rel=prev]"),
		in("nav [aria-current=page]", attr("aria-label", "Page 1")))
	last := town.get(t, search("q", "coffee", "near", "S1 2", "page", "3"))
	last.must(t, in("title", reads("(page 3 of 3)")), count("li.fp-result", 5), in("ol.fp-results", attr("start", "41")), notIn("nav a[rel=next]"))
	seen := map[string]bool{}
	for _, page := range []string{"1", "2", "3"} {
		for _, name := range town.get(t, search("q", "coffee", "near", "S1 2", "page", page)).all("h3.fp-result__name") {
			if seen[name] {
				t.Errorf("%s stands on two pages", name)
			}
			seen[name] = true
		}
	}
	if len(seen) != 45 {
		t.Errorf("%d of 45 are on the pages", len(seen))
	}
	// A page that is not there is the first one.
	// A mark of no list, or of another, is as good as none.
	for _, mark := range []string{"1", "999999", "-1", "x"} {
		a := town.get(t, search("q", "coffee", "near", "S1 2", "page", "3", "at", mark))
		a.must(t, in("title", reads("(page 3 of 3)")), count("li.fp-result", 5))
	}
	for _, page := range []string{"4", "999", "99999999999999999999", "0", "-1", "two", "1.5", ""} {
		a := town.get(t, search("q", "coffee", "near", "S1 2", "page", page))
		a.must(t, in("title", reads("(page 1 of 3)")), in("ol.fp-results", attr("start", "1")), count("li.fp-result", 20))
	}
}

func TestFilters(t *testing.T) {
	town := theTown()
	a := town.get(t, search("q", "tablet", "near", "LS1 4", "topic", "devices", "how", "home_visit", "how", "online", "cost", "free", "within", "3"))
	a.must(t, count(".fp-chip", 4), in(".fp-chip", reads(": remove this filter")), in("#within option[selected]", attr("value", "3")),
		in("input#topic-devices[checked]"), in("input#how-online[checked]"), in("input#cost-free[checked]"),
		in("a.fp-chips__clear", attr("href", "/search?near=LS1+4&q=tablet&within=3")),
		in(".fp-chip[href='/search?cost=free&how=online&near=LS1+4&q=tablet&topic=devices&within=3']", reads("At your home")))
	for _, sort := range []string{"", "distance", "name"} {
		town.get(t, search("q", "coffee", "near", "S1 2", "sort", sort)).must(t, count("li.fp-result", 20))
	}
}

// What is no search is said, on a page of its own with the crisis lines, and what was sent is repeated short and plain.
func TestBadParameters(t *testing.T) {
	town := theTown()
	for _, p := range []struct{ name, value, sentence string }{
		{"within", "0", "a whole number of miles from 1 to 100"}, {"within", "-1", "from 1 to 100"}, {"within", "1000", "from 1 to 100"},
		{"within", "abc", "from 1 to 100"}, {"within", "1e1", "from 1 to 100"}, {"within", "٣", "from 1 to 100"},
		{"topic", "gadgets", "“gadgets” is not one of our topics."}, {"kind", "ghost", "“ghost” cannot be chosen for “kind”."},
		{"how", "pigeon", "“pigeon” cannot be chosen for “how”."}, {"cost", "cheap", "“cheap” cannot be chosen for “cost”."},
		{"sort", "random", "“random” is not an order."}, {"colour", "red", "“colour” is not something to search by."},
		{"q[]", "x", "“q[]” is not something to search by."},
		{"topic", strings.Repeat("x", 5000), "is not one of our topics."},
	} {
		t.Run(p.name+"="+p.value[:min(len(p.value), 10)], func(t *testing.T) {
			a := town.get(t, search("q", "tablet", "near", "LS1 4", p.name, p.value))
			if a.status != http.StatusBadRequest || len(a.body) > 20_000 {
				t.Errorf("status %d, %d bytes", a.status, len(a.body))
			}
			a.must(t, in("main", reads(p.sentence)), in(".fp-urgent a[href='tel:116123']"), in("main a[href='/']"))
		})
	}
	for _, query := range []string{"q=%zz", "q=a;near=b", "%"} {
		if a := town.get(t, "/search?"+query); a.status != http.StatusBadRequest {
			t.Errorf("%s: %d", query, a.status)
		}
	}
	for _, within := range []string{"1", "100", "7"} {
		town.get(t, search("q", "tablet", "near", "LS1 4", "within", within)).must(t, in("#within option[selected]", attr("value", within)))
	}
}
