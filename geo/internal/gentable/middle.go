package main

import (
	"cmp"
	"slices"

	"fingerpost/geo"
)

// unitsUnsaid weighs an outward code whose unit postcodes nobody may count: the
// mean of British ones (1,745,849 in 2,864).
const unitsUnsaid = 610

// middlesOf is the middle of each area: the median of the places in it, each
// with the weight of its units. A sector counts for the district that has most
// of it; a district that has most of none takes the sectors it has a part of.
func middlesOf(areas *areaSet, set *placeSet) map[geo.AreaCode]geo.Point {
	within, partly := map[geo.AreaCode][]place{}, map[geo.AreaCode][]place{}
	for _, s := range set.sectors {
		for _, code := range areas.withParents(s.areas[0]) {
			within[code] = append(within[code], s)
		}
		for _, code := range s.areas[1:] {
			partly[code] = append(partly[code], s)
		}
	}
	for _, o := range set.outcodes {
		if nationOf(o.postcode) == nil || o.boxes {
			continue
		}
		o.units = unitsUnsaid
		for _, code := range areas.withParents(o.areas[0]) {
			within[code] = append(within[code], o)
		}
	}
	middles := map[geo.AreaCode]geo.Point{}
	for code, places := range partly {
		middles[code] = median(places)
	}
	for code, places := range within {
		middles[code] = median(places)
	}
	return middles
}

// median is the weighted median of latitudes and of longitudes. Unlike the
// mean it is not drawn out to sea by an island.
func median(places []place) geo.Point {
	return geo.Point{medianOf(places, geo.Point.Lon), medianOf(places, geo.Point.Lat)}
}

func medianOf(places []place, degrees func(geo.Point) float64) float64 {
	sorted := slices.SortedFunc(slices.Values(places), func(a, b place) int {
		return cmp.Compare(degrees(a.point), degrees(b.point))
	})
	total, upTo := unitsOf(places), 0
	for _, p := range sorted {
		if upTo += p.units; 2*upTo >= total {
			return degrees(p.point)
		}
	}
	panic("gentable: the median of nothing")
}
