package madeup

import (
	"slices"

	"fingerpost/geo"
)

// Query is one search: for what has all the words, by someone who is somewhere.
type Query struct {
	Words  []string // one to three, in lower case, none of them a word that indexes leave out
	Origin geo.Place
}

// Queries are the first n of a set, over the first size listings. People ask where listings are, half of them by coordinates and half
// by a postcode sector. The words are of one topic, and among them are the commonest: all together are in about 3% of listings.
func (d *Directory) Queries(set uint64, n, size int) []Query {
	all := make([]Query, n)
	for i := range all {
		r := d.chance(ofQueries, set<<32|uint64(i))
		all[i] = Query{Words: d.queryWords(r), Origin: d.origin(r, size)}
	}
	return all
}

// lookedFor is of how many of the commonest words people choose most.
const lookedFor = 300

func (d *Directory) queryWords(r dice) []string {
	var words []string
	add := func(w string) {
		if !passing(w) && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	themed := func() {
		for _, w := range pick(r, d.themes[r.often(len(d.themes), 6)].phrases) {
			add(w)
		}
	}
	want := lengths.draw(r)
	for len(words) < want {
		if len(words) == 0 && r.percent(55) {
			themed()
			continue
		}
		add(d.words.service[r.often(lookedFor, 12)])
	}
	return words[:want]
}

// lengths are of how many words searches are.
var lengths = shares[int]{{20, 1}, {45, 2}, {35, 3}}

// origin is near one of the first size listings that have a place.
func (d *Directory) origin(r dice, size int) geo.Place {
	for {
		made := d.make(r.IntN(size))
		if made.place == nil {
			continue
		}
		if r.percent(50) {
			at := made.place.Point
			if place, err := geo.LocatePoint(at.Latitude+r.NormFloat64()*0.01, at.Longitude+r.NormFloat64()*0.015); err == nil {
				return place
			}
			continue // it fell into the sea
		}
		if postcode, err := geo.ParsePostcode(made.place.Address.Postcode); err == nil {
			if place, err := geo.Locate(postcode.Sector()); err == nil {
				return place
			}
		}
	}
}
