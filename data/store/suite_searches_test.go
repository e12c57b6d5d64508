package store

import (
	"context"
	"errors"
	"slices"

	"fingerpost/data"
)

func (b *bench) count(day, outward string, topic data.TopicID, searches, little int) data.SearchCount {
	return data.SearchCount{Day: date(day), Outward: outward, Topic: topic, Searches: searches, Little: little}
}

// counted holds what is kept of some days.
func (b *bench) counted(from, to string, want ...data.SearchCount) {
	b.Helper()
	got, err := b.s.Searches(b.ctx, date(from), date(to))
	b.must(err)
	if !slices.Equal(got, want) {
		b.Errorf("from %s to %s: %v, want %v", from, to, got, want)
	}
}

// Counts of one day add up, from whoever they come, and those of a month are given as one.
func searchesAddUp(b *bench) {
	b.counted("2020-01-01", "2030-12-31")
	b.must(b.s.AddSearches(b.ctx, nil))
	b.must(b.s.AddSearches(b.ctx, []data.SearchCount{
		b.count("2026-10-31", "LS1", "food", 2, 1), b.count("2026-11-01", "LS1", "food", 3, 0), b.count("2026-11-01", "", "", 1, 1)}))
	before := b.sound().Digest
	b.must(b.s.AddSearches(b.ctx, []data.SearchCount{b.count("2026-11-01", "LS1", "food", 4, 4), b.count("2026-11-30", "LS1", "food", 1, 0),
		b.count("2026-11-02", "LS1", "", 1, 0), b.count("2026-11-02", "LS1", "", 1, 0)}))
	if b.sound().Digest != before {
		b.Error("people who search change the fingerprint of the directory")
	}
	all := []data.SearchCount{b.count("2026-10", "LS1", "food", 2, 1), b.count("2026-11", "", "", 1, 1), b.count("2026-11", "LS1", "", 2, 0), b.count("2026-11", "LS1", "food", 8, 4)}
	b.counted("2026-10-31", "2026-11-30", all...)
	b.counted("2026-11-01", "2026-11-30", all[1:]...)
	b.counted("2026-11-01", "2026-11-01", b.count("2026-11", "", "", 1, 1), b.count("2026-11", "LS1", "food", 7, 4))
	if n := len(b.column(`SELECT day FROM search_counts`)); n != 5 {
		b.Errorf("%d rows are kept", n)
	}
}

func searchesAreForgotten(b *bench) {
	b.must(b.s.AddSearches(b.ctx, []data.SearchCount{b.count("2023-11-20", "LS1", "food", 2, 1), b.count("2023-11-21", "LS1", "food", 3, 0)}))
	b.must(b.s.ForgetSearches(b.ctx, date("2023-11-21")))
	b.must(b.s.ForgetSearches(b.ctx, date("2023-11-21")))
	b.counted("2020-01-01", "2030-12-31", b.count("2023-11", "LS1", "food", 3, 0))
}

// A write that is cut off adds nothing, so that it can be made again.
func searchesAllOrNone(b *bench) {
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	if err := b.s.AddSearches(ctx, []data.SearchCount{b.count("2026-11-01", "LS1", "food", 2, 1)}); !errors.Is(err, context.Canceled) {
		b.Errorf("%v", err)
	}
	b.must(b.s.write(b.ctx, func(t tx) error {
		_, err := t.exec(`CREATE UNIQUE INDEX search_counts_once ON search_counts (outward, topic)`)
		return err
	}))
	if err := b.s.AddSearches(b.ctx, []data.SearchCount{b.count("2026-11-01", "LS1", "food", 2, 1), b.count("2026-11-02", "LS1", "food", 2, 1)}); err == nil {
		b.Error("a row that cannot be written was taken")
	}
	b.counted("2020-01-01", "2030-12-31")
}
