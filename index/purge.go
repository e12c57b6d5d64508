package index

import (
	"context"
	"fmt"
	"math"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"

	"fingerpost/data"
	"fingerpost/index/rows"
)

// purge gets words that were redacted or withheld out of the files. A document that is deleted or written anew leaves its
// old words in its segment until a merge happens to come by; this one merges everything. It is rare, and it is tried
// again after a crash, since the wish for it stands in the checkpoint. What was built in many batches is merged too: in one
// segment it takes less room, and searches less time.
func (x *Index) purge(ctx context.Context, log Log) error {
	if !x.wantsMerge() {
		return nil
	}
	if ready, err := x.stir(ctx, log); err != nil || !ready {
		return err
	}
	taken := x.taken
	if err := mergeAll(ctx, x.bleve); err != nil {
		return err
	}
	return x.merged(taken)
}

// wantsMerge reports whether words that must not be found any more may lie in the files, or most of what is in them has come since
// they were merged. An index in memory has no files, and no merger that would answer.
func (x *Index) wantsMerge() bool {
	services, _ := x.Ready()
	return x.path != "" && (x.checkpoint.Purge || x.taken >= mostLoose && x.taken > services/2)
}

// mostLoose is how many services may lie in any segments.
const mostLoose = 5000

// merged notes that no file holds what must not be found: those that were merged go when searches let go of them. So many services had
// been taken in when it began.
func (x *Index) merged(taken int) error {
	if err := x.views.Follow(x.bleve); err != nil {
		return err
	}
	x.taken -= taken
	next := x.checkpoint // written even where it is the same: only then does Bleve take the files away that were merged
	next.Purge = false
	return x.keep(next)
}

// stir writes a service anew that is there, before words are got out of the files: Bleve merges no segment that is the only one,
// whatever was deleted in it. It reports whether a merge will take out what was deleted; if the service has just gone, it will not,
// and is to be tried again.
func (x *Index) stir(ctx context.Context, log Log) (ready bool, err error) {
	if !x.checkpoint.Purge {
		return true, nil
	}
	id, err := x.anyService()
	if err != nil || id == "" {
		return err == nil, err // of a segment in which nothing is left Bleve lets go by itself
	}
	if err := x.take(ctx, log, []data.ServiceID{id}, x.checkpoint.Checkpoint, false); err != nil {
		return false, err
	}
	view, release, err := x.view()
	if err != nil {
		return false, err
	}
	defer release(&err)
	return len(view.Parts) != 1 || view.Parts[0].Lost() == 0, nil
}

// anyService is a service that is there; empty for none.
func (x *Index) anyService() (id data.ServiceID, err error) {
	view, release, err := x.view()
	if err != nil {
		return "", err
	}
	defer release(&err)
	for _, p := range view.Parts {
		for doc := range uint32(p.Len()) {
			if p.Live(doc) {
				doc, err := p.DocID(doc)
				id, _ = rows.Split(doc)
				return id, err
			}
		}
	}
	return "", nil
}

// wholly merges everything into one segment, and a segment by itself if anything in it is deleted.
var wholly = func() mergeplan.MergePlanOptions {
	o := mergeplan.SingleSegmentMergePlanOptions
	o.SegmentsPerMergeTask = math.MaxInt32
	o.CalcBudget = func(int64, int64, *mergeplan.MergePlanOptions) int { return 0 }
	return o
}()

// mergeAll writes all documents into one file, and none of what is deleted. It takes some seconds for a hundred thousand.
func mergeAll(ctx context.Context, of bleve.Index) error {
	advanced, err := of.Advanced()
	if err != nil {
		return err
	}
	if segments, ok := advanced.(*scorch.Scorch); ok {
		if err := segments.ForceMerge(ctx, &wholly); err != nil {
			return fmt.Errorf("merging the index: %w", err)
		}
	}
	return ctx.Err() // a merge that is broken off is none, and no error
}

// purging is a purge beside the goroutine that follows. The nil channel: none is under way.
type purging struct {
	of    bleve.Index
	hides int64 // of the index, when it began
	taken int   // likewise
	done  chan error
}

// look begins a purge if one is wanted, and notes that one has ended. What was hidden since it began may have been merged
// before: then another is wanted.
func (p *purging) look(ctx context.Context, x *Index, log Log) error {
	if p.done == nil {
		if x.wantsMerge() {
			if ready, err := x.stir(ctx, log); err != nil || !ready {
				return err
			}
			*p = purging{of: x.bleve, hides: x.Hides(), taken: x.taken, done: make(chan error, 1)}
			go func(of bleve.Index, done chan<- error) { done <- mergeAll(ctx, of) }(p.of, p.done)
		}
		return nil
	}
	select {
	case err := <-p.done:
		ended := *p
		*p = purging{}
		if err != nil || ended.of != x.bleve || ended.hides != x.Hides() {
			return err
		}
		return x.merged(ended.taken)
	default:
		return nil
	}
}

// wait waits for a purge that is under way: it ends with its context.
func (p *purging) wait() {
	if p.done != nil {
		<-p.done
	}
}
