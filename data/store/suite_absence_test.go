package store

import (
	"fmt"
	"testing"
	"time"

	"fingerpost/data"
)

const day = 24 * time.Hour

var monday = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

// lacks tells the store that the council's whole feed lacks things, so many days after a Monday.
func (b *bench) lacks(days int, ids ...string) Lack {
	b.Helper()
	var missing []Missing
	for _, id := range ids {
		missing = append(missing, Missing{id, monday.Add(time.Duration(days) * day)})
	}
	lack, err := b.s.Lacks(b.ctx, council.Key, missing, false)
	b.must(err)
	return lack
}

// gone lacks a service of the council for two weeks, and gives what came of the third time.
func (b *bench) gone(id string) Lack {
	b.Helper()
	for _, days := range []int{0, 7} {
		if lack := b.lacks(days, id); lack.Closed+lack.Pending > 0 || lack.Missing != 1 {
			b.Fatalf("on day %d: %+v", days, lack)
		}
	}
	return b.lacks(14, id)
}

func (b *bench) state(id data.ServiceID, want data.Status) {
	b.Helper()
	if got := b.listing(id).Service.Status; got != want {
		b.Errorf("it is %s, want %s", got, want)
	}
}

func (b *bench) turn(id data.ServiceID) data.Turn {
	b.Helper()
	turn, _, err := b.s.Turn(b.ctx, id)
	b.must(err)
	return turn
}

func (b *bench) suspected() int {
	b.Helper()
	n, err := b.s.Suspected(b.ctx)
	b.must(err)
	return n[council.Key]
}

func missingIsClosed(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.submit(offer(council, "2", called("Lunch Club")))
	b.lacks(0, "1")
	for range 10 { // by hand
		b.lacks(0, "1")
	}
	if b.lacks(7, "1"); b.suspected() != 1 {
		b.Errorf("%d are suspected", b.suspected())
	}
	b.state(service, data.Active)
	before := b.head().Log
	if lack := b.lacks(14, "1"); lack.Closed != 1 || lack.Missing != 1 || lack.Had != 2 {
		b.Errorf("%+v", lack)
	}
	b.state(service, data.Inactive)
	if b.suspected() != 0 || b.head().Log != before+1 {
		b.Errorf("%d are suspected, the log is at %d", b.suspected(), b.head().Log)
	}
	turn := b.turn(service)
	if turn.Absent == nil || *turn.Absent != (data.Absent{Since: date("2026-11-23"), Seen: date("2026-11-12")}) || turn.Source != council.Key ||
		turn.SourceName != council.Name || turn.ByUs || turn.Again || turn.Status != data.Inactive {
		b.Errorf("%+v %+v", turn, turn.Absent)
	}
	if lack := b.lacks(21, "1"); lack != (Lack{Had: 1}) {
		b.Errorf("what is closed is missed: %+v", lack)
	}
	// The very same said again opens it.
	if out := b.submit(offer(council, "1")); !out.Changed || out.Service != service || len(out.Accepted) != 1 || out.Pending != 0 {
		b.Errorf("%+v", out)
	}
	b.state(service, data.Active)
	if turn := b.turn(service); !turn.Again || turn.Status != data.Active || turn.Absent != nil || turn.Source != council.Key {
		b.Errorf("%+v", turn)
	}
	if out := b.submit(offer(council, "1")); !out.Unchanged {
		b.Errorf("%+v", out)
	}
	if lack := b.gone("1"); lack.Closed != 1 {
		b.Errorf("it cannot close again: %+v", lack)
	}
}

func seenBetweenIsOpen(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.lacks(0, "1")
	b.lacks(7, "1")
	b.submit(offer(council, "1"))
	if b.suspected() != 0 {
		b.Error("what was said again is suspected")
	}
	b.lacks(14, "1")
	b.lacks(21, "1")
	if unknown, err := b.s.Sight(b.ctx, council.Key, []string{"1"}, monday); err != nil || len(unknown) != 0 {
		b.Errorf("%v, %v", unknown, err)
	}
	b.lacks(28, "1")
	b.state(service, data.Active)
	// A page that says what it said is read whole again where its listing is closed.
	for _, days := range []int{35, 42} {
		b.lacks(days, "1")
	}
	b.state(service, data.Inactive)
	if unknown, err := b.s.Sight(b.ctx, council.Key, []string{"1"}, monday); err != nil || len(unknown) != 1 {
		b.Errorf("a closed one was only sighted: %v, %v", unknown, err)
	}
}

// What jumps is told in package data; here it is kept.
func jumpingClockClosesNothing(b *bench) {
	service := b.submit(offer(council, "1")).Service
	for _, days := range []int{0, 7, 5 * 365, 5*365 + 1, 7, 8} {
		b.lacks(days, "1")
	}
	b.state(service, data.Active)
}

