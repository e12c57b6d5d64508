package store

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"fingerpost/data"
)

var sam = data.Decision{By: "Sam", Reason: "I know them"}

// elsewhere makes an offer one of another name at another house, run by others, so that nothing matches it.
func elsewhere(s *data.Submission) {
	s.Service.Doc.Name, s.Service.Doc.Description = "Lunch at Noon", "Soup and company."
	s.Organization.Doc = data.Organization{Name: "Elm Street Kitchen"}
	s.Locations[0].Doc.Name, s.Locations[0].Doc.Address = "Elm Rooms", data.Address{Line1: "3 Elm Street", City: "Bradford", Postcode: "BD1 1HX"}
	for i := range s.Service.Doc.Phones {
		s.Service.Doc.Phones[i].Number = "01274 496 0100"
	}
}

func (b *bench) merge(level data.Level, into, from string) data.Revision {
	b.Helper()
	r, err := b.s.Merge(b.ctx, level, into, from, sam)
	b.must(err)
	return r
}

func (b *bench) unmerge(level data.Level, id string) data.Revision {
	b.Helper()
	r, err := b.s.Unmerge(b.ctx, level, id, sam)
	b.must(err)
	return r
}

// shown is a listing as text, without who said what.
func (b *bench) shown(id data.ServiceID) string {
	b.Helper()
	l := b.listing(id)
	doc, err := json.Marshal([]any{l.Service, l.Organization, l.Locations})
	b.must(err)
	return string(doc)
}

func mergingServices(b *bench) {
	kept := b.submit(offer(council, "1")).Service
	// The charity's page counts for more than the council's feed.
	page := func(s *data.Submission) {
		s.Records[0].URL, s.Service.Doc.Email = "https://elm.example/lunch", "us@elm.example"
	}
	other := b.submit(offer(charity, "x", elsewhere, page)).Service
	if kept == other {
		b.Fatal("they are linked")
	}
	before := [2]string{b.shown(kept), b.shown(other)}
	at := b.head()
	row := b.merge(data.LevelService, string(kept), string(other))
	if row.Aggregate != string(other) || row.DecidedBy != "Sam" || !slices.Equal(paths(row.Changes), []string{"merged_into"}) {
		b.Errorf("%+v", row)
	}
	touched := b.since(&at, 100)
	slices.Sort(touched)
	if want := []data.ServiceID{min(kept, other), max(kept, other)}; !slices.Equal(touched, want) {
		b.Errorf("followers look at %v", touched)
	}
	l := b.listing(other)
	if l.Service.ID != kept || l.Service.Name != "Lunch at Noon" || l.Service.Email != "us@elm.example" || l.Origin("email").Source != charity.Key {
		b.Errorf("%+v", l.Service)
	}
	both, err := b.s.Listings(b.ctx, []data.ServiceID{other, kept})
	b.must(err)
	if c, err := b.s.Count(b.ctx); err != nil || c.Services != 1 || len(both) != 1 {
		b.Errorf("%+v, %v, %d listings", c, err, len(both))
	}
	// What the charity says from now on counts for the one that is left, and stays with the charity's words when they part.
	b.submit(offer(charity, "x", elsewhere, page, describe("Soup, bread and company.")))
	if got := b.listing(kept).Service.Description; got != "Soup, bread and company." {
		b.Errorf("after the merge: %q", got)
	}
	b.unmerge(data.LevelService, string(other))
	if got := b.shown(kept); got != before[0] {
		b.Errorf("the one that was kept:\n%s\nwant\n%s", got, before[0])
	}
	if got, want := b.shown(other), strings.Replace(before[1], "Soup and company.", "Soup, bread and company.", 1); got != want {
		b.Errorf("the one that was merged:\n%s\nwant\n%s", got, want)
	}
	if out := b.submit(offer(charity, "x", elsewhere, page)); out.Service != other || !out.Changed {
		b.Errorf("%+v", out)
	}
}

