package store

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"fingerpost/data"
)

// suggestions is the source that stands for what people suggest.
var suggestions = data.Source{Key: data.Suggestions, Name: "People who told us", Kind: data.SourceForm, Area: "E08000035", Review: true}

// tell reports a problem with a service.
func (b *bench) tell(service data.ServiceID, reason data.ReportReason, text string) data.Report {
	b.Helper()
	r, err := b.s.AddReport(b.ctx, data.Report{ID: data.NewReference[data.ReportID](), Service: service, Reason: reason, Text: text})
	b.must(err)
	return r
}

// suggest sends a suggestion as the form does, under an id of its own.
func (b *bench) suggest(own, email string, change ...func(*data.Submission)) Outcome {
	b.Helper()
	same := func(s *data.Submission) {
		s.Organization.OwnID, s.Locations[0].OwnID = own, own
		s.Locations[0].Doc.ID = data.Mint[data.LocationID](data.LevelLocation, data.Suggestions, own)
		s.Service.Doc.ServiceAtLocations[0].LocationID = s.Locations[0].Doc.ID
		s.Records[0].Live = false
	}
	out, err := b.s.Suggest(b.ctx, suggestions, offer(suggestions, own, append([]func(*data.Submission){same}, change...)...), email)
	b.must(err)
	if out.Refused() {
		b.Fatalf("refused: %+v", out.Problems)
	}
	return out
}

func (b *bench) matter(begins string) Matter {
	b.Helper()
	m, err := b.s.Matter(b.ctx, begins)
	b.must(err)
	return m
}

func (b *bench) openReports() []data.Report {
	b.Helper()
	list, err := b.s.OpenReports(b.ctx, 100)
	b.must(err)
	counts, err := b.s.Count(b.ctx)
	b.must(err)
	if counts.Reports != len(list) {
		b.Fatalf("%d are open and %d are counted", len(list), counts.Reports)
	}
	return list
}

func aReport(b *bench) {
	service := b.submit(offer(council, "1")).Service
	before := b.head()
	first := b.tell(service, data.HasClosed, "The door is locked.\r\n\r\n<b>Since</b> May.\x07")
	second := b.tell(service, data.FeltUnsafe, "")
	if first.Text != "The door is locked.\n\nSince May." || first.Status != data.ReportOpen || first.CreatedAt.IsZero() || !first.DecidedAt.IsZero() {
		b.Errorf("%+v", first)
	}
	if list := b.openReports(); len(list) != 2 || list[0] != first || list[1] != second {
		b.Errorf("%+v", list)
	}
	if b.head() != before {
		b.Error("a report changed the listing")
	}
	done, err := b.s.DecideReport(b.ctx, first.ID, data.Decision{Accept: true, By: "Sam", Reason: "rang them"})
	b.must(err)
	dismissed, err := b.s.DecideReport(b.ctx, second.ID, data.Decision{By: "Kim", Reason: "went there"})
	b.must(err)
	if done.Status != data.ReportDone || done.DecidedBy != "Sam" || done.Note != "rang them" || done.DecidedAt.IsZero() || dismissed.Status != data.ReportDismissed {
		b.Errorf("%+v %+v", done, dismissed)
	}
	if m := b.matter(string(first.ID)); m.Report == nil || *m.Report != done {
		b.Errorf("%+v", m)
	}
	_, err = b.s.DecideReport(b.ctx, first.ID, data.Decision{By: "Kim", Reason: "no"})
	var decided *DecidedReportError
	if !errors.As(err, &decided) || decided.Status != data.ReportDone || decided.ID != first.ID {
		b.Errorf("decided again: %v", err)
	}
	if _, err := b.s.DecideReport(b.ctx, "nothing", data.Decision{}); !errors.Is(err, ErrNotFound) {
		b.Errorf("what is not there: %v", err)
	}
	if list := b.openReports(); len(list) != 0 {
		b.Errorf("%+v", list)
	}
}

