package openreferral

import (
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

func writeServiceAtLocation(listing data.Listing, at data.ServiceAtLocation) ServiceAtLocationV3 {
	out := ServiceAtLocationV3{ID: string(at.ID), ServiceID: string(listing.Service.ID), LocationID: string(at.LocationID)}
	place, ok := listing.Location(at.LocationID)
	if ok {
		out.Location = new(writeLocation(place))
	}
	if !place.Withheld { // a number or the hours of one house may tell which it is
		out.Schedules, out.Phones = writeSchedules(at.Schedules), writePhones(at.Phones)
	}
	return out
}

// writeLocation writes a place in its public form: of a withheld one its id and type, and nothing else. A point is
// written only where a source stated it; the middle of a postcode would be taken for the door.
func writeLocation(l data.Location) LocationV3 {
	out := LocationV3{ID: string(l.ID), LocationType: string(l.Type)}
	if out.LocationType == "" {
		out.LocationType = string(data.Physical)
	}
	if l.Withheld {
		return out
	}
	out.Name, out.Description, out.Transportation = l.Name, l.Description, l.Transportation
	if position, ok := data.Geocode(l); ok && position.Precision == data.PrecisionExact {
		out.Latitude, out.Longitude = new(position.Point.Lat()), new(position.Point.Lon())
	}
	if address, ok := writeAddress(l.Address, data.LocationType(out.LocationType), l.Name, wireID(out.ID, "address", "")); ok {
		out.Addresses = []AddressV3{address}
	} else if out.Description == "" {
		out.Description = strings.Join(l.Address.Lines(), ", ")
	}
	for _, a := range l.Accessibility {
		out.Accessibility = append(out.Accessibility, AccessibilityV3{ID: string(a.ID), Description: a.Description})
	}
	out.Phones = writePhones(l.Phones)
	return out
}

// writeAddress fills the six fields that the standard requires: a line with the place's name, the city with what the
// address or its postcode says of the district, state_province with the county, else the nation. Without a postcode that
// can be read there is no address to write, and ok is false.
func writeAddress(a data.Address, kind data.LocationType, name, id string) (out AddressV3, ok bool) {
	postcode, err := geo.ParsePostcode(a.Postcode)
	if err != nil {
		return out, false
	}
	place, _ := geo.Locate(postcode)
	nation, country := nationOf(place, postcode)
	out = AddressV3{
		ID:            id,
		Address1:      first(a.Line1, a.Line2, name, a.City, postcode.String()),
		City:          first(a.City, districtName(place), a.County, nation),
		StateProvince: first(a.County, nation),
		PostalCode:    postcode.String(),
		Country:       country,
		AddressType:   string(kind),
	}
	if a.Line2 != out.Address1 {
		out.Address2 = a.Line2
	}
	return out, true
}

func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// districtName is the council's area that a postcode lies in, if it can be in no other.
func districtName(place geo.Place) string {
	if len(place.Straddles) > 0 {
		return ""
	}
	for _, code := range place.Areas {
		if area, ok := geo.AreaByCode(code); ok && area.Level == geo.DistrictLevel {
			return area.Name
		}
	}
	return ""
}

// nationOf names the nation of a postcode, and gives its country as ISO 3166-1 writes it.
func nationOf(place geo.Place, postcode geo.Postcode) (name, country string) {
	outward := postcode.Outward().String()
	for prefix, island := range map[string]string{"JE": "Jersey", "GY": "Guernsey", "IM": "Isle of Man"} {
		if strings.HasPrefix(outward, prefix) {
			return island, map[string]string{"JE": "JE", "GY": "GG", "IM": "IM"}[prefix]
		}
	}
	names := map[string]string{"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}
	if name = names[geo.Nation(place.Areas)]; name == "" {
		name = "United Kingdom"
	}
	return name, "GB"
}
