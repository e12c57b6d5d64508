package index_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index"
)

func found(t testing.TB, x *index.Index, text string) int {
	t.Helper()
	return search(t, x, index.Request{Text: text}).Total
}

// TestFollow promises that the index shows what the store holds now, after every kind of change.
func TestFollow(t *testing.T) {
	kept := openStore(t)
	x := indexOf(t, kept)
	o := find(t, "LS1 4AP")
	near := func() int { return search(t, x, index.Request{Origin: &o, Within: 5}).Bands[index.NearBand] }

	tablets := service("Tablets to borrow", runBy("Silver Waders"), at(north(o, 1)), at(north(o, 2)))
	choir := service("Choir", runBy("Silver Waders"), at(north(o, 1)))
	submit(t, kept, tablets, choir)
	if near() != 0 {
		t.Fatal("it knew before it followed")
	}
	follow(t, x, kept)
	if near() != 2 || found(t, x, "silver waders") != 2 {
		t.Fatalf("near %d, run by Silver Waders %d; want 2 and 2", near(), found(t, x, "silver waders"))
	}

	// A service that is closed for now is shown; one that is gone is not.
	status(data.TemporarilyClosed)(&choir)
	submit(t, kept, choir)
	follow(t, x, kept)
	if found(t, x, "choir") != 1 {
		t.Error("what is closed for now is not shown")
	}
	for _, gone := range []data.Status{data.Inactive, data.Defunct} {
		status(gone)(&choir)
		submit(t, kept, choir)
		follow(t, x, kept)
		if found(t, x, "choir") != 0 || near() != 1 {
			t.Errorf("%s, and still shown", gone)
		}
	}
	status(data.Active)(&choir)
	submit(t, kept, choir)
	follow(t, x, kept)
	if found(t, x, "choir") != 1 {
		t.Error("active again, and not shown")
	}

	// A place is taken away, then the last one.
	second := tablets.Locations[1]
	tablets.Locations, tablets.Service.Doc.ServiceAtLocations = tablets.Locations[1:], tablets.Service.Doc.ServiceAtLocations[1:]
	submit(t, kept, tablets)
	follow(t, x, kept)
	if r := search(t, x, index.Request{Text: "tablets", Origin: &o}).Results[0]; *r.Distance < 1.5 {
		t.Errorf("shown at %v, a place that it has no longer", *r.Distance)
	}
	tablets.Locations, tablets.Service.Doc.ServiceAtLocations = nil, nil
	submit(t, kept, tablets)
	follow(t, x, kept)
	if near() != 1 || found(t, x, "tablets") != 1 {
		t.Error("without a place it is near, or not found at all")
	}
	tablets.Locations = append(tablets.Locations, second)
	tablets.Service.Doc.ServiceAtLocations = []data.ServiceAtLocation{{LocationID: second.Doc.ID}}
	submit(t, kept, tablets)
	follow(t, x, kept)
	if near() != 2 {
		t.Error("with a place again it is not near")
	}

	// An organisation's name and a place's whereabouts belong to the services that show them.
	choir.Organization.Doc.Name = "Golden Networkers"
	submit(t, kept, choir)
	follow(t, x, kept)
	if found(t, x, "golden networkers") != 2 || found(t, x, "silver waders") != 0 {
		t.Error("an organisation's new name does not reach its services")
	}
	choir.Locations[0].Doc.Point = coordinates(north(o, 50))
	submit(t, kept, choir)
	follow(t, x, kept)
	if near() != 1 {
		t.Error("a place that moved away is still near")
	}
	choir.Locations[0].Doc.Point, choir.Locations[0].Doc.Withheld = coordinates(north(o, 1)), true
	submit(t, kept, choir)
	follow(t, x, kept)
	if near() != 1 {
		t.Error("a place is near that is withheld by now")
	}
}

// counting tells what a follower asks for.
type counting struct {
	index.Log
	listings int
	from     []store.Checkpoint
}