// A form that is sent twice makes one report, and nothing that was written in it is lost.
func reportSentAgain(b *bench) {
	service := b.submit(offer(council, "1")).Service
	first := b.tell(service, data.HasClosed, "Shut.")
	again := first
	again.Text = " Shut. "
	kept, err := b.s.AddReport(b.ctx, again)
	b.must(err)
	if kept != first || len(b.openReports()) != 1 {
		b.Errorf("%+v, then %+v", first, kept)
	}
	again.Reason, again.Text = data.HasMoved, "No: it moved."
	kept, err = b.s.AddReport(b.ctx, again)
	b.must(err)
	if list := b.openReports(); len(list) != 1 || list[0] != kept || kept.ID != first.ID || kept.Text != "No: it moved." || kept.CreatedAt != first.CreatedAt {
		b.Errorf("%+v", list)
	}
	_, err = b.s.DecideReport(b.ctx, first.ID, data.Decision{Accept: true, By: "Sam"})
	b.must(err)
	if kept, err = b.s.AddReport(b.ctx, again); err != nil || kept.Status != data.ReportDone || len(b.openReports()) != 0 {
		b.Errorf("the same after it was dealt with: %+v, %v", kept, err)
	}
	again.Text = "And it moved again."
	kept, err = b.s.AddReport(b.ctx, again)
	b.must(err)
	if list := b.openReports(); len(list) != 1 || list[0] != kept || kept.ID == first.ID || data.Reference(kept.ID) == "" {
		b.Errorf("%+v", list)
	}
}

func reportsThatCannotBeKept(b *bench) {
	out := b.suggest("10000001", "") // which nobody has accepted
	for _, service := range []data.ServiceID{"", "nothing", out.Service} {
		report := data.Report{ID: data.NewReference[data.ReportID](), Service: service, Reason: data.HasClosed}
		if _, err := b.s.AddReport(b.ctx, report); !errors.Is(err, ErrNotFound) {
			b.Errorf("of %q: %v", service, err)
		}
	}
	service := b.submit(offer(council, "1", called("Club"))).Service
	if long := b.tell(service, data.HasMoved, strings.Repeat("é ", 4000)); len([]rune(long.Text)) > data.MaxReport {
		b.Errorf("%d letters are kept", len([]rune(long.Text)))
	}
}

func toldOfAService(b *bench) {
	service, other := b.submit(offer(council, "1")).Service, b.submit(offer(council, "2", called("Lunch Club"))).Service
	var reports []data.Report
	for range 3 {
		reports = append(reports, b.tell(service, data.HasClosed, ""))
	}
	b.tell(service, data.WrongContact, "")
	b.tell(other, data.HasClosed, "")
	_, err := b.s.DecideReport(b.ctx, reports[0].ID, data.Decision{By: "Sam", Reason: "open"})
	b.must(err)
	told, err := b.s.Told(b.ctx, service)
	b.must(err)
	if len(told) != 2 || told[data.HasClosed] != 2 || told[data.WrongContact] != 1 {
		b.Errorf("%v", told)
	}
	if told, err := b.s.Told(b.ctx, "nothing"); err != nil || len(told) != 0 {
		b.Errorf("%v, %v", told, err)
	}
}

