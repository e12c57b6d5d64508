package names

import "strings"

// kindWeight makes a larger place likelier: more people look for it. It is by
// Kind.Rank.
var kindWeight = [...]int{0, 1, 3, 3, 4, 4}

// What makes a slip less likely. A letter left out, doubled or changed with its
// neighbour can happen in as many ways as the name has letters, one replaced or
// put in 25 times as many, so any one of those is less likely. The first letter
// is seldom wrong.
const (
	weightOfOther = 2
	weightOfFirst = 1
)

// unlikely weighs how it comes from a name's letters to what was typed. Of two
// edits it weighs only whether the first letter is right.
func unlikely(typed, meant []byte, edits int) int {
	weight := 0
	if typed[0] != meant[0] {
		weight += weightOfFirst
	}
	if edits > 1 {
		return weight
	}
	at := 0
	for at < len(typed) && at < len(meant) && typed[at] == meant[at] {
		at++
	}
	switch {
	case len(typed) < len(meant): // one left out
		return weight
	case len(typed) > len(meant): // one put in
		if at > 0 && typed[at] == typed[at-1] {
			return weight
		}
	case at+1 < len(typed) && typed[at] == meant[at+1] && typed[at+1] == meant[at]: // changed with its neighbour
		return weight
	case areVowels(typed[at], meant[at]):
		return weight + weightOfOther/2
	}
	return weight + weightOfOther
}

// areVowels says whether two letters can sound alike in a name: Chelmsford and
// Chelmsferd.
func areVowels(a, b byte) bool {
	return strings.IndexByte("aeiouy", a) >= 0 && strings.IndexByte("aeiouy", b) >= 0
}

// lettersOf is a key without its blanks.
func lettersOf(key string) []byte {
	letters := make([]byte, 0, len(key))
	for i := range len(key) {
		if key[i] != ' ' {
			letters = append(letters, key[i])
		}
	}
	return letters
}

// lettersAfter is what follows the first n letters of a key. Blanks may be in it.
func lettersAfter(key string, n int) string {
	at := 0
	for ; at < len(key) && n > 0; at++ {
		if key[at] != ' ' {
			n--
		}
	}
	return key[at:]
}
