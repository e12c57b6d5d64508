package geo

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// postcodesGZ has a line for each outward code and sector, sorted by byte:
// code, latitude, longitude, and the codes of the smallest areas it lies in by
// commas, the one with most unit postcodes first. Those are districts, or the
// nation where no district is known.
//
//go:embed postcodes.tsv.gz
var postcodesGZ []byte

type postcodeRow struct {
	postcode Postcode
	point    Point
	areas    string
}

var postcodes = sync.OnceValue(loadPostcodes)

// loadPostcodes panics when the table is not what gentable writes, which no
// input can bring about.
func loadPostcodes() []postcodeRow {
	unzip, err := gzip.NewReader(bytes.NewReader(postcodesGZ))
	if err != nil {
		panic("geo: postcodes.tsv.gz: " + err.Error())
	}
	var text strings.Builder
	// The last four bytes are the size of the content: RFC 1952, section 2.3.1.
	text.Grow(int(binary.LittleEndian.Uint32(postcodesGZ[len(postcodesGZ)-4:])))
	if _, err := io.Copy(&text, unzip); err != nil {
		panic("geo: postcodes.tsv.gz: " + err.Error())
	}
	rows := make([]postcodeRow, 0, strings.Count(text.String(), "\n"))
	for line := range strings.Lines(text.String()) {
		code, line, _ := strings.Cut(line, "\t")
		lat, line, _ := strings.Cut(line, "\t")
		lon, line, _ := strings.Cut(line, "\t")
		rows = append(rows, postcodeRow{
			postcode: Postcode{code},
			point:    parsePoint(lat, lon),
			areas:    strings.TrimSuffix(line, "\n"),
		})
	}
	return rows
}

// lookUp finds the row of an outward code or a sector.
func lookUp(p Postcode) (postcodeRow, bool) {
	rows := postcodes()
	i, ok := slices.BinarySearchFunc(rows, p, func(row postcodeRow, p Postcode) int {
		return strings.Compare(row.postcode.text, p.text)
	})
	if !ok {
		return postcodeRow{}, false
	}
	return rows[i], true
}

// isKnown says whether an outward code or a sector is in the table.
func isKnown(p Postcode) bool {
	_, ok := lookUp(p)
	return ok
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
