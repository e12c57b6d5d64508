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
	if t.live, err = openShelf(f, shelfLive, liveSize, sets.len()); err != nil {
		return nil, err
	}
	if t.ended, err = openShelf(f, shelfEnded, endedSize, sets.len()); err != nil {
		return nil, err
	}
	near := f.Section(sectionNear)
	if near == nil {
		return nil, damaged("a section is missing")
	}
	if t.near, ok = newTree(&t.live, near); !ok {
		return nil, damaged("its postcodes by place are not those that it has")
	}
	return t, nil
}

func damaged(why string) error { return &box.DamagedError{Kind: box.Postcodes, Why: why} }

// openShelf reads the sections of a shelf. sets is how many combinations there are.
func openShelf(f box.File, name string, rowSize, sets int) (shelf, error) {
	sectors := f.Section(name + partSectors)
	s := shelf{rows: f.Section(name + partRows), rowSize: rowSize}
	if sectors == nil || s.rows == nil {
		return shelf{}, damaged("a section is missing")
	}
	if len(sectors)%sectorSize != 0 || len(s.rows)%rowSize != 0 {
		return shelf{}, damaged("a section was cut short")
	}
	if err := s.readSectors(sectors); err != nil {
		return shelf{}, err
	}
	for row := range s.len() {
		_, _, set, month := s.row(row)
		if int(set) >= sets {
			return shelf{}, damaged("a postcode has a combination of areas that is not there")
		}
		if rowSize == endedSize && month < firstMonth {
			return shelf{}, damaged("a postcode ended in the year 0")
		}
	}
	return s, nil
}

// readSectors reads the sectors of a shelf, and checks that they have all its rows.
func (s *shelf) readSectors(entries []byte) error {
	number := len(entries) / sectorSize
	s.sectors, s.names = make([]sector, 0, number), make([]string, 0, number)
	var outwards []outward
	rows, last := 0, sectorCode(0)
	for ; len(entries) > 0; entries = entries[sectorSize:] {
		code := readSectorCode(entries)
		if !code.valid() || code <= last {
			return damaged("its sectors are not in order")
		}
		if code.outward() != last.outward() {
			outwards = append(outwards, outward{code: code.outward(), first: uint32(len(s.sectors))})
		}
		outwards[len(outwards)-1].digits |= 1 << code.digit()
		last = code
		side := func(i int) int32 { return int32(binary.LittleEndian.Uint32(entries[codeSize+4*i:])) }
		around := rect{side(0), side(1), side(2), side(3)}
		if !around.fits() {
			return damaged("a sector lies outside the British Isles")
		}
		in := newSector(around, rows)
		number := in.readPairs(entries[codeSize+4*4 : sectorSize])
		if number == 0 || number > s.len()-rows {
			return damaged("a sector has more or fewer postcodes than there are")
		}
		rows += number
		for len(s.passed)*passedRows < rows {
			s.passed = append(s.passed, uint32(len(s.sectors)))
		}
		s.sectors, s.names = append(s.sectors, in), append(s.names, code.String())
	}
	if rows != s.len() {
		return damaged("its sectors do not have all postcodes")
	}
	s.directory = newDirectory(outwards)
	return nil
}
