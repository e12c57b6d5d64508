package index

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/search"

	"fingerpost/geo"
	"fingerpost/index/rows"
)

// fast is the executor over rows and postings. In each segment it first finds which documents may concern the origin, by cells
// and by the areas that they serve; then it meets these with the postings of every term; and only what is left of any unit
// that is not soft is scored.
type fast struct{}

func (fast) candidates(ctx context.Context, v *rows.View, p plan, trees []node) (*candidates, error) {
	out := newCandidates(len(p.units))
	units := make([]leaf, len(trees))
	for i := range trees {
		var err error
		if units[i], err = newLeaf(v, &trees[i]); err != nil {
			return nil, err
		}
	}
	for n, part := range v.Parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e := evaluation{part: part, n: n}
		err := e.run(p, units, out)
		e.close()
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

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
	bearers := 0
	l.posts = make([]*rows.Postings, len(v.Parts))
	for i, part := range v.Parts {
		var err error
		if l.posts[i], err = part.Postings(l.name, l.term); err != nil {
			return err
		}
		bearers += part.Count(l.posts[i])
	}
	rare := math.Log(1 + (float64(v.Docs)-float64(bearers)+0.5)/(float64(bearers)+0.5))
	l.weight = boost * rare * rare
	return nil
}

// Fields of keywords that are scored have numbers too.
const topicIDsField = rows.Fields

func fieldNumber(name string) int {
	for i, f := range textFields {
		if f.name == name {
			return i
		}
	}
	return topicIDsField
}

// saturation is what BM25 adds below the line for a text of so many words, by field.
var saturation = sync.OnceValue(func() (table [rows.Fields + 1][]float64) {
	for f := range table {
		usual := 1.0
		if f < rows.Fields {
			usual = float64(textFields[f].length)
		}
		table[f] = make([]float64, longText)
		for n := range table[f] {
			table[f][n] = saturated(n, usual)
		}
	}
	return table
})

// longText is from how many words on saturation is not kept ready.
const longText = 2048

func saturated(words int, usual float64) float64 {
	norm := float64(float32(1 / math.Sqrt(float64(words)))) // as Bleve keeps it
	return search.BM25_k1 * (1 - search.BM25_b + search.BM25_b*(1/(norm*norm))/usual)
}

// evaluation runs a plan over one segment.
type evaluation struct {
	part  *rows.Part
	n     int
	docs  []uint32 // the candidates
	dense *[]uint64
	slots *[]uint32 // of each document that is one, which
}

// pools of what is as long as a segment.
var densePool, slotPool = sync.Pool{New: func() any { return new([]uint64) }}, sync.Pool{New: func() any { return new([]uint32) }}

func (e *evaluation) close() {
	if e.dense != nil {
		clear(*e.dense)
		densePool.Put(e.dense)
	}
	if e.slots != nil {
		slotPool.Put(e.slots)
	}
}

func (e *evaluation) run(p plan, units []leaf, out *candidates) error {
	where, err := e.where(p)
	if err != nil {
		return err
	}
	set := roaring.New()
	var said *roaring.Bitmap // what units that are not soft have found: to that the soft ones add
	switch {
	case len(units) == 0 && p.meant.empty() && where == nil:
		set.AddRange(0, uint64(e.part.Len()))
	case len(units) == 0 && p.meant.empty():
		set = where
	default:
		for i, u := range p.units {
			if !u.soft {
				if found := e.match(&units[i], where); found != nil {
					set.Or(found)
				}
			}
		}
		said = set.Clone()
		if err := e.meant(p.meant, where, set); err != nil {
			return err
		}
	}
	if e.part.Deleted != nil {
		set = roaring.AndNot(set, e.part.Deleted)
	}
	if set.IsEmpty() {
		return nil
	}
	e.docs = set.ToArray()
	first := len(out.docs)
	for _, doc := range e.docs {
		out.docs = append(out.docs, found{e.part, e.n, doc})
	}
	if len(units) == 0 {
		return nil
	}
	e.makeSlots()
	from := len(out.texts)
	out.texts = slices.Grow(out.texts, len(e.docs)*len(units))[:from+len(e.docs)*len(units)]
	clear(out.texts[from:])
	for i, u := range p.units {
		if u.soft {
			e.match(&units[i], said)
		}
		scores, err := e.score(&units[i])
		if err != nil {
			return err
		}
		for n, s := range scores.sum {
			if scores.count[n] > 0 {
				out.texts[(first+n)*len(units)+i] = s
			}
		}
		scores.give()
	}
	return nil
}

