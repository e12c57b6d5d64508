package index

import (
	"cmp"
	"slices"

	"fingerpost/geo"
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

// reached is how an entry concerns a place.
type reached struct {
	reach    Reach
	distance *geo.Miles   // nil where there is no place, or none that matters
	area     geo.AreaCode // the served area that holds the place; empty for one that is just near
}

// concerns decides whether and how an entry concerns the place o (DESIGN.md, "Where: near me, or serves me"):
//
//   - near: a place within the radius, whose known areas cover o, or may for all that is known of o, or which does not say
//     whom it serves;
//   - else it must serve o, and reach people by phone, online or at home; or in person at a place inside a matched area
//     no larger than a council's; or have no place to go to at all, so that one asks it where.
func (e entry) concerns(o geo.Place, radius geo.Miles) (reached, bool) {
	areas := e.covering(o)
	var distance *geo.Miles
	if e.Point != nil {
		d := geo.Distance(o.Point, *e.Point)
		distance = &d
		within := d <= radius
		if code, ok := wholeArea(o); ok && e.District != "" {
			within = geo.Covers(code, []geo.AreaCode{e.District}) // all of the area that was asked about is near
		}
		switch {
		case within && len(areas) > 0:
			return reached{Near, distance, areas[0]}, true
		case within && (e.Assumed || len(e.Areas) == 0 || e.mayCover(o)):
			return reached{Near, distance, ""}, true
		}
	}
	for _, area := range areas {
		if r, ok := e.servedIn(area, distance, o); ok {
			return r, true
		}
	}
	return reached{}, false
}

// servedIn decides whether and how an entry that serves an area, which holds the place o, can be had from there.
func (e entry) servedIn(area geo.AreaCode, distance *geo.Miles, o geo.Place) (reached, bool) {
	switch {
	case e.Point == nil && e.District != "" && geo.Covers(e.District, o.Areas):
		return reached{Area, nil, e.District}, true // withheld: its council is all that may be known of where it is
	case area.Level() == geo.UKLevel && (e.remote() || e.Location == ""):
		return reached{UK, nil, area}, true
	case area.Level() == geo.NationLevel && (e.remote() || e.Location == ""):
		return reached{Nation, nil, area}, true
	case area.Level() > geo.RegionLevel:
		return reached{}, false // in person, anywhere in a nation: not without being near
	case e.Location == "" || e.remote():
		return reached{Area, distance, area}, true
	case area.Level() <= geo.CountyLevel && e.inside(area, distance):
		return reached{Area, distance, area}, true
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
func (e entry) covering(o geo.Place) (areas []geo.AreaCode) {
	for _, code := range e.Areas {
		if geo.Covers(code, o.Areas) {
			areas = append(areas, code)
		}
	}
	slices.SortStableFunc(areas, func(a, b geo.AreaCode) int { return cmp.Compare(a.Level(), b.Level()) })
	return areas
}

// mayCover reports whether a served area may hold the place for all that is known: it is smaller than any area that the
// place is known to lie in (a ward, or a council in Northern Ireland), and not known to lie elsewhere.
func (e entry) mayCover(o geo.Place) bool {
	if len(o.Areas) == 0 {
		return true
	}
	smallest := o.Areas[0] // they come smallest first
	return slices.ContainsFunc(e.Areas, func(code geo.AreaCode) bool {
		if code.Level() >= smallest.Level() {
			return false
		}
		area, known := geo.AreaByCode(code)
		return !known || slices.Contains(area.Parents, smallest)
	})
}

// inside reports whether the entry's place lies in an area.
func (e entry) inside(area geo.AreaCode, distance *geo.Miles) bool {
	if e.District != "" {
		return geo.Covers(area, []geo.AreaCode{e.District})
	}
	return distance == nil || *distance <= farthestInArea
}
