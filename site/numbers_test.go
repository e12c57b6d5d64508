package site_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/site"
)

var (
	// A number that someone may ring or text, as it stands in a text.
	numberLike = regexp.MustCompile(`(?:\+44 ?|\b0)\d[\d ]{7,12}\d\b|\b116 ?\d{3}\b|\b[678]\d{4}\b|\b0800 1111\b`)
	notDigits  = regexp.MustCompile(`\D+`)
)

// plainNumber is a number's digits in the form of the country.
func plainNumber(s string) string {
	digits := notDigits.ReplaceAllString(s, "")
	if rest, ok := strings.CutPrefix(digits, "44"); ok && len(digits) > 10 {
		return "0" + rest
	}
	return digits
}

// allowed are the numbers that a page may show: the checked lines', and those of the listings given.
func allowed(lines []content.Helpline, listings ...data.Listing) map[string]bool {
	numbers := map[string]bool{}
	for _, l := range lines {
		for _, n := range []string{l.Number, l.TextTo} {
			if n != "" {
				numbers[plainNumber(n)] = true
			}
		}
	}
	for _, l := range listings {
		phones := slices.Concat(l.Service.Phones, l.Organization.Phones)
		for _, at := range l.Service.ServiceAtLocations {
			phones = append(phones, at.Phones...)
		}
		for _, p := range phones {
			numbers[plainNumber(p.Number)] = true
		}
		for _, i := range l.Organization.Identifiers {
			numbers[plainNumber(i.Identifier)] = true // a register's number is no telephone's
		}
	}
	return numbers
}

// checkNumbers finds every number on a page that is none of these, in its text and in its links.
func checkNumbers(t *testing.T, path string, a answer, numbers map[string]bool) {
	t.Helper()
	a.page.Find("select, option, script").Remove() // none of which is a number to ring
	for _, found := range numberLike.FindAllString(text(a.page.Find("body")), -1) {
		if !numbers[plainNumber(found)] {
			t.Errorf("%s: %q is neither the listing's own number nor a checked one", path, found)
		}
	}
	for _, l := range a.page.Find("a[href^='tel:'], a[href^='sms:']").EachIter() {
		_, number, _ := strings.Cut(l.AttrOr("href", ""), ":")
		if body, ok := strings.CutPrefix(number, "?&body="); ok { // a text to send to whom one likes
			said, err := url.PathUnescape(body)
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			for _, found := range numberLike.FindAllString(said, -1) {
				if !numbers[plainNumber(found)] {
					t.Errorf("%s: a text says %q", path, found)
				}
			}
			continue
		}
		if !numbers[plainNumber(number)] {
			t.Errorf("%s: a link dials %s", path, number)
		}
		if !regexp.MustCompile(`^(\+\d{8,15}|\d{3,8})$`).MatchString(number) {
			t.Errorf("%s: %q cannot be dialled as it stands", path, number)
		}
	}
}

// Every number on every page comes from the listing it stands on or from the one checked file.
func TestEveryNumberIsChecked(t *testing.T) {
	if testing.Short() {
		t.Skip("one reader of very many pages, which has no races to show; left out with -short")
	}
	w := shippedTown()
	lines := w.config.Helplines
	for _, path := range []string{"/", "/urgent-help", "/about-the-data", "/nowhere", search("near", "Paris"), search("q", "qqqq", "kind", "guide", "lang", "cy")} {
		checkNumbers(t, path, w.get(t, path), allowed(lines))
	}
	var all []data.Listing
	for own, id := range w.ids {
		listing, err := w.config.Store.Listing(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, listing)
		if testing.Short() && len(all)%8 != 0 {
			continue // under the race detector each page takes long; all are looked at without it
		}
		path := "/services/" + string(id)
		a := w.get(t, path)
		if a.status == http.StatusMovedPermanently {
			path = a.header.Get("Location")
			a = w.get(t, path)
		}
		if a.status != http.StatusOK {
			t.Fatalf("%s: %d", own, a.status)
		}
		checkNumbers(t, path, a, allowed(lines, listing))
		a.must(t, in("footer", reads("116 123")), in(".fp-listing__contact .fp-source"))
		if line := listing.Service.Helpline; line != "" && a.page.Find(".fp-listing__contact .fp-result").Length() != 1 {
			t.Errorf("%s: the line %q is not on its page", path, line)
		}
	}
	for _, near := range []string{"LS1 4", "M15 5", "CF10 1", "EH1 1", "BT1 1", "TR21 0", "London"} {
		for page := range 8 {
			path := search("near", near, "page", string(rune('1'+page)))
			checkNumbers(t, path, w.get(t, path), allowed(lines, all...))
		}
	}
}

