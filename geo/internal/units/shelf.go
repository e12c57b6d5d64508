package units

import (
	"encoding/binary"
	"math/bits"

	"github.com/paulmach/orb"
)

// shelf is one of the two parts of a table: the postcodes in use, or the others.
// Its columns are parts of the file.
type shelf struct {
	outwards                    []outward
	places                      map[outwardCode]int // in outwards
	units, points, sets, months []byte
}

// outward is what is known of an outward code, in one line of the processor's cache.
type outward struct {
	code             outwardCode
	start            uint32     // its first row
	digits           [11]uint16 // from start: where each first digit of an inward part begins, and the end
	west, south      float64    // 1e-7 of a degree
	eastward, upward float64    // one step of the points column, likewise
}

func (s *shelf) len() int { return len(s.units) / unitSize }

// sector is the rows of a first digit of inward parts: from, and to but without.
func (o *outward) sector(digit int) (from, to int) {
	return int(o.start) + int(o.digits[digit]), int(o.start) + int(o.digits[digit+1])
}

func (s *shelf) unit(row int) uint16 { return binary.LittleEndian.Uint16(s.units[unitSize*row:]) }

func (s *shelf) set(row int) int { return int(binary.LittleEndian.Uint16(s.sets[setSize*row:])) }

// ended is the yyyymm of a row, 0 on the shelf that has no months.
func (s *shelf) ended(row int) int {
	if len(s.months) == 0 {
		return 0
	}
	return monthNumber(binary.LittleEndian.Uint16(s.months[monthSize*row:]))
}

// steps are how far a row is from the south-west corner of its outward code.
func (s *shelf) steps(row int) (east, north uint16) {
	both := binary.LittleEndian.Uint32(s.points[pointSize*row:])
	return uint16(both), uint16(both >> 16)
}

// at is the position of a row in 1e-7 of a degree.
func (s *shelf) at(o *outward, row int) (lon, lat float64) {
	east, north := s.steps(row)
	return o.west + o.eastward*float64(east), o.south + o.upward*float64(north)
}

func (s *shelf) point(o *outward, row int) orb.Point {
	lon, lat := s.at(o, row)
	return orb.Point{lon / degree, lat / degree}
}

// find is the row of a postcode.
func (s *shelf) find(code outwardCode, unit uint16) (o *outward, row int, ok bool) {
	place, ok := s.places[code]
	if !ok {
		return nil, 0, false
	}
	o = &s.outwards[place]
	from, to := o.sector(int(unit) / perDigit)
	row, ok = s.look(unit, from, to)
	return o, row, ok
}

// look goes through the rows from and to but without for a unit, four at a time.
func (s *shelf) look(unit uint16, from, to int) (row int, ok bool) {
	const (
		ones = 0x0001_0001_0001_0001
		tops = 0x8000_8000_8000_8000
	)
	wanted := uint64(unit) * ones
	for row = from; row+4 <= to; row += 4 {
		// Taking 1 from each difference turns the top bit on of one that is 0 and of
		// no other before it: a unit is less than half of what 16 bits hold.
		difference := binary.LittleEndian.Uint64(s.units[unitSize*row:]) ^ wanted
		if same := (difference - ones) & tops; same != 0 {
			return row + bits.TrailingZeros64(same)/16, true
		}
	}
	for ; row < to; row++ {
		if s.unit(row) == unit {
			return row, true
		}
	}
	return 0, false
}

func (s *shelf) found(o *outward, row int) Found {
	return Found{Point: s.point(o, row), Set: s.set(row), Ended: s.ended(row)}
}

// each hands over the rows in the order of their postcodes, until yield has enough.
func (s *shelf) each(sets *areaSets, yield func(Row) bool) bool {
	for i := range s.outwards {
		o := &s.outwards[i]
		name := o.code.String()
		for digit := range 10 {
			from, to := o.sector(digit)
			var rows [perDigit]int // 1 more than the row of each unit, 0 where there is none
			for row := from; row < to; row++ {
				rows[int(s.unit(row))%perDigit] = row + 1
			}
			for _, row := range rows {
				if row > 0 && !yield(s.row(o, name, row-1, sets)) {
					return false
				}
			}
		}
	}
	return true
}

func (s *shelf) row(o *outward, name string, row int, sets *areaSets) Row {
	return Row{name, inwardText(s.unit(row)), s.point(o, row), sets.at(s.set(row)), s.ended(row)}
}
