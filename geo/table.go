package geo

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"io"
	"slices"
	"strings"
	"sync"

	"fingerpost/geo/internal/parts"
)

// postcodesGZ has a line for each outward code and sector, as package parts
// writes them. The areas are districts, or the nation where no district is known.
//
//go:embed postcodes.tsv.gz
var postcodesGZ []byte

// unitsUnsaid is how many unit postcodes an outward code is taken to have where
// nobody may count them (Northern Ireland and the islands): the mean of British
// ones, 1,745,849 in 2,864 (Code-Point Open, October 2025).
const unitsUnsaid = 610

// part is an outward code or a sector.
type part struct {
	postcode Postcode
	point    Point
	units    int
	smallest []AreaCode // the smallest areas it lies in, the one with most units first
	areas    []AreaCode // those and their parents, smallest level first
}

// partTable finds parts by their code and by where they are.
type partTable struct {
	rows   []part // by code
	byCode map[Postcode]*part
	// leaves are the parts that no smaller ones make up, sectors and undivided
	// outward codes, from south to north.
	leaves func() []*part
}

var embeddedParts = sync.OnceValue(func() *partTable {
	rows, err := parts.Decode(unzipped(postcodesGZ))
	if err != nil {
		panic("geo: postcodes.tsv.gz: " + err.Error())
	}
	return newPartTable(rows)
})

// embeddedVersion names the tables that are part of the program.
var embeddedVersion = sync.OnceValue(func() string {
	sum := sha256.Sum256(slices.Concat(postcodesGZ, []byte(areasTSV), []byte(replacedTSV)))
	return hex.EncodeToString(sum[:8])
})

// unzipped panics when the program was built with a table that is no gzip, which
// no input can bring about.
func unzipped(content []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		panic("geo: embedded table: " + err.Error())
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		panic("geo: embedded table: " + err.Error())
	}
	return plain
}

// newPartTable makes a table of rows that are sorted by their code.
func newPartTable(rows []parts.Part) *partTable {
	made := make([]part, 0, len(rows))
	type list struct{ smallest, all []AreaCode }
	lists := map[string]list{} // most neighbours lie in the same areas
	for _, row := range rows {
		p, err := ParsePostcode(row.Code)
		if err != nil || p.Level() == Unit {
			continue
		}
		key := strings.Join(row.Areas, ",")
		areas, ok := lists[key]
		if !ok {
			areas.smallest = currentCodes(row.Areas)
			areas.all = withParents(areas.smallest)
			lists[key] = areas
		}
		made = append(made, part{p, row.Point, row.Units, areas.smallest, areas.all})
	}
	return indexed(made)
}

// indexed is a table of parts that are sorted by their code.
func indexed(rows []part) *partTable {
	t := &partTable{rows: rows, byCode: make(map[Postcode]*part, len(rows))}
	for i := range rows {
		t.byCode[rows[i].postcode] = &rows[i]
	}
	t.leaves = sync.OnceValue(t.findLeaves) // which few commands need
	return t
}

func (t *partTable) findLeaves() []*part {
	divided := map[Postcode]bool{}
	for _, row := range t.rows {
		if row.postcode.Level() == Sector {
			divided[row.postcode.Outward()] = true
			divided[undivided(row.postcode.Outward())] = true
		}
	}
	var leaves []*part
	for i := range t.rows {
		if !divided[t.rows[i].postcode] {
			leaves = append(leaves, &t.rows[i])
		}
	}
	slices.SortStableFunc(leaves, func(a, b *part) int { return cmp.Compare(a.point.Lat(), b.point.Lat()) })
	return leaves
}

// undivided is the outward code that people say for several: SW1 for SW1A to SW1Y.
func undivided(outward Postcode) Postcode {
	return Postcode{strings.TrimRight(outward.text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
}

// under is the table with others laid over it: an outward code that the others
// hold is theirs with all its sectors.
func (t *partTable) under(others []parts.Part) *partTable {
	over := newPartTable(others)
	merged := slices.Clone(over.rows)
	for _, row := range t.rows {
		if over.byCode[row.postcode.Outward()] == nil {
			merged = append(merged, row)
		}
	}
	slices.SortFunc(merged, func(a, b part) int { return cmp.Compare(a.postcode.text, b.postcode.text) })
	return indexed(merged)
}

// of is the sector of a postcode, or its outward code when that is all that is
// known; nil when not even that is.
func (t *partTable) of(p Postcode) *part {
	if row := t.byCode[p.Sector()]; row != nil {
		return row
	}
	return t.byCode[p.Outward()]
}

// areasOf are the areas that a postcode lies in for all that its sector says.
func (t *partTable) areasOf(p Postcode) (all, straddles []AreaCode) {
	row := t.of(p)
	if row == nil {
		return nil, nil
	}
	place := row.place()
	return place.Areas, place.Straddles
}

// isKnown says whether an outward code or a sector is in the table.
func isKnown(p Postcode) bool { return current().parts.byCode[p] != nil }

// weight is how many unit postcodes the part stands for.
func (p *part) weight() int {
	if p.units == 0 {
		return unitsUnsaid
	}
	return p.units
}

// nearest is the leaf whose middle is nearest to a point, no farther than within.
func (t *partTable) nearest(at Point, within Miles) (*part, bool) {
	var best *part
	leaves := t.leaves()
	here, _ := slices.BinarySearchFunc(leaves, at.Lat(), func(row *part, lat float64) int {
		return cmp.Compare(row.point.Lat(), lat)
	})
	consider := func(row *part) (goOn bool) {
		if d := Distance(row.point, at); d <= within {
			best, within = row, d
		}
		return northSouth(row.point, at) <= within
	}
	for i := here; i < len(leaves) && consider(leaves[i]); i++ { // northwards
	}
	for i := here - 1; i >= 0 && consider(leaves[i]); i-- { // southwards
	}
	return best, best != nil
}
