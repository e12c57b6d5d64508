package index

import (
	"context"
	"slices"

	"fingerpost/data"
	"fingerpost/geo"
)

// Absence is why a service does not concern a place.
type Absence string

const (
	NotAbsent Absence = ""
	TooFar    Absence = "far"       // it says of no area that it serves it, and it is not near
	Elsewhere Absence = "elsewhere" // it serves other areas
	InPerson  Absence = "in_person" // it serves the place, but one must go there, and it is far
	Nowhere   Absence = "nowhere"   // it has neither a place nor an area
)

// WhyNot says why a service is not among the results of a search, or where it is.
type WhyNot struct {
	Listed   bool       // it is in the directory and shown in searches
	Rank     int        // its place among the results, from 1; 0 if it is not among them
	Missing  []string   // what was asked for and it does not say
	Absence  Absence    // why it does not concern the place
	Distance *geo.Miles // of its nearest place
	Areas    []geo.AreaCode
	Fails    []Group // filters that it does not pass
	Dates    bool    // it does not run all through the days that were asked for
}

// WhyNot explains a service's absence from the results of a search.
func (x *Index) WhyNot(ctx context.Context, r Request, id data.ServiceID) (why WhyNot, err error) {
	if x.damaged.Load() {
		return WhyNot{}, ErrDamaged
	}
	defer x.guard(&err)()
	s, err := x.prepare(ctx, r)
	if err != nil {
		return WhyNot{}, err
	}
	asked := s.plan // as it was before anything was relaxed
	if err := s.run(ctx); err != nil {
		return WhyNot{}, err
	}
	why.Rank = 1 + slices.IndexFunc(s.hits, func(h hit) bool { return h.Service == id })
	x.mu.RLock()
	defer x.mu.RUnlock()
	docs := x.services[id]
	if len(docs) == 0 {
		return why, nil
	}
	why.Listed = true
	if why.Rank > 0 {
		return why, nil
	}
	anywhere := asked
	anywhere.origin = nil
	candidates, err := x.executor.candidates(ctx, anywhere)
	if err != nil {
		return WhyNot{}, err
	}
	best := -1 // units matched by the document that matches most
	for _, doc := range docs {
		texts := make([]float64, len(asked.units))
		if at := slices.IndexFunc(candidates, func(c candidate) bool { return c.doc == doc }); at >= 0 && len(asked.units) > 0 {
			texts = candidates[at].texts
		}
		var missing []string
		for i, u := range asked.units {
			if !u.soft && texts[i] == 0 {
				missing = append(missing, u.text())
			}
		}
		if matched := asked.hard() - len(missing); matched > best {
			best, why.Missing = matched, missing
			e := x.entries[doc]
			why.Absence, why.Distance, why.Areas = NotAbsent, nil, e.Areas
			if asked.origin != nil {
				why.Absence, why.Distance = e.absence(*asked.origin, s.plan.radius)
			}
			why.Fails, why.Dates = nil, !r.runs(e)
			full := &searching{request: r, clock: s.clock}
			for _, i := range full.failing(e) {
				why.Fails = append(why.Fails, groups[i].name)
			}
		}
	}
	return why, nil
}

// absence is why an entry does not concern a place, if it does not.
func (e *entry) absence(o geo.Place, radius geo.Miles) (why Absence, distance *geo.Miles) {
	if e.Point != nil {
		d := geo.Distance(o.Point, *e.Point)
		distance = &d
	}
	if _, ok := e.concerns(o, radius); ok {
		return NotAbsent, distance
	}
	switch {
	case len(e.covering(o)) > 0:
		return InPerson, distance
	case len(e.Areas) > 0:
		return Elsewhere, distance
	case e.Point != nil:
		return TooFar, distance
	}
	return Nowhere, distance
}
