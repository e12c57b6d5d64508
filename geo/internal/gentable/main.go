// Gentable writes the tables that package geo embeds: postcodes.tsv.gz,
// areas.tsv and replaced.tsv, whose columns are described where they are read.
//
//	gentable -postcodes DIR -areas DIR [-out DIR]
//
// It reads outcodes.csv and sectors.csv from the one folder, and
// la_all_codes.csv, utla_all_codes.csv, rgn_all_codes.csv, ctry_all_codes.csv
// and the district boundaries lad*.geojson (for the councils of Northern
// Ireland, which have no sectors) from the other. Columns go by name. Rows that
// cannot be right are left out and reported; the same input gives the same
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

func main() {
	postcodeDir := flag.String("postcodes", "", "folder of outcodes.csv and sectors.csv")
	areaDir := flag.String("areas", "", "folder of the code lists and boundaries")
	out := flag.String("out", ".", "folder to write the tables to")
	flag.Parse()
	if *postcodeDir == "" || *areaDir == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := generate(*postcodeDir, *areaDir, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gentable:", err)
		os.Exit(1)
	}
}

func generate(postcodeDir, areaDir, out string) error {
	areas, err := readAreas(areaDir)
	if err != nil {
		return err
	}
	codes, err := readPostcodes(postcodeDir, areas)
	if err != nil {
		return err
	}
	districts, err := readNorthernDistricts(areaDir)
	if err != nil {
		return err
	}
	middles := middlesOf(areas, codes, districts)
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
