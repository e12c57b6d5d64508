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

	partSectors = ".sectors"
	partRows    = ".rows"

	sectionNear = shelfLive + ".near"
)

// Sizes in bytes.
const (
	codeSize   = longestOutward + 1
	pairsSize  = perSector / 8
	sectorSize = codeSize + 4*4 + pairsSize

	liveSize  = 6 // a row
	endedSize = 8 // one with a month
	nearSize  = 4 // the number of one
)

// Sections are the bytes of the table of what was taken. The same rows give the
// same bytes, in whatever order they came.
func (b *Builder) Sections() []box.Section {
	codes, sets, anew := b.sets.encode()
	sections := []box.Section{{Name: sectionCodes, Data: codes}, {Name: sectionSets, Data: sets}}
	sections = append(sections, b.live.sections(shelfLive, liveSize, anew)...)
	sections = append(sections, box.Section{Name: sectionNear, Data: b.live.near()})
	return append(sections, b.ended.sections(shelfEnded, endedSize, anew)...)
}

// sections are those of a shelf. anew are the numbers of the sets in the file.
func (p *pile) sections(shelf string, rowSize int, anew []uint16) []box.Section {
	little := binary.LittleEndian
	sectors := make([]byte, 0, sectorSize*len(p.sectors))
	rows := make([]byte, 0, rowSize*p.rows)
	for _, code := range slices.Sorted(maps.Keys(p.sectors)) {
		g := p.sectors[code]
		around := nowhere
		for _, k := range g.rows {
			around = around.widened(k.lon, k.lat)
		}
		sectors = code.append(sectors)
		for _, side := range []int32{around.west, around.south, around.east, around.north} {
			sectors = little.AppendUint32(sectors, uint32(side))
		}
		sectors = append(sectors, g.known[:]...)
		for _, k := range g.sorted() {
			rows = little.AppendUint16(rows, fraction(k.lon, around.west, around.east))
			rows = little.AppendUint16(rows, fraction(k.lat, around.south, around.north))
			rows = little.AppendUint16(rows, anew[k.set])
			if rowSize == endedSize {
				rows = little.AppendUint16(rows, k.month)
			}
		}
	}
	return []box.Section{{Name: shelf + partSectors, Data: sectors}, {Name: shelf + partRows, Data: rows}}
}

// near are the numbers of the rows in the order of a tree.
func (p *pile) near() []byte {
	all := make([]placed, 0, p.rows)
	for _, code := range slices.Sorted(maps.Keys(p.sectors)) {
		for _, k := range p.sectors[code].sorted() {
			all = append(all, placed{position{k.lon, k.lat}, uint32(len(all))})
		}
	}
	h := newHalves(len(all))
	h.arrange(all, 0, h.buckets())
	rows := make([]byte, 0, nearSize*len(all))
	for _, r := range all {
		rows = binary.LittleEndian.AppendUint32(rows, r.row)
	}
	return rows
}