func mergingAMerge(b *bench) {
	var ids []string
	for _, own := range []string{"1", "2", "3"} {
		ids = append(ids, string(b.submit(offer(council, own, called("Club "+own), number("0113 496 000"+own))).Service))
	}
	shown := map[string]string{}
	for _, id := range ids {
		shown[id] = b.shown(data.ServiceID(id))
	}
	first := b.merge(data.LevelService, ids[1], ids[0])
	second := b.merge(data.LevelService, ids[2], ids[0]) // the whole of what it is merged into
	if second.Aggregate != ids[1] {
		b.Errorf("%+v", second)
	}
	for _, id := range ids {
		if got := b.listing(data.ServiceID(id)).Service.ID; string(got) != ids[2] {
			b.Errorf("%s leads to %s", id, got)
		}
	}
	var merge *MergeError
	if _, err := b.s.Merge(b.ctx, data.LevelService, ids[0], ids[2], sam); !errors.As(err, &merge) || merge.Problem != AlreadyOne {
		b.Errorf("a merge in a ring: %v", err)
	}
	if _, err := b.s.Unmerge(b.ctx, data.LevelService, ids[2], sam); !errors.As(err, &merge) || merge.Problem != NotMerged {
		b.Errorf("what was not merged: %v", err)
	}
	if _, err := b.s.Merge(b.ctx, data.LevelService, ids[0], "unknown", sam); !errors.Is(err, ErrNotFound) {
		b.Errorf("what is not there: %v", err)
	}
	// The first is undone while the second stands.
	_, err := b.s.Undo(b.ctx, first.ID, sam)
	b.must(err)
	if got := b.shown(data.ServiceID(ids[0])); got != shown[ids[0]] {
		b.Errorf("%s\nwant\n%s", got, shown[ids[0]])
	}
	if got := b.listing(data.ServiceID(ids[1])).Service.ID; string(got) != ids[2] {
		b.Errorf("the second leads to %s", got)
	}
	var undo *UndoError
	if _, err := b.s.Undo(b.ctx, first.ID, sam); !errors.As(err, &undo) || undo.Problem != UndoChanged {
		b.Errorf("undone twice: %v", err)
	}
	_, err = b.s.Undo(b.ctx, second.ID, sam)
	b.must(err)
	for _, id := range ids {
		if got := b.shown(data.ServiceID(id)); got != shown[id] {
			b.Errorf("%s\nwant\n%s", got, shown[id])
		}
	}
}

func mergingWhoAndWhere(b *bench) {
	one := b.listing(b.submit(offer(council, "1")).Service)
	noPage := func(s *data.Submission) { s.Records[0].URL = "" } // it counts for less than the council's feed
	two := b.listing(b.submit(offer(charity, "x", elsewhere, noPage)).Service)
	before := b.shown(two.Service.ID)
	at := b.head()
	b.merge(data.LevelOrganization, string(one.Organization.ID), string(two.Organization.ID))
	b.merge(data.LevelLocation, string(one.Locations[0].ID), string(two.Locations[0].ID))
	if touched := b.since(&at, 100); !slices.Contains(touched, two.Service.ID) {
		b.Errorf("followers look at %v", touched)
	}
	l := b.listing(two.Service.ID)
	if l.Organization.ID != one.Organization.ID || l.Service.OrganizationID != one.Organization.ID || len(l.Locations) != 1 || l.Locations[0].ID != one.Locations[0].ID ||
		l.Service.ServiceAtLocations[0].LocationID != one.Locations[0].ID || l.Organization.Name != "Digital Friends" {
		b.Errorf("%+v", l)
	}
	// The same said again is no change, though the ids are others.
	if out := b.submit(offer(charity, "x", elsewhere, noPage, describe("Soup."))); out.Pending != 0 || len(out.Accepted) != 1 {
		b.Errorf("%+v", out)
	}
	b.submit(offer(council, "1", func(s *data.Submission) { s.Organization.Doc.Name = "Digital Friends of Leeds" }))
	if got := b.listing(two.Service.ID).Organization.Name; got != "Digital Friends of Leeds" {
		b.Errorf("run by %q", got)
	}
	b.unmerge(data.LevelOrganization, string(two.Organization.ID))
	b.unmerge(data.LevelLocation, string(two.Locations[0].ID))
	if got, want := b.shown(two.Service.ID), strings.Replace(before, "Soup and company.", "Soup.", 1); got != want {
		b.Errorf("%s\nwant\n%s", got, want)
	}
}

// What is closed is open if something that is open is found to be the same, and what is closed is not opened by what was said before.
func mergingTheClosed(b *bench) {
	shut := b.submit(offer(council, "1")).Service
	open := b.submit(offer(charity, "x", elsewhere)).Service
	_, err := b.s.Edit(b.ctx, data.LevelService, string(shut), map[string]json.RawMessage{"status": json.RawMessage(`"defunct"`)}, "Sam", "it ended")
	b.must(err)
	b.merge(data.LevelService, string(shut), string(open))
	if got := b.listing(open).Service; got.ID != shut || got.Status != data.Active {
		b.Errorf("%+v", got)
	}
	b.unmerge(data.LevelService, string(open))
	if got := b.listing(open).Service.Status; got != data.Active {
		b.Errorf("%v", got)
	}
	_, err = b.s.Edit(b.ctx, data.LevelService, string(open), map[string]json.RawMessage{"status": json.RawMessage(`"defunct"`)}, "Sam", "it ended")
	b.must(err)
	b.merge(data.LevelService, string(open), string(b.submit(offer(council, "2", called("Third Thing"))).Service))
	_, err = b.s.Edit(b.ctx, data.LevelService, string(open), map[string]json.RawMessage{"status": json.RawMessage(`"defunct"`)}, "Sam", "it ended")
	b.must(err)
	b.unmerge(data.LevelService, string(data.Mint[data.ServiceID](data.LevelService, council.Key, "2")))
	if got := b.listing(open).Service.Status; got != data.Defunct {
		b.Errorf("brought apart: %v", got)
	}
}

