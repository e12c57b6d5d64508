package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"

	"fingerpost/geo"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// boundary is the outline of a district.
type boundary struct {
	code  string
	shape orb.MultiPolygon
	bound orb.Bound
}

type boundaries []boundary

// codeColumn is a district's code in the boundary files, whose name carries the
// year: LAD25CD, lad26cd, LADCD.
var codeColumn = regexp.MustCompile(`^(?i)lad(\d\d)?cd$`)

// readBoundaries reads lad*.geojson in WGS84, under the codes of today.
func readBoundaries(dir string) (boundaries, error) {
	files, err := filepath.Glob(filepath.Join(dir, "lad*.geojson"))
	if err != nil || len(files) != 1 {
		return nil, fmt.Errorf("%s: %d files lad*.geojson, want one: %v", dir, len(files), err)
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		return nil, err
	}
	var collection struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(content, &collection); err != nil {
		return nil, fmt.Errorf("%s: %w", files[0], err)
	}
	var found boundaries
	for _, f := range collection.Features {
		var b boundary
		for name, value := range f.Properties {
			if codeColumn.MatchString(name) {
				area, _ := geo.AreaByCode(geo.AreaCode(fmt.Sprint(value)))
				b.code = string(area.Code)
			}
		}
		if b.code == "" {
			return nil, fmt.Errorf("%s: an outline of no known district", files[0])
		}
		if f.Geometry.Type == "Polygon" {
			b.shape = make(orb.MultiPolygon, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &b.shape[0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &b.shape)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", files[0], b.code, err)
		}
		b.bound = b.shape.Bound()
		found = append(found, b)
	}
	return found, nil
}

// offshore is how far outside every outline a place may lie, in degrees of
// latitude, some 3 km: simplified coasts cut off harbours.
const offshore = 0.03

// districtOf is the district that a point lies in, or is nearest to if it lies
// off the coast; "" when it is far from all.
func (bs boundaries) districtOf(p orb.Point) string {
	for _, b := range bs {
		if b.bound.Contains(p) && planar.MultiPolygonContains(b.shape, p) {
			return b.code
		}
	}
	nearest, least := "", offshore
	shrink := math.Cos(p.Lat() * math.Pi / 180)
	for _, b := range bs {
		if !b.bound.Pad(2 * offshore).Contains(p) {
			continue
		}
		for _, polygon := range b.shape {
			for _, ring := range polygon {
				for i := range len(ring) - 1 {
					if d := planar.DistanceFromSegment(squeezed(ring[i], shrink), squeezed(ring[i+1], shrink), squeezed(p, shrink)); d < least {
						nearest, least = b.code, d
					}
				}
			}
		}
	}
	return nearest
}

// squeezed makes a degree of longitude as long as one of latitude.
func squeezed(p orb.Point, shrink float64) orb.Point { return orb.Point{p.Lon() * shrink, p.Lat()} }
