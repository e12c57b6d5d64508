package load

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"fingerpost/geo/internal/shapes"
)

// maxNested is how deep geometries may lie in each other. Real ones do not.
const maxNested = 8

// geometry is a geometry of GeoJSON.
type geometry struct {
	Type        string
	Coordinates json.RawMessage
	Geometries  []*geometry
}

// maxParts is how many geometries a collection may hold.
const maxParts = 100_000

// opens says whether a text has at most so many opening brackets of a sort. It is
// asked before the text is taken apart: an empty list takes three bytes of text,
// and twenty-four or more of memory.
func opens(text json.RawMessage, bracket byte, most int) bool {
	return bytes.Count(text, []byte{bracket}) <= most
}

func geometryPolygons(text json.RawMessage) (orb.MultiPolygon, error) {
	if !opens(text, '{', maxParts) || !opens(text, '[', shapes.MaxPoints) {
		return nil, refusedError(TooManyPoints)
	}
	var g *geometry
	if decode(text, &g) != nil {
		return nil, refusedError(NotRecord)
	}
	return g.polygons(0)
}

// polygons are the polygons of a geometry. Points and lines have none. The error
// is a [refusedError] or errNotWGS84.
func (g *geometry) polygons(depth int) (all orb.MultiPolygon, err error) {
	if g == nil {
		return nil, nil
	}
	switch g.Type {
	case "Polygon":
		var rings [][]position
		if decode(g.Coordinates, &rings) != nil {
			return nil, refusedError(NoPosition)
		}
		all = append(all, polygon(rings))
	case "MultiPolygon":
		var polygons [][][]position
		if decode(g.Coordinates, &polygons) != nil {
			return nil, refusedError(NoPosition)
		}
		for _, rings := range polygons {
			all = append(all, polygon(rings))
		}
	case "GeometryCollection":
		if depth == maxNested {
			return nil, refusedError(NotRecord)
		}
		for _, inner := range g.Geometries {
			more, err := inner.polygons(depth + 1)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
		}
	}
	return all, checkDegrees(all)
}

func polygon(rings [][]position) orb.Polygon {
	p := make(orb.Polygon, 0, len(rings))
	for _, r := range rings {
		line := make(orb.Ring, len(r))
		for i, at := range r {
			line[i] = orb.Point(at)
		}
		p = append(p, line)
	}
	return p
}

// checkDegrees is errNotWGS84 when a position is none in degrees.
func checkDegrees(all orb.MultiPolygon) error {
	for _, p := range all {
		for _, r := range p {
			for _, at := range r {
				if !(math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90) {
					return errNotWGS84
				}
			}
		}
	}
	return nil
}

func pointsOf(all orb.MultiPolygon) (n int) {
	for _, p := range all {
		for _, r := range p {
			n += len(r)
		}
	}
	return n
}

// position is a position of GeoJSON or of an arc of TopoJSON: two numbers, and
// perhaps a height, which is left out.
type position orb.Point

// UnmarshalJSON refuses a position of which a number is missing: to take it for
// 0 would put a corner on the equator.
func (p *position) UnmarshalJSON(b []byte) error {
	b, ok := bytes.CutPrefix(b, []byte("["))
	if !ok {
		return refusedError(NoPosition)
	}
	for i := range p {
		end := bytes.IndexAny(b, ",]")
		if end < 0 {
			return refusedError(NoPosition)
		}
		n, err := strconv.ParseFloat(string(bytes.TrimSpace(b[:end])), 64)
		if err != nil {
			return refusedError(NoPosition)
		}
		p[i], b = n, b[min(end+1, len(b)):]
	}
	return nil
}
