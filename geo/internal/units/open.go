package units

import (
	"encoding/binary"

	"fingerpost/geo/internal/box"
)

// Open reads a table from a file, whose bytes it keeps. Everything that a later
// call relies on is checked here: a file may be whole and yet not have been made
// by [Builder.Sections]. The error is a [*box.DamagedError].
func Open(f box.File) (*Table, error) {
	t := &Table{}
	sets, ok := decodeSets(f.Section(sectionCodes), f.Section(sectionSets))
	if !ok {
		return nil, damaged("its combinations of areas cannot be read")
	}
	t.sets = sets
	var err error
	if t.live, err = openShelf(f, shelfLive, sets.len()); err != nil {
		return nil, err
	}
	if t.ended, err = openShelf(f, shelfEnded, sets.len()); err != nil {
		return nil, err
	}
	t.near = newTree(&t.live)
	return t, nil
}

func damaged(why string) error { return &box.DamagedError{Kind: box.Postcodes, Why: why} }

// openShelf reads the columns of a shelf. sets is how many combinations there are.
func openShelf(f box.File, name string, sets int) (shelf, error) {
	directory := f.Section(name + columnOutwards)
	s := shelf{
		units:  f.Section(name + columnUnits),
		points: f.Section(name + columnPoints),
		sets:   f.Section(name + columnSets),
		months: f.Section(name + columnMonths),
	}
	rows := s.len()
	if directory == nil || s.units == nil {
		return shelf{}, damaged("a section is missing")
	}
	if len(directory)%outwardSize != 0 || len(s.units) != unitSize*rows || len(s.points) != pointSize*rows ||
		len(s.sets) != setSize*rows || len(s.months) != 0 && name != shelfEnded || len(s.months) != monthSize*rows && name == shelfEnded {
		return shelf{}, damaged("its columns are not of one length")
	}
	if err := s.readOutwards(directory); err != nil {
		return shelf{}, err
	}
	for row := range rows {
		if s.set(row) >= sets {
			return shelf{}, damaged("a postcode has a combination of areas that is not there")
		}
		if name == shelfEnded && binary.LittleEndian.Uint16(s.months[monthSize*row:]) < 12 {
			return shelf{}, damaged("a postcode ended in the year 0")
		}
	}
	return s, nil
}

// readOutwards reads the directory of a shelf and checks the units in it.
func (s *shelf) readOutwards(directory []byte) error {
	s.outwards = make([]outward, 0, len(directory)/outwardSize)
	s.places = make(map[outwardCode]int, len(directory)/outwardSize)
	start := 0
	for entry := directory; len(entry) > 0; entry = entry[outwardSize:] {
		code := outwardCode(binary.BigEndian.Uint32(entry))
		number := int(binary.LittleEndian.Uint32(entry[4:]))
		side := func(at int) int32 { return int32(binary.LittleEndian.Uint32(entry[at:])) }
		around := rect{side(8), side(12), side(16), side(20)}
		last := len(s.outwards) - 1
		switch {
		case !code.valid() || last >= 0 && code <= s.outwards[last].code:
			return damaged("its outward codes are not in order")
		case number < 1 || number > perOutward || number > s.len()-start:
			return damaged("an outward code has more or fewer postcodes than it can")
		case !around.fits():
			return damaged("an outward code lies outside the British Isles")
		}
		o := outward{
			code:     code,
			start:    uint32(start),
			west:     float64(around.west),
			south:    float64(around.south),
			eastward: float64(around.east-around.west) / farSide,
			upward:   float64(around.north-around.south) / farSide,
		}
		if !s.readDigits(&o, number) {
			return damaged("the postcodes of an outward code are not in order")
		}
		s.places[code] = len(s.outwards)
		s.outwards = append(s.outwards, o)
		start += number
	}
	if start != s.len() {
		return damaged("its outward codes do not have all postcodes")
	}
	return nil
}

// readDigits finds where each digit begins among the units of an outward code.
// It is not ok when the digits do not rise, or a unit is there twice or is none.
func (s *shelf) readDigits(o *outward, number int) bool {
	var seen [(perOutward + 63) / 64]uint64 // a bit for each unit
	before := 0
	for i := range number {
		unit := int(s.unit(int(o.start) + i))
		digit := unit / perDigit
		if unit >= perOutward || digit < before || seen[unit/64]&(1<<(unit%64)) != 0 {
			return false
		}
		seen[unit/64] |= 1 << (unit % 64)
		o.digits[digit+1] = uint16(i + 1)
		before = digit
	}
	for digit := range 10 {
		o.digits[digit+1] = max(o.digits[digit+1], o.digits[digit])
	}
	return true
}
