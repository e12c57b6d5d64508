package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fingerpost/data"
)

// Each change that a listing can show makes another standing, and nothing else does.
func standingMoves(b *bench) {
	standing := func() Standing {
		b.Helper()
		now, err := b.s.Standing(b.ctx)
		b.must(err)
		return now
	}
	at := standing()
	moves := func(what string, want bool, change func()) {
		b.Helper()
		change()
		now := standing()
		if (now != at) != want {
			b.Errorf("%s: %+v, before %+v", what, now, at)
		}
		at = now
	}
	var id data.ServiceID
	var hidden data.DoNotListID
	source := council
	moves("a listing", true, func() { id = b.submit(offer(source, "1", called("Tea"))).Service })
	moves("the same again, a sighting", true, func() { b.submit(offer(source, "1", called("Tea"))) })
	moves("another name", true, func() { b.submit(offer(source, "1", called("Coffee"))) })
	moves("an entry of the do-not-list", true, func() { hidden = b.hide("Digital Friends") })
	moves("one that is lifted", true, func() {
		_, err := b.s.LiftDoNotList(b.ctx, hidden, "Sam", "they asked")
		b.must(err)
	})
	moves("a redaction", true, func() {
		_, err := b.s.Redact(b.ctx, data.LevelService, string(id), "description", "Sam", "they asked")
		b.must(err)
	})
	moves("the name of a source", true, func() {
		source.Name = "Another name"
		b.must(b.s.PutSource(b.ctx, source))
	})
	moves("searches that were counted", false, func() {
		b.must(b.s.AddSearches(b.ctx, []data.SearchCount{b.count("2026-11-01", "LS1", "food", 1, 0)}))
	})
	moves("nothing", false, func() {})
}

// What another process commits is seen as well, and a question that was broken off is asked again.
func TestStandingAcrossProcesses(t *testing.T) {
	ctx := t.Context()
	folder := t.TempDir()
	one, err := OpenFolder(ctx, folder, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	other, err := openSQLite(ctx, filepath.Join(folder, FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	before, err := one.Standing(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.PutSource(ctx, data.Source{Key: "other", Name: "Other", Kind: data.SourceTable, Area: "K02000001", Licence: "OGL"}); err != nil {
		t.Fatal(err)
	}
	over, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := one.Standing(over); err == nil {
		t.Error("a question that is over was answered")
	}
	if after, err := one.Standing(ctx); err != nil || after == before {
		t.Errorf("%+v, %v", after, err)
	}
}

func BenchmarkStanding(b *testing.B) {
	s, err := OpenFolder(b.Context(), b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for b.Loop() {
		if _, err := s.Standing(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
