package rows

import (
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
