package units

// placed is where a row is.
type placed struct {
	position
	row uint32
}

// arrange puts rows in the order of a tree: those of the buckets from and to but
// without.
func (h halves) arrange(all []placed, from, to int) {
	if to-from < 2 {
		return
	}
	rows := all[h.start(from):h.start(to)]
	around := nowhere
	for _, r := range rows {
		around = around.widened(r.lon, r.lat)
	}
	middle := (from + to) / 2
	half := h.start(middle) - h.start(from)
	if float64(around.east-around.west)*narrow > float64(around.north-around.south) {
		halve(rows, half, func(p *placed) int32 { return p.lon })
	} else {
		halve(rows, half, func(p *placed) int32 { return p.lat })
	}
	h.arrange(all, from, middle)
	h.arrange(all, middle, to)
}

// halve moves rows so that none before half is farther along than any after it: it
// parts them at one of them, and then those on the side where half is.
func halve(rows []placed, half int, along func(*placed) int32) {
	for len(rows) > 1 {
		a, b, c := along(&rows[0]), along(&rows[len(rows)/2]), along(&rows[len(rows)-1])
		pivot := max(min(a, b), min(max(a, b), c))
		low, high := 0, len(rows)-1
		for low <= high {
			for along(&rows[low]) < pivot {
				low++
			}
			for along(&rows[high]) > pivot {
				high--
			}
			if low <= high {
				rows[low], rows[high] = rows[high], rows[low]
				low++
				high--
			}
		}
		switch {
		case half <= high:
			rows = rows[:high+1]
		case half >= low:
			rows, half = rows[low:], half-low
		default:
			return
		}
	}
}
