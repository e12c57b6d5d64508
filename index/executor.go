package index

import (
	"context"
	"sync"

	"fingerpost/index/rows"
)

// found is a document that may be a result.
type found struct {
	part *rows.Part
	n    int // of the segment in its view
	doc  uint32
}

// place is where it stands in its view.
func (f found) place() rows.Place { return rows.Place{Part: f.n, Doc: f.doc} }

// candidates are the documents that may be results, with how well each matches each unit of the plan: 0 where it does not.
type candidates struct {
	docs    []found
	texts   []float64 // of all units of the first document, of the second and so on
	units   int
	fetched int  // means nothing, but must be kept or nothing would be fetched: see [rows.Rows.Fetch]
	cut     bool // there may be more: the plan comes to so much that not all was looked through
}

// of are the texts of one of the documents.
func (c *candidates) of(i int32) []float64 { return c.texts[int(i)*c.units : (int(i)+1)*c.units] }

// candidatePool are lists of candidates that no search uses.
var candidatePool = sync.Pool{New: func() any { return new(candidates) }}

func newCandidates(units int) *candidates {
	c := candidatePool.Get().(*candidates)
	c.docs, c.texts, c.units, c.cut = c.docs[:0], c.texts[:0], units, false
	return c
}

// give gives candidates back, which may not be used any more.
func (c *candidates) give() {
	clear(c.docs) // or segments that are gone would be held
	candidatePool.Put(c)
}

// executor yields every document of a view that matches any unit of a plan that is not soft, or is what the words mean as a
// whole, and that may concern its origin. It may yield documents that do not concern it (the ranker judges exactly), but may
// leave none out that does. A unit's scores need only be comparable with one another.
type executor interface {
	candidates(ctx context.Context, v *rows.View, p plan, trees []node) (*candidates, error)
}

// candidates runs a plan.
func (x *Index) candidates(ctx context.Context, v *rows.View, p plan) (*candidates, error) {
	trees := make([]node, len(p.units))
	for i, u := range p.units {
		var err error
		if trees[i], err = x.tree(ctx, v, p, u); err != nil {
			return nil, err
		}
	}
	return x.executor.candidates(ctx, v, p, trees)
}
