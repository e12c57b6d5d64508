package rows

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Postings are the documents of a segment that bear a term in a field, those that have been deleted with them.
type Postings struct {
	Docs *roaring.Bitmap // nil for none
	// often are the documents that bear it more than once, more than twice and so on.
	often  []*roaring.Bitmap
	counts sync.Once
	read   atomic.Bool // often has been
	err    error
}

// termOf names a term in a field.
type termOf struct{ field, term string }

// terms remembers where terms stand in a segment. Of those that nobody has asked for lately it forgets some when there are many.
type terms struct {
	segment   segment.Segment
	stems     Stems
	mu        sync.Mutex
	hot, cold map[termOf]*Postings
	bytes     uint64 // of the bitmaps of hot ones
}

// remembered bounds what is remembered of one segment, twice: in bytes of postings for each of its documents, and in terms.
const (
	rememberedBytes = 48
	rememberedLeast = 4 << 20 // bytes of a segment, however small
	rememberedTerms = 20_000
)

func newTerms(s segment.Segment, stems Stems) *terms {
	return &terms{segment: s, stems: stems, hot: map[termOf]*Postings{}}
}

// Postings gives where a term stands in a field.
func (p *Part) Postings(field, term string) (*Postings, error) {
	return p.terms.get(termOf{field, term})
}

func (t *terms) get(key termOf) (*Postings, error) {
	if p := t.remembered(key); p != nil {
		return p, nil
	}
	p, err := t.read(key)
	if err != nil {
		return nil, fmt.Errorf("where %q stands: %w", key.term, err)
	}
	return t.remember(key, p), nil
}

// remembered is what is known of a term; nil for nothing.
func (t *terms) remembered(key termOf) *Postings {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p, ok := t.hot[key]; ok {
		return p
	}
	p, ok := t.cold[key]
	if ok {
		t.put(key, p)
	}
	return p
}

// remember keeps what was found out of a term, and gives what is to be used: that which another has kept meanwhile, if any.
func (t *terms) remember(key termOf, p *Postings) *Postings {
	t.mu.Lock()
	defer t.mu.Unlock()
	if other, ok := t.hot[key]; ok {
		return other
	}
	t.put(key, p)
	return p
}

func (t *terms) put(key termOf, p *Postings) {
	if t.bytes > max(rememberedBytes*t.segment.Count(), rememberedLeast) || len(t.hot) > rememberedTerms {
		t.cold, t.hot, t.bytes = t.hot, map[termOf]*Postings{}, 0
	}
	t.hot[key] = p
	if p.Docs != nil {
		t.bytes += p.Docs.GetSizeInBytes()
	}
}

func (t *terms) read(key termOf) (*Postings, error) {
	if stem, ok := t.stems.stemOf(key); ok {
		return t.ofStem(key, stem)
	}
	return t.written(key)
}

// written is where a term stands in a field as Bleve has it.
func (t *terms) written(key termOf) (*Postings, error) {
	list, err := t.list(key)
	if err != nil {
		return nil, err
	}
	of, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("postings of type %T cannot be read", list)
	}
	if doc, one := of.DocNum1Hit(); one {
		return &Postings{Docs: roaring.BitmapOf(uint32(doc))}, nil
	}
	docs := of.ActualBitmap()
	if docs == nil || docs.IsEmpty() {
		docs = nil
	}
	return &Postings{Docs: docs}, nil
}

func (t *terms) list(key termOf) (segment.PostingsList, error) {
	dictionary, err := t.segment.Dictionary(key.field)
	if err != nil {
		return nil, err
	}
	return dictionary.PostingsList([]byte(key.term), nil, nil)
}

// known lists the terms whose counts have been read.
func (t *terms) known() (keys []termOf) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key, p := range t.hot {
		if p.read.Load() {
			keys = append(keys, key)
		}
	}
	return keys
}

// Often gives the documents that bear a term more than once, more than twice and so on; those that bear it once are in none.
// Bleve keeps how often in chunks that must be read from their beginnings; this reads them once.
func (p *Part) Often(field, term string, of *Postings) ([]*roaring.Bitmap, error) {
	of.counts.Do(func() {
		of.often, of.err = p.terms.count(termOf{field, term})
		of.read.Store(true)
	})
	return of.often, of.err
}

func (t *terms) count(key termOf) ([]*roaring.Bitmap, error) {
	if stem, ok := t.stems.stemOf(key); ok {
		return t.oftenStem(key, stem)
	}
	return t.oftenWritten(key)
}

func (t *terms) oftenWritten(key termOf) ([]*roaring.Bitmap, error) {
	list, err := t.list(key)
	if err != nil {
		return nil, err
	}
	often := []*roaring.Bitmap{}
	every := list.Iterator(true, false, false, nil)
	for {
		posting, err := every.Next()
		if err != nil {
			return nil, err
		}
		if posting == nil {
			return often, nil
		}
		for n := range min(max(posting.Frequency(), 1), mostOften) - 1 { // of keywords Bleve keeps none
			if int(n) == len(often) {
				often = append(often, roaring.New())
			}
			often[n].Add(uint32(posting.Number()))
		}
	}
}

// mostOften is how often a term counts at most. A text that says a word more often says it no more.
const mostOften = 64
