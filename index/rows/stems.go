package rows

import (
	"strings"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"
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

// ofStem is where any word of a stem stands.
func (t *terms) ofStem(key termOf, stem string) (*Postings, error) {
	docs := roaring.New()
	err := t.eachForm(key, stem, func(key termOf) error {
		at, err := t.written(key)
		if err == nil && at.Docs != nil {
			docs.Or(at.Docs)
		}
		return err
	})
	if err != nil || docs.IsEmpty() {
		return &Postings{}, err
	}
	return &Postings{Docs: docs.Clone()}, nil // which takes no more than it needs
}

// oftenStem is how often the words of a stem stand in documents, all together: see [Part.Often].
func (t *terms) oftenStem(key termOf, stem string) ([]*roaring.Bitmap, error) {
	var levels tally
	err := t.eachForm(key, stem, func(key termOf) error {
		at, err := t.written(key)
		if err != nil || at.Docs == nil {
			return err
		}
		often, err := t.oftenWritten(key)
		if err != nil {
			return err
		}
		levels.add(at.Docs)
		for _, docs := range often {
			levels.add(docs)
		}
		return nil
	})
	if err != nil || len(levels) == 0 {
		return []*roaring.Bitmap{}, err
	}
	for i, docs := range levels[1:] {
		levels[i+1] = docs.Clone() // which takes no more than it needs
	}
	return levels[1:], nil
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

// tally is the documents that something has been counted in once, twice and so on, [mostOften] at most.
type tally []*roaring.Bitmap

// add counts once more for some documents.
func (l *tally) add(docs *roaring.Bitmap) {
	for i := range *l {
		again := roaring.And((*l)[i], docs)
		(*l)[i].Or(docs)
		if docs = again; docs.IsEmpty() {
			return
		}
	}
	if len(*l) < mostOften {
		*l = append(*l, docs.Clone())
	}
}
