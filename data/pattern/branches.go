package pattern

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"sync/atomic"
)

// An expression that lists a hundred wordings is slow on a text that holds one of them: the engine carries all hundred along.
// Branches whose needs the text does not meet cannot match anywhere in it, and the expression without them finds the same.
// Few such rests are ever met, so each is compiled once and kept.
const (
	mostBranches = 64   // of an expression: the bits of a mask
	mostRests    = 4096 // that are kept, of all expressions
	shortEnough  = 40   // bytes of an expression of which leaving some out is not worth it
)

var restsKept atomic.Int64

// branch is one of several parts of an expression of which a match goes through one.
type branch struct {
	needs  []check
	within int // the branch that it is a part of, by its place in the list; -1: none
}

// branches are those of an expression, and what is left of it without some of them.
type branches struct {
	flags string
	tree  choice
	all   []branch
	rests sync.Map // uint64, a bit for each branch that is left in, to *regexp.Regexp
}

// branchesOf lists what could be left out of an expression; nil if that is nothing worth it.
func branchesOf(expr string) *branches {
	flags, rest := flagsOf(expr)
	tree, ok := choiceOf(rest)
	if !ok || len(expr) < shortEnough || len(tree) > 1 && hasGroups(rest) { // groups are counted
		return nil
	}
	b := &branches{flags: flags, tree: tree}
	if b.list(b.tree, -1); len(b.all) < 2 {
		return nil
	}
	return b
}

// list lists the branches of a choice, and those of the choices in them.
func (b *branches) list(c choice, within int) {
	for i := range c {
		s := &c[i]
		at := within
		if s.bit = -1; len(c) > 1 && len(b.all) < mostBranches {
			if needs := needsIn(b.flags + s.source); len(needs) > 0 {
				at = len(b.all)
				s.bit = at
				b.all = append(b.all, branch{needs, within})
			}
		}
		for _, part := range s.parts {
			b.list(part.choice, at)
		}
	}
}

func needsIn(expr string) []check {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	return checksOf(needsOf(tree.Simplify()))
}

// on gives an expression that finds in a text what the whole one finds; nil if that is nothing.
func (b *branches) on(t *text, whole *regexp.Regexp) *regexp.Regexp {
	left := uint64(0)
	for i := range b.all {
		if one := &b.all[i]; (one.within < 0 || left>>one.within&1 == 1) && t.meets(one.needs) {
			left |= 1 << i
		}
	}
	if left == 1<<len(b.all)-1 {
		return whole
	}
	if kept, ok := b.rests.Load(left); ok {
		return kept.(*regexp.Regexp)
	}
	if restsKept.Add(1) > mostRests {
		restsKept.Add(-1)
		return whole
	}
	var re *regexp.Regexp
	if rest, ok := b.tree.without(left); ok {
		re = regexp.MustCompile(b.flags + rest)
	}
	b.rests.Store(left, re)
	return re
}

// choice are sequences of which one is there.
type choice []sequence

// sequence are parts that follow one another.
type sequence struct {
	source string
	parts  []part
	bit    int // which of the branches it is; -1: it is always left in
}

// part is a piece of an expression, or a choice in a group that is not counted.
type part struct {
	source string
	choice choice
}

// without writes a choice with the branches that are left; not ok if nothing matches it.
func (c choice) without(left uint64) (source string, ok bool) {
	var kept []string
	for _, s := range c {
		if s.bit >= 0 && left>>s.bit&1 == 0 {
			continue
		}
		if source, ok := s.without(left); ok {
			kept = append(kept, source)
		}
	}
	return strings.Join(kept, "|"), len(kept) > 0
}

func (s sequence) without(left uint64) (source string, ok bool) {
	for _, p := range s.parts {
		if p.choice == nil {
			source += p.source
			continue
		}
		inner, ok := p.choice.without(left)
		if !ok {
			return "", false
		}
		source += "(?:" + inner + ")"
	}
	return source, true
}