func listedElsewhereStays(b *bench) {
	service := b.submit(offer(council, "1")).Service
	if out := b.submit(offer(charity, "x")); out.Service != service {
		b.Fatal("they are two")
	}
	if lack := b.gone("1"); lack.Closed+lack.Pending != 0 || b.suspected() != 1 {
		b.Errorf("%+v", lack)
	}
	b.state(service, data.Active)
	for i, days := range []int{30, 37, 44} {
		lack, err := b.s.Lacks(b.ctx, charity.Key, []Missing{{"x", monday.Add(time.Duration(days) * day)}}, false)
		if err != nil || lack.Closed != i/2 {
			b.Errorf("%+v, %v", lack, err)
		}
	}
	b.state(service, data.Inactive)
	// The first to list it again opens it, whoever closed it.
	if out := b.submit(offer(council, "1")); !out.Changed || out.Pending != 0 {
		b.Errorf("%+v", out)
	}
	b.state(service, data.Active)
}

// A file may be years old: what one lists that nobody listed any more is asked about. A page that is read today is not.
func fileOpensNothing(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.gone("1")
	if out := b.submit(offer(charity, "x", func(s *data.Submission) { s.Records[0].Live = false })); out.Service != service || out.Pending != 1 {
		b.Errorf("%+v", out)
	}
	b.state(service, data.Inactive)
	other := b.submit(offer(council, "2", called("Lunch Club"), number("0113 496 0022"))).Service
	b.gone("2")
	if out := b.submit(offer(charity, "y", called("Lunch Club"), number("0113 496 0022"))); out.Service != other || !out.Changed {
		b.Errorf("%+v", out)
	}
	b.state(other, data.Active)
}

func suggestionKeepsNothingOpen(b *bench) {
	service := b.submit(offer(council, "1")).Service
	web := data.Source{Key: data.Suggestions, Name: "Suggestions", Kind: data.SourceForm, Area: council.Area, Review: true}
	b.must(b.s.PutSource(b.ctx, web))
	if out := b.submit(offer(web, "s")); out.Service != service {
		b.Fatal("they are two")
	}
	if lack := b.gone("1"); lack.Closed != 1 {
		b.Errorf("%+v", lack)
	}
}

func personIsAskedBeforeClosing(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.submit(offer(moderator, "m", number("0113 496 0002")))
	if lack := b.gone("1"); lack.Pending != 1 || lack.Closed != 0 {
		b.Fatalf("%+v", lack)
	}
	b.state(service, data.Active)
	waits := b.onlyWaiting()
	if absent, ok := data.ReadAbsent(waits.Reason); !ok || absent.Since != date("2026-11-23") || waits.DecidedBy != "" || waits.Source != council.Key {
		b.Errorf("%+v", waits)
	}
	if lack := b.lacks(21, "1"); lack.Pending != 0 || b.onlyWaiting().ID != waits.ID {
		b.Errorf("asked again: %+v", lack)
	}
	b.submit(offer(council, "1")) // it is there again: there is nothing to ask
	if list := b.waiting(); len(list) != 0 {
		b.Errorf("%+v", list)
	}
	for _, days := range []int{30, 37, 44} {
		b.lacks(days, "1")
	}
	b.decide(b.onlyWaiting().ID, false)
	for _, days := range []int{51, 58, 65} {
		if lack := b.lacks(days, "1"); lack.Closed+lack.Pending != 0 {
			b.Errorf("what was refused is asked again: %+v", lack)
		}
	}
	b.state(service, data.Active)
}

func acceptedClosing(b *bench) {
	service := b.submit(offer(form, "f")).Service
	for _, r := range b.waiting() {
		b.decide(r.ID, true)
	}
	for _, days := range []int{0, 7, 14} {
		_, err := b.s.Lacks(b.ctx, form.Key, []Missing{{"f", monday.Add(time.Duration(days) * day)}}, false)
		b.must(err)
	}
	r, err := b.s.Decide(b.ctx, b.onlyWaiting().ID, data.Decision{Accept: true, By: "Sam"})
	b.must(err)
	b.state(service, data.Inactive)
	if turn := b.turn(service); turn.Absent == nil || r.DecidedBy != "Sam" {
		b.Errorf("%+v", turn)
	}
	// What a source under review says waits, also that it lists it again.
	if out := b.submit(offer(form, "f")); out.Pending != 1 {
		b.Errorf("%+v", out)
	}
	b.decide(b.onlyWaiting().ID, true)
	b.state(service, data.Active)
}

