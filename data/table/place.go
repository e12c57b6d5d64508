package table

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// place is where the service is given, if the table says.
func (r *row) place() (data.Draft[data.Location], bool) {
	if r.m.postal || !r.applies("place") {
		return data.Draft[data.Location]{}, false
	}
	source := r.reading.Source.Key
	own := r.text("place.id")
	if own == "" {
		own = r.own
	}
	l := data.Location{
		ID:      data.Mint[data.LocationID](data.LevelLocation, source, own),
		Type:    data.Physical,
		Name:    r.text("place.name"),
		Address: r.address("place"),
		Point:   r.point(),
	}
	for _, s := range r.list("place.access") {
		l.Accessibility = append(l.Accessibility, data.Accessibility{
			ID: data.MintElement(source, own, "location/accessibility", fold(s)), Description: s,
		})
	}
	said := l.Point != nil || len(l.Address.Lines()) > 0 || l.Name != ""
	return data.Draft[data.Location]{OwnID: own, Doc: l}, said
}

// point is the position; latitude or longitude alone is none.
func (r *row) point() *data.Coordinates {
	latitude, longitude := r.text("place.latitude"), r.text("place.longitude")
	if latitude == "" && longitude == "" {
		return nil
	}
	lat, err := strconv.ParseFloat(latitude, 64)
	lon, err2 := strconv.ParseFloat(longitude, 64)
	if err != nil || err2 != nil {
		r.note("point", data.PointMissing, latitude+","+longitude)
		return nil
	}
	return &data.Coordinates{Latitude: lat, Longitude: lon}
}

// address reads the address of a section, from one cell or several. Its last part is the town, when none is given and it
// does not look like a street.
func (r *row) address(section string) data.Address {
	a := data.Address{City: r.text(section + ".town"), County: r.text(section + ".county"), Postcode: r.text(section + ".postcode")}
	if isPostcode(a.County) {
		a.County = ""
	}
	var parts []string
	for _, cell := range r.list(section + ".address") {
		for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == '\n' || r == '\r' }) {
			part = strings.Trim(strings.Join(strings.Fields(part), " "), " .;")
			known := part == "" || slices.ContainsFunc([]string{a.City, a.County, a.Postcode}, func(s string) bool { return fold(s) == fold(part) })
			if !known && !isPostcode(part) && (len(parts) == 0 || parts[len(parts)-1] != part) {
				parts = append(parts, part)
			}
		}
	}
	a.SetParts(parts)
	return a
}

func isPostcode(s string) bool {
	p, err := geo.ParsePostcode(s)
	return err == nil && p.Level() == geo.Unit
}
