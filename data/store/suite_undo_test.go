package store

import (
	"errors"
	"fmt"
	"slices"

	"fingerpost/data"
)

func undoingWhatWasSet(b *bench) {
	service := b.submit(offer(council, "1")).Service
	out := b.submit(offer(council, "1", number("0113 496 0001"), describe("New words.")))
	b.submit(offer(council, "1", number("0113 496 0001"), describe("Newer words.")))
	undone, err := b.s.Undo(b.ctx, out.Accepted[0], sam)
	b.must(err)
	if !slices.Equal(undone.Kept, []string{"description"}) || undone.Revision.DecidedBy != "Sam" {
		b.Errorf("%+v", undone)
	}
	if l := b.listing(service); l.Service.Phones[0].Number != "0113 496 0000" || l.Service.Description != "Newer words." || l.Origin("phones").Source != council.Key {
		b.Errorf("%+v", l.Service)
	}
	// The source repeats what was undone beside something else, and is not believed.
	b.submit(offer(council, "1", number("0113 496 0001"), describe("Newest words.")))
	b.wants(service, "0113 496 0000")
	if got := b.listing(service).Service.Description; got != "Newest words." {
		b.Errorf("%q", got)
	}
	b.submit(offer(council, "1", number("0113 496 0002")))
	b.wants(service, "0113 496 0002")

	var undo *UndoError
	first := b.column(`SELECT id FROM revisions WHERE level = 'service' ORDER BY seq LIMIT 1`)[0]
	if _, err := b.s.Undo(b.ctx, data.RevisionID(first), sam); !errors.As(err, &undo) || undo.Problem != UndoFirst {
		b.Errorf("what made it: %v", err)
	}
}

func undoingARefusal(b *bench) {
	service, r := b.disagree()
	b.decide(r.ID, false)
	undone, err := b.s.Undo(b.ctx, r.ID, sam)
	b.must(err)
	if again := b.onlyWaiting(); again.ID != r.ID || undone.Revision.Status != data.Pending || !again.DecidedAt.IsZero() {
		b.Errorf("%+v", again)
	}
	b.decide(r.ID, true)
	b.wants(service, "0113 496 0009")
	undone, err = b.s.Undo(b.ctx, r.ID, sam)
	b.must(err)
	b.wants(service, "0113 496 0000")
	var undo *UndoError
	if _, err := b.s.Undo(b.ctx, r.ID, sam); !errors.As(err, &undo) || undo.Problem != UndoChanged {
		b.Errorf("undone twice: %v", err)
	}
	_, err = b.s.Undo(b.ctx, undone.Revision.ID, sam)
	b.must(err)
	b.wants(service, "0113 496 0009")
}

func questionsAreAskedOnce(b *bench) {
	known := b.submit(offer(council, "1")).Service
	// The same name and organisation, no place: it may be the same.
	maybe := offer(charity, "x", func(s *data.Submission) {
		s.Locations, s.Service.Doc.ServiceAtLocations, s.Service.Doc.Phones = nil, nil, nil
		s.Organization = nil
	})
	other := b.submit(maybe).Service
	list, err := b.s.OpenQuestions(b.ctx, 10)
	b.must(err)
	if len(list) != 1 || list[0].A != string(known) || list[0].B != string(other) || list[0].Level != data.LevelService || list[0].Why == "" {
		b.Fatalf("%+v", list)
	}
	_, err = b.s.Answer(b.ctx, list[0].ID, false, sam)
	b.must(err)
	var answered *AnsweredError
	if _, err := b.s.Answer(b.ctx, list[0].ID, true, sam); !errors.As(err, &answered) || answered.Status != QuestionDifferent {
		b.Errorf("answered twice: %v", err)
	}
	b.must(b.s.write(b.ctx, func(t tx) error { return t.ask(data.LevelService, string(known), string(other), 9, "again") }))
	if n, err := b.s.CountQuestions(b.ctx); err != nil || n != 0 {
		b.Errorf("asked again: %d, %v", n, err)
	}
	b.merge(data.LevelService, string(known), string(other)) // a person may think better of it
	if no := b.column(`SELECT a FROM not_same`); len(no) != 0 {
		b.Errorf("%v", no)
	}
	b.unmerge(data.LevelService, string(other))
	if no := b.column(`SELECT a FROM not_same`); len(no) != 1 {
		b.Errorf("%v", no)
	}
}

// What is known by something else than before is compared with what is known by that.
func lookingAgain(b *bench) {
	one := b.submit(offer(council, "1")).Service
	alone := func(s *data.Submission) {
		s.Locations, s.Organization, s.Service.Doc.ServiceAtLocations = nil, nil, nil
	}
	other := b.submit(offer(charity, "x", elsewhere, alone)).Service
	if n, err := b.s.CountQuestions(b.ctx); err != nil || n != 0 {
		b.Fatalf("%d, %v", n, err)
	}
	// It is called as the other is now, and has its number.
	b.submit(offer(charity, "x", elsewhere, alone, called("Digital Buddies"), number("0113 496 0000")))
	b.decide(b.onlyWaiting().ID, true) // nothing is as it was: a person has looked
	list, err := b.s.OpenQuestions(b.ctx, 10)
	b.must(err)
	of := func(q Question) bool {
		return q.Level == data.LevelService && slices.Contains([]string{q.A, q.B}, string(one)) && slices.Contains([]string{q.A, q.B}, string(other))
	}
	if !slices.ContainsFunc(list, of) {
		b.Errorf("%+v", list)
	}
}

