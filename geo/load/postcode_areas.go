package load

import (
	"slices"

	"fingerpost/geo"
)

// areaSets makes the lists of the areas that postcodes lie in. Thousands of
// postcodes share one, and it is made once.
type areaSets struct {
	known map[string][]string // by the codes as they are written
	key   []byte
}

// maxKnownSets bounds what is remembered of a file that means harm. Great Britain
// has some 12,000 sets.
const maxKnownSets = 1 << 17

// of is the areas that a row states: ward, district, county and health body,
// in this order. Codes that stand for "none" are left out (E99999999), as
// are kinds that nothing here asks for. An abolished district gives the one that
// is there now. The country is kept where no district says it.
func (s *areaSets) of(ward, district, county, country []byte, health ...[]byte) []string {
	s.key = s.key[:0]
	for _, code := range [][]byte{ward, district, county, country} {
		s.note(code)
	}
	for _, code := range health {
		s.note(code)
	}
	if areas, ok := s.known[string(s.key)]; ok {
		return areas
	}
	if s.known == nil || len(s.known) == maxKnownSets {
		s.known = map[string][]string{}
	}
	var areas []string
	keep := func(code string, wanted bool) bool {
		if wanted && !slices.Contains(areas, code) {
			areas = append(areas, code)
		}
		return wanted
	}
	wardCode := ownCode(ward)
	keep(wardCode, geo.AreaCode(wardCode).Level() == geo.WardLevel)
	districtCode := currentDistrict(ownCode(district))
	known := keep(districtCode, geo.AreaCode(districtCode).Level() == geo.DistrictLevel)
	countyCode := ownCode(county)
	keep(countyCode, geo.AreaCode(countyCode).Level() == geo.CountyLevel)
	for _, code := range health {
		body := ownCode(code)
		if keep(body, geo.AreaCode(body).Level() == geo.HealthLevel) {
			break
		}
	}
	countryCode := ownCode(country)
	keep(countryCode, !known && geo.AreaCode(countryCode).Level() == geo.NationLevel)
	s.known[string(s.key)] = areas
	return areas
}

// note adds a code to the key. What cannot be a code is as good as none.
func (s *areaSets) note(code []byte) {
	if len(code) == codeLength {
		s.key = append(s.key, code...)
	}
	s.key = append(s.key, ',')
}

// currentDistrict is the code that a district has today; most often its own.
func currentDistrict(code string) string {
	if area, ok := geo.AreaByCode(geo.AreaCode(code)); ok {
		return string(area.Code)
	}
	return code
}

// ownCode is a code that names an area, "" for one that does not.
func ownCode(b []byte) string {
	if !isCode(b) || string(b[3:]) == "999999" || string(b[1:3]) == "99" {
		return ""
	}
	return string(b)
}

const codeLength = 9

// isCode says whether b has the form of a code of the Government Statistical
// Service: a letter and eight digits.
func isCode(b []byte) bool {
	if len(b) != codeLength || b[0] < 'A' || b[0] > 'Z' {
		return false
	}
	_, ok := digits(b[1:])
	return ok
}

// districtOf picks the area that the middle of an outward code or a sector is
// known by: the district, or the nation where no district is known.
func districtOf(areas []string) string {
	nation := ""
	for _, code := range areas {
		switch geo.AreaCode(code).Level() {
		case geo.DistrictLevel:
			return code
		case geo.NationLevel:
			nation = code
		}
	}
	return nation
}
