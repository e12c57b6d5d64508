package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"fingerpost/data"
)

// since reads one page and moves the checkpoint on.
func (b *bench) since(at *Checkpoint, limit int) []data.ServiceID {
	b.Helper()
	ids, to, err := b.s.Since(b.ctx, *at, limit)
	b.must(err)
	if to.Log < at.Log || to.Sightings < at.Sightings || to.Epoch != at.Epoch {
		b.Fatalf("from %+v back to %+v", *at, to)
	}
	*at = to
	return ids
}

func following(b *bench) {
	at := Checkpoint{Epoch: b.head().Epoch}
	first := b.submit(offer(council, "1")).Service
	second := b.submit(offer(council, "2", called("Lunch Club"), func(s *data.Submission) {
		s.Organization.OwnID, s.Locations[0].OwnID = "org-1", "place-1"
		s.Locations[0].Doc.ID = data.Mint[data.LocationID](data.LevelLocation, council.Key, "place-1")
		s.Service.Doc.ServiceAtLocations[0].LocationID = s.Locations[0].Doc.ID
	})).Service
	want := []data.ServiceID{first, second}
	check := func(what string, want ...data.ServiceID) {
		b.Helper()
		got := b.since(&at, 100)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			b.Errorf("%s touched %v, want %v", what, got, want)
		}
		if at != b.head() {
			b.Errorf("%s: at %+v, the head is %+v", what, at, b.head())
		}
	}
	check("the beginning", want...)
	check("nothing")
	b.submit(offer(council, "1", describe("New words.")))
	check("a service's revision", first)
	b.submit(offer(council, "1", describe("New words.")))
	check("a sighting", first)
	b.submit(offer(council, "1", describe("New words."), func(s *data.Submission) { s.Locations[0].Doc.Name = "The New Hall" }))
	check("a place's revision", want...)
	b.submit(offer(council, "1", describe("New words."), func(s *data.Submission) {
		s.Locations[0].Doc.Name, s.Organization.Doc.Name = "The New Hall", "Friends"
	}))
	check("an organisation's revision", want...)
	b.keep("k", describe("New words."), func(s *data.Submission) { s.Organization, s.Locations[0].Doc.Name = nil, "The New Hall" })
	check("agreement, which is a sighting", first)
	b.submit(offer(charity, "x", number("0113 496 0009"), func(s *data.Submission) {
		s.Organization, s.Locations[0].Doc.Name = nil, "The New Hall"
	}))
	check("a proposal, which is a sighting", first)
	b.decide(b.onlyWaiting().ID, true)
	check("a decision", first)
	b.redact(data.LevelService, string(second), "phones")
	check("a redaction", second)
}

// One entry at a time, nothing is missed, and no entry is read twice: every page moves a checkpoint on or is the last.
func followingPageByPage(b *bench) {
	for i := range 4 {
		b.submit(offer(council, fmt.Sprint(i), called(fmt.Sprint("Club ", i))))
	}
	at, head := Checkpoint{Epoch: b.head().Epoch}, b.head()
	seen := map[data.ServiceID]bool{}
	pages := 0
	for at != head {
		before := at
		for _, id := range b.since(&at, 1) {
			seen[id] = true
		}
		if pages++; at == before || at.Log > before.Log+1 || at.Sightings > before.Sightings+1 {
			b.Fatalf("page %d went from %+v to %+v", pages, before, at)
		}
	}
	if ids := b.since(&at, 1); len(ids) != 0 || at != head {
		b.Errorf("after the end: %v", ids)
	}
	if len(seen) != 4 || pages != int(max(head.Log, head.Sightings)) {
		b.Errorf("%d services in %d pages", len(seen), pages)
	}
}

func listings(b *bench) {
	var ids []data.ServiceID
	for _, name := range []string{"C", "A", "B"} {
		ids = append(ids, b.submit(offer(council, name, called("Club "+name))).Service)
	}
	refuge := b.submit(offer(council, "r", called("Refuge"), func(s *data.Submission) {
		l := &s.Locations[0].Doc
		l.Withheld, l.Name, l.Address.Line1, l.Point = true, "Rose House", "77 Quiet Street", &data.Coordinates{Latitude: 53.7955, Longitude: -1.5557}
		l.Phones = []data.Phone{phone(council, "r-place", "0113 496 0077")}
	})).Service
	alone := b.submit(offer(council, "n", called("A line"), func(s *data.Submission) {
		s.Organization, s.Locations, s.Service.Doc.ServiceAtLocations = nil, nil, nil
	})).Service
	got, err := b.s.Listings(b.ctx, []data.ServiceID{ids[2], "unknown", ids[0], refuge, alone, ids[1]})
	b.must(err)
	var names []string
	for _, l := range got {
		names = append(names, l.Service.Name)
	}
	if want := []string{"Club B", "Club C", "Refuge", "A line", "Club A"}; !slices.Equal(names, want) {
		b.Fatalf("%q, want %q", names, want)
	}
	if shown := fmt.Sprintf("%+v", got[2]); strings.Contains(shown, "Quiet") || strings.Contains(shown, "Rose") || strings.Contains(shown, "0077") ||
		strings.Contains(shown, "LS1") || strings.Contains(shown, "53.79") || got[2].Locations[0].Council != "E08000035" {
		b.Errorf("a refuge is shown: %s", shown)
	}
	if l := got[3]; l.Organization.Name != "" || len(l.Locations) != 0 || l.Checked() != date("2026-11-12") {
		b.Errorf("%+v", l)
	}
	if _, err := b.s.Listing(b.ctx, "unknown"); !errors.Is(err, ErrNotFound) {
		b.Errorf("an unknown one: %v", err)
	}
	if none, err := b.s.Listings(b.ctx, nil); len(none) != 0 || err != nil {
		b.Errorf("none: %v, %v", none, err)
	}
}

