package units

import (
	"math"
	"slices"
)

// A tree finds what is near without looking at all rows. Neighbours on the shelf
// are neighbours on the ground, so a run of them has a small box around it; so have
// every few of these in the order of a curve that fills the plane, and every few of
// those, up to a handful at the top.
type tree struct {
	runs   []run
	boxes  [][]rect // boxes[0][i] is around runs[i]; boxes[k+1][i] around the branching of boxes[k] from i*branching
	places []uint32 // on the curve: places[i] is that of runs[i*branching]
}

const (
	longestRun = 8
	branching  = 8
)

// run are some rows of one sector.
type run struct {
	start   uint32 // the first row
	outward uint32 // in the outwards of the shelf
	rows    uint8
}

func newTree(s *shelf) tree {
	number := s.len()/longestRun + 10*len(s.outwards) // at most: each sector may end in a short one
	runs, around := make([]run, 0, number), make([]rect, 0, number)
	for i := range s.outwards {
		o := &s.outwards[i]
		for digit := range 10 {
			from, to := o.sector(digit)
			for from < to {
				rows := min(longestRun, to-from)
				runs = append(runs, run{uint32(from), uint32(i), uint8(rows)})
				around = append(around, s.around(o, from, from+rows))
				from += rows
			}
		}
	}
	order := make([]uint64, len(runs))
	for i, r := range around {
		order[i] = uint64(curve(r.middle()))<<32 | uint64(i)
	}
	slices.Sort(order)
	t := tree{runs: make([]run, len(runs)), places: make([]uint32, 0, len(runs)/branching+1)}
	level := make([]rect, len(runs))
	for place, key := range order {
		t.runs[place], level[place] = runs[uint32(key)], around[uint32(key)]
		if place%branching == 0 {
			t.places = append(t.places, uint32(key>>32))
		}
	}
	for t.boxes = append(t.boxes, level); len(level) > branching; t.boxes = append(t.boxes, level) {
		above := make([]rect, 0, len(level)/branching+1)
		for group := range slices.Chunk(level, branching) {
			around := nowhere
			for _, r := range group {
				around = around.widened(r)
			}
			above = append(above, around)
		}
		level = above
	}
	return t
}

// around is the box around the rows from and to but without, of an outward code.
func (s *shelf) around(o *outward, from, to int) rect {
	west, south, east, north := uint16(farSide), uint16(farSide), uint16(0), uint16(0)
	for row := from; row < to; row++ {
		x, y := s.steps(row)
		west, south, east, north = min(west, x), min(south, y), max(east, x), max(north, y)
	}
	return rect{
		int32(math.Floor(o.west + o.eastward*float64(west))),
		int32(math.Floor(o.south + o.upward*float64(south))),
		int32(math.Ceil(o.west + o.eastward*float64(east))),
		int32(math.Ceil(o.south + o.upward*float64(north))),
	}
}
