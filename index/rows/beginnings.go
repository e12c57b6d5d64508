package rows

import (
	"slices"
	"sort"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
)

// beginnings are the words of a field of a segment in order, with the documents that bear each, those that have been deleted with
// them. Whoever types gets an answer to each letter: to read in the files every word that begins with one takes too long for that.
type beginnings struct {
	text   []byte
	words  []uint32 // where in text each ends
	starts []uint32 // where its documents begin, and after the last where they end
	docs   []uint32
}

// beginnings reads the words of a segment.
func (in Reader) beginnings(s segment.Segment) (*beginnings, error) {
	b := &beginnings{starts: []uint32{0}}
	if in.Beginnings == "" {
		return b, nil
	}
	dictionary, err := s.Dictionary(in.Beginnings)
	if err != nil {
		return nil, err
	}
	every := dictionary.AutomatonIterator(&vellum.AlwaysMatch{}, nil, nil)
	var list segment.PostingsList
	var postings segment.PostingsIterator
	for {
		term, err := every.Next()
		if err != nil || term == nil {
			b.text, b.words, b.starts, b.docs = slices.Clip(b.text), slices.Clip(b.words), slices.Clip(b.starts), slices.Clip(b.docs)
			return b, err
		}
		if in.Stems.Mark != "" && strings.HasPrefix(term.Term, in.Stems.Mark) {
			continue // it is no word
		}
		if list, err = dictionary.PostingsList([]byte(term.Term), nil, list); err != nil {
			return nil, err
		}
		postings = list.Iterator(false, false, false, postings)
		for {
			posting, err := postings.Next()
			if err != nil {
				return nil, err
			}
			if posting == nil {
				break
			}
			b.docs = append(b.docs, uint32(posting.Number()))
		}
		b.text = append(b.text, term.Term...)
		b.words, b.starts = append(b.words, uint32(len(b.text))), append(b.starts, uint32(len(b.docs)))
	}
}

// word is the nth of the words.
func (b *beginnings) word(n int) string {
	from := uint32(0)
	if n > 0 {
		from = b.words[n-1]
	}
	return string(b.text[from:b.words[n]])
}

// Begun lists documents that bear a word which begins so, among some: at most so many, and of more those of the first words. They
// come in the order of their numbers.
func (p *Part) Begun(prefix string, among Bits, most int) []uint32 {
	b := p.beginnings
	at := sort.Search(len(b.words), func(n int) bool { return b.word(n) >= prefix })
	to := at + sort.Search(len(b.words)-at, func(n int) bool { return !strings.HasPrefix(b.word(at+n), prefix) })
	if at == to {
		return nil
	}
	var found []uint32
	for ; at < to && len(found) < most; at++ {
		of := 0
		for _, doc := range b.docs[b.starts[at]:b.starts[at+1]] {
			if !among.Has(doc) {
				continue
			}
			found = append(found, doc)
			if of++; of == most { // the others of this word have higher numbers
				break
			}
		}
		if len(found) >= most {
			slices.Sort(found)
			found = slices.Compact(found)
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	return found[:min(len(found), most)]
}
