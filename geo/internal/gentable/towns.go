package main

import (
	"cmp"
	"fmt"
	"slices"

	"fingerpost/geo"
)

// town is a settlement of Northern Ireland or of the islands.
type town struct {
	name    string
	country string // GB, GG, IM, JE
	point   geo.Point
	council geo.AreaCode // in Northern Ireland
}

// readTowns reads the settlements of Northern Ireland, the Channel Islands and
// the Isle of Man from the list of GeoNames, by name and position.
func readTowns(dir string) ([]town, error) {
	const file = "geonames_cities_gb_je_gg_im.csv"
	rows, err := readCSV(dir, file, "name", "lat", "lng", "country", "admin1", "admin2")
	if err != nil {
		return nil, err
	}
	var towns []town
	for _, r := range rows {
		if r["country"] == "GB" && r["admin1"] != "NIR" {
			continue
		}
		point, err := r.point()
		if err != nil {
			skip(file, r["name"], err)
			continue
		}
		t := town{name: r["name"], country: r["country"], point: point}
		if t.country == "GB" {
			t.council = geo.AreaCode(r["admin2"])
		}
		towns = append(towns, t)
	}
	slices.SortFunc(towns, func(a, b town) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.name, b.name), cmp.Compare(a.point.Lat(), b.point.Lat()))
	})
	return towns, nil
}

// townNamed is the one town of that name in a country.
func townNamed(towns []town, country, name string) (town, error) {
	var found []town
	for _, t := range towns {
		if t.country == country && t.name == name {
			found = append(found, t)
		}
	}
	if len(found) != 1 {
		return town{}, fmt.Errorf("%d places %s in %s", len(found), name, country)
	}
	return found[0], nil
}
