package rows

import (
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Side gives the documents of a segment that bear terms side by side in a field: at each step any of some terms, or, where
// there are none, anything. It remembers them, as [Part.Postings] does.
func (p *Part) Side(field string, steps [][]string) (*Postings, error) {
	var key strings.Builder
	for _, step := range steps {
		key.WriteByte(0) // no term has it
		key.WriteString(strings.Join(step, "\x01"))
	}
	t := p.terms
	t.mu.Lock()
	known, ok := t.hot[termOf{field, key.String()}]
	t.mu.Unlock()
	if ok {
		return known, nil
	}
	docs, err := t.side(field, steps)
	if err != nil {
		return nil, fmt.Errorf("where %q stand side by side: %w", steps, err)
	}
	found := &Postings{Docs: docs}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hot[termOf{field, key.String()}] = found
	return found, nil
}

func (t *terms) side(field string, steps [][]string) (*roaring.Bitmap, error) {
	var every *roaring.Bitmap // that bear all of it, side by side or not
	for _, step := range steps {
		if len(step) == 0 {
			continue
		}
		any := roaring.New()
		for _, term := range step {
			p, err := t.get(termOf{field, term})
			if err != nil {
				return nil, err
			}
			if p.Docs != nil {
				any.Or(p.Docs)
			}
		}
		if every == nil {
			every = any
		} else {
			every.And(any)
		}
	}
	if every == nil || every.IsEmpty() {
		return nil, nil
	}
	places := make([][]places, len(steps))
	for i, step := range steps {
		for _, term := range step {
			list, err := t.list(termOf{field, term})
			if err != nil {
				return nil, err
			}
			places[i] = append(places[i], placesIn(list, every))
		}
	}
	out := roaring.New()
	var at []uint64 // where the run may have got to
	for docs := every.Iterator(); docs.HasNext(); {
		doc := docs.Next()
		begun := false
		for i := range steps {
			if len(steps[i]) == 0 {
				for n := range at {
					at[n]++
				}
				continue
			}
			var here []uint64
			for n := range places[i] {
				found, err := places[i][n].of(doc)
				if err != nil {
					return nil, err
				}
				here = append(here, found...)
			}
			if begun {
				here = slices.DeleteFunc(here, func(pos uint64) bool { return !slices.Contains(at, pos-1) })
			}
			at, begun = here, true
			if len(at) == 0 {
				break
			}
		}
		if len(at) > 0 {
			out.Add(doc)
		}
	}
	if out.IsEmpty() {
		return nil, nil
	}
	return out, nil
}

// places reads where in its documents a term stands, from the first document on.
type places struct {
	postings segment.PostingsIterator
	next     segment.Posting
	err      error
	begun    bool
}

// placesIn reads the places in some of a term's documents.
func placesIn(list segment.PostingsList, in *roaring.Bitmap) places {
	every := list.Iterator(true, true, true, nil)
	if of, ok := every.(segment.OptimizablePostingsIterator); ok {
		if docs := of.ActualBitmap(); docs != nil {
			of.ReplaceActual(roaring.And(docs, in))
		}
	}
	return places{postings: every}
}

// of gives the places in one document. Documents are asked for in order.
func (p *places) of(doc uint32) ([]uint64, error) {
	if !p.begun {
		p.begun = true
		p.next, p.err = p.postings.Next()
	}
	for p.err == nil && p.next != nil && p.next.Number() < uint64(doc) {
		p.next, p.err = p.postings.Next()
	}
	if p.err != nil || p.next == nil || p.next.Number() != uint64(doc) {
		return nil, p.err
	}
	var out []uint64
	for _, l := range p.next.Locations() {
		out = append(out, l.Pos())
	}
	return out, nil
}
