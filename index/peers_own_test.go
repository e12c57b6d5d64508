package index

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// own is the executor of the product, asked no more than the others are. It searches the product's index.
type own struct{ *product }

func (own) name() string { return "fingerpost" }

func (own) plain() bool { return true }

func (own) build(context.Context, iter.Seq[row]) error { return nil } // the product has built it

func (own) size() (int64, error) { return 0, nil }

func (own) cpu() (time.Duration, error) { return 0, nil }

func (own) close() error { return nil }

// peerFields are where a word may stand.
var peerFields = []int{nameField, organizationField, summaryField, descriptionField}

func (e own) search(_ context.Context, q peerQuery) (a peerAnswer, err error) {
	view, release, err := e.index.view()
	if err != nil {
		return a, err
	}
	defer release(&err)
	from := q.Origin
	from.Areas = nil // what serves it from afar is not asked for
	p := plan{origin: &from, radius: peerRadius}
	trees := make([]node, len(q.Words))
	for i, w := range q.Words {
		var either []node
		for _, f := range peerFields {
			either = append(either, term(textFields[f].name, w, textFields[f].boost))
		}
		trees[i] = join(isAny, either)
	}
	asked, err := lookUp(view, p, trees)
	if err != nil {
		return a, err
	}
	t := peerTally{sieve: newSieve(e.index.views.Reader.Values, clock{today: data.DateOf(e.index.now())}, nil)}
	t.counts = make([]int, len(t.sieve.tags))
	for n, part := range view.Parts {
		one := newEvaluation(part, n, mostMet)
		err := t.part(one, asked)
		one.close()
		if err != nil {
			return a, err
		}
	}
	return t.answer(view)
}

// peerTally is what one search has found so far.
type peerTally struct {
	*sieve
	counts []int // by tag
	total  int
	best   []peerHit // the first of all, best first
}

type peerHit struct {
	score float64
	at    rows.Place
}

func (t *peerTally) part(e *evaluation, q *located) error {
	set, units := e.where(q), q.leaves
	for i := range units {
		next := e.set()
		if !e.match(&units[i], set, next) {
			return nil
		}
		set = next
	}
	for _, doc := range set.Append(nil) {
		row := e.part.Row(doc)
		if !row.Located() || geo.Distance(q.origin.Point, row.Point) > q.radius {
			continue
		}
		e.docs = append(e.docs, doc)
		for _, tag := range e.part.Tags(row) {
			t.counts[tag]++
		}
	}
	if len(e.docs) == 0 {
		return nil
	}
	t.total += len(e.docs)
	e.makeSlots()
	sum := make([]float64, len(e.docs))
	for i := range units {
		scores, err := e.score(&units[i])
		if err != nil {
			return err
		}
		for n := range sum {
			sum[n] += scores.sum[n]
		}
		scores.give()
	}
	for n, score := range sum {
		if len(t.best) == peerTop && score <= t.best[peerTop-1].score {
			continue
		}
		at, _ := slices.BinarySearchFunc(t.best, score, func(h peerHit, score float64) int { return -cmp.Compare(h.score, score) })
		t.best = slices.Insert(t.best, at, peerHit{score, rows.Place{Part: e.n, Doc: e.docs[n]}})
		t.best = t.best[:min(len(t.best), peerTop)]
	}
	return nil
}

func (t *peerTally) answer(view *rows.View) (peerAnswer, error) {
	a := peerAnswer{total: t.total, facets: Facets{}}
	for tag, count := range t.counts {
		if g := groups[t.group[tag]].name; count > 0 && slices.Contains(peerFacets, g) {
			a.facets[g] = append(a.facets[g], Count{t.sieve.tags[tag], count})
		}
	}
	var errs []error
	for _, h := range t.best {
		id, err := view.Parts[h.at.Part].DocID(h.at.Doc)
		errs = append(errs, err)
		a.top = append(a.top, id)
	}
	return a, errors.Join(errs...)
}
