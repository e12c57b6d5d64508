// Package pattern has regular expressions that are quick to say no.
//
// A page is read with hundreds of expressions, and nearly every one of them fails on nearly every line. Go's engine tries each
// letter of the line to find that out. Here an expression is first asked what any text that it matches must hold: certain pairs
// of letters next to each other, or one of several such sets. Most lines do not hold them, which is seen in a fraction of the
// time. What is found is what package regexp finds.
package pattern

import (
	"regexp"
	"regexp/syntax"
	"sync"
)

// Pattern is a regular expression, in the syntax of package regexp. It may be used by several goroutines at once.
type Pattern struct {
	expr string
	once sync.Once
	compiled
}

// compiled is what an expression is made into when it is first asked for: there are hundreds, and most commands read no page.
type compiled struct {
	re       *regexp.Regexp
	needs    []check   // which a text that matches passes
	branches *branches // nil: there are none that could be left out
}

var (
	mu  sync.Mutex
	all []*Pattern
)

// MustCompile takes an expression, which is compiled when it is first used. One that is none panics then; [CompileAll] finds it
// earlier.
func MustCompile(expr string) *Pattern {
	p := &Pattern{expr: expr}
	mu.Lock()
	defer mu.Unlock()
	all = append(all, p)
	return p
}

// CompileAll compiles all expressions that there are, and panics if one is none. It is for the tests of those who have expressions.
func CompileAll() {
	mu.Lock()
	defer mu.Unlock()
	for _, p := range all {
		p.ready()
	}
}

// ready compiles the expression once.
func (p *Pattern) ready() *Pattern {
	p.once.Do(func() {
		re := regexp.MustCompile(p.expr)
		parsed, err := syntax.Parse(p.expr, syntax.Perl)
		if err != nil {
			panic(err)
		}
		p.compiled = compiled{re: re, needs: checksOf(needsOf(parsed.Simplify())), branches: branchesOf(p.expr)}
	})
	return p
}

// on gives an expression that finds in a text what this one finds; nil if that is nothing.
func (p *Pattern) on(s string) *regexp.Regexp {
	p.ready()
	if len(p.needs) == 0 && p.branches == nil {
		return p.re
	}
	t := text{sign: signOf(s), said: s}
	switch {
	case t.odd:
		return p.re
	case !t.meets(p.needs):
		return nil
	case p.branches == nil:
		return p.re
	}
	return p.branches.on(&t, p.re)
}

// The methods are those of [regexp.Regexp] of the same name.

// String gives the expression.
func (p *Pattern) String() string { return p.expr }

// NumSubexp gives how many groups there are.
func (p *Pattern) NumSubexp() int { return p.ready().re.NumSubexp() }

// SubexpIndex gives the number of a named group.
func (p *Pattern) SubexpIndex(name string) int { return p.ready().re.SubexpIndex(name) }

// MatchString reports whether the text holds a match.
func (p *Pattern) MatchString(s string) bool {
	re := p.on(s)
	return re != nil && re.MatchString(s)
}

// FindString gives the first match.
func (p *Pattern) FindString(s string) string {
	re := p.on(s)
	if re == nil {
		return ""
	}
	return re.FindString(s)
}

// FindStringIndex gives where the first match is.
func (p *Pattern) FindStringIndex(s string) []int {
	re := p.on(s)
	if re == nil {
		return nil
	}
	return re.FindStringIndex(s)
}

// FindStringSubmatch gives the first match and its groups.
func (p *Pattern) FindStringSubmatch(s string) []string {
	re := p.on(s)
	if re == nil {
		return nil
	}
	return re.FindStringSubmatch(s)
}

// FindStringSubmatchIndex gives where the first match and its groups are.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	re := p.on(s)
	if re == nil {
		return nil
	}
	return re.FindStringSubmatchIndex(s)
}

// FindAllString gives the matches, n of them at most.
func (p *Pattern) FindAllString(s string, n int) []string {
	re := p.on(s)
	if re == nil {
		return nil
	}
	return re.FindAllString(s, n)
}

// FindAllStringIndex gives where the matches are, n of them at most.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	re := p.on(s)
	if re == nil {
		return nil
	}
	return re.FindAllStringIndex(s, n)
}

// FindAllStringSubmatch gives the matches and their groups, n of them at most.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	re := p.on(s)
	if re == nil {
		return nil
	}
	return re.FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex gives where the matches and their groups are, n of them at most.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	re := p.on(s)
	if re == nil {
		return nil
	}
	return re.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString puts a template in place of each match.
func (p *Pattern) ReplaceAllString(s, with string) string {
	re := p.on(s)
	if re == nil {
		return s
	}
	return re.ReplaceAllString(s, with)
}

// ReplaceAllLiteralString puts a text in place of each match.
func (p *Pattern) ReplaceAllLiteralString(s, with string) string {
	re := p.on(s)
	if re == nil {
		return s
	}
	return re.ReplaceAllLiteralString(s, with)
}

// ReplaceAllStringFunc puts what a function makes of it in place of each match.
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	re := p.on(s)
	if re == nil {
		return s
	}
	return re.ReplaceAllStringFunc(s, with)
}

// Split cuts a text at the matches, into n parts at most.
func (p *Pattern) Split(s string, n int) []string { return p.ready().re.Split(s, n) }
