package rows

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Views holds the newest view of an index.
type Views struct {
	Reader Reader
	mu     sync.RWMutex
	newest *View
	serial atomic.Int64
}

// Acquire gives the newest view, which the caller must release; nil where the index is closed.
func (h *Views) Acquire() *View {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if h.newest != nil {
		h.newest.holders.Add(1)
	}
	return h.newest
}

// Close lets go of the newest view. Those who hold it keep it until they release it.
func (h *Views) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.newest == nil {
		return nil
	}
	old := h.newest
	h.newest = nil
	return old.Release()
}

// Take makes the newest view of others, which number values as these do, the newest of these. They let go of it.
func (h *Views) Take(others *Views) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	others.mu.Lock()
	defer others.mu.Unlock()
	old := h.newest
	h.newest, others.newest = others.newest, nil
	h.newest.Serial = h.serial.Add(1)
	if old == nil {
		return nil
	}
	return old.Release()
}

// Follow makes the present state of an index the newest view. Only one goroutine may call it at a time.
func (h *Views) Follow(x bleve.Index) error {
	advanced, err := x.Advanced()
	if err != nil {
		return err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return err
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return errors.Join(fmt.Errorf("an index of type %T has no segments", reader), reader.Close())
	}
	if h.newest != nil && h.newest.snapshot == snapshot {
		return snapshot.Close()
	}
	next, err := h.view(snapshot)
	if err != nil {
		return errors.Join(err, snapshot.Close())
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	old := h.newest
	h.newest = next
	if old == nil {
		return nil
	}
	return old.Release()
}

func (h *Views) view(snapshot *scorch.IndexSnapshot) (*View, error) {
	next := &View{snapshot: snapshot, Serial: h.serial.Add(1)}
	next.holders.Store(1)
	var before []*Part
	if h.newest != nil {
		before = h.newest.Parts
	}
	for _, s := range snapshot.Segments() {
		part, err := h.part(s, before)
		if err != nil {
			return nil, err
		}
		next.Parts, next.Docs = append(next.Parts, part), next.Docs+part.Len()-part.lost
		next.Services += part.firsts.Count() - part.firsts.CountIn(part.gone)
	}
	return next, nil
}

// part is a segment as it is now. What was read of it before is kept: only which documents are deleted changes, and where
// its bytes are when it is written to a file.
func (h *Views) part(s *scorch.SegmentSnapshot, before []*Part) (*Part, error) {
	part, deleted := &Part{id: s.Id()}, s.Deleted()
	if deleted != nil {
		part.lost = int(deleted.GetCardinality())
	}
	if i := slices.IndexFunc(before, func(old *Part) bool { return old.id == part.id }); i >= 0 {
		part.Rows, part.terms = before[i].Rows, before[i].terms
		if part.terms.segment != s.Segment() {
			part.terms = newTerms(s.Segment(), h.Reader.Stems)
		}
		if before[i].lost == part.lost { // nothing comes back
			part.gone = before[i].gone
			return part, nil
		}
	}
	if part.lost > 0 {
		part.gone = make(Bits, BitsFor(int(s.Segment().Count())))
		deleted.WriteDenseTo(part.gone)
	}
	if part.Rows != nil {
		return part, nil
	}
	var err error
	if part.Rows, err = h.Reader.Read(s.Segment()); err != nil {
		return nil, err
	}
	part.terms = newTerms(s.Segment(), h.Reader.Stems)
	return part, part.warm(before)
}

// large is how many documents a segment has of which the words that people look for are counted before anyone waits for it.
const large = 10_000

// warm reads of a large segment what searches have read of others, which it was probably merged from.
func (p *Part) warm(before []*Part) error {
	if p.Len() < large {
		return nil
	}
	asked := map[termOf]bool{}
	for _, old := range before {
		for _, key := range old.terms.known() {
			asked[key] = true
		}
	}
	for key := range asked {
		at, err := p.Postings(key.field, key.term)
		if err != nil {
			return err
		}
		if _, err := p.counted(key, at); err != nil {
			return err
		}
	}
	return nil
}
