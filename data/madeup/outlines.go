package madeup

import (
	"math"

	"github.com/paulmach/orb"

	"fingerpost/geo"
)

// Outline is the outline of an area that is made up, with a code of its own.
type Outline struct {
	Code  geo.AreaCode
	Shape orb.MultiPolygon
}

// Outlines are n areas with about as many corners as those of wards and councils have (some 100, and some 400), about where people
// live. One in twenty is as large as a council. They overlap, as no real ones do.
func (d *Directory) Outlines(n int) []Outline {
	all := make([]Outline, n)
	for i := range all {
		r := d.chance(ofOutlines, uint64(i))
		s := pick(r, d.land.sectors)
		corners, radius, code := 60+r.IntN(80), s.spread, ward(s.place.Areas, i)
		if i%20 == 0 {
			corners, radius, code = 300+r.IntN(200), 10*s.spread, "E06"+code[3:]
		}
		all[i] = Outline{code, orb.MultiPolygon{{ring(r, s.place.Point, corners, radius)}}}
	}
	return all
}

// ring is a closed line about a point, counter-clockwise, as far from it as radius, in degrees of latitude, more or less.
func ring(r dice, middle geo.Point, corners int, radius float64) orb.Ring {
	var waves [4][2]float64
	for i := range waves {
		waves[i] = [2]float64{0.25 * r.Float64() / float64(i+1), 2 * math.Pi * r.Float64()}
	}
	line := make(orb.Ring, 0, corners+1)
	for c := range corners {
		angle := 2 * math.Pi * float64(c) / float64(corners)
		away := radius * (1 + 0.04*r.Float64())
		for i, w := range waves {
			away *= 1 + w[0]*math.Sin(float64(i+2)*angle+w[1])
		}
		east, north := away*math.Cos(angle)/math.Cos(middle.Lat()*math.Pi/180), away*math.Sin(angle)
		line = append(line, geo.Point{middle.Lon() + east, middle.Lat() + north})
	}
	return append(line, line[0])
}
