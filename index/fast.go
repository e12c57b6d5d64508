package index

import (
	"context"
	"errors"
	"slices"
	"sync"

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
	q, err := lookUp(v, p, trees)
	if err != nil {
		return nil, err
	}
	out := newCandidates(len(p.units))
	for n, part := range v.Parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e := newEvaluation(part, n, x.most)
		err := e.run(q, out)
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

// located is a plan with where all that it asks for stands in a view.
type located struct {
	plan
	leaves  []leaf       // of the units
	serving []*rows.Term // the areas about the origin, served by a service or about its place
	means   []*rows.Term // the topics and types that the words mean as a whole
	known   []rows.Place // the services that they mean
}

func lookUp(v *rows.View, p plan, trees []node) (*located, error) {
	q := &located{plan: p, leaves: make([]leaf, len(trees))}
	for i := range trees {
		var err error
		if q.leaves[i], err = newLeaf(v, &trees[i]); err != nil {
			return nil, err
		}
	}
	var errs []error
	find := func(to *[]*rows.Term, field, text string) {
		t, err := v.Term(field, text)
		*to, errs = append(*to, t), append(errs, err)
	}
	if p.origin != nil {
		for _, code := range p.origin.Areas {
			find(&q.serving, areaCodes, string(code))
		}
		if code, ok := wholeArea(*p.origin); ok {
			find(&q.serving, inCodes, string(code))
		}
	}
	for _, n := range p.meant.nodes() {
		find(&q.means, n.field, n.term)
	}
	for _, key := range p.meant.keys {
		q.known = append(q.known, v.Known(key)...)
	}
	return q, errors.Join(errs...)
}

// evaluation runs a plan over one segment.
type evaluation struct {
	part *rows.Part
	n    int
	left int      // how many postings may still be met
	docs []uint32 // the candidates
	room *room
	used int // of the sets there is room for
}

// room is what evaluations borrow, most of it as long as a segment.
type room struct {
	sets  []rows.Bits
	slots []uint32 // of each document that is a candidate, which
	docs  []uint32 // lists, one behind the other
	times []uint8
}

var roomPool = sync.Pool{New: func() any { return new(room) }}

func newEvaluation(p *rows.Part, n, most int) *evaluation {
	return &evaluation{part: p, n: n, left: most, room: roomPool.Get().(*room)}
}

// close gives back what the evaluation has borrowed. Nothing that it has found may be used any more.
func (e *evaluation) close() {
	e.room.docs = e.room.docs[:0]
	roomPool.Put(e.room)
}

// set gives an empty set of documents, until it is given back: that which was given last comes first.
func (e *evaluation) set() rows.Bits {
	r, words := e.room, rows.BitsFor(e.part.Len())
	if e.used == len(r.sets) {
		r.sets = append(r.sets, nil)
	}
	if cap(r.sets[e.used]) < words {
		r.sets[e.used] = make(rows.Bits, words)
	}
	set := r.sets[e.used][:words]
	clear(set)
	e.used++
	return set
}

// back gives a set back.
func (e *evaluation) back() { e.used-- }

// list keeps a list of documents that was appended to the room for them.
func (e *evaluation) list(longer []uint32) []uint32 {
	from := len(e.room.docs)
	e.room.docs = longer
	return longer[from:len(longer):len(longer)]
}

// run adds the candidates of the segment to those of others.
func (e *evaluation) run(q *located, out *candidates) error {
	where, units := e.where(q), q.leaves
	set := where
	var said rows.Bits // what units that are not soft have found: to that the soft ones add
	if len(units) > 0 || !q.meant.empty() {
		said = e.set()
		for i, u := range q.units {
			if !u.soft {
				e.match(&units[i], where, said)
			}
		}
		set = e.set()
		copy(set, said)
		e.meant(q, where, set)
	}
	e.docs = e.list(set.Append(e.room.docs))
	if len(e.docs) == 0 {
		return nil
	}
	for _, doc := range e.docs {
		out.fetched += e.part.Fetch(doc)
	}
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
	for i, u := range q.units {
		if u.soft {
			e.match(&units[i], said, e.set())
			e.back()
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
	if len(e.room.slots) < e.part.Len() {
		e.room.slots = make([]uint32, e.part.Len())
	}
	for n, doc := range e.docs {
		e.room.slots[doc] = uint32(n)
	}
}

// where are the documents that are there and may concern an origin.
func (e *evaluation) where(q *located) rows.Bits {
	set := e.set()
	if q.origin == nil {
		e.part.There(set)
		return set
	}
	e.part.Near(q.origin.Point, q.radius, set.Add)
	for _, t := range q.serving {
		t.Posts[e.n].AddTo(set)
	}
	e.part.Leave(set)
	return set
}

// meant adds the documents that are what the words mean as a whole.
func (e *evaluation) meant(q *located, where, set rows.Bits) {
	for _, t := range q.means {
		t.Posts[e.n].AddIn(set, where)
	}
	for _, at := range q.known {
		if at.Part == e.n && where.Has(at.Doc) {
			set.Add(at.Doc)
		}
	}
}
