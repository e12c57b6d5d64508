package index

import "slices"

// A page shows of each band its share, so that none is buried under another: who looks near a hundred food banks still sees
// whom to ring. What matches far less well than the best comes after all that is better.
const (
	weakNear  = 0.4 // from what part of the best match on is something near a match of the first rank
	weakElse  = 0.7 // the same, of what must be asked for or travelled to
	worseBand = 0.6 // a band whose first result matches less than this part of another's comes after it
)

// shares are the parts of a page that bands have when all have much, in the order of [Bands].
var shares = [4]float64{2, 1, 1, 1}

// shown is what a result is arranged by.
type shown struct {
	band int8 // its place among [Bands]
	weak bool
	fit  float64 // how well it matches, for whom it is taken into account
}

func (h *hit) shown() shown {
	return shown{int8(h.how.band()), h.weak, h.parts.Words * h.parts.People}
}

// arrange gives the order in which the first so many results are shown, as their places in the list, page by page of a size: on
// each, what is near, what serves the area and what is had by phone or online stand apart, in the order that [bandOrder] gives;
// by distance or by name, in the usual one.
func arrange(hits []shown, by Sort, size, first int) (out []int) {
	if size = min(size, len(hits)); size <= 0 {
		return nil
	}
	order := [...]int{0, 1, 2, 3}
	if by == ByBest {
		order = bandOrder(hits)
	}
	var ranks [2][4][]int // the matches of the first rank, and the others: of each, as many as all pages could show of it alone
	for i, h := range hits {
		if of := &ranks[btoi(h.weak)][h.band]; len(*of) < first+size {
			*of = append(*of, i)
		}
	}
	for len(out) < min(first, len(hits)) {
		page := make([]int, 0, size)
		for rank := range ranks {
			page = fill(page, &ranks[rank], size)
		}
		slices.SortStableFunc(page, func(a, b int) int { return order[hits[a].band] - order[hits[b].band] })
		out = append(out, page...)
	}
	return out
}

// fill takes results out of their bands onto a page: of each its share, then what there is room for.
func fill(page []int, bands *[4][]int, size int) []int {
	room, whole := size-len(page), 0.0
	for b := range bands {
		if len(bands[b]) > 0 {
			whole += shares[b]
		}
	}
	take := func(b, n int) {
		n = min(n, len(bands[b]), size-len(page))
		page = append(page, bands[b][:n]...)
		bands[b] = bands[b][n:]
	}
	for b := range bands {
		if len(bands[b]) > 0 {
			take(b, int(float64(room)*shares[b]/whole))
		}
	}
	for b := range bands {
		take(b, size)
	}
	return page
}

// bandOrder is the usual order of bands, but that one whose first result matches far less well than another's comes after it: for
// each band the place it has.
func bandOrder(hits []shown) (places [4]int) {
	var best [4]float64
	top := 0.0
	for _, h := range hits {
		if best[h.band] == 0 {
			best[h.band] = h.fit
			top = max(top, h.fit)
		}
	}
	order := []int{0, 1, 2, 3}
	slices.SortStableFunc(order, func(a, b int) int {
		return btoi(best[a] < worseBand*top) - btoi(best[b] < worseBand*top)
	})
	for place, band := range order {
		places[band] = place
	}
	return places
}
