package sketch

// The key stands below the map, where no marker can be: the scale at the left,
// north at the right, and between them how the origin is drawn.

// lengths are those that a scale bar may have, in miles.
var lengths = []float64{0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100}

const (
	longestBar = 150.0 // units
	barEnd     = 9.0   // how high its ends are
	keyEdge    = 18.0  // from the key's contents to the edge of the picture
	keySpace   = 14.0  // between its parts
	crossSize  = 15.0  // half the cross of the origin
	smallDisc  = 15.0  // the disc of the origin in the key, and on the map at least
	arrowRoom  = 34.0  // the arrow that points north
	symbol     = 2*crossSize + 20
)

// scaleBar is the longest round length that fits: how many miles and units.
func scaleBar(unitsPerMile float64) (miles, units float64) {
	for _, length := range lengths {
		if length == lengths[0] || length*unitsPerMile <= longestBar {
			miles = length
		}
	}
	return miles, miles * unitsPerMile
}

func (p *paper) key(v view, origin *Origin, w Words) {
	top := v.height
	p.keyGround(top)

	miles, bar := scaleBar(v.scale)
	said := shorten(w.Miles(miles), 200)
	left := keyEdge + max(bar, textWidth(said))
	p.scale(spot{keyEdge, top + 51}, bar)
	p.word(said, (keyEdge+left)/2, top+34, "middle")

	north := shorten(w.North, 150)
	right := width - keyEdge - textWidth(north) - arrowRoom
	p.word(north, width-keyEdge-arrowRoom, top+44, "end")
	p.north(spot{width - keyEdge - 12, top + keyHeight/2})
	p.end()

	if origin == nil {
		return
	}
	name := shorten(origin.Label, right-left-2*keySpace-symbol)
	start := (left + right - symbol - textWidth(name)) / 2
	p.origin(origin, spot{start + symbol/2, top + keyHeight/2}, name)
}
