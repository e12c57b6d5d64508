package units

import (
	"encoding/binary"
	"math/bits"
)

// sector is what is known of the postcodes that share all but their last two
// letters, in two lines of the processor's cache.
type sector struct {
	net
	start   uint32                     // its first row
	letters [len(inwardLetters)]uint32 // by first letter: the second ones that exist, a bit each, and how many rows come before them
}

// net is what the positions of the rows of a sector are counted in: steps from a
// corner of the box around them.
type net struct {
	west, south      int32   // the corner, in 1e-7 of a degree
	eastward, upward float32 // a step, likewise
}

// secondLetters are the bits of a word of letters that stand for second letters.
// What is above them counts rows.
const (
	countShift    = 20
	secondLetters = 1<<countShift - 1
)

func newSector(around rect, start int) sector {
	return sector{start: uint32(start), net: net{
		west:     around.west,
		south:    around.south,
		eastward: float32(around.east-around.west) / farSide,
		upward:   float32(around.north-around.south) / farSide,
	}}
}

// readPairs reads which pairs of letters there are, a bit each, and counts them.
func (s *sector) readPairs(pairs []byte) (number int) {
	for first := 0; first < len(s.letters); first += 2 {
		both := uint64(binary.LittleEndian.Uint32(pairs)) | uint64(pairs[4])<<32
		for i, word := range [2]uint64{both & secondLetters, both >> countShift} {
			s.letters[first+i] = uint32(number)<<countShift | uint32(word)
			number += bits.OnesCount64(word)
		}
		pairs = pairs[5:]
	}
	return number
}

// find is the row of two letters. The rows of a sector are in their order.
func (s *sector) find(first, second uint8) (row int, ok bool) {
	word, bit := s.letters[first], uint32(1)<<second
	return int(s.start) + int(word>>countShift) + bits.OnesCount32(word&(bit-1)), word&bit != 0
}

// pair is the pair of letters of one of its rows.
func (s *sector) pair(row int) int {
	before := uint32(row) - s.start
	first := len(s.letters) - 1
	for s.letters[first]>>countShift > before {
		first--
	}
	word := s.letters[first] & secondLetters
	for range before - s.letters[first]>>countShift {
		word &= word - 1
	}
	return first*len(inwardLetters) + bits.TrailingZeros32(word)
}

// at is where a row is.
func (s *net) at(east, north uint16) position {
	return position{s.west + int32(float64(s.eastward)*float64(east)+0.5), s.south + int32(float64(s.upward)*float64(north)+0.5)}
}
