package site_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"fingerpost/data"
	"fingerpost/data/openreferral"
	"fingerpost/data/store"
	"fingerpost/site"
)

// choir is a form filled in whole.
var choir = []string{"name", "Otley Community Choir", "does", "We sing together on Monday evenings.\nNobody has to read music.", "runs", "Friends of Otley", "for", "Anyone over 50",
	"ways-in_person", "in_person", "ways-online", "online", "place", "The Courthouse\nCourthouse Street, Otley ls213an", "area", "Leeds", "when", "Mon 7pm - 9pm", "cost", "Free of charge.",
	"access", "Just turn up.", "phone", "0113 496 0123", "email", "sing@choir.example.org", "website", "choir.example.org", "relation", "use", "yours", "jo.bloggs@private.example.org"}

// suggestion finds what was sent by its reference.
func (w *told) suggestion(t *testing.T, reference string) store.Suggestion {
	t.Helper()
	m, err := w.kept.Matter(context.Background(), reference)
	if err != nil || m.Suggestion == nil {
		t.Fatalf("%s: %+v, %v", reference, m, err)
	}
	return *m.Suggestion
}

// service is the listing that a suggestion becomes.
func (w *told) accept(t *testing.T, s store.Suggestion) data.Listing {
	t.Helper()
	done, err := w.kept.DecideSuggestion(context.Background(), s.ID, data.Decision{Accept: true, By: "Sam"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range done.Revisions {
		if r.Level == data.LevelService && r.Status == data.Accepted {
			l, err := w.kept.Listing(context.Background(), data.ServiceID(r.Aggregate))
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
	}
	t.Fatalf("no service was accepted: %+v", done.Revisions)
	return data.Listing{}
}

// Must show: what somebody suggests waits for a person, is shown when one has accepted it, and their own address never is.
func TestAdd(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	v.goTo(t, "/").must(t, in("main a[href='/add']", reads("Add a service")), in("footer a[href='/add']"))
	form := v.goTo(t, "/add")
	form.must(t, in("h1", reads("Add a service")), in("#yours[autocomplete=email]"), in("#yours-hint", reads("We never show it")), notIn(".nhsuk-error-summary"), notIn("input[checked]"))
	if kept := form.header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("the form may be kept: %q", kept)
	}
	a := v.send(t, "/add", append([]string{"token", form.page.Find("input[name=token]").AttrOr("value", "")}, choir...)...)
	reference := v.thanked(t, a)
	a.must(t, in("main", reads("A person checks each one"), reads("Nothing is shown here before that.")))

	suggestion := w.suggestion(t, reference)
	if suggestion.Email != "jo.bloggs@private.example.org" || len(suggestion.Revisions) != 3 {
		t.Fatalf("%+v", suggestion)
	}
	var said map[string]string
	if err := json.Unmarshal(suggestion.Words, &said); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"ways": "in_person online"}
	for i := 0; i < len(choir); i += 2 {
		if name := choir[i]; name != "yours" && !strings.HasPrefix(name, "ways-") {
			want[name] = choir[i+1]
		}
	}
	for name, words := range want {
		if said[name] != words {
			t.Errorf("of %s is kept %q, not %q", name, said[name], words)
		}
	}
	if len(said) != len(want) {
		t.Errorf("%v is kept", said)
	}
	var id data.ServiceID
	for _, r := range suggestion.Revisions {
		if r.Status != data.Pending || r.Source != data.Suggestions {
			t.Errorf("%+v", r)
		}
		if r.Level == data.LevelService {
			id = data.ServiceID(r.Aggregate)
		}
	}
	w.follow(t)
	if a := w.get(t, "/services/"+string(id)); a.status != http.StatusNotFound {
		t.Errorf("its page answers %d before anybody has accepted it", a.status)
	}
	if a := w.get(t, api("q", "otley community choir")); strings.Contains(a.body, "Otley Community Choir") {
		t.Error("it is found before anybody has accepted it")
	}

	l := w.accept(t, suggestion)
	w.follow(t)
	page := v.goTo(t, "/services/"+string(id))
	page.must(t, in("h1", reads("Otley Community Choir")), in("main", reads("Run by Friends of Otley"), reads("Nobody has to read music."), reads("Anyone over 50"), reads("Just turn up."),
		reads("7pm to 9pm"), reads("Free"), reads("Leeds"), reads("From People who told us of a service, 25 November 2026"), readsNot("It does not say.")),
		in("address", reads("The Courthouse"), reads("Otley"), reads("LS21 3AN")), in("a[href='tel:+441134960123']"), in("a[href='mailto:sing@choir.example.org']"), in("a[href='https://choir.example.org']"))
	found := w.get(t, api("q", "otley community choir"))
	if !strings.Contains(found.body, "Otley Community Choir") {
		t.Errorf("it is not found: %.500s", found.body)
	}
	exported, err := json.Marshal(openreferral.Service(l))
	if err != nil {
		t.Fatal(err)
	}
	everywhere := map[string]string{"page": page.body, "results": w.get(t, search("q", "otley community choir")).body, "API": found.body, "export": string(exported),
		"about": w.get(t, "/about-the-data").body, "record": string(suggestion.Words), "log": w.log.String(), "thanks": a.body}
	for where, body := range everywhere {
		if strings.Contains(body, "bloggs") || strings.Contains(body, "private.example") {
			t.Errorf("the address of who suggested it is in the %s", where)
		}
	}
	v.goTo(t, "/about-the-data").must(t, in(".fp-sources", reads("People who told us of a service")))
	for _, u := range []string{"bloggs", "private"} { // nor can it be searched for
		if a := w.get(t, api("q", "jo "+u)); strings.Contains(a.body, "Otley Community Choir") && strings.Contains(a.body, u+"@") {
			t.Errorf("it is found by %s", u)
		}
	}
}

// follow lets the index take in what was decided.
func (w *told) follow(t *testing.T) {
	t.Helper()
	if _, err := w.config.Index.Follow(context.Background(), w.kept, nil); err != nil {
		t.Fatal(err)
	}
}

func TestAddErrors(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	whole := map[string]string{"name": "Choir", "does": "We sing together on Mondays.", "email": "sing@example.org"}
	for name, c := range map[string]struct {
		change          map[string]string
		field, sentence string
	}{
		"no name":               {map[string]string{"name": "  "}, "name", "Enter the name of the service"},
		"a name of markup":      {map[string]string{"name": "<b></b>"}, "name", "Enter the name of the service"},
		"a long name":           {map[string]string{"name": strings.Repeat("la ", 70)}, "name", "This is about 4 words too long."},
		"nothing that it does":  {map[string]string{"does": ""}, "does", "Say what the service does"},
		"little that it does":   {map[string]string{"does": "We sing."}, "does", "Say more about what it does. Use at least 20 letters."},
		"only blanks and marks": {map[string]string{"does": "<p> </p>\n<br><br><br><br>"}, "does", "Say what the service does"},
		"too much":              {map[string]string{"does": strings.Repeat("sing ", 420)}, "does", "words too long. Make it shorter."},
		"links":                 {map[string]string{"access": "www.a.example www.b.example www.c.example www.d.example"}, "access", "Take out some of the links."},
		"no way to reach it":    {map[string]string{"email": ""}, "phone", "Give one way to reach it."},
		"an area is no place":   {map[string]string{"email": "", "area": "Leeds"}, "phone", "Give one way to reach it."},
		"a place of markup":     {map[string]string{"email": "", "place": "<br>"}, "phone", "Give one way to reach it."},
		"a number that is none": {map[string]string{"phone": "ask at the bar"}, "phone", "Enter a phone number that people can ring"},
		"an e-mail":             {map[string]string{"email": "sing at example"}, "email", "Enter a whole email address"},
		"their own e-mail":      {map[string]string{"yours": "jo"}, "yours", "Enter a whole email address"},
		"two e-mails":           {map[string]string{"yours": "jo@example.org, sam@example.org"}, "yours", "Enter a whole email address"},
		"a website":             {map[string]string{"website": "our page"}, "website", "Enter the address of a website"},
		"a script":              {map[string]string{"website": "javascript:alert(1)"}, "website", "Enter the address of a website"},
	} {
		t.Run(name, func(t *testing.T) {
			pairs := []string{"token", v.token(t, "/add"), "ways-phone", "phone", "relation", "run", "cost", "£2\na week"}
			said := map[string]string{}
			for _, from := range []map[string]string{whole, c.change} {
				for name, value := range from {
					said[name] = value
				}
			}
			for name, value := range said {
				pairs = append(pairs, name, value)
			}
			a := v.send(t, "/add", pairs...)
			a.faulty(t, http.StatusOK, c.field, c.sentence)
			a.must(t, count(".nhsuk-error-message", 1), in("#ways-phone[checked]"), in("#relation-run[checked]"), count("input[checked]", 2))
			said["cost"] = "£2\na week"
			for name, value := range said {
				got := a.page.Find("textarea#" + name).Text()
				if got == "" {
					got = a.page.Find("input#"+name).AttrOr("value", "")
				}
				if strings.TrimSpace(got) != strings.TrimSpace(value) {
					t.Errorf("of %s is left %q", name, got)
				}
			}
		})
	}
	all := v.send(t, "/add", "yours", "jo")
	all.faulty(t, http.StatusOK, "name", "Enter the name of the service")
	want := []string{"This page was open for a long time. Check what you wrote and send it again.", "Enter the name of the service", "Say what the service does",
		"Give one way to reach it. A phone number, an email, a website or an address will do.", "Enter a whole email address, such as help@example.org"}
	if got := all.all(".nhsuk-error-summary li"); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	counts, err := w.kept.Count(context.Background())
	if err != nil || counts.Waiting != 0 {
		t.Errorf("%+v, %v", counts, err)
	}
}

// What can be read for certain is read, and what cannot is shown as it was written.
func TestAddReads(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	sent := 0
	send := func(t *testing.T, pairs ...string) data.Listing {
		t.Helper()
		w.now = w.now.Add(time.Hour)
		sent++ // what has the name of another at the same postcode is taken for it
		values := append([]string{"token", v.token(t, "/add"), "name", fmt.Sprintf("Club %d of %s", sent, t.Name()), "does", "We do things together, every week."}, pairs...)
		return w.accept(t, w.suggestion(t, v.thanked(t, v.send(t, "/add", values...))))
	}
	t.Run("addresses", func(t *testing.T) {
		for written, want := range map[string]data.Address{
			"LS1 4AP":                        {Postcode: "LS1 4AP"},
			"ls14ap":                         {Postcode: "LS1 4AP"},
			"LS1 4":                          {Postcode: "LS1 4"},
			"12 High Street, Leeds, LS1 4AP": {Line1: "12 High Street", City: "Leeds", Postcode: "LS1 4AP"},
			"14 High St Leeds LS1-4AP.":      {Line1: "14 High St Leeds", Postcode: "LS1 4AP"},
			"The Hall\n16 High Street\nLeeds\nLS1 4AP": {Line1: "The Hall", Line2: "16 High Street", City: "Leeds", Postcode: "LS1 4AP"},
			"The Barn, LSI 4AP":                        {Line1: "The Barn", Postcode: "LS1 4AP"},
			"the village hall, Otley":                  {Line1: "the village hall", City: "Otley"},
			"Behind the bank":                          {Line1: "Behind the bank"},
			"Unit 3, Mill 4":                           {Line1: "Unit 3", Line2: "Mill 4"},
		} {
			l := send(t, "place", written)
			if len(l.Locations) != 1 || l.Locations[0].Address != want || !slices.Equal(l.Service.Ways, []data.Way{data.InPerson}) {
				t.Errorf("%q: %+v %v", written, l.Locations, l.Service.Ways)
			}
		}
	})
	t.Run("hours", func(t *testing.T) {
		for written, want := range map[string]string{
			"Mo-Fr 09:00-17:00": "09:00", "Monday to Friday 9am to 5pm": "09:00", "Tuesdays, 6pm - 8pm": "18:00", "most evenings": "", "Mondays at 2": "",
		} {
			l := send(t, "email", "a@example.org", "when", written)
			if s := l.Service.Schedules; len(s) == 0 || s[0].OpensAt != want || want == "" && s[0].Description != written {
				t.Errorf("%q: %+v", written, s)
			}
		}
	})
	t.Run("what it costs", func(t *testing.T) {
		for written, want := range map[string]data.Cost{"Free!": data.Free, "£2 a week": "", "Free, but for the tea": ""} {
			l := send(t, "email", "a@example.org", "cost", written)
			if s := l.Service; s.Cost != want || want == "" && s.FeesDescription != written {
				t.Errorf("%q: %q %q", written, s.Cost, s.FeesDescription)
			}
		}
	})
	t.Run("areas", func(t *testing.T) {
		if l := send(t, "email", "a@example.org", "area", "Leeds and Bradford"); len(l.Service.Areas) != 2 || l.Service.AssumedArea != "" {
			t.Errorf("%+v", l.Service)
		}
		if l := send(t, "email", "b@example.org", "area", "our end of the valley"); l.Service.Areas[0].Name != "our end of the valley" || l.Service.Areas[0].Code != "" || l.Service.AssumedArea != kingdom {
			t.Errorf("%+v", l.Service)
		}
		if l := send(t, "email", "c@example.org"); len(l.Service.Areas) != 0 || l.Service.AssumedArea != kingdom || len(l.Locations) != 0 || len(l.Service.Ways) != 0 || l.Organization.Name != "" {
			t.Errorf("%+v", l.Service)
		}
	})
	t.Run("numbers", func(t *testing.T) {
		l := send(t, "phone", "0113 496 0001 / (0113) 4960002, mornings", "ways-phone", "phone", "ways-text", "no", "ways-nonsense", "nonsense")
		if s := l.Service; len(s.Phones) != 2 || s.Phones[0].Number != "0113 496 0001" || s.Phones[1].Number != "0113 496 0002" || !slices.Equal(s.Ways, []data.Way{data.ByPhone}) {
			t.Errorf("%+v", s)
		}
	})
	t.Run("home", func(t *testing.T) { // the area of the directory is assumed, and where its people are told
		home := *w
		home.town = w.with(func(c *site.Config) { c.Brand.Area, c.Brand.Contact = leeds, "" })
		v := home.visitor()
		a := v.send(t, "/add", "token", v.token(t, "/add"), "name", "Lunch Club", "does", "We eat together on Fridays.", "email", "lunch@example.org")
		reference := v.thanked(t, a)
		a.must(t, in("main", readsNot("To ask about it")))
		if l := w.accept(t, w.suggestion(t, reference)); l.Service.AssumedArea != leeds {
			t.Errorf("%+v", l.Service)
		}
	})
}

// A form that is sent twice makes one suggestion; sent again with other words, it is those that wait.
func TestAddTwice(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	send := func(pairs ...string) string { return v.thanked(t, v.send(t, "/add", pairs...)) }
	pairs := append([]string{"token", v.token(t, "/add")}, choir...)
	first := send(pairs...)
	if again := send(pairs...); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	waiting, err := w.kept.CountWaiting(context.Background())
	if err != nil || waiting != 3 {
		t.Errorf("%d wait, %v", waiting, err)
	}
	other := slices.Clone(pairs)
	other[slices.Index(other, "Just turn up.")] = "Ring first."
	if again := send(other...); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	suggestion := w.suggestion(t, first)
	if waiting, err = w.kept.CountWaiting(context.Background()); err != nil || waiting != 3 || !bytes.Contains(suggestion.Words, []byte("Ring first.")) {
		t.Errorf("%d wait, %s, %v", waiting, suggestion.Words, err)
	}
	if l := w.accept(t, suggestion); l.Service.ApplicationProcess != "Ring first." || len(l.Locations) != 1 {
		t.Errorf("%+v", l)
	}
}

// Markup and tricks are text by the time they are kept, and no page runs them.
func TestHostileForms(t *testing.T) {
	w := newTold(t)
	v := w.visitor()
	pairs := []string{"token", v.token(t, "/add")}
	for _, name := range []string{"name", "does", "runs", "for", "place", "area", "when", "cost", "access"} {
		pairs = append(pairs, name, hostile)
	}
	shown := v.send(t, "/add", append(slices.Clone(pairs), "email", hostile, "website", hostile, "phone", hostile, "yours", hostile)...)
	shown.faulty(t, http.StatusOK, "email", "Enter a whole email address")
	harmless(t, shown)
	l := w.accept(t, w.suggestion(t, v.thanked(t, v.send(t, "/add", append(pairs, "phone", "0113 496 0001")...))))
	page := v.goTo(t, "/services/"+string(l.Service.ID))
	harmless(t, page)
	path := "/services/" + string(l.Service.ID) + "/report"
	report := v.send(t, path, "token", v.token(t, path), "text", hostile)
	report.faulty(t, http.StatusOK, "reason", "Choose what is wrong")
	harmless(t, report)
	v.thanked(t, v.send(t, path, "token", v.token(t, path), "reason", "unsafe", "text", hostile))
	for _, r := range w.reports(t) {
		if strings.ContainsAny(r.Text, "<>\x00\u202e") {
			t.Errorf("%q is kept", r.Text)
		}
	}
}

// suggestedStore takes suggestions as the store does, up to keeping them.
type suggestedStore struct {
	hostileStore
	took *[]data.Submission
}

func (s suggestedStore) Suggest(_ context.Context, _ data.Source, sub data.Submission, _ string) (store.Outcome, error) {
	out := store.Outcome{Problems: sub.Tidy("a suggestion", noon)}
	if !out.Refused() {
		*s.took = append(*s.took, sub)
	}
	return out, nil
}

// FuzzAdd: whatever somebody writes in the form is answered: it is taken, with every word kept and their own address out of
// it, or it is shown again.
func FuzzAdd(f *testing.F) {
	for _, c := range [][4]string{
		{"Choir", "The Courthouse, Otley LS21 3AN", "Mon 7pm - 9pm", "0113 496 0001"}, {"図書館", "LSI 4AP", "Mo-Fr 09:00-17:00; PH off", "+44 (0)113 496 0001 or 999"},
		{"<b>Choir</b>", "LS1 4", "24/7", "Room 101"}, {"a\x00\u202e", "ls1\n4ap, ,,;", "1st Saturday of the month 10am - 12pm", ""}, {"&lt;", "LS1 4AP LS1 4AP", "\r\r\n", "1"},
		{"\xff", "L S 1 4 A P", "Mo[2] 14:00-16:30", "116 123"}, {"é", "GIR 0AA", "Mo 09:00-09:00", "0800 number"},
	} {
		f.Add(c[0], c[1], c[2], c[3])
	}
	var took []data.Submission
	now := noon
	town := theTown().with(func(c *site.Config) {
		c.Store, c.Now = suggestedStore{took: &took}, func() time.Time { return now }
	})
	f.Fuzz(func(t *testing.T, name, place, when, phone string) {
		now, took = now.Add(time.Hour), nil
		v := town.visitor()
		form := url.Values{"name": {name}, "does": {"We do things together, every week."}, "place": {place}, "when": {when}, "phone": {phone},
			"area": {place}, "cost": {when}, "runs": {phone}, "yours": {"jo.bloggs@private.example.org"}, "token": {v.token(t, "/add")}}
		a := v.ask(t, http.MethodPost, "/add", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		switch {
		case a.status == http.StatusOK && len(took) == 0:
			a.must(t, in(".nhsuk-error-summary li"))
		case a.status == http.StatusSeeOther && len(took) == 1:
			var said map[string]string
			if err := json.Unmarshal(took[0].Records[0].Payload, &said); err != nil {
				t.Fatal(err)
			}
			letters := func(s string) string {
				return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), "")
			}
			for field, words := range map[string]string{"name": name, "place": place, "when": when, "phone": phone} {
				if letters(said[field]) != letters(words) {
					t.Errorf("of %s %q is kept %q", field, words, said[field])
				}
			}
			whole, err := json.Marshal(took)
			if err != nil || bytes.Contains(whole, []byte("bloggs")) {
				t.Errorf("their own address is in it: %s, %v", whole, err)
			}
		default:
			t.Fatalf("%q %q %q %q: %d, with %d taken", name, place, when, phone, a.status, len(took))
		}
	})
}
