package units

import (
	"encoding/binary"
	"math/bits"
)

// shelf is one of the two parts of a table: the postcodes in use, or the others.
type shelf struct {
	directory directory
	sectors   []sector
	names     []string // of the sectors: an outward code and a digit
	passed    []uint32 // which sector every passedRows-th row is of
	rows      []byte   // of the file
	rowSize   int
}

const passedRows = 64

func (s *shelf) len() int { return len(s.rows) / s.rowSize }

// find is the row of a postcode and its sector.
func (s *shelf) find(code outwardCode, p inward) (in *sector, row int, ok bool) {
	o := s.directory.find(code)
	bit := uint16(1) << p.digit
	if o.digits&bit == 0 {
		return nil, 0, false
	}
	in = &s.sectors[int(o.first)+bits.OnesCount16(o.digits&(bit-1))]
	row, ok = in.find(p.first, p.second)
	return in, row, ok
}

// row are the values of a row. The month is 0 on a shelf that has none.
func (s *shelf) row(row int) (east, north, set, month uint16) {
	b := s.rows[row*s.rowSize:]
	east, north, set = binary.LittleEndian.Uint16(b), binary.LittleEndian.Uint16(b[2:]), binary.LittleEndian.Uint16(b[4:6])
	if s.rowSize == endedSize {
		month = binary.LittleEndian.Uint16(b[6:])
	}
	return east, north, set, month
}

// sectorOf is the sector of a row.
func (s *shelf) sectorOf(row int) (place int) {
	place = int(s.passed[row/passedRows])
	for place+1 < len(s.sectors) && int(s.sectors[place+1].start) <= row {
		place++
	}
	return place
}

// position is where a row is.
func (s *shelf) position(row int) position {
	east, north, _, _ := s.row(row)
	return s.sectors[s.sectorOf(row)].at(east, north)
}

// rowsOf are the rows of a sector: from, and to but without.
func (s *shelf) rowsOf(place int) (from, to int) {
	to = s.len()
	if place+1 < len(s.sectors) {
		to = int(s.sectors[place+1].start)
	}
	return int(s.sectors[place].start), to
}

// whole is a row of a sector with all that is known of it.
func (s *shelf) whole(place, row int, sets *areaSets) Row {
	in, name := &s.sectors[place], s.names[place]
	outward, digit := name[:len(name)-1], name[len(name)-1]-'0'
	east, north, set, month := s.row(row)
	return Row{outward, newInward(digit, in.pair(row)).String(), in.at(east, north).point(), sets.at(int(set)), monthNumber(month)}
}

// each hands over the rows in the order of their postcodes, until yield has enough.
func (s *shelf) each(sets *areaSets, yield func(Row) bool) bool {
	for place := range s.sectors {
		from, to := s.rowsOf(place)
		for row := from; row < to; row++ {
			if !yield(s.whole(place, row, sets)) {
				return false
			}
		}
	}
	return true
}
