package rows

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Postings are the documents of a segment that bear a term in a field, those that have been deleted with them. They are kept as a
// list, or, where most words of a set would be full, as a set.
type Postings struct {
	list  []uint32 // in order
	bits  Bits     // nil where there is a list
	count int
}

// denser is how many bits a document of a list takes: from one of so many on, a set is smaller.
const denser = 32

// postingsOf makes postings of a segment with so many documents; a nil bitmap has none.
func postingsOf(bitmap *roaring.Bitmap, docs int) *Postings {
	p := &Postings{}
	if bitmap == nil {
		return p
	}
	p.count = int(bitmap.GetCardinality())
	if p.count <= docs/denser {
		p.list = bitmap.ToArray()
		return p
	}
	p.bits = make(Bits, BitsFor(docs))
	bitmap.WriteDenseTo(p.bits)
	return p
}

// Len is how many documents there are.
func (p *Postings) Len() int { return p.count }

func (p *Postings) size() int { return 4*len(p.list) + 8*len(p.bits) + 128 }

// Has reports whether a document is among them.
func (p *Postings) Has(doc uint32) bool {
	if p.bits != nil {
		return p.bits.Has(doc)
	}
	_, ok := slices.BinarySearch(p.list, doc)
	return ok
}

// AddTo adds the documents to a set.
func (p *Postings) AddTo(set Bits) {
	set.Or(p.bits)
	for _, doc := range p.list {
		set.Add(doc)
	}
}

// AddIn adds those of the documents to a set that are in another.
func (p *Postings) AddIn(set, in Bits) {
	for i, word := range p.bits {
		set[i] |= word & in[i]
	}
	for _, doc := range p.list {
		if in.Has(doc) {
			set.Add(doc)
		}
	}
}

// Append appends the documents to a list.
func (p *Postings) Append(docs []uint32) []uint32 {
	if p.bits != nil {
		return p.bits.Append(docs)
	}
	return append(docs, p.list...)
}

// AppendIn appends those of the documents to a list that are in a set.
func (p *Postings) AppendIn(docs []uint32, in Bits) []uint32 {
	for i, word := range p.bits {
		if word &= in[i]; word != 0 {
			docs = appendWord(docs, i, word)
		}
	}
	for _, doc := range p.list {
		if in.Has(doc) {
			docs = append(docs, doc)
		}
	}
	return docs
}

// AppendOf appends those of the documents to a list that are in another list, which is in order.
func (p *Postings) AppendOf(docs, of []uint32) []uint32 {
	if p.bits == nil && len(p.list) < scan*len(of) {
		rest := p.list
		for _, doc := range of {
			for len(rest) > 0 && rest[0] < doc {
				rest = rest[1:]
			}
			if len(rest) > 0 && rest[0] == doc {
				docs = append(docs, doc)
			}
		}
		return docs
	}
	for _, doc := range of {
		if p.Has(doc) {
			docs = append(docs, doc)
		}
	}
	return docs
}

// scan is how many elements of a list are gone through sooner than one is searched for in it.
const scan = 16
