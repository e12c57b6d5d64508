package rows

import (
	"fmt"
	"slices"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// termOf names a term in a field.
type termOf struct{ field, term string }

// terms remembers where terms stand in a segment, how often, and where they stand side by side. The last two take far longer to find
// out than they take room, so the first may not crowd them out.
type terms struct {
	segment segment.Segment
	stems   Stems
	docs    int
	alone   shelf[*Postings]
	side    shelf[*Postings]
	often   shelf[*counts]
}

func newTerms(s segment.Segment, stems Stems) *terms {
	t := &terms{segment: s, stems: stems, docs: int(s.Count())}
	most := mostRemembered(t.docs)
	t.alone.most, t.side.most, t.often.most = most, most/4, most
	return t
}

// mostRemembered is how many bytes are remembered of one kind about so many documents at most, and as many again that nobody has asked
// for lately.
func mostRemembered(docs int) int { return 1<<20 + 48*docs }

// shelf remembers what was found out about terms. Of what nobody has asked for lately it forgets some when there is much.
type shelf[V interface{ size() int }] struct {
	mu        sync.Mutex
	hot, cold map[termOf]V
	bytes     int // of hot ones
	most      int
}

// get gives what is known of a key.
func (s *shelf[V]) get(key termOf) (V, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.hot[key]
	if ok {
		return v, true
	}
	if v, ok = s.cold[key]; ok {
		s.put(key, v)
	}
	return v, ok
}

// keep keeps what was found out, and gives what is to be used: that which another has kept meanwhile, if any.
func (s *shelf[V]) keep(key termOf, v V) V {
	s.mu.Lock()
	defer s.mu.Unlock()
	if other, ok := s.hot[key]; ok {
		return other
	}
	s.put(key, v)
	return v
}

func (s *shelf[V]) put(key termOf, v V) {
	if s.hot == nil || s.bytes > s.most {
		s.cold, s.hot, s.bytes = s.hot, map[termOf]V{}, 0
	}
	s.hot[key] = v
	s.bytes += v.size() + len(key.field) + len(key.term)
}

// Postings gives where a term stands in a field.
func (p *Part) Postings(field, term string) (*Postings, error) {
	return p.terms.get(termOf{field, term})
}

func (t *terms) get(key termOf) (*Postings, error) {
	if p, ok := t.alone.get(key); ok {
		return p, nil
	}
	p, err := t.read(key)
	if err != nil {
		return nil, fmt.Errorf("where %q stands: %w", key.term, err)
	}
	return t.alone.keep(key, p), nil
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

// known lists the terms of which it has lately been asked how often they stand where they do.
func (t *terms) known() (keys []termOf) {
	t.often.mu.Lock()
	defer t.often.mu.Unlock()
	for key := range t.often.hot {
		keys = append(keys, key)
	}
	return keys
}

// counts are the documents that bear a term more than once, in order, and how often they do.
type counts struct {
	docs  []uint32
	times []uint8
}

func (c *counts) size() int { return 5*len(c.docs) + 128 }

// Times gives how often each of some documents, which are in order, bears a term that it bears; nothing where all of the segment bear
// it once. What it gives is appended to an empty list. Bleve keeps how often in chunks that must be read from their beginnings; this
// reads them once.
func (p *Part) Times(field, term string, of *Postings, docs []uint32, room []uint8) ([]uint8, error) {
	c, err := p.counted(termOf{field, term}, of)
	if err != nil || len(c.docs) == 0 {
		return nil, err
	}
	return c.timesOf(docs, room), nil
}

// counted is how often a term is borne.
func (p *Part) counted(key termOf, of *Postings) (*counts, error) {
	t := p.terms
	if c, ok := t.often.get(key); ok {
		return c, nil
	}
	c, err := t.count(key, of)
	if err != nil {
		return nil, err
	}
	c.docs, c.times = slices.Clip(c.docs), slices.Clip(c.times)
	return t.often.keep(key, c), nil
}

func (t *terms) count(key termOf, of *Postings) (*counts, error) {
	if stem, ok := t.stems.stemOf(key); ok {
		return t.countStem(key, stem, of)
	}
	return t.countWritten(key)
}

func (t *terms) countWritten(key termOf) (*counts, error) {
	list, err := t.list(key)
	if err != nil {
		return nil, err
	}
	c := &counts{}
	every := list.Iterator(true, false, false, nil)
	for {
		posting, err := every.Next()
		if err != nil || posting == nil {
			return c, err
		}
		if n := posting.Frequency(); n > 1 { // of keywords Bleve keeps none
			c.docs, c.times = append(c.docs, uint32(posting.Number())), append(c.times, uint8(min(n, mostOften)))
		}
	}
}

// timesOf appends how often each of some documents, which are in order and bear the term, does.
func (c *counts) timesOf(docs []uint32, room []uint8) []uint8 {
	at, many := 0, len(c.docs) >= scan*len(docs)
	for _, doc := range docs {
		if many {
			n, _ := slices.BinarySearch(c.docs[at:], doc)
			at += n
		} else {
			for at < len(c.docs) && c.docs[at] < doc {
				at++
			}
		}
		if at < len(c.docs) && c.docs[at] == doc {
			room = append(room, c.times[at])
		} else {
			room = append(room, 1)
		}
	}
	return room
}

// mostOften is how often a term counts at most. A text that says a word more often says it no more.
const mostOften = 64
