package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"fingerpost/index/rows"
)

// stock is the executor over Bleve's public search, which asks of places nothing. It is many times slower than [fast], and
// the one that says what is right: see [Setting.Stock].
type stock struct{ *Index }

func (x stock) candidates(ctx context.Context, v *rows.View, p plan, trees []node) (*candidates, error) {
	out := newCandidates(len(p.units))
	at := map[string]int{}
	add := func(q query.Query, unit int, soft bool) error {
		hits, err := x.search(ctx, v, q)
		if err != nil {
			return err
		}
		for _, hit := range hits {
			n, ok := at[hit.ID]
			if !ok && soft {
				continue // what is soft adds to what the others have found
			}
			if !ok {
				key, known := rows.FiledKey(hit.ID)
				doc, there, err := v.Find(key)
				if err != nil {
					return err
				}
				if !known || !there {
					continue // it came or went since the view was taken
				}
				n = len(out.docs)
				at[hit.ID] = n
				out.docs = append(out.docs, found{v.Parts[doc.Part], doc.Part, doc.Doc})
				out.texts = append(out.texts, make([]float64, out.units)...)
			}
			if unit >= 0 {
				out.of(int32(n))[unit] = hit.Score
			}
		}
		return nil
	}
	if len(p.units) == 0 && p.meant.empty() {
		return out, add(bleve.NewMatchAllQuery(), -1, false)
	}
	for _, soft := range []bool{false, true} {
		for i, u := range p.units {
			if u.soft != soft {
				continue
			}
			if err := add(trees[i].query(), i, soft); err != nil {
				return nil, err
			}
		}
	}
	if p.meant.empty() {
		return out, nil
	}
	q, err := p.meant.query(v)
	if err != nil {
		return nil, err
	}
	return out, add(q, -1, false)
}

func (x stock) search(ctx context.Context, v *rows.View, q query.Query) (search.DocumentMatchCollection, error) {
	request := bleve.NewSearchRequestOptions(q, max(v.Docs, 1), 0, false)
	request.SortBy([]string{"_id"}) // the ranker orders; sorting by score would only cost time
	ctx = context.WithValue(ctx, search.BM25StatsKey, statistics(v.Docs))
	x.mu.RLock() // an index that starts over closes this one
	defer x.mu.RUnlock()
	found, err := x.bleve.SearchInContext(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("searching with Bleve: %w", err)
	}
	return found.Hits, nil
}

// statistics are what BM25 weighs a field's length against. Bleve would take the distinct words of each segment for the
// words of all documents: far too short, and another length after every merge, so that an index that is built again would
// give another order. The lengths are those that are usual in directories; only their proportions matter.
func statistics(documents int) *search.BM25Stats {
	lengths := map[string]int{}
	for _, name := range []string{topicIDs, typeIDs, "_id", "*"} { // Bleve wants each that is searched
		lengths[name] = documents
	}
	for _, f := range textFields {
		lengths[f.name] = f.length * documents
	}
	return &search.BM25Stats{DocCount: float64(documents), FieldCardinality: lengths}
}

// query is what a node asks, as Bleve asks it.
func (n *node) query() query.Query {
	kids := make([]query.Query, len(n.kids))
	for i := range n.kids {
		kids[i] = n.kids[i].query()
	}
	switch n.kind {
	case isTerm:
		q := bleve.NewTermQuery(n.term)
		q.SetField(n.field)
		q.SetBoost(n.boost)
		return q
	case isSide:
		if len(n.steps) == 0 {
			return bleve.NewMatchNoneQuery()
		}
		steps := make([][]string, len(n.steps))
		for i, step := range n.steps {
			for _, t := range step {
				steps[i] = append(steps[i], t.Term)
			}
		}
		q := query.NewMultiPhraseQuery(steps, n.field)
		q.SetBoost(n.boost)
		return q
	case isAll:
		return bleve.NewConjunctionQuery(kids...)
	}
	return bleve.NewDisjunctionQuery(kids...)
}

// query matches what the words seem to mean as a whole.
func (m meant) query(v *rows.View) (query.Query, error) {
	var either []query.Query
	for _, n := range m.nodes() {
		either = append(either, n.query())
	}
	var docs []string
	for _, key := range m.keys {
		for _, at := range v.Of(key) {
			docs = append(docs, rows.FiledAs(v.Parts[at.Part].Row(at.Doc).Key))
		}
	}
	if len(docs) > 0 {
		either = append(either, bleve.NewDocIDQuery(docs))
	}
	return bleve.NewDisjunctionQuery(either...), nil
}
