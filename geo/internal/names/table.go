package names

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"

	"github.com/paulmach/orb"
)

// Table is a gazetteer. Places are numbered from 0 by kind, then name, then
// point, so that the smaller number is the likelier one. Terms are the keys by
// which they are found, sorted by their letters and then by their blanks.
type Table struct {
	names    string   // of all places, those of one with bars between them
	nameEnds []uint32 // where in names those of a place end
	kinds    string   // a byte for each place
	points   []uint32 // longitude and latitude of each place in millionths of a degree, as int32
	district []uint32 // of each place, as an index of districts
	codes    []string // the districts; the first is ""

	terms    string
	termEnds []uint32
	shared   []uint8  // how many letters a term begins with alike with the one before
	onward   []uint32 // the next term that shares less with the one before it
	postEnds []uint32 // where in posts those of a term end
	posts    []uint32 // a place and one of its names: see newPost
}

// The limits of a post: 24 bits for the place, 7 for which of its names, one
// that says whether the term is a short form of it.
const (
	mostPlaces = 1 << 24
	mostNames  = 1 << 7
)

type post uint32

func newPost(place, name int, short bool) post {
	p := post(place<<8 | name<<1)
	if short {
		p |= 1
	}
	return p
}

func (p post) place() int  { return int(p >> 8) }
func (p post) name() int   { return int(p >> 1 & (mostNames - 1)) }
func (p post) short() bool { return p&1 == 1 }

// Len is how many places there are.
func (t *Table) Len() int { return len(t.kinds) }

// All is each place, largest kind first, then by name.
func (t *Table) All() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for i := range t.Len() {
			if !yield(t.place(i)) {
				return
			}
		}
	}
}

func (t *Table) place(i int) (p Place) {
	t.read(i, &p)
	return p
}

// read fills in place i. It writes where the answer lies, because a name can
// belong to eighty places.
func (t *Table) read(i int, p *Place) {
	name, others, several := strings.Cut(part(t.names, t.nameEnds, i), "|")
	p.Name = name
	p.Kind = Kind(t.kinds[i])
	p.Point = orb.Point{degrees(t.points[2*i]), degrees(t.points[2*i+1])}
	p.District = t.codes[t.district[i]]
	if several {
		p.Others = strings.Split(others, "|")
	}
}

// match is the place of a post, found with so many edits.
func (t *Table) match(p post, edits int) (m Match) {
	t.readMatch(p, &m)
	m.Edits = edits
	return m
}

func (t *Table) readMatch(p post, m *Match) {
	t.read(p.place(), &m.Place)
	m.Short = p.short()
	m.As = m.Name
	if p.name() > 0 {
		m.As = m.Others[p.name()-1]
	}
}

func (t *Table) term(i int) string { return part(t.terms, t.termEnds, i) }

func (t *Table) postsOf(term int) []uint32 { return t.posts[begin(t.postEnds, term):t.postEnds[term]] }

// from is the first term that is not before a key.
func (t *Table) from(key string) int {
	return sort.Search(len(t.termEnds), func(i int) bool { return compareLetters(t.term(i), key) >= 0 })
}

// Named finds the places of that very name, in any language, and those of which
// it is a short form. When there is none, blanks do not matter. Full names come
// before short forms, then larger kinds before smaller, then by name and point.
// The key is one that [Key] made.
func (t *Table) Named(key string) []Match {
	if key == "" {
		return nil
	}
	first := t.from(key)
	last := first
	for ; last < len(t.termEnds) && compareLetters(t.term(last), key) == 0; last++ {
		if t.term(last) == key {
			return t.matches(t.postsOf(last))
		}
	}
	var found []uint32
	for term := first; term < last; term++ {
		found = append(found, t.postsOf(term)...)
	}
	slices.SortFunc(found, compareShortLast)
	return t.matches(found)
}

// matches are those of some posts, a place that comes twice in a row once.
func (t *Table) matches(posts []uint32) []Match {
	if len(posts) == 0 {
		return nil
	}
	found, n, last := make([]Match, len(posts)), 0, -1
	for _, p := range posts {
		if place := post(p).place(); place != last {
			t.readMatch(post(p), &found[n])
			n, last = n+1, place
		}
	}
	return found[:n]
}

// compareShortLast puts full names before short forms, then goes by place, which
// is the order of the posts of a term.
func compareShortLast(a, b uint32) int {
	if short := post(a).short(); short != post(b).short() {
		if short {
			return 1
		}
		return -1
	}
	return cmp.Compare(a, b)
}

// part is that of a text which belongs to i, where each part ends at ends[i].
func part(text string, ends []uint32, i int) string { return text[begin(ends, i):ends[i]] }

func begin(ends []uint32, i int) uint32 {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}
