package units

import (
	"encoding/binary"
	"math/bits"
)

// A tree finds what is near without looking at all rows. It halves them across
// their longer side, and each half again, until a handful is left: a bucket. A
// search looks at one fork after the other, and at the box around a half only
// before it turns back to it.
type tree struct {
	halves
	rows   []byte     // of the file: the numbers of the rows, bucket by bucket
	points []position // where these are
	boxes  []rect     // boxes[1] is around all of them, boxes[2*i] and boxes[2*i+1] around the halves of boxes[i]
	lines  []line     // how the rows in each box are halved
}

// halves says how many rows are in each bucket.
type halves struct{ number, depth int }

const fullBucket = 8 // a line of the processor's cache

func newHalves(number int) halves {
	return halves{number, bits.Len(uint(number / (fullBucket + 1)))}
}

// buckets is how many there are, and the number that the first one would have as a fork.
func (h halves) buckets() int { return 1 << h.depth }

// start is the first row of a bucket.
func (h halves) start(bucket int) int { return int(int64(bucket) * int64(h.number) >> h.depth) }

// fork says how far the halves reach towards each other: the far side of the lower
// one and the near side of the upper one. Its lowest bit says along what: 0 for
// longitudes, 1 for latitudes. For its sake the far side may be one too far.
type fork struct{ lower, upper int32 }

func newFork(lower, upper rect) fork {
	lon, lat := upper.west-lower.east, upper.south-lower.north
	if float64(lon)*narrow > float64(lat) {
		return fork{(lower.east + 1) &^ 1, upper.west}
	}
	return fork{lower.north | 1, upper.south}
}

// line is a fork, at 1, and those of its halves and quarters, so that what a search
// reads on its way down is in few lines of the processor's cache. The fork of the
// first half of what line[i] forks is at 2*i; where that is past the end, it is the
// first one of another line: of lines[i], these are from lines[lineForks*i+1] on.
type line [lineForks]fork

const (
	lineLevels = 3
	lineForks  = 1 << lineLevels
)

// narrow is how long a degree of longitude is, to one of latitude, at some 53 degrees.
const narrow = 0.6

// newTree reads the section that has all rows of a shelf in the order of a tree. It
// is not ok when one is missing or there twice. In another order, a search takes
// longer and finds the same.
func newTree(s *shelf, rows []byte) (t *tree, ok bool) {
	number := s.len()
	if len(rows) != number*nearSize {
		return nil, false
	}
	t = &tree{halves: newHalves(number), rows: rows, points: make([]position, number)}
	seen := make([]uint64, number/64+1)
	for place := range t.points {
		row := t.row(place)
		if row >= number || seen[row/64]&(1<<(row%64)) != 0 {
			return nil, false
		}
		seen[row/64] |= 1 << (row % 64)
		t.points[place] = s.position(row)
	}
	t.boxes = make([]rect, t.buckets())
	lines := 0
	for level := 0; level < t.depth; level += lineLevels {
		lines = lines<<lineLevels + 1
	}
	t.lines = make([]line, lines)
	for i := t.buckets() - 1; i > 0; i-- {
		lower, upper := t.around(2*i), t.around(2*i+1)
		t.boxes[i] = lower.joined(upper)
		*t.fork(i) = newFork(lower, upper)
	}
	return t, true
}

// fork is that of what a box is around.
func (t *tree) fork(box int) *fork {
	below := (bits.Len(uint(box)) - 1) % lineLevels // the first fork of its line, so many levels
	place := box&(1<<below-1) | 1<<below
	row := 1 // of lines: as many as this, after the ones above
	above := 0
	for row<<lineLevels <= box>>below {
		row, above = row<<lineLevels, above<<lineLevels+1
	}
	return &t.lines[above+box>>below-row][place]
}

// around is the box around what a fork, or a bucket, has.
func (t *tree) around(i int) rect {
	if i < t.buckets() {
		return t.boxes[i]
	}
	around := nowhere
	for _, p := range t.bucket(i - t.buckets()) {
		around = around.widened(p.lon, p.lat)
	}
	return around
}

func (t *tree) bucket(i int) []position { return t.points[t.start(i):t.start(i+1)] }

// row is the number of the row of a point.
func (t *tree) row(place int) int { return int(binary.LittleEndian.Uint32(t.rows[place*nearSize:])) }
