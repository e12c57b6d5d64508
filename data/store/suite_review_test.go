package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fingerpost/data"
)

// Revision finds a revision by its id or by the beginning of it.
func (s *Store) Revision(ctx context.Context, id string) (data.Revision, error) {
	if id == "" {
		return data.Revision{}, ErrNotFound
	}
	found, err := s.read(ctx).revisions(`id >= ? AND id < ? LIMIT 2`, id, id+"~")
	if err != nil {
		return data.Revision{}, err
	}
	if len(found) != 1 {
		return data.Revision{}, ErrNotFound
	}
	return found[0], nil
}

// keep has those who run a service that the council tells of keep its listing, with nothing to change in it.
func (b *bench) keep(own string, change ...func(*data.Submission)) {
	b.Helper()
	if out := b.submit(offer(keeper, own, change...)); out.Created || out.Pending != 0 {
		b.Fatalf("%+v", out)
	}
}

// disagree makes the council and the charity say different numbers of one service, whose listing is kept.
func (b *bench) disagree() (service data.ServiceID, pending data.Revision) {
	b.Helper()
	service = b.submit(offer(council, "1")).Service
	b.keep("1")
	out := b.submit(offer(charity, "x", number("0113 496 0009")))
	if out.Service != service || out.Changed || out.Pending != 1 {
		b.Fatalf("%+v", out)
	}
	return service, b.onlyWaiting()
}

func (b *bench) numbers(id data.ServiceID) []string {
	b.Helper()
	var out []string
	for _, p := range b.listing(id).Service.Phones {
		out = append(out, p.Number)
	}
	return out
}

func (b *bench) decide(id data.RevisionID, accept bool) data.Revision {
	b.Helper()
	r, err := b.s.Decide(b.ctx, id, data.Decision{Accept: accept, By: "Sam", Reason: "rang them"})
	b.must(err)
	return r
}

// wants holds the numbers that are shown.
func (b *bench) wants(id data.ServiceID, numbers ...string) {
	b.Helper()
	if got := b.numbers(id); !slices.Equal(got, numbers) {
		b.Errorf("shown: %q, want %q", got, numbers)
	}
}

func twoSourcesDisagree(b *bench) {
	service, r := b.disagree()
	if r.Level != data.LevelService || r.Aggregate != string(service) || r.Source != charity.Key || r.Status != data.Pending || r.Seq != 0 || !r.DecidedAt.IsZero() || r.CreatedAt.IsZero() {
		b.Errorf("%+v", r)
	}
	for _, path := range paths(r.Changes) {
		if data.Group(path) != "phones" {
			b.Errorf("it would change %s", path)
		}
	}
	b.wants(service, "0113 496 0000")
	// The same proposal again, from a source that changed something else, stays one.
	if out := b.submit(offer(charity, "x", number("0113 496 0009"), describe("We help."))); out.Pending != 1 || out.Unchanged {
		b.Errorf("%+v", out)
	}
	if again := b.onlyWaiting(); again.ID != r.ID {
		b.Errorf("the proposal has another id")
	}
	// What one agrees to, the other need not say.
	if out := b.submit(offer(charity, "x", describe("We agree now."))); out.Pending != 0 {
		b.Errorf("%+v", out)
	}
	if list := b.waiting(); len(list) != 0 {
		b.Errorf("%+v", list)
	}
}

func acceptedProposal(b *bench) {
	service, r := b.disagree()
	before := b.head().Log
	accepted := b.decide(r.ID, true)
	if accepted.Status != data.Accepted || accepted.Seq != before+1 || accepted.DecidedBy != "Sam" {
		b.Errorf("%+v", accepted)
	}
	b.wants(service, "0113 496 0009")
	for _, p := range b.listing(service).Service.Phones {
		if o := b.listing(service).Origin("phones/" + string(p.ID) + "/number"); o.Source != charity.Key {
			b.Errorf("the number comes from %+v", o)
		}
	}
	// The council still says the old number, and something new beside it.
	out := b.submit(offer(council, "1", describe("Help with phones.")))
	if waiting := b.onlyWaiting(); out.Pending != 1 || out.Changed || !slices.Equal(paths(waiting.Changes), []string{"description"}) {
		b.Errorf("%+v", waiting)
	}
	b.wants(service, "0113 496 0009")
	// A third number is a new question.
	if out := b.submit(offer(council, "1", number("0113 496 0003"))); out.Pending != 1 {
		b.Errorf("%+v", out)
	}
}

