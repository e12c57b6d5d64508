package site_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// answer is what came back, with its page where it is one.
type answer struct {
	status int
	header http.Header
	body   string
	page   *goquery.Document
	*http.Response
}

// get asks for an address; headers come in pairs.
func (w *town) get(t testing.TB, path string, headers ...string) answer {
	t.Helper()
	return w.ask(t, http.MethodGet, path, "", headers...)
}

// post sends a form as the page does.
func (w *town) post(t testing.TB, form url.Values, headers ...string) answer {
	t.Helper()
	headers = append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)
	return w.ask(t, http.MethodPost, "/search", form.Encode(), headers...)
}

// search asks for a page of results: name, value, name, value.
func search(pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return "/search?" + values.Encode()
}

// ask sends a request and gives the answer.
func (w *town) ask(t testing.TB, method, path, body string, headers ...string) answer {
	t.Helper()
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Host = "help.example"
	if body == "" {
		request.Body = http.NoBody
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := w.app.Test(request, -1)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return checked(t, method, path, response)
}

// checked reads an answer, and checks what must hold of every one.
func checked(t testing.TB, method, path string, response *http.Response) answer {
	t.Helper()
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{status: response.StatusCode, header: response.Header, body: string(b), Response: response}
	checkHeaders(t, path, a)
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") && a.header.Get("Content-Encoding") == "" && len(b) > 0 {
		if a.page, err = goquery.NewDocumentFromReader(bytes.NewReader(b)); err != nil {
			t.Fatal(err)
		}
		if err := wellMade(a.page); err != nil {
			t.Errorf("%s %s: %v", method, path, err)
		}
	}
	return a
}

// securityHeaders must stand on every answer, exactly so.
var securityHeaders = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
	"Strict-Transport-Security": "max-age=31536000; includeSubDomains",
	"X-Content-Type-Options":    "nosniff",
	"X-Frame-Options":           "DENY",
	"Referrer-Policy":           "no-referrer",
	"Permissions-Policy":        "geolocation=(self), camera=(), microphone=(), interest-cohort=()",
}

func checkHeaders(t testing.TB, path string, a answer) {
	t.Helper()
	for name, want := range securityHeaders {
		if got := a.header.Values(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %d: %s is %q", path, a.status, name, got)
		}
	}
	if a.header.Get("Server") != "" || a.header.Get("X-Powered-By") != "" {
		t.Errorf("%s: it says what it is built with", path)
	}
	kept := a.header.Get("Cache-Control")
	if (strings.HasPrefix(path, "/search") || strings.HasPrefix(path, "/map") || strings.HasPrefix(path, "/api/") || a.status >= 400) && kept != "no-store" {
		t.Errorf("%s: %d: a search or an error may be kept: %q", path, a.status, kept)
	}
}

// decode reads an answer in JSON.
func (a answer) decode(t testing.TB) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(a.body), &v); err != nil {
		t.Fatalf("%d %s: %v: %.200s", a.status, a.header.Get("Content-Type"), err, a.body)
	}
	return v
}

// check is a promise about a part of a page. Checks compose: in("main", in("h1", says("Page not found"))).
type check func(*goquery.Selection) error

func (a answer) must(t testing.TB, checks ...check) {
	t.Helper()
	if a.page == nil {
		t.Errorf("%d: no page but %s: %.200s", a.status, a.header.Get("Content-Type"), a.body)
		return
	}
	for _, c := range checks {
		if err := c(a.page.Selection); err != nil {
			t.Error(err)
		}
	}
}

// in finds the parts that a selector names, of which there must be one or more, and checks the first.
func in(selector string, checks ...check) check {
	return func(s *goquery.Selection) error {
		found := s.Find(selector)
		if found.Length() == 0 {
			return fmt.Errorf("there is no %s", selector)
		}
		for _, c := range checks {
			if err := c(found.First()); err != nil {
				return fmt.Errorf("%s: %w", selector, err)
			}
		}
		return nil
	}
}

func notIn(selector string) check {
	return func(s *goquery.Selection) error {
		if n := s.Find(selector).Length(); n > 0 {
			return fmt.Errorf("there are %d of %s", n, selector)
		}
		return nil
	}
}

func count(selector string, want int) check {
	return func(s *goquery.Selection) error {
		if n := s.Find(selector).Length(); n != want {
			return fmt.Errorf("there are %d of %s, not %d", n, selector, want)
		}
		return nil
	}
}

// text is what a part says, with blanks as one.
func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func reads(want string) check {
	return func(s *goquery.Selection) error {
		if !strings.Contains(text(s), want) {
			return fmt.Errorf("%.600q does not say %q", text(s), want)
		}
		return nil
	}
}

func readsNot(unwanted string) check {
	return func(s *goquery.Selection) error {
		if strings.Contains(text(s), unwanted) {
			return fmt.Errorf("%q is said", unwanted)
		}
		return nil
	}
}

