package table

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/paulmach/orb"

	"fingerpost/data"
)

// arcgis makes a record of a feature as ArcGIS servers answer it.
func (o *objects) arcgis(raw json.RawMessage) (*builder, error) {
	var f struct {
		Attributes json.RawMessage
		Geometry   *struct {
			X, Y             json.RawMessage
			Rings            orb.Polygon
			SpatialReference json.RawMessage
		}
	}
	b := placed("attributes")
	if json.Unmarshal(raw, &f) != nil {
		return nil, errShape
	}
	if len(f.Attributes) > 0 && f.Attributes[0] == '{' {
		if err := b.flatten(f.Attributes, len(b.names), o.date); err != nil {
			return nil, err
		}
	}
	if f.Geometry == nil {
		return b, nil
	}
	on := gridOfNumber(f.Geometry.SpatialReference).or(o.grid)
	switch {
	case len(f.Geometry.Rings) > 0:
		return b, outline(b, on, polygons(f.Geometry.Rings))
	case f.Geometry.X != nil:
		xy := json.RawMessage("[" + string(f.Geometry.X) + "," + string(f.Geometry.Y) + "]")
		return b, place(b, on, position(xy))
	}
	b.note("point", data.NoPointOfShape, "")
	return b, nil
}

// polygons parts rings into polygons: those that run clockwise begin one, the others are holes in it.
func polygons(rings orb.Polygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, ring := range rings {
		if last := len(out) - 1; last >= 0 && len(ring) > 0 && ring.Orientation() == orb.CCW {
			out[last] = append(out[last], ring)
		} else {
			out = append(out, orb.Polygon{ring})
		}
	}
	return out
}

// dateFields are the fields that hold times, folded.
func dateFields(raw json.RawMessage) map[string]bool {
	var fields []struct{ Name, Type string }
	dates := map[string]bool{}
	if json.Unmarshal(raw, &fields) == nil {
		for _, f := range fields {
			if f.Type == "esriFieldTypeDate" {
				dates[fold(f.Name)] = true
			}
		}
	}
	return dates
}

// date writes milliseconds since 1970 as a date; with a time unless it is midnight, which stands for the day alone.
func (o *objects) date(name, value string) string {
	ms, err := strconv.ParseInt(value, 10, 64)
	if err != nil || !o.dates[fold(name)] {
		return value
	}
	t := time.UnixMilli(ms).UTC()
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.In(data.London).Format("2006-01-02 15:04")
}
