package load

import (
	"slices"
	"strings"

	"fingerpost/geo"
)

// formerCouncils are districts that were abolished in April 2023 (the Cumbria,
// North Yorkshire and Somerset (Structural Changes) Orders 2022), under which
// gazetteers still file their places, and names of councils that are not those
// of the official list.
var formerCouncils = map[string]geo.AreaCode{
	"Allerdale": "E07000026", "Barrow-in-Furness": "E07000027", "Carlisle": "E07000028", "Copeland": "E07000029",
	"Eden": "E07000030", "South Lakeland": "E07000031",
	"Craven": "E07000163", "Hambleton": "E07000164", "Harrogate": "E07000165", "Richmondshire": "E07000166",
	"Ryedale": "E07000167", "Scarborough": "E07000168", "Selby": "E07000169",
	"Mendip": "E07000187", "Sedgemoor": "E07000188", "South Somerset": "E07000189", "Somerset West and Taunton": "E07000246",
	"City and County of the City of London": "E09000001", "Na h-Eileanan an Iar": "S12000013",
}

// district is the council of a place: the one that the row names, if there is
// just one of that name today, else the one whose code it has where no postcode
// tells, else the one of the nearest postcodes.
func (t *placeTable) district(r placeRow) string {
	if code := t.districtNamed(r.council); code != "" {
		return code
	}
	if r.code != "" {
		return r.code
	}
	code, _ := geo.DistrictAt(r.place.Point)
	return string(code)
}

// districtNamed is the code of a district by its name, "" if it does not name
// one. A name in two languages stands for either: "Caerffili - Caerphilly".
func (t *placeTable) districtNamed(council string) string {
	if code, ok := t.districts[council]; ok {
		return code
	}
	code := ""
	if former, ok := geo.AreaByCode(formerCouncils[council]); ok {
		code = string(former.Code)
	}
	for _, name := range append([]string{council}, strings.Split(council, " - ")...) {
		found := slices.DeleteFunc(geo.AreaByName(name), func(a geo.Area) bool { return a.Level != geo.DistrictLevel })
		if len(found) == 1 {
			code = string(found[0].Code)
			break
		}
	}
	t.districts[council] = code
	return code
}
