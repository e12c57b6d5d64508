package store

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"fingerpost/data"
)

// items is what the sources of a corpus say, one after the other.
func (c *corpus) items() (all []data.Item) {
	for i, source := range corpusSources() {
		for _, one := range c.said[i] {
			all = append(all, data.Item{Submission: one.in(source, i), Where: fmt.Sprint(source.Key, " ", one.thing.id)})
		}
	}
	return all
}

// in words what a source says, in its own spelling and with its own slips.
func (s saying) in(source data.Source, style int) data.Submission {
	r := rand.New(rand.NewPCG(s.seed, 1))
	chance := func(percent int) bool { return r.IntN(100) < percent }
	of, own := s.thing, fmt.Sprint(s.thing.id)
	service := data.Service{Name: spell(of.name, style, r), Kind: data.KindService}
	if of.topic != "" {
		service.Topics = []data.TopicID{of.topic}
		if of.topic == "pharmacies" && !strings.Contains(strings.ToLower(of.name), "pharmac") && chance(60) {
			service.Name += " pharmacy"
		}
	} else if of.where != nil && chance(10) {
		service.Name += " " + of.where.town.name
	}
	if of.phone != "" && chance(70) {
		service.Phones = []data.Phone{{ID: data.MintElement(source.Key, own, "phone", "main"), Number: of.phone}}
	}
	if of.day != "" && chance(70) {
		service.Schedules = []data.Schedule{{ID: data.MintElement(source.Key, own, "schedule", of.day), Freq: "WEEKLY", ByDay: of.day, OpensAt: "10:00", ClosesAt: "12:00"}}
	}
	service.Description = strings.Repeat(fmt.Sprintf("%s by %s. ", of.name, of.run.name), 4)
	sub := data.Submission{Source: source.Key, Service: data.Draft[data.Service]{OwnID: own, Doc: service}}
	if style != ofWarmth && chance(90) {
		run := data.Organization{Name: spell(of.run.name, style, r), Website: of.run.site}
		// Who lists a chain's branches by their codes is one; councils give no codes, and charities' numbers now and then.
		if scheme := map[bool]string{true: data.SchemeNHS, false: data.SchemeCharityEnglandWales}[of.topic == "pharmacies"]; of.run.number != "" && (style == ofChains || scheme != data.SchemeNHS && chance(50)) {
			run.Identifiers = []data.Identifier{{ID: data.MintElement(source.Key, own, scheme, ""), Scheme: scheme, Identifier: of.run.number}}
		}
		ownOrganization := of.run.name
		if of.topic == "pharmacies" {
			ownOrganization = own
		}
		sub.Organization = &data.Draft[data.Organization]{OwnID: ownOrganization, Doc: run}
	}
	if of.where != nil {
		place := of.where.said(style, r)
		place.Withheld = of.secret && chance(70)
		ownPlace := fmt.Sprint(of.where.street, of.where.house, of.where.postcode)
		place.ID = data.Mint[data.LocationID](data.LevelLocation, source.Key, ownPlace)
		sub.Locations = []data.Draft[data.Location]{{OwnID: ownPlace, Doc: place}}
		sub.Service.Doc.ServiceAtLocations = []data.ServiceAtLocation{{LocationID: place.ID}}
	}
	payload, err := json.Marshal(map[string]any{"name": service.Name, "description": service.Description, "id": own})
	if err != nil {
		panic(err)
	}
	sub.Records = []data.Record{{AssertedOn: date("2026-05-01"), ReadAt: time.Date(2026, time.November, 12, 9, 0, 0, 0, time.UTC), Payload: payload}}
	return sub
}

// said is a place as a source writes it.
func (v *venue) said(style int, r *rand.Rand) data.Location {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	l := data.Location{Type: data.Physical, Address: data.Address{City: v.town.name, Postcode: v.postcode}}
	street := fmt.Sprint(v.house, " ", v.street)
	if v.name != "" && chance(60) {
		street = v.street // halls have numbers that hardly anyone gives
	}
	if style%2 == 1 {
		street = strings.NewReplacer(" Road", " Rd", " Street", " St", " Avenue", " Ave").Replace(street)
	}
	l.Address.Line1 = street
	if v.name != "" {
		if chance(50) {
			l.Name = spell(v.name, style, r)
		} else {
			l.Address.Line1 = spell(v.name, style, r) + ", " + street
		}
	}
	if style%3 == 0 && chance(80) {
		l.Point = &data.Coordinates{Latitude: v.at.Latitude + 0.0002*r.Float64(), Longitude: v.at.Longitude + 0.0002*r.Float64()}
	}
	switch {
	case chance(2):
		l.Address.Postcode = v.town.outward + " 1AA"
	case chance(3):
		l.Address.Postcode = ""
	}
	return l
}

// spell writes a name as a source does, now and then with a slip of the pen.
func spell(name string, style int, r *rand.Rand) string {
	switch style % 4 {
	case 1:
		name = strings.NewReplacer(" & ", " and ", "St ", "Saint ").Replace(name)
	case 2:
		name = strings.ToUpper(name)
	case 3:
		name = strings.NewReplacer("'", "", "Community Centre", "Comm Centre", "Café", "Cafe").Replace(name)
	}
	if len(name) > 8 && r.IntN(50) == 0 {
		at := 4 + r.IntN(len(name)-6)
		if name[at] < 0x80 && name[at+1] < 0x80 {
			name = name[:at] + name[at+1:]
		}
	}
	return name
}
