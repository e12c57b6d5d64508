package match

import (
	"cmp"
	"slices"
	"strings"
)

// Band is what a comparison leads to.
type Band string

// The bands of a [Decision].
const (
	Link Band = "link" // they are the same
	Ask  Band = "ask"  // they may be: a person must say
	No   Band = "no"
)

// Evidence is one thing that speaks for two descriptions being of the same, or against it. Weights add up; they are meant as
// bits: how many times likelier than chance it makes the one or the other, as a power of two.
type Evidence struct {
	What   string
	Weight float64
}

// Decision is an answer with all that was weighed for it.
type Decision struct {
	Band     Band
	Score    float64
	Evidence []Evidence
}

// Against reports whether what was weighed speaks against them being the same, rather than saying little.
func (d Decision) Against() bool { return d.Band == No && d.Score < -4 }

// Why is the evidence in words, the weightiest first. It repeats nothing of what was compared: the reason outlives a redaction.
func (d Decision) Why() string {
	sorted := slices.Clone(d.Evidence)
	slices.SortStableFunc(sorted, func(a, b Evidence) int { return cmp.Compare(abs(b.Weight), abs(a.Weight)) })
	words := make([]string, 0, len(sorted))
	for _, e := range sorted {
		words = append(words, e.What)
	}
	if len(words) == 0 {
		return "nothing in common"
	}
	return strings.Join(words, "; ")
}

func abs(x float64) float64 { return max(x, -x) }

// certain is the weight of evidence that nothing outweighs.
const certain = 100

// scale sums evidence up.
type scale struct{ evidence []Evidence }

func (s *scale) add(weight float64, what string) {
	if weight != 0 {
		s.evidence = append(s.evidence, Evidence{what, weight})
	}
}

// decide gives the band of the sum: from link on they are the same, and from ask on they may be.
func (s *scale) decide(ask, link float64) Decision {
	d := Decision{Evidence: s.evidence, Band: No}
	for _, e := range s.evidence {
		d.Score += e.Weight
	}
	switch {
	case d.Score >= link:
		d.Band = Link
	case d.Score >= ask:
		d.Band = Ask
	}
	return d
}
