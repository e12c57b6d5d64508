package index

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// checkpoint is how far the documents have followed a log, as it stands in the index beside them.
type checkpoint struct {
	store.Checkpoint
	Format int    `json:"format"`
	Words  string `json:"words"` // the fingerprint of the setting by which the documents were made
	Geo    string `json:"geo"`   // the version of the tables by which places have their positions
	// Building says that the index is not finished, and that there is another which is searched meanwhile.
	Building bool `json:"building,omitempty"`
	// Purge says that what was taken in removed words that must not be found any more, and that they may still lie in
	// the files: see [Index.purge].
	Purge    bool `json:"purge,omitempty"`
	caughtUp bool
}

var (
	checkpointKey = []byte("checkpoint")
	valuesKey     = []byte("values") // what the numbers stand for that entries hold: written with the first that has a new one
)

// batchSize is how many entries of the log are taken in one batch: about what a batch can hold before its memory grows
// faster than its speed.
const batchSize = 1000

// Log is what the index follows: a store.
type Log interface {
	Epoch(context.Context) (string, error)
	Since(ctx context.Context, from store.Checkpoint, limit int) ([]data.ServiceID, store.Checkpoint, error)
	Hidden(ctx context.Context, after, upTo int64) (bool, error)
	Listings(context.Context, []data.ServiceID) ([]data.Listing, error)
}

// Follow takes in everything that is new in the log, and gets what must not be found any more out of the files too.
func (x *Index) Follow(ctx context.Context, log Log, progress func(services int)) (services int, err error) {
	if services, err = x.CatchUp(ctx, log, progress); err != nil {
		return services, err
	}
	return services, x.purge(ctx, log)
}

// CatchUp takes in everything that is new in the log, and returns how many services it has looked at. A log of another
// epoch (a restored backup), other words and damage make it build the index again, beside the one that is searched
// meanwhile (rebuild.go). progress, which may be nil, is told after each batch.
func (x *Index) CatchUp(ctx context.Context, log Log, progress func(services int)) (services int, err error) {
	epoch, err := log.Epoch(ctx)
	if err != nil {
		return 0, err
	}
	another := x.checkpoint.Epoch != "" && x.checkpoint.Epoch != epoch
	if another || x.damaged.Load() || x.stale {
		return x.rebuild(ctx, log, progress, another || x.damaged.Load())
	}
	x.mu.Lock()
	x.checkpoint.Epoch = epoch
	x.mu.Unlock()
	for {
		n, more, err := x.step(ctx, log)
		if services += n; n > 0 && progress != nil {
			progress(services)
		}
		if err != nil || !more {
			return services, err
		}
	}
}

// step takes in one batch of what is new, and reports how many services it has looked at and whether there is more to do.
func (x *Index) step(ctx context.Context, log Log) (services int, more bool, err error) {
	ids, to, err := log.Since(ctx, x.checkpoint.Checkpoint, batchSize)
	if err != nil {
		return 0, false, err
	}
	if to != x.checkpoint.Checkpoint {
		if err := x.take(ctx, log, ids, to, false); err != nil {
			return 0, false, err
		}
		return len(ids), true, nil
	}
	if err := x.views.Follow(x.bleve); err != nil { // Bleve has written or merged segments meanwhile
		return 0, false, err
	}
	x.mu.Lock()
	x.checkpoint.caughtUp = true
	x.mu.Unlock()
	more, err = x.relocate(ctx, log)
	return 0, more, err
}

// FollowEvery follows until the context ends, looking for something new at each tick. The files are purged beside it: what is
// hidden meanwhile must not wait for that. A failure is logged and tried again at the next tick: searches go on with what is
// there.
func (x *Index) FollowEvery(ctx context.Context, log Log, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	var beside purging
	defer beside.wait()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		_, err := x.CatchUp(ctx, log, nil)
		if err == nil {
			err = errors.Join(beside.look(ctx, x, log), x.letGo())
		}
		if err != nil && ctx.Err() == nil {
			x.log.Error("the index could not follow the log; it tries again", "error", err)
		}
	}
}