func aSuggestion(b *bench) {
	out := b.suggest("48210937-x", "jo@example.org", number("0113 496 0000"))
	if out.Pending != 3 || out.Changed {
		b.Fatalf("%+v", out)
	}
	if _, err := b.s.Listing(b.ctx, out.Service); !errors.Is(err, ErrNotFound) {
		b.Errorf("it is shown before anybody has accepted it: %v", err)
	}
	m := b.matter("48210937")
	if m.Suggestion == nil || m.Suggestion.Email != "jo@example.org" || len(m.Suggestion.Revisions) != 3 || m.Suggestion.SentAt.IsZero() ||
		!strings.Contains(string(m.Suggestion.Words), "as") {
		b.Fatalf("%+v", m.Suggestion)
	}
	byRecord, err := b.s.SuggestionOf(b.ctx, m.Suggestion.Revisions[2].Changes[0].Record)
	if err != nil || byRecord.ID != "48210937-x" || byRecord.Email != "jo@example.org" {
		b.Errorf("%+v, %v", byRecord, err)
	}
	if found := b.anywhere("jo@example.org"); !slices.Equal(found, []string{"suggesters.email"}) {
		b.Errorf("the address is in %v", found)
	}
	before := b.head().Log
	done, err := b.s.DecideSuggestion(b.ctx, m.Suggestion.ID, data.Decision{Accept: true, By: "Sam"})
	b.must(err)
	for _, r := range done.Revisions {
		if r.Status != data.Accepted || r.DecidedBy != "Sam" {
			b.Errorf("%+v", r)
		}
	}
	if l := b.listing(out.Service); b.head().Log != before+3 || l.Service.Name != "Digital Buddies" || l.Organization.Name != "Digital Friends" ||
		len(l.Locations) != 1 || l.Origin("name").Source != data.Suggestions {
		b.Errorf("%+v", l)
	}
	var decided *DecidedError
	if _, err := b.s.DecideSuggestion(b.ctx, m.Suggestion.ID, data.Decision{By: "Kim", Reason: "no"}); !errors.As(err, &decided) || decided.Status != data.Accepted {
		b.Errorf("decided again: %v", err)
	}
	if _, err := b.s.DecideSuggestion(b.ctx, "nothing", data.Decision{}); !errors.Is(err, ErrNotFound) {
		b.Errorf("what is not there: %v", err)
	}
	other := b.submit(offer(council, "2", called("Lunch Club")))
	if _, err := b.s.SuggestionOf(b.ctx, b.listing(other.Service).Origin("name").Record); !errors.Is(err, ErrNotFound) {
		b.Errorf("a council's record is a suggestion: %v", err)
	}
}

func suggestionSentAgain(b *bench) {
	b.suggest("48210937-x", "jo@example.org")
	if out := b.suggest("48210937-x", "jo@example.org"); !out.Unchanged || len(b.waiting()) != 3 {
		b.Errorf("%+v", out)
	}
	if n := len(b.column(`SELECT id FROM records WHERE source = 'suggestions'`)); n != 1 {
		b.Errorf("%d records", n)
	}
	b.suggest("48210937-x", "sam@example.org")
	if m := b.matter("4821"); m.Suggestion.Email != "sam@example.org" || len(b.column(`SELECT email FROM suggesters`)) != 1 {
		b.Errorf("%+v", m.Suggestion)
	}
	b.suggest("48210937-x", "", describe("Help with phones too."))
	m := b.matter("4821")
	if m.Suggestion.Email != "" || !strings.Contains(string(m.Suggestion.Words), "phones too") || len(b.waiting()) != 3 {
		b.Errorf("%+v", m.Suggestion)
	}
	done, err := b.s.DecideSuggestion(b.ctx, m.Suggestion.ID, data.Decision{Accept: true, By: "Sam"})
	b.must(err)
	if got := b.listing(data.ServiceID(done.Revisions[len(done.Revisions)-1].Aggregate)).Service.Description; got != "Help with phones too." {
		b.Errorf("%q", got)
	}
}

// Somebody suggests what is listed already, and knows less of it: who accepts that loses nothing.
func suggestionOfWhatIsKnown(b *bench) {
	service := b.submit(offer(council, "1", func(s *data.Submission) {
		s.Service.Doc.Email, s.Service.Doc.Languages = "hello@example.org", []string{"en", "ur"}
	})).Service
	out := b.suggest("48210937-x", "", func(s *data.Submission) {
		s.Service.Doc.Phones, s.Service.Doc.FeesDescription = nil, "£2 a week"
	})
	if out.Service != service || out.Changed {
		b.Fatalf("%+v", out)
	}
	_, err := b.s.DecideSuggestion(b.ctx, "48210937-x", data.Decision{Accept: true, By: "Sam"})
	b.must(err)
	b.wants(service, "0113 496 0000")
	if l := b.listing(service).Service; l.Email != "hello@example.org" || len(l.Languages) != 2 || l.FeesDescription != "£2 a week" {
		b.Errorf("%+v", l)
	}
}

