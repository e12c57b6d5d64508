package rows

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"fingerpost/data"
	"fingerpost/index/meaning"
)

// Part is one segment of an index as a view sees it.
type Part struct {
	*Rows
	gone  Bits // documents that have been deleted; nil for none
	lost  int  // how many
	id    uint64
	terms *terms
}

// Live reports whether a document is there.
func (p *Part) Live(doc uint32) bool { return p.gone == nil || !p.gone.Has(doc) }

// There makes a set the documents that are there.
func (p *Part) There(set Bits) {
	set.Fill(p.Len())
	set.Less(p.gone)
}

// Lost is how many documents have been deleted.
func (p *Part) Lost() int { return p.lost }

// Leave takes out of a set the documents that are gone.
func (p *Part) Leave(set Bits) { set.Less(p.gone) }

// DocID is the id of a document, which is read from its entry.
func (p *Part) DocID(doc uint32) (id string, err error) {
	bad := errForeign
	err = p.terms.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field != EntryField {
			return true
		}
		b := &reader{b: value}
		id, bad = docID(new(Row).head(b)), b.err
		return false
	})
	return id, errors.Join(err, bad)
}

// Stored is the entry of a document as it is stored.
func (p *Part) Stored(doc uint32) (stored []byte, err error) {
	err = p.terms.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == EntryField {
			stored = slices.Clone(value)
		}
		return stored == nil
	})
	return stored, err
}

// Find finds the document of a [Key].
func (p *Part) Find(key uint64) (doc uint32, ok bool, err error) {
	at, err := p.terms.read(termOf{"_id", FiledAs(key)})
	if err != nil {
		return 0, false, err
	}
	for _, doc := range at.Append(nil) {
		if p.Live(doc) {
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
	terms     sync.Map     // of termOf to *Term
	places    sync.Map     // of the keys of services to []Place
	remembers atomic.Int64 // bytes, of terms
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

// beside is how many documents are read by one goroutine before another is worth it.
const beside = 20_000

// Read reads the rows of a segment, on all processors.
func (in Reader) Read(s segment.Segment) (*Rows, error) {
	count := int(s.Count())
	r := &Rows{all: make([]Row, count), senses: make([]meaning.Packed, count)}
	stretches := make([]stretch, max(1, min(runtime.GOMAXPROCS(0), count/beside)))
	errs := make([]error, len(stretches)+1)
	var group sync.WaitGroup
	group.Go(func() { r.beginnings, errs[len(stretches)] = in.beginnings(s) })
	for i := range stretches {
		stretches[i] = stretch{from: count * i / len(stretches), to: count * (i + 1) / len(stretches)}
		group.Go(func() { errs[i] = in.read(s, r, &stretches[i]) })
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	r.join(stretches)
	return r, letGo(s)
}

// Term is where a term of a field stands in a view.
type Term struct {
	Posts   []*Postings // by segment
	Bearers int         // documents that are there and bear it
}

// Term looks a term up. A view remembers what was looked up, of all its segments as much as one of them may, and forgets it all when
// there is more.
func (v *View) Term(field, term string) (*Term, error) {
	key := termOf{field, term}
	if t, ok := v.terms.Load(key); ok {
		return t.(*Term), nil
	}
	t, bytes := &Term{Posts: make([]*Postings, len(v.Parts))}, 0
	for i, p := range v.Parts {
		var err error
		if t.Posts[i], err = p.Postings(field, term); err != nil {
			return nil, err
		}
		t.Bearers += p.Count(t.Posts[i])
		bytes += t.Posts[i].size()
	}
	if v.remembers.Add(int64(bytes)) > int64(mostRemembered(v.Docs)) {
		v.terms.Clear()
		v.remembers.Store(int64(bytes))
	}
	v.terms.Store(key, t)
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
	count := at.Len()
	if p.gone == nil || count == 0 {
		return count
	}
	for _, doc := range at.list {
		if p.gone.Has(doc) {
			count--
		}
	}
	return count - p.gone.CountIn(at.bits)
}

// Place is where a document stands in a view.
type Place struct {
	Part int
	Doc  uint32
}

// Find finds the document of a [Key].
func (v *View) Find(key uint64) (Place, bool, error) {
	for i, p := range v.Parts {
		if doc, ok, err := p.Find(key); err != nil || ok {
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

// Known is as [View.Of], and remembers: it is for those services, some hundreds, that words may mean.
func (v *View) Known(service uint64) []Place {
	at, ok := v.places.Load(service)
	if !ok {
		at, _ = v.places.LoadOrStore(service, v.Of(service))
	}
	return at.([]Place)
}

// DocsOf lists the keys of a service's documents.
func (v *View) DocsOf(id data.ServiceID) (keys []uint64) {
	for _, at := range v.Of(Key(id)) {
		keys = append(keys, v.Parts[at.Part].Row(at.Doc).Key)
	}
	return keys
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
