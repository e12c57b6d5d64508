package index

import (
	"context"
	"fmt"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// Neighbour is a service that is near a place.
type Neighbour struct {
	Service  data.ServiceID
	Location data.LocationID // the nearest of its places
	Distance geo.Miles
}

// Nearest lists the services that pass some filters and are nearest to a place, and not farther than within: at most so many, each
// once, by distance and then by name. Those that are known to serve only people from elsewhere are left out. What has no point, as
// what is withheld, is near nothing. It looks at little more than what it finds, so that it may be asked for every page that is shown.
func (x *Index) Nearest(ctx context.Context, o geo.Place, within geo.Miles, f Filters, most int) (out []Neighbour, err error) {
	if x.damaged.Load() {
		return nil, ErrDamaged
	}
	defer x.guard(&err)()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	view, release, err := x.view()
	if err != nil {
		return nil, err
	}
	defer release(&err)
	q := rows.Nearest{From: o.Point, Most: most, Within: within}
	for _, topic := range f[TopicGroup] {
		q.Topics = append(q.Topics, uint16(x.views.Reader.Values.Tag(rows.Topic, topic))) // 0, which nothing has, for one that is not known
	}
	var give func()
	q.May, give = x.mayConcern(o, f)
	defer give()
	found, err := view.Nearest(q)
	if err != nil {
		return nil, fmt.Errorf("what is nearest: %w", err)
	}
	for _, n := range found {
		id, err := view.Parts[n.Part].DocID(n.Doc)
		if err != nil {
			return nil, err
		}
		service, location := rows.Split(id)
		out = append(out, Neighbour{service, location, n.Distance})
	}
	return out, nil
}

// mayConcern tells of documents whether they may be for people from a place, and pass filters, until what it uses is given back.
func (x *Index) mayConcern(o geo.Place, f Filters) (may func(*rows.Part, uint32) bool, give func()) {
	values := x.views.Reader.Values
	from := newFrom(o, 0, values)
	var s *sieve
	if rest := f.without(TopicGroup); len(rest) > 0 { // which are looked up
		s = newSieve(values, clock{time: x.now(), today: data.DateOf(x.now()), holidays: x.setting.Holidays}, rest)
	}
	return func(p *rows.Part, doc uint32) bool {
		r := p.Row(doc)
		return from.mayServe(r) && (s == nil || s.fails(p, r) == 0)
	}, func() { fromPool.Put(from) }
}

// mayServe reports whether an entry serves people from the place, for all that is known.
func (f *from) mayServe(r *rows.Row) bool {
	if r.Assumed() || r.Served == 0 {
		return true
	}
	said := f.about(r)
	return len(said.covering) > 0 || said.may
}
