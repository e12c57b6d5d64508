package index

import (
	"math"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/search"

	"fingerpost/index/rows"
)

// Fields of keywords that are scored have numbers too.
const topicIDsField = rows.Fields

func fieldNumber(name string) int {
	for i, f := range textFields {
		if f.name == name {
			return i
		}
	}
	return topicIDsField
}

// saturation is what BM25 adds below the line for a text of so many words, by field.
var saturation = sync.OnceValue(func() (table [rows.Fields + 1][]float64) {
	for f := range table {
		usual := 1.0
		if f < rows.Fields {
			usual = float64(textFields[f].length)
		}
		table[f] = make([]float64, longText)
		for n := range table[f] {
			table[f][n] = saturated(n, usual)
		}
	}
	return table
})

// longText is from how many words on saturation is not kept ready.
const longText = 2048

func saturated(words int, usual float64) float64 {
	norm := float64(float32(1 / math.Sqrt(float64(words)))) // as Bleve keeps it
	return search.BM25_k1 * (1 - search.BM25_b + search.BM25_b*(1/(norm*norm))/usual)
}

// scores are of the candidates of a segment: for each what its matches add up to, and how many there are.
type scores struct {
	sum   []float64
	count []int32
}

// newScores gives room for scores until they are given back.
func (e *evaluation) newScores() *scores {
	s := scorePool.Get().(*scores)
	s.sum, s.count = slices.Grow(s.sum[:0], len(e.docs))[:len(e.docs)], slices.Grow(s.count[:0], len(e.docs))[:len(e.docs)]
	clear(s.sum)
	clear(s.count)
	return s
}

var scorePool = sync.Pool{New: func() any { return new(scores) }}

func (s *scores) give() { scorePool.Put(s) }

// score scores the candidates by a node. What does not match has the count 0.
func (e *evaluation) score(l *leaf) (*scores, error) {
	s := e.newScores()
	switch l.kind {
	case isTerm, isSide:
		return s, e.add(l, s)
	}
	for i := range l.kids {
		kid := &l.kids[i]
		if kid.kind == isTerm || kid.kind == isSide {
			if err := e.add(kid, s); err != nil {
				return s, err
			}
			continue
		}
		if !kid.any {
			continue
		}
		of, err := e.score(kid)
		if err != nil {
			return s, err
		}
		for n, count := range of.count {
			if count > 0 {
				s.sum[n] += of.sum[n]
				s.count[n]++
			}
		}
		of.give()
	}
	all := int32(len(l.kids))
	for n, count := range s.count {
		switch {
		case l.kind == isAll && count < all:
			s.sum[n], s.count[n] = 0, 0
		case l.kind == isAny && count > 0:
			s.sum[n] *= float64(count) / float64(all)
		}
	}
	return s, nil
}

// add adds what a term, or terms side by side, score to candidates.
func (e *evaluation) add(l *leaf, to *scores) error {
	if !l.any {
		return nil
	}
	if l.kind == isTerm {
		return e.addTerm(l, to)
	}
	whole := e.newScores()
	for _, step := range l.steps {
		one := leaf{kind: isAny, kids: step}
		of, err := e.score(&one)
		if err != nil {
			return err
		}
		for n, count := range of.count {
			if count > 0 {
				whole.sum[n] += of.sum[n]
			}
		}
		of.give()
	}
	for _, doc := range l.docs {
		if n, ok := e.slot(doc); ok {
			to.sum[n] += whole.sum[n]
			to.count[n]++
		}
	}
	whole.give()
	return nil
}

// slot is which candidate a document is.
func (e *evaluation) slot(doc uint32) (int, bool) {
	n := e.room.slots[doc]
	return int(n), n < uint32(len(e.docs)) && e.docs[n] == doc
}

func (e *evaluation) addTerm(l *leaf, to *scores) error {
	var times []uint8
	if l.field != topicIDsField {
		var err error
		if times, err = e.part.Times(l.name, l.term, l.posts[e.n], l.docs, e.room.times[:0]); err != nil {
			return err
		}
		if times != nil {
			e.room.times = times
		}
	}
	table := saturation()[l.field]
	tf := 1.0
	for i, doc := range l.docs {
		n, ok := e.slot(doc)
		if !ok {
			continue
		}
		if times != nil {
			tf = math.Sqrt(float64(times[i]))
		}
		words := e.part.Row(doc).Length(l.field)
		below := 0.0
		if words < longText {
			below = table[words]
		} else {
			below = saturated(words, usualLength(l.field))
		}
		to.sum[n] += l.weight * (tf * search.BM25_k1) / (tf + below)
		to.count[n]++
	}
	return nil
}

func usualLength(field int) float64 {
	if field == topicIDsField {
		return 1
	}
	return float64(textFields[field].length)
}
