package rows

import (
	"fmt"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// termOf names a term in a field.
type termOf struct{ field, term string }

// terms remembers where terms stand in a segment. Of those that nobody has asked for lately it forgets some when there are many.
type terms struct {
	segment   segment.Segment
	stems     Stems
	docs      int
	mu        sync.Mutex
	hot, cold map[termOf]*Postings
	bytes     int // of hot ones
}

// mostRemembered is how many bytes are remembered of so many documents at most, and as many again that nobody has asked for lately.
func mostRemembered(docs int) int { return 1<<20 + 40*docs }

func newTerms(s segment.Segment, stems Stems) *terms {
	return &terms{segment: s, stems: stems, docs: int(s.Count()), hot: map[termOf]*Postings{}}
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
	if t.bytes > mostRemembered(t.docs) {
		t.cold, t.hot, t.bytes = t.hot, map[termOf]*Postings{}, 0
	}
	t.hot[key] = p
	t.bytes += p.size()
}

// read reads where a term stands from the files.
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
		return &Postings{list: []uint32{uint32(doc)}, count: 1}, nil
	}
	return postingsOf(of.ActualBitmap(), t.docs), nil
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

// Times gives how often each of some documents, which are in order, bears a term that it bears; nothing where all of the segment bear
// it once. What it gives is appended to an empty list. Bleve keeps how often in chunks that must be read from their beginnings; this
// reads them once.
func (p *Part) Times(field, term string, of *Postings, docs []uint32, room []uint8) ([]uint8, error) {
	if err := p.counted(field, term, of); err != nil || len(of.often) == 0 {
		return nil, err
	}
	return of.timesOf(docs, room), nil
}

// counted sees to it that how often a term is borne has been read.
func (p *Part) counted(field, term string, of *Postings) error {
	of.counts.Do(func() {
		of.err = p.terms.count(termOf{field, term}, of)
		of.read.Store(true)
	})
	return of.err
}

func (t *terms) count(key termOf, into *Postings) error {
	if stem, ok := t.stems.stemOf(key); ok {
		return t.countStem(key, stem, into)
	}
	return t.countWritten(key, into)
}

func (t *terms) countWritten(key termOf, into *Postings) error {
	list, err := t.list(key)
	if err != nil {
		return err
	}
	every := list.Iterator(true, false, false, nil)
	for {
		posting, err := every.Next()
		if err != nil || posting == nil {
			return err
		}
		if n := posting.Frequency(); n > 1 { // of keywords Bleve keeps none
			into.often, into.times = append(into.often, uint32(posting.Number())), append(into.times, uint8(min(n, mostOften)))
		}
	}
}

// mostOften is how often a term counts at most. A text that says a word more often says it no more.
const mostOften = 64
