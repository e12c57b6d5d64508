package site_test

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"fingerpost/site"
)

const originCookie = "__Host-origin"

// searchNear sends the form and gives the address it leads to and the cookie that it sets.
func (w *town) searchNear(t *testing.T, q, near string) (location string, cookie *http.Cookie) {
	t.Helper()
	a := w.post(t, url.Values{"q": {q}, "near": {near}})
	if a.status != http.StatusSeeOther {
		t.Fatalf("%s: %d", near, a.status)
	}
	for _, c := range a.Cookies() {
		if c.Name == originCookie {
			cookie = c
		}
	}
	return a.header.Get("Location"), cookie
}

// A whole postcode that is typed enters no address: it travels in a sealed cookie, and its sector in the address.
func TestAWholePostcodeStaysPrivate(t *testing.T) {
	town := theTown()
	for _, typed := range []string{"LS1 4DY", "ls14dy", " Ls1  4dY ", "LS1-4DY", "12 Wellington Street, Leeds LS1 4DY"} {
		location, c := town.searchNear(t, "tablet", typed)
		if location != "/search?near=LS1+4&q=tablet" {
			t.Errorf("%q leads to %s", typed, location)
		}
		if c == nil {
			t.Fatalf("%q: no cookie", typed)
		}
		if !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 0 || !c.Expires.IsZero() {
			t.Errorf("the cookie is %s", c.Raw)
		}
		sealed, err := base64.RawURLEncoding.DecodeString(c.Value)
		if err != nil {
			t.Fatal(err)
		}
		for _, given := range []string{"LS1", "4DY", "ls1"} {
			if strings.Contains(c.Value, given) || bytes.Contains(sealed, []byte(given)) {
				t.Errorf("the cookie gives away %q", given)
			}
		}
	}
	_, one := town.searchNear(t, "", "LS1 4DY")
	_, two := town.searchNear(t, "", "LS1 4DY")
	if one.Value == two.Value {
		t.Error("one postcode is sealed in one way, so that two people of one house can be matched")
	}
}

// What is no closer than a sector needs no cookie.
func TestNoCookieForCoarserPlaces(t *testing.T) {
	town := theTown()
	for typed, want := range map[string]string{"LS1 4": "/search?near=LS1+4&q=a", "LS1": "/search?near=LS1&q=a", "Leeds": "/search?near=Leeds&q=a",
		"Yorkshire and the Humber": "/search?near=Yorkshire+and+The+Humber&q=a", "": "/search?q=a"} {
		location, c := town.searchNear(t, "a", typed)
		if c != nil || location != want {
			t.Errorf("%q leads to %s with cookie %v", typed, location, c)
		}
	}
}

// exact reports whether a page of results was made for the whole postcode.
func (w *town) exact(t *testing.T, location, cookie string) bool {
	t.Helper()
	a := w.get(t, location, "Cookie", originCookie+"="+cookie)
	if a.status != http.StatusOK {
		t.Fatalf("%s: %d", location, a.status)
	}
	near := a.page.Find("#near").AttrOr("value", "")
	// The form alone may show it to the person who typed it; links and headings hold the sector.
	if body := strings.ReplaceAll(a.body, `value="LS1 4DY"`, ""); strings.Contains(body, "LS1 4DY") || strings.Contains(body, "LS1+4DY") {
		t.Errorf("%s: the postcode stands on the page beside its field", location)
	}
	return near == "LS1 4DY"
}

func TestTheCookieServesItsSectorOnly(t *testing.T) {
	town := theTown()
	_, c := town.searchNear(t, "tablet", "LS1 4DY")
	for location, want := range map[string]bool{
		"/search?near=LS1+4&q=tablet": true, "/search?near=ls1+4&q=tablet": true, "/search?near=LS1+5&q=tablet": false,
		"/search?near=LS1&q=tablet": false, "/search?near=Leeds&q=tablet": false, "/search?near=LS14&q=tablet": false, "/search?q=tablet": false,
	} {
		if got := town.exact(t, location, c.Value); got != want {
			t.Errorf("%s: used %t", location, got)
		}
	}
	if strings.Contains(town.get(t, api("near", "LS1 4"), "Cookie", originCookie+"="+c.Value).body, "4DY") {
		t.Error("the API reads the cookie, which programs do not mean to send")
	}
}

func TestACookieThatIsNotOurs(t *testing.T) {
	town := theTown()
	const location = "/search?near=LS1+4&q=tablet"
	_, c := town.searchNear(t, "tablet", "LS1 4DY")
	if !town.exact(t, location, c.Value) {
		t.Fatal("it is not used as it is")
	}
	sealed, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		t.Fatal(err)
	}
	for i := range sealed {
		broken := bytes.Clone(sealed)
		broken[i] ^= 1
		if town.exact(t, location, base64.RawURLEncoding.EncodeToString(broken)) {
			t.Fatalf("it is used with byte %d changed", i)
		}
	}
	for _, value := range []string{"", "x", "LS1 4DY", base64.RawURLEncoding.EncodeToString([]byte("LS1 4DY")), c.Value[:8], c.Value + "AAAA", strings.Repeat("A", 8000)} {
		if town.exact(t, location, value) {
			t.Errorf("%.20q is used", value)
		}
	}
	other := town.with(func(c *site.Config) { c.Secret = bytes.Repeat([]byte("o"), 32) })
	if other.exact(t, location, c.Value) {
		t.Error("what another key sealed is used")
	}
	for passed, want := range map[time.Duration]bool{11 * time.Hour: true, 13 * time.Hour: false} {
		later := town.with(func(c *site.Config) { c.Now = func() time.Time { return noon.Add(passed) } })
		if got := later.exact(t, location, c.Value); got != want {
			t.Errorf("after %s it is used: %t", passed, got)
		}
	}
}

