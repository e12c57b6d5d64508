package table

import (
	"regexp"
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// eircode is a postcode of Ireland, whose shape no British one has.
var eircode = regexp.MustCompile(`(?i)\b[AC-FHKNPRTV-Y]\d[0-9W] ?[0-9AC-FHKNPRTV-Y]{4}\s*$`)

// here reports whether the row's whereabouts are in the United Kingdom or on the islands, as far as it says, and that it says
// any when the mapping asks for it. If not, it notes why.
func (r *row) here() bool {
	var parts []string
	for _, s := range append(r.list("place.address"), r.text("place.town"), r.text("place.postcode")) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	written := strings.Join(parts, ", ")
	r.at = r.point()
	_, british := geo.FindPostcode(written)
	if !british && eircode.MatchString(strings.TrimRight(written, ", .")) {
		r.note("place", data.OtherCountry, written)
		return false
	}
	if r.at == nil {
		if r.m.placeMust && written == "" {
			r.note("place", data.NoPlace, "")
			return false
		}
		return true
	}
	wrong := geo.CheckUK(r.at.Latitude, r.at.Longitude)
	switch {
	case wrong == nil && near(r.at):
		return true
	case british: // a wrong guess of whoever placed it: the postcode says where it is
		r.note("point", data.PointDropped, written)
		r.at = nil
		return true
	case wrong == nil, namesAbroad(written):
		r.note("place", data.OtherCountry, written)
	case wrong.(*geo.CoordinateError).Reason == geo.ReasonZero:
		return true // which Tidy leaves out
	default:
		r.note("point", data.PointOutside, strconv.FormatFloat(r.at.Latitude, 'f', -1, 64)+","+strconv.FormatFloat(r.at.Longitude, 'f', -1, 64))
	}
	return false
}

// near reports whether any postcode is near a point within the bounds of the country, which hold most of Ireland and some
// of France.
func near(p *data.Coordinates) bool {
	_, _, ok := geo.NearestPostcode(geo.Point{p.Longitude, p.Latitude})
	return ok
}

// namesAbroad reports whether an address ends in the name of a place that is in another country.
func namesAbroad(written string) bool {
	parts := strings.Split(strings.TrimRight(written, ", 0123456789"), ",")
	_, err := geo.Find(strings.TrimSpace(parts[len(parts)-1]))
	elsewhere, ok := err.(*geo.ElsewhereError)
	return ok && elsewhere.Reason == geo.ReasonAbroad
}
