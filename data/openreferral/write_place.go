package openreferral

import (
	"strconv"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// writeServiceAtLocation writes the link to a place. The ids of a withheld place and of the link may be made of its
// address, which could be found by trying addresses: both get others, of the service and of how many places stand before.
func writeServiceAtLocation(listing data.Listing, at data.ServiceAtLocation, i int) ServiceAtLocationV3 {
	out := ServiceAtLocationV3{ID: string(at.ID), ServiceID: string(listing.Service.ID), LocationID: string(at.LocationID)}
	place, ok := listing.Location(at.LocationID)
	if place.Withheld {
		out.ID = wireID(out.ServiceID, "withheld/service_at_location", strconv.Itoa(i))
		out.LocationID = wireID(out.ServiceID, "withheld/location", strconv.Itoa(i))
		place = data.Location{ID: data.LocationID(out.LocationID), Type: place.Type, Withheld: true}
	} else { // a number or the hours of one house may tell which it is
		out.Schedules, out.Phones = writeSchedules(at.Schedules), writePhones(at.Phones)
	}
	if ok {
		out.Location = new(writeLocation(place))
		if !place.Withheld {
			out.Location.SourceURL = listing.Origins[listing.Provenance[data.LevelLocation][out.LocationID].Default].URL
		}
	}
	return out
}

// writeLocation writes a place in its public form: of a withheld one its id and type and that it is withheld, and nothing
// else. A point is written only where a source stated it; the middle of a postcode would be taken for the door.
func writeLocation(l data.Location) LocationV3 {
	out := LocationV3{ID: string(l.ID), LocationType: string(l.Type)}
	if out.LocationType == "" {
		out.LocationType = string(data.Physical)
	}
	if l.Withheld {
		said := saying{entity: "location", id: out.ID}
		said.add("address_withheld", "true")
		out.Attributes = said.all
		return out
	}
	out.Name, out.Description, out.Transportation = l.Name, l.Description, l.Transportation
	if position, ok := data.Geocode(l); ok && position.Precision == data.PrecisionExact {
		out.Latitude, out.Longitude = new(position.Point.Lat()), new(position.Point.Lon())
	}
	out.place(l.Address, wireID(out.ID, "address", ""))
	for _, a := range l.Accessibility {
		out.Accessibility = append(out.Accessibility, AccessibilityV3{ID: string(a.ID), Description: a.Description})
	}
	out.Phones = writePhones(l.Phones)
	return out
}

// place writes the address of a location. One without a postcode that can be read lacks what the standard requires of an
// address: it stands in attributes, and as the description where there is none.
func (l *LocationV3) place(a data.Address, id string) {
	if written, ok := writeAddress(a, data.LocationType(l.LocationType), l.Name, id); ok {
		l.Addresses = []AddressV3{written}
		return
	}
	said := saying{entity: "location", id: l.ID}
	for _, part := range addressParts(&a) {
		said.add(part.name, *part.value)
	}
	l.Attributes = said.all
	if l.Description == "" {
		l.Description = strings.Join(a.Lines(), ", ")
	}
}

type addressPart struct {
	name  string
	value *string
}

// addressParts are the parts of an address by their names in the standard.
func addressParts(a *data.Address) []addressPart {
	return []addressPart{{"address_1", &a.Line1}, {"address_2", &a.Line2}, {"city", &a.City}, {"state_province", &a.County}, {"postal_code", &a.Postcode}}
}

// filledIn is the link_type of what an address's source did not say, and only stands there because the standard requires it.
const filledIn = "filled_in"

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
	if a.Line1 == "" { // a second line without a first one is the first
		a.Line1, a.Line2 = a.Line2, ""
	}
	out = AddressV3{
		ID:            id,
		Address1:      first(a.Line1, name, a.City, postcode.String()),
		Address2:      a.Line2,
		City:          first(a.City, districtName(place), a.County, nation),
		StateProvince: first(a.County, nation),
		PostalCode:    postcode.String(),
		Country:       country,
		AddressType:   string(kind),
	}
	said := saying{entity: "address", id: id}
	for _, part := range addressParts(&a) {
		if *part.value == "" && part.name != "address_2" {
			said.each(filledIn, part.name)
		}
	}
	out.Attributes = said.all
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