func TestSecretThatIsNone(t *testing.T) {
	c := theTown().config
	c.Secret = []byte("short")
	if _, err := site.New(c); err == nil {
		t.Error("a site was made with a secret of five bytes")
	}
}

// A whole postcode in an address works for scripts and goes no further.
func TestAWholePostcodeInAnAddress(t *testing.T) {
	a := theTown().get(t, search("q", "coffee", "near", "S1 2HH"))
	a.must(t, in("h1", reads("for S1 2")))
	if len(a.Cookies()) > 0 {
		t.Error("an address sets a cookie")
	}
	for _, l := range a.page.Find("a").EachIter() {
		if strings.Contains(strings.ToUpper(l.AttrOr("href", "")), "2HH") {
			t.Errorf("a link holds it: %s", l.AttrOr("href", ""))
		}
	}
	a.must(t, in("form[method=get] input[name=near]", attr("value", "S1 2")), in("title", readsNot("2HH")))
}

// Another site cannot search in a person's name; a browser that says nothing can.
func TestFormsFromOtherSites(t *testing.T) {
	town := theTown()
	form := url.Values{"q": {"tablet"}}
	for _, headers := range [][]string{
		{}, {"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "none"}, {"Origin", "http://help.example"}, {"Origin", "https://help.example"},
		{"Origin", "null"}, {"Sec-Fetch-Site", "same-origin", "Origin", "null"}, // our referrer policy makes browsers send null
	} {
		if a := town.post(t, form, headers...); a.status != http.StatusSeeOther {
			t.Errorf("%v: %d", headers, a.status)
		}
	}
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Site", "anything"}, {"Sec-Fetch-Site", "cross-site", "Origin", "http://help.example"},
		{"Origin", "https://evil.example"}, {"Origin", "https://help.example.evil.example"}, {"Origin", "https://help.example:8443"}, {"Origin", "help.example"},
		{"Origin", "http://evil.example/http://help.example"},
	} {
		a := town.post(t, form, headers...)
		if a.status != http.StatusForbidden || len(a.Cookies()) > 0 {
			t.Errorf("%v: %d", headers, a.status)
		}
		a.must(t, in("h1", reads("This came from another website")), in(".fp-urgent a[href='tel:999']"))
	}
}

func TestFormsOfOtherShapes(t *testing.T) {
	town := theTown()
	for _, f := range []struct {
		kind, body string
		status     int
		location   string
	}{
		{"application/x-www-form-urlencoded; charset=UTF-8", "q=tablet&near=LS1+4&extra=1", 303, "/search?near=LS1+4&q=tablet"},
		{"application/x-www-form-urlencoded", "q=one&q=two", 303, "/search?q=one"},
		{"application/x-www-form-urlencoded", "%zz&&&===", 200, ""},
		{"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\ntablet\r\n--x--\r\n", 303, "/search?q=tablet"},
		{"application/json", `{"q":"tablet"}`, 200, ""}, {"", "q=tablet", 200, ""},
	} {
		a := town.ask(t, http.MethodPost, "/search", f.body, "Content-Type", f.kind)
		if a.status != f.status || a.header.Get("Location") != f.location {
			t.Errorf("%s %q: %d to %q", f.kind, f.body, a.status, a.header.Get("Location"))
		}
	}
}

// A postcode among the words of a search is where it is from, and gets into no address: not that of the results, nor any
// link on them.
func TestPostcodeAmongTheWords(t *testing.T) {
	town := theTown()
	for _, form := range []url.Values{{"q": {"tablet near LS1 4AP"}}, {"q": {"tablet LS14AP"}, "near": {"Leeds"}}, {"q": {"tablet ls1 4ap m15 5jb"}, "near": {"LS1 4"}}} {
		a := town.post(t, form)
		if to := a.header.Get("Location"); a.status != http.StatusSeeOther || !strings.HasPrefix(to, "/search?near=L") || !strings.HasSuffix(to, "&q=tablet") {
			t.Errorf("%v leads to %q (%d)", form, to, a.status)
		}
	}
	for _, path := range []string{search("q", "tablet near LS1 4AP"), search("q", "tablet LS1 4AP", "near", "Leeds"), search("q", "tablet LS1 4AP", "near", "North East")} {
		a := town.get(t, path)
		a.page.Find("a[href]").Each(func(_ int, link *goquery.Selection) {
			href, err := url.QueryUnescape(link.AttrOr("href", ""))
			if err != nil || strings.Contains(strings.ToLower(strings.ReplaceAll(href, " ", "")), "ls14ap") {
				t.Errorf("%s: a link leads to %s %v", path, href, err)
			}
		})
	}
}
