package shapes

// partHolds says whether a point is inside a polygon: whether a ray from it to
// the east crosses its rings an odd number of times. So a hole is outside, and
// of a ring that crosses itself what an odd number of turns go around is inside.
func (t *Table) partHolds(p *part, v vertex) bool {
	inside := false
	for i := p.first; i < p.last; i++ {
		r := &t.rings[i]
		c := crossing{vertices: t.vertices[r.first:r.last], at: v}
		if r.base == 1 {
			inside = inside != c.edges(0, len(c.vertices)-1)
			continue
		}
		c.levels = r.levels(t.boxes)
		inside = inside != c.odd(c.levels.top, 0)
	}
	return inside
}

// crossing counts how often a ray crosses a ring, as far as whether that is odd.
type crossing struct {
	levels
	vertices []vertex
	at       vertex
}

// odd says whether the ray crosses the piece of the ring that lies in box i of a
// level an odd number of times.
func (c *crossing) odd(level, i int) bool {
	r := &c.boxes[level][i]
	if c.at.y < r.minY || c.at.y >= r.maxY || c.at.x > r.maxX {
		return false
	}
	span := fan << (3 * level) // edges of a box
	first, last := i*span, min((i+1)*span, len(c.vertices)-1)
	if c.at.x < r.minX {
		return (c.vertices[first].y > c.at.y) != (c.vertices[last].y > c.at.y)
	}
	if level == 0 {
		return c.edges(first, last)
	}
	odd := false
	for child, end := c.below(level, i); child < end; child++ {
		odd = odd != c.odd(level-1, child)
	}
	return odd
}

// edges says the same of the edges between two vertices, looking at each. The
// lower end of an edge belongs to it, the upper does not, and a point on an edge
// is west of nothing: so it is in exactly one of the areas on the two sides.
func (c *crossing) edges(first, last int) bool {
	odd := false
	for i := first; i < last; i++ {
		a, b := c.vertices[i], c.vertices[i+1]
		if (a.y > c.at.y) == (b.y > c.at.y) {
			continue
		}
		if a.y > b.y {
			a, b = b, a
		}
		if turn(a, b, c.at) > 0 {
			odd = !odd
		}
	}
	return odd
}
