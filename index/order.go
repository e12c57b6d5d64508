package index

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// order sorts hits as [before] has them. What most of them differ in is packed into numbers, which compare faster.
func order(hits []*hit, by Sort) {
	if by != ByBest {
		slices.SortFunc(hits, func(a, b *hit) int { return before(a, b, by) })
		return
	}
	type keyed struct {
		key, name uint64
		hit       *hit
	}
	all := make([]keyed, len(hits))
	for i, h := range hits {
		all[i] = keyed{h.key(), 0, h}
		if h.far { // then its name comes next
			var first [8]byte
			copy(first[:], h.part.Name(h.row))
			all[i].name = binary.BigEndian.Uint64(first[:])
		}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		switch {
		case a.key != b.key:
			return cmp.Compare(a.key, b.key)
		case a.name != b.name:
			return cmp.Compare(a.name, b.name)
		}
		return before(a.hit, b.hit, by)
	})
	for i, k := range all {
		hits[i] = k.hit
	}
}

// The bits of a key for the best first, from the highest on: the band, whether others match far better, how freely the words
// were read, the score, how well the words match, how much is known, and the first of the distance.
const (
	looseBits, scoreBits, wordBits, fullBits, distanceBits = 3, 17, 5, 4, 32
)

func (h *hit) key() uint64 {
	key := uint64(h.how.band())<<1 | uint64(btoi(h.weak))
	key = key<<looseBits | uint64(min(h.loose, 1<<looseBits-1))
	key = key<<scoreBits | uint64(1<<scoreBits-1-min(max(h.score, 0), 1<<scoreBits-1))
	key = key<<wordBits | uint64(1<<wordBits-1-min(int(h.parts.Words*wordSteps), 1<<wordBits-1))
	key = key<<fullBits | uint64(1<<fullBits-1-min(int(h.row.Full), 1<<fullBits-1))
	far := uint64(math.MaxUint32)
	if !h.far {
		far = math.Float64bits(float64(h.distance)) >> (64 - distanceBits) // of numbers that are not negative these sort as they do
	}
	return key<<distanceBits | far
}
