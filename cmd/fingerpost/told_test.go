package main_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

var hiddenToken = regexp.MustCompile(`name="token" value="([^"]+)"`)

// tell opens a form on a server, sends it filled in, and gives the reference that the person is given.
func (s *server) tell(t *testing.T, path string, pairs ...string) string {
	t.Helper()
	token := hiddenToken.FindStringSubmatch(s.page(t, path))
	if token == nil {
		t.Fatalf("%s is no form", path)
	}
	form := url.Values{"token": {token[1]}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	answer, err := client.PostForm(s.address+path, form)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		t.Fatal(err)
	}
	_, reference, ok := strings.Cut(answer.Header.Get("Location"), "?sent=")
	if answer.StatusCode != http.StatusSeeOther || !ok {
		t.Fatalf("%s: %d to %q", path, answer.StatusCode, answer.Header.Get("Location"))
	}
	return reference
}

// told is what waits of what people have told, as review --json lists it.
type told struct {
	ID, Level, Of, Name, Status, Reason, Text, Email, Suggestion, Note string
}

// Must show: what people tell on the site reaches whoever decides, by its reference, and what they decide reaches the site.
func TestReviewOfWhatIsTold(t *testing.T) {
	folder := empty(t)
	take(t, folder, "alpha", larkspur)
	s := serve(t, folder)
	listing := s.only(t, lunch, larkspur.name)
	path := "/services/" + listing.ServiceID + "/report"
	closed := s.tell(t, path, "reason", "closed", "text", "The door is locked.\nSince May.")
	unsafe := s.tell(t, path, "reason", "unsafe", "text", "A man shouted.")
	added := s.tell(t, "/add", "name", "Larkspur Choir", "does", "We sing together on Monday evenings.", "runs", "Friends of Larkspur", "place", "12 Wisteria Lane, Leeds, LS1 4AQ",
		"phone", "0113 496 0005", "when", "Mon 7pm - 9pm", "yours", "jo.bloggs@private.example.org")

	counts := read[struct {
		Counts struct{ Waiting, Reports int }
	}](t, "status", "--data", folder).Counts
	if counts.Reports != 2 || counts.Waiting != 3 {
		t.Errorf("%+v", counts)
	}
	if said := must(t, "status", "--data", folder).out; !strings.Contains(said, "3 changes and 2 reports waiting for review") {
		t.Errorf("status does not speak of them:\n%s", said)
	}
	list := read[[]told](t, "review", "--data", folder)
	if len(list) != 5 || list[0].Reason != "unsafe" || list[0].Level != "report" || list[0].Name != larkspur.name || list[0].Of != listing.ServiceID ||
		list[1].Reason != "closed" || list[1].Text != "The door is locked.\nSince May." || !strings.HasPrefix(list[2].Suggestion, added) {
		t.Fatalf("%+v", list)
	}
	said := must(t, "review", "--data", folder).out
	for _, part := range []string{unsafe, "somebody felt unsafe. A man shouted.", closed, "it has closed. The door is locked. Since May.", "suggestion " + added + " tells of", "Larkspur Choir (new)", "5 waiting"} {
		if !strings.Contains(said, part) {
			t.Errorf("review does not list %q:\n%s", part, said)
		}
	}
	if strings.Contains(said, "bloggs") {
		t.Errorf("the list shows whom to ask:\n%s", said)
	}

	// A report, by its reference as it is read out.
	for _, part := range []string{larkspur.name, listing.ServiceID, "it has closed", "Since May.", "It is open."} {
		if said := must(t, "review", "show", closed[:4]+" "+closed[4:], "--data", folder).out; !strings.Contains(said, part) {
			t.Errorf("review show does not speak of %q:\n%s", part, said)
		}
	}
	refused(t, 2, "--why", "review", "refuse", closed, "--data", folder)
	must(t, "review", "refuse", closed, "--why", "went there: it is open", "--by", "Kim", "--data", folder)
	refused(t, 1, "already dismissed", "review", "accept", closed, "--data", folder)
	must(t, "review", "accept", unsafe, "--why", "spoke to them", "--data", folder)
	if got := read[told](t, "review", "show", unsafe, "--data", folder); got.Status != "done" || got.Note != "spoke to them" || got.Reason != "unsafe" {
		t.Errorf("%+v", got)
	}
	if said := must(t, "review", "show", closed, "--data", folder).out; !strings.Contains(said, "Decided by Kim") || !strings.Contains(said, "went there: it is open") {
		t.Errorf("it is not said who decided and why:\n%s", said)
	}

	// A suggestion, whole or by one of its changes.
	for _, id := range []string{added, list[2].ID} {
		said := must(t, "review", "show", id, "--data", folder).out
		for _, part := range []string{"Friends of Larkspur", "jo.bloggs@private.example.org", "pending", "review accept " + added} {
			if !strings.Contains(said, part) {
				t.Errorf("review show %s does not speak of %q:\n%s", id, part, said)
			}
		}
		if got := read[told](t, "review", "show", id, "--data", folder); got.Email != "jo.bloggs@private.example.org" {
			t.Errorf("%+v", got)
		}
	}
	if _, found := s.api(t, query{"larkspur choir", "LS1 4AP"}).named("Larkspur Choir"); found {
		t.Error("it is found before anybody has accepted it")
	}
	must(t, "review", "accept", added, "--data", folder)
	refused(t, 1, "already accepted", "review", "refuse", added, "--why", "x", "--data", folder)
	var choir found
	eventually(t, "the service that was suggested is found", func() (ok bool) {
		choir, ok = s.api(t, query{"larkspur choir", "LS1 4AP"}).named("Larkspur Choir")
		return ok
	})
	page := s.page(t, choir.URL)
	for _, part := range []string{"Friends of Larkspur", "12 Wisteria Lane", "0113 496 0005", "7pm to 9pm"} {
		if !strings.Contains(page, part) {
			t.Errorf("its page does not speak of %q", part)
		}
	}
	_, api := s.get(t, "/api/search?"+query{"larkspur choir", "LS1 4AP"}.encode())
	for where, text := range map[string]string{"page": page, "API": api, "export": must(t, "export", "ndjson", "--data", folder).out, "log": s.log.String()} {
		if strings.Contains(text, "bloggs") {
			t.Errorf("the address of who suggested it is in the %s", where)
		}
	}
	if list := read[[]told](t, "review", "--data", folder); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	s.stop(t)
	sound(t, folder)
}

