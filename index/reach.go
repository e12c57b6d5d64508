package index

import (
	"cmp"
	"slices"

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

// from is where a search is from, with what is known of areas by their numbers as it is found out.
type from struct {
	geo.Place
	radius  geo.Miles
	whole   geo.AreaCode // the area that the place is, where it is one
	isWhole bool
	values  *rows.Values
	areas   []known
}

// known is what is known of an area about a place.
type known struct {
	looked bool
	covers bool // it holds the place
	level  geo.AreaLevel
}

func newFrom(o geo.Place, radius geo.Miles, values *rows.Values) *from {
	f := &from{Place: o, radius: radius, values: values, areas: make([]known, values.Areas.Len())}
	f.whole, f.isWhole = wholeArea(o)
	return f
}

// area is what is known of an area.
func (f *from) area(n uint32) *known {
	k := &f.areas[n]
	if !k.looked {
		code := f.code(n)
		*k = known{true, code != "" && geo.Covers(code, f.Areas), code.Level()}
	}
	return k
}

func (f *from) code(n uint32) geo.AreaCode { return geo.AreaCode(f.values.Areas.Text(n)) }

// concerns decides whether and how an entry concerns a place (DESIGN.md, "Where: near me, or serves me"):
//
//   - near: a place within the radius, whose known areas cover it, or may for all that is known of it, or which does not say
//     whom it serves;
//   - else it must serve it, and reach people by phone, online or at home; or in person at a place inside a matched area
//     no larger than a council's; or have no place to go to at all, so that one asks it where.
func (f *from) concerns(p *rows.Part, r *rows.Row) (reached, bool) {
	var few [8]uint32
	areas := f.covering(p, r, few[:0])
	out := reached{far: true}
	if r.Located() {
		out.distance, out.far = geo.Distance(f.Point, r.Point), false
		within := out.distance <= f.radius
		if f.isWhole && r.District > 0 {
			within = geo.Covers(f.whole, []geo.AreaCode{f.code(r.District)}) // all of the area that was asked about is near
		}
		switch {
		case within && len(areas) > 0:
			out.how, out.area = isNear, areas[0]
			return out, true
		case within && (r.Assumed() || r.Areas() == 0 || f.mayCover(p, r)):
			out.how = isNear
			return out, true
		}
	}
	for _, area := range areas {
		if served, ok := f.servedIn(area, r, out); ok {
			return served, true
		}
	}
	return reached{}, false
}

// servedIn decides whether and how an entry that serves an area, which holds the place, can be had from there.
func (f *from) servedIn(area uint32, r *rows.Row, at reached) (reached, bool) {
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
	case !r.Placed() || r.Remote() || level <= geo.CountyLevel && f.inside(r, area, at):
		at.how, at.area = inArea, area
		return at, true
	}
	return reached{}, false
}

// wholeArea is the area that a place is, where it is one: a council, a county, a nation.
func wholeArea(o geo.Place) (geo.AreaCode, bool) {
	if o.Precision != geo.PrecisionArea || len(o.Areas) == 0 {
		return "", false
	}
	return o.Areas[0], true
}

// covering lists the areas served that hold the place, the smallest first.
func (f *from) covering(p *rows.Part, r *rows.Row, areas []uint32) []uint32 {
	for i := range r.Areas() {
		if area := p.Area(r, i); f.area(area).covers {
			areas = append(areas, area)
		}
	}
	if len(areas) > 1 {
		slices.SortStableFunc(areas, func(a, b uint32) int { return cmp.Compare(f.area(a).level, f.area(b).level) })
	}
	return areas
}

// mayCover reports whether a served area may hold the place for all that is known: it is smaller than any area that the
// place is known to lie in (a ward, or a council in Northern Ireland), and not known to lie elsewhere.
func (f *from) mayCover(p *rows.Part, r *rows.Row) bool {
	if len(f.Areas) == 0 {
		return true
	}
	smallest := f.Areas[0] // they come smallest first
	for i := range r.Areas() {
		n := p.Area(r, i)
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
	if r.District > 0 {
		return geo.Covers(f.code(area), []geo.AreaCode{f.code(r.District)})
	}
	return at.far || at.distance <= farthestInArea
}