func (c *counting) Since(ctx context.Context, from store.Checkpoint, limit int) ([]data.ServiceID, store.Checkpoint, error) {
	c.from = append(c.from, from)
	return c.Log.Since(ctx, from, limit)
}

func (c *counting) Listings(ctx context.Context, ids []data.ServiceID) ([]data.Listing, error) {
	c.listings += len(ids)
	return c.Log.Listings(ctx, ids)
}

// TestCheckpoint promises that an index goes on from where its documents are, sightings too, and reads nothing twice.
func TestCheckpoint(t *testing.T) {
	kept := openStore(t)
	folder := t.TempDir()
	for i := range 5 {
		submit(t, kept, service(fmt.Sprintf("Service %d", i)))
	}
	x := open(t, folder)
	if _, ready := x.Ready(); ready {
		t.Error("ready before it followed")
	}
	follow(t, x, kept)
	if n, ready := x.Ready(); n != 5 || !ready {
		t.Errorf("%d services, ready: %v", n, ready)
	}
	closeIndex(t, x)

	x = open(t, folder)
	if n, ready := x.Ready(); n != 5 || ready {
		t.Errorf("opened again: %d services, ready: %v", n, ready)
	}
	log := &counting{Log: kept}
	follow(t, x, log)
	if log.listings != 0 {
		t.Errorf("%d services read again", log.listings)
	}
	submit(t, kept, service("Service 0"), service("Service 1")) // said again: sightings
	head, err := kept.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	follow(t, x, log)
	if log.listings != 2 || log.from[len(log.from)-1] != head {
		t.Errorf("two sightings: %d services read, up to %+v; the log is at %+v", log.listings, log.from[len(log.from)-1], head)
	}
	closeIndex(t, x)

	x = open(t, folder)
	defer closeIndex(t, x)
	again := &counting{Log: kept}
	follow(t, x, again)
	if again.listings != 0 || again.from[0] != head {
		t.Errorf("after sightings it goes on from %+v, want %+v", again.from[0], head)
	}
}

// TestChangedTopics promises that an index whose documents were made by other topics is built again.
func TestChangedTopics(t *testing.T) {
	folder := t.TempDir()
	log := newMemory(service("Larder", about("food")))
	x := open(t, folder)
	follow(t, x, log)
	if found(t, x, "breadbasket") != 0 {
		t.Fatal("found by a word that it has not")
	}
	closeIndex(t, x)
	other := setting(t)
	all := slices.Clone(other.Lexicon.Topics.All)
	for i := range all {
		if all[i].ID == "food" {
			all[i].Words = append(slices.Clone(all[i].Words), "breadbasket")
		}
	}
	other.Lexicon.Topics = data.NewTopics(all)
	x, err := index.Open(folder, other)
	if err != nil {
		t.Fatal(err)
	}
	defer closeIndex(t, x)
	follow(t, x, log)
	if found(t, x, "breadbasket") != 1 || found(t, x, "food parcel") != 1 {
		t.Error("the new word of a topic does not find what bears it")
	}
}

// TestEpoch promises that a log of another epoch, as a restored backup is, is followed from its start.
func TestEpoch(t *testing.T) {
	for _, kind := range []string{"in memory", "in a folder"} {
		log := newMemory(service("Old one"), service("Old two"))
		x := indexOf(t, log)
		if kind == "in a folder" {
			x = open(t, t.TempDir())
			defer closeIndex(t, x)
			follow(t, x, log)
		}
		restored := newMemory(service("Old one"))
		restored.epoch = "two"
		follow(t, x, restored)
		if n, ready := x.Ready(); n != 1 || !ready || found(t, x, "two") != 0 || found(t, x, "old") != 1 {
			t.Errorf("%s: %d services of another epoch, ready: %v", kind, n, ready)
		}
		restored.put(service("New"))
		follow(t, x, restored)
		if found(t, x, "new") != 1 {
			t.Errorf("%s: it does not follow the new epoch on", kind)
		}
	}
}

