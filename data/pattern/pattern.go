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
)

// Pattern is a regular expression, in the syntax of package regexp. It may be used by several goroutines at once.
type Pattern struct {
	re    *regexp.Regexp
	needs []clause // of which a text that matches meets each one
}

// MustCompile compiles an expression, and panics if it is none.
func MustCompile(expr string) *Pattern {
	re := regexp.MustCompile(expr)
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return &Pattern{re: re, needs: needsOf(parsed.Simplify())}
}

// may reports whether a text could hold a match.
func (p *Pattern) may(s string) bool {
	if len(p.needs) == 0 {
		return true
	}
	t := text{sign: signOf(s), said: s}
	return t.odd || t.meets(p.needs)
}

// The methods are those of [regexp.Regexp] of the same name.

// String gives the expression.
func (p *Pattern) String() string { return p.re.String() }

// NumSubexp gives how many groups there are.
func (p *Pattern) NumSubexp() int { return p.re.NumSubexp() }

// SubexpIndex gives the number of a named group.
func (p *Pattern) SubexpIndex(name string) int { return p.re.SubexpIndex(name) }

// MatchString reports whether the text holds a match.
func (p *Pattern) MatchString(s string) bool { return p.may(s) && p.re.MatchString(s) }

// FindString gives the first match.
func (p *Pattern) FindString(s string) string {
	if !p.may(s) {
		return ""
	}
	return p.re.FindString(s)
}

// FindStringIndex gives where the first match is.
func (p *Pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.re.FindStringIndex(s)
}

// FindStringSubmatch gives the first match and its groups.
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !p.may(s) {
		return nil
	}
	return p.re.FindStringSubmatch(s)
}

// FindStringSubmatchIndex gives where the first match and its groups are.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.re.FindStringSubmatchIndex(s)
}

// FindAllString gives the matches, n of them at most.
func (p *Pattern) FindAllString(s string, n int) []string {
	if !p.may(s) {
		return nil
	}
	return p.re.FindAllString(s, n)
}

// FindAllStringIndex gives where the matches are, n of them at most.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.re.FindAllStringIndex(s, n)
}

// FindAllStringSubmatch gives the matches and their groups, n of them at most.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	if !p.may(s) {
		return nil
	}
	return p.re.FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex gives where the matches and their groups are, n of them at most.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.re.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString puts a template in place of each match.
func (p *Pattern) ReplaceAllString(s, with string) string {
	if !p.may(s) {
		return s
	}
	return p.re.ReplaceAllString(s, with)
}

// ReplaceAllLiteralString puts a text in place of each match.
func (p *Pattern) ReplaceAllLiteralString(s, with string) string {
	if !p.may(s) {
		return s
	}
	return p.re.ReplaceAllLiteralString(s, with)
}

// ReplaceAllStringFunc puts what a function makes of it in place of each match.
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	if !p.may(s) {
		return s
	}
	return p.re.ReplaceAllStringFunc(s, with)
}

// Split cuts a text at the matches, into n parts at most.
func (p *Pattern) Split(s string, n int) []string { return p.re.Split(s, n) }