func refusedSuggestion(b *bench) {
	out := b.suggest("48210937-x", "jo@example.org")
	refused, err := b.s.DecideSuggestion(b.ctx, "48210937-x", data.Decision{By: "Sam", Reason: "not so"})
	b.must(err)
	for _, r := range refused.Revisions {
		if r.Status != data.Refused || r.Reason != "not so" {
			b.Errorf("%+v", r)
		}
	}
	if _, err := b.s.Listing(b.ctx, out.Service); !errors.Is(err, ErrNotFound) || len(b.waiting()) != 0 {
		b.Errorf("%v, %v", err, b.waiting())
	}
}

// Two people suggest two services in one house. What one of them says of the house is not taken for the other's.
func suggestionsOfOnePlace(b *bench) {
	b.suggest("10000001-x", "jo@example.org")
	decide := func(id string) Suggestion {
		b.Helper()
		done, err := b.s.DecideSuggestion(b.ctx, id, data.Decision{Accept: true, By: "Sam"})
		b.must(err)
		return done
	}
	decide("10000001-x")
	b.suggest("10000002-x", "", called("Lunch Club"))
	b.suggest("10000003-x", "", called("Choir"))
	if first := b.matter("10000001").Suggestion; len(first.Revisions) != 3 {
		b.Errorf("%+v", first.Revisions)
	}
	for _, id := range []string{"10000002-x", "10000003-x"} {
		for _, r := range decide(id).Revisions {
			if l, err := b.s.Listing(b.ctx, data.ServiceID(r.Aggregate)); r.Level == data.LevelService && (err != nil || len(l.Locations) != 1 || l.Locations[0].Address.Line1 != "12 High Street") {
				b.Errorf("%s: %+v, %v", id, l, err)
			}
		}
	}
}

func forgettingSuggesters(b *bench) {
	b.suggest("10000001-x", "jo@example.org")
	b.suggest("10000002-x", "sam@example.org", called("Lunch Club"))
	b.must(b.s.write(b.ctx, func(t tx) error {
		_, err := t.exec(`UPDATE suggesters SET created_at = ? WHERE email = 'jo@example.org'`, instant(t.now.AddDate(-1, 0, -1)))
		return err
	}))
	removed, err := b.s.Forget(b.ctx, b.s.now().AddDate(-1, 0, 0))
	if err != nil || removed != 1 {
		b.Errorf("%d removed, %v", removed, err)
	}
	if found := b.anywhere("jo@example.org"); len(found) != 0 {
		b.Errorf("it is still in %v", found)
	}
	if old, young := b.matter("10000001").Suggestion, b.matter("10000002").Suggestion; old.Email != "" || len(old.Revisions) != 3 || young.Email != "sam@example.org" {
		b.Errorf("%+v %+v", old, young)
	}
	if removed, err := b.s.Forget(b.ctx, time.Time{}); err != nil || removed != 0 {
		b.Errorf("%d removed, %v", removed, err)
	}
}

