package names

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// EncodeTSV writes places as lines of text, in their order: name, other names
// with bars between them, letter of the kind, latitude, longitude, district.
// Positions have four decimals, which is some ten metres.
func EncodeTSV(places []Place) []byte {
	var b bytes.Buffer
	for _, p := range places {
		fmt.Fprintf(&b, "%s\t%s\t%c\t%.4f\t%.4f\t%s\n",
			p.Name, strings.Join(p.Others, "|"), p.Kind, p.Point.Lat(), p.Point.Lon(), p.District)
	}
	return b.Bytes()
}

// DecodeTSV reads what [EncodeTSV] wrote. It refuses what a table could not hold.
func DecodeTSV(text string) ([]Place, error) {
	places := make([]Place, 0, strings.Count(text, "\n"))
	number := 0
	for line := range strings.Lines(text) {
		number++
		p, err := decodeLine(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, fmt.Errorf("geo: places: line %d: %w", number, err)
		}
		places = append(places, p)
	}
	return places, nil
}

func decodeLine(line string) (Place, error) {
	column := strings.Split(line, "\t")
	if len(column) != 6 || len(column[2]) != 1 {
		return Place{}, fmt.Errorf("%d columns", len(column))
	}
	lat, err := strconv.ParseFloat(column[3], 64)
	if err != nil {
		return Place{}, err
	}
	lon, err := strconv.ParseFloat(column[4], 64)
	if err != nil {
		return Place{}, err
	}
	p := Place{Name: column[0], Kind: Kind(column[2][0]), Point: orb.Point{lon, lat}, District: column[5]}
	if column[1] != "" {
		p.Others = strings.Split(column[1], "|")
	}
	return p, Fits(p)
}
