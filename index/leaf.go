package index

import (
	"math"

	"fingerpost/index/rows"
)

// leaf is a node with where its terms stand and what they weigh in a view.
type leaf struct {
	kind   nodeKind
	field  int // of [lengthAt]
	name   string
	term   string
	steps  [][]leaf
	weight float64
	posts  []*rows.Postings // by segment
	kids   []leaf
	docs   []uint32 // of the segment at hand, of a term or words side by side: those that it was met with and that match
	any    bool     // of the segment at hand, whether any document matches
}

// newLeaf looks a node up.
func newLeaf(v *rows.View, n *node) (l leaf, err error) {
	l = leaf{kind: n.kind, name: n.field, term: n.term, field: fieldNumber(n.field)}
	switch n.kind {
	case isTerm:
		return l, l.look(v, n.boost)
	case isSide:
		if len(n.steps) == 0 {
			return l, nil
		}
		for _, part := range v.Parts {
			found, err := part.Side(n.field, n.text, n.steps)
			if err != nil {
				return l, err
			}
			l.posts = append(l.posts, found)
		}
		for _, step := range n.steps {
			if len(step) == 0 {
				continue
			}
			var either []leaf
			for _, t := range step {
				one := leaf{kind: isTerm, name: n.field, term: t.Term, field: l.field}
				if err := one.look(v, n.boost); err != nil {
					return l, err
				}
				either = append(either, one)
			}
			l.steps = append(l.steps, either)
		}
		return l, nil
	}
	l.kids = make([]leaf, len(n.kids))
	for i := range n.kids {
		if l.kids[i], err = newLeaf(v, &n.kids[i]); err != nil {
			return l, err
		}
	}
	return l, nil
}

// look finds where a term stands in all segments, and what it weighs: BM25's measure of how rare it is, twice, as in Bleve.
func (l *leaf) look(v *rows.View, boost float64) error {
	t, err := v.Term(l.name, l.term)
	if err != nil {
		return err
	}
	l.posts = t.Posts
	rare := math.Log(1 + (float64(v.Docs)-float64(t.Bearers)+0.5)/(float64(t.Bearers)+0.5))
	l.weight = boost * rare * rare
	return nil
}

// match meets all terms of a node with some documents, and adds those that match it to a set. It reports whether there are any.
func (e *evaluation) match(l *leaf, with, into rows.Bits) bool {
	l.clear()
	switch l.kind {
	case isTerm, isSide:
		if e.left <= 0 || l.posts == nil {
			return false
		}
		at := l.posts[e.n]
		e.left -= leastMet + at.Len()
		l.docs = e.list(at.AppendIn(e.room.docs, with))
		for _, doc := range l.docs {
			into.Add(doc)
		}
		l.any = len(l.docs) > 0
		for i := range l.steps {
			for k := range l.steps[i] {
				step := &l.steps[i][k]
				step.docs = e.list(step.posts[e.n].AppendOf(e.room.docs, l.docs))
				step.any = len(step.docs) > 0
			}
		}
	case isAll:
		both := [2]rows.Bits{e.set(), e.set()}
		found := with
		l.any = true
		for i := range l.kids {
			next := both[i%2]
			clear(next)
			if l.any = l.any && e.match(&l.kids[i], found, next); !l.any {
				l.clear() // what was met so far is not scored
				break
			}
			found = next
		}
		if l.any {
			into.Or(found)
		}
		e.back()
		e.back()
	case isAny:
		for i := range l.kids {
			l.any = e.match(&l.kids[i], with, into) || l.any
		}
	}
	return l.any
}

// leastMet is what it counts that a term is met at all.
const leastMet = 100

// clear forgets what a node was met with.
func (l *leaf) clear() {
	l.docs, l.any = nil, false
	for i := range l.kids {
		l.kids[i].clear()
	}
}
