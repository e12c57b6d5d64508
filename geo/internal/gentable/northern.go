package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"fingerpost/geo"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// council is a council of Northern Ireland and its boundary.
type council struct {
	code  geo.AreaCode
	shape orb.MultiPolygon
	bound orb.Bound
}

func (c council) contains(p geo.Point) bool {
	return c.bound.Contains(p) && planar.MultiPolygonContains(c.shape, p)
}

// councilAt is the council that a point lies in, or "".
func councilAt(p geo.Point, councils []council) geo.AreaCode {
	for _, c := range councils {
		if c.contains(p) {
			return c.code
		}
	}
	return ""
}

// codeColumn is a district's code in the boundary files, whose name carries
// the year: LAD25CD, lad26cd, LADCD.
var codeColumn = regexp.MustCompile(`^(?i)lad(\d\d)?cd$`)

// readNorthernDistricts reads the boundaries of lad*.geojson in WGS84.
func readNorthernDistricts(dir string) ([]council, error) {
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
	var found []council
	for _, f := range collection.Features {
		c := council{}
		for name, value := range f.Properties {
			if codeColumn.MatchString(name) {
				c.code = geo.AreaCode(fmt.Sprint(value))
			}
		}
		if !strings.HasPrefix(string(c.code), "N09") {
			continue
		}
		if f.Geometry.Type == "Polygon" {
			c.shape = make(orb.MultiPolygon, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &c.shape[0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &c.shape)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", files[0], c.code, err)
		}
		c.bound = c.shape.Bound()
		found = append(found, c)
	}
	return found, nil
}
