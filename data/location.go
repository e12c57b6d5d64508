package data

import "fingerpost/geo"

// LocationType says what a location is (Open Referral UK location_type).
type LocationType string

const (
	Physical LocationType = "physical" // people go there
	Postal   LocationType = "postal"   // letters go there
	Virtual  LocationType = "virtual"  // nobody goes anywhere
)

// Location is a place where services are given (HSDS 3.0 location).
type Location struct {
	ID             LocationID      `json:"id"`
	MergedInto     LocationID      `json:"merged_into,omitempty"` // what it was found to be the same as; see [MergedInto]
	Type           LocationType    `json:"location_type"`
	Name           string          `json:"name,omitempty"`
	Description    string          `json:"description,omitempty"`
	Transportation string          `json:"transportation,omitempty"`
	Address        Address         `json:"address,omitzero"`
	Point          *Coordinates    `json:"point,omitempty"` // only what a source stated; a postcode's point is derived, see [Geocode]
	Accessibility  []Accessibility `json:"accessibility,omitempty"`
	Phones         []Phone         `json:"phones,omitempty"`
	// Withheld marks a place whose whereabouts put people at risk if known (a refuge). Outside the store it has no
	// point, address or name: see [Location.Public].
	Withheld bool `json:"withheld,omitempty"`
	// Council is set only on the public form of a withheld place: all that may be known of where it is.
	Council geo.AreaCode `json:"council,omitempty"`
}

// Coordinates are WGS84 degrees as a source stated them.
type Coordinates struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// Address is one postal address (HSDS address).
type Address struct {
	ID       ElementID `json:"id,omitempty"` // only in lists of addresses
	Line1    string    `json:"address_1,omitempty"`
	Line2    string    `json:"address_2,omitempty"`
	City     string    `json:"city,omitempty"`
	County   string    `json:"state_province,omitempty"`
	Postcode string    `json:"postal_code,omitempty"` // canonical form where it can be read, else as written
}

// Lines are the address's parts as they are printed, without empty ones.
func (a Address) Lines() []string {
	var lines []string
	for _, s := range []string{a.Line1, a.Line2, a.City, a.County, a.Postcode} {
		if s != "" && (len(lines) == 0 || lines[len(lines)-1] != s) {
			lines = append(lines, s)
		}
	}
	return lines
}

// Accessibility is one thing said of how a place can be got into and used (HSDS accessibility).
type Accessibility struct {
	ID          ElementID `json:"id"`
	Description string    `json:"description"`
}

// Public is the location as anything outside the store may see it. A withheld place keeps its id and its council; its
// name, address, point, phones and descriptions are gone, and so is anything added to Location later unless it is
// copied here on purpose.
func (l Location) Public() Location {
	if !l.Withheld {
		return l
	}
	hidden := Location{ID: l.ID, Type: l.Type, Withheld: true}
	if postcode, err := geo.ParsePostcode(l.Address.Postcode); err == nil {
		if place, err := geo.Locate(postcode); err == nil {
			hidden.Council = soleDistrict(place)
		}
	}
	if hidden.Council == "" && l.Point != nil {
		hidden.Council, _ = geo.DistrictAt(geo.Point{l.Point.Longitude, l.Point.Latitude})
	}
	return hidden
}

// soleDistrict is the place's council if it lies in just one, else nothing: naming the wrong council would mislead.
func soleDistrict(place geo.Place) geo.AreaCode {
	if len(place.Straddles) > 0 {
		return ""
	}
	for _, code := range place.Areas {
		if code.Level() == geo.DistrictLevel {
			return code
		}
	}
	return ""
}
