package load

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"fingerpost/geo/internal/shapes"
)

// transform makes positions of the whole numbers of a quantised topology
// (TopoJSON specification 2.1.2).
type transform struct {
	Scale, Translate position
}

// topoObject is a geometry object of TopoJSON (2.2): a polygon, or a collection
// of objects.
type topoObject struct {
	Type       string
	Properties json.RawMessage
	Arcs       json.RawMessage
	Geometries []*topoObject
}

// topology reads the areas of all objects.
func (in *areaInput) topology(d *document) error {
	if !opens(d.arcs, '[', maxAreaPoints) || !opens(d.objects, '{', maxObjects) {
		return &InputError{Where: in.file, Reason: TooLarge, Err: errors.New("too many arcs or objects")}
	}
	var arcs [][]position
	var objects map[string]*topoObject
	var quantised *transform
	err := errors.Join(decode(d.arcs, &arcs), decode(d.objects, &objects), decode(d.transform, &quantised))
	if err != nil {
		return err
	}
	t := topology{arcs: make([]orb.Ring, len(arcs))}
	for i, arc := range arcs {
		t.arcs[i] = quantised.arc(arc)
	}
	for _, name := range slices.Sorted(maps.Keys(objects)) {
		if err := in.object(&t, objects[name], 0); err != nil {
			return err
		}
	}
	return nil
}

// decode reads a member that may be missing.
func decode(text json.RawMessage, into any) error {
	if len(text) == 0 {
		return nil
	}
	return json.Unmarshal(text, into)
}

// arc makes positions of an arc: in a quantised topology each is the difference
// to the one before (2.1.3).
func (t *transform) arc(from []position) orb.Ring {
	line := make(orb.Ring, len(from))
	var x, y float64
	for i, p := range from {
		if t == nil {
			line[i] = orb.Point(p)
			continue
		}
		x, y = x+p[0], y+p[1]
		line[i] = orb.Point{x*t.Scale[0] + t.Translate[0], y*t.Scale[1] + t.Translate[1]}
	}
	return line
}

// maxObjects is how many objects a topology may hold.
const maxObjects = 1_000_000

// saysNothing says whether there are no properties.
func saysNothing(properties json.RawMessage) bool {
	return len(properties) == 0 || slices.Contains([]string{"{}", "null"}, string(properties))
}

// object takes an object for an area, or a collection that says nothing of
// itself for the areas in it.
func (in *areaInput) object(t *topology, o *topoObject, depth int) error {
	if o != nil && o.Type == "GeometryCollection" && saysNothing(o.Properties) && depth < maxNested {
		for _, inner := range o.Geometries {
			if err := in.object(t, inner, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	in.report.Records++
	if o == nil {
		in.refuse(NotRecord)
		return nil
	}
	return in.add(o.Properties, func() (orb.MultiPolygon, error) {
		t.left = shapes.MaxPoints
		all, err := t.polygons(o, depth)
		return all, errors.Join(err, checkDegrees(all))
	})
}

// topology stitches rings from arcs, which neighbours share.
type topology struct {
	arcs []orb.Ring
	left int // points that an area may still have: arcs may be named many times
}

func (t *topology) polygons(o *topoObject, depth int) (all orb.MultiPolygon, err error) {
	if !opens(o.Arcs, '[', shapes.MaxPoints) {
		return nil, refusedError(TooManyPoints)
	}
	var polygons [][][]int
	switch o.Type {
	case "Polygon":
		polygons = make([][][]int, 1)
		err = decode(o.Arcs, &polygons[0])
	case "MultiPolygon":
		err = decode(o.Arcs, &polygons)
	case "GeometryCollection":
		return t.collection(o, depth)
	}
	if err != nil {
		return nil, refusedError(NotRecord)
	}
	for _, rings := range polygons {
		var p orb.Polygon
		for _, arcs := range rings {
			r, err := t.ring(arcs)
			if err != nil {
				return nil, err
			}
			p = append(p, r)
		}
		all = append(all, p)
	}
	return all, nil
}

func (t *topology) collection(o *topoObject, depth int) (all orb.MultiPolygon, err error) {
	if depth >= maxNested {
		return nil, refusedError(NotRecord)
	}
	for _, inner := range o.Geometries {
		if inner == nil {
			continue
		}
		more, err := t.polygons(inner, depth+1)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// ring joins arcs: the first position of each is the last of the one before. A
// negative number is the arc of its bitwise complement, backwards (2.1.4).
func (t *topology) ring(arcs []int) (orb.Ring, error) {
	var r orb.Ring
	for _, i := range arcs {
		backwards := i < 0
		if backwards {
			i = ^i
		}
		if i >= len(t.arcs) {
			return nil, refusedError(NotRecord)
		}
		arc := t.arcs[i]
		if t.left -= len(arc) + 1; t.left < 0 {
			return nil, refusedError(TooManyPoints)
		}
		first := len(r)
		r = append(r, arc...)
		if backwards {
			slices.Reverse(r[first:])
		}
		if first > 0 && first < len(r) {
			r = slices.Delete(r, first, first+1)
		}
	}
	return r, nil
}
