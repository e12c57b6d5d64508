package names

// pattern is what was typed, as the bits of words: bit i of masks[c] says that
// its letter i-1 is c. A state's rows[e] has bit i when the letters read so far
// can be the first i typed ones with at most e edits. One step for a letter is a
// few operations on words, however long the pattern: S. Wu and U. Manber, "Fast
// text searching allowing errors", CACM 35 (10), 1992, here with whole words and
// with letters that changed places.
type pattern struct {
	masks [256]uint64
	end   uint64 // the bit that says that all was read
	most  int
}

type state struct{ rows [mostEdits + 1]uint64 }

func newPattern(typed []byte, most int) *pattern {
	p := &pattern{end: 1 << len(typed), most: most}
	for i, c := range typed {
		p.masks[c] |= 1 << (i + 1)
	}
	return p
}

// begin is the state before any letter: with e edits, e typed letters may be too many.
func (p *pattern) begin() state {
	var s state
	for e := range s.rows {
		s.rows[e] = 1<<(e+1) - 1
	}
	return s
}

// step works out path[depth+1], the state after letters[:depth+1], from the
// states before it.
func (p *pattern) step(path []state, letters []byte, depth int) {
	s, next := &path[depth].rows, &path[depth+1].rows
	var before [mostEdits + 1]uint64 // ahead of the last letter
	fits, swapped := p.masks[letters[depth]], uint64(0)
	if depth > 0 {
		before = path[depth-1].rows
		swapped = p.masks[letters[depth-1]] & (fits << 1)
	}
	next[0] = s[0] << 1 & fits
	for e := 1; e <= mostEdits; e++ {
		next[e] = s[e]<<1&fits | // typed rightly
			s[e-1] | // not typed
			s[e-1]<<1 | // another typed instead
			next[e-1]<<1 | // one typed too many
			before[e-1]<<2&swapped // changed with its neighbour
	}
}

// edits is how many edits lie between the letters read and what was typed, 0
// when there are none or too many.
func (p *pattern) edits(s *state) int {
	for e := range p.most + 1 {
		if s.rows[e]&p.end != 0 {
			return e
		}
	}
	return 0
}
