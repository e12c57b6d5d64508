package site_test

import (
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"go.yaml.in/yaml/v3"

	"fingerpost/site/words"
)

// reader is somebody who reads the site in a language other than English.
type reader struct {
	*visitor
	words.Words
	english []string // what none of their pages may say
}

// readers are one for each language beside English.
func readers(t *testing.T) []*reader {
	t.Helper()
	bundle, err := words.Load()
	must(err)
	var out []*reader
	for _, lang := range bundle.Languages()[1:] {
		out = append(out, &reader{theTown().visitor(), bundle.In(lang), ourEnglish()})
	}
	if len(out) == 0 {
		t.Fatal("there is no language but English")
	}
	return out
}

// ourEnglish is what the site says in English: each sentence, or what stands between its values, that is long enough to be
// known for ours.
func ourEnglish() []string {
	b, err := os.ReadFile("words/active.en.yaml")
	must(err)
	var file map[string]any
	must(yaml.Unmarshal(b, &file))
	values := regexp.MustCompile(`{{\.\w+}}`)
	var all []string
	say := func(text string) {
		for _, part := range values.Split(text, -1) {
			letters := 0
			for _, r := range part {
				if unicode.IsLetter(r) {
					letters++
				}
			}
			if letters > 12 {
				all = append(all, strings.Join(strings.Fields(part), " "))
			}
		}
	}
	for _, v := range file {
		if forms, ok := v.(map[string]any); ok {
			say(forms["one"].(string))
			say(forms["other"].(string))
		} else {
			say(v.(string))
		}
	}
	config := theTown().config
	for _, topic := range config.Lexicon.Topics.All {
		say(topic.Name)
	}
	for _, a := range config.Lexicon.Audiences {
		say(a.Name)
	}
	for _, line := range config.Helplines {
		for _, text := range []string{line.For, line.Note, line.HoursNote} {
			say(text)
		}
	}
	return all
}

// unmarked is what a part of a page says without a mark that it is in another language, to whom it is read out included.
func unmarked(part *goquery.Selection) string {
	part = part.Clone()
	part.Find("script, [lang]").Remove()
	said := []string{text(part)}
	for _, s := range part.Find("*").EachIter() {
		for _, name := range []string{"aria-label", "title", "alt", "placeholder", "content"} {
			said = append(said, s.AttrOr(name, ""))
		}
		if href := s.AttrOr("href", ""); strings.HasPrefix(href, "mailto:?") || strings.HasPrefix(href, "sms:?") {
			unescaped, err := url.QueryUnescape(href)
			must(err)
			said = append(said, strings.Join(strings.Fields(unescaped), " "))
		}
	}
	return strings.Join(said, "\n")
}

// isOurs checks what must hold of a page in the reader's language. What a form was answered with has no path.
func (r *reader) isOurs(t *testing.T, path string, a answer) {
	t.Helper()
	if a.page == nil {
		t.Errorf("%s: %d: no page", path, a.status)
		return
	}
	own := func(address string) bool {
		rest, ok := strings.CutPrefix(address, words.Prefix(r.Lang))
		return ok && (rest == "" || rest[0] == '/' || rest[0] == '?')
	}
	a.must(t, in("html", attr("lang", r.T("page.lang"))))
	said := unmarked(a.page.Selection)
	for _, english := range r.english {
		if strings.Contains(said, english) {
			t.Errorf("%s says in English: %q", path, english)
		}
	}
	for _, link := range a.page.Find("a[href^='/']").EachIter() {
		href := link.AttrOr("href", "")
		if !own(href) && href != "/leave" && link.AttrOr("hreflang", "") == "" {
			t.Errorf("%s leads to a page in English: %s", path, href)
		}
	}
	for _, form := range a.page.Find("form").EachIter() {
		back := form.Find("input[name=back]").AttrOr("value", words.Prefix(r.Lang))
		if action := form.AttrOr("action", ""); !own(action) || !own(back) {
			t.Errorf("%s: a form leads to a page in English: %s, and back to %s", path, action, back)
		}
	}
	r.sameInEnglish(t, path, a)
}