func muchAtOnceIsNotCounted(b *bench) {
	var ids []string
	for i := range 30 {
		id := fmt.Sprint("n", i)
		ids = append(ids, id)
		b.submit(offer(council, id, called("Club number "+id), number(fmt.Sprintf("0113 496 01%02d", i)), func(s *data.Submission) {
			s.Locations, s.Service.Doc.ServiceAtLocations = nil, nil
		}))
	}
	for _, days := range []int{0, 7, 14, 21} {
		if lack := b.lacks(days, ids[:11]...); !lack.Ignored || lack.Missing != 11 || lack.Had != 30 || lack.Closed != 0 {
			b.Errorf("%+v", lack)
		}
	}
	if b.suspected() != 0 {
		b.Errorf("%d are suspected", b.suspected())
	}
	var missing []Missing
	for _, id := range ids[:11] {
		missing = append(missing, Missing{id, monday.Add(28 * day)})
	}
	if lack, err := b.s.Lacks(b.ctx, council.Key, missing, true); err != nil || lack.Ignored {
		b.Errorf("believed: %+v, %v", lack, err)
	}
	// From then on they are not missing at once any more.
	b.lacks(35, ids[:11]...)
	if lack := b.lacks(42, ids[:11]...); lack.Ignored || lack.Closed != 11 {
		b.Errorf("%+v", lack)
	}
	if lack := b.lacks(43, ids...); !lack.Ignored || lack.Had != 19 {
		b.Errorf("all of the others: %+v", lack)
	}
}

func unsaidSinceTheRunBegan(b *bench) {
	for _, id := range []string{"1", "2", "3"} {
		b.submit(offer(council, id, called("Club "+id)))
	}
	b.submit(offer(charity, "x", called("Another")))
	run := Run{Source: council.Key, Kind: "open-referral", Input: "x"}
	b.must(b.s.BeginRun(b.ctx, &run))
	b.submit(offer(council, "2", called("Club 2")))                   // as before
	b.submit(offer(council, "3", called("Club 3"), describe("New."))) // something else
	ids, err := b.s.Unsaid(b.ctx, run)
	if err != nil || len(ids) != 1 || ids[0] != "1" {
		b.Errorf("%v, %v", ids, err)
	}
}

func unstatedOnPages(b *bench) {
	const at = "https://charity.example.org/clubs"
	for _, id := range []string{at, at + "#chess", at + "#tea", at + "s", at + "/tea"} {
		b.submit(offer(charity, id, called("Club "+id[len(at)-1:])))
	}
	page := func(ids ...string) []Missing {
		b.Helper()
		missing, err := b.s.Unstated(b.ctx, charity.Key, []Page{{Address: at, ReadAt: monday, OwnIDs: ids}})
		b.must(err)
		return missing
	}
	if got := page(at+"#chess", at+"#tea"); len(got) != 1 || got[0].ID != at || !got[0].At.Equal(monday) {
		b.Errorf("%+v", got)
	}
	if got := page(); len(got) != 3 {
		b.Errorf("of a page that is gone: %+v", got)
	}
	if got := page(at, at+"#chess", at+"#tea", at+"#new"); len(got) != 0 {
		b.Errorf("%+v", got)
	}
}

func movedPageIsTheSame(b *bench) {
	const old, now = "https://charity.example.org/old", "https://charity.example.org/new"
	moves := func(s *data.Submission) {
		s.Was = old
		s.Locations[0].OwnID = now + " place"
		s.Service.Doc.ServiceAtLocations[0].LocationID = data.Mint[data.LocationID](data.LevelLocation, charity.Key, now+" place")
		s.Locations[0].Doc.ID = s.Service.Doc.ServiceAtLocations[0].LocationID
	}
	service := b.submit(offer(charity, old, func(s *data.Submission) {
		s.Locations[0].OwnID = old + " place"
		s.Service.Doc.ServiceAtLocations[0].LocationID = data.Mint[data.LocationID](data.LevelLocation, charity.Key, old+" place")
	})).Service
	place := b.listing(service).Locations[0].ID
	_, err := b.s.Lacks(b.ctx, charity.Key, []Missing{{old, monday}}, false)
	b.must(err)
	out := b.submit(offer(charity, now, moves, describe("Said at the new address."), func(s *data.Submission) { s.Locations[0].Doc.Name = "The New Hall" }))
	if out.Service != service || !out.Changed || out.Pending != 0 {
		b.Errorf("%+v", out)
	}
	if l := b.listing(service); l.Service.Description != "Said at the new address." || l.Locations[0].ID != place || l.Locations[0].Name != "The New Hall" {
		b.Errorf("%+v", l)
	}
	if left := b.column(`SELECT source_id FROM sightings`); len(left) != 1 || left[0] != now {
		b.Errorf("sighted: %v", left)
	}
	if left := b.column(`SELECT source_id FROM absences`); len(left) != 0 {
		b.Errorf("missing: %v", left)
	}
	// Where another listing is, nothing has moved.
	if out := b.submit(offer(charity, now+"er", called("Lunch Club"), func(s *data.Submission) { s.Was = now })); out.Service == service {
		b.Error("another listing took its place")
	}
}

func TestSuspectedAndClosedAreInTheDigest(t *testing.T) {
	b := newBench(t, openEmpty(t))
	b.submit(offer(council, "1"))
	before := b.sound().Digest
	if b.lacks(0, "1"); b.sound().Digest == before {
		t.Error("an absence does not change the fingerprint of the store")
	}
}