func datesOfFacts(b *bench) {
	service := b.submit(offer(council, "1")).Service
	name := func() data.Origin { return b.listing(service).Origin("name") }
	first := name()
	if first.AssertedOn != date("2026-05-01") || first.SeenOn != date("2026-11-12") || !first.ConfirmedOn.IsZero() || first.URL != "https://council.example.org/1" || first.Title != "Digital Buddies" {
		b.Errorf("%+v", first)
	}
	// Read again with nothing new: only the day on which it was seen moves. An hour before midnight in summer it is
	// already tomorrow in London.
	read := func(at string) func(*data.Submission) {
		return func(s *data.Submission) { s.Records[0].ReadAt, _ = time.Parse(time.RFC3339, at) }
	}
	b.submit(offer(council, "1", read("2026-07-01T23:30:00Z")))
	if got := name(); got.SeenOn.String() != "" && got.SeenOn.After(first.SeenOn) {
		b.Errorf("%+v", got)
	}
	b.submit(offer(council, "1", read("2026-11-20T23:30:00Z")))
	if got := name(); got.SeenOn != date("2026-11-20") || got.AssertedOn != first.AssertedOn || got.Record != first.Record {
		b.Errorf("%+v", got)
	}
	// Several records of one submission have dates of their own, also without an address.
	two := func(s *data.Submission) {
		s.Records[0].URL = ""
		s.Records = append(s.Records, data.Record{AssertedOn: date("2024-03"), Payload: s.Records[0].Payload})
		s.From = map[string]int{"phones": 1, "organization": 1, "places": 1}
	}
	other := b.submit(offer(council, "2", called("Lunch Club"), two)).Service
	l := b.listing(other)
	if got := l.Origin("name").AssertedOn; got != date("2026-05-01") {
		b.Errorf("its name is of %s", got)
	}
	if got := l.Origin("phones/" + string(l.Service.Phones[0].ID) + "/number").AssertedOn; got != date("2024-03") {
		b.Errorf("its number is of %s", got)
	}
	if got := l.LocationOrigin(l.Locations[0].ID, "name"); got.Source != council.Key {
		b.Errorf("its place's name: %+v", got)
	}
}

// A file of 2024 never says "seen today", also when the same source's live feed was read before it.
func fileSetsNoSeenDate(b *bench) {
	file := func(s *data.Submission) {
		s.Records[0].Live, s.Records[0].ReadAt = false, time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC)
	}
	one := b.submit(offer(council, "1", file)).Service
	if got := b.listing(one).Origin("name"); !got.SeenOn.IsZero() || got.AssertedOn != date("2026-05-01") {
		b.Errorf("%+v", got)
	}
	two := b.submit(offer(council, "2", called("Lunch Club"))).Service
	b.submit(offer(council, "2", called("Lunch Club"), number("0113 496 0001"), file))
	l := b.listing(two)
	if got := l.Origin("name").SeenOn; got != date("2026-11-12") {
		b.Errorf("what was seen is seen on %s", got)
	}
	if got := l.Origin("phones/" + string(l.Service.Phones[0].ID) + "/number").SeenOn; !got.IsZero() {
		b.Errorf("what came with a file is seen on %s", got)
	}
}

// More listings, with more records, than one query asks for.
func manyListings(b *bench) {
	var ids []data.ServiceID
	for i := range 210 {
		ids = append(ids, b.submit(data.Submission{Source: council.Key, Records: []data.Record{{}},
			Service: data.Draft[data.Service]{OwnID: fmt.Sprint(i), Doc: data.Service{Name: fmt.Sprint("Club ", i)}}}).Service)
	}
	slices.Reverse(ids)
	got, err := b.s.Listings(b.ctx, ids)
	b.must(err)
	for i, l := range got {
		if l.Service.ID != ids[i] || len(l.Origins) != 1 {
			b.Fatalf("%d: %s, want %s, with %d origins", i, l.Service.ID, ids[i], len(l.Origins))
		}
	}
	if len(got) != len(ids) {
		b.Errorf("%d listings", len(got))
	}
}

