package load

import (
	"bytes"
	"strconv"

	"fingerpost/geo/internal/names"
	"fingerpost/geo/osgrid"

	"github.com/paulmach/orb"
)

// The columns of OS Open Names: Ordnance Survey, "OS Open Names: technical
// specification", file OS_Open_Names_Header.csv. There is no heading in the data.
const (
	onID       = 0
	onName1    = 2
	onName2    = 4 // the same in another language
	onType     = 6
	onSize     = 7 // LOCAL_TYPE
	onEasting  = 8
	onNorthing = 9
	onDistrict = 21 // of two tiers, the lower one
	onCounty   = 24 // county or unitary authority
	onColumns  = 34
)

// openNamesTypes are the values of the column TYPE.
var openNamesTypes = map[string]bool{
	"populatedPlace": true, "transportNetwork": true, "hydrography": true, "hydrology": true,
	"landcover": true, "landform": true, "other": true,
}

// openNamesKinds are the sizes of a populated place, LOCAL_TYPE.
var openNamesKinds = map[string]names.Kind{
	"City": names.City, "Town": names.Town, "Suburban Area": names.Suburb,
	"Village": names.Village, "Hamlet": names.Hamlet, "Other Settlement": names.Other,
}

// rightly is a name without the one slip that OS Open Names is known to have in
// the name of a town.
func rightly(name []byte) string {
	if string(name) == "Trecceln" {
		return "Trecelyn"
	}
	return string(name)
}

func isOpenNames(fields [][]byte) bool {
	return len(fields) == onColumns && (openNamesTypes[string(fields[onType])] || isOpenNamesHeading(fields))
}

func isOpenNamesHeading(fields [][]byte) bool { return string(bytes.ToUpper(fields[onType])) == "TYPE" }

func readOpenNames(fields [][]byte) (r placeRow) {
	switch {
	case len(fields) != onColumns:
		return placeRow{refused: NotRecord}
	case string(fields[onType]) != "populatedPlace":
		return placeRow{skip: openNamesTypes[string(fields[onType])] || isOpenNamesHeading(fields), refused: NotRecord}
	}
	kind, ok := openNamesKinds[string(fields[onSize])]
	if !ok {
		return placeRow{refused: UnknownKind}
	}
	r.place = names.Place{Name: rightly(fields[onName1]), Kind: kind}
	if len(fields[onName2]) > 0 {
		r.place.Others = []string{string(fields[onName2])}
	}
	r.council = string(fields[onCounty])
	if len(fields[onDistrict]) > 0 {
		r.council = string(fields[onDistrict])
	}
	easting, err1 := strconv.ParseFloat(string(fields[onEasting]), 64)
	northing, err2 := strconv.ParseFloat(string(fields[onNorthing]), 64)
	if err1 != nil || err2 != nil || easting == 0 && northing == 0 {
		r.refused = NoPosition
		return r
	}
	r.place.Point = osgrid.ToWGS84(easting, northing)
	return r
}

// The columns of an extract of OS Open Names: values by tabs, no heading.
const (
	oxName = iota
	oxCouncil
	oxKind // c, t, a (suburban area), v, h, o; of an outward code ""
	oxLat
	oxLon
	oxColumns
)

func isOpenNamesExtract(fields [][]byte) bool {
	if len(fields) != oxColumns || len(fields[oxName]) == 0 {
		return false
	}
	_, ok := degreesOf(fields[oxLat], fields[oxLon])
	_, kind := extractKind(fields[oxKind])
	return ok && (kind || len(fields[oxKind]) == 0)
}

func extractKind(letter []byte) (names.Kind, bool) {
	if len(letter) != 1 {
		return 0, false
	}
	kind := names.Kind(letter[0])
	if kind == 'a' {
		kind = names.Suburb
	}
	return kind, kind.Rank() >= 0
}

func readOpenNamesExtract(fields [][]byte) placeRow {
	if len(fields) != oxColumns {
		return placeRow{refused: NotRecord}
	}
	if len(fields[oxKind]) == 0 {
		return placeRow{skip: true}
	}
	kind, ok := extractKind(fields[oxKind])
	if !ok {
		return placeRow{refused: UnknownKind}
	}
	r := placeRow{
		place:   names.Place{Name: rightly(fields[oxName]), Kind: kind},
		council: string(bytes.Trim(fields[oxCouncil], `"`)),
	}
	if r.place.Point, ok = degreesOf(fields[oxLat], fields[oxLon]); !ok {
		r.refused = NoPosition
	}
	return r
}

// degreesOf reads a latitude and a longitude.
func degreesOf(lat, lon []byte) (orb.Point, bool) {
	y, err1 := strconv.ParseFloat(string(lat), 64)
	x, err2 := strconv.ParseFloat(string(lon), 64)
	return orb.Point{x, y}, err1 == nil && err2 == nil
}