// sameInEnglish checks the ways from a page to the same one in English and back, for people and for search engines.
func (r *reader) sameInEnglish(t *testing.T, path string, a answer) {
	t.Helper()
	link := func(a answer, lang string) string {
		found := a.page.Find("footer a[hreflang='" + lang + "'][lang='" + lang + "']")
		if found.Length() != 1 {
			t.Errorf("%s: %d links to its other language", path, found.Length())
		}
		return found.AttrOr("href", "")
	}
	to := link(a, words.English)
	english := r.ask(t, http.MethodGet, to, "", r.headers()...)
	if english.page == nil {
		t.Errorf("%s: the page in English is %s: %d", path, to, english.status)
		return
	}
	english.must(t, in("html[lang^=en]"))
	back := link(english, r.Lang)
	if again := r.ask(t, http.MethodGet, back, "", r.headers()...); again.page == nil || link(again, words.English) != to {
		t.Errorf("%s: from %s the way leads to %s, and not back", path, to, back)
	}
	same := strings.TrimSuffix(path, "&size=large")
	switch {
	case strings.HasPrefix(path, r.Path("/list?")):
		same = r.Path("/list") // what was done just now is not done again
	case path == "" || back == r.Path("/") && (a.status != http.StatusOK || a.page.Find(".nhsuk-error-summary").Length() > 0): // no address leads to this page
		same = back
	}
	if strings.TrimSuffix(back, "/") != strings.TrimSuffix(same, "/") {
		t.Errorf("%s: its page in English leads to %s", path, back)
	}
	canonical := a.page.Find("link[rel=canonical]").AttrOr("href", "")
	alternates := map[string]string{}
	for _, l := range a.page.Find("link[rel=alternate][hreflang]").EachIter() {
		alternates[l.AttrOr("hreflang", "")] = l.AttrOr("href", "")
	}
	const base = "http://help.example"
	if canonical == "" {
		if len(alternates) > 0 {
			t.Errorf("%s: search engines are told of other languages of a page that is not for them: %v", path, alternates)
		}
		return
	}
	if strings.TrimSuffix(canonical, "/") != base+strings.TrimSuffix(path, "/") || alternates[r.Lang] != canonical || alternates[words.English] != base+to {
		t.Errorf("%s: it says that its address is %s, and in other languages %v", path, canonical, alternates)
	}
	if other := english.page.Find("link[rel=canonical]").AttrOr("href", ""); other != base+to {
		t.Errorf("%s: in English its address is %s, not %s", path, other, to)
	}
}

// Every page that there is can be read in every language.
func TestEveryPageInEveryLanguage(t *testing.T) {
	for _, r := range readers(t) {
		paths := []string{"/", "/urgent-help", "/about-the-data", "/safety", "/privacy", "/cookies", "/accessibility", "/figures", "/guide", "/list", "/list?size=large",
			"/nowhere", "/list/of/x", "/guide/print", "/services/00000000-0000-4000-8000-000000000000", "/near/leeds", "/near/leeds/devices", "/near/newport",
			"/near/atlantis", "/topics/devices", "/topics/domestic-abuse", "/guide/print?near=Leeds&topic=online&topic=home", "/guide/print?near=Leeds&topic=online&size=large",
			search("near", "LS1 4"), search("q", "tablet", "near", "LS1 4"), search("q", "tablet", "near", "Leeds", "how", "online"), search("q", "coffee", "near", "S1 2", "page", "2"),
			search("near", "LS1", "sort", "name"), search("q", "service"), search("q", "i want to die", "near", "LS1 4"), search("q", "qqqq", "kind", "guide", "lang", "cy"),
			search("near", "Leeds", "day", "mo", "lang", "en", "for", "older-people", "age", "72", "checked", "12", "open", "now"), search("q", "tablte"),
			search("q", "tablet", "near", "Leeds", "from", "2027-06-20", "to", "2027-06-21"), search("near", "Newport"), search("near", "Paris"), search("topic", "nonsense"),
			search("nonsense", "x"), search("near", "Scotland"), search("q", "tablet", "near", "BT1")}
		for own := range r.ids {
			paths = append(paths, r.address(own, ""))
		}
		for _, path := range paths {
			a := r.goTo(t, r.Path(path))
			r.isOurs(t, r.at, a)
			if !strings.HasPrefix(r.at, words.Prefix(r.Lang)) {
				t.Errorf("%s leads to %s", path, r.at)
			}
		}
		if a := r.goTo(t, r.Path("/search")); a.status != http.StatusOK || r.at != words.Prefix(r.Lang) {
			t.Errorf("a search for nothing leads to %s", r.at)
		}
	}
}

