package parts

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"fingerpost/geo/internal/box"

	"github.com/paulmach/orb"
)

// The fields of a line.
const (
	fieldCode = iota
	fieldLat
	fieldLon
	fieldUnits
	fieldAreas
	fields
)

// Encode writes parts as lines of text that end in a newline: the code, the
// latitude and the longitude in degrees to a tenth of a metre, how many units, and
// the codes of areas with commas between them; tabs between the fields.
func Encode(parts []Part) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		fmt.Fprintf(&b, "%s\t%.6f\t%.6f\t%d\t%s\n", p.Code, p.Point.Lat(), p.Point.Lon(), p.Units, strings.Join(p.Areas, ","))
	}
	return b.Bytes()
}

// isCode says whether text has the characters of an outward code or a sector.
func isCode(text string) bool {
	outward, digit, divided := strings.Cut(text, " ")
	if len(outward) < 2 || len(outward) > 4 || outward[0] < 'A' || outward[0] > 'Z' || !isPlain(outward) {
		return false
	}
	return !divided || len(digit) == 1 && digit[0] >= '0' && digit[0] <= '9'
}

// longestArea is more than the nine characters of a GSS code.
const longestArea = 16

func isArea(text string) bool { return text != "" && len(text) <= longestArea && isPlain(text) }

// isPlain says whether text is capitals and digits.
func isPlain(text string) bool {
	for _, c := range []byte(text) {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// mostUnits is more than any part has, and keeps sums of them far from overflow.
const mostUnits = 1_000_000

// Decode reads what [Encode] wrote. Every line must be right and the codes must
// rise. The error is a [*box.DamagedError].
func Decode(b []byte) ([]Part, error) {
	var parts []Part
	before := ""
	for line := range strings.Lines(string(b)) {
		p, why := decodeLine(line)
		if why == "" && p.Code <= before {
			why = "its code is not after the one before"
		}
		if why != "" {
			return nil, &box.DamagedError{
				Kind: box.Postcodes,
				Why:  fmt.Sprintf("line %d of its outward codes and sectors: %s", len(parts)+1, why),
			}
		}
		parts = append(parts, p)
		before = p.Code
	}
	return parts, nil
}

// decodeLine reads one line; why is empty if it could.
func decodeLine(line string) (p Part, why string) {
	line, whole := strings.CutSuffix(line, "\n")
	values := strings.Split(line, "\t")
	if !whole || len(values) != fields {
		return Part{}, "it is not whole"
	}
	if p.Code = values[fieldCode]; !isCode(p.Code) {
		return Part{}, "no outward code or sector"
	}
	lat, latErr := strconv.ParseFloat(values[fieldLat], 64)
	lon, lonErr := strconv.ParseFloat(values[fieldLon], 64)
	if latErr != nil || lonErr != nil || !(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180) { // NaN is not
		return Part{}, "no position"
	}
	p.Point = orb.Point{lon, lat}
	number, err := strconv.Atoi(values[fieldUnits])
	if err != nil || number < 0 || number > mostUnits {
		return Part{}, "no number of units"
	}
	p.Units = number
	if values[fieldAreas] == "" {
		return p, ""
	}
	p.Areas = strings.Split(values[fieldAreas], ",")
	for _, area := range p.Areas {
		if !isArea(area) {
			return Part{}, "an area code that is none"
		}
	}
	return p, ""
}
