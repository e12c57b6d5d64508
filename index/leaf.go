package index

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"

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
	inter  *roaring.Bitmap // of the segment at hand, once it was met with what may concern the origin
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

// match meets all terms of a node with some documents, nil for all, and gives those that match it; nil for none.
func (e *evaluation) match(l *leaf, with *roaring.Bitmap) *roaring.Bitmap {
	l.inter = nil
	switch l.kind {
	case isTerm:
		if e.left <= 0 {
			return nil
		}
		l.inter = meet(l.posts[e.n].Docs, with)
		e.left -= leastMet
		if l.inter != nil {
			e.left -= int(l.inter.GetCardinality())
		}
	case isSide:
		if l.posts == nil {
			return nil
		}
		l.inter = meet(l.posts[e.n].Docs, with)
		for i := range l.steps {
			for k := range l.steps[i] {
				e.match(&l.steps[i][k], l.inter)
			}
		}
	case isAll:
		for i := range l.kids {
			found := e.match(&l.kids[i], with)
			if i == 0 || found == nil {
				l.inter = found
			} else if l.inter != nil {
				l.inter = roaring.And(l.inter, found)
			}
			if l.inter == nil {
				for k := i + 1; k < len(l.kids); k++ {
					l.kids[k].clear()
				}
				return nil
			}
		}
	case isAny:
		for i := range l.kids {
			if found := e.match(&l.kids[i], with); found != nil {
				if l.inter == nil {
					l.inter = roaring.New()
				}
				l.inter.Or(found)
			}
		}
	}
	if l.inter == nil || l.inter.IsEmpty() {
		l.inter = nil
	}
	return l.inter
}

// leastMet is what it counts that a term is met at all.
const leastMet = 100

// clear forgets what a node was met with.
func (l *leaf) clear() {
	l.inter = nil
	for i := range l.kids {
		l.kids[i].clear()
	}
}

func meet(docs, with *roaring.Bitmap) *roaring.Bitmap {
	if docs == nil || with == nil {
		return docs
	}
	met := roaring.And(docs, with)
	if met.IsEmpty() {
		return nil
	}
	return met
}
