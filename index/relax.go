package index

import (
	"context"
	"errors"
	"slices"

	"fingerpost/data"
	"fingerpost/geo"
)

// Relaxation is one way in which a search looked further than it was asked to.
type Relaxation struct {
	Kind     RelaxationKind
	From, To geo.Miles // for Radius
	Word, As string    // for Spelling: what was typed and what was looked for
	Group    Group     // for AnyFilter: the group that was given up; empty for dates
}

// RelaxationKind names a way of looking further.
type RelaxationKind string

const (
	Spelling  RelaxationKind = "spelling" // a word that nothing bears was read as another
	Radius    RelaxationKind = "radius"   // a wider radius
	MostWords RelaxationKind = "words"    // most of the words, not all
	Related   RelaxationKind = "related"  // topics close to those that were named
	Typos     RelaxationKind = "typos"    // words that differ by a letter
	AnyFilter RelaxationKind = "filter"   // a group of filters was given up
	Anywhere  RelaxationKind = "anywhere" // nothing about the place that the text speaks of: its words were looked for anywhere
	Unclear   RelaxationKind = "unclear"  // the words found nothing: those who listen are shown
	Cut       RelaxationKind = "cut"      // not looked further, but less far: the words come to so much that not all was looked through
)

const (
	// Few is how many services are too few to stop looking further.
	Few = 3
	// enoughWords is how many services with every word are enough not to show what has most of them.
	enoughWords = 10
	// page is how many services make a search that is not looked further into.
	page = 10
	// mostMissing is how much of what was asked for may be missing in what bears most of the words, of 1.
	mostMissing = 0.67
)

// wider are the radii that are tried when too little is near.
var wider = []geo.Miles{5, 10, 25}

// run looks, and looks further while too little is found: a wider radius, then most of the words, then topics close to
// those that were named, then words that differ by a letter; then, if there is nothing at all, without the dates and the
// filters, one group after the other from the last; then anywhere, if only the words spoke of a place; and at last those
// who listen. A step that adds nothing is taken back, so that the answer speaks only of what helped.
func (s *searching) run(ctx context.Context) error {
	if err := s.look(ctx); err != nil {
		return err
	}
	s.choose()
	s.little = s.little || len(s.hits) < Few
	for _, step := range s.steps() {
		if len(s.hits) >= step.enough {
			continue
		}
		before := *s
		relaxation := step.take(s)
		if relaxation == nil {
			continue
		}
		s.sift()
		if step.looks {
			if err := s.look(ctx); err != nil && !errors.Is(err, errTooWide) {
				return err
			}
		}
		s.choose()
		if len(s.hits) <= len(before.hits) {
			s.remember() // what it would have found has been read so freely
			*s = before
			s.choose() // what was found still tells which filters it failed under the step
			continue
		}
		if last := len(s.relaxed) - 1; last >= 0 && relaxation.Kind == Radius && s.relaxed[last].Kind == Radius {
			s.relaxed[last].To = relaxation.To // wider again: one step to the person who asked
			continue
		}
		s.relaxed = append(slices.Clip(s.relaxed), *relaxation)
	}
	if s.cut {
		s.relaxed = append(slices.Clip(s.relaxed), Relaxation{Kind: Cut})
	}
	return nil
}

// step is a way of looking further.
type step struct {
	enough int                          // it is not taken where so many services were found
	looks  bool                         // the plan must be run again
	take   func(*searching) *Relaxation // nil if it does not apply
}

// steps are the ways of looking further, in the order in which they are tried.
func (s *searching) steps() []step {
	var steps []step
	for _, miles := range wider {
		steps = append(steps, step{Few, true, func(s *searching) *Relaxation {
			if s.plan.origin == nil || s.plan.radius >= miles || len(s.plan.units) == 0 && len(s.request.Filters[TopicGroup]) == 0 {
				return nil
			}
			from := s.plan.radius
			s.plan.radius = miles
			return &Relaxation{Kind: Radius, From: from, To: miles}
		}})
	}
	steps = append(steps,
		step{enoughWords, false, func(s *searching) *Relaxation {
			if s.plan.hard() < 2 {
				return nil
			}
			s.most = true
			return &Relaxation{Kind: MostWords}
		}},
		step{page, true, func(s *searching) *Relaxation {
			if !slices.ContainsFunc(s.plan.units, func(u unit) bool { return len(u.related) > 0 }) {
				return nil
			}
			s.plan.related = true
			return &Relaxation{Kind: Related}
		}},
		step{Few, true, func(s *searching) *Relaxation {
			if len(s.plan.units) == 0 || s.lexicon.tongue != nil {
				return nil // by a letter, words of another language differ from anything
			}
			s.plan.typos = true
			return &Relaxation{Kind: Typos}
		}},
		step{1, false, func(s *searching) *Relaxation {
			if s.request.From.IsZero() {
				return nil
			}
			s.request.From, s.request.To = data.Date{}, data.Date{}
			return &Relaxation{Kind: AnyFilter}
		}})
	for _, g := range slices.Backward(groups) {
		steps = append(steps, step{1, false, func(s *searching) *Relaxation {
			if len(s.request.Filters[g.name]) == 0 || len(s.plan.units) == 0 && s.plan.origin == nil && len(s.request.Filters) == 1 {
				return nil // all that was asked for is not given up
			}
			s.request.Filters = s.request.Filters.without(g.name)
			return &Relaxation{Kind: AnyFilter, Group: g.name}
		}})
	}
	return append(steps, step{1, true, func(s *searching) *Relaxation {
		if s.where.Place == nil || s.where.Rest == "" {
			return nil
		}
		s.plan.origin, s.plan.units, s.plan.typos = nil, s.lexicon.read(typed(s.request.Text)), false
		s.relaxed, s.where.Place = nil, nil
		return &Relaxation{Kind: Anywhere}
	}}, step{1, true, func(s *searching) *Relaxation {
		if s.where.Rest == "" || len(s.index.lexicon.Unclear) == 0 {
			return nil
		}
		s.plan.units, s.plan.typos, s.relaxed = s.index.lexicon.unclear(), false, nil
		return &Relaxation{Kind: Unclear}
	}})
}
