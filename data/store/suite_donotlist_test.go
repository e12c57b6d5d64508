package store

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

// hide puts something on the do-not-list: a number if it begins with a nought, an address if it has a comma, or else an
// organisation.
func (b *bench) hide(written string) data.DoNotListID {
	b.Helper()
	read := data.DoNotListNamed
	switch {
	case written[0] == '0':
		read = data.DoNotListPhoneOf
	case strings.Contains(written, ","):
		read = data.DoNotListAddressOf
	}
	entry, err := read(written)
	b.must(err)
	id, changed, err := b.s.DoNotList(b.ctx, entry, "Sam", "they are hiding")
	b.must(err)
	if !changed {
		b.Fatalf("%s was on the list", written)
	}
	return id
}

const (
	refugeAddress = "Rose Cottage, 12 Acacia Avenue, Leeds, LS6 1AB"
	refugePhone   = "0113 496 0066"
)

// refuge is what a source says of the refuge, in fields and in texts.
func refuge(source data.Source, own string) data.Submission {
	return offer(source, own, called("Refuge at 12 Acacia Ave"), number(refugePhone), describe("You find us at 12 Acacia Avenue (LS6-1AB), or ring +44 113 4960066."), func(s *data.Submission) {
		doc := &s.Service.Doc
		doc.URL, doc.Email = "https://refuge.example.org/12-acacia-avenue", "ls61ab@example.org"
		doc.AlternateNames = []string{"The house in Acacia Avenue"}
		doc.EligibilityDescription, doc.FeesDescription, doc.ApplicationProcess = "Women in ls6 1ab", "Free at Acacia Avenue 12", "Come to Rose Cottage, Acacia Av."
		doc.Alert, doc.NotFor = "No. 12 Acacia Avenue is being painted", "men, at 12 acacia ave"
		doc.Schedules = []data.Schedule{{ID: data.MintElement(source.Key, own, "schedule", "1"), Description: "Ring 01134960066 first"}}
		doc.Phones = append(doc.Phones, data.Phone{ID: data.MintElement(source.Key, own, "phone", "other"), Number: "0113 496 0067", Description: "not 0113 496 0066"})
		doc.ServiceAtLocations[0].Phones = []data.Phone{{ID: data.MintElement(source.Key, own, "phone", "at"), Number: refugePhone}}
		s.Records[0].URL, s.Records[0].Title = "https://refuge.example.org/acacia-avenue-12", "12, Acacia Avenue, LS6 1AB"
		place := &s.Locations[0].Doc
		place.Name, place.Address = "Rose Cottage", data.Address{Line1: "12 Acacia Avenue", City: "Leeds", Postcode: "LS6 1AB"}
		place.Point, place.Description = &data.Coordinates{Latitude: 53.82, Longitude: -1.57}, "The house with the blue door"
		o := &s.Organization.Doc
		o.Name, o.Description, o.Phones = "Friends of 12 Acacia Avenue", "Ring 0113 496 0066", []data.Phone{{ID: data.MintElement(source.Key, own, "phone", "org"), Number: refugePhone}}
		o.Addresses = []data.Address{{ID: data.MintElement(source.Key, own, "address", "1"), Line1: "12 Acacia Avenue", Postcode: "LS6 1AB"}}
	})
}

// gone wants nothing of the refuge in what is told.
func (b *bench) notShown(where string, told any) {
	b.Helper()
	text, err := json.Marshal(told)
	b.must(err)
	folded := strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(strings.ToLower(string(text)))
	for _, secret := range []string{"acacia", "rosecottage", "ls61ab", "4960066", "53.82", "bluedoor"} {
		if strings.Contains(folded, secret) {
			b.Errorf("%s tells %q: %s", where, secret, text)
		}
	}
}

func hiddenAddress(b *bench) {
	service := b.submit(refuge(council, "1")).Service
	before := b.head()
	b.hide(refugeAddress)
	b.hide(refugePhone)
	l := b.listing(service)
	b.notShown("the listing", l)
	place := l.Locations[0]
	if want := (data.Location{ID: place.ID, Type: data.Physical, Withheld: true, Council: place.Council}); !reflect.DeepEqual(place, want) || place.Council == "" {
		b.Errorf("the place is %+v", place)
	}
	if len(l.Service.Phones) != 1 || len(l.Organization.Phones)+len(l.Organization.Addresses) != 0 || l.Service.URL+l.Service.Email != "" {
		b.Errorf("%+v of %+v", l.Service, l.Organization)
	}
	if l.Service.Name != "Refuge at [withheld]" || l.Service.NotFor != "men, at [withheld]" {
		b.Errorf("its name is %q, and it is not for %q", l.Service.Name, l.Service.NotFor)
	}
	// Whoever follows learns of it, and that it must be purged.
	ids, to, err := b.s.Since(b.ctx, before, 100)
	b.must(err)
	hidden, err := b.s.Hidden(b.ctx, before.Log, to.Log)
	b.must(err)
	if !slices.Equal(ids, []data.ServiceID{service}) || !hidden {
		b.Errorf("%v are touched, hidden %t", ids, hidden)
	}
	// What is said later is hidden too, whoever says it.
	b.submit(refuge(charity, "9"))
	b.must(b.s.Walk(b.ctx, Walk{Readings: true}, func(some []data.Exported, _ int) error {
		b.notShown("a walk", some)
		return nil
	}))
	for _, id := range b.column(`SELECT id FROM records`) {
		o, err := b.s.Origin(b.ctx, data.RecordID(id))
		b.must(err)
		b.notShown("an origin", o)
	}
	for level, id := range map[data.Level]string{data.LevelService: string(service), data.LevelOrganization: string(l.Organization.ID), data.LevelLocation: string(place.ID)} {
		name, err := b.s.NameOf(b.ctx, level, id)
		b.must(err)
		b.notShown("the name of the "+string(level), strings.ReplaceAll(name, "Rose Cottage", ""))
		history, err := b.s.History(b.ctx, level, id)
		b.must(err)
		told, err := json.Marshal(history)
		b.must(err)
		b.notShown("its history", strings.ReplaceAll(string(told), "The house in Acacia Avenue", "")) // the street alone tells who knows the house
	}
}

