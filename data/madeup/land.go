package madeup

import (
	"fmt"
	"math"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// land is where people live: the postcode sectors, each of which has some 3,000 addresses, and the towns about them.
type land struct {
	sectors []sector
	towns   []town
}

type sector struct {
	place  geo.Place
	town   int
	spread float64 // how far its places lie from its middle, in degrees of latitude
}

type town struct {
	name   string
	centre int // the sector nearest to its middle
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// newLand finds every sector by the beginnings of postcodes. What has no sectors in the table is one by itself.
func newLand() land {
	var l land
	for _, a := range letters {
		for _, b := range " " + letters {
			for digit := 1; digit <= 9; digit++ {
				found := geo.Finder{}.Suggest(fmt.Sprintf("%s%d", strings.TrimSpace(string(a)+string(b)), digit), 10_000)
				for i, p := range found {
					divided := i+1 < len(found) && p.Postcode.Covers(found[i+1].Postcode)
					if !divided && (b != ' ' || p.Postcode.Area() == string(a)) {
						l.sectors = append(l.sectors, sector{place: p})
					}
				}
			}
		}
	}
	towns := geo.Towns()
	middles := newMesh()
	for i, t := range towns {
		middles.add(t.Point, i)
		name, _, _ := strings.Cut(t.Label, ",")
		l.towns = append(l.towns, town{name: name})
	}
	all := newMesh()
	for i := range l.sectors {
		all.add(l.sectors[i].place.Point, i)
	}
	for i := range l.sectors {
		s := &l.sectors[i]
		s.town, _ = middles.nearest(s.place.Point, -1)
		_, apart := all.nearest(s.place.Point, i)
		s.spread = min(max(apart, 0.003), 0.06)
	}
	for i, t := range towns {
		l.towns[i].centre, _ = all.nearest(t.Point, -1)
	}
	return l
}

// somewhere is a sector: half of all is where people live, and half in the middle of the nearest town.
func (l *land) somewhere(r dice) int {
	at := r.IntN(len(l.sectors))
	if r.percent(50) {
		return l.towns[l.sectors[at].town].centre
	}
	return at
}

// ward is the code of the nth ward, somewhere in some areas. It has the form of one, and is none: wards are not in the tables that
// ship.
func ward(in []geo.AreaCode, n int) geo.AreaCode {
	kind := map[string]string{"WLS": "W05", "SCT": "S13", "NIR": "N08"}[geo.Nation(in)]
	if kind == "" {
		kind = "E05"
	}
	return geo.AreaCode(fmt.Sprintf("%s%06d", kind, 900_000+n))
}

// venue is a place where services are given, with what its source calls it.
type venue struct {
	data.Location
	own string
}

var (
	beginnings = strings.Fields(`Ash Bar Birk Brad Carl Chel Dun El Far Gar Hart Hol Ilk Kel Lang Lut Mar Nor Oak Pem Quar Rad Rip Sel Shef
		Tad Thorn Ul Wal Wen Whit Yar`)
	endings = strings.Fields(`bury by combe den field ford gate ham hurst ley low mere minster mouth ness ock port shaw stead thorpe ton
		vale ward wick worth`)
	saints  = strings.Fields("Mary John Peter Anne Luke Mark Paul Michael Andrew George James Margaret Barnabas Chad Cuthbert Oswald Hilda")
	streets = strings.Fields("Road Street Lane Avenue Close Way Drive Place")
	halls   = []string{"Community Centre", "Village Hall", "Methodist Church", "Memorial Hall", "Leisure Centre", "Children's Centre",
		"Health Centre", "Baptist Church", "Library", "Primary School"}
)

func rare(r dice) string { return pick(r, beginnings) + pick(r, endings) }

// venue is the nth place of a sector. Its point is stated, to a metre.
func (d *Directory) venue(sector, n int) *venue {
	s := &d.land.sectors[sector]
	own := fmt.Sprintf("%d-%d", sector, n)
	r := d.chance(ofVenue, uint64(sector)<<32|uint64(n))
	metre := func(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }
	point := &data.Coordinates{Latitude: metre(s.place.Point.Lat() + s.spread*r.NormFloat64()/2)}
	point.Longitude = metre(s.place.Point.Lon() + s.spread*r.NormFloat64()/2/math.Cos(s.place.Point.Lat()*math.Pi/180))
	if geo.CheckUK(point.Latitude, point.Longitude) != nil { // at the edge of the islands
		point = &data.Coordinates{Latitude: s.place.Point.Lat(), Longitude: s.place.Point.Lon()}
	}
	name := pick(r, []string{rare(r), "St " + pick(r, saints) + "'s", d.land.towns[s.town].name}) + " " + pick(r, halls)
	return &venue{own: own, Location: data.Location{
		ID: data.Mint[data.LocationID](data.LevelLocation, Source.Key, own), Type: data.Physical, Name: name, Point: point,
		Address: data.Address{
			Line1: fmt.Sprintf("%d %s %s", 1+r.IntN(180), rare(r), pick(r, streets)), City: d.land.towns[s.town].name,
			Postcode: unitIn(s.place.Postcode, r),
		},
	}}
}

// unitIn is a whole postcode in a part of one, which need not be in use.
func unitIn(p geo.Postcode, r dice) string {
	const last = "ABDEFGHJLNPQRSTUWXYZ"
	text := p.String()
	if p.Level() == geo.Outward {
		text += fmt.Sprintf(" %d", 1+r.IntN(9))
	}
	return text + string(last[r.IntN(len(last))]) + string(last[r.IntN(len(last))])
}
