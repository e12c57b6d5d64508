package extract

import (
	"hash/fnv"
	"io"
)

// shingle is how many words on end are taken together, and leastShingles how many of them a page must have for its likeness
// to mean anything.
const (
	shingle       = 3
	leastShingles = 40
)

// likeness sums up words in 64 bits, few of which differ between texts that say nearly the same (Charikar's simhash).
type likeness struct {
	votes [64]int
	last  [shingle]string
	seen  int
}

func (l *likeness) add(word string) {
	copy(l.last[:], l.last[1:])
	l.last[shingle-1] = word
	if l.seen++; l.seen < shingle {
		return
	}
	sum := fnv.New64a()
	for _, w := range l.last {
		io.WriteString(sum, w+" ")
	}
	for h, i := sum.Sum64(), 0; i < 64; h, i = h>>1, i+1 {
		l.votes[i] += int(h&1)*2 - 1
	}
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