// A neighbour is left alone.
func hiddenNeighbours(b *bench) {
	b.hide(refugeAddress)
	l := b.listing(b.submit(offer(council, "1", called("Club"), func(s *data.Submission) {
		s.Locations[0].Doc.Address = data.Address{Line1: "14 Acacia Avenue", City: "Leeds", Postcode: "LS6 1AB"}
	})).Service)
	if got := l.Locations[0]; got.Withheld || strings.Join(got.Address.Lines(), ", ") != "14 Acacia Avenue, Leeds, LS6 1AB" {
		b.Errorf("%+v", got)
	}
}

func hiddenOrganization(b *bench) {
	with := func(name, website, number string) func(*data.Submission) {
		return func(s *data.Submission) {
			s.Organization.Doc = data.Organization{Name: name, Website: website}
			s.Service.Doc.Name = "Services of " + name
			if number != "" {
				s.Organization.Doc.Identifiers = []data.Identifier{{ID: data.MintElement(s.Source, s.Service.OwnID, "identifier", "1"), Scheme: data.SchemeCharityEnglandWales, Identifier: number}}
			}
		}
	}
	named := b.submit(offer(council, "1", with("Haven Ltd", "", ""))).Service
	registered := b.submit(offer(council, "2", with("Alpha", "", "1122334"))).Service
	own := b.submit(offer(council, "3", with("Beta", "https://www.beta.example/", ""))).Service
	alone := b.submit(offer(council, "4", with("Gamma", "", ""), called("The Haven"))).Service
	other := b.submit(offer(council, "5", with("Haven of Rest", "", ""), describe("Haven knows us."))).Service
	before := b.head()
	b.hide("haven")
	b.hide("gb-chc 1122334")
	entry, err := b.s.DoNotListEntry(b.ctx, b.listing(own).Organization.ID)
	b.must(err)
	_, _, err = b.s.DoNotList(b.ctx, entry, "Sam", "they asked")
	b.must(err)
	for _, id := range []data.ServiceID{named, registered, own, alone} {
		if _, err := b.s.Listing(b.ctx, id); !errors.Is(err, ErrNotListed) || !errors.Is(err, ErrNotFound) {
			b.Errorf("%s: %v", id, err)
		}
	}
	if l := b.listing(other); l.Service.Description != "Haven knows us." {
		b.Errorf("another is %+v", l.Service)
	}
	if _, err := b.s.Listing(b.ctx, "nothing"); errors.Is(err, ErrNotListed) || !errors.Is(err, ErrNotFound) {
		b.Errorf("what is not kept: %v", err)
	}
	ids, _, err := b.s.Since(b.ctx, before, 100)
	b.must(err)
	if want := []data.ServiceID{named, registered, own, alone}; !sameIDs(ids, want) {
		b.Errorf("%v are touched, want %v", ids, want)
	}
	// Another source calls it otherwise, and knows its site.
	again := b.submit(offer(charity, "6", with("B.E.T.A.", "http://beta.example", ""))).Service
	if _, err := b.s.Listing(b.ctx, again); !errors.Is(err, ErrNotListed) {
		b.Errorf("from another source: %v", err)
	}
	b.must(b.s.Walk(b.ctx, Walk{}, func(some []data.Exported, _ int) error {
		if len(some) != 1 || some[0].Service.ID != other {
			b.Errorf("%d come by", len(some))
		}
		return nil
	}))
}

