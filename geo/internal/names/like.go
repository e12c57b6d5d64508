package names

import (
	"cmp"
	"slices"
)

// What a slip of the finger may change. A short name with one letter changed is
// most often another name, so it takes letters to allow for slips.
const (
	lettersForOne = 4
	lettersForTwo = 8
	mostEdits     = 2
	mostLetters   = 62 // as many as the bits of a word hold; the longest name of Britain has 58
)

// Like finds the places one of whose names, or short forms of them, a key may
// have been meant for: names that are one slip away from it, a letter left out,
// put in, replaced by another, or changed with its neighbour; from eight letters
// up two. Blanks do not count, and names that have the very letters of the key
// are not among them.
//
// The fewest slips come first. Then one place of each name comes before a second
// one, so that the thirty Newtowns do not hide what else it may be; then the
// likelier: larger kinds, and slips that fingers make more often.
// It answers at most limit of them.
func (t *Table) Like(key string, limit int) []Match {
	typed := lettersOf(key)
	if len(typed) < lettersForOne || len(typed) > mostLetters || limit <= 0 {
		return nil
	}
	most := 1
	if len(typed) >= lettersForTwo {
		most = mostEdits
	}
	ranked := t.ranked(t.candidates(typed, most), typed)
	var matches []Match
	for _, c := range ranked[:min(limit, len(ranked))] {
		matches = append(matches, t.match(c.post, c.edits))
	}
	return matches
}

// near is a term that lies so many edits from what was typed.
type near struct{ term, edits int }

// candidate is a place under such a term.
type candidate struct {
	post         post
	edits, nth   int // nth place of the term, from 0
	unlikeliness int
}

// ranked are the places of some terms, best first, each place once.
func (t *Table) ranked(terms []near, typed []byte) []candidate {
	var all []candidate
	for _, n := range terms {
		slip := unlikely(typed, lettersOf(t.term(n.term)), n.edits)
		for nth, p := range slices.Sorted(slices.Values(t.postsOf(n.term))) { // larger kinds first
			c := candidate{post: post(p), edits: n.edits, nth: nth}
			c.unlikeliness = slip + kindWeight[Kind(t.kinds[c.post.place()]).Rank()]
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(a.nth, b.nth),
			cmp.Compare(a.unlikeliness, b.unlikeliness), cmp.Compare(a.post, b.post))
	})
	seen := make(map[int]bool, len(all))
	return slices.DeleteFunc(all, func(c candidate) bool {
		again := seen[c.post.place()]
		seen[c.post.place()] = true
		return again
	})
}

// candidates are the terms at 1 to most edits from what was typed. It walks the
// terms in their order, as if they were a trie, keeping for each letter of the
// present one what may still come of it, and leaves out at once all the terms
// that begin with letters of which nothing can come.
func (t *Table) candidates(typed []byte, most int) []near {
	p := newPattern(typed, most)
	var path [longestKey + 1]state // path[d]: after d letters of the present term
	var letters [longestKey]byte
	path[0] = p.begin()
	var found []near
	for i := 0; i < len(t.termEnds); {
		depth, alive := int(t.shared[i]), true
		rest := lettersAfter(t.term(i), depth)
		for at := 0; at < len(rest) && alive; at++ {
			c := rest[at]
			if c == ' ' {
				continue
			}
			letters[depth] = c
			p.step(path[:], letters[:], depth)
			depth++
			alive = path[depth].rows[most] != 0
		}
		if alive {
			if edits := p.edits(&path[depth]); edits > 0 {
				found = append(found, near{i, edits})
			}
			i++
			continue
		}
		for i++; i < len(t.termEnds) && int(t.shared[i]) >= depth; i = int(t.onward[i]) { // they die of the same letters
		}
	}
	return found
}
