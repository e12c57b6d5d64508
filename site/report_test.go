package site_test

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/site"
)

// told is a town of its own, where people tell things, with a clock that can be moved on.
type told struct {
	*town
	kept *store.Store
	now  time.Time
}

func newTold(t *testing.T, more ...data.Submission) *told {
	t.Helper()
	w := &told{now: noon}
	w.town = newTown("told", func() time.Time { return w.now }, append(townsfolk()[:12], more...))
	w.kept = w.config.Store.(*store.Store)
	t.Cleanup(func() {
		if err := w.kept.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// reports are those that nobody has dealt with.
func (w *told) reports(t *testing.T) []data.Report {
	t.Helper()
	list, err := w.kept.OpenReports(context.Background(), 100)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// token opens a form and gives its hidden token.
func (v *visitor) token(t testing.TB, path string) string {
	t.Helper()
	token := v.goTo(t, path).page.Find("form input[name=token]").AttrOr("value", "")
	if token == "" {
		t.Fatalf("%s has no token", path)
	}
	return token
}

var sentAddress = regexp.MustCompile(`\?sent=([1-9][0-9]{7})$`)

// thanked checks that an answer says thank you, and gives the reference.
func (v *visitor) thanked(t *testing.T, a answer) string {
	t.Helper()
	found := sentAddress.FindStringSubmatch(v.at)
	if a.status != http.StatusOK || found == nil {
		t.Fatalf("%d at %s: %.2000s", a.status, v.at, text(a.page.Find("main")))
	}
	a.must(t, in("h1", reads("Thank you")), in(".fp-notice--done", reads(found[1][:4]+" "+found[1][4:])), in("main", reads("within 3 working days")),
		in("meta[name=robots][content=noindex]"), readsNot("Error"))
	return found[1]
}

// faulty checks that a form is shown again: that the summary comes before the heading, says what is wrong and leads to the
// field that says the same, and that nothing of it may be kept by the browser.
func (a answer) faulty(t *testing.T, status int, field, sentence string) {
	t.Helper()
	if a.status != status {
		t.Errorf("%d, not %d", a.status, status)
	}
	a.must(t, in("title", reads("Error: ")), in("main > .nhsuk-error-summary", reads(sentence)), in("main > .nhsuk-error-summary ~ h1"),
		in("form input[name=token]"))
	if field == "" {
		return
	}
	a.must(t, in(".nhsuk-error-summary a[href^='#"+field+"']", reads(sentence)), in("#"+field+"-error", reads(sentence)),
		in(".nhsuk-form-group--error [aria-describedby~='"+field+"-error']"))
}

// Must show: somebody tells what is wrong, and a person who decides finds it by the reference.
func TestReport(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	listing := w.address("tablets", "tablet-library")
	page := v.goTo(t, listing)
	link := page.page.Find("main a:contains('Report a problem with this page')")
	path := link.AttrOr("href", "")
	if link.Length() != 1 || path != w.address("tablets", "report") {
		t.Fatalf("%d links, to %q", link.Length(), path)
	}
	form := v.goTo(t, path)
	form.must(t, in("h1", reads("Report a problem")), in("main", reads("Tablet Library")), in("a.nhsuk-back-link[href='"+listing+"']"), count("input[type=radio][name=reason]", 5),
		notIn("input[type=radio][checked]"), in(".nhsuk-radios__item:has(#reason-unsafe) a[href='tel:999']"), in("#reason-unsafe[aria-describedby='reason-unsafe-hint']"),
		notIn(".nhsuk-error-summary"), notIn("input[type=email]"), in("meta[name=robots][content=noindex]"))
	if kept := form.header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("the form may be kept: %q", kept)
	}
	a := v.send(t, path, "token", form.page.Find("input[name=token]").AttrOr("value", ""), "reason", "closed", "text", " The door\x00 is\x1b locked.\r\nSince <May>. ")
	reference := v.thanked(t, a)
	a.must(t, in("main a[href='tel:999']"), in("main a[href='"+listing+"']"), in("main", reads("help@example.org")))
	reports := w.reports(t)
	if len(reports) != 1 {
		t.Fatalf("%+v", reports)
	}
	if r := reports[0]; !strings.HasPrefix(string(r.ID), reference) || r.Service != w.ids["tablets"] || r.Reason != data.HasClosed || r.Text != "The door is locked.\nSince ." {
		t.Errorf("%+v", r)
	}
	if log := w.log.String(); strings.Contains(log, "locked") || strings.Contains(log, reference) {
		t.Errorf("the log says what was told: %s", log)
	}
	// Nothing need be written, and a closed service can be told of too: it may be open again.
	for own, reason := range map[string]string{"gone": "moved", "refuge": "unsafe"} {
		path := w.address(own, "report")
		v.thanked(t, v.send(t, path, "token", v.token(t, path), "reason", reason))
	}
	if n := len(w.reports(t)); n != 3 {
		t.Errorf("%d reports", n)
	}
}

func TestReportErrors(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	path := w.address("tablets", "report")
	long := strings.Repeat("five ", 401) + "end"
	for name, c := range map[string]struct {
		pairs           []string
		field, sentence string
	}{
		"nothing":        {nil, "reason", "Choose what is wrong"},
		"another reason": {[]string{"reason", "nonsense", "text", "Kept words."}, "reason", "Choose what is wrong"},
		"too long":       {[]string{"reason", "moved", "text", long}, "text", "This is about 2 words too long. Make it shorter."},
		"one long word":  {[]string{"reason", "moved", "text", strings.Repeat("é", 2001)}, "text", "This is about 1 word too long. Make it shorter."},
		"links":          {[]string{"reason", "moved", "text", "http://a.example https://www.b.example www.c.example HTTP://d.example"}, "text", "Take out some of the links. Use 3 at most."},
	} {
		t.Run(name, func(t *testing.T) {
			a := v.send(t, path, append([]string{"token", v.token(t, path)}, c.pairs...)...)
			a.faulty(t, http.StatusOK, c.field, c.sentence)
			for i := 0; i < len(c.pairs); i += 2 {
				switch name, value := c.pairs[i], c.pairs[i+1]; {
				case name == "text" && a.page.Find("#text").Text() != value:
					t.Error("what was written is lost")
				case name == "reason" && value == "moved":
					a.must(t, in("#reason-moved[checked]"))
				}
			}
			// What the page now holds can be sent once it is mended.
			if c.field == "text" {
				v.thanked(t, v.send(t, path, "token", a.page.Find("input[name=token]").AttrOr("value", ""), "reason", "moved", "text", "Mended."))
			}
		})
	}
	if list := w.reports(t); len(list) != 3 {
		t.Errorf("%d reports: %+v", len(list), list)
	}
	// As long as it may be, in letters that take up the most room.
	a := v.send(t, path, "token", v.token(t, path), "reason", "moved", "text", strings.Repeat("😀", 2000))
	v.thanked(t, a)
}

// A form that is sent twice makes one report and says the same.
func TestReportTwice(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	path := w.address("tablets", "report")
	token := v.token(t, path)
	first := v.thanked(t, v.send(t, path, "token", token, "reason", "closed", "text", "Shut."))
	if again := v.thanked(t, v.send(t, path, "token", token, "reason", "closed", "text", "Shut.")); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	// Also when the second comes after the form's time, by way of the page that says so.
	w.now = w.now.Add(5 * time.Hour)
	a := v.send(t, path, "token", token, "reason", "closed", "text", "Shut.")
	a.faulty(t, http.StatusOK, "", "This page was open for a long time.")
	if again := v.thanked(t, v.send(t, path, "token", a.page.Find("input[name=token]").AttrOr("value", ""), "reason", "closed", "text", "Shut.")); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	if list := w.reports(t); len(list) != 1 {
		t.Errorf("%+v", list)
	}
}

// A form whose token is old, missing or not ours is shown again with all that was written, and can then be sent.
func TestReportTokens(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	path := w.address("tablets", "report")
	token := v.token(t, path)
	other := w.with(func(c *site.Config) { c.Secret = []byte(strings.Repeat("o", 32)) }).visitor()
	for name, token := range map[string]string{
		"none": "", "cut off": token[:20], "changed": token[:30] + "AAAA" + token[34:], "another site's": other.token(t, path), "nonsense": "é\x00",
		"another listing's": v.token(t, w.address("gone", "report")), "another form's": v.token(t, "/add"), "a cookie's": v.cookies["__Host-list"],
	} {
		t.Run(name, func(t *testing.T) {
			a := v.send(t, path, "token", token, "reason", "access", "text", "A step.\nNo ramp.")
			a.faulty(t, http.StatusOK, "", "This page was open for a long time. Check what you wrote and send it again.")
			a.must(t, in("#reason-access[checked]"), count("input[checked]", 1))
			if got := a.page.Find("#text").Text(); got != "A step.\nNo ramp." {
				t.Errorf("it holds %q", got)
			}
			before := len(w.reports(t))
			v.thanked(t, v.send(t, path, "token", a.page.Find("input[name=token]").AttrOr("value", ""), "reason", "access", "text", "A step."))
			if n := len(w.reports(t)); n != before+1 {
				t.Errorf("%d reports, %d before", n, before)
			}
			w.now = w.now.Add(11 * time.Minute)
		})
	}
	for passed, fresh := range map[time.Duration]bool{239 * time.Minute: true, 241 * time.Minute: false} {
		token, before := v.token(t, path), len(w.reports(t))
		w.now = w.now.Add(passed)
		v.send(t, path, "token", token, "reason", "access", "text", "A step.")
		if kept := len(w.reports(t)) > before; kept != fresh {
			t.Errorf("after %s it is kept: %t", passed, kept)
		}
	}
}

// What fills in the box that no person sees is thanked, and nothing of it is kept.
func TestTrap(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	for _, path := range []string{w.address("tablets", "report"), "/add"} {
		v.goTo(t, path).must(t, in("[aria-hidden=true].fp-trap input[name=subject][tabindex='-1']"), count("form [tabindex='-1']", 1))
		for _, token := range []string{v.token(t, path), ""} {
			v.thanked(t, v.send(t, path, "token", token, "subject", "Buy now", "reason", "closed", "name", "Buy", "does", "Buy things here, and buy some more.", "phone", "0113 496 0000"))
		}
	}
	counts, err := w.kept.Count(context.Background())
	if err != nil || counts.Reports+counts.Waiting != 0 {
		t.Errorf("%+v, %v", counts, err)
	}
}

// More forms than people send from one place are refused for a while, with a sentence and with all that was written.
func TestFlood(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	path := w.address("tablets", "report")
	for range 3 { // what is not kept does not count
		v.send(t, path, "token", v.token(t, path), "text", "no reason")
	}
	for range 10 {
		v.thanked(t, v.send(t, path, "token", v.token(t, path), "reason", "moved"))
	}
	a := v.send(t, path, "token", v.token(t, path), "reason", "unsafe", "text", "Kept words.")
	a.faulty(t, http.StatusTooManyRequests, "", "Many forms have come from your network")
	a.must(t, in("#text", reads("Kept words.")), in("#reason-unsafe[checked]"))
	if a.header.Get("Retry-After") != "600" {
		t.Errorf("%v", a.header)
	}
	add := v.send(t, "/add", "token", v.token(t, "/add"), "name", "Choir", "does", "We sing together on Mondays.", "email", "sing@example.org")
	add.faulty(t, http.StatusTooManyRequests, "", "Many forms have come from your network")
	add.must(t, in("#name[value=Choir]"), in("#does", reads("We sing together")))
	w.now = w.now.Add(10 * time.Minute)
	v.thanked(t, v.send(t, path, "token", a.page.Find("input[name=token]").AttrOr("value", ""), "reason", "unsafe", "text", "Kept words."))
	if n := len(w.reports(t)); n != 11 {
		t.Errorf("%d reports", n)
	}
}

func TestReportsThatAreNotTaken(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	path := w.address("tablets", "report")
	for _, unknown := range []string{"/services/00000000-0000-4000-8000-000000000000/report", "/services/nonsense/report", "/services/%00/report"} {
		if a := v.goTo(t, unknown); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", unknown, a.status)
		}
		if a := v.send(t, unknown, "token", v.token(t, path), "reason", "closed"); a.status != http.StatusNotFound {
			t.Errorf("POST %s: %d", unknown, a.status)
		}
	}
	for _, path := range []string{path, "/add"} {
		form := "token=" + v.token(t, path) + "&reason=closed&name=Choir&does=We+sing+together+on+Mondays.&email=sing%40example.org"
		for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
			a := w.ask(t, http.MethodPost, path, form, append(headers, "Content-Type", "application/x-www-form-urlencoded")...)
			if a.status != http.StatusForbidden {
				t.Errorf("POST %s, %v: %d", path, headers, a.status)
			}
		}
	}
	for _, sent := range []string{"1", "012345678", "4821093a", "48210937x", "%3Cb%3E", "call+0900"} { // nobody can write into the page
		v.goTo(t, path+"?sent="+sent).must(t, in("h1", reads("Report a problem")), readsNot("call 0900"))
	}
	counts, err := w.kept.Count(context.Background())
	if err != nil || counts.Reports+counts.Waiting != 0 {
		t.Errorf("%+v, %v", counts, err)
	}
	failing := w.with(func(c *site.Config) { c.Store = failingStore{} }).visitor()
	for _, path := range []string{path, "/add"} {
		if a := failing.send(t, path, "token", v.token(t, "/add"), "name", "Choir", "does", "We sing together on Mondays.", "email", "sing@example.org"); a.status != http.StatusInternalServerError {
			t.Errorf("%s: %d", path, a.status)
		} else {
			noInsides(t, a)
		}
	}
}

// What several people have told is repeated on the page until a person has looked at it, and what one told is not.
func TestToldNotice(t *testing.T) {
	w := newTold(t)
	tell := func(own string, reasons ...data.ReportReason) {
		t.Helper()
		for _, reason := range reasons {
			_, err := w.kept.AddReport(context.Background(), data.Report{ID: data.NewReference[data.ReportID](), Service: w.ids[own], Reason: reason})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	notice := func(own, slug string) string {
		t.Helper()
		return text(w.get(t, w.address(own, slug)).page.Find(".fp-listing__head .fp-notice:contains('We have been told')"))
	}
	tell("tablets", data.HasClosed, data.HasClosed, data.FeltUnsafe, data.HasMoved, data.HardToGetIn)
	if got := notice("tablets", "tablet-library"); got != "" {
		t.Errorf("two reports are told on: %q", got)
	}
	tell("tablets", data.HasClosed)
	if got := notice("tablets", "tablet-library"); got != "We have been told 3 times that this may have closed. We are checking. Ring first." {
		t.Errorf("%q", got)
	}
	tell("nation", data.HasClosed, data.HasClosed, data.HasClosed, data.HasClosed) // which has no number to ring
	if got := notice("nation", "tablets-across-england"); got != "We have been told 4 times that this may have closed. We are checking. Check before you rely on it." {
		t.Errorf("%q", got)
	}
	tell("assumed", data.WrongContact, data.WrongContact, data.WrongContact)
	if got := notice("assumed", "tablet-club"); !strings.Contains(got, "told 3 times that a number or address here may be wrong.") {
		t.Errorf("%q", got)
	}
	tell("visits", data.WrongContact, data.HasClosed, data.WrongContact)
	if got := notice("visits", "tablet-visits"); !strings.Contains(got, "told 3 times that this may have closed, or that a number") {
		t.Errorf("%q", got)
	}
	if got := notice("child", "young-ears"); got != "" {
		t.Errorf("nobody told of this: %q", got)
	}
	for _, r := range w.reports(t) {
		if r.Service == w.ids["tablets"] && r.Reason == data.HasClosed {
			if _, err := w.kept.DecideReport(context.Background(), r.ID, data.Decision{By: "Sam", Reason: "open"}); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	if got := notice("tablets", "tablet-library"); got != "" {
		t.Errorf("after a person has looked: %q", got)
	}
	w.get(t, search("q", "tablet library", "near", "LS1 4")).must(t, in("ol li h3", reads("Tablet Library"))) // it is not hidden
}

// A service may be called Report: its page and the form are two.
func TestAServiceCalledReport(t *testing.T) {
	w := newTold(t, service("news", "Report!", serves(leeds)), service("hide", "Someone to flee to", serves(leeds), says(func(s *data.Service) { s.Topics = []data.TopicID{"domestic-abuse"} })))
	v := w.visitor()
	a := v.goTo(t, w.address("news", ""))
	a.must(t, in("h1", reads("Report!")), in("main a[href='"+w.address("news", "report")+"']"))
	if v.at != w.address("news", "report-service") {
		t.Errorf("it is at %s", v.at)
	}
	v.goTo(t, w.address("news", "report")).must(t, in("h1", reads("Report a problem")), in("a.nhsuk-back-link[href='"+w.address("news", "report-service")+"']"), notIn(".fp-leave"))
	for _, path := range []string{w.address("hide", "report"), w.address("hide", "report?sent=48210937")} {
		v.goTo(t, path).must(t, in(".fp-leave"))
	}
}
