package store

import (
	"fmt"
	"time"

	"fingerpost/data"
)

// A source says otherwise of much at once: what it changed is put back and waits, what is new stays, and it cannot slip the same in by
// saying it again beside something else.
func holdingAFlood(b *bench) {
	var ids []data.ServiceID
	for i := range 3 {
		ids = append(ids, b.submit(offer(council, fmt.Sprint(i), called(fmt.Sprint("Club ", i)))).Service)
	}
	started := b.s.now()
	for i := range 3 {
		out := b.submit(offer(council, fmt.Sprint(i), called(fmt.Sprint("Club ", i)), number("0113 496 0066"), func(s *data.Submission) { s.Service.Doc.Email = "us@example.org" }))
		if !out.Vital || !out.Changed {
			b.Errorf("%+v", out)
		}
	}
	fresh := b.submit(offer(council, "new", called("Another"), number("0113 496 0067"))).Service
	if out := b.submit(offer(council, "new", called("Another"), number("0113 496 0067"), describe("Words."))); out.Vital {
		b.Errorf("a description is vital: %+v", out)
	}
	held, err := b.s.Hold(b.ctx, council.Key, started)
	b.must(err)
	if list := b.waiting(); held != 4 || len(list) != 4 {
		b.Errorf("%d held, %+v", held, list)
	}
	for _, id := range ids {
		b.wants(id, "0113 496 0000")
		if got := b.listing(id).Service.Email; got != "us@example.org" {
			b.Errorf("what was not known before: %q", got)
		}
	}
	b.wants(fresh, "0113 496 0067")
	if out := b.submit(offer(council, "0", called("Club 0"), number("0113 496 0066"), func(s *data.Submission) { s.Service.Doc.Email = "them@example.org" })); out.Pending != 1 {
		b.Errorf("said again: %+v", out)
	}
	b.wants(ids[0], "0113 496 0000")
	if out := b.submit(offer(council, "1", called("Club 1"))); out.Pending != 0 {
		b.Errorf("taken back: %+v", out)
	}
	for _, r := range b.waiting() {
		if r.Aggregate == string(ids[2]) {
			b.decide(r.ID, true)
		}
	}
	b.wants(ids[2], "0113 496 0066")
	if n, err := b.s.CountSaid(b.ctx, council.Key); err != nil || n != 4 {
		b.Errorf("%d, %v", n, err)
	}
	if held, err := b.s.Hold(b.ctx, council.Key, b.s.now().Add(time.Hour)); err != nil || held != 0 {
		b.Errorf("%d, %v", held, err)
	}
}

// A source gives an id that it had for one service to another, or swaps two: that waits for a person.
func reusingIDs(b *bench) {
	line := func(name, phone string) func(*data.Submission) {
		return func(s *data.Submission) { s.Service.Doc.Name, s.Service.Doc.Phones[0].Number = name, phone }
	}
	choir := b.submit(offer(council, "1", line("Choir for Beginners", "0113 496 0001"))).Service
	lunch := b.submit(offer(council, "2", line("Lunch Together", "0113 496 0002"))).Service
	if out := b.submit(offer(council, "1", line("Debt Advice", "0113 496 0003"))); out.Changed || out.Pending != 1 {
		b.Errorf("something else: %+v", out)
	}
	if got := b.listing(choir).Service.Name; got != "Choir for Beginners" {
		b.Errorf("%q", got)
	}
	b.submit(offer(council, "1", line("Choir for Beginners", "0113 496 0001")))
	if list := b.waiting(); len(list) != 0 {
		b.Errorf("as it was: %+v", list)
	}
	// Both have one number now, and then their names change places.
	b.submit(offer(council, "1", line("Choir for Beginners", "0113 496 0009")))
	b.submit(offer(council, "2", line("Lunch Together", "0113 496 0009")))
	b.submit(offer(council, "1", line("Lunch Together", "0113 496 0009")))
	b.submit(offer(council, "2", line("Choir for Beginners", "0113 496 0009")))
	if list := b.waiting(); len(list) != 2 {
		b.Errorf("swapped: %+v", list)
	}
	for id, want := range map[data.ServiceID]string{choir: "Choir for Beginners", lunch: "Lunch Together"} {
		if got := b.listing(id).Service.Name; got != want {
			b.Errorf("%q, want %q", got, want)
		}
	}
	// A new name with the number that it had is a new name.
	b.submit(offer(council, "3", line("Men Who Mend", "0113 496 0005")))
	if out := b.submit(offer(council, "3", line("Oakwood Shed", "0113 496 0005"))); !out.Changed || out.Pending != 0 {
		b.Errorf("%+v", out)
	}
}