// TestFollowCancelled promises that following which was broken off, at any step, goes on later to the same answers.
func TestFollowCancelled(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := variety(o, 2500) // three batches
	log := newMemory(all...)
	want := ids(search(t, indexOf(t, log), index.Request{Text: "soup", Origin: &o}))
	folder := t.TempDir()
	x := open(t, folder)
	ctx, cancel := context.WithCancel(t.Context())
	looked, err := x.Follow(ctx, log, func(n int) {
		if n >= 1000 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || looked != 1000 {
		t.Fatalf("broken off after %d services: %v", looked, err)
	}
	if n, ready := x.Ready(); n != 1000 || ready {
		t.Errorf("half-way there are %d services, ready: %v", n, ready)
	}
	search(t, x, index.Request{Text: "soup", Origin: &o})
	closeIndex(t, x)
	x = open(t, folder)
	defer closeIndex(t, x)
	rest := &counting{Log: log}
	follow(t, x, rest)
	if got := ids(search(t, x, index.Request{Text: "soup", Origin: &o})); !slices.Equal(got, want) || rest.listings != 1500 {
		t.Errorf("after the rest (%d services) the answers differ", rest.listings)
	}
}

// TestLeavesNoTrace promises that words which must not be found any more are not in the files either, and that searches go
// on as before.
func TestLeavesNoTrace(t *testing.T) {
	o := find(t, "LS1 4AP")
	folder := t.TempDir()
	log := newMemory(variety(o, 300)...)
	log.put(service("Larder", says("ring quizzaci")))
	x := open(t, folder)
	follow(t, x, log)
	before := ids(search(t, x, index.Request{Text: "bread", Origin: &o}))
	log.hides = true
	log.put(service("Larder", says("ring us")))
	follow(t, x, log)
	if got := ids(search(t, x, index.Request{Text: "bread", Origin: &o})); !slices.Equal(got, before) || found(t, x, "quizzaci") != 0 {
		t.Error("the answers are others")
	}
	closeIndex(t, x)
	if held(t, folder, "quizzaci") || !held(t, folder, "ring") {
		t.Error("the word is still in the files")
	}
}

// TestPurgeThatIsBrokenOff promises that words which must not be found are not forgotten in the files when the program ends
// before they are out of them.
func TestPurgeThatIsBrokenOff(t *testing.T) {
	folder := t.TempDir()
	log := newMemory(variety(find(t, "LS1 4AP"), 300)...)
	log.put(service("Larder", says("ring quizzaci")))
	x := open(t, folder)
	follow(t, x, log)
	log.hides = true
	log.put(service("Larder", says("ring us")))
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := x.CatchUp(ctx, log, nil); err != nil || found(t, x, "quizzaci") != 0 {
		t.Fatalf("it is still found, or %v", err)
	}
	cancel()
	if _, err := x.Follow(ctx, deaf{log}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a purge that was broken off: %v", err)
	}
	closeIndex(t, x)
	if !wantsPurge(t, folder) {
		t.Error("the index does not know that its files are to be purged")
	}
	x = open(t, folder)
	follow(t, x, log)
	closeIndex(t, x)
	if wantsPurge(t, folder) || held(t, folder, "quizzaci") {
		t.Error("the word is still in the files")
	}
}

// deaf is a log that is read to its end whether the context has ended or not.
type deaf struct{ index.Log }

func (d deaf) Epoch(ctx context.Context) (string, error) {
	return d.Log.Epoch(context.WithoutCancel(ctx))
}

func (d deaf) Since(ctx context.Context, from store.Checkpoint, limit int) ([]data.ServiceID, store.Checkpoint, error) {
	return d.Log.Since(context.WithoutCancel(ctx), from, limit)
}

// wantsPurge reports whether the checkpoint of an index in a folder says that words may be in the files which must not.
func wantsPurge(t *testing.T, folder string) (wants bool) {
	t.Helper()
	meddle(t, folder, func(b bleve.Index) error {
		checkpoint, err := b.GetInternal([]byte("checkpoint"))
		wants = strings.Contains(string(checkpoint), `"purge":true`)
		return err
	})
	return wants
}

// TestPurgeBesideFollowing promises that the files are purged while it follows by itself.
func TestPurgeBesideFollowing(t *testing.T) {
	folder := t.TempDir()
	log := newMemory(variety(find(t, "LS1 4AP"), 300)...)
	log.put(service("Larder", says("ring quizzaci")))
	x := open(t, folder)
	follow(t, x, log)
	log.hides = true
	log.put(service("Larder", says("ring us")))
	for tries := 1; ; tries++ { // nobody is told when it is done
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(tries)*100*time.Millisecond)
		x.FollowEvery(ctx, log, time.Millisecond)
		cancel()
		closeIndex(t, x)
		if !wantsPurge(t, folder) {
			break
		}
		if tries == 15 {
			t.Fatal("the files are not purged")
		}
		x = open(t, folder)
	}
	if held(t, folder, "quizzaci") {
		t.Error("the word is still in the files")
	}
}

// held reports whether the files of an index in a folder hold a word of a description, be it of a document that is gone.
func held(t *testing.T, folder, word string) bool {
	t.Helper()
	is := false
	meddle(t, folder, func(b bleve.Index) error {
		words, err := b.FieldDict("description")
		if err != nil {
			return err
		}
		defer words.Close()
		for {
			entry, err := words.Next()
			if err != nil || entry == nil {
				return err
			}
			is = is || entry.Term == word
		}
	})
	return is
}

// failing is a log that breaks.
type failing struct {
	*memory
	err error
}

func (f failing) Listings(context.Context, []data.ServiceID) ([]data.Listing, error) {
	return nil, f.err
}

// TestFollowFails promises that a log that breaks is told of and harms nothing.
func TestFollowFails(t *testing.T) {
	log := newMemory(service("Larder"))
	x := indexOf(t, log)
	log.put(service("Choir"))
	broken := errors.New("the disk is full")
	if _, err := x.Follow(t.Context(), failing{log, broken}, nil); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if found(t, x, "larder") != 1 || found(t, x, "choir") != 0 {
		t.Error("what was there is gone")
	}
	follow(t, x, log)
	if found(t, x, "choir") != 1 {
		t.Error("it does not go on when the log works again")
	}
}

// TestSearchWhileFollowing promises that searches go on while the index follows, starts over and is asked for its state.
func TestSearchWhileFollowing(t *testing.T) {
	o := find(t, "LS1 4AP")
	all := variety(o, 150)
	log := newMemory(all...)
	x := open(t, t.TempDir())
	follow(t, x, log)
	done := make(chan struct{})
	var searching sync.WaitGroup
	for i := range 3 {
		searching.Add(1)
		go func() {
			defer searching.Done()
			for n := i; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				r := []index.Request{{Text: "bread", Origin: &o, Limit: 50}, {Text: "sop", Limit: 50}, {Origin: &o, Limit: 50}}[n%3]
				a, err := x.Search(t.Context(), r)
				if err != nil {
					t.Errorf("%+v: %v", r, err)
					return
				}
				seen := map[data.ServiceID]bool{}
				for _, r := range a.Results {
					if seen[r.Service] {
						t.Error("a service stands twice")
					}
					seen[r.Service] = true
				}
				x.Ready()
			}
		}()
	}
	for round := range 6 {
		log.put(all...)
		if round%2 == 1 {
			log.epoch += "+"
		}
		follow(t, x, log)
	}
	close(done)
	searching.Wait()
	closeIndex(t, x)
	if _, err := x.Search(t.Context(), index.Request{Text: "bread", Limit: 5}); err == nil {
		t.Error("a closed index answers")
	}
}

// TestFollowEvery promises that it follows by itself until it is told to stop, and outlives a log that breaks.
func TestFollowEvery(t *testing.T) {
	kept := openStore(t)
	x := indexOf(t, kept)
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		x.FollowEvery(ctx, kept, time.Millisecond)
		close(stopped)
	}()
	submit(t, kept, service("Larder"))
	for found(t, x, "larder") == 0 && t.Context().Err() == nil {
		time.Sleep(time.Millisecond)
	}
	cancel()
	<-stopped
}
