package index

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"fingerpost/geo"
	"fingerpost/index/rows"
)

// Reach is why a result concerns the place that was asked about.
type Reach string

const (
	Near   Reach = "near"   // within the distance that was asked for
	Area   Reach = "area"   // serves the area that the place is in
	Nation Reach = "nation" // reaches people across their nation
	UK     Reach = "uk"     // reaches people across the United Kingdom
	None   Reach = ""       // no place was asked about
)

// Band is what results stand under. Bands are never mixed.
type Band string

const (
	NearBand   Band = "near"
	AreaBand   Band = "area"
	RemoteBand Band = "remote" // by phone or online, across the nation or the United Kingdom
	NoBand     Band = ""       // no place was asked about
)

// Bands lists the bands in the order in which they are shown.
var Bands = []Band{NearBand, AreaBand, RemoteBand, NoBand}

// Band is the band that a result of this reach stands in.
func (r Reach) Band() Band {
	if r == Nation || r == UK {
		return RemoteBand
	}
	return Band(r)
}

// farthestInArea bounds an in-person place that is shown because its council also serves the person, when it is not
// known which council the place itself is in.
const farthestInArea geo.Miles = 30

// how is a [Reach] as a number, by the order of their bands.
type how uint8

const (
	isNear how = iota
	inArea
	inNation
	inUK
	notAskedWhere
)

// reaches are what the numbers stand for.
var reaches = [...]Reach{Near, Area, Nation, UK, None}

// band is the place of the band among [Bands].
func (h how) band() int {
	return [...]int{0, 1, 2, 2, 3}[h]
}

// reached is how an entry concerns a place.
type reached struct {
	distance geo.Miles // unless far
	area     uint32    // the number of the served area that holds the place; 0 for one that is just near
	how      how
	far      bool // there is no place, or none that matters
}

// anywhere is how an entry concerns a search from nowhere.
var anywhere = reached{how: notAskedWhere, far: true}

// from is where a search is from, with what is known of areas, and of those that are served together, by their numbers as it is
// found out.
type from struct {
	geo.Place
	radius  geo.Miles
	whole   geo.AreaCode // the area that the place is, where it is one
	isWhole bool
	texts   []string // the codes of areas
	areas   []known
	served  [][]uint32
	asked   []uint32 // by the number of what is served together: where it stands in what is known, counted from 1; 0 for nowhere yet
	known   []about
	lies    map[[2]uint32]bool // whether one area lies in another
	// A point that is more degrees away is not within the radius.
	high, wide float64
}

// known is what is known of an area about a place.
type known struct {
	looked bool
	covers bool // it holds the place
	within bool // it lies in the area that the place is
	level  geo.AreaLevel
}

// about is what is known of areas that are served together about a place.
type about struct {
	covering []uint32 // those that hold the place, the smallest first
	may      bool     // one may hold it for all that is known
}

// fromPool are places that nothing is searched from.
var fromPool = sync.Pool{New: func() any { return &from{lies: map[[2]uint32]bool{}} }}

func newFrom(o geo.Place, radius geo.Miles, values *rows.Values) *from {
	f := fromPool.Get().(*from)
	f.Place, f.radius, f.texts, f.served = o, radius, values.Areas.All(), values.Served()
	f.areas = slices.Grow(f.areas[:0], len(f.texts))[:len(f.texts)]
	f.asked = slices.Grow(f.asked[:0], len(f.served))[:len(f.served)]
	clear(f.areas)
	clear(f.asked)
	clear(f.lies)
	f.known = f.known[:0]
	f.whole, f.isWhole = wholeArea(o)
	f.high, f.wide = rows.Degrees(o.Point, radius)
	return f
}

// area is what is known of an area.
func (f *from) area(n uint32) *known {
	k := &f.areas[n]
	if !k.looked {
		code := f.code(n)
		*k = known{looked: true, covers: code != "" && geo.Covers(code, f.Areas), level: code.Level()}
		k.within = f.isWhole && geo.Covers(f.whole, []geo.AreaCode{code})
	}
	return k
}

func (f *from) code(n uint32) geo.AreaCode { return geo.AreaCode(f.texts[n]) }

// about is what is known of the areas that an entry serves.
func (f *from) about(r *rows.Row) *about {
	at := &f.asked[r.Served]
	if *at == 0 {
		areas := f.served[r.Served]
		f.known = append(f.known, about{f.covering(areas), f.mayCover(areas)})
		*at = uint32(len(f.known))
	}
	return &f.known[*at-1]
}

