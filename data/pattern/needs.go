package pattern

import (
	"math"
	"math/bits"
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// need is what a text must hold: all of some texts, which its sign must show, and one byte of a class.
type need struct {
	texts []string // in small letters
	all   []holding
	of    *[pairsFrom]uint64 // nil: no class
}

// clause is several needs, of which a text must meet one.
type clause []need

const (
	mostTexts   = 128  // texts that are written out for a part of an expression
	mostNeeds   = 4096 // of a clause: more take longer than they save
	mostOfClass = 24   // bytes of a class that is worth a look
)

// needsOf gives what every text that matches holds. It may leave something out, and never asks for too much.
func needsOf(re *syntax.Regexp) []clause {
	if texts, ok := textsOf(re); ok {
		return clausesOf(texts)
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return needsOf(re.Sub[0])
	case syntax.OpConcat:
		return needsOfAll(re.Sub)
	case syntax.OpAlternate:
		return needsOfOne(re.Sub)
	case syntax.OpCharClass:
		return classOf(re.Rune)
	}
	return nil
}

// needsOfAll gives the needs of parts that follow one another. Those that are a few texts each are joined.
func needsOfAll(parts []*syntax.Regexp) (out []clause) {
	joined := []string{""}
	for _, part := range parts {
		texts, ok := textsOf(part)
		if ok && len(texts)*len(joined) <= mostTexts {
			joined = join(joined, texts)
			continue
		}
		out = append(out, clausesOf(joined)...)
		if joined = []string{""}; ok {
			joined = texts
		} else {
			out = append(out, needsOf(part)...)
		}
	}
	return sorted(append(out, clausesOf(joined)...))
}

// needsOfOne gives the needs of parts of which one is there.
func needsOfOne(parts []*syntax.Regexp) []clause {
	var either clause
	for _, part := range parts {
		clauses := needsOf(part)
		if len(clauses) == 0 {
			return nil
		}
		either = append(either, together(clauses)...)
	}
	if len(either) > mostNeeds {
		return nil
	}
	return []clause{either}
}

// together makes one clause of several that must all be met: all that there is no choice of, with the choice that tells most.
func together(clauses []clause) clause {
	var sure need
	var best clause
	for _, c := range clauses {
		switch {
		case len(c) > 1:
			if best == nil || c.tells() > best.tells() {
				best = c
			}
		default:
			sure.all, sure.texts = append(sure.all, c[0].all...), append(sure.texts, c[0].texts...)
			if c[0].of != nil {
				sure.of = c[0].of
			}
		}
	}
	if best == nil {
		return clause{sure}
	}
	both := make(clause, len(best))
	for i, n := range best {
		both[i] = need{texts: slices.Concat(n.texts, sure.texts), all: slices.Concat(n.all, sure.all), of: n.of}
		if n.of == nil {
			both[i].of = sure.of
		}
	}
	return both
}

// tells is how much it says of a text that it meets a clause: how many triples the shortest of the needs has.
func (c clause) tells() int {
	least := math.MaxInt
	for _, n := range c {
		triples := 0
		for _, h := range n.all {
			if h.word >= triplesFrom {
				triples += bits.OnesCount64(h.bits)
			}
		}
		least = min(least, triples)
	}
	return least
}

// sorted puts the clauses first that have the fewest needs: they are the quickest to fail.
func sorted(clauses []clause) []clause {
	slices.SortStableFunc(clauses, func(a, b clause) int { return len(a) - len(b) })
	return clauses
}

// clausesOf gives what a text holds that holds one of several.
func clausesOf(texts []string) []clause {
	var c clause
	for _, text := range texts {
		if text == "" {
			return nil
		}
		c = append(c, need{texts: []string{text}, all: holdingsOf(text)})
	}
	return []clause{c}
}

// textsOf gives all that a part of an expression can match, if that is a few texts, in small letters.
func textsOf(re *syntax.Regexp) (texts []string, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		var text []byte
		for _, r := range re.Rune {
			switch {
			case r == utf8.RuneError:
				return nil, false // bytes that are no letter match it too
			case r < utf8.RuneSelf:
				text = append(text, fold[r])
			case re.Flags&syntax.FoldCase != 0 && unicode.SimpleFold(r) != r:
				return nil, false // it has other forms, of other bytes
			default:
				text = utf8.AppendRune(text, r)
			}
		}
		return []string{string(text)}, true
	case syntax.OpCharClass:
		return lettersOf(re.Rune)
	case syntax.OpCapture:
		return textsOf(re.Sub[0])
	case syntax.OpQuest:
		texts, ok = textsOf(re.Sub[0])
		return united(texts, []string{""}), ok && len(texts) < mostTexts
	case syntax.OpConcat:
		texts = []string{""}
		for _, sub := range re.Sub {
			next, ok := textsOf(sub)
			if !ok || len(texts)*len(next) > mostTexts {
				return nil, false
			}
			texts = join(texts, next)
		}
		return texts, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			next, ok := textsOf(sub)
			if texts = united(texts, next); !ok || len(texts) > mostTexts {
				return nil, false
			}
		}
		return texts, true
	}
	return nil, false
}

func join(heads, tails []string) (out []string) {
	for _, head := range heads {
		for _, tail := range tails {
			out = append(out, head+tail)
		}
	}
	return out
}

func united(a, b []string) []string {
	for _, text := range b {
		if !slices.Contains(a, text) {
			a = append(a[:len(a):len(a)], text)
		}
	}
	return a
}

// lettersOf gives the letters of a class that has few.
func lettersOf(ranges []rune) (texts []string, ok bool) {
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			text := string(r)
			if r < utf8.RuneSelf {
				text = string(fold[r : r+1])
			}
			if texts = united(texts, []string{text}); len(texts) > 5 || r == utf8.RuneError {
				return nil, false
			}
		}
	}
	return texts, true
}

// classOf gives that one byte of a class must be there. Letters beyond ASCII are looked at by no more than that they are such.
func classOf(ranges []rune) []clause {
	var of [pairsFrom]uint64
	count := 0
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= min(ranges[i+1], utf8.RuneSelf-1); r++ {
			if b := fold[r]; of[b>>6]>>(b&63)&1 == 0 {
				of[b>>6] |= 1 << (b & 63)
				count++
			}
		}
		if ranges[i+1] >= utf8.RuneSelf {
			of[2], of[3] = ^uint64(0), ^uint64(0)
		}
	}
	if count > mostOfClass {
		return nil
	}
	return []clause{{need{of: &of}}}
}