// Somebody looks for help, reads of it, keeps it and prints it, all in their own language.
func TestAJourneyInEveryLanguage(t *testing.T) {
	for _, r := range readers(t) {
		step := func(a answer) answer {
			t.Helper()
			r.isOurs(t, r.at, a)
			return a
		}
		answered := func(path string, pairs ...string) {
			t.Helper()
			r.isOurs(t, "", r.send(t, r.Path(path), pairs...))
		}
		step(r.goTo(t, r.Path("/")))
		answered("/search", "q", "", "near", "")
		answered("/search", "q", "tablet", "near", "Paris")
		answered("/search", "q", "tablet", "near", "Newport")
		answered("/search", "q", "tablet", "near", "LS1 4DYY")
		results := step(r.send(t, r.Path("/search"), "q", "tablet", "near", "LS1 4DY"))
		if r.at != r.Path("/search?near=LS1+4&q=tablet") {
			t.Fatalf("the search leads to %s", r.at)
		}
		listing := step(r.goTo(t, results.page.Find("h3 a").First().AttrOr("href", "")))
		save := listing.page.Find("button[name=add]").First()
		back := listing.page.Find("input[name=back]").AttrOr("value", "")
		first := step(r.send(t, r.Path("/list"), "add", save.AttrOr("value", ""), "back", back))
		first.must(t, in(".fp-notice a[href^='"+back+"']"))
		for _, b := range results.page.Find("button[name=add]").EachIter() {
			r.send(t, r.Path("/list"), "add", b.AttrOr("value", ""), "back", r.Path("/search?near=LS1+4&q=tablet"))
		}
		list := step(r.goTo(t, r.Path("/list")))
		step(r.send(t, r.Path("/list"), "up", list.page.Find("button[name=up]").First().AttrOr("value", "")))
		step(r.send(t, r.Path("/list"), "remove", save.AttrOr("value", "")))
		plain := r.goTo(t, r.Path("/list.txt"))
		for _, english := range r.english {
			if strings.Contains(plain.body, english) {
				t.Errorf("the list as a text says in English: %q", english)
			}
		}
		step(r.goTo(t, list.page.Find(".fp-code a").AttrOr("href", "")))
		step(r.goTo(t, r.Path("/guide")))
		answered("/guide", "near", "", "each", "8")
		answered("/guide", "near", "Newport", "each", "8", "topic", "online")
		for _, path := range []string{"/list.pdf", "/list.pdf?size=large", "/guide.pdf?near=LS1+4&topic=online&size=a5"} {
			if a := r.goTo(t, r.Path(path)); a.status != http.StatusOK || !strings.Contains(a.body, "/Lang ("+r.T("page.lang")+")") {
				t.Errorf("%s: %d, or not in the language", path, a.status)
			}
		}
		for _, path := range []string{"/add", r.address("tablets", "report")} {
			step(r.goTo(t, r.Path(path)))
			answered(path)
			step(r.goTo(t, r.Path(path+"?sent=12345678")))
		}
		step(r.send(t, r.Path("/guide"), "near", "LS1 4DY", "each", "4", "topic", "online", "topic", "people"))
		if !strings.HasPrefix(r.at, r.Path("/guide/print?")) {
			t.Errorf("the guide is at %s", r.at)
		}
		refused := r.ask(t, http.MethodPost, r.Path("/list"), "clear=all", "Sec-Fetch-Site", "cross-site", "Content-Type", "application/x-www-form-urlencoded")
		r.isOurs(t, "", refused)
		step(r.send(t, r.Path("/list"), "clear", "all"))
	}
}

// What a listing says is in English and is marked so, for whoever listens to the page; a page in English needs no marks.
func TestWhatIsEnglishIsMarked(t *testing.T) {
	// What the town's listings say, and where it comes from.
	theirs := []string{"Tablet Library", "Tablet Club", "Friends of", "Borrow a tablet.", "First paragraph.", "Second paragraph.", "Ring first.", "The blue door beside the bank.",
		"Front desk", "We are neighbours who mend things.", "Page of", "1 High Street", "Age Hall", "Hall at", "Rose Cottage", "The town's list",
		"Stay Safe guide", "Samaritans contact page"}
	for _, r := range readers(t) {
		tablets := r.goTo(t, r.Path(r.address("tablets", "")))
		r.send(t, r.Path("/list"), "add", string(r.ids["tablets"]))
		r.send(t, r.Path("/list"), "add", string(r.ids["refuge"]))
		for name, a := range map[string]answer{"a listing": tablets, "results": r.goTo(t, r.Path(search("q", "tablet", "near", "LS1 4"))), "a list": r.goTo(t, r.Path("/list")),
			"a guide": r.goTo(t, r.Path("/guide/print?near=LS1+4&topic=online")), "urgent help": r.goTo(t, r.Path("/urgent-help")), "about": r.goTo(t, r.Path("/about-the-data")),
			"a refuge": r.goTo(t, r.Path(r.address("refuge", ""))), "a helpline": r.goTo(t, r.Path(r.address("helpline", "")))} {
			body := a.page.Find("main").Clone()
			body.Find("svg, .fp-result__why").Remove() // names on a drawing; and what the searcher typed
			said := text(body)
			body.Find("[lang=en]").Remove()
			left := text(body)
			found := slices.DeleteFunc(slices.Clone(theirs), func(words string) bool { return !strings.Contains(said, words) })
			if len(found) == 0 {
				t.Errorf("%s: %s: nothing of a listing is on it", r.Lang, name)
			}
			for _, words := range found {
				if strings.Contains(left, words) {
					t.Errorf("%s: %s: it is not marked as English: %q", r.Lang, name, words)
				}
			}
		}
	}
	v := theTown().visitor()
	for _, path := range []string{"/", "/urgent-help", v.address("tablets", "tablet-library"), search("q", "tablet", "near", "LS1 4")} {
		v.goTo(t, path).must(t, notIn("main [lang]"))
	}
}
