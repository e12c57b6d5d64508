package shapes

// fan is how many boxes of one level of a [pyramid], or edges of a ring, a box
// of the next level goes around.
const fan = 8

// maxLevels is enough for 8¹² boxes.
const maxLevels = 12

// pyramid is where the boxes of a sequence lie in Table.boxes: the boxes of the
// lowest level, then those around every eight of them, up to a single one.
type pyramid struct{ start, base int32 }

// raise puts the levels above the lowest one on top of it. The lowest is the
// end of boxes, from start.
func raise(boxes []rect, start int) ([]rect, pyramid) {
	p := pyramid{int32(start), int32(len(boxes) - start)}
	for low, high := start, len(boxes); high-low > 1; low, high = high, len(boxes) {
		for i := low; i < high; i += fan {
			r := nowhere
			for _, below := range boxes[i:min(i+fan, high)] {
				r = r.around(below)
			}
			boxes = append(boxes, r)
		}
	}
	return boxes, p
}

// levels are the parts of Table.boxes that a pyramid consists of, lowest first.
type levels struct {
	boxes [maxLevels][]rect
	top   int
}

func (p pyramid) levels(boxes []rect) (l levels) {
	low, size := p.start, p.base
	for {
		l.boxes[l.top] = boxes[low : low+size]
		if size <= 1 {
			return l
		}
		low, size = low+size, (size+fan-1)/fan
		l.top++
	}
}

// below are the first and the one after the last of the children of box i.
func (l *levels) below(level, i int) (first, end int) {
	return i * fan, min((i+1)*fan, len(l.boxes[level-1]))
}
