package table

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"fingerpost/geo/osgrid"
)

// grid is what a map's coordinates are on: a number of the EPSG's register, and what the file calls it.
type grid struct {
	number int // 0: the file does not say
	name   string
}

// or is the grid, or the other when the file has not named one yet.
func (g grid) or(other grid) grid {
	if g == (grid{}) {
		return other
	}
	return g
}

var epsg = regexp.MustCompile(`(?i)EPSG:[\d.]*:?(\d+)$`)

// gridOfName reads the "crs" of older GeoJSON.
func gridOfName(raw json.RawMessage) grid {
	var crs struct {
		Properties struct{ Name string }
	}
	if json.Unmarshal(raw, &crs) != nil {
		return grid{}
	}
	g := grid{name: crs.Properties.Name, number: -1}
	if found := epsg.FindStringSubmatch(g.name); found != nil {
		g.number, _ = strconv.Atoi(found[1]) // too many digits are no number of a grid either
	}
	if strings.HasSuffix(g.name, ":CRS84") {
		g.number = 4326
	}
	if g.name == "" {
		return grid{}
	}
	return g
}

// gridOfNumber reads the "spatialReference" of ArcGIS.
func gridOfNumber(raw json.RawMessage) grid {
	var r struct{ WKID, LatestWKID int }
	if json.Unmarshal(raw, &r) != nil || r.WKID == 0 && r.LatestWKID == 0 {
		return grid{}
	}
	number := r.WKID
	if r.LatestWKID != 0 {
		number = r.LatestWKID
	}
	return grid{number: number, name: "wkid " + strconv.Itoa(number)}
}

// degrees turns a position on the grid into longitude and latitude. ETRS89 (4258) is WGS84 to within a metre here. A file
// that does not name its grid must give degrees: what cannot be any is on a grid that we would have to guess.
func (g grid) degrees(x, y float64) (orb.Point, error) {
	switch g.number {
	case 4326, 4258, 4979:
		return orb.Point{x, y}, nil
	case 3857, 102100, 102113, 900913:
		return project.Mercator.ToWGS84(orb.Point{x, y}), nil
	case 27700:
		return osgrid.ToWGS84(x, y), nil
	case 0:
		if math.Abs(x) > 180 || math.Abs(y) > 180 {
			return orb.Point{}, &GridError{}
		}
		return orb.Point{x, y}, nil
	}
	return orb.Point{}, &GridError{Grid: g.name}
}
