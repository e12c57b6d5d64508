package rows

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"fingerpost/data"
)

// Part is one segment of an index as a view sees it.
type Part struct {
	*Rows
	Deleted *roaring.Bitmap // documents that are gone; nil for none
	id      uint64
	terms   *terms
}

// Live reports whether a document is there.
func (p *Part) Live(doc uint32) bool { return p.Deleted == nil || !p.Deleted.Contains(doc) }

// DocID is the id of a document.
func (p *Part) DocID(doc uint32) (string, error) {
	id, err := p.terms.segment.DocID(uint64(doc))
	return string(id), err
}

// Stored is the entry of a document as it is stored.
func (p *Part) Stored(doc uint32) (stored []byte, err error) {
	err = p.terms.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == EntryField {
			stored = slices.Clone(value)
		}
		return true
	})
	return stored, err
}

// Find finds a document by its id.
func (p *Part) Find(id string) (doc uint32, ok bool, err error) {
	at, err := p.terms.read(termOf{"_id", id})
	if err != nil || at.Docs == nil {
		return 0, false, err
	}
	for docs := at.Docs.Iterator(); docs.HasNext(); {
		if doc := docs.Next(); p.Live(doc) {
			return doc, true, nil
		}
	}
	return 0, false, nil
}

// View is one state of an index. It does not change while it is held.
type View struct {
	Parts     []*Part
	Docs      int // that are there
	Services  int
	Serial    int64 // tells one view from another
	snapshot  *scorch.IndexSnapshot
	holders   atomic.Int64
	terms     sync.Map // of termOf to *Term
	remembers atomic.Int64
}

// Snapshot is Bleve's own sight of the same state.
func (v *View) Snapshot() *scorch.IndexSnapshot { return v.snapshot }

// Release gives a view back; nothing of it may be used any more.
func (v *View) Release() error {
	if v.holders.Add(-1) > 0 {
		return nil
	}
	return v.snapshot.Close()
}

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
		live, services := part.Len(), part.firsts.GetCardinality()
		if part.Deleted != nil {
			live -= int(part.Deleted.GetCardinality())
			services -= part.firsts.AndCardinality(part.Deleted)
		}
		next.Parts, next.Docs, next.Services = append(next.Parts, part), next.Docs+live, next.Services+int(services)
	}
	return next, nil
}

// part is a segment as it is now. What was read of it before is kept: only which documents are deleted changes, and where
// its bytes are when it is written to a file.
func (h *Views) part(s *scorch.SegmentSnapshot, before []*Part) (*Part, error) {
	part := &Part{Deleted: s.Deleted(), id: s.Id()}
	if i := slices.IndexFunc(before, func(old *Part) bool { return old.id == part.id }); i >= 0 {
		part.Rows, part.terms = before[i].Rows, before[i].terms
		if part.terms.segment != s.Segment() {
			part.terms = newTerms(s.Segment())
		}
		return part, nil
	}
	var err error
	if part.Rows, err = h.Reader.Read(s.Segment()); err != nil {
		return nil, err
	}
	part.terms = newTerms(s.Segment())
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
			if bytes.IndexByte([]byte(key.term), 0) < 0 {
				asked[key] = true
			}
		}
	}
	for key := range asked {
		at, err := p.Postings(key.field, key.term)
		if err != nil {
			return err
		}
		if at.Docs == nil {
			continue
		}
		if _, err := p.Often(key.field, key.term, at); err != nil {
			return err
		}
	}
	return nil
}

// beside is how many documents are read by one goroutine before another is worth it.
const beside = 20_000

// Read reads the rows of a segment, on all processors.
func (in Reader) Read(s segment.Segment) (*Rows, error) {
	count := int(s.Count())
	many := max(1, min(runtime.GOMAXPROCS(0), count/beside))
	found, errs := make([]*Rows, many), make([]error, many+1)
	var words *beginnings
	var group sync.WaitGroup
	group.Go(func() { words, errs[many] = in.beginnings(s) })
	for i := range many {
		group.Go(func() { found[i], errs[i] = in.read(s, count*i/many, count*(i+1)/many) })
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	all := join(found)
	all.beginnings = words
	return all, nil
}

// Term is where a term of a field stands in a view.
type Term struct {
	Posts   []*Postings // by segment
	Bearers int         // documents that are there and bear it
}

// Term looks a term up. A view remembers what was looked up: it is held for some batches at most.
func (v *View) Term(field, term string) (*Term, error) {
	key := termOf{field, term}
	if t, ok := v.terms.Load(key); ok {
		return t.(*Term), nil
	}
	t := &Term{Posts: make([]*Postings, len(v.Parts))}
	for i, p := range v.Parts {
		var err error
		if t.Posts[i], err = p.Postings(field, term); err != nil {
			return nil, err
		}
		t.Bearers += p.Count(t.Posts[i])
	}
	if v.remembers.Add(1) <= rememberedTerms {
		v.terms.Store(key, t)
	}
	return t, nil
}

// Bearers counts the documents that bear a term in a field. The dictionaries of segments also hold the terms of documents that
// have changed since.
func (v *View) Bearers(field, term string) (count int, err error) {
	t, err := v.Term(field, term)
	if err != nil {
		return 0, err
	}
	return t.Bearers, nil
}

// Count counts the documents of postings that are there.
func (p *Part) Count(at *Postings) int {
	if at.Docs == nil {
		return 0
	}
	count := int(at.Docs.GetCardinality())
	if p.Deleted != nil {
		count -= int(at.Docs.AndCardinality(p.Deleted))
	}
	return count
}

// Place is where a document stands in a view.
type Place struct {
	Part int
	Doc  uint32
}

// Find finds a document by its id.
func (v *View) Find(id string) (Place, bool, error) {
	for i, p := range v.Parts {
		if doc, ok, err := p.Find(id); err != nil || ok {
			return Place{i, doc}, ok, err
		}
	}
	return Place{}, false, nil
}

// Of lists where the documents of the service with a key stand.
func (v *View) Of(service uint64) (at []Place) {
	for i, p := range v.Parts {
		for _, doc := range p.Of(service) {
			if p.Live(doc) {
				at = append(at, Place{i, doc})
			}
		}
	}
	return at
}

// DocsOf lists the ids of a service's documents.
func (v *View) DocsOf(id data.ServiceID) (docs []string, err error) {
	for _, at := range v.Of(Key(id)) {
		doc, err := v.Parts[at.Part].DocID(at.Doc)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// Each calls do for every document that is there.
func (v *View) Each(do func(p *Part, doc uint32) error) error {
	for _, p := range v.Parts {
		for doc := range uint32(p.Len()) {
			if !p.Live(doc) {
				continue
			}
			if err := do(p, doc); err != nil {
				return err
			}
		}
	}
	return nil
}

// Keyed calls do for every document that is there, with its key.
func (v *View) Keyed(do func(key uint64, at Place)) {
	for i, p := range v.Parts {
		for doc := range p.all {
			if p.Live(uint32(doc)) {
				do(p.all[doc].Key, Place{i, uint32(doc)})
			}
		}
	}
}
