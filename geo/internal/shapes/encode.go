package shapes

import (
	"encoding/binary"
	"strconv"
	"strings"

	"fingerpost/geo/internal/box"
)

// The sections of a box of areas.
//
// "parents" has a line for each set of parents: codes by commas. "areas" has a
// line for each area, smallest first: code, name and the number of its set of
// parents, by tabs. "outlines" begins with how many vertices there are; then for
// each area, in the same order, come how many polygons it has, for each how many
// rings, and for each of those how many vertices without the last one, which is
// the first again, and the vertices: the difference of longitude and of latitude
// to the vertex before, across rings and areas. Numbers are varints of
// encoding/binary, differences signed ones.
const (
	parentsSection  = "parents"
	areasSection    = "areas"
	outlinesSection = "outlines"
)

// Sections are the parts of a box that holds the table: [Open] reads them. The
// same table gives the same bytes.
func (t *Table) Sections() []box.Section {
	var areas, parents strings.Builder
	sets := map[string]int{}
	for _, a := range t.areas {
		set := strings.Join(a.Parents, ",")
		number, ok := sets[set]
		if !ok {
			number = len(sets)
			sets[set] = number
			parents.WriteString(set + "\n")
		}
		areas.WriteString(a.Code + "\t" + a.Name + "\t" + strconv.Itoa(number) + "\n")
	}
	return []box.Section{
		{Name: parentsSection, Data: []byte(parents.String())},
		{Name: areasSection, Data: []byte(areas.String())},
		{Name: outlinesSection, Data: t.outlines()},
	}
}

func (t *Table) outlines() []byte {
	b := binary.AppendUvarint(make([]byte, 0, 5*len(t.vertices)), uint64(len(t.vertices)))
	var last vertex
	for area := range t.areas {
		parts := t.partsOf(area)
		b = binary.AppendUvarint(b, uint64(len(parts)))
		for _, p := range parts {
			b = binary.AppendUvarint(b, uint64(p.last-p.first))
			for _, r := range t.rings[p.first:p.last] {
				vertices := t.vertices[r.first : r.last-1]
				b = binary.AppendUvarint(b, uint64(len(vertices)))
				for _, v := range vertices {
					b = binary.AppendVarint(b, int64(v.x)-int64(last.x))
					b = binary.AppendVarint(b, int64(v.y)-int64(last.y))
					last = v
				}
			}
		}
	}
	return b
}
