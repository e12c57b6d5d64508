package geo

import (
	_ "embed"
	"strings"
	"sync"
)

// areasTSV has a line for each area: code, name, latitude, longitude, and the
// codes of its parents by commas, nearest first. The position is the median of
// the unit postcodes in it. Lines are sorted by level, then by code.
//
//go:embed areas.tsv
var areasTSV string

// replacedTSV has a line for each district code that is no longer in use: the
// code, and the code of the district that is there now.
//
//go:embed replaced.tsv
var replacedTSV string

type areaRow struct {
	Area
	middle Point
}

type areaTable struct {
	byCode   map[AreaCode]areaRow
	byName   map[string][]AreaCode // by fullKey
	byShort  map[string][]AreaCode // by shortKey
	replaced map[AreaCode]AreaCode // old code to current
}

var areas = sync.OnceValue(loadAreas)

func loadAreas() *areaTable {
	t := &areaTable{
		byCode:   make(map[AreaCode]areaRow, 512),
		byName:   make(map[string][]AreaCode, 512),
		byShort:  make(map[string][]AreaCode, 512),
		replaced: make(map[AreaCode]AreaCode, 64),
	}
	for line := range strings.Lines(areasTSV) {
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		code := AreaCode(column[0])
		t.byCode[code] = areaRow{
			Area:   Area{Code: code, Name: column[1], Level: code.Level(), Parents: splitCodes(column[4])},
			middle: parsePoint(column[2], column[3]),
		}
		t.name(column[1], code)
	}
	for name, code := range otherNames {
		t.name(name, code)
	}
	for line := range strings.Lines(replacedTSV) {
		old, current, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		t.replaced[AreaCode(old)] = AreaCode(current)
	}
	return t
}

func (t *areaTable) name(name string, code AreaCode) {
	full, short := fullKey(name), shortKey(fullKey(name))
	t.byName[full] = append(t.byName[full], code)
	t.byShort[short] = append(t.byShort[short], code)
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
