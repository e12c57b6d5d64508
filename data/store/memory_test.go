package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
)

// What a transaction took back was never there, though it had been compared with.
func TestMemoryOfWhatWasTakenBack(t *testing.T) {
	b := newBench(t, openEmpty(t))
	b.submit(offer(council, "1"))
	failed := errors.New("the disk is full")
	if _, err := b.s.take(b.ctx, offer(council, "1", called("Knitting for Beginners")), "", func(tx) error { return failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if got := b.submit(offer(charity, "x")); got.Created {
		t.Error("the service is not known by the name that it still has")
	}
	if names := b.column(`SELECT word FROM name_words WHERE word = 'knitting'`); len(names) > 0 {
		t.Error("a word is counted that no name has")
	}
}

// What another process has written meanwhile counts, and not what was remembered.
func TestMemoryOfTwoProcesses(t *testing.T) {
	folder := t.TempDir()
	one, two := newBench(t, openAt(t, folder)), &bench{T: t, s: openAt(t, folder), ctx: context.Background()}
	service := one.submit(offer(council, "1")).Service
	two.submit(offer(council, "1", called("Knitting for Beginners")))
	if got := one.submit(offer(charity, "x")); !got.Created {
		t.Error("matched by the name that the service had before")
	}
	two.submit(offer(council, "1"))
	if got := one.submit(offer(charity, "y")); got.Service != service {
		t.Errorf("%+v is not %s", got, service)
	}
}

// Who has a key is remembered within a transaction, and what is said in it counts.
func TestMemoryWithinATransaction(t *testing.T) {
	b := newBench(t, openEmpty(t))
	say := func(source data.Source, own, email string) data.Item {
		return data.Item{Submission: offer(source, own, func(s *data.Submission) {
			s.Organization, s.Locations = nil, nil
			s.Service.Doc = data.Service{Name: s.Service.Doc.Name, Email: email}
		})}
	}
	outcomes, err := b.s.SubmitAll(b.ctx, []data.Item{
		say(charity, "a", "one@example.org"),
		say(council, "1", "two@example.org"),
		say(charity, "b", "two@example.org"),
		say(charity, "c", "two@example.org"),
	})
	b.must(err)
	if outcomes[1].Service == outcomes[0].Service || outcomes[2].Service != outcomes[1].Service {
		t.Errorf("what came within the transaction was not found: %+v", outcomes)
	}
	if !outcomes[3].Created {
		t.Error("two things of one source are one")
	}
}

func TestTooManyAlike(t *testing.T) {
	b := newBench(t, openEmpty(t))
	var items []data.Item
	for i := range Candidates + 1 {
		items = append(items, data.Item{Submission: offer(council, fmt.Sprint(i), func(s *data.Submission) {
			s.Organization, s.Locations, s.Service.Doc.ServiceAtLocations, s.Service.Doc.Phones = nil, nil, nil, nil
		})})
	}
	outcomes, err := b.s.SubmitAll(b.ctx, items)
	b.must(err)
	for _, out := range outcomes {
		if len(out.Capped) > 0 {
			t.Errorf("those of one source are not compared with each other: %v", out.Capped)
		}
	}
	if got := b.submit(offer(charity, "x")).Capped; len(got) != 1 || got["service name"] != 1 {
		t.Errorf("%v", got)
	}
}

// Nothing is decided otherwise because something is remembered: a made-up country is linked alike whether its records are taken
// in together, with what is remembered of those before, or one by one with nothing of the kind.
func TestMemoryDecidesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand submissions; left out with -short")
	}
	country := newCorpus(400)
	items := country.items()
	rand.New(rand.NewPCG(seedOfCorpus, 2)).Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	links := func(atOnce int, after func(*Store)) []string {
		always := time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)
		s, err := OpenFolder(t.Context(), t.TempDir(), func() time.Time { return always })
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		b := &bench{T: t, s: s, ctx: t.Context()}
		for _, source := range corpusSources() {
			b.must(s.PutSource(b.ctx, source))
		}
		for some := range slices.Chunk(items, atOnce) {
			_, err := s.SubmitAll(b.ctx, some)
			b.must(err)
			after(s)
		}
		b.sound()
		return b.column(`SELECT level || ' ' || source || ' ' || own_id || ' ' || id || ' ' || why FROM own_ids ORDER BY level, source, own_id`)
	}
	together := links(64, func(*Store) {})
	alone := links(1, func(s *Store) { s.memory.forget() })
	if !slices.Equal(together, alone) {
		t.Error("other links")
	}
	if !slices.ContainsFunc(alone, func(link string) bool { return !strings.HasSuffix(link, " first seen here") }) {
		t.Error("nothing was linked")
	}
}