// makeSlots makes the table that finds a candidate by its document. What it says of others means nothing.
func (e *evaluation) makeSlots() {
	e.slots = slotPool.Get().(*[]uint32)
	if len(*e.slots) < e.part.Len() {
		*e.slots = make([]uint32, e.part.Len())
	}
	for n, doc := range e.docs {
		(*e.slots)[doc] = uint32(n)
	}
}

// where are the documents that may concern an origin; nil for all.
func (e *evaluation) where(p plan) (*roaring.Bitmap, error) {
	if p.origin == nil {
		return nil, nil
	}
	e.dense = densePool.Get().(*[]uint64)
	words := (e.part.Len() + 63) / 64
	if len(*e.dense) < words {
		*e.dense = make([]uint64, words)
	}
	bits := (*e.dense)[:words]
	e.part.Near(p.origin.Point, p.radius, func(doc uint32) { bits[doc/64] |= 1 << (doc % 64) })
	set := func(field string, code geo.AreaCode) error {
		at, err := e.part.Postings(field, string(code))
		if err != nil || at.Docs == nil {
			return err
		}
		for docs := at.Docs.Iterator(); docs.HasNext(); {
			doc := docs.Next()
			bits[doc/64] |= 1 << (doc % 64)
		}
		return nil
	}
	for _, code := range p.origin.Areas {
		if err := set(areaCodes, code); err != nil {
			return nil, err
		}
	}
	if code, ok := wholeArea(*p.origin); ok {
		if err := set(inCodes, code); err != nil {
			return nil, err
		}
	}
	return roaring.FromDense(bits, false), nil
}

