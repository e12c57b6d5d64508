package index

import (
	"context"
	"errors"

	"fingerpost/geo"
)

// Relaxation is one way in which a search looked further than it was asked to.
type Relaxation struct {
	Kind RelaxationKind
	From geo.Miles // for Radius
	To   geo.Miles
}

// RelaxationKind names a way of looking further.
type RelaxationKind string

const (
	Radius   RelaxationKind = "radius" // a wider radius
	AnyWords RelaxationKind = "words"  // any of the words, not all
	Typos    RelaxationKind = "typos"  // words that differ by a letter
)

// few is how many services are too few to stop looking further.
const few = 3

// wider are the radii that are tried when too little is near.
var wider = []geo.Miles{5, 10, 25, 50}

// run looks, and looks further while too little is found. A step that adds nothing is taken back, so that the answer
// speaks only of what helped.
func (s *searching) run(ctx context.Context) ([]hit, error) {
	hits, unfiltered, err := s.find(ctx)
	if err != nil {
		return nil, err
	}
	s.beforeFilters = unfiltered
	for _, step := range s.steps() {
		if len(hits) >= few {
			break
		}
		before := s.plan
		relaxation := step(&s.plan)
		if relaxation == nil {
			continue
		}
		more, unfiltered, err := s.find(ctx)
		if err != nil && !errors.Is(err, errTooWide) {
			return nil, err
		}
		if len(more) <= len(hits) {
			s.plan = before
			continue
		}
		hits, s.beforeFilters = more, unfiltered
		if last := len(s.relaxed) - 1; last >= 0 && relaxation.Kind == Radius && s.relaxed[last].Kind == Radius {
			s.relaxed[last].To = relaxation.To // wider again: one step to the person who asked
			continue
		}
		s.relaxed = append(s.relaxed, *relaxation)
	}
	return hits, nil
}

// steps are the ways of looking further, in the order in which they are tried. Each answers nil if it does not apply.
func (s *searching) steps() []func(*plan) *Relaxation {
	var steps []func(*plan) *Relaxation
	for _, miles := range wider {
		steps = append(steps, func(p *plan) *Relaxation {
			if p.origin == nil || p.radius >= miles || len(p.units) == 0 && len(s.request.Topics) == 0 {
				return nil
			}
			from := p.radius
			p.radius = miles
			return &Relaxation{Kind: Radius, From: from, To: miles}
		})
	}
	return append(steps,
		func(p *plan) *Relaxation {
			if len(p.units) < 2 {
				return nil
			}
			p.most = true
			return &Relaxation{Kind: AnyWords}
		},
		func(p *plan) *Relaxation {
			if len(p.units) == 0 {
				return nil
			}
			p.typos = true
			return &Relaxation{Kind: Typos}
		})
}
