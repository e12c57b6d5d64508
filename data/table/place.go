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
	source := r.reading.Source.Key
	own := r.text("place.id")
	switch {
	case own != "":
	case r.element != nil: // what it says tells it from the others: their order may change
		parts := append([]string{r.own, r.text("place.name")}, r.list("place.address")...)
		own = strings.Join(append(parts, r.text("place.town"), r.text("place.postcode")), " / ")
	default:
		own = r.own
	}
	l := data.Location{
		ID:      data.Mint[data.LocationID](data.LevelLocation, source, own),
		Type:    data.Physical,
		Name:    r.text("place.name"),
		Address: r.address("place"),
		Point:   r.at,
	}
	for _, s := range r.list("place.access") {
		l.Accessibility = append(l.Accessibility, data.Accessibility{
			ID: data.MintElement(source, own, "location/accessibility", fold(s)), Description: s,
		})
	}
	said := l.Point != nil || len(l.Address.Lines()) > 0 || l.Name != ""
	return data.Draft[data.Location]{OwnID: own, Doc: l}, said
}

// point is the position; latitude or longitude alone is none, nor are "nan" and the like, as programs write what is
// missing. In each other's place they are put right: nothing in the United Kingdom is where they would be as written.
func (r *row) point() *data.Coordinates {
	latitude, longitude := r.text("place.latitude"), r.text("place.longitude")
	if latitude == "" && longitude == "" {
		latitude, longitude, _ = strings.Cut(r.text("place.point"), ",")
		longitude = strings.TrimSpace(longitude)
	}
	if latitude == "" && longitude == "" {
		return nil
	}
	lat, err := strconv.ParseFloat(latitude, 64)
	lon, err2 := strconv.ParseFloat(longitude, 64)
	if err != nil || err2 != nil || !finite(lat, lon) {
		r.note("point", data.PointMissing, latitude+","+longitude)
		return nil
	}
	if wrong, ok := geo.CheckUK(lat, lon).(*geo.CoordinateError); ok && wrong.Reason == geo.ReasonSwapped {
		r.note("point", data.PointMended, latitude+","+longitude)
		lat, lon = lon, lat
	}
	return &data.Coordinates{Latitude: lat, Longitude: lon}
}

// address reads the address of a section, from one cell or several. A postcode within it is the postcode, when there is no
// other. Its last part is the town, when none is given and it does not look like a street.
func (r *row) address(section string) data.Address {
	a := data.Address{City: r.text(section + ".town"), County: r.text(section + ".county")}
	a.Postcode = r.postcode(section)
	if isPostcode(a.County) {
		a.County = ""
	}
	var parts []string
	for _, cell := range r.list(section + ".address") {
		if strings.Contains(cell, "<") {
			cell = data.PlainText(cell, data.MaxDescription)
		}
		for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == '\n' || r == '\r' }) {
			part = strings.Trim(strings.Join(strings.Fields(part), " "), " .;")
			part = strings.TrimSpace(withoutPostcode(part, a.Postcode))
			known := part == "" || slices.ContainsFunc([]string{a.City, a.County, a.Postcode}, func(s string) bool { return fold(s) == fold(part) })
			if !known && !isPostcode(part) && (len(parts) == 0 || parts[len(parts)-1] != part) {
				parts = append(parts, part)
			}
		}
	}
	a.SetParts(parts)
	return a
}

// postcode is the postcode of a section: that of its column, or the one in its address.
func (r *row) postcode(section string) string {
	written := r.text(section + ".postcode")
	if _, err := geo.ParsePostcode(written); err == nil {
		return written
	}
	if _, ok := geo.MendPostcode(written); ok {
		return written
	}
	for _, text := range append([]string{written}, r.list(section+".address")...) {
		if p, ok := geo.FindPostcode(text); ok {
			if written != "" {
				r.noteOnce("postal_code", data.MendedPostcode, written)
			}
			return p.String()
		}
	}
	return written
}

// withoutPostcode takes the postcode from the end of a part of an address.
func withoutPostcode(part, postcode string) string {
	outward, inward, ok := strings.Cut(postcode, " ")
	if !ok {
		return part
	}
	for _, code := range []string{postcode, outward + inward} {
		if cut := len(part) - len(code); cut > 0 && strings.EqualFold(part[cut:], code) {
			return strings.TrimRight(part[:cut], " .,-")
		}
	}
	return part
}

func isPostcode(s string) bool {
	p, err := geo.ParsePostcode(s)
	return err == nil && p.Level() == geo.Unit
}
