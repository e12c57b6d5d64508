package load

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// column is a value that is taken from the files of the Office for National
// Statistics. Their columns are named after the year of the codes (lad25cd, next
// year lad26cd), and before 2025 otherwise again; the downloads of its open
// geography portal have them in capitals.
type column int

const (
	colPostcode column = iota
	colIntroduced
	colEnded
	colLatitude
	colLongitude
	colWard
	colDistrict
	colCounty
	colCountry
	colBoard     // an integrated care board
	colHealth    // a health authority or board
	colSubBoard  // part of an integrated care board, in Wales a health board
	colTrust     // a primary care trust, in Wales a health board
	colParish    // which only the directory has
	columnsKnown // how many there are
)

// columnNames are the names of each column, by year or not.
var columnNames = [columnsKnown]*regexp.Regexp{
	colPostcode:   regexp.MustCompile(`^(pcds|pcd[278]?)$`),
	colIntroduced: regexp.MustCompile(`^dointr$`),
	colEnded:      regexp.MustCompile(`^doterm$`),
	colLatitude:   regexp.MustCompile(`^lat$`),
	colLongitude:  regexp.MustCompile(`^long$`),
	colWard:       regexp.MustCompile(`^(wd\d\dcd|ward|osward)$`),
	colDistrict:   regexp.MustCompile(`^(lad\d\dcd|laua|oslaua)$`),
	colCounty:     regexp.MustCompile(`^(cty\d\dcd|cty|oscty)$`),
	colCountry:    regexp.MustCompile(`^(ctry\d\dcd|ctry)$`),
	colBoard:      regexp.MustCompile(`^(icb\d\dcd|icb|stp)$`),
	colHealth:     regexp.MustCompile(`^(hlth\d\dcd|oshlthau|hlthau)$`),
	colSubBoard:   regexp.MustCompile(`^(sicbl\d\dcd|sicbl|ccg)$`),
	colTrust:      regexp.MustCompile(`^(pco\d\dcd|pct)$`),
	colParish:     regexp.MustCompile(`^(par(ncp)?\d\dcd|parish)$`),
}

// required are the columns without which a file is none of theirs.
var required = []column{colPostcode, colEnded, colLatitude, colLongitude, colDistrict}

// statisticsLayout is where the columns of a file stand.
type statisticsLayout struct {
	layout layout
	at     [columnsKnown]int // -1 for one that is not there
	total  int
}

// statisticsColumns reads a heading. It is not ok for that of another file.
func statisticsColumns(heading [][]byte) (statisticsLayout, bool) {
	s := statisticsLayout{layout: statisticsLookup, total: len(heading)}
	for c, name := range columnNames {
		s.at[c] = -1
		for i, h := range heading {
			if s.at[c] < 0 && name.MatchString(strings.ToLower(string(h))) {
				s.at[c] = i
			}
		}
	}
	for _, c := range required {
		if s.at[c] < 0 {
			return s, false
		}
	}
	if s.at[colParish] >= 0 {
		s.layout = statisticsDirectory
	}
	return s, true
}

// statisticsReader reads rows of the National Statistics Postcode Lookup and of
// the ONS Postcode Directory.
type statisticsReader struct {
	statisticsLayout
	areas *areaSets
}

func (s statisticsReader) columns() int { return s.total }

// field is the value in a column, nil if there is no such column.
func (s statisticsReader) field(fields [][]byte, c column) []byte {
	if s.at[c] < 0 {
		return nil
	}
	return fields[s.at[c]]
}

func (s statisticsReader) read(fields [][]byte) (unit, Reason) {
	p, reason := unitPostcode(s.field(fields, colPostcode))
	if reason != "" {
		return unit{}, reason
	}
	lat, lon, reason := degrees(s.field(fields, colLatitude), s.field(fields, colLongitude))
	if reason != "" {
		return unit{}, reason
	}
	ended, ok := yearMonth(s.field(fields, colEnded))
	if !ok {
		return unit{}, NotRecord
	}
	introduced, _ := yearMonth(s.field(fields, colIntroduced)) // only the newest matters, so an odd one harms nothing
	u := unit{postcode: p, ended: ended, dated: max(introduced, ended)}
	u.point[0], u.point[1] = lon, lat
	u.areas = s.areas.of(s.field(fields, colWard), s.field(fields, colDistrict), s.field(fields, colCounty),
		s.field(fields, colCountry), s.field(fields, colBoard), s.field(fields, colHealth),
		s.field(fields, colSubBoard), s.field(fields, colTrust))
	return u, ""
}

// noLatitude is what a missing latitude is written as, where it is not empty: ONS,
// "ONS Postcode Directory: user guide".
const noLatitude = 99.999999

// degrees reads a position. Either coordinate missing is a missing position: a
// row without one reads ",0.00000" or "99.999999,0.000000", with a longitude that
// is that of Greenwich.
func degrees(latitude, longitude []byte) (lat, lon float64, _ Reason) {
	if len(latitude) == 0 || len(longitude) == 0 {
		return 0, 0, NoPosition
	}
	lat, err1 := strconv.ParseFloat(string(latitude), 64)
	lon, err2 := strconv.ParseFloat(string(longitude), 64)
	switch {
	case err1 != nil || err2 != nil:
		return 0, 0, NotRecord
	case lat == 0 || math.Abs(lat-noLatitude) < 1e-4:
		return 0, 0, NoPosition
	}
	return lat, lon, ""
}

// yearMonth reads 202506. Empty is 0.
func yearMonth(b []byte) (month int, ok bool) {
	if len(b) == 0 {
		return 0, true
	}
	month, ok = digits(b)
	ok = ok && len(b) == 6 && month >= 1900_00 && month < 2100_00 && month%100 >= 1 && month%100 <= 12
	if !ok {
		return 0, false
	}
	return month, true
}