func sourcesFactsRuns(b *bench) {
	renamed := council
	renamed.Name = "Leeds directory"
	b.must(b.s.PutSource(b.ctx, renamed))
	sources, err := b.s.Sources(b.ctx)
	b.must(err)
	if len(sources) != 5 || sources[0].Key != charity.Key || sources[1] != renamed {
		b.Errorf("%+v", sources)
	}
	b.must(b.s.SetMeta(b.ctx, "listings", "7"))
	b.must(b.s.SetMeta(b.ctx, "listings", "8"))
	for name, want := range map[string]string{"listings": "8", "unknown": ""} {
		if got, err := b.s.Meta(b.ctx, name); got != want || err != nil {
			b.Errorf("%s is %q, %v", name, got, err)
		}
	}
	first := Run{Source: council.Key, Kind: "import", Input: "feed"}
	b.must(b.s.BeginRun(b.ctx, &first))
	b.must(b.s.EndRun(b.ctx, &first, true, map[string]int{"records": 738}))
	cut := Run{Source: council.Key, Kind: "import", Input: "feed"}
	b.must(b.s.BeginRun(b.ctx, &cut))
	other := Run{Source: charity.Key, Kind: "crawl", Input: "https://x.org"}
	b.must(b.s.BeginRun(b.ctx, &other))
	b.must(b.s.EndRun(b.ctx, &other, true, map[string]int{"records": 1}))
	last, err := b.s.LastRuns(b.ctx)
	b.must(err)
	if got := last[council.Key]; len(last) != 2 || got.ID != cut.ID || got.Complete || !got.FinishedAt.IsZero() || got.StartedAt.IsZero() {
		b.Errorf("cut off: %+v", got)
	}
	if got := last[charity.Key]; !got.Complete || got.FinishedAt.IsZero() || string(got.Summary) != `{"records":1}` || got.Input != "https://x.org" {
		b.Errorf("complete: %+v", got)
	}
	if err := b.s.EndRun(b.ctx, &other, true, func() {}); err == nil {
		b.Error("a summary that is no JSON was taken")
	}
}

func countingAndWalking(b *bench) {
	for i := range 5 {
		b.submit(offer(council, fmt.Sprint(i), called(fmt.Sprint("Club ", i))))
	}
	b.keep("k", called("Club 1"))
	b.submit(offer(charity, "x", called("Club 1"), number("0113 496 0009")))
	c, err := b.s.Count(b.ctx)
	b.must(err)
	// One house and one organisation: the matches saw to that.
	if want := (Counts{Organizations: 1, Locations: 1, Services: 5, Waiting: 1, Log: b.head().Log}); c != want {
		b.Errorf("%+v, want %+v", c, want)
	}
	var walked []data.ServiceID
	for after := data.ServiceID(""); ; {
		ids, err := b.s.ServiceIDs(b.ctx, after, 2)
		b.must(err)
		if len(ids) == 0 {
			break
		}
		walked, after = append(walked, ids...), ids[len(ids)-1]
	}
	if len(walked) != 5 || !slices.IsSorted(walked) {
		b.Errorf("%v", walked)
	}
	if epoch, err := b.s.Epoch(b.ctx); err != nil || epoch != b.head().Epoch || epoch == "" {
		b.Errorf("%q, %v", epoch, err)
	}
}

var errUndo = errors.New("undo")

// The check replays the log: whatever was changed behind its back is found, and named.
func checkingFindsFaults(b *bench) {
	b.submit(offer(council, "1"))
	b.submit(offer(council, "1", number("0113 496 0001")))
	whole := b.sound()
	if again := b.sound(); again.Digest != whole.Digest || whole.Log != 4 || whole.Services != 1 || whole.Records != 2 {
		b.Errorf("%+v %+v", whole, again)
	}
	for what, statement := range map[string]string{
		"differs from its log":          `UPDATE services SET doc = replace(doc, 'Buddies', 'Baddies')`,
		"provenance":                    `UPDATE services SET provenance = '{"default":"x"}'`,
		"jumps":                         `UPDATE revisions SET seq = 9 WHERE seq = 4`,
		"kept but not in the log":       `UPDATE locations SET id = 'x' || substr(id, 2)`,
		"is in the log but is not kept": `DELETE FROM organizations`,
	} {
		err := b.s.write(b.ctx, func(t tx) error {
			if _, err := t.exec(statement); err != nil {
				return err
			}
			report, err := t.check()
			if err != nil {
				return err
			}
			if !strings.Contains(strings.Join(report.Faults, "; "), what) {
				b.Errorf("%s: %v", what, report.Faults)
			}
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			b.Errorf("%s: %v", what, err)
		}
	}
	if after := b.sound(); after.Digest != whole.Digest {
		b.Error("a fault stayed")
	}
	// What is kept beside the aggregates counts in the fingerprint too.
	b.must(b.s.SetMeta(b.ctx, "listings", "8"))
	if b.sound().Digest == whole.Digest {
		b.Error("the same fingerprint of something else")
	}
}
