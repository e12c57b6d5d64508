package index

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

// fewWords is a log of services that all say the same.
type fewWords struct{ services int }

func (l fewWords) Epoch(context.Context) (string, error) { return "few", nil }

func (l fewWords) Since(_ context.Context, from store.Checkpoint, limit int) (ids []data.ServiceID, to store.Checkpoint, err error) {
	for to = from; int(to.Log) < l.services && len(ids) < limit; to.Log++ {
		ids = append(ids, data.ServiceID(fmt.Sprint(to.Log)))
	}
	return ids, to, nil
}

func (l fewWords) Hidden(context.Context, int64, int64) (bool, error) { return false, nil }

func (l fewWords) Listings(_ context.Context, ids []data.ServiceID) (all []data.Listing, err error) {
	for _, id := range ids {
		all = append(all, data.Listing{Service: data.Service{ID: id, Name: "bread " + string(id), Description: "soup and songs", Status: data.Active}})
	}
	return all, nil
}

// A search that comes to too much is answered with what was reached, and the answer says so; no other does.
func TestCut(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC) }
	x, err := InMemory(t.Context(), Setting{Now: now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := x.Follow(t.Context(), fewWords{3 * batchSize}, nil); err != nil { // as many segments
		t.Fatal(err)
	}
	for most, want := range map[int]bool{mostMet: false, 9 * batchSize: true, 1: true} {
		x.executor = fast{most}
		a, err := x.Search(t.Context(), Request{Text: "bread soup", Limit: 20})
		if err != nil {
			t.Fatal(err)
		}
		cut := slices.ContainsFunc(a.Relaxed, func(r Relaxation) bool { return r.Kind == Cut })
		if cut != want || cut == (a.Total == 3*batchSize) || most > 1 && a.Total == 0 {
			t.Errorf("at most %d: %d services, %v", most, a.Total, a.Relaxed)
		}
	}
}
