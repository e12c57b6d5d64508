package openreferral

import (
	"fingerpost/data"
	"fingerpost/geo"
)

// chosenAddress is the address that people go to: of several the first that is physical, else the first. Outpost writes
// it into the place itself.
func chosenAddress(o object) data.Address {
	written := o.objects("addresses", "physical_addresses", "address", "postal_addresses")
	for _, each := range written {
		if fold(each.text("address_type")) == "physical" {
			return readAddress(each)
		}
	}
	if len(written) > 0 {
		return readAddress(written[0])
	}
	flat := readAddress(o)
	if flat.Line1 == o.text("name") && o.text("address_1", "address1", "address_line_1", "street_address") == "" {
		flat.Line1 = "" // the name is the place's
	}
	return flat
}

// readAddress reads an address in parts, or as one text, which stands under "name".
func readAddress(o object) data.Address {
	a := data.Address{
		Line1:    o.text("address_1", "address1", "address_line_1", "street_address", "name"),
		Line2:    o.text("address_2", "address2", "address_line_2"),
		City:     o.text("city", "town"),
		County:   o.text("state_province", "county"),
		Postcode: o.text("postal_code", "postcode"),
	}
	if isNation(a.County) {
		a.County = "" // the standard requires a state_province, and many fill it with the nation
	}
	for _, attribute := range o.objects("attributes") { // as we write them ourselves
		kind, value := attribute.text("link_type"), attribute.text("value")
		for _, part := range addressParts(&a) {
			switch {
			case kind == part.name:
				*part.value = value
			case kind == filledIn && value == part.name:
				*part.value = ""
			}
		}
	}
	if a.Postcode == "" {
		for _, line := range []string{a.Line1, a.Line2, a.City, a.County} {
			if postcode, ok := geo.FindPostcode(line[:min(len(line), 500)]); ok {
				a.Postcode = postcode.String()
				break
			}
		}
	}
	return a
}

// isNation reports whether a name is that of a nation or a larger area, and of nothing smaller.
func isNation(name string) bool {
	named := geo.AreaByName(name)
	for _, area := range named {
		if area.Level < geo.NationLevel {
			return false
		}
	}
	return len(named) > 0
}

// point is the position that the feed states: latitude and longitude, or a GeoJSON point, whose longitude comes first
// (RFC 7946, 3.1.1). Half a point and one that is no number become 0,0, which is what Tidy counts as missing.
func (r *reader) point(o object) *data.Coordinates {
	at := o
	if geometry := o.object("geometry"); geometry != nil {
		if list, ok := geometry["coordinates"].([]any); ok && geometry.text("type") == "Point" {
			at = object{}
			for i, name := range []string{"longitude", "latitude"} {
				if i < len(list) {
					at[name] = list[i]
				}
			}
			if len(at) == 0 {
				return nil
			}
		}
	}
	lat, latOK, latSaid := at.number("latitude", "lat")
	lon, lonOK, lonSaid := at.number("longitude", "lon", "lng", "long")
	switch {
	case !latSaid && !lonSaid:
		return nil
	case !latOK || !lonOK:
		return &data.Coordinates{}
	}
	return &data.Coordinates{Latitude: lat, Longitude: lon}
}
