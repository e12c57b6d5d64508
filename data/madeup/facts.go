package madeup

import (
	"fmt"

	"fingerpost/data"
	"fingerpost/geo"
)

// How often things are, about as in real directories.
var (
	kinds     = shares[data.Kind]{{70, data.KindService}, {22, data.KindGroup}, {3, data.KindOnlineCommunity}, {5, data.KindGuide}}
	kindsAfar = shares[data.Kind]{{70, data.KindService}, {12, data.KindApp}, {10, data.KindOnlineCommunity}, {8, data.KindGuide}}
	ways      = shares[[]data.Way]{{65, []data.Way{data.InPerson}}, {12, []data.Way{data.InPerson, data.ByPhone}},
		{6, []data.Way{data.HomeVisit}}, {5, []data.Way{data.InPerson, data.Online}}, {12, nil}}
	waysAfar = shares[[]data.Way]{{45, []data.Way{data.ByPhone}}, {35, []data.Way{data.Online}}, {12, []data.Way{data.ByPhone, data.Online}},
		{8, []data.Way{data.ByText, data.Online}}}
	costs     = shares[data.Cost]{{55, data.Free}, {12, data.Paid}, {8, data.Varies}, {25, ""}}
	referrals = shares[data.Referral]{{20, data.ReferralNone}, {10, data.ReferralNeeded}, {70, ""}}
	ages      = shares[[2]int]{{30, [2]int{50, 0}}, {10, [2]int{65, 0}}, {40, [2]int{18, 0}}, {20, [2]int{11, 25}}}
	languages = shares[string]{{20, "ur"}, {15, "pa"}, {20, "pl"}, {10, "bn"}, {10, "cy"}, {10, "ar"}, {15, "bfi"}}
	// dialling is how numbers begin that Ofcom keeps for dramas.
	dialling = shares[string]{{1, "0113 496 0"}, {1, "0121 496 0"}, {1, "0161 496 0"}, {1, "0151 496 0"}, {1, "029 2018 0"}}
	// areas are whom services with a place serve, by the size of the area; 0 is not said.
	areas = shares[geo.AreaLevel]{{74, geo.DistrictLevel}, {5, geo.WardLevel}, {7, geo.CountyLevel}, {4, geo.RegionLevel},
		{3, geo.NationLevel}, {7, 0}}
	areasAfar = shares[geo.AreaLevel]{{30, geo.UKLevel}, {30, geo.NationLevel}, {40, geo.DistrictLevel}}
)

// facts adds what a listing says beside its texts.
func (d *Directory) facts(s *data.Service, r dice, own string) {
	s.Cost, s.Referral = costs.draw(r), referrals.draw(r)
	if r.percent(45) {
		s.Audiences = append(s.Audiences, d.groups[r.often(len(d.groups), 4)])
		if other := d.groups[r.often(len(d.groups), 4)]; r.percent(20) && other != s.Audiences[0] {
			s.Audiences = append(s.Audiences, other)
		}
	}
	if r.percent(15) {
		age := ages.draw(r)
		s.MinimumAge = &age[0]
		if age[1] > 0 {
			s.MaximumAge = &age[1]
		}
	}
	if r.percent(12) {
		s.Languages = []string{"en", languages.draw(r)}
	}
	if r.percent(75) {
		number := fmt.Sprintf("%s%03d", dialling.draw(r), r.IntN(1000))
		s.Phones = []data.Phone{{ID: data.MintElement(Source.Key, own, "phone", "main"), Number: number}}
	}
	if r.percent(4) {
		yes := true
		s.PeerLed = &yes
	}
	if r.percent(33) {
		s.Schedules = d.hours(r.often(patterns, 60))
	}
}

// serve says whom a service with a place serves: nearly always one council's people.
func (d *Directory) serve(s *data.Service, r dice, sector int) {
	in := d.land.sectors[sector].place.Areas
	switch level := areas.draw(r); level {
	case 0:
		s.AssumedArea = areaOf(in, geo.DistrictLevel)
	case geo.WardLevel:
		serving(s, ward(in, sector))
	default:
		serving(s, areaOf(in, level))
	}
}

// serveFromAfar says whom a service without a place serves.
func (d *Directory) serveFromAfar(s *data.Service, r dice, sector int) {
	serving(s, areaOf(d.land.sectors[sector].place.Areas, areasAfar.draw(r)))
}

func serving(s *data.Service, code geo.AreaCode) {
	s.Areas = []data.ServiceArea{{ID: data.MintElement(Source.Key, string(s.ID), "area", string(code)), Code: code}}
}

// areaOf is the area of a level out of those that a place lies in, or the next larger where there is none of that level.
func areaOf(in []geo.AreaCode, level geo.AreaLevel) geo.AreaCode {
	for _, code := range in {
		if code.Level() >= level {
			return code
		}
	}
	return "K02000001"
}
