package pattern

import (
	"strings"
)

// check is a clause, made ready to be compared with texts.
type check struct {
	needs []need
	first []holding // one of each need, together: nearly all texts fail there
}

func checksOf(clauses []clause) (out []check) {
	for _, c := range clauses {
		one := check{needs: c, first: make([]holding, len(c))}
		for i, n := range c {
			if len(n.all) > 0 {
				one.first[i] = n.all[len(n.all)/2] // words begin alike more often than they go on alike
			}
		}
		out = append(out, one)
	}
	return out
}

// longText is from how many bytes a text holds so much that its sign tells little: what is needed is looked for then.
const longText = 100

// text is a text that is compared with needs.
type text struct {
	sign
	said string
	low  string // in small letters; empty: not made yet, or not needed
}

// meets reports whether a text passes all checks.
func (t *text) meets(needs []check) bool {
	for i := range needs {
		if !t.meetsOneOf(&needs[i]) {
			return false
		}
	}
	return true
}

func (t *text) meetsOneOf(c *check) bool {
	for i, h := range c.first {
		if h.bits&^t.bits[h.word] == 0 && t.holds(&c.needs[i]) {
			return true
		}
	}
	return false
}

func (t *text) holds(n *need) bool {
	for _, h := range n.all {
		if h.bits&^t.bits[h.word] != 0 {
			return false
		}
	}
	if n.of != nil && n.of[0]&t.bits[0]|n.of[1]&t.bits[1]|n.of[2]&t.bits[2]|n.of[3]&t.bits[3] == 0 {
		return false
	}
	if len(t.said) < longText {
		return true
	}
	for _, want := range n.texts {
		if t.low == "" {
			t.low = lower(t.said)
		}
		if !strings.Contains(t.low, want) {
			return false
		}
	}
	return true
}

// lower writes the capitals of ASCII small, and leaves all else as it is.
func lower(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' }) < 0 {
		return s
	}
	b := make([]byte, len(s))
	for i := range b {
		b[i] = fold[s[i]]
	}
	return string(b)
}
