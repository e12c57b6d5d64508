package index

import (
	"context"
	"iter"
	"strings"
	"time"
)

// product is what /api/search runs: synonyms, slips, bands, listings that serve the origin from afar. It answers more than was asked
// of the others, so that its totals are its own.
type product struct {
	corpus *peerCorpus
	folder string
	index  *Index
}

func (*product) name() string { return "product" }

func (*product) plain() bool { return false }

func (e *product) build(ctx context.Context, _ iter.Seq[row]) (err error) {
	if e.index, err = Open(e.folder, e.corpus.setting); err != nil {
		return err
	}
	_, err = e.index.Follow(ctx, &peerLog{corpus: e.corpus}, nil)
	return err
}

func (e *product) search(ctx context.Context, q peerQuery) (peerAnswer, error) {
	found, err := e.index.Search(ctx, Request{Text: strings.Join(q.Words, " "), Origin: &q.Origin, Within: peerRadius, Limit: peerTop})
	if err != nil {
		return peerAnswer{}, err
	}
	a := peerAnswer{total: found.Total, facets: found.Facets}
	for _, r := range found.Results {
		a.top = append(a.top, string(r.Service))
	}
	return a, nil
}

func (e *product) size() (int64, error) { return folderSize(e.folder) }

func (*product) cpu() (time.Duration, error) { return 0, nil } // it runs in this process

func (e *product) close() error {
	if e.index == nil {
		return nil
	}
	return e.index.Close()
}