// One changed number: of a listing that is kept it waits, as one proposal that names the field; of one that nobody keeps it is
// shown with its source and date, and the history has the old one.
func oneChangedNumber(b *bench) {
	page := func(s *data.Submission) { s.Records[0].URL = "https://digitalfriends.example.org/buddies" }
	free := b.submit(offer(charity, "x", page)).Service
	before := b.head().Log
	out := b.submit(offer(charity, "x", page, number("0113 496 0009"), func(s *data.Submission) { s.Records[0].AssertedOn = date("2026-06-01") }))
	if len(out.Accepted) != 1 || out.Pending != 0 || b.head().Log != before+1 {
		b.Errorf("nobody keeps it: %+v", out)
	}
	l := b.listing(free)
	if o := l.Origin("phones"); l.Service.Phones[0].Number != "0113 496 0009" || o.Source != charity.Key || o.URL != "https://digitalfriends.example.org/buddies" || o.AssertedOn != date("2026-06-01") {
		b.Errorf("%+v %+v", l.Service.Phones, o)
	}
	history, err := b.s.History(b.ctx, data.LevelService, string(free))
	b.must(err)
	if len(history) != 2 || string(history[0].Changes[0].Old) != `"0113 496 0000"` || string(history[0].Changes[0].New) != `"0113 496 0009"` {
		b.Errorf("%+v", history)
	}
	b.keep("k", number("0113 496 0009"))
	out = b.submit(offer(charity, "x", page, number("0113 496 0005")))
	if w := b.onlyWaiting(); out.Changed || out.Pending != 1 || len(w.Changes) == 0 || slices.ContainsFunc(w.Changes, func(c data.Change) bool { return data.Group(c.Path) != "phones" }) {
		b.Errorf("those who run it keep it: %+v %+v", out, w)
	}
	b.wants(free, "0113 496 0009")
}

// keptLapses has those who keep a listing fall silent for a year.
func keptLapses(b *bench) {
	service := b.submit(offer(council, "1")).Service
	b.keep("k")
	if _, err := b.s.writes.ExecContext(b.ctx, `UPDATE sightings SET read_at = '2025-11-01T00:00:00.000000Z' WHERE source = 'keeper'`); err != nil {
		b.Fatal(err)
	}
	if out := b.submit(offer(council, "1", describe("News."))); !out.Changed || out.Pending != 0 {
		b.Errorf("%+v", out)
	}
	if out := b.submit(offer(council, "1", number("0113 496 0008"))); out.Pending != 1 {
		b.Errorf("what they said stands: %+v", out)
	}
	b.wants(service, "0113 496 0000")
}

// What very many sources would take for one thing grows no further without a person.
func clusterStopsGrowing(b *bench) {
	first := b.submit(offer(council, "1")).Service
	for i := range mostLinked + 2 {
		source := data.Source{Key: data.SourceKey(fmt.Sprint("list-", i)), Name: "A list", Kind: data.SourceTable, Area: council.Area}
		b.must(b.s.PutSource(b.ctx, source))
		out := b.submit(offer(source, "x"))
		if linked := out.Service == first; linked != (i < mostLinked-1) {
			b.Fatalf("list %d: linked %v", i, linked)
		}
	}
	list, err := b.s.OpenQuestions(b.ctx, 100)
	b.must(err)
	if !slices.ContainsFunc(list, func(q Question) bool { return q.Level == data.LevelService && q.A == string(first) }) {
		b.Errorf("nobody is asked: %+v", list)
	}
}

// One source describes something else than another that was taken for the same: what agrees with the one and not with the other is a
// question.
func everySourceMustAgree(b *bench) {
	first := b.submit(offer(council, "1")).Service
	b.submit(offer(charity, "x", func(s *data.Submission) {
		s.Service.Doc.Schedules = []data.Schedule{{ID: data.MintElement(charity.Key, "x", "schedule", ""), Freq: "WEEKLY", ByDay: "MO", OpensAt: "10:00", ClosesAt: "12:00"}}
	}))
	said, err := b.s.Says(b.ctx, data.LevelService, string(first))
	b.must(err)
	if len(said) != 2 || !said[0].Heard || !said[1].Heard {
		b.Fatalf("%+v", said)
	}
	third := data.Source{Key: "third", Name: "A list", Kind: data.SourceTable, Area: council.Area}
	b.must(b.s.PutSource(b.ctx, third))
	out := b.submit(offer(third, "t", func(s *data.Submission) {
		s.Service.Doc.Schedules = []data.Schedule{{ID: data.MintElement(third.Key, "t", "schedule", ""), Freq: "WEEKLY", ByDay: "FR", OpensAt: "10:00", ClosesAt: "12:00"}}
	}))
	if out.Service == first {
		b.Error("a club on Fridays is taken for one on Mondays")
	}
}