func refusedProposal(b *bench) {
	service, r := b.disagree()
	before := b.head().Log
	if refused := b.decide(r.ID, false); refused.Status != data.Refused || refused.Seq != 0 || refused.Reason != "rang them" {
		b.Errorf("%+v", refused)
	}
	if b.head().Log != before {
		b.Error("a refusal is in the log")
	}
	b.wants(service, "0113 496 0000")
	if out := b.submit(offer(charity, "x", number("0113 4960009"), describe("We help."))); out.Pending != 0 || out.Changed {
		b.Errorf("%+v", out)
	}
	if out := b.submit(offer(charity, "x", number("0113 496 0007"))); out.Pending != 1 {
		b.Errorf("%+v", out)
	}
}

func newerProposalSupersedes(b *bench) {
	service, first := b.disagree()
	b.submit(offer(charity, "x", number("0113 496 0008")))
	second := b.onlyWaiting()
	old, err := b.s.Revision(b.ctx, string(first.ID))
	b.must(err)
	if second.ID == first.ID || old.Status != data.Refused || old.DecidedBy != data.DecidedByRule || old.Reason == "" {
		b.Errorf("%+v %+v", old, second)
	}
	b.decide(second.ID, true)
	b.wants(service, "0113 496 0008")
}

// While a proposal waits, those who keep the listing move to a new number under a new id. Who accepts the proposal then gets it
// and not a mixture; who refuses it is not asked again.
func proposalOnMovedGround(b *bench) {
	service, r := b.disagree()
	moved := func(s *data.Submission) {
		s.Service.Doc.Phones = []data.Phone{{ID: data.MintElement(keeper.Key, "1", "phone", "new desk"), Number: "0113 496 0005"}}
	}
	b.submit(offer(keeper, "1", moved))
	b.wants(service, "0113 496 0005")
	waiting := b.onlyWaiting()
	if waiting.ID != r.ID {
		b.Errorf("another proposal waits")
	}
	for _, c := range waiting.Changes {
		if c.New == nil && string(c.Old) != `"0113 496 0005"` {
			b.Errorf("it would replace %s, which is not there", c.Old)
		}
	}
	b.decide(r.ID, true)
	b.wants(service, "0113 496 0009")
	// Now a proposal that comes true by itself.
	b.submit(offer(charity, "x", number("0113 496 0006")))
	b.onlyWaiting()
	b.submit(offer(keeper, "1", number("0113 496 0006")))
	b.wants(service, "0113 496 0006")
	if list := b.waiting(); len(list) != 0 {
		b.Errorf("%+v", list)
	}
}

func moderatorIsNotAskedAbout(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.submit(offer(moderator, "m", number("0113 496 0002")))
	b.wants(service, "0113 496 0002")
	if out := b.submit(offer(council, "1", describe("Help with phones."))); out.Pending != 0 {
		b.Errorf("the number that the moderator replaced is asked about: %+v", b.waiting())
	}
	b.wants(service, "0113 496 0002")
	if out := b.submit(offer(council, "1", number("0113 496 0004"))); out.Pending != 1 || out.Changed && slices.Contains(b.numbers(service), "0113 496 0004") {
		b.Errorf("%+v", out)
	}
	b.wants(service, "0113 496 0002")
	if got := b.listing(service).Origin("name"); got.Source != council.Key || !got.ConfirmedOn.IsZero() {
		b.Errorf("the name: %+v", got)
	}
	p := b.listing(service).Service.Phones[0]
	if got := b.listing(service).Origin("phones/" + string(p.ID) + "/number"); got.Source != moderator.Key || got.ConfirmedOn != date("2026-05-01") {
		b.Errorf("the number: %+v", got)
	}
}

// A source that was overruled, and then believed with a third number, owns the field again and may go back to its first.
func believedSourceMayGoBack(b *bench) {
	service, r := b.disagree()
	b.decide(r.ID, true)
	b.submit(offer(council, "1", number("0113 496 0003")))
	b.decide(b.onlyWaiting().ID, true)
	b.wants(service, "0113 496 0003")
	b.submit(offer(council, "1", number("0113 496 0000"), describe("back again")))
	b.decide(b.onlyWaiting().ID, true)
	b.wants(service, "0113 496 0000")
}

