package index

import (
	"math"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
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
		if kid.inter == nil {
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
	if l.inter == nil {
		return nil
	}
	if l.kind == isTerm {
		return e.addTerm(l, to)
	}
	whole := e.newScores()
	for _, step := range l.steps {
		one := leaf{kind: isAny, kids: step, inter: l.inter}
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
	for docs := l.inter.Iterator(); docs.HasNext(); {
		if n, ok := e.slot(docs.Next()); ok {
			to.sum[n] += whole.sum[n]
			to.count[n]++
		}
	}
	whole.give()
	return nil
}

// slot is which candidate a document is.
func (e *evaluation) slot(doc uint32) (int, bool) {
	n := (*e.slots)[doc]
	return int(n), n < uint32(len(e.docs)) && e.docs[n] == doc
}

func (e *evaluation) addTerm(l *leaf, to *scores) error {
	var often []counted
	if l.field != topicIDsField {
		levels, err := e.part.Often(l.name, l.term, l.posts[e.n])
		if err != nil {
			return err
		}
		often = countedIn(levels, l.inter)
	}
	table := saturation()[l.field]
	var buffer [256]uint32
	for docs := l.inter.ManyIterator(); ; {
		got := docs.NextMany(buffer[:])
		if got == 0 {
			return nil
		}
		for _, doc := range buffer[:got] {
			tf := 1.0
			if len(often) > 0 && often[0].doc == doc {
				tf = math.Sqrt(often[0].times)
				often = often[1:]
			}
			n, ok := e.slot(doc)
			if !ok {
				continue
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
	}
}

func usualLength(field int) float64 {
	if field == topicIDsField {
		return 1
	}
	return float64(textFields[field].length)
}

// counted is a document that bears a term more than once.
type counted struct {
	doc   uint32
	times float64
}

// countedIn lists the documents among some that bear a term more than once, in order.
func countedIn(levels []*roaring.Bitmap, in *roaring.Bitmap) (out []counted) {
	for i, level := range levels {
		met := roaring.And(level, in)
		if met.IsEmpty() {
			return out
		}
		n := 0
		for docs := met.Iterator(); docs.HasNext(); {
			doc := docs.Next()
			if i == 0 {
				out = append(out, counted{doc, 2})
				continue
			}
			for out[n].doc != doc { // each level lies in the one before
				n++
			}
			out[n].times++
		}
	}
	return out
}
