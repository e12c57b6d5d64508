package index

import "slices"

// A page shows of each band its share, so that none is buried under another: who looks near a hundred food banks still sees
// whom to ring. What matches far less well than the best comes after all that is better.
const (
	weakNear  = 0.4 // from what part of the best match on is something near a match of the first rank
	weakElse  = 0.7 // the same, of what must be asked for or travelled to
	worseBand = 0.6 // a band whose first result matches less than this part of another's comes after it
)

// shares are the parts of a page that bands have when all have much.
var shares = map[Band]float64{NearBand: 2, AreaBand: 1, RemoteBand: 1, NoBand: 1}

// arrange puts the first so many results in the order in which they are shown, page by page of a size: on each, what is near,
// what serves the area and what is had by phone or online stand apart, in the order that [bandOrder] gives; by distance or by
// name, in the usual one.
func arrange(hits []hit, by Sort, size, first int) []hit {
	if size = min(size, len(hits)); size <= 0 {
		return hits
	}
	order := Bands
	if by == ByBest {
		order = bandOrder(hits)
	}
	ranks := [2]map[Band][]hit{{}, {}} // the matches of the first rank, and the others
	for _, h := range hits {
		q := ranks[btoi(h.weak)]
		q[h.reach.Band()] = append(q[h.reach.Band()], h)
	}
	var out []hit
	for len(out) < min(first, len(hits)) {
		page := make([]hit, 0, size)
		for _, bands := range ranks {
			page = fill(page, bands, size)
		}
		slices.SortStableFunc(page, func(a, b hit) int {
			return slices.Index(order, a.reach.Band()) - slices.Index(order, b.reach.Band())
		})
		out = append(out, page...)
	}
	return out
}

// fill takes results out of their bands onto a page: of each its share, then what there is room for.
func fill(page []hit, bands map[Band][]hit, size int) []hit {
	room, whole := size-len(page), 0.0
	for _, b := range Bands {
		if len(bands[b]) > 0 {
			whole += shares[b]
		}
	}
	take := func(b Band, n int) {
		n = min(n, len(bands[b]), size-len(page))
		page = append(page, bands[b][:n]...)
		bands[b] = bands[b][n:]
	}
	for _, b := range Bands {
		if len(bands[b]) > 0 {
			take(b, int(float64(room)*shares[b]/whole))
		}
	}
	for _, b := range Bands {
		take(b, size)
	}
	return page
}

// bandOrder is the usual order of bands, but that one whose first result matches far less well than another's comes after it.
func bandOrder(hits []hit) []Band {
	best := map[Band]float64{}
	for _, h := range hits {
		if b := h.reach.Band(); best[b] == 0 {
			best[b] = h.parts.Words * h.parts.People
		}
	}
	top := 0.0
	for _, b := range best {
		top = max(top, b)
	}
	order := slices.Clone(Bands)
	slices.SortStableFunc(order, func(a, b Band) int {
		return btoi(best[a] < worseBand*top) - btoi(best[b] < worseBand*top)
	})
	return order
}
