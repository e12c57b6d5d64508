package units

import (
	"cmp"
	"math"
	"slices"
)

// A tree finds what is near without looking at all rows: boxes around every few
// sectors that lie together, around every few of these, up to a handful at the top,
// and within each sector boxes around runs of its rows. Postcodes are given out
// street by street, so that those in the order of their letters seldom lie apart.
type tree struct {
	leaves []leaf
	boxes  [][]rect // boxes[0][i] is around leaves[i]; boxes[k+1][i] around the branching of boxes[k] from i*branching
	runs   []run    // of all leaves, one after the other
}

const (
	branching  = 8
	longestRun = 16
	mostRuns   = (perSector + longestRun - 1) / longestRun // of a sector
)

// leaf is a sector: all that a search reads of it lies together.
type leaf struct {
	net
	sector uint32 // of the shelf
	start  uint32 // its first row
	run    uint32 // its first run
	rows   uint16
}

// run is a box around up to longestRun rows of a sector, in steps.
type run struct{ west, south, east, north uint16 }

func newTree(s *shelf) tree {
	places, around := make([]uint32, len(s.sectors)), make([]rect, len(s.sectors))
	for i := range s.sectors {
		places[i], around[i] = uint32(i), s.sectors[i].around()
	}
	arrange(places, around)
	t := tree{leaves: make([]leaf, 0, len(places)), runs: make([]run, 0, s.len()/longestRun+len(places))}
	level := make([]rect, 0, len(places))
	for _, place := range places {
		from, to := s.rowsOf(int(place))
		t.leaves = append(t.leaves, leaf{s.sectors[place].net, place, uint32(from), uint32(len(t.runs)), uint16(to - from)})
		level = append(level, around[place])
		for ; from < to; from += longestRun {
			t.runs = append(t.runs, s.run(from, min(from+longestRun, to)))
		}
	}
	for t.boxes = append(t.boxes, level); len(level) > branching; t.boxes = append(t.boxes, level) {
		above := make([]rect, 0, len(level)/branching+1)
		for group := range slices.Chunk(level, branching) {
			around := nowhere
			for _, r := range group {
				around = around.joined(r)
			}
			above = append(above, around)
		}
		level = above
	}
	return t
}

// run is the box around the rows from and to but without.
func (s *shelf) run(from, to int) run {
	r := run{math.MaxUint16, math.MaxUint16, 0, 0}
	for row := from; row < to; row++ {
		east, north, _, _ := s.row(row)
		r = run{min(r.west, east), min(r.south, north), max(r.east, east), max(r.north, north)}
	}
	return r
}

// arrange sorts places so that each branching of them, and each branching of
// these, lie together: it halves them across their longer side until they are
// that few. Whole groups go to the first half.
func arrange(places []uint32, around []rect) {
	if len(places) <= branching {
		return
	}
	middles := nowhere
	for _, place := range places {
		middles = middles.widened(around[place].middle())
	}
	const narrow = 0.6 // a degree of longitude is as long as that of latitude by the cosine of some 53 degrees
	along := func(place uint32) int32 { lon, _ := around[place].middle(); return lon }
	if float64(middles.east-middles.west)*narrow < float64(middles.north-middles.south) {
		along = func(place uint32) int32 { _, lat := around[place].middle(); return lat }
	}
	slices.SortFunc(places, func(a, b uint32) int { return cmp.Compare(along(a), along(b)) })
	group := branching
	for group*branching < len(places) {
		group *= branching
	}
	half := (len(places) + group) / 2 / group * group
	arrange(places[:half], around)
	arrange(places[half:], around)
}
