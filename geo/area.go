package geo

import "slices"

// AreaCode is a code of the Government Statistical Service, such as E08000035
// for Leeds. Two pseudo codes of the ONS stand for what is not in the United
// Kingdom: L93000001, the Channel Islands, and M83000003, the Isle of Man.
type AreaCode string

const (
	unitedKingdom AreaCode = "K02000001"
	london        AreaCode = "E12000007"
)

// AreaLevel is the size of an area: a higher level is a larger one.
type AreaLevel int

// The levels of an area. The zero AreaLevel belongs to what is no code.
const (
	WardLevel     AreaLevel = iota + 1
	DistrictLevel           // a council of one tier, or the lower of two
	CountyLevel             // a county council, or a combined authority
	HealthLevel             // an integrated care board, or a health board
	RegionLevel             // of England
	NationLevel             // also the Channel Islands, the Isle of Man, Great Britain, England and Wales
	UKLevel
)

// levels are the kinds of code by their first three characters: ONS, Register
// of Geographic Codes.
var levels = map[AreaCode]AreaLevel{
	"E05": WardLevel, "W05": WardLevel, "S13": WardLevel, "N08": WardLevel,
	"E06": DistrictLevel, "E07": DistrictLevel, "E08": DistrictLevel, "E09": DistrictLevel,
	"W06": DistrictLevel, "S12": DistrictLevel, "N09": DistrictLevel,
	"E10": CountyLevel, "E11": CountyLevel, "E47": CountyLevel,
	"E54": HealthLevel, "W11": HealthLevel, "S08": HealthLevel,
	"E12": RegionLevel,
	"E92": NationLevel, "W92": NationLevel, "S92": NationLevel, "N92": NationLevel,
	"L93": NationLevel, "M83": NationLevel, "K03": NationLevel, "K04": NationLevel,
	"K02": UKLevel,
}

// Level is the size of the area, read from the kind of its code; 0 when c is
// not a code of a kind known here. The area need not exist.
func (c AreaCode) Level() AreaLevel {
	if len(c) != 9 {
		return 0
	}
	for _, digit := range []byte(c[1:]) {
		if digit < '0' || digit > '9' {
			return 0
		}
	}
	return levels[c[:3]]
}

// Valid says whether c has the form of a code of a kind known here.
func (c AreaCode) Valid() bool { return c.Level() != 0 }

// Area is a council, county, combined authority, region, nation or the United
// Kingdom.
type Area struct {
	Code    AreaCode
	Name    string // the official one: "Bristol, City of"
	Level   AreaLevel
	Parents []AreaCode // the areas it lies in, nearest first; not to be changed
}

// AreaByCode finds an area. A district that was abolished or coded anew answers
// with the district that is there now: E07000165, Harrogate, with North
// Yorkshire. Wards are known when their boundaries were imported.
func AreaByCode(c AreaCode) (Area, bool) {
	if row, ok := areas().byCode[areas().current(c)]; ok {
		return row.Area, true
	}
	area, ok := current().local[c]
	return area, ok
}

// Contains says whether c is the area or lies wholly in it. An abolished
// district counts as the one that is there now.
func (a Area) Contains(c AreaCode) bool { return Covers(a.Code, []AreaCode{c}) }

// Covers says whether the area c holds a place that lies in the areas has, as
// [Place.Areas] gives them: whether one of them is c or lies in c. So a place
// that may be in either of two councils is covered by both. Abolished districts
// count as the ones that are there now.
func Covers(c AreaCode, has []AreaCode) bool {
	c = areas().current(c)
	return slices.ContainsFunc(has, func(h AreaCode) bool {
		h = areas().current(h)
		if h == c {
			return true
		}
		area, _ := AreaByCode(h)
		return slices.Contains(area.Parents, c)
	})
}

// Nation is the nation of a place that lies in the given areas, as Open
// Referral and the helplines file write it: ENG, WLS, SCT or NIR. It is "" when
// they say none (Jersey, the whole United Kingdom) or more than one (a sector
// across a border).
func Nation(codes []AreaCode) string {
	found := ""
	for _, c := range codes {
		nation := ""
		switch {
		case !c.Valid():
		case c[0] == 'E':
			nation = "ENG"
		case c[0] == 'W':
			nation = "WLS"
		case c[0] == 'S':
			nation = "SCT"
		case c[0] == 'N':
			nation = "NIR"
		}
		if nation != "" && found != "" && nation != found {
			return ""
		}
		found = max(found, nation)
	}
	return found
}
