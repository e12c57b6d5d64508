// Genplaces writes the table of places that package geo embeds: places.tsv,
// whose columns are described at names.EncodeTSV.
//
//	genplaces -places DIR [-areas DIR] [-out DIR]
//
// It reads from the one folder os_open_names_places.tsv, of which it takes the
// cities and towns of Great Britain and the suburbs of London, where nine million
// people live in one city, and geonames_cities_gb_je_gg_im.csv, of
// which it takes all places of Northern Ireland, Jersey, Guernsey and the Isle of
// Man; from the other, which is ../areas from there if it is not given, the
// boundaries of districts lad*.geojson. Two tables of its own, names.tsv and
// kinds.go, say what the sources do not: names in other languages, and which
// places of Northern Ireland and the islands are cities and towns. The same
// input gives the same bytes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"
)

func main() {
	placeDir := flag.String("places", "", "folder of the gazetteers")
	areaDir := flag.String("areas", "", "folder of the boundaries of districts")
	out := flag.String("out", ".", "folder to write the table to")
	flag.Parse()
	if *placeDir == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *areaDir == "" {
		*areaDir = filepath.Join(*placeDir, "..", "areas")
	}
	if err := generate(*placeDir, *areaDir, *out); err != nil {
		fmt.Fprintln(os.Stderr, "genplaces:", err)
		os.Exit(1)
	}
}

// londonBorough begins the codes of the boroughs of London.
const londonBorough = "E09"

func generate(placeDir, areaDir, out string) (err error) {
	folder, err := useBoundaries(areaDir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	towns, err := readTowns(filepath.Join(placeDir, "os_open_names_places.tsv"))
	if err != nil {
		return err
	}
	others, err := readGeoNames(filepath.Join(placeDir, "geonames_cities_gb_je_gg_im.csv"))
	if err != nil {
		return err
	}
	places := append(towns, others...)
	places = slices.Concat(places, missing, islands)
	for i := range places {
		if places[i].District == "" {
			district, _ := geo.DistrictAt(places[i].Point)
			places[i].District = string(district)
		}
		if places[i].District == "" {
			return fmt.Errorf("%s lies in no district", places[i].Name)
		}
	}
	places = slices.DeleteFunc(places, func(p names.Place) bool {
		return p.Kind == names.Suburb && !strings.HasPrefix(p.District, londonBorough)
	})
	if places, err = renamed(places); err != nil {
		return err
	}
	table, err := names.Build(joined(places))
	if err != nil {
		return err
	}
	var sorted []names.Place
	for p := range table.All() {
		sorted = append(sorted, p)
	}
	content := names.EncodeTSV(sorted)
	fmt.Fprintf(os.Stderr, "genplaces: places.tsv: %d places, %d bytes\n", len(sorted), len(content))
	return os.WriteFile(filepath.Join(out, "places.tsv"), content, 0o644)
}