// concerns decides whether and how an entry concerns a place (DESIGN.md, "Where: near me, or serves me"):
//
//   - near: a place within the radius, whose known areas cover it, or may for all that is known of it, or which does not say
//     whom it serves;
//   - else it must serve it, and reach people by phone, online or at home; or in person at a place inside a matched area
//     no larger than a council's; or have no place to go to at all, so that one asks it where.
func (f *from) concerns(r *rows.Row) (reached, bool) {
	said := f.about(r)
	out := reached{far: true}
	if r.Located() && (f.isWhole || f.mayBeNear(r.Point)) {
		out = f.away(r)
		within := out.distance <= f.radius
		if f.isWhole && r.District > 0 {
			within = f.area(r.District).within // all of the area that was asked about is near
		}
		switch {
		case within && len(said.covering) > 0:
			out.how, out.area = isNear, said.covering[0]
			return out, true
		case within && (r.Assumed() || r.Served == 0 || said.may):
			out.how = isNear
			return out, true
		}
	}
	for _, area := range said.covering {
		if served, ok := f.servedIn(area, r); ok {
			return served, true
		}
	}
	return reached{}, false
}

// servedIn decides whether and how an entry that serves an area, which holds the place, can be had from there.
func (f *from) servedIn(area uint32, r *rows.Row) (reached, bool) {
	level := f.area(area).level
	switch {
	case !r.Located() && r.District > 0 && f.area(r.District).covers:
		return reached{how: inArea, far: true, area: r.District}, true // withheld: its council is all that may be known of where it is
	case level == geo.UKLevel && (r.Remote() || !r.Placed()):
		return reached{how: inUK, far: true, area: area}, true
	case level == geo.NationLevel && (r.Remote() || !r.Placed()):
		return reached{how: inNation, far: true, area: area}, true
	case level > geo.RegionLevel:
		return reached{}, false // in person, anywhere in a nation: not without being near
	}
	at := f.away(r)
	if !r.Placed() || r.Remote() || level <= geo.CountyLevel && f.inside(r, area, at) {
		at.how, at.area = inArea, area
		return at, true
	}
	return reached{}, false
}

// away is how far away an entry's place is.
func (f *from) away(r *rows.Row) reached {
	if !r.Located() {
		return reached{far: true}
	}
	return reached{distance: geo.Distance(f.Point, r.Point)}
}

// mayBeNear reports whether a point may lie within the radius. It takes a few subtractions, where the distance takes sines: most
// of what serves a whole country lies far away.
func (f *from) mayBeNear(p geo.Point) bool {
	return math.Abs(p.Lat()-f.Point.Lat()) <= f.high && math.Abs(p.Lon()-f.Point.Lon()) <= f.wide
}

// wholeArea is the area that a place is, where it is one: a council, a county, a nation.
func wholeArea(o geo.Place) (geo.AreaCode, bool) {
	if o.Precision != geo.PrecisionArea || len(o.Areas) == 0 {
		return "", false
	}
	return o.Areas[0], true
}

// covering lists the areas that hold the place, the smallest first.
func (f *from) covering(areas []uint32) (covering []uint32) {
	for _, area := range areas {
		if f.area(area).covers {
			covering = append(covering, area)
		}
	}
	slices.SortStableFunc(covering, func(a, b uint32) int { return cmp.Compare(f.area(a).level, f.area(b).level) })
	return covering
}

// mayCover reports whether any of some areas may hold the place for all that is known: it is smaller than any area that the
// place is known to lie in (a ward, or a council in Northern Ireland), and not known to lie elsewhere.
func (f *from) mayCover(areas []uint32) bool {
	if len(f.Areas) == 0 {
		return true
	}
	smallest := f.Areas[0] // they come smallest first
	for _, n := range areas {
		if f.area(n).level >= smallest.Level() {
			continue
		}
		area, found := geo.AreaByCode(f.code(n))
		if !found || slices.Contains(area.Parents, smallest) {
			return true
		}
	}
	return false
}

// inside reports whether the entry's place lies in an area.
func (f *from) inside(r *rows.Row, area uint32, at reached) bool {
	if r.District == 0 {
		return at.far || at.distance <= farthestInArea
	}
	key := [2]uint32{r.District, area}
	lies, ok := f.lies[key]
	if !ok {
		lies = geo.Covers(f.code(area), []geo.AreaCode{f.code(r.District)})
		f.lies[key] = lies
	}
	return lies
}