// workers is how many processors make documents: all, until the index has caught up; then half of them, so that what comes in is not
// what searches wait for.
func (x *Index) workers() int {
	all := runtime.GOMAXPROCS(0)
	if x.checkpoint.caughtUp { // which the goroutine that follows alone writes
		return max(1, all/2)
	}
	return all
}

// makeAll makes the documents of listings.
func (x *Index) makeAll(listings []data.Listing) ([]made, error) {
	of, errs := make([][]made, len(listings)), make([]error, len(listings))
	var next atomic.Int64
	var group sync.WaitGroup
	for range x.workers() {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(listings); i = int(next.Add(1)) - 1 {
				of[i], errs[i] = x.documents(listings[i])
			}
		})
	}
	group.Wait()
	return slices.Concat(of...), errors.Join(errs...)
}

// take puts the present state of some services into the index, with the checkpoint, in one batch. If only positions can
// have changed, documents whose entry is as before are not written again.
func (x *Index) take(ctx context.Context, log Log, ids []data.ServiceID, to store.Checkpoint, moved bool) (err error) {
	listings, err := log.Listings(ctx, ids)
	if err != nil {
		return err
	}
	view, release, err := x.view()
	if err != nil {
		return err
	}
	defer release(&err)
	batch, err := x.batch(view, listings, ids, moved)
	if err != nil {
		return err
	}
	hidden, err := log.Hidden(ctx, x.checkpoint.Log, to.Log)
	if err != nil {
		return err
	}
	next := x.checkpoint
	next.Checkpoint = to
	if next.Geo != geo.Version() {
		next.Geo = "" // some positions are of one version and some of another
	}
	next.Purge = next.Purge || (hidden && view.Docs > 0)
	stored, err := json.Marshal(next)
	if err != nil {
		return err
	}
	batch.SetInternal(checkpointKey, stored)
	if err := x.bleve.Batch(batch); err != nil {
		return err
	}
	x.numbered, x.taken = x.views.Reader.Values.Count(), x.taken+len(listings)
	if err := x.views.Follow(x.bleve); err != nil {
		return err
	}
	boundGarbage(view.Docs + x.beside)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.checkpoint = next
	if hidden {
		x.hides.Add(1)
	}
	return nil
}

// batch is what the index changes for some services.
func (x *Index) batch(view *rows.View, listings []data.Listing, ids []data.ServiceID, moved bool) (*bleve.Batch, error) {
	all, err := x.makeAll(listings)
	if err != nil {
		return nil, err
	}
	batch, fresh := x.bleve.NewBatch(), map[uint64]bool{}
	for _, m := range all {
		key := m.key()
		fresh[key] = true
		if moved {
			same, err := isStored(view, key, m.stored)
			if err != nil {
				return nil, err
			}
			if same {
				continue
			}
		}
		if err := batch.IndexAdvanced(m.document); err != nil {
			return nil, fmt.Errorf("indexing %s: %w", m.entry.Service, err)
		}
	}
	for _, id := range ids {
		for _, key := range view.DocsOf(id) {
			if !fresh[key] {
				batch.Delete(rows.FiledAs(key))
			}
		}
	}
	if values := x.views.Reader.Values; values.Count() != x.numbered {
		batch.SetInternal(valuesKey, values.Bytes())
	}
	return batch, nil
}

// isStored reports whether a document has such an entry.
func isStored(view *rows.View, key uint64, entry []byte) (bool, error) {
	at, ok, err := view.Find(key)
	if err != nil || !ok {
		return false, err
	}
	stored, err := view.Parts[at.Part].Stored(at.Doc)
	return bytes.Equal(stored, entry), err
}

// Hides counts how often something was taken out of sight since the index was opened. What was made of it before may hold what
// must not be seen any more.
func (x *Index) Hides() int64 { return x.hides.Load() }
