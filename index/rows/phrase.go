package rows

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Bleve can keep where in a text each word stands, in about a kilobyte for each document. To know which words stand side by side,
// three bytes for each are enough: a number of sixteen bits that stands for its stem, one of six for the word itself, and how many
// places it is from the word before. Of documents that have all the words of a phrase, apart, one in some ten thousand is taken to
// have them side by side.

// WordsField is the name of the field that the words of a document are stored in, in their order.
const WordsField = "words"

// Word is a word of a text.
type Word struct {
	Place int // in the text, from 1 on; words that are left out have places too
	Text  string
	Stem  string
}

// AppendWords writes the words of one text behind those of the texts before.
func AppendWords(b []byte, words []Word) []byte {
	var text []byte
	last := 0
	for _, w := range words {
		away := w.Place - last
		last = w.Place
		text = binary.LittleEndian.AppendUint16(text, stemNumber(w.Stem))
		text = append(text, byte(min(away, far))<<6|wordNumber(w.Text, w.Stem))
		if away >= far {
			text = binary.AppendUvarint(text, uint64(away))
		}
	}
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// far is from how many places on these are written behind a word.
const far = 3

func stemNumber(stem string) uint16 { return uint16(spread(Key(stem)) >> 48) }

// spread spreads a key over all bits, as MurmurHash3 ends: words that differ in their last letter have keys that differ in few.
func spread(key uint64) uint64 {
	key = (key ^ key>>33) * 0xff51afd7ed558ccd
	key = (key ^ key>>33) * 0xc4ceb9fe1a85ec53
	return key ^ key>>33
}

// wordNumber stands for a word beside its stem: 0 where it is the stem.
func wordNumber(word, stem string) byte {
	if word == stem {
		return 0
	}
	return 1 + byte(spread(Key(word))>>32%63)
}

// SideTerm is a term that may stand at one step of a phrase: a word, or any other of which something is the stem.
type SideTerm struct {
	Term string // as the field has it
	Word string // the word; empty for any
	Stem string
}

// sideNumber is a [SideTerm] by the numbers that words are stored as.
type sideNumber struct {
	stem    uint16
	word    byte
	anyWord bool
}

func numbersOf(steps [][]SideTerm) [][]sideNumber {
	out := make([][]sideNumber, len(steps))
	for i, step := range steps {
		for _, t := range step {
			n := sideNumber{stem: stemNumber(t.Stem), anyWord: t.Word == ""}
			if !n.anyWord {
				n.word = wordNumber(t.Word, t.Stem)
			}
			out[i] = append(out[i], n)
		}
	}
	return out
}

func (t sideNumber) is(stem uint16, word byte) bool {
	if stem != t.stem {
		return false
	}
	if t.anyWord {
		return word != 0
	}
	return word == t.word
}

// Side gives the documents of a segment that bear terms side by side in a field, the nth of those whose words are stored: at each step
// any of some terms, or, where there are none, anything. It remembers them, as [Part.Postings] does.
func (p *Part) Side(field string, n int, steps [][]SideTerm) (*Postings, error) {
	var name strings.Builder
	for _, step := range steps {
		name.WriteByte(0) // no term has it
		for _, t := range step {
			name.WriteString(t.Term + "\x01")
		}
	}
	key, t := termOf{field, name.String()}, p.terms
	if known, ok := t.side.get(key); ok {
		return known, nil
	}
	found, err := t.together(field, n, steps)
	if err != nil {
		return nil, fmt.Errorf("where %q stand side by side: %w", name.String(), err)
	}
	return t.side.keep(key, found), nil
}

func (t *terms) together(field string, n int, steps [][]SideTerm) (*Postings, error) {
	every, err := t.bearAll(field, steps)
	if err != nil {
		return nil, err
	}
	out := &Postings{}
	numbers := numbersOf(steps)
	var s sequence
	for _, doc := range every {
		if err := s.read(t, doc, n); err != nil {
			return nil, err
		}
		if s.has(numbers) {
			out.list = append(out.list, doc)
		}
	}
	out.list, out.count = slices.Clip(out.list), len(out.list)
	return out, nil
}

// bearAll are the documents that bear a term of every step, side by side or not, in order.
func (t *terms) bearAll(field string, steps [][]SideTerm) ([]uint32, error) {
	every, step := make(Bits, BitsFor(t.docs)), make(Bits, BitsFor(t.docs))
	every.Fill(t.docs)
	if !slices.ContainsFunc(steps, func(terms []SideTerm) bool { return len(terms) > 0 }) {
		return nil, nil
	}
	for _, terms := range steps {
		if len(terms) == 0 {
			continue
		}
		clear(step)
		for _, term := range terms {
			p, err := t.get(termOf{field, term.Term})
			if err != nil {
				return nil, err
			}
			p.AddTo(step)
		}
		every.And(step)
		if every.Empty() {
			break
		}
	}
	return every.Append(nil), nil
}

// sequence is the words of a text.
type sequence struct {
	stems  []uint16
	words  []byte
	places []int
}

// errWords is returned for words that are not as [AppendWords] writes them.
var errWords = errors.New("its words cannot be read")

// read reads the words of the nth text of a document.
func (s *sequence) read(t *terms, doc uint32, n int) error {
	bad := errWords
	err := t.segment.VisitStoredFields(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == WordsField {
			bad = s.decode(value, n)
		}
		return true
	})
	return errors.Join(err, bad)
}

func (s *sequence) decode(b []byte, n int) error {
	s.stems, s.words, s.places = s.stems[:0], s.words[:0], s.places[:0]
	r := &reader{b: b}
	for range n {
		r.take(r.uvarint())
	}
	text := &reader{b: r.take(r.uvarint())}
	if r.err != nil {
		return errWords
	}
	place := 0
	for len(text.b) > 0 && text.err == nil {
		at := text.take(3)
		away := int(at[2] >> 6)
		if away == far {
			away = int(text.uvarint())
		}
		place += away
		s.stems, s.words, s.places = append(s.stems, binary.LittleEndian.Uint16(at)), append(s.words, at[2]&63), append(s.places, place)
	}
	if text.err != nil {
		return errWords
	}
	return nil
}

// has reports whether terms stand side by side.
func (s *sequence) has(steps [][]sideNumber) bool {
	for first := range s.stems {
		if s.hasFrom(first, steps) {
			return true
		}
	}
	return false
}

func (s *sequence) hasFrom(first int, steps [][]sideNumber) bool {
	at := first
	for n, step := range steps {
		if len(step) == 0 {
			continue
		}
		for at < len(s.places) && s.places[at] < s.places[first]+n {
			at++
		}
		if at == len(s.places) || s.places[at] != s.places[first]+n || !isAny(step, s.stems[at], s.words[at]) {
			return false
		}
	}
	return true
}

func isAny(step []sideNumber, stem uint16, word byte) bool {
	for _, t := range step {
		if t.is(stem, word) {
			return true
		}
	}
	return false
}