// The page of urgent help shows every line in its group, for whom, when, and how well it is known.
func TestUrgentHelp(t *testing.T) {
	w := shippedTown()
	a := w.get(t, "/urgent-help")
	var headings []string
	for _, h := range a.page.Find("main h2").EachIter() {
		headings = append(headings, h.AttrOr("id", ""))
	}
	var want []string
	for _, kind := range content.HelplineKinds {
		want = append(want, "lines-"+string(kind))
	}
	if !slices.Equal(headings, want) {
		t.Errorf("groups %v, not %v", headings, want)
	}
	for _, line := range w.config.Helplines {
		for _, number := range []string{line.Number, line.TextTo} {
			if number == "" {
				continue
			}
			group := a.page.Find("#lines-" + string(line.Kind)).Next().Find("li.fp-result:contains('" + strings.ReplaceAll(line.Name, "'", "\\'") + "')")
			if !strings.Contains(text(group), number) || !strings.Contains(text(group), strings.Join(strings.Fields(line.For), " ")) {
				t.Errorf("%s: the page says %q", line.ID, text(group))
			}
			if len(line.Nations) < len(content.Nations) && !regexp.MustCompile(`England|Wales|Scotland|Northern Ireland`).MatchString(text(group)) {
				t.Errorf("%s: it does not say where it is for", line.ID)
			}
			if line.HoursNote != "" && !strings.Contains(text(group), line.HoursNote) {
				t.Errorf("%s: it does not say %q", line.ID, line.HoursNote)
			}
		}
	}
	a.must(t, in("a[href='tel:999']"), in("a[href='sms:85258']", reads("Text SHOUT to 85258, Shout")))
}

// Lines that are closed now stand below those that answer; a person's check is said with its date.
func TestClosedLinesComeLast(t *testing.T) {
	w := theTown()
	order := func(at time.Time) []string {
		then := w.with(func(c *site.Config) { c.Now = func() time.Time { return at } })
		return then.get(t, "/urgent-help").all("#lines-listening + ul strong")
	}
	night, evening := order(noon.Add(-9*time.Hour)), order(noon.Add(8*time.Hour))
	if night[len(night)-1] != "CALM" || night[0] != "Samaritans" {
		t.Errorf("at three in the morning: %v", night)
	}
	if !slices.Contains(evening, "CALM") {
		t.Errorf("at eight in the evening: %v", evening)
	}
	checked := w.with(func(c *site.Config) {
		c.Helplines = slices.Clone(c.Helplines)
		c.Helplines[0].CheckedOn = date("2026-11-01")
	})
	checked.get(t, "/urgent-help").must(t, in("#lines-emergency + ul li", reads("Checked by a person on 1 November 2026"), readsNot("From:")))
	w.get(t, "/urgent-help").must(t, in("main", readsNot("Checked by a person")))
}

// Without any lines of ours the pages still stand, and name no number.
func TestNoHelplines(t *testing.T) {
	w := theTown().with(func(c *site.Config) { c.Helplines = nil })
	for _, path := range []string{"/", "/urgent-help", "/nowhere", search("q", "qqqq"), w.address("tablets", "tablet-library")} {
		if a := w.get(t, path); a.status >= 500 || strings.Contains(a.body, "116 123") {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}
