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

// district is the boundary of a council of Northern Ireland.
type district struct {
	code  geo.AreaCode
	shape orb.MultiPolygon
}

func (d district) contains(p geo.Point) bool { return planar.MultiPolygonContains(d.shape, p) }

func (d district) centroid() geo.Point {
	at, _ := planar.CentroidArea(d.shape)
	return at
}

// codeColumn is a district's code in the boundary files, whose name carries
// the year: LAD25CD, lad26cd, LADCD.
var codeColumn = regexp.MustCompile(`^(?i)lad(\d\d)?cd$`)

// readNorthernDistricts reads the boundaries of lad*.geojson in WGS84.
func readNorthernDistricts(dir string) ([]district, error) {
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
	var found []district
	for _, f := range collection.Features {
		d := district{}
		for name, value := range f.Properties {
			if codeColumn.MatchString(name) {
				d.code = geo.AreaCode(fmt.Sprint(value))
			}
		}
		if !strings.HasPrefix(string(d.code), "N09") {
			continue
		}
		if f.Geometry.Type == "Polygon" {
			d.shape = make(orb.MultiPolygon, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &d.shape[0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &d.shape)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", files[0], d.code, err)
		}
		found = append(found, d)
	}
	return found, nil
}