func sameIDs(a, b []data.ServiceID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// An entry that is lifted stays, and shows again what it hid. It can be put in force again.
func liftedEntry(b *bench) {
	service := b.submit(refuge(council, "1")).Service
	whole := b.listing(service)
	id := b.hide(refugePhone)
	before := b.head()
	changed, err := b.s.LiftDoNotList(b.ctx, id, "Sam", "it is theirs")
	b.must(err)
	if again, err := b.s.LiftDoNotList(b.ctx, id, "Sam", "again"); !changed || again || err != nil {
		b.Errorf("lifted %t, then %t, %v", changed, again, err)
	}
	if _, err := b.s.LiftDoNotList(b.ctx, "nothing", "Sam", "x"); !errors.Is(err, ErrNotFound) {
		b.Errorf("what is not there: %v", err)
	}
	if l := b.listing(service); !reflect.DeepEqual(l, whole) {
		b.Errorf("it is %+v and was %+v", l, whole)
	}
	if ids, _, err := b.s.Since(b.ctx, before, 100); err != nil || !slices.Equal(ids, []data.ServiceID{service}) {
		b.Errorf("%v are touched, %v", ids, err)
	}
	if same := b.hide(refugePhone); same != id {
		b.Errorf("put in force again it is %s and was %s", same, id)
	}
	list, err := b.s.NotListed(b.ctx)
	b.must(err)
	if len(list) != 1 || list[0].Lifted || list[0].Reason != "they are hiding" || list[0].DecidedBy != "Sam" || list[0].DecidedAt.IsZero() || list[0].Phone != refugePhone {
		b.Errorf("%+v", list)
	}
	if history := b.column(`SELECT id FROM revisions WHERE level = 'do_not_list'`); len(history) != 3 {
		b.Errorf("%d revisions", len(history))
	}
}

func touchesOfEntry(b *bench) {
	gone := b.submit(offer(council, "1", called("One"), describe("x"))).Service
	changed := b.submit(refuge(charity, "2")).Service
	entry, err := data.DoNotListNamed("Digital Friends")
	b.must(err)
	head := b.head()
	if got, err := b.s.Touches(b.ctx, entry); err != nil || !slices.Equal(got.Gone, []data.ServiceID{gone}) || len(got.Changed) != 0 {
		b.Errorf("%+v, %v", got, err)
	}
	if entry, err = data.DoNotListAddressOf(refugeAddress); err != nil {
		b.Fatal(err)
	}
	if got, err := b.s.Touches(b.ctx, entry); err != nil || !slices.Equal(got.Changed, []data.ServiceID{changed}) || len(got.Gone) != 0 {
		b.Errorf("%+v, %v", got, err)
	}
	if b.head() != head {
		b.Error("asking changed something")
	}
}

// What is told beside listings is blanked too: problems, what waits, what people told, sources, runs.
func hiddenElsewhere(b *bench) {
	service := b.submit(refuge(council, "1")).Service
	b.hide(refugeAddress)
	b.hide(refugePhone)
	b.submit(offer(form, "2", called("A club"), describe("At 12 Acacia Avenue"), number(refugePhone)))
	b.notShown("what waits", b.waiting())
	report, err := b.s.AddReport(b.ctx, data.Report{ID: data.NewReference[data.ReportID](), Service: service, Reason: data.HasMoved, Text: "Not at 12 Acacia Ave any more"})
	b.must(err)
	open, err := b.s.OpenReports(b.ctx, 10)
	b.must(err)
	b.notShown("what was told", open)
	found, err := b.s.Matter(b.ctx, string(report.ID))
	b.must(err)
	b.notShown("a matter", found)
	problems := []data.Problem{{Where: "https://example.org/12-acacia-avenue, 2", Value: "LS6 1AB"}}
	b.must(b.s.BlankProblems(b.ctx, problems))
	b.notShown("a problem", problems)
	b.must(b.s.PutSource(b.ctx, data.Source{Key: "odd", Name: "12 Acacia Avenue", URL: "https://example.org/ls61ab", Area: "E08000035"}))
	sources, err := b.s.Sources(b.ctx)
	b.must(err)
	one, err := b.s.Source(b.ctx, "odd")
	b.must(err)
	b.notShown("the sources", append(sources, one))
	b.must(b.s.BeginRun(b.ctx, &Run{Source: "odd", Input: "12-acacia-avenue.csv"}))
	runs, err := b.s.LastRuns(b.ctx)
	b.must(err)
	b.notShown("the runs", runs)
	blank := b.s.Blanker()
	if got := blank("at 12 Acacia Ave"); got != "at [withheld]" {
		b.Errorf("%q", got)
	}
	entries := b.column(`SELECT id FROM do_not_list`)
	if _, err := b.s.Matter(b.ctx, b.column(`SELECT id FROM revisions WHERE aggregate = ?`, entries[0])[0]); !errors.Is(err, ErrNotFound) {
		b.Errorf("an entry waits for a decision: %v", err)
	}
}

// A backup holds the list, and what was blanked is blanked from it too.
func TestDoNotListSurvives(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, openAt(t, folder))
	service := b.submit(refuge(council, "1")).Service
	b.hide(refugeAddress)
	b.hide(refugePhone)
	before := b.sound()
	if before.DoNotList != 2 {
		t.Errorf("%d entries", before.DoNotList)
	}
	blank := b.s.Blanker()
	b.must(b.s.Close())
	if got := blank("12 Acacia Avenue"); got != "[withheld]" {
		t.Errorf("once the store is closed: %q", got)
	}
	again := newBench(t, openAt(t, folder))
	again.notShown("the listing", again.listing(service))
	if after := again.sound(); after.Digest != before.Digest {
		t.Error("the directory is another")
	}
}
