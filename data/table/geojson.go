package table

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"fingerpost/data"
)

// placed begins a record that has a position: the columns "latitude" and "longitude" are always the format's own and
// stand first, so that no property can be taken for them.
func placed(box string) *builder {
	b := newBuilder(box)
	b.own("latitude", "")
	b.own("longitude", "")
	return b
}

// feature makes a record of a GeoJSON feature (RFC 7946).
func (o *objects) feature(raw json.RawMessage) (*builder, error) {
	var f struct {
		ID         json.RawMessage
		Geometry   *geometry
		Properties json.RawMessage
	}
	b := placed("properties")
	if json.Unmarshal(raw, &f) != nil {
		return nil, errShape
	}
	b.own("feature.id", plainID(f.ID))
	if len(f.Properties) > 0 && f.Properties[0] == '{' {
		if err := b.flatten(f.Properties, len(b.names), nil); err != nil {
			return nil, err
		}
	}
	if f.Geometry == nil {
		return b, nil
	}
	return b, f.Geometry.place(b, o.grid)
}

// plainID is an id that is text or a number.
func plainID(raw json.RawMessage) string {
	var text string
	var number json.Number
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	if json.Unmarshal(raw, &number) == nil {
		return number.String()
	}
	return ""
}

// geometry is where a feature is.
type geometry struct {
	Type        string
	Coordinates json.RawMessage
	Geometries  []geometry
}

// place gives the record its position. Only a grid that cannot be read is an error: it would be wrong for all.
func (g *geometry) place(b *builder, on grid) error {
	switch g.Type {
	case "Point":
		return place(b, on, position(g.Coordinates))
	case "MultiPoint":
		var several []json.RawMessage
		if json.Unmarshal(g.Coordinates, &several) == nil && len(several) == 1 {
			return place(b, on, position(several[0]))
		}
	case "Polygon", "MultiPolygon":
		var shape orb.MultiPolygon
		if g.Type == "Polygon" {
			shape = make(orb.MultiPolygon, 1)
		}
		var into any = &shape
		if g.Type == "Polygon" {
			into = &shape[0]
		}
		if json.Unmarshal(g.Coordinates, into) != nil {
			b.note("point", data.PointMissing, "")
			return nil
		}
		return outline(b, on, shape)
	case "GeometryCollection":
		for _, inner := range g.Geometries {
			if inner.Type == "Point" {
				return inner.place(b, on)
			}
		}
	}
	b.note("point", data.NoPointOfShape, g.Type)
	return nil
}

// position reads two numbers, which some write as text.
func position(raw json.RawMessage) []float64 {
	var numbers []*float64
	if json.Unmarshal(raw, &numbers) != nil {
		var texts []json.Number
		if json.Unmarshal(raw, &texts) != nil {
			return nil
		}
		numbers = nil
		for _, text := range texts {
			if v, err := text.Float64(); err == nil {
				numbers = append(numbers, &v)
			}
		}
	}
	if len(numbers) < 2 || numbers[0] == nil || numbers[1] == nil {
		return nil
	}
	return []float64{*numbers[0], *numbers[1]}
}

// place sets a position of x and y; none is noted.
func place(b *builder, on grid, xy []float64) error {
	if len(xy) < 2 || !finite(xy...) {
		b.note("point", data.PointMissing, "")
		return nil
	}
	p, err := on.degrees(xy[0], xy[1])
	if err == nil {
		b.setPoint(p)
	}
	return err
}

// outline sets a point for polygons on a grid.
func outline(b *builder, on grid, shape orb.MultiPolygon) error {
	for _, polygon := range shape {
		for _, ring := range polygon {
			for i, p := range ring {
				if !finite(p[0], p[1]) {
					b.note("point", data.PointMissing, "")
					return nil
				}
				at, err := on.degrees(p[0], p[1])
				if err != nil {
					return err
				}
				ring[i] = at
			}
		}
	}
	b.setShape(shape)
	return nil
}
