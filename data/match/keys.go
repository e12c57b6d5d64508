package match

import (
	"math"
	"strconv"
	"strings"

	"fingerpost/data"
)

// Keys are what two descriptions must have one of in common to be compared at all. What has none in common with anything is not
// worth the time.

// OrganizationKeys are the keys of an organisation: its numbers, name, site, e-mail host and phone numbers.
func OrganizationKeys(o data.Organization) (keys []string) {
	add := adder(&keys)
	for _, i := range o.Identifiers {
		add(i.Scheme, i.Identifier)
	}
	for _, name := range append([]string{o.Name}, o.AlternateNames...) {
		add("name", NameKey(name))
	}
	add("site", SiteKey(o.Website))
	add("mail", mailHost(o.Email))
	for _, p := range o.Phones {
		add("phone", digits(p.Number))
	}
	return keys
}

// LocationKeys are the keys of a place: its postcode, or without one the square of about 500 m that it is in. They do not leave
// the store.
func LocationKeys(l data.Location) (keys []string) {
	add := adder(&keys)
	unit := unitOf(l)
	add("postcode", unit)
	if unit == "" && l.Point != nil {
		add("square", squareOf(*l.Point))
	}
	return keys
}

// squareOf names a square of a two-hundredth of a degree of latitude, and about as wide in the middle of Britain.
func squareOf(at data.Coordinates) string {
	return strconv.Itoa(int(math.Floor(at.Latitude*200))) + " " + strconv.Itoa(int(math.Floor(at.Longitude*120)))
}

// ServiceKeys are the keys of a service: its names, its own page and its phone numbers. Services at one place meet too.
func ServiceKeys(s data.Service) (keys []string) {
	add := adder(&keys)
	for _, name := range append([]string{s.Name}, s.AlternateNames...) {
		add("name", NameKey(name))
	}
	if samePage(s.URL, s.URL) {
		add("page", strings.ToLower(s.URL))
	}
	for _, p := range s.Phones {
		add("phone", digits(p.Number))
	}
	return keys
}

func adder(keys *[]string) func(sort, value string) {
	return func(sort, value string) {
		if value != "" {
			*keys = append(*keys, sort+":"+value)
		}
	}
}
