package sketch

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/simplify"
)

// outlineBytes is how much of the page outlines may take.
const outlineBytes = 3000

// outlines are the outlines of areas as the data of a path, in whole units. They
// are as exact as the room for them allows: each time that they need more, lines
// become straighter by half and islands smaller than that are left out.
func outlines(v view, areas []orb.MultiPolygon) string {
	var lines []orb.LineString
	bound := v.bound(10)
	for _, area := range areas {
		for _, polygon := range area {
			for _, ring := range polygon {
				if !onEarth(ring) || !ring.Bound().Intersects(bound) {
					continue
				}
				// As a line, or its end at the edge of the map would be drawn.
				for _, line := range clip.LineString(bound, orb.LineString(ring)) {
					lines = append(lines, v.flat(line))
				}
			}
		}
	}
	for coarse := 1.0; ; coarse *= 1.5 {
		lines = simpler(lines, coarse)
		if d := path(lines); len(d) <= outlineBytes {
			return d
		}
	}
}

func onEarth(ring orb.Ring) bool {
	for _, p := range ring {
		if !(math.Abs(p.Lon()) <= 180 && math.Abs(p.Lat()) <= 90) { // which NaN is not
			return false
		}
	}
	return true
}

// flat is a line in units of the picture.
func (v view) flat(line orb.LineString) orb.LineString {
	out := make(orb.LineString, len(line))
	for i, p := range line {
		s := v.spot(p)
		out[i] = orb.Point{s.x, s.y}
	}
	return out
}

// simpler makes lines straighter, in place, and leaves out those smaller than three
// times as much.
func simpler(lines []orb.LineString, coarse float64) []orb.LineString {
	var out []orb.LineString
	for _, line := range lines {
		if b := line.Bound(); max(b.Right()-b.Left(), b.Top()-b.Bottom()) >= 3*coarse {
			out = append(out, simplify.DouglasPeucker(coarse).LineString(line))
		}
	}
	return out
}

// path draws lines.
func path(lines []orb.LineString) string {
	var d []byte
	for _, line := range lines {
		x, y := 0, 0
		for i, p := range line {
			px, py := int(math.Round(p[0])), int(math.Round(p[1]))
			switch i {
			case 0:
				d = append(d, 'M')
			case 1:
				d = append(d, 'l')
			}
			d = whole(whole(d, px-x), py-y)
			x, y = px, py
		}
	}
	return string(d)
}

// whole appends a number, after a space if it would be read with the one before.
func whole(d []byte, n int) []byte {
	if last := d[len(d)-1]; n >= 0 && last >= '0' && last <= '9' {
		d = append(d, ' ')
	}
	return strconv.AppendInt(d, int64(n), 10)
}
