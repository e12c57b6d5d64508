package table

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"fingerpost/data"
)

// placemark is one place while it is read.
type placemark struct {
	*placemarks
	b        *builder
	reserved int
	depth    int
	points   []string
	rings    orb.Polygon
	other    bool // a line, which is no place
}

// placemark reads a placemark that just began: the columns that all have, and those of its ExtendedData.
func (p *placemarks) placemark() (record, error) {
	b := placed("ExtendedData")
	folder := ""
	for _, name := range p.folders {
		if name != "" {
			folder = name // the innermost that has one
		}
	}
	b.own("folder", folder)
	for _, name := range []string{"name", "description", "address", "phoneNumber"} {
		b.own(name, "")
	}
	r := placemark{placemarks: p, b: b, reserved: len(b.names)}
	if err := r.inside(""); err != nil {
		return record{}, err
	}
	r.place()
	p.number++
	return b.record(p.where(p.number)), nil
}

// inside reads up to the end of an element; column is that of a Data element around.
func (r *placemark) inside(column string) error {
	if r.depth++; r.depth > maxElements {
		return &DeepError{After: r.where(r.number)}
	}
	defer func() { r.depth-- }()
	for {
		t, err := r.dec.Token()
		if err != nil {
			return r.damage(err)
		}
		switch e := t.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := r.element(e, column); err != nil {
				return err
			}
		}
	}
}

func (r *placemark) element(e xml.StartElement, column string) error {
	keep := func(set func(text string)) error {
		text, err := r.text(0)
		if err == nil {
			set(text)
		}
		return err
	}
	name := e.Name.Local
	i, own := r.b.index[fold(name)]
	switch {
	case own && i > 1 && i < r.reserved && r.depth == 1 && name != "folder":
		return keep(func(text string) { r.b.cells[i] = text })
	case name == "SimpleData":
		return keep(func(text string) { r.b.add(attribute(e, "name"), text, r.reserved) })
	case name == "Data":
		return r.inside(attribute(e, "name"))
	case name == "value" && column != "":
		return keep(func(text string) { r.b.add(column, text, r.reserved) })
	case name == "coordinates":
		return keep(func(text string) { r.points = append(r.points, text) })
	case name == "LineString" || name == "Track" || name == "Model":
		r.other = true
		return keep(func(string) {})
	case name == "innerBoundaryIs":
		return keep(func(string) {})
	case name == "outerBoundaryIs":
		before := len(r.points)
		if err := r.inside(""); err != nil {
			return err
		}
		for _, text := range r.points[before:] {
			r.rings = append(r.rings, ring(text))
		}
		r.points = r.points[:before]
		return nil
	}
	return r.inside("")
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// place settles where it is: its point if it has one, else a point in its outline.
func (r *placemark) place() {
	switch {
	case len(r.points) > 0:
		p := ring(r.points[0])
		if len(p) == 0 {
			r.b.note("point", data.PointMissing, r.points[0])
			return
		}
		r.b.setPoint(p[0])
	case len(r.rings) > 0:
		var shape orb.MultiPolygon
		for _, outer := range r.rings {
			shape = append(shape, orb.Polygon{outer})
		}
		r.b.setShape(shape)
	case r.other:
		r.b.note("point", data.NoPointOfShape, "")
	}
}

// ring reads "lon,lat,height lon,lat,height ...".
func ring(text string) orb.Ring {
	var out orb.Ring
	for tuple := range strings.FieldsSeq(text) {
		parts := strings.Split(tuple, ",")
		if len(parts) < 2 {
			continue
		}
		lon, err := strconv.ParseFloat(parts[0], 64)
		lat, err2 := strconv.ParseFloat(parts[1], 64)
		if err == nil && err2 == nil && finite(lon, lat) {
			out = append(out, orb.Point{lon, lat})
		}
	}
	return out
}
