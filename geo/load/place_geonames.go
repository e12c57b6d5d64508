package load

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"
)

// The columns of a GeoNames gazetteer: download.geonames.org/export/dump,
// readme.txt, "the main geoname table". Values by tabs, no heading. The
// alternative names (3) are not read: they do not say of what language they are,
// and codes of airports are among them.
const (
	gnID         = 0
	gnName       = 1
	gnLat        = 4
	gnLon        = 5
	gnClass      = 6 // P is a place where people live
	gnFeature    = 7
	gnCountry    = 8
	gnDistrict   = 11 // in Northern Ireland a GSS code
	gnPopulation = 14
	gnChanged    = 18
	gnColumns    = 19
)

// townOf is the population from which a place of GeoNames, which does not say
// what is a town, is taken for one. Kinds only order what is found.
const townOf = 5_000

// geoNamesAreas are the codes by which the ONS knows the islands.
var geoNamesAreas = map[string]string{"GB": "", "JE": channelIslands, "GG": channelIslands, "IM": isleOfMan}

const (
	channelIslands = "L93000001"
	isleOfMan      = "M83000003"
)

func isGeoNames(fields [][]byte) bool {
	if len(fields) != gnColumns || len(fields[gnClass]) != 1 || len(fields[gnCountry]) != 2 {
		return false
	}
	_, id := digits(fields[gnID])
	_, at := degreesOf(fields[gnLat], fields[gnLon])
	return id && at
}

func readGeoNames(fields [][]byte) placeRow {
	if len(fields) != gnColumns {
		return placeRow{refused: NotRecord}
	}
	r := geoNamesPlace(fields[gnName], fields[gnLat], fields[gnLon], fields[gnCountry], fields[gnDistrict])
	r.dated = string(fields[gnChanged])
	population, err := strconv.Atoi(string(fields[gnPopulation]))
	switch feature := string(fields[gnFeature]); {
	case string(fields[gnClass]) != "P" || slices.Contains([]string{"PPLH", "PPLQ", "PPLW", "PPLCH"}, feature):
		r.skip = true // no place, or one that is no more
	case feature == "PPLX":
		r.place.Kind = names.Suburb
	case feature == "PPLF" || feature == "PPLL":
		r.place.Kind = names.Hamlet
	case err == nil && population >= townOf:
		r.place.Kind = names.Town
	}
	return r
}

// The columns of a table of GeoNames: values by commas, with this heading.
var geoNamesHeading = []string{"name", "lat", "lng", "country", "admin1", "admin2"}

func isGeoNamesTable(fields [][]byte) bool {
	return slices.EqualFunc(fields, geoNamesHeading, func(field []byte, want string) bool { return string(field) == want })
}

func readGeoNamesTable(fields [][]byte) placeRow {
	if isGeoNamesTable(fields) {
		return placeRow{skip: true}
	}
	if len(fields) != len(geoNamesHeading) {
		return placeRow{refused: NotRecord}
	}
	return geoNamesPlace(fields[0], fields[1], fields[2], fields[3], fields[5])
}

// geoNamesPlace is a village until more is known of it. Places of other
// countries are skipped.
func geoNamesPlace(name, lat, lon, country, district []byte) placeRow {
	area, ours := geoNamesAreas[string(country)]
	if !ours {
		return placeRow{skip: true}
	}
	r := placeRow{place: names.Place{Name: placeOf(string(name)), Kind: names.Village}, code: area}
	if found, ok := geo.AreaByCode(geo.AreaCode(district)); ok && found.Level == geo.DistrictLevel {
		r.code = string(found.Code)
	}
	var ok bool
	if r.place.Point, ok = degreesOf(lat, lon); !ok {
		r.refused = NoPosition
	}
	return r
}

// placeOf is the name of the place that a unit of government is named after:
// Londonderry of Londonderry County Borough, Vale of Vale Parish.
func placeOf(name string) string {
	for _, unit := range []string{" County Borough", " Parish"} {
		name = strings.TrimSuffix(name, unit)
	}
	return name
}
