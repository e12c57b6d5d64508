package units

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

const (
	mostSets     = 1<<16 - 1
	mostCodes    = 1<<16 - 1
	mostAreas    = 255 // of one postcode
	longestArea  = 16
	areaBoundary = ","
)

// validArea says whether s can be the code of an area: capitals and digits.
func validArea(s string) bool {
	if s == "" || len(s) > longestArea {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// setBuilder numbers the combinations of areas.
type setBuilder struct {
	numbers map[string]uint16 // of the codes joined by areaBoundary
	codes   map[string]bool
	joined  []byte // room for the codes of one row
}

// number finds or gives the number of a combination. Why is empty when it could.
func (s *setBuilder) number(areas []string) (uint16, Why) {
	if len(areas) > mostAreas {
		return 0, TooManyAreas
	}
	s.joined = s.joined[:0]
	for _, area := range areas {
		if !validArea(area) {
			return 0, NotArea
		}
		s.joined = append(append(s.joined, area...), areaBoundary...)
	}
	if number, ok := s.numbers[string(s.joined)]; ok {
		return number, ""
	}
	if len(s.numbers) == mostSets || len(s.codes)+len(areas) > mostCodes {
		return 0, TooManyAreas
	}
	for _, area := range areas {
		s.codes[strings.Clone(area)] = true // the row of a file that it is a part of need not stay
	}
	number := uint16(len(s.numbers))
	s.numbers[string(s.joined)] = number
	return number, ""
}

// split is a combination as its codes.
func split(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(joined, areaBoundary), areaBoundary)
}

// all are the combinations by number.
func (s *setBuilder) all() [][]string {
	sets := make([][]string, len(s.numbers))
	for joined, number := range s.numbers {
		sets[number] = split(joined)
	}
	return sets
}

// encode writes the codes and the combinations, both sorted, so that a table does
// not depend on the order of its source. anew is the place of each number in it.
func (s *setBuilder) encode() (codes, sets []byte, anew []uint16) {
	places := make(map[string]uint16, len(s.codes))
	for i, code := range slices.Sorted(maps.Keys(s.codes)) {
		places[code] = uint16(i)
		codes = append(append(codes, code...), '\n')
	}
	anew = make([]uint16, len(s.numbers))
	for i, joined := range slices.Sorted(maps.Keys(s.numbers)) {
		anew[s.numbers[joined]] = uint16(i)
		areas := split(joined)
		sets = append(sets, byte(len(areas)))
		for _, area := range areas {
			sets = binary.LittleEndian.AppendUint16(sets, places[area])
		}
	}
	return codes, sets, anew
}

// areaSets are the combinations of a table: areas from starts[i] to starts[i+1].
type areaSets struct {
	starts []uint32
	areas  []string
}

func (s *areaSets) len() int { return len(s.starts) - 1 }

func (s *areaSets) at(set int) []string {
	if set < 0 || set >= s.len() {
		return nil
	}
	from, to := s.starts[set], s.starts[set+1]
	return s.areas[from:to:to]
}

// decodeSets reads what encode wrote. It is not ok when they do not fit together.
func decodeSets(codes, sets []byte) (*areaSets, bool) {
	var names []string
	for line := range strings.Lines(string(codes)) {
		name, whole := strings.CutSuffix(line, "\n")
		if !whole || !validArea(name) || len(names) == mostCodes {
			return nil, false
		}
		names = append(names, name)
	}
	s := &areaSets{starts: []uint32{0}, areas: make([]string, 0, len(sets)/2)}
	for len(sets) > 0 {
		end := 1 + 2*int(sets[0])
		if end > len(sets) || s.len() == mostSets {
			return nil, false
		}
		for at := 1; at < end; at += 2 {
			number := int(binary.LittleEndian.Uint16(sets[at:]))
			if number >= len(names) {
				return nil, false
			}
			s.areas = append(s.areas, names[number])
		}
		s.starts = append(s.starts, uint32(len(s.areas)))
		sets = sets[end:]
	}
	return s, true
}
