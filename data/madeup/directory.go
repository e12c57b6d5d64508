package madeup

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"fingerpost/data"
)

// Source is who says all that is made up.
var Source = data.Source{Key: "made-up", Name: "Made up", Kind: data.SourceFeed, Area: "K02000001"}

// Directory is a directory without end: it has a listing for each number from 0 on. It may be used by several goroutines.
type Directory struct {
	seed   uint64
	land   land
	words  vocabulary
	themes []theme
	groups []string // of people, as sources name them
}

// New is the directory of a seed: the same seed and lexicon give the same directory. Towns and areas are those of package geo.
func New(seed uint64, l data.Lexicon) *Directory {
	d := &Directory{seed: seed, land: newLand(), themes: themesOf(l)}
	d.words = newVocabulary(l, d.land.towns)
	for _, a := range l.Audiences {
		d.groups = append(d.groups, a.Name)
	}
	return d
}

// The sorts of things that are made of a number each. None may be like another: each has its own stream of chance.
const (
	ofListing = iota + 1
	ofOrganization
	ofVenue
	ofHours
	ofQueries
	ofOutlines
)

// chance is the stream of chance of the nth thing of a sort.
func (d *Directory) chance(sort int, n uint64) dice {
	return dice{rand.New(rand.NewPCG(mixed(d.seed+uint64(sort)<<56), mixed(n)))}
}

// mixed spreads a number over all bits (SplitMix64), so that neighbours have nothing in common.
func mixed(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// Listing is listing i as the public sees it.
func (d *Directory) Listing(i int) data.Listing {
	made := d.make(i)
	record := data.Mint[data.RecordID]("record", Source.Key, made.own)
	l := data.Listing{
		Service: made.service, Organization: made.organization,
		Provenance: map[data.Level]map[string]data.Provenance{data.LevelService: {string(made.service.ID): {Default: record}}},
		Origins: map[data.RecordID]data.Origin{
			record: {Record: record, Source: Source.Key, SourceName: Source.Name, AssertedOn: made.said},
		},
	}
	if made.place != nil {
		l.Locations = []data.Location{made.place.Location}
	}
	return l
}

// Submission is listing i as [Source] tells of it, for a store.
func (d *Directory) Submission(i int) data.Submission {
	made := d.make(i)
	s := data.Submission{
		Source: Source.Key,
		Records: []data.Record{{
			Source: Source.Key, SourceID: made.own, AssertedOn: made.said, ReadAt: made.said.Time().Add(9 * time.Hour),
			Payload: json.RawMessage(`{}`),
		}},
		Service:      data.Draft[data.Service]{OwnID: made.own, Doc: made.service},
		Organization: &data.Draft[data.Organization]{OwnID: made.ownOrganization, Doc: made.organization},
	}
	if made.place != nil {
		s.Locations = []data.Draft[data.Location]{{OwnID: made.place.own, Doc: made.place.Location}}
	}
	return s
}

// made is a listing with what its source calls each part of it.
type made struct {
	own, ownOrganization string
	said                 data.Date
	service              data.Service
	organization         data.Organization
	place                *venue // nil: it has none
}

func (d *Directory) make(i int) made {
	r := d.chance(ofListing, uint64(i))
	m := made{own: fmt.Sprint(i), said: data.DateOf(time.Date(2023, 1, 1+r.IntN(1400), 12, 0, 0, 0, time.UTC))}
	sector := d.land.somewhere(r)
	town := d.land.sectors[sector].town
	m.ownOrganization, m.organization = d.organization(r, town)
	theme := &d.themes[r.often(len(d.themes), 6)]
	s := data.Service{
		ID: data.Mint[data.ServiceID](data.LevelService, Source.Key, m.own), OrganizationID: m.organization.ID, Status: data.Active,
		Kind: kinds.draw(r),
	}
	writer := writer{dice: r, words: &d.words, theme: theme, town: d.land.towns[town].name}
	s.Name = writer.name()
	s.Summary = writer.sentence(14 + r.IntN(12))
	s.Description = writer.text(60 + r.IntN(61))
	s.URL = fmt.Sprintf("https://www.%s.example.org/%s", plain(m.organization.Name), plain(s.Name))
	if !r.percent(8) { // the others' topics are read from their words
		s.Topics = append(s.Topics, theme.topic)
		if other := d.themes[r.often(len(d.themes), 6)].topic; r.percent(25) && other != theme.topic {
			s.Topics = append(s.Topics, other)
		}
	}
	if r.percent(90) {
		m.place = d.venue(sector, r.few(25))
		s.ServiceAtLocations = []data.ServiceAtLocation{{LocationID: m.place.ID}}
		s.Ways = ways.draw(r)
		d.serve(&s, r, sector)
	} else {
		s.Kind, s.Ways = kindsAfar.draw(r), waysAfar.draw(r)
		d.serveFromAfar(&s, r, sector)
	}
	d.facts(&s, r, m.own)
	m.service = s
	return m
}