// The privacy page says that whom to ask is kept for twelve months.
func TestSuggestersAreForgotten(t *testing.T) {
	folder := empty(t)
	suggest := func(now time.Time, id, email string) {
		t.Helper()
		kept, err := store.OpenFolder(t.Context(), folder, func() time.Time { return now })
		if err != nil {
			t.Fatal(err)
		}
		source := data.Source{Key: data.Suggestions, Name: "People", Kind: data.SourceForm, Area: "K02000001", Review: true}
		sub := data.Submission{Source: source.Key, Records: []data.Record{{ReadAt: now, Payload: []byte(`{"name":"` + id + `"}`)}},
			Service: data.Draft[data.Service]{OwnID: id, Doc: data.Service{Name: "Club " + id}}}
		if _, err := kept.Suggest(t.Context(), source, sub, email); err != nil {
			t.Fatal(err)
		}
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
	}
	suggest(time.Now().AddDate(-1, 0, -1), "10000001", "jo@private.example.org")
	suggest(time.Now().AddDate(-1, 0, 1), "10000002", "sam@private.example.org")
	serve(t, folder).stop(t)
	withStore(t, folder, func(ctx context.Context, kept *store.Store) error {
		for id, want := range map[string]string{"10000001": "", "10000002": "sam@private.example.org"} {
			m, err := kept.Matter(ctx, id)
			if err != nil {
				return err
			}
			if m.Suggestion.Email != want || len(m.Suggestion.Revisions) != 1 {
				t.Errorf("%s: %+v", id, m.Suggestion)
			}
		}
		return nil
	})
	cleanFiles(t, folder, "jo@private")
}
