package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"

	"github.com/paulmach/orb"
)

// readTowns reads the cities, towns and suburbs of an extract of OS Open Names:
// name, council, letter of the kind, latitude, longitude. A suburban area is "a",
// and most of what people in London call where they live is "o", an other
// settlement.
func readTowns(file string) ([]names.Place, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var towns []names.Place
	for line := range strings.Lines(string(text)) {
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(column) != 5 {
			return nil, fmt.Errorf("%s: a line of %d columns", file, len(column))
		}
		kind := names.Kind(0)
		switch column[2] {
		case "c", "t":
			kind = names.Kind(column[2][0])
		case "a", "o":
			kind = names.Suburb
		default:
			continue
		}
		at, err := point(column[3], column[4])
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, column[0], err)
		}
		p := names.Place{Name: column[0], Kind: kind, Point: at}
		if p.Name == "London" {
			p.District = london
		}
		towns = append(towns, p)
	}
	return towns, nil
}

// The codes that are not those of a district: London is 33 of them, and the
// islands have none.
const (
	london         = "E12000007"
	channelIslands = "L93000001"
	isleOfMan      = "M83000003"
)

// readGeoNames reads the places of Northern Ireland and the islands: name, lat,
// lng, country, admin1, admin2. The others of the file are the business of OS
// Open Names.
func readGeoNames(file string) ([]names.Place, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var places []names.Place
	for _, column := range lines {
		district, wanted := "", true
		switch country, nation := column[3], column[4]; {
		case country == "GB" && nation == "NIR": // by the boundaries
		case country == "JE" || country == "GG":
			district = channelIslands
		case country == "IM":
			district = isleOfMan
		default:
			wanted = false
		}
		if !wanted {
			continue
		}
		at, err := point(column[1], column[2])
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, column[0], err)
		}
		name := usual(column[0])
		places = append(places, names.Place{Name: name, Kind: kindOf(name, at), Point: at, District: district})
	}
	return places, nil
}

// usual writes a name as it is on road signs: without the unit of government that
// has it, and with St for Saint.
func usual(name string) string {
	for _, unit := range []string{" County Borough", " Parish"} {
		name = strings.TrimSuffix(name, unit)
	}
	return strings.ReplaceAll(name, "Saint ", "St ")
}

func point(lat, lon string) (orb.Point, error) {
	y, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		return orb.Point{}, err
	}
	x, err := strconv.ParseFloat(lon, 64)
	if err != nil {
		return orb.Point{}, err
	}
	return orb.Point{x, y}, geo.CheckUK(y, x)
}
