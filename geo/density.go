package geo

import (
	"cmp"
	"math"
	"slices"
)

// radii are the distances that "near me" may mean, in miles.
var radii = []Miles{2, 3, 5, 7, 10, 15, 20}

// plenty is how many unit postcodes make a neighbourhood that has what people
// need: about 75,000 people, a middling town.
const plenty = 2000

// Neighbourhood is what a person at a point means by near, in miles: 2 in Leeds,
// 20 in Powys. It is the smallest of a few radii in which a good many unit
// postcodes lie, as counted by sector.
func Neighbourhood(p Point) Miles { return current().neighbourhood(p) }

func (a *atlas) neighbourhood(p Point) Miles {
	if miles, ok := a.near.find(p); ok {
		return miles
	}
	miles := a.countedAbout(p)
	a.near.keep(p, miles)
	return miles
}

func (a *atlas) countedAbout(p Point) Miles {
	var units [16]int // by index of the smallest radius that holds them
	farthest := radii[len(radii)-1]
	leaves := a.parts.leaves()
	from, _ := slices.BinarySearchFunc(leaves, p.Lat()-float64(farthest)/milesPerDegree, func(row *part, lat float64) int {
		return cmp.Compare(row.point.Lat(), lat)
	})
	widest := float64(farthest) / (milesPerDegree * math.Cos(p.Lat()*math.Pi/180))
	for _, row := range leaves[from:] {
		if row.point.Lat() > p.Lat() && northSouth(row.point, p) > farthest {
			break
		}
		if math.Abs(row.point.Lon()-p.Lon()) > widest*1.1 {
			continue
		}
		if i, _ := slices.BinarySearch(radii, Distance(row.point, p)); i < len(radii) {
			units[i] += row.weight()
		}
	}
	sum := 0
	for i, r := range radii {
		if sum += units[i]; sum >= plenty {
			return r
		}
	}
	return farthest
}