func forgettingReports(b *bench) {
	service := b.submit(offer(council, "1")).Service
	waiting, old, young := b.tell(service, data.HasClosed, "it waits"), b.tell(service, data.HasMoved, "long ago"), b.tell(service, data.HasMoved, "lately")
	for _, r := range []data.Report{old, young} {
		_, err := b.s.DecideReport(b.ctx, r.ID, data.Decision{Accept: true, By: "Sam"})
		b.must(err)
	}
	b.must(b.s.write(b.ctx, func(t tx) error {
		year := instant(t.now.AddDate(-1, 0, -1))
		_, err := t.exec(`UPDATE reports SET created_at = ?, decided_at = CASE WHEN id = ? THEN ? ELSE decided_at END`, year, string(old.ID), year)
		return err
	}))
	if removed, err := b.s.Forget(b.ctx, b.s.now().AddDate(-1, 0, 0)); err != nil || removed != 1 {
		b.Errorf("%d removed, %v", removed, err)
	}
	for words, kept := range map[string]bool{"it waits": true, "long ago": false, "lately": true} {
		if found := b.anywhere(words); (len(found) > 0) != kept {
			b.Errorf("%q is in %v", words, found)
		}
	}
	if m := b.matter(string(old.ID)); m.Report == nil || m.Report.Reason != data.HasMoved || m.Report.ID == waiting.ID {
		b.Errorf("%+v", m)
	}
}

func mattersByBeginning(b *bench) {
	service := b.submit(offer(council, "1")).Service
	report := b.tell(service, data.HasClosed, "")
	b.suggest("90000001-x", "", called("Lunch Club"))
	b.suggest("90000002-x", "", called("Choir"))
	revision := b.waiting()[0]
	if m := b.matter(string(report.ID)[:8]); m.Report == nil || m.Report.ID != report.ID || m.Suggestion != nil || m.Revision != nil {
		b.Errorf("%+v", m)
	}
	if m := b.matter(string(revision.ID)); m.Revision == nil || m.Revision.ID != revision.ID || m.Report != nil {
		b.Errorf("%+v", m)
	}
	// A revision and a report that begin alike.
	b.must(b.s.write(b.ctx, func(t tx) error {
		_, err := t.exec(`INSERT INTO reports (id, service, reason, text, created_at, status, decided_at, decided_by, note) VALUES (?, ?, 'closed', '', '', 'open', '', '', '')`,
			string(revision.ID)+"0", string(service))
		return err
	}))
	for _, begins := range []string{"", "%", "nothing", "9000000", string(revision.ID)} {
		if m, err := b.s.Matter(b.ctx, begins); !errors.Is(err, ErrNotFound) {
			b.Errorf("%q: %+v, %v", begins, m, err)
		}
	}
	if m := b.matter("90000001"); m.Suggestion == nil || m.Suggestion.ID != "90000001-x" {
		b.Errorf("%+v", m)
	}
}

func redactionOfWhatWasTold(b *bench) {
	service := b.submit(offer(council, "1", number(secret))).Service
	other := b.submit(offer(council, "2", called("Lunch Club"))).Service
	told := b.tell(service, data.WrongContact, "0113-4960066 is my own number.")
	elsewhere := b.tell(other, data.WrongContact, "The number 0113 496 0067 is right.")
	_, err := b.s.DecideReport(b.ctx, told.ID, data.Decision{Accept: true, By: "Sam", Reason: "took " + secret + " out"})
	b.must(err)
	b.redact(data.LevelService, string(service), "phones")
	if found := b.anywhere(secret); len(found) != 0 {
		b.Errorf("the number is still in %v", found)
	}
	if m := b.matter(string(elsewhere.ID)); *m.Report != elsewhere {
		b.Errorf("%+v", m.Report)
	}
	mail := func(s *data.Submission) { s.Service.Doc.Name, s.Service.Doc.Email = "Choir", "jo.bloggs@example.org" }
	out := b.suggest("48210937-x", "jo.bloggs@example.org", mail)
	_, err = b.s.DecideSuggestion(b.ctx, "48210937-x", data.Decision{Accept: true, By: "Sam"})
	b.must(err)
	b.redact(data.LevelService, string(out.Service), "email")
	if found := b.anywhere("jo.bloggs@example.org"); len(found) != 0 {
		b.Errorf("the address is still in %v", found)
	}
	if !json.Valid(b.matter("48210937").Suggestion.Words) {
		b.Error("its words are no JSON any more")
	}
}
