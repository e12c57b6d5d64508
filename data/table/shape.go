package table

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"fingerpost/data"
	"fingerpost/geo"
)

// maxSite is how far across an outline may be for its middle to be where people go: a park or a hospital. What is larger
// is an area, and its middle is nobody's door.
const maxSite geo.Miles = 1.25

// setPoint fills the columns of the position.
func (b *builder) setPoint(p orb.Point) {
	b.cells[0] = strconv.FormatFloat(p.Lat(), 'f', -1, 64)
	b.cells[1] = strconv.FormatFloat(p.Lon(), 'f', -1, 64)
}

// setShape takes a point for an outline: the centre of the largest of its polygons, when that lies inside and the whole is
// no larger than a site. Else there is none, and that is noted.
func (b *builder) setShape(shape orb.MultiPolygon) {
	var largest orb.Polygon
	most := 0.0
	for _, polygon := range shape {
		if area := math.Abs(planar.Area(polygon)); area > most {
			largest, most = polygon, area
		}
	}
	bound := shape.Bound()
	if largest != nil && geo.Distance(bound.Min, bound.Max) <= maxSite {
		if middle, _ := planar.CentroidArea(largest); planar.PolygonContains(largest, middle) {
			b.setPoint(middle)
			return
		}
	}
	b.note("point", data.NoPointOfShape, "")
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
