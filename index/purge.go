package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
)

// purge gets words that were redacted or withheld out of the files. A document that is deleted or written anew leaves its
// old words in its segment until a merge happens to come by; this one merges everything. It is rare, and it is tried
// again after a crash, since the wish for it stands in the checkpoint.
func (x *Index) purge(ctx context.Context) error {
	if !x.wantsPurge() {
		return nil
	}
	if err := mergeAll(ctx, x.bleve); err != nil {
		return err
	}
	return x.purged()
}

// wantsPurge reports whether words that must not be found any more may lie in the files. An index in memory has no files, and no
// merger that would answer.
func (x *Index) wantsPurge() bool { return x.checkpoint.Purge && x.path != "" }

// purged notes that no file holds what must not be found: those that were merged go when searches let go of them.
func (x *Index) purged() error {
	if err := x.views.Follow(x.bleve); err != nil {
		return err
	}
	next := x.checkpoint
	next.Purge = false
	return x.keep(next)
}

// mergeAll writes all documents into one file, and none of what is deleted. It takes some seconds for a hundred thousand.
func mergeAll(ctx context.Context, of bleve.Index) error {
	advanced, err := of.Advanced()
	if err != nil {
		return err
	}
	if segments, ok := advanced.(*scorch.Scorch); ok {
		if err := segments.ForceMerge(ctx, &mergeplan.SingleSegmentMergePlanOptions); err != nil {
			return fmt.Errorf("merging the index: %w", err)
		}
	}
	return ctx.Err() // a merge that is broken off is none, and no error
}

// purging is a purge beside the goroutine that follows. The nil channel: none is under way.
type purging struct {
	of    bleve.Index
	hides int64 // of the index, when it began
	done  chan error
}

// look begins a purge if one is wanted, and notes that one has ended. What was hidden since it began may have been merged
// before: then another is wanted.
func (p *purging) look(ctx context.Context, x *Index) error {
	if p.done == nil {
		if x.wantsPurge() {
			*p = purging{of: x.bleve, hides: x.Hides(), done: make(chan error, 1)}
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
		return x.purged()
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
