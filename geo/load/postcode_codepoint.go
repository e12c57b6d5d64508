package load

import (
	"bytes"
	"time"

	"fingerpost/geo"
	"fingerpost/geo/osgrid"
)

// The columns of Code-Point Open: Ordnance Survey, "Code-Point Open: technical
// specification". There is no heading. Not read are the quality of the position
// (1), which says 90 where the position is 0,0, and the NHS region (5).
const (
	cpPostcode = 0
	cpEasting  = 2
	cpNorthing = 3
	cpCountry  = 4
	cpRegion   = 5 // of the NHS
	cpHealth   = 6 // a strategic health authority, which were abolished in 2013, or a health board
	cpCounty   = 7
	cpDistrict = 8
	cpWard     = 9
	cpColumns  = 10
)

// isCodePoint says whether a row is laid out as those of Code-Point Open, in
// whatever order: then rows that are in another order are counted and named,
// and not just the file refused.
func isCodePoint(fields [][]byte) bool {
	if len(fields) != cpColumns {
		return false
	}
	postcodes, numbers, codes := 0, 0, 0
	for _, f := range fields {
		if _, ok := digits(f); ok {
			numbers++
		} else if isCode(f) {
			codes++
		} else if p, err := geo.ParsePostcode(string(f)); err == nil && p.Level() == geo.Unit {
			postcodes++
		}
	}
	return postcodes == 1 && numbers >= 3 && codes >= 1
}

// codePointReader reads rows of Code-Point Open.
type codePointReader struct{ areas *areaSets }

func (c codePointReader) columns() int { return cpColumns }

func (c codePointReader) read(fields [][]byte) (unit, Reason) {
	p, reason := unitPostcode(fields[cpPostcode])
	if reason != "" {
		return unit{}, reason
	}
	if len(fields[cpEasting]) == 0 || len(fields[cpNorthing]) == 0 {
		return unit{}, NoPosition
	}
	easting, ok1 := digits(fields[cpEasting])
	northing, ok2 := digits(fields[cpNorthing])
	switch {
	case !ok1 || !ok2:
		return unit{}, NotRecord
	case easting == 0 || northing == 0:
		return unit{}, NoPosition
	}
	return unit{
		postcode: p,
		point:    osgrid.ToWGS84(float64(easting), float64(northing)),
		areas: c.areas.of(fields[cpWard], fields[cpDistrict], fields[cpCounty],
			fields[cpCountry], fields[cpHealth], fields[cpRegion]),
	}, ""
}

// codePointDate is the date in the file of particulars that comes with Code-Point
// Open, Doc/metadata.txt, as 2025-10-20. Other files have none.
func codePointDate(head []byte) string {
	if !bytes.Contains(head, []byte("PRODUCT: OS CODE-POINT")) {
		return ""
	}
	_, after, _ := bytes.Cut(head, []byte("COPYRIGHT DATE:"))
	text, _, _ := bytes.Cut(after, []byte("\n"))
	day, err := time.Parse("20060102", string(bytes.TrimSpace(text)))
	if err != nil {
		return ""
	}
	return day.Format(time.DateOnly)
}
