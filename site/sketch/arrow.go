package sketch

import (
	"cmp"
	"math"
	"slices"
)

// arrows are the labels of the outliers. Each stands at the edge of the map where
// the line from the origin to its place leaves it; those that would meet share one.
func arrows(v view, g ground, w Words) []*label {
	var groups [][]Marker
	for _, m := range g.far {
		groups = append(groups, []Marker{m})
	}
	for {
		labels := make([]*label, len(groups))
		for i, group := range groups {
			labels[i] = pointing(v, g, group, w)
		}
		i, j := meeting(labels)
		if j < 0 {
			return labels
		}
		groups[i] = append(groups[i], groups[j]...)
		groups = slices.Delete(groups, j, j+1)
	}
}

// meeting finds two labels that meet; -1 and -1 for none.
func meeting(labels []*label) (int, int) {
	for i, a := range labels {
		for j := i + 1; j < len(labels); j++ {
			if a.meets(a.put, labels[j]) {
				return i, j
			}
		}
	}
	return -1, -1
}

// turns are how far from its direction an outlier may stand, in radians, to leave
// what is on the map where it is. The last is for when none of them does.
var turns = []float64{0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0}

// pointing is the label of some outliers, at the edge in their mean direction.
func pointing(v view, g ground, group []Marker, w Words) *label {
	slices.SortStableFunc(group, func(a, b Marker) int { return cmp.Compare(a.Number, b.Number) })
	l := labelled(group, farLines, w)
	from := v.spot(g.from)
	var sum spot
	for _, m := range group {
		d := v.spot(m.At).minus(from)
		sum = sum.along(d, 1/d.length())
	}
	if sum.length() < 0.01 { // they lie on opposite sides
		sum = spot{0, -1}
	}
	l.towards = spot{sum.x / sum.length(), sum.y / sum.length()}
	for _, turn := range turns {
		sin, cos := math.Sincos(turn)
		l.put = l.edge(v, from, spot{l.towards.x*cos - l.towards.y*sin, l.towards.x*sin + l.towards.y*cos})
		if !slices.ContainsFunc(g.near, func(m Marker) bool { return l.covers(l.put, v.spot(m.At), radius+tip) }) {
			break
		}
	}
	l.at = l.put
	return l
}

// edge is where a label stands from which the way in a direction leads off the map.
func (l *label) edge(v view, from, towards spot) spot {
	const paper = 3
	halfWidth, halfHeight := width/2-l.w-tip-paper, v.height/2-l.h-tip-paper
	// Where the origin is nearer to the edge than a label has room, it counts as
	// being just inside.
	x := min(max(from.x-width/2, -halfWidth), halfWidth)
	y := min(max(from.y-v.height/2, -halfHeight), halfHeight)
	way := min(leaving(x, towards.x, halfWidth), leaving(y, towards.y, halfHeight))
	return spot{rounded(width/2 + x + towards.x*way), rounded(v.height/2 + y + towards.y*way)}
}

// leaving is how far it is to the edge at -half or half from a position between
// them, going so far to the side with each step.
func leaving(from, step, half float64) float64 {
	switch {
	case step > 0:
		return (half - from) / step
	case step < 0:
		return (-half - from) / step
	}
	return math.Inf(1)
}

// arrowhead are the three corners of the arrow of an outlier: on the edge of its
// label, and beyond it.
func (l *label) arrowhead() [3]spot {
	way := min(leaving(0, l.towards.x, l.w), leaving(0, l.towards.y, l.h))
	if l.w == radius && l.h == radius {
		way = radius
	}
	foot := l.put.along(l.towards, way-2*edge) // hidden by the label
	across := spot{-l.towards.y, l.towards.x}
	return [3]spot{foot.along(across, -12), l.put.along(l.towards, way+tip), foot.along(across, 12)}
}
