package geo

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
)

// districtReach is how far from the middle of its sector a place may be.
// Sectors of the Highlands are wider than that; there it answers nothing.
const districtReach Miles = 5

// milesPerDegree is a degree of latitude on the sphere that [Distance] uses.
var milesPerDegree = float64(Distance(Point{0, 50}, Point{0, 51}))

// sectorsByLatitude are the rows of the sectors, from south to north.
var sectorsByLatitude = sync.OnceValue(func() []postcodeRow {
	var sectors []postcodeRow
	for _, row := range postcodes() {
		if row.postcode.Level() == Sector {
			sectors = append(sectors, row)
		}
	}
	slices.SortStableFunc(sectors, func(a, b postcodeRow) int { return cmp.Compare(a.point.Lat(), b.point.Lat()) })
	return sectors
})

// DistrictAt says roughly which council a point lies in: the one that has most
// of the nearest postcode sector, if that is within five miles. Near a boundary
// it can be the neighbour. It knows Great Britain only.
func DistrictAt(p Point) (AreaCode, bool) {
	if CheckUK(p.Lat(), p.Lon()) != nil {
		return "", false
	}
	sectors := sectorsByLatitude()
	here, _ := slices.BinarySearchFunc(sectors, p.Lat(), func(row postcodeRow, lat float64) int {
		return cmp.Compare(row.point.Lat(), lat)
	})
	nearest, best := "", districtReach
	consider := func(row postcodeRow) (goOn bool) {
		if d := Distance(row.point, p); d < best {
			nearest, best = row.areas, d
		}
		return math.Abs(row.point.Lat()-p.Lat())*milesPerDegree < float64(best)
	}
	for i := here; i < len(sectors) && consider(sectors[i]); i++ { // northwards
	}
	for i := here - 1; i >= 0 && consider(sectors[i]); i-- { // southwards
	}
	district, _, _ := strings.Cut(nearest, ",")
	return AreaCode(district), district != ""
}
