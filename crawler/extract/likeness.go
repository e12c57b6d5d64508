package extract

import "hash/fnv"

// shingle is how many words on end are taken together, and leastShingles how many of them a page must have for its likeness
// to mean anything.
const (
	shingle       = 3
	leastShingles = 40
)

// likeness sums up words in 64 bits, few of which differ between texts that say nearly the same (Charikar's simhash).
type likeness struct {
	votes [64]int
	last  [shingle]uint64 // hashes of the last words
	seen  int
}

func (l *likeness) add(word string) {
	sum := fnv.New64a()
	sum.Write([]byte(word))
	copy(l.last[:], l.last[1:])
	l.last[shingle-1] = sum.Sum64()
	if l.seen++; l.seen < shingle {
		return
	}
	h := uint64(0)
	for _, w := range l.last {
		h = mix(h*31 + w)
	}
	for i := range l.votes {
		l.votes[i] += int(h>>i&1)*2 - 1
	}
}

// mix spreads what tells numbers apart over all of their bits (the finaliser of SplitMix64).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// sum is 0 for a text that is too short to be compared.
func (l *likeness) sum() (out uint64) {
	if l.seen < leastShingles+shingle-1 {
		return 0
	}
	for i, n := range l.votes {
		if n > 0 {
			out |= 1 << i
		}
	}
	return max(out, 1)
}