func attr(name, want string) check {
	return func(s *goquery.Selection) error {
		if got, _ := s.Attr(name); got != want {
			return fmt.Errorf("%s is %q, not %q", name, got, want)
		}
		return nil
	}
}

// all is what each part of a kind says.
func (a answer) all(selector string) []string {
	var out []string
	a.page.Find(selector).Each(func(_ int, s *goquery.Selection) { out = append(out, text(s)) })
	return out
}

var otherHost = regexp.MustCompile(`^(?i:[a-z][a-z0-9+.-]*:)?//|^(?i:data|javascript|blob):`)

// ownForms are where the forms of the pages go, in each language.
var ownForms = regexp.MustCompile(`^(/cy)?/(search|list|add|guide|services/[0-9a-f-]{36}/report)$`)

// wellMade holds of every page: it can be used with a keyboard and a screen reader, it asks no other host for anything,
// and nothing in it needs the content policy to give way.
func wellMade(page *goquery.Document) error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	for _, one := range []check{count("h1", 1), count("main", 1), count("html[lang^=en], html[lang=cy]", 1), count("head title", 1),
		notIn("style"), notIn("script:not([src]):not([type='application/ld+json']):not([type='application/json'])"), notIn("[style]"), notIn("iframe, object, embed, base"), in("a.nhsuk-skip-link"),
		in("footer a[href$='/urgent-help']"), in("header a[href$='/urgent-help']")} {
		if err := one(page.Selection); err != nil {
			faults = append(faults, err)
		}
	}
	if text(page.Find("title")) == "" || text(page.Find("h1")) == "" {
		fault("no title or heading")
	}
	ids := map[string]int{}
	page.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[s.AttrOr("id", "")]++ })
	for id, n := range ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t") {
			fault("the id %q stands %d times", id, n)
		}
	}
	named := func(where, list string) {
		for _, id := range strings.Fields(list) {
			if ids[id] == 0 {
				fault("%s: there is no element %q", where, id)
			}
		}
	}
	page.Find("*").Each(func(_ int, s *goquery.Selection) {
		name := goquery.NodeName(s)
		for _, a := range s.Get(0).Attr {
			if strings.HasPrefix(a.Key, "on") {
				fault("%s has a script in %s", name, a.Key)
			}
			if a.Key == "aria-labelledby" || a.Key == "aria-describedby" || (a.Key == "for" && name == "label") {
				named(name, a.Val)
			}
		}
		switch href, src := s.AttrOr("href", ""), s.AttrOr("src", ""); {
		case name == "a" && strings.HasPrefix(href, "#"):
			named(name, href[1:])
		case name == "a" && href == "":
			fault("a link to nowhere: %q", text(s))
		case name == "a" && otherHost.MatchString(href) && !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://"):
			fault("a link to %q", href)
		case name == "a" && otherHost.MatchString(href) && s.AttrOr("rel", "") != "noreferrer":
			fault("a link to %q says where it was followed from", href)
		case name == "a" && text(s) == "":
			fault("a link without words to %q", href)
		case name == "link" && (s.AttrOr("rel", "") == "canonical" || s.AttrOr("rel", "") == "alternate"):
			if !strings.HasPrefix(href, "http://help.example/") && !strings.HasPrefix(href, "http://127.0.0.1:") {
				fault("the page's own address is %q", href)
			}
		case name == "script" && src == "" && !json.Valid([]byte(s.Text())):
			fault("what it says for programs is no JSON: %q", s.Text())
		case name != "a" && otherHost.MatchString(href+src):
			fault("%s asks another host: %s%s", name, href, src)
		case name == "form" && !ownForms.MatchString(s.AttrOr("action", "")):
			fault("a form goes to %q", s.AttrOr("action", ""))
		case (name == "input" && s.AttrOr("type", "") != "hidden") || name == "select" || name == "textarea":
			if page.Find("label[for='"+s.AttrOr("id", "")+"']").Length() != 1 {
				fault("the field %q has no label", s.AttrOr("name", ""))
			}
		case name == "img" && s.AttrOr("alt", "none") == "none":
			fault("a picture without words")
		case (name == "p" || name == "li" || name == "dd" || strings.HasPrefix(name, "h") && len(name) == 2) && text(s) == "":
			fault("an empty %s", name)
		}
	})
	if typed := page.Find("form:has(input[name=near][type=text])"); typed.Length() > 0 && typed.AttrOr("method", "") != "post" {
		fault("a postcode that is typed goes into an address")
	}
	level := 1
	page.Find("main h1, main h2, main h3, main h4, main h5").Each(func(_ int, s *goquery.Selection) {
		if l := int(goquery.NodeName(s)[1] - '0'); l > level+1 {
			fault("the heading %q leaves out a level", text(s))
		} else {
			level = l
		}
	})
	return errors.Join(faults...)
}
