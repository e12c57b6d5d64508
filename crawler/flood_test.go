package crawler_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/store"
)

// flooded reads a source of some services, of which the first so many have another number than before.
func flooded(t *testing.T, kept *store.Store, source data.Source, services, changed int, anyway bool) crawler.Summary {
	t.Helper()
	in := &crawler.Intake{Store: kept, Source: source, Kind: "test", Anyway: anyway}
	if err := in.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range services {
		number := fmt.Sprintf("0113 496 0%03d", i)
		if i < changed {
			number = "0113 496 0999"
		}
		sub := data.Submission{Source: source.Key, Records: []data.Record{{ReadAt: kept.Now(), Payload: json.RawMessage(fmt.Sprintf(`{"n":%q}`, number))}},
			Service: data.Draft[data.Service]{OwnID: fmt.Sprint(i), Doc: data.Service{Name: fmt.Sprint("Club ", i),
				Phones: []data.Phone{{ID: data.MintElement(source.Key, fmt.Sprint(i), "phone", ""), Number: number}}}}}
		place := data.Mint[data.LocationID](data.LevelLocation, source.Key, fmt.Sprint(i))
		sub.Service.Doc.ServiceAtLocations = []data.ServiceAtLocation{{LocationID: place}}
		sub.Locations = []data.Draft[data.Location]{{OwnID: fmt.Sprint(i), Doc: data.Location{ID: place, Address: data.Address{Line1: fmt.Sprint(i+1, " High Street"), Postcode: fmt.Sprintf("LS%d %dAB", 1+i/10, i%10)}}}}
		if err := in.Take(t.Context(), data.Item{Submission: sub}); err != nil {
			t.Fatal(err)
		}
	}
	summary, err := in.End(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

// TestFlood promises that a source which says otherwise of much at once changes nothing until a person has looked, unless that person
// says so beforehand or is the source.
func TestFlood(t *testing.T) {
	feed := data.Source{Key: "feed", Name: "A feed", Kind: data.SourceFeed, Area: "K02000001"}
	owner := feed
	owner.Trust = data.TrustOwner
	for _, test := range []struct {
		what              string
		source            data.Source
		services, changed int
		anyway            bool
		held, shown       int // how many are put back, and how many are shown with the new number
	}{
		{"a few", feed, 60, 10, false, 0, 10},
		{"not a third", feed, 60, 17, false, 0, 17},
		{"most", feed, 60, 50, false, 50, 0},
		{"all", feed, 60, 60, false, 60, 0},
		{"all of a small one", feed, 9, 9, false, 0, 9},
		{"most, and they know", feed, 60, 50, true, 0, 50},
		{"most, by those who keep them", owner, 60, 50, false, 0, 50},
	} {
		clock := time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)
		kept, err := store.OpenFolder(t.Context(), t.TempDir(), func() time.Time { clock = clock.Add(time.Millisecond); return clock })
		if err != nil {
			t.Fatal(err)
		}
		// Another source tells of the same, otherwise: that is no flood of this one's.
		before := data.Source{Key: "before", Name: "Another", Kind: data.SourceTable, Area: "K02000001"}
		flooded(t, kept, before, test.services, test.services, false)
		if summary := flooded(t, kept, test.source, test.services, 0, false); summary.Held != 0 || summary.Pending != 0 {
			t.Errorf("%s: the first time: %+v", test.what, summary)
		}
		summary := flooded(t, kept, test.source, test.services, test.changed, test.anyway)
		waiting, err := kept.CountWaiting(t.Context())
		if err != nil || summary.Held != test.held || waiting != test.held {
			t.Errorf("%s: %d held and %d waiting, want %d; %v", test.what, summary.Held, waiting, test.held, err)
		}
		shown := 0
		err = kept.Walk(t.Context(), store.Walk{}, func(some []data.Exported, _ int) error {
			for _, l := range some {
				if l.Service.Phones[0].Number == "0113 496 0999" {
					shown++
				}
			}
			return nil
		})
		if err != nil || shown != test.shown {
			t.Errorf("%s: %d shown with the new number, want %d; %v", test.what, shown, test.shown, err)
		}
		if report, err := kept.Check(t.Context()); err != nil || !report.Sound() {
			t.Errorf("%s: %v %v", test.what, report.Faults, err)
		}
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	}
}
