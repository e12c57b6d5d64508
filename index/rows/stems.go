package rows

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/vellum"
)

// Stems says how fields hold stems. A document that has a word also bears the word's stem, if that is another, marked. That is a
// quarter of all postings, and nearly all can be found out: the words of a stem begin as it does, and stand side by side in the
// dictionary. Only stems that their words do not begin with are written ([Stems.Written]).
type Stems struct {
	Mark string // stands before a stem
	Of   func(word string) string
	In   func(field string) bool // whether a field has any; nil where all stems are written
}

// Written reports whether the stem of a word is written into an index.
func (s Stems) Written(word, stem string) bool { return !strings.HasPrefix(word, root(stem)) }

// root is what the words of a stem begin with. Porter's rules put an i, an e or an l for the last letter that they leave.
func root(stem string) string {
	last, size := utf8.DecodeLastRuneInString(stem)
	if last == 'i' || last == 'e' || last == 'l' {
		return stem[:len(stem)-size]
	}
	return stem
}

// stemOf takes the mark off a term that is a stem whose words are to be found.
func (s Stems) stemOf(key termOf) (stem string, ok bool) {
	if s.In == nil || !s.In(key.field) {
		return "", false
	}
	return strings.CutPrefix(key.term, s.Mark)
}

// forms are the words of a field whose stem this is, but for the stem itself and those with which it is written.
func (t *terms) forms(field, stem string) (words []string, err error) {
	dictionary, err := t.segment.Dictionary(field)
	if err != nil {
		return nil, err
	}
	from, to := within(root(stem))
	every := dictionary.AutomatonIterator(&vellum.AlwaysMatch{}, from, to)
	for {
		entry, err := every.Next()
		if err != nil || entry == nil {
			return words, err
		}
		if entry.Term != stem && t.stems.Of(entry.Term) == stem {
			words = append(words, entry.Term)
		}
	}
}

// within is the range of what begins so.
func within(prefix string) (from, to []byte) {
	to = []byte(prefix)
	for n := len(to) - 1; n >= 0; n-- {
		if to[n] < 0xff {
			to[n]++
			return []byte(prefix), to[:n+1]
		}
	}
	return []byte(prefix), nil
}

// ofStem is where any word of a stem stands.
func (t *terms) ofStem(key termOf, stem string) (*Postings, error) {
	docs := make(Bits, BitsFor(t.docs))
	err := t.eachForm(key, stem, func(key termOf) error {
		at, err := t.written(key)
		if err == nil {
			at.AddTo(docs)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	p := &Postings{count: docs.Count()}
	if p.count > t.docs/denser {
		p.bits = docs
	} else {
		p.list = docs.Append(make([]uint32, 0, p.count))
	}
	return p, nil
}

// countStem counts how often the words of a stem stand in the documents that bear it, all together.
func (t *terms) countStem(key termOf, stem string, of *Postings) (*counts, error) {
	docs := of.Append(nil)
	all := make([]uint8, len(docs))
	var times []uint8
	err := t.eachForm(key, stem, func(key termOf) error {
		at, err := t.written(key)
		if err != nil {
			return err
		}
		c, err := t.countWritten(key)
		if err != nil {
			return err
		}
		some, n := at.Append(nil), 0
		times = c.timesOf(some, times[:0])
		for i, doc := range some {
			for docs[n] != doc {
				n++
			}
			all[n] = min(all[n]+times[i], mostOften)
		}
		return nil
	})
	c := &counts{}
	for i, n := range all {
		if n > 1 {
			c.docs, c.times = append(c.docs, docs[i]), append(c.times, n)
		}
	}
	return c, err
}

// eachForm calls do for a stem as it is written, and for each of its other words.
func (t *terms) eachForm(key termOf, stem string, do func(termOf) error) error {
	words, err := t.forms(key.field, stem)
	if err != nil {
		return err
	}
	for _, word := range append(words, key.term) {
		if err := do(termOf{key.field, word}); err != nil {
			return err
		}
	}
	return nil
}
