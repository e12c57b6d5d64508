// Gentable writes the tables that package geo embeds: postcodes.tsv.gz,
// areas.tsv and replaced.tsv, whose columns are described where they are read.
//
//	gentable -postcodes DIR -areas DIR -places DIR [-out DIR]
//
// It reads outcodes.csv and sectors.csv from the first folder; la_all_codes.csv,
// utla_all_codes.csv, rgn_all_codes.csv, ctry_all_codes.csv and the district
// boundaries lad*.geojson from the second; and the towns of Northern Ireland and
// of the islands from geonames_cities_gb_je_gg_im.csv in the third. Columns go
// by name. What those files have wrong or lack is in the tables of this package,
// each with its source: combined.go, retired.go, towncodes.go, islands.go. Rows
// that cannot be right are left out and reported; the same input gives the same
// bytes.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// folders are where the input is.
type folders struct {
	postcodes, areas, places string
}

func main() {
	var in folders
	flag.StringVar(&in.postcodes, "postcodes", "", "folder of outcodes.csv and sectors.csv")
	flag.StringVar(&in.areas, "areas", "", "folder of the code lists and boundaries")
	flag.StringVar(&in.places, "places", "", "folder of geonames_cities_gb_je_gg_im.csv")
	out := flag.String("out", ".", "folder to write the tables to")
	flag.Parse()
	if in.postcodes == "" || in.areas == "" || in.places == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := generate(in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gentable:", err)
		os.Exit(1)
	}
}

func generate(in folders, out string) error {
	areas, err := readAreas(in.areas)
	if err != nil {
		return err
	}
	if err := areas.mend(); err != nil {
		return err
	}
	codes, err := readPostcodes(in.postcodes, areas)
	if err != nil {
		return err
	}
	councils, err := readNorthernDistricts(in.areas)
	if err != nil {
		return err
	}
	towns, err := readTowns(in.places)
	if err != nil {
		return err
	}
	if err := codes.giveCouncils(councils, towns); err != nil {
		return err
	}
	if err := codes.mendIslands(towns); err != nil {
		return err
	}
	middles := middlesOf(areas, codes)
	for code := range areas.byCode {
		if _, ok := middles[code]; !ok {
			return fmt.Errorf("no postcode lies in %s %s", code, areas.byCode[code].name)
		}
	}
	zipped, err := zip(codes.table())
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"postcodes.tsv.gz": zipped,
		"areas.tsv":        areas.table(middles),
		"replaced.tsv":     areas.replacedTable(),
	} {
		if err := os.WriteFile(filepath.Join(out, name), content, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "gentable: %s: %d bytes\n", name, len(content))
	}
	return nil
}

// zip compresses without a name or a time, so that it is reproducible.
func zip(content []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
