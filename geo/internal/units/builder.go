package units

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/paulmach/orb"
)

// Builder gathers rows for a table, in any order. It is for one goroutine.
type Builder struct {
	live, ended pile
	sets        setBuilder
}

// pile is what becomes a shelf.
type pile struct {
	outwards map[outwardCode]*group
	rows     int
}

// group are the postcodes of an outward code.
type group struct {
	known [(perOutward + 63) / 64]uint64 // a bit for each unit
	rows  []kept
}

// kept is a row in 16 bytes.
type kept struct {
	lon, lat  int32 // 1e-7 of a degree
	unit, set uint16
	month     uint16 // of the end, 0 in the live pile
}

// NewBuilder returns an empty one.
func NewBuilder() *Builder {
	return &Builder{
		live:  pile{outwards: map[outwardCode]*group{}},
		ended: pile{outwards: map[outwardCode]*group{}},
		sets:  setBuilder{numbers: map[string]uint16{}, codes: map[string]bool{}},
	}
}

// Add takes a row. The error is an [*UnfitError], or a [*DuplicateError] when that
// postcode was added before in the same state; a code that ended and is in use
// again may have a row for each. What is refused leaves no trace.
func (b *Builder) Add(r Row) error {
	unfit := func(why Why) error { return &UnfitError{r.Outward, r.Inward, why} }
	code, ok := packOutward(r.Outward)
	if !ok {
		return unfit(NotPostcode)
	}
	k := kept{}
	if k.unit, ok = packInward(r.Inward); !ok {
		return unfit(NotPostcode)
	}
	if k.lon, k.lat, ok = inFrame(r.Point); !ok {
		return unfit(NoPosition)
	}
	p := &b.live
	if r.Ended != 0 {
		p = &b.ended
		if k.month, ok = packMonth(r.Ended); !ok {
			return unfit(NotMonth)
		}
	}
	g := p.outwards[code]
	if g != nil && g.knows(k.unit) {
		return &DuplicateError{r.Outward, r.Inward}
	}
	var why Why
	if k.set, why = b.sets.number(r.Areas); why != "" {
		return unfit(why)
	}
	if g == nil {
		g = &group{}
		p.outwards[code] = g
	}
	g.known[k.unit/64] |= 1 << (k.unit % 64)
	g.rows = append(g.rows, k)
	p.rows++
	return nil
}

func (g *group) knows(unit uint16) bool { return g.known[unit/64]&(1<<(unit%64)) != 0 }

// sorted are the rows by their units, as a person reads them.
func (g *group) sorted() []kept {
	slices.SortFunc(g.rows, func(a, b kept) int { return cmp.Compare(a.unit, b.unit) })
	return g.rows
}

// shelved are the rows as a table has them: by digit, and those of a digit along
// the curve.
func (g *group) shelved() []kept {
	type keyed struct {
		key uint64
		row kept
	}
	order := make([]keyed, len(g.rows))
	for i, k := range g.rows {
		digit, place := uint64(k.unit)/perDigit, uint64(curve(float64(k.lon), float64(k.lat)))
		order[i] = keyed{digit<<48 | place<<16 | uint64(k.unit), k}
	}
	slices.SortFunc(order, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	rows := make([]kept, len(order))
	for i, k := range order {
		rows[i] = k.row
	}
	return rows
}

// Len is how many postcodes were taken.
func (b *Builder) Len() (live, ended int) { return b.live.rows, b.ended.rows }

// Rows are all rows that were taken, sorted: those in use, then the others. Their
// points are rounded to a centimetre.
func (b *Builder) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		areas := b.sets.all()
		for _, p := range []pile{b.live, b.ended} {
			for _, code := range slices.Sorted(maps.Keys(p.outwards)) {
				outward := code.String()
				for _, k := range p.outwards[code].sorted() {
					at := orb.Point{float64(k.lon) / degree, float64(k.lat) / degree}
					if !yield(Row{outward, inwardText(k.unit), at, areas[k.set], monthNumber(k.month)}) {
						return
					}
				}
			}
		}
	}
}
