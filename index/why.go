package index

import (
	"context"
	"slices"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
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
	view, release, err := x.view()
	if err != nil {
		return WhyNot{}, err
	}
	defer release(&err)
	s, err := x.prepare(ctx, view, r)
	if err != nil {
		return WhyNot{}, err
	}
	defer s.give()
	asked := s.plan // as it was before anything was relaxed
	if err := s.run(ctx); err != nil {
		return WhyNot{}, err
	}
	key := rows.Key(id)
	why.Rank = 1 + slices.IndexFunc(s.hits, func(h *hit) bool { return h.row.Service == key })
	docs := view.Of(key)
	if len(docs) == 0 {
		return why, nil
	}
	why.Listed = true
	if why.Rank > 0 {
		return why, nil
	}
	anywhere := asked
	anywhere.origin = nil
	candidates, err := x.candidates(ctx, view, anywhere)
	if err != nil {
		return WhyNot{}, err
	}
	defer candidates.give()
	full := *s // with all filters, and the radius of the end
	full.request, full.plan.origin = r, asked.origin
	full.sift()
	best := -1 // units matched by the document that matches most
	for _, at := range docs {
		texts := make([]float64, len(asked.units))
		if n := slices.IndexFunc(candidates.docs, func(f found) bool { return f.place() == at }); n >= 0 && len(asked.units) > 0 {
			texts = candidates.of(int32(n))
		}
		var missing []string
		for i, u := range asked.units {
			if !u.soft && texts[i] == 0 {
				missing = append(missing, u.text())
			}
		}
		if matched := asked.hard() - len(missing); matched > best {
			best, why.Missing = matched, missing
			part := view.Parts[at.Part]
			row := part.Row(at.Doc)
			why.Absence, why.Distance, why.Areas = NotAbsent, nil, nil
			for _, area := range x.views.Reader.Values.Served()[row.Served] {
				why.Areas = append(why.Areas, geo.AreaCode(x.views.Reader.Values.Areas.Text(area)))
			}
			if full.from != nil {
				why.Absence, why.Distance = full.from.absence(row)
			}
			why.Fails, why.Dates = nil, !full.sieve.runs(row, r.From, r.To)
			fails := full.sieve.fails(part, row)
			for i, g := range groups {
				if fails.has(i) {
					why.Fails = append(why.Fails, g.name)
				}
			}
		}
	}
	return why, nil
}

// absence is why an entry does not concern a place, if it does not.
func (f *from) absence(r *rows.Row) (why Absence, distance *geo.Miles) {
	if r.Located() {
		d := geo.Distance(f.Point, r.Point)
		distance = &d
	}
	if _, ok := f.concerns(r); ok {
		return NotAbsent, distance
	}
	switch {
	case len(f.about(r).covering) > 0:
		return InPerson, distance
	case r.Served > 0:
		return Elsewhere, distance
	case r.Located():
		return TooFar, distance
	}
	return Nowhere, distance
}
