package rows

import "math/bits"

// Bits is a set of documents of a segment: a bit for each.
type Bits []uint64

// BitsFor is how many words of bits so many documents take.
func BitsFor(docs int) int { return (docs + 63) / 64 }

// Has reports whether a document is in the set.
func (b Bits) Has(doc uint32) bool { return b[doc/64]>>(doc%64)&1 != 0 }

// Add adds a document.
func (b Bits) Add(doc uint32) { b[doc/64] |= 1 << (doc % 64) }

// Fill makes it the set of the first so many documents.
func (b Bits) Fill(docs int) {
	clear(b)
	for i := range docs / 64 {
		b[i] = ^uint64(0)
	}
	if rest := docs % 64; rest > 0 {
		b[docs/64] = 1<<rest - 1
	}
}

// Less takes out what is in another set, which may be nil.
func (b Bits) Less(other Bits) {
	for i, word := range other {
		b[i] &^= word
	}
}

// Or adds what is in another set.
func (b Bits) Or(other Bits) {
	for i, word := range other {
		b[i] |= word
	}
}

// And takes out what is not in another set.
func (b Bits) And(other Bits) {
	for i, word := range other {
		b[i] &= word
	}
}

// Empty reports whether nothing is in the set.
func (b Bits) Empty() bool {
	for _, word := range b {
		if word != 0 {
			return false
		}
	}
	return true
}

// Count is how many documents are in the set.
func (b Bits) Count() (n int) {
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// CountIn is how many of them are in another set too, which may be nil.
func (b Bits) CountIn(other Bits) (n int) {
	for i, word := range other {
		n += bits.OnesCount64(word & b[i])
	}
	return n
}

// Append appends the documents to a list, in order.
func (b Bits) Append(docs []uint32) []uint32 {
	for i, word := range b {
		docs = appendWord(docs, i, word)
	}
	return docs
}

// appendWord appends the documents of one word of bits.
func appendWord(docs []uint32, i int, word uint64) []uint32 {
	for ; word != 0; word &= word - 1 {
		docs = append(docs, uint32(i*64+bits.TrailingZeros64(word)))
	}
	return docs
}