func sourceUnderReview(b *bench) {
	out := b.submit(offer(form, "f"))
	if out.Created || out.Changed || out.Pending != 3 {
		b.Fatalf("%+v", out)
	}
	if _, err := b.s.Listing(b.ctx, out.Service); !errors.Is(err, ErrNotFound) {
		b.Errorf("it is shown: %v", err)
	}
	for _, r := range b.waiting() {
		b.decide(r.ID, true)
	}
	if l := b.listing(out.Service); l.Service.Name != "Digital Buddies" || l.Organization.Name == "" || len(l.Locations) != 1 {
		b.Errorf("%+v", l)
	}
	b.submit(offer(form, "f", number("0113 496 0001")))
	b.decide(b.onlyWaiting().ID, false)
	if out := b.submit(offer(form, "f", number("0113 496 0001"), describe("x"))); out.Pending != 1 || strings.Contains(strings.Join(paths(b.onlyWaiting().Changes), " "), "phones") {
		b.Errorf("what was refused is asked again: %+v", b.waiting())
	}
}

func withheldAtOnce(b *bench) {
	hidden := func(s *data.Submission) { s.Locations[0].Doc.Withheld = true }
	service := b.submit(offer(council, "1")).Service
	if out := b.submit(offer(council, "1", hidden)); !out.Changed || out.Pending != 0 {
		b.Errorf("%+v", out)
	}
	place := b.listing(service).Locations[0]
	if !place.Withheld || place.Name != "" || len(place.Address.Lines()) != 0 || place.Council != "E08000035" {
		b.Errorf("%+v", place)
	}
	// Another source that knows nothing of it tells of the same house.
	other := b.submit(offer(charity, "x", func(s *data.Submission) { s.Organization = nil })).Service
	if shown := b.listing(other).Locations; len(shown) != 1 || !shown[0].Withheld || len(shown[0].Address.Lines()) != 0 {
		b.Errorf("told elsewhere: %+v", shown)
	}
	// Only a person makes it visible again.
	if out := b.submit(offer(council, "1")); out.Pending != 1 || !b.listing(service).Locations[0].Withheld {
		b.Errorf("%+v", out)
	}
	b.decide(b.onlyWaiting().ID, true)
	if place := b.listing(service).Locations[0]; place.Withheld || place.Address.Postcode != "LS1 4AP" {
		b.Errorf("%+v", place)
	}
}

func deciding(b *bench) {
	_, r := b.disagree()
	if found, err := b.s.Revision(b.ctx, string(r.ID)); err != nil || found.ID != r.ID {
		b.Errorf("by its id: %+v, %v", found, err)
	}
	b.submit(offer(council, "2", called("Lunch Club")))
	ids := b.column(`SELECT id FROM revisions`)
	for _, id := range ids {
		begin := id[:len(id)-1]
		others := slices.ContainsFunc(ids, func(other string) bool { return other != id && strings.HasPrefix(other, begin) })
		if found, err := b.s.Revision(b.ctx, begin); !others && (err != nil || string(found.ID) != id) {
			b.Errorf("by the beginning of its id: %v", err)
		}
	}
	for _, id := range []string{"", "%", "nothing", ids[0][:1]} {
		if _, err := b.s.Revision(b.ctx, id); !errors.Is(err, ErrNotFound) {
			b.Errorf("%q: %v", id, err)
		}
	}
	b.decide(r.ID, false)
	before := b.head()
	_, err := b.s.Decide(b.ctx, r.ID, data.Decision{Accept: true, By: "Kim"})
	var decided *DecidedError
	if !errors.As(err, &decided) || decided.ID != r.ID || decided.Status != data.Refused {
		b.Errorf("decided again: %v", err)
	}
	if _, err := b.s.Decide(b.ctx, "nothing", data.Decision{Accept: true}); !errors.Is(err, ErrNotFound) {
		b.Errorf("what is not there: %v", err)
	}
	if b.head() != before {
		b.Error("the log moved")
	}
}
