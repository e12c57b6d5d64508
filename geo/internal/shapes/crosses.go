package shapes

// pairsPerEdge is how many pairs of boxes and edges the search for a crossing
// may look at, for each edge of a ring. Real outlines need ten, or twenty. A ring
// made so that everything lies beside everything is taken as it is: to find a
// crossing is a courtesy, and the answers do not depend on it.
const pairsPerEdge = 200

// crossesItself says whether two edges of a closed ring cross. To touch is not
// to cross: rounding makes corners touch at narrow places.
func crossesItself(r []vertex) bool {
	boxes, p := raiseEdges(nil, r)
	k := knot{levels: p.levels(boxes), vertices: r, left: pairsPerEdge * len(r)}
	return k.within(k.top, 0)
}

// knot looks for two edges that cross, going down the boxes around them.
type knot struct {
	levels
	vertices []vertex
	left     int // pairs that may still be looked at
}

// within looks for a crossing of two edges of one box.
func (k *knot) within(level, i int) bool {
	if level == 0 {
		return k.edges(i, i)
	}
	for a, end := k.below(level, i); a < end; a++ {
		if k.within(level-1, a) {
			return true
		}
		for b := a + 1; b < end; b++ {
			if k.between(level-1, a, b) {
				return true
			}
		}
	}
	return false
}

// between looks for a crossing of an edge of box a and one of box b.
func (k *knot) between(level, a, b int) bool {
	if k.left--; k.left < 0 || !k.boxes[level][a].meets(k.boxes[level][b]) {
		return false
	}
	if level == 0 {
		return k.edges(a, b)
	}
	firstB, endB := k.below(level, b)
	for a, endA := k.below(level, a); a < endA; a++ {
		for b := firstB; b < endB; b++ {
			if k.between(level-1, a, b) {
				return true
			}
		}
	}
	return false
}

func (k *knot) edges(a, b int) bool {
	last := len(k.vertices) - 1
	for i := a * fan; i < min((a+1)*fan, last); i++ {
		for j := max(b*fan, i+1); j < min((b+1)*fan, last); j++ {
			if k.left--; k.left >= 0 && cross(k.vertices[i], k.vertices[i+1], k.vertices[j], k.vertices[j+1]) {
				return true
			}
		}
	}
	return false
}

// cross says whether the edges ab and cd have a point in common that is the end
// of neither.
func cross(a, b, c, d vertex) bool {
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}
