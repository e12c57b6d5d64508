package geo

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"fingerpost/geo/internal/names"
)

// areasTSV has a line for each area: code, name, latitude, longitude, and the
// codes of its parents by commas, nearest first. The position is the median of
// the unit postcodes in it. Lines are sorted by level, then by code.
//
//go:embed areas.tsv
var areasTSV string

// replacedTSV has a line for each code that is no longer in use: the code, and the
// code of the area that is there now.
//
//go:embed replaced.tsv
var replacedTSV string

// areaNamesTSV has a line for each name in use that the official lists do not
// have: the name, the code of the area, or the codes by commas of those that it
// means together, and what sort of name it is. Those of the sort "about" are not
// the same as those areas, and say only about where a town of some name is. Lines
// that begin with # are comments.
//
//go:embed areanames.tsv
var areaNamesTSV string

type areaRow struct {
	Area
	key    string // of the name
	middle Point
}

type areaTable struct {
	byCode   map[AreaCode]areaRow
	byName   map[string][]namedArea // by key
	byShort  map[string][]namedArea // by shortKey
	replaced map[AreaCode]AreaCode  // old code to current
	about    map[string][]AreaCode  // by key: areas that a name is about, and not the same as
	inOrder  []AreaCode             // smallest level first
}

var areas = sync.OnceValue(loadAreas)

// loadAreas panics when the tables are not what gentable writes, which no input
// can bring about.
func loadAreas() *areaTable {
	t := &areaTable{
		byCode:   make(map[AreaCode]areaRow, 512),
		byName:   make(map[string][]namedArea, 1024),
		byShort:  make(map[string][]namedArea, 1024),
		replaced: make(map[AreaCode]AreaCode, 128),
		about:    make(map[string][]AreaCode, 64),
	}
	for line := range strings.Lines(areasTSV) {
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		code := AreaCode(column[0])
		t.byCode[code] = areaRow{
			Area:   Area{Code: code, Name: column[1], Level: code.Level(), Parents: splitCodes(column[4])},
			key:    names.Key(column[1]),
			middle: parsePoint(column[2], column[3]),
		}
		t.inOrder = append(t.inOrder, code)
		t.name(column[1], []AreaCode{code})
	}
	for line := range strings.Lines(areaNamesTSV) {
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case column[2] == "about":
			t.about[names.Key(column[0])] = splitCodes(column[1])
		default:
			t.name(column[0], splitCodes(column[1]))
		}
	}
	for line := range strings.Lines(replacedTSV) {
		old, now, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		t.replaced[AreaCode(old)] = AreaCode(now)
	}
	return t
}

// name gives a name to areas, once.
func (t *areaTable) name(name string, codes []AreaCode) {
	key := names.Key(name)
	for index, k := range map[*map[string][]namedArea]string{&t.byName: key, &t.byShort: shortKey(key)} {
		known := (*index)[k]
		if !slices.ContainsFunc(known, func(n namedArea) bool { return slices.Equal(n.codes, codes) }) {
			(*index)[k] = append(known, namedArea{name, codes})
		}
	}
}

// current is the code that c has today; most often c itself.
func (t *areaTable) current(c AreaCode) AreaCode {
	if now, ok := t.replaced[c]; ok {
		return now
	}
	return c
}

func splitCodes(list string) []AreaCode {
	if list == "" {
		return nil
	}
	codes := make([]AreaCode, 0, strings.Count(list, ",")+1)
	for code := range strings.SplitSeq(list, ",") {
		codes = append(codes, AreaCode(code))
	}
	return codes
}

func parsePoint(lat, lon string) Point {
	y, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		panic("geo: embedded table: " + err.Error())
	}
	x, err := strconv.ParseFloat(lon, 64)
	if err != nil {
		panic("geo: embedded table: " + err.Error())
	}
	return Point{x, y}
}
