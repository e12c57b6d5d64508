package units

import (
	"encoding/binary"
	"maps"
	"slices"

	"fingerpost/geo/internal/box"
)

// The names of the sections.
const (
	sectionCodes = "codes"
	sectionSets  = "sets"

	shelfLive  = "live"
	shelfEnded = "ended"

	columnOutwards = ".outwards"
	columnUnits    = ".units"
	columnPoints   = ".points"
	columnSets     = ".sets"
	columnMonths   = ".months"
)

// The sizes of one value of each column, in bytes.
const (
	outwardSize = 24
	unitSize    = 2
	pointSize   = 4
	setSize     = 2
	monthSize   = 2
)

// Sections are the bytes of the table of what was taken. The same rows give the
// same bytes, in whatever order they came.
func (b *Builder) Sections() []box.Section {
	codes, sets, anew := b.sets.encode()
	sections := []box.Section{{Name: sectionCodes, Data: codes}, {Name: sectionSets, Data: sets}}
	sections = append(sections, b.live.columns(shelfLive, anew)...)
	return append(sections, b.ended.columns(shelfEnded, anew)...)
}

// columns are those of a shelf. anew are the numbers of the sets in the file.
func (p *pile) columns(shelf string, anew []uint16) []box.Section {
	outwards := make([]byte, 0, outwardSize*len(p.outwards))
	units := make([]byte, 0, unitSize*p.rows)
	points := make([]byte, 0, pointSize*p.rows)
	sets := make([]byte, 0, setSize*p.rows)
	var months []byte
	for _, code := range slices.Sorted(maps.Keys(p.outwards)) {
		rows := p.outwards[code].shelved()
		around := nowhere
		for _, k := range rows {
			around = around.widened(rect{k.lon, k.lat, k.lon, k.lat})
		}
		outwards = binary.BigEndian.AppendUint32(outwards, uint32(code))
		outwards = binary.LittleEndian.AppendUint32(outwards, uint32(len(rows)))
		for _, side := range []int32{around.west, around.south, around.east, around.north} {
			outwards = binary.LittleEndian.AppendUint32(outwards, uint32(side))
		}
		for _, k := range rows {
			units = binary.LittleEndian.AppendUint16(units, k.unit)
			points = binary.LittleEndian.AppendUint16(points, fraction(k.lon, around.west, around.east))
			points = binary.LittleEndian.AppendUint16(points, fraction(k.lat, around.south, around.north))
			sets = binary.LittleEndian.AppendUint16(sets, anew[k.set])
			if shelf == shelfEnded {
				months = binary.LittleEndian.AppendUint16(months, k.month)
			}
		}
	}
	sections := []box.Section{
		{Name: shelf + columnOutwards, Data: outwards},
		{Name: shelf + columnUnits, Data: units},
		{Name: shelf + columnPoints, Data: points},
		{Name: shelf + columnSets, Data: sets},
	}
	if shelf == shelfEnded {
		sections = append(sections, box.Section{Name: shelf + columnMonths, Data: months})
	}
	return sections
}
