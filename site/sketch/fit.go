package sketch

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"fingerpost/geo"
)

// Sizes of the picture, in units. The map is as high as the shape of the ground
// asks for, and the key below it makes the whole 320 to 480.
const (
	width     = 640.0
	keyHeight = 68.0
	lowest    = 320 - keyHeight
	roomy     = 340 // with outliers at its edges
	highest   = 480 - keyHeight
	margin    = 42.0 // from a point to the edge: a marker's half and a little paper
)

const (
	// smallest is the least ground that a map shows from side to side, in miles:
	// one marker alone is not a map of its car park.
	smallest = 0.3
	// gapped is how many times as far as the one before it an outlier is, and wide
	// how many times as far as the median. What can be walked to in an hour is none.
	gapped, wide, walked = 4, 20, 3
)

// milesPerDegree is a degree of latitude on the sphere of [geo.Distance].
var milesPerDegree = float64(geo.Distance(geo.Point{0, 50}, geo.Point{0, 51}))

// ground is what the map has to show.
type ground struct {
	origin    *Origin   // nil for none
	from      geo.Point // the origin, else the middle of the markers
	within    float64   // miles
	near, far []Marker  // far: outliers, of which only the direction is drawn
}

// survey tells the outliers from the rest, by their distance from the origin.
func survey(origin *Origin, markers []Marker) ground {
	g := ground{origin: origin}
	if origin != nil {
		g.from = origin.At
		if w := float64(origin.Within); w > 0 { // which NaN is not
			g.within = math.Min(w, 1000)
		}
	} else {
		g.from = geo.Point{
			median(markers, func(m Marker) float64 { return m.At.Lon() }),
			median(markers, func(m Marker) float64 { return m.At.Lat() }),
		}
	}
	limit := usual(sorted(markers, g.distance))
	for _, m := range markers {
		if g.distance(m) > limit {
			g.far = append(g.far, m)
		} else {
			g.near = append(g.near, m)
		}
	}
	return g
}

func (g *ground) distance(m Marker) float64 { return float64(geo.Distance(g.from, m.At)) }

// usual is how far the farthest marker is that is no outlier, given all distances
// from the least. Outliers begin where one is more than four times as far as the
// one before it, or twenty times as far as the median, and beyond three miles. The
// nearer half never has any, nor have the first three, which any map has room for.
// So of a town and the villages around it all belong on the map, and an office in
// London does not.
func usual(distances []float64) float64 {
	half := (len(distances) - 1) / 2
	last := max(half, min(len(distances), 3)-1)
	for i := last + 1; i < len(distances); i++ {
		if d := distances[i]; d > walked && (d > wide*distances[half] || d > gapped*distances[i-1]) {
			break
		}
		last = i
	}
	return distances[last]
}

// sorted is a measure of all markers, from the least.
func sorted(markers []Marker, of func(Marker) float64) []float64 {
	out := make([]float64, len(markers))
	for i, m := range markers {
		out[i] = of(m)
	}
	slices.Sort(out)
	return out
}

func median(markers []Marker, of func(Marker) float64) float64 {
	values := sorted(markers, of)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}

// crossed says whether the origin is a cross: its place is known.
func (g ground) crossed() bool { return g.origin != nil && g.within == 0 }

// view maps the ground to the picture: equirectangular about its middle, which
// within a county is as true as the pen is thin.
type view struct {
	middle geo.Point
	shrink float64 // a degree of longitude as a share of one of latitude
	scale  float64 // units to a mile
	height float64 // of the map, without the key
}

// fit makes the view that holds the markers and the origin.
func (g ground) fit() view {
	bound := orb.MultiPoint{g.from}.Bound()
	farthest := smallest / 2
	for _, m := range g.near {
		bound = bound.Extend(m.At)
		farthest = max(farthest, float64(geo.Distance(g.from, m.At)))
	}
	v := view{shrink: math.Cos(bound.Center().Lat() * math.Pi / 180)}
	// The disc around the origin is shown as far as that leaves the markers room;
	// the rest runs off the edge. One marker needs little, and six need most of it.
	share := max(1.5, 9/float64(max(len(g.near), 1)))
	if reach := min(g.within, share*farthest) / milesPerDegree; reach > 0 {
		bound = bound.Extend(geo.Point{g.from.Lon() - reach/v.shrink, g.from.Lat() - reach})
		bound = bound.Extend(geo.Point{g.from.Lon() + reach/v.shrink, g.from.Lat() + reach})
	}
	v.middle = bound.Center()
	v.shrink = math.Cos(v.middle.Lat() * math.Pi / 180)
	across := max(smallest, (bound.Right()-bound.Left())*v.shrink*milesPerDegree)
	down := (bound.Top() - bound.Bottom()) * milesPerDegree
	inner := width - 2*margin
	v.height = math.Round(min(max(down*inner/across+2*margin, lowest), highest))
	if len(g.far) > 0 {
		v.height = max(v.height, roomy)
	}
	v.scale = inner / across
	if down > 0 {
		v.scale = min(v.scale, (v.height-2*margin)/down)
	}
	return v
}

// spot is where a point is drawn.
func (v view) spot(p geo.Point) spot {
	perDegree := milesPerDegree * v.scale
	return spot{
		rounded(width/2 + (p.Lon()-v.middle.Lon())*v.shrink*perDegree),
		rounded(v.height/2 - (p.Lat()-v.middle.Lat())*perDegree),
	}
}

// bound is the ground of the map, with some more around it.
func (v view) bound(more float64) orb.Bound {
	lat := (v.height/2 + more) / (milesPerDegree * v.scale)
	lon := (width/2 + more) / (milesPerDegree * v.scale * v.shrink)
	return orb.Bound{
		Min: geo.Point{v.middle.Lon() - lon, v.middle.Lat() - lat},
		Max: geo.Point{v.middle.Lon() + lon, v.middle.Lat() + lat},
	}
}
