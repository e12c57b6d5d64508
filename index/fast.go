package index

import (
	"context"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"

	"fingerpost/geo"
	"fingerpost/index/rows"
)

// fast is the executor over rows and postings. In each segment it first finds which documents may concern the origin, by cells
// and by the areas that they serve; then it meets these with the postings of every term; and only what is left of any unit
// that is not soft is scored.
type fast struct {
	most int // how many postings it meets for one plan at most; what is found until then is the answer
}

// mostMet is how many postings are met for one plan, so that none takes long.
const mostMet = 100_000_000

func (x fast) candidates(ctx context.Context, v *rows.View, p plan, trees []node) (*candidates, error) {
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
		e := evaluation{part: part, n: n, left: x.most}
		err := e.run(p, units, out)
		e.close()
		if err != nil {
			return nil, err
		}
		if x.most = e.left; x.most <= 0 {
			out.cut = true
			break
		}
	}
	return out, nil
}

// evaluation runs a plan over one segment.
type evaluation struct {
	part  *rows.Part
	n     int
	docs  []uint32 // the candidates
	dense *[]uint64
	slots *[]uint32 // of each document that is one, which
	left  int       // how many postings may still be met
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
