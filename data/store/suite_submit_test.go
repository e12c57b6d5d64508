package store

import (
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

func submissionMakesAggregates(b *bench) {
	out := b.submit(offer(council, "1"))
	if !out.Created || !out.Changed || out.Unchanged || out.Pending != 0 || len(out.Accepted) != 3 {
		b.Fatalf("%+v", out)
	}
	var levels []data.Level
	for i, id := range out.Accepted {
		r, err := b.s.Revision(b.ctx, string(id))
		b.must(err)
		if r.Seq != int64(i+1) || r.Status != data.Accepted || r.DecidedBy != data.DecidedByRule || r.Source != council.Key {
			b.Errorf("revision %d: %+v", i+1, r)
		}
		levels = append(levels, r.Level)
	}
	if !slices.Equal(levels, []data.Level{data.LevelOrganization, data.LevelLocation, data.LevelService}) {
		b.Errorf("in the log: %v", levels)
	}
	l := b.listing(out.Service)
	if l.Service.Name != "Digital Buddies" || l.Organization.Name != "Digital Friends" || len(l.Locations) != 1 || l.Locations[0].Name != "The Hall" {
		b.Errorf("%+v", l)
	}
	if want := data.Mint[data.ServiceID](data.LevelService, council.Key, "1"); out.Service != want || l.Service.ID != want {
		b.Errorf("the id is %s, want %s", out.Service, want)
	}
	for i := range 5 {
		b.submit(offer(council, "more-"+string(rune('a'+i)), called("Club "+string(rune('a'+i)))))
	}
	seqs := b.column(`SELECT seq FROM revisions WHERE status = 'accepted' ORDER BY seq`)
	if b.sound().Log != int64(len(seqs)) {
		b.Errorf("the log has gaps: %v", seqs)
	}
}

func sameAgainIsSighting(b *bench) {
	first := b.submit(offer(council, "1"))
	before, records := b.head(), b.sound().Records
	again := b.submit(offer(council, "1"))
	if !again.Unchanged || again.Changed || again.Created || again.Service != first.Service || len(again.Accepted) != 0 {
		b.Errorf("%+v", again)
	}
	after := b.head()
	if after.Log != before.Log || after.Sightings != before.Sightings+1 {
		b.Errorf("from %+v to %+v", before, after)
	}
	if n := b.sound().Records; n != records {
		b.Errorf("%d records, %d before", n, records)
	}
}

func changedPhoneIsOneRevision(b *bench) {
	out := b.submit(offer(council, "1"))
	before := b.head().Log
	changed := b.submit(offer(council, "1", number("0113 496 0001")))
	if !changed.Changed || changed.Created || changed.Unchanged || len(changed.Accepted) != 1 || b.head().Log != before+1 {
		b.Fatalf("%+v", changed)
	}
	r, err := b.s.Revision(b.ctx, string(changed.Accepted[0]))
	b.must(err)
	path := "phones/" + string(phone(council, "1", "").ID) + "/number"
	if !slices.Equal(paths(r.Changes), []string{path}) || string(r.Changes[0].Old) != `"0113 496 0000"` || string(r.Changes[0].New) != `"0113 496 0001"` {
		b.Errorf("%+v", r.Changes)
	}
	l := b.listing(out.Service)
	if l.Service.Phones[0].Number != "0113 496 0001" {
		b.Errorf("%+v", l.Service.Phones)
	}
	// The phone comes from the second record now, and the name still from the first.
	if phone, name := l.Origin(path), l.Origin("name"); phone.Record == name.Record || phone.Record != r.Changes[0].Record || phone.SourceName != council.Name {
		b.Errorf("the phone comes from %+v and the name from %+v", phone, name)
	}
	history, err := b.s.History(b.ctx, data.LevelService, string(out.Service))
	b.must(err)
	if len(history) != 2 || history[0].ID != r.ID {
		b.Errorf("its history: %+v", history)
	}
}

func laterDateIsSighting(b *bench) {
	out := b.submit(offer(council, "1"))
	before := b.head().Log
	again := b.submit(offer(council, "1", func(s *data.Submission) { s.Records[0].AssertedOn = date("2026-10-02") }))
	if !again.Unchanged || b.head().Log != before {
		b.Errorf("%+v", again)
	}
	if got := b.listing(out.Service).Origin("name").AssertedOn; got != date("2026-10-02") {
		b.Errorf("asserted on %s", got)
	}
}

func refusedLeavesNothing(b *bench) {
	before := b.sound()
	for what, change := range map[string]func(*data.Submission){
		"no name": called(" "),
		"no id":   func(s *data.Submission) { s.Service.OwnID = "" },
		"a place in Spain": func(s *data.Submission) {
			s.Locations[0].Doc.Point = &data.Coordinates{Latitude: 40.4, Longitude: -3.7}
		},
	} {
		out, err := b.s.Submit(b.ctx, offer(council, "1", change), "row 7")
		if err != nil || !out.Refused() || out.Changed || out.Service != "" || out.Problems[0].Where != "row 7" {
			b.Errorf("%s: %+v, %v", what, out, err)
		}
	}
	if after := b.sound(); after.Digest != before.Digest {
		b.Error("something is left of what was refused")
	}
}

func sourcelessLeavesNothing(b *bench) {
	before := b.sound()
	unknown := council
	unknown.Key = "nobody"
	if _, err := b.s.Submit(b.ctx, offer(unknown, "1"), ""); err == nil {
		b.Error("a source that is not known was heard")
	}
	if _, err := b.s.Submit(b.ctx, offer(council, "1", func(s *data.Submission) { s.Records = nil }), "row 7"); err == nil || !strings.Contains(err.Error(), "row 7") {
		b.Errorf("a submission without a record: %v", err)
	}
	if after := b.sound(); after.Digest != before.Digest {
		b.Error("something is left of what failed")
	}
}

// Somebody upstairs may recover from a panic; the lock must be given back all the same.
func panicLeavesStoreUsable(b *bench) {
	func() {
		defer func() { _ = recover() }()
		_ = b.s.write(b.ctx, func(t tx) error {
			if _, err := t.exec(`INSERT INTO meta (name, value) VALUES ('half', 'written')`); err != nil {
				return err
			}
			panic("on the way")
		})
	}()
	b.submit(offer(council, "1"))
	if half, err := b.s.Meta(b.ctx, "half"); half != "" || err != nil {
		b.Errorf("%q, %v", half, err)
	}
}

// A source that lists one hall twice, with other words each time, is not allowed to contradict itself for ever.
func oneSourceTwoIDs(b *bench) {
	second := func(s *data.Submission) {
		annex := s.Locations[0]
		annex.OwnID, annex.Doc.Name = "annex", "The Annex"
		annex.Doc.ID = data.Mint[data.LocationID](data.LevelLocation, council.Key, "annex")
		s.Locations = append(s.Locations, annex)
		s.Service.Doc.ServiceAtLocations = append(s.Service.Doc.ServiceAtLocations, data.ServiceAtLocation{LocationID: annex.Doc.ID,
			Schedules: []data.Schedule{{ID: data.MintElement(council.Key, "1", "hours", "a"), Freq: "WEEKLY", ByDay: "MO"}}})
	}
	b.submit(offer(council, "1"))
	out := b.submit(offer(council, "1", second))
	l := b.listing(out.Service)
	if len(l.Locations) != 1 || l.Locations[0].Name != "The Hall" || len(l.Service.ServiceAtLocations) != 1 || len(l.Service.ServiceAtLocations[0].Schedules) != 1 {
		b.Errorf("%+v %+v", l.Locations, l.Service.ServiceAtLocations)
	}
	before := b.head().Log
	b.submit(offer(council, "1", second, describe("New words.")))
	if after := b.head().Log; after != before+1 {
		b.Errorf("new words made %d revisions", after-before)
	}
}

func ownIDsAreStable(b *bench) {
	first := b.submit(offer(council, "1"))
	was := b.listing(first.Service)
	// Everything about it changes but the source's own ids.
	second := b.submit(offer(council, "1", called("Tablet Club"), func(s *data.Submission) {
		s.Organization.Doc.Name = "Tablet Trust"
		s.Locations[0].Doc.Address = data.Address{Line1: "99 Low Road", Postcode: "LS2 7EW"}
	}))
	now := b.listing(second.Service)
	if second.Service != first.Service || now.Organization.ID != was.Organization.ID || now.Locations[0].ID != was.Locations[0].ID ||
		now.Service.ServiceAtLocations[0].ID != was.Service.ServiceAtLocations[0].ID {
		b.Errorf("%+v\n%+v", was, now)
	}
	if now.Service.Name != "Tablet Club" || now.Locations[0].Address.Line1 != "99 Low Road" {
		b.Errorf("%+v", now)
	}
}

func matchAcrossSources(b *bench) {
	first := b.listing(b.submit(offer(council, "1")).Service)
	// Another service of the same organisation in the same house.
	other := b.listing(b.submit(offer(charity, "x", called("Lunch Club"), func(s *data.Submission) {
		s.Organization.Doc.Name, s.Organization.Doc.Website = "DIGITAL FRIENDS", "http://www.digitalfriends.example.org/about"
		s.Locations[0].Doc.Address.Line1 = "12, High St."
	})).Service)
	if other.Service.ID == first.Service.ID || other.Organization.ID != first.Organization.ID || other.Locations[0].ID != first.Locations[0].ID {
		b.Errorf("services %s and %s, organisations %s and %s, places %s and %s", first.Service.ID, other.Service.ID,
			first.Organization.ID, other.Organization.ID, first.Locations[0].ID, other.Locations[0].ID)
	}
	// The same service, which a second source calls by another id.
	if same := b.submit(offer(charity, "y")); same.Service != first.Service.ID || same.Created {
		b.Errorf("%+v", same)
	}
	// Two things of one source are two: it gave them two ids.
	if twin := b.submit(offer(council, "2", func(s *data.Submission) { s.Organization = nil })); twin.Service == first.Service.ID {
		b.Error("two services of one source became one")
	}
	for _, why := range b.column(`SELECT why FROM own_ids`) {
		if why == "" || strings.Contains(why, "LS1 4AP") {
			b.Errorf("the reason %q", why)
		}
	}
	// A place is not found by its postcode alone, nor one that is withheld.
	for name, place := range map[string]data.Location{
		"Yoga": {Address: data.Address{Line1: "14 High Street", Postcode: "LS1 4AP"}}, "Chess": {Address: data.Address{Postcode: "LS1 4AP"}},
		"Refuge": {Address: data.Address{Line1: "12 High Street", Postcode: "LS1 4AP"}, Withheld: true},
	} {
		l := b.listing(b.submit(offer(charity, name, called(name), func(s *data.Submission) {
			s.Locations[0].Doc = place
			s.Locations[0].Doc.ID = s.Service.Doc.ServiceAtLocations[0].LocationID
		})).Service)
		if l.Locations[0].ID == first.Locations[0].ID {
			b.Errorf("%s is in the same house", name)
		}
	}
}

func conflictingNumbersMatchNothing(b *bench) {
	registered := func(n string) func(*data.Submission) {
		return func(s *data.Submission) {
			s.Organization.Doc.Identifiers = []data.Identifier{{ID: data.MintElement(council.Key, "o", "identifier", "chc"), Scheme: data.SchemeCharityEnglandWales, Identifier: n}}
		}
	}
	first := b.listing(b.submit(offer(council, "1", registered("1000001"))).Service)
	// The same name, website, place and service, but another charity.
	other := b.listing(b.submit(offer(charity, "1", registered("1000002"))).Service)
	if other.Organization.ID == first.Organization.ID || other.Service.ID == first.Service.ID {
		b.Error("two charities became one")
	}
	// Another name and nothing else in common but the number.
	third := b.listing(b.submit(offer(charity, "3", registered(" 1000001 "), called("Cinema"), func(s *data.Submission) {
		s.Organization.Doc.Name, s.Organization.Doc.Website, s.Locations, s.Service.Doc.ServiceAtLocations = "DF", "", nil, nil
	})).Service)
	if third.Organization.ID != first.Organization.ID {
		b.Error("one number did not make one organisation")
	}
}

// Two goroutines that write at once wait for each other.
func TestConcurrentWriters(t *testing.T) {
	b := newBench(t, openEmpty(t))
	done := make(chan error)
	for _, source := range []data.Source{council, charity} {
		go func() {
			for i := range 20 {
				if _, err := b.s.Submit(b.ctx, offer(source, string(rune('a'+i)), called(string(source.Key)+string(rune('a'+i)))), ""); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 2 {
		b.must(<-done)
	}
	if report := b.sound(); report.Services != 40 {
		t.Errorf("%+v", report)
	}
}
