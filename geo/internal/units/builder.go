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
	sectors map[sectorCode]*group
	rows    int
}

// group are the postcodes of a sector.
type group struct {
	known [pairsSize]byte // a bit for each pair of letters
	rows  []kept
}

// kept is a row in 16 bytes.
type kept struct {
	lon, lat int32  // 1e-7 of a degree
	pair     uint16 // of letters
	set      uint16
	month    uint16 // of the end, 0 in the live pile
}

// NewBuilder returns an empty one.
func NewBuilder() *Builder {
	return &Builder{
		live:  pile{sectors: map[sectorCode]*group{}},
		ended: pile{sectors: map[sectorCode]*group{}},
		sets:  setBuilder{numbers: map[string]uint16{}, codes: map[string]bool{}},
	}
}

// Add takes a row. The error is an [*UnfitError], or a [*DuplicateError] when that
// postcode was added before in the same state; a code that ended and is in use
// again may have a row for each. What is refused leaves no trace.
func (b *Builder) Add(r Row) error {
	unfit := func(why Why) error { return &UnfitError{r.Outward, r.Inward, why} }
	outward, isOutward := packOutward(r.Outward)
	inward, isInward := packInward(r.Inward)
	if !isOutward || !isInward {
		return unfit(NotPostcode)
	}
	k := kept{pair: uint16(inward.pair())}
	var ok bool
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
	code := newSectorCode(outward, inward.digit)
	g := p.sectors[code]
	if g != nil && g.known[k.pair/8]&(1<<(k.pair%8)) != 0 {
		return &DuplicateError{r.Outward, r.Inward}
	}
	var why Why
	if k.set, why = b.sets.number(r.Areas); why != "" {
		return unfit(why)
	}
	if g == nil {
		g = &group{}
		p.sectors[code] = g
	}
	g.known[k.pair/8] |= 1 << (k.pair % 8)
	g.rows = append(g.rows, k)
	p.rows++
	return nil
}

// sorted are the rows by their letters.
func (g *group) sorted() []kept {
	slices.SortFunc(g.rows, func(a, b kept) int { return cmp.Compare(a.pair, b.pair) })
	return g.rows
}

// Len is how many postcodes were taken.
func (b *Builder) Len() (live, ended int) { return b.live.rows, b.ended.rows }

// Rows are all rows that were taken, sorted: those in use, then the others. Their
// points are rounded to a centimetre.
func (b *Builder) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		areas := b.sets.all()
		for _, p := range []pile{b.live, b.ended} {
			for _, code := range slices.Sorted(maps.Keys(p.sectors)) {
				outward := code.outward().String()
				for _, k := range p.sectors[code].sorted() {
					at := orb.Point{float64(k.lon) / degree, float64(k.lat) / degree}
					if !yield(Row{outward, newInward(code.digit(), int(k.pair)).String(), at, areas[k.set], monthNumber(k.month)}) {
						return
					}
				}
			}
		}
	}
}
