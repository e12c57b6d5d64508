package store

import (
	"reflect"

	"fingerpost/data"
)

// summariesSayTheSame: what lists of results show of a listing is what its own page shows, and what is hidden there is hidden here.
func summariesSayTheSame(b *bench) {
	first := b.submit(offer(council, "1")).Service
	from := b.submit(offer(council, "2", called("Lunch Club"), number("0113 496 0002"))).Service
	into := b.submit(offer(council, "3", called("Lunches"), number("0113 496 0003"))).Service
	b.submit(offer(council, "1", describe("New words."))) // a second record
	b.merge(data.LevelService, string(into), string(from))
	hidden := b.submit(refuge(charity, "r")).Service
	same := func(want int) {
		b.Helper()
		ids := []data.ServiceID{first, from, hidden, into, first}
		whole, err := b.s.Listings(b.ctx, ids)
		b.must(err)
		brief, err := b.s.Summaries(b.ctx, ids)
		b.must(err)
		if len(brief) != want || len(whole) != want {
			b.Fatalf("%d summaries of %d listings, want %d", len(brief), len(whole), want)
		}
		for i, l := range whole {
			s := brief[i]
			if s.Checked() != l.Checked() || !reflect.DeepEqual(s.From(), l.From()) || !reflect.DeepEqual(s.Origin("name"), l.Origin("name")) {
				b.Errorf("%s: checked %v, from %v, its name by %v; the listing %v, %v, %v", l.Service.ID, s.Checked(), s.From(), s.Origin("name"), l.Checked(), l.From(), l.Origin("name"))
			}
			s.Provenance, s.Origins, s.Kept = l.Provenance, l.Origins, l.Kept
			if !reflect.DeepEqual(s, l) {
				b.Errorf("the summary says\n%+v\nthe listing\n%+v", s, l)
			}
		}
	}
	same(3)
	b.hide(refugeAddress)
	same(3)
	b.hide("Friends of 12 Acacia Avenue")
	same(2)
}