// A withheld place stays hidden under every name that leads to it, and whoever leaves.
func mergingAWithheldPlace(b *bench) {
	open := b.submit(offer(council, "1")).Service
	refuge := b.submit(offer(charity, "x", elsewhere, func(s *data.Submission) { s.Locations[0].Doc.Withheld = true })).Service
	hidden, shown := b.listing(refuge).Locations[0].ID, b.listing(open).Locations[0].ID
	b.merge(data.LevelLocation, string(shown), string(hidden))
	for _, id := range []data.ServiceID{open, refuge} {
		if l := b.listing(id).Locations; len(l) != 1 || !l[0].Withheld || len(l[0].Address.Lines()) > 0 {
			b.Errorf("merged: %+v", l)
		}
	}
	b.unmerge(data.LevelLocation, string(hidden))
	for _, id := range []data.ServiceID{open, refuge} {
		if l := b.listing(id).Locations; len(l) != 1 || !l[0].Withheld {
			b.Errorf("brought apart: %+v", l)
		}
	}
}

func partingALink(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.submit(offer(charity, "x", func(s *data.Submission) { s.Service.Doc.Email = "us@example.org" }))
	b.submit(offer(charity, "x", func(s *data.Submission) { s.Service.Doc.Email = "us@example.org" }, number("0113 496 0009")))
	before := b.shown(service)
	if !strings.Contains(before, "us@example.org") {
		b.Fatal(before)
	}
	made, err := b.s.Split(b.ctx, data.LevelService, string(service), charity.Key, sam)
	b.must(err)
	l := b.listing(data.ServiceID(made))
	if l.Service.Name != "Digital Buddies" || l.Service.Email != "us@example.org" || l.Service.Phones[0].Number != "0113 496 0009" || l.Origin("name").Source != charity.Key ||
		len(l.Locations) != 1 || l.Organization.Name != "Digital Friends" {
		b.Errorf("%+v", l)
	}
	if l := b.listing(service); l.Service.Email != "" || l.Service.Phones[0].Number != "0113 496 0000" || l.Origin("phones").Source != council.Key {
		b.Errorf("%+v", l.Service)
	}
	if out := b.submit(offer(charity, "x", describe("Ours."))); string(out.Service) != made {
		b.Errorf("%+v", out)
	}
	var merge *MergeError
	if _, err := b.s.Split(b.ctx, data.LevelService, made, charity.Key, sam); !errors.As(err, &merge) || merge.Problem != SoleSource {
		b.Errorf("of one source: %v", err)
	}
	b.merge(data.LevelService, string(service), made)
	if got := b.listing(data.ServiceID(made)).Service.ID; got != service {
		b.Errorf("it leads to %s", got)
	}
}

// Of the source that founded a listing, the others stay, and say what it had said for them.
func partingTheFounder(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.submit(offer(charity, "x"))
	_, err := b.s.Split(b.ctx, data.LevelService, string(service), council.Key, sam)
	b.must(err)
	if l := b.listing(service); l.Service.Name != "Digital Buddies" || len(l.Service.Phones) != 1 || l.Origin("name").Source != charity.Key {
		b.Errorf("%+v", l.Service)
	}
}

func takingBackHearsOthers(b *bench) {
	service := b.submit(offer(council, "1", func(s *data.Submission) { s.Service.Doc.Email = "help@leeds.example" })).Service
	b.submit(offer(charity, "x", func(s *data.Submission) { s.Service.Doc.Email = "us@example.org" }, func(s *data.Submission) {
		s.Records[0].URL = "" // no page: it counts for less than the council's feed
	}))
	if got := b.listing(service).Service.Email; got != "help@leeds.example" {
		b.Fatal(got)
	}
	b.submit(offer(council, "1"))
	if l := b.listing(service); l.Service.Email != "us@example.org" || l.Origin("email").Source != charity.Key {
		b.Errorf("%+v", l.Service)
	}
}

// What was redacted does not come back with the words that are kept of a source.
func mergingRedacted(b *bench) {
	const secret = "0113 496 0077"
	kept := b.submit(offer(council, "1", called("Tablet Talk"))).Service
	other := b.submit(offer(charity, "x", elsewhere, number(secret))).Service
	b.redact(data.LevelService, string(other), "phones")
	b.merge(data.LevelService, string(kept), string(other))
	b.unmerge(data.LevelService, string(other))
	if found := b.anywhere(secret); len(found) != 0 {
		b.Errorf("the number is in %v", found)
	}
	if found := b.shown(other) + b.shown(kept); strings.Contains(found, redactedMark) {
		b.Errorf("%s", found)
	}
}

func TestMergeErrors(t *testing.T) {
	b := newBench(t, openEmpty(t))
	for _, level := range []data.Level{data.LevelService, data.LevelOrganization, data.LevelLocation} {
		if _, err := b.s.Unmerge(b.ctx, level, "unknown", sam); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", level, err)
		}
		if _, err := b.s.Split(b.ctx, level, "unknown", council.Key, sam); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", level, err)
		}
		if err := b.s.Different(b.ctx, level, "unknown", "other", sam); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", level, err)
		}
	}
	if _, err := b.s.Undo(b.ctx, "unknown", sam); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := b.s.Answer(b.ctx, "unknown", true, sam); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}