// match meets all terms of a node with some documents, nil for all, and gives those that match it; nil for none.
func (e *evaluation) match(l *leaf, with *roaring.Bitmap) *roaring.Bitmap {
	l.inter = nil
	switch l.kind {
	case isTerm:
		l.inter = meet(l.posts[e.n].Docs, with)
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

// meant adds the documents that are what the words mean as a whole.
func (e *evaluation) meant(m meant, where, set *roaring.Bitmap) error {
	for _, n := range m.nodes() {
		at, err := e.part.Postings(n.field, n.term)
		if err != nil {
			return err
		}
		if found := meet(at.Docs, where); found != nil {
			set.Or(found)
		}
	}
	for _, key := range m.keys {
		for _, doc := range e.part.Of(key) {
			if where == nil || where.Contains(doc) {
				set.Add(doc)
			}
		}
	}
	return nil
}

// scores are of the candidates of a segment: for each what its matches add up to, and how many there are.
type scores struct {
	sum   []float64
	count []int32
}

// newScores gives room for scores until they are given back.
func (e *evaluation) newScores() *scores {
	s := scorePool.Get().(*scores)
	s.sum, s.count = slices.Grow(s.sum[:0], len(e.docs))[:len(e.docs)], slices.Grow(s.count[:0], len(e.docs))[:len(e.docs)]
	clear(s.sum)
	clear(s.count)
	return s
}

var scorePool = sync.Pool{New: func() any { return new(scores) }}

func (s *scores) give() { scorePool.Put(s) }

// score scores the candidates by a node. What does not match has the count 0.
func (e *evaluation) score(l *leaf) (*scores, error) {
	s := e.newScores()
	switch l.kind {
	case isTerm, isSide:
		return s, e.add(l, s)
	}
	for i := range l.kids {
		kid := &l.kids[i]
		if kid.kind == isTerm || kid.kind == isSide {
			if err := e.add(kid, s); err != nil {
				return s, err
			}
			continue
		}
		if kid.inter == nil {
			continue
		}
		of, err := e.score(kid)
		if err != nil {
			return s, err
		}
		for n, count := range of.count {
			if count > 0 {
				s.sum[n] += of.sum[n]
				s.count[n]++
			}
		}
		of.give()
	}
	all := int32(len(l.kids))
	for n, count := range s.count {
		switch {
		case l.kind == isAll && count < all:
			s.sum[n], s.count[n] = 0, 0
		case l.kind == isAny && count > 0:
			s.sum[n] *= float64(count) / float64(all)
		}
	}
	return s, nil
}

// add adds what a term, or terms side by side, score to candidates.
func (e *evaluation) add(l *leaf, to *scores) error {
	if l.inter == nil {
		return nil
	}
	if l.kind == isTerm {
		return e.addTerm(l, to)
	}
	whole := e.newScores()
	for _, step := range l.steps {
		one := leaf{kind: isAny, kids: step, inter: l.inter}
		of, err := e.score(&one)
		if err != nil {
			return err
		}
		for n, count := range of.count {
			if count > 0 {
				whole.sum[n] += of.sum[n]
			}
		}
		of.give()
	}
	for docs := l.inter.Iterator(); docs.HasNext(); {
		if n, ok := e.slot(docs.Next()); ok {
			to.sum[n] += whole.sum[n]
			to.count[n]++
		}
	}
	whole.give()
	return nil
}

// slot is which candidate a document is.
func (e *evaluation) slot(doc uint32) (int, bool) {
	n := (*e.slots)[doc]
	return int(n), n < uint32(len(e.docs)) && e.docs[n] == doc
}

func (e *evaluation) addTerm(l *leaf, to *scores) error {
	var often []counted
	if l.field != topicIDsField {
		levels, err := e.part.Often(l.name, l.term, l.posts[e.n])
		if err != nil {
			return err
		}
		often = countedIn(levels, l.inter)
	}
	table := saturation()[l.field]
	var buffer [256]uint32
	for docs := l.inter.ManyIterator(); ; {
		got := docs.NextMany(buffer[:])
		if got == 0 {
			return nil
		}
		for _, doc := range buffer[:got] {
			tf := 1.0
			if len(often) > 0 && often[0].doc == doc {
				tf = math.Sqrt(often[0].times)
				often = often[1:]
			}
			n, ok := e.slot(doc)
			if !ok {
				continue
			}
			words := e.part.Row(doc).Length(l.field)
			below := 0.0
			if words < longText {
				below = table[words]
			} else {
				below = saturated(words, usualLength(l.field))
			}
			to.sum[n] += l.weight * (tf * search.BM25_k1) / (tf + below)
			to.count[n]++
		}
	}
}

func usualLength(field int) float64 {
	if field == topicIDsField {
		return 1
	}
	return float64(textFields[field].length)
}

// counted is a document that bears a term more than once.
type counted struct {
	doc   uint32
	times float64
}

// countedIn lists the documents among some that bear a term more than once, in order.
func countedIn(levels []*roaring.Bitmap, in *roaring.Bitmap) (out []counted) {
	for i, level := range levels {
		met := roaring.And(level, in)
		if met.IsEmpty() {
			return out
		}
		n := 0
		for docs := met.Iterator(); docs.HasNext(); {
			doc := docs.Next()
			if i == 0 {
				out = append(out, counted{doc, 2})
				continue
			}
			for out[n].doc != doc { // each level lies in the one before
				n++
			}
			out[n].times++
		}
	}
	return out
}
