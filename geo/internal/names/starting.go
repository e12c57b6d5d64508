package names

import "slices"

// Starting finds the places that have a name that begins with the letters of a
// key: those of the largest kinds, then by name. Blanks do not matter. It
// answers at most limit of them, and none for an empty key.
func (t *Table) Starting(key string, limit int) []Match {
	if key == "" || limit <= 0 {
		return nil
	}
	first := make([]post, 0, min(limit, 64)) // sorted, each place once
	for term := t.from(key); term < len(t.termEnds) && startsWithLetters(t.term(term), key); term++ {
		for _, p := range t.postsOf(term) {
			first = insert(first, post(p), limit)
		}
	}
	var found []Match
	for _, p := range first {
		found = append(found, t.match(p, 0))
	}
	return found
}

// insert keeps the posts of the first places, each place once. A short form
// begins as the name does from which it comes, so it adds nothing.
func insert(first []post, p post, limit int) []post {
	if p.short() || len(first) == limit && p > first[limit-1] {
		return first
	}
	at, _ := slices.BinarySearch(first, p)
	if at > 0 && first[at-1].place() == p.place() {
		return first
	}
	if at < len(first) && first[at].place() == p.place() {
		first[at] = p
		return first
	}
	if len(first) == limit {
		first = first[:limit-1]
	}
	return slices.Insert(first, at, p)
}
