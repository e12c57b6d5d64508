package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"fingerpost/geo"
)

// row is a line of a CSV file by the names of its columns.
type row map[string]string

// readCSV reads a file with a header line and returns its rows, of which each
// has all the columns asked for.
func readCSV(dir, name string, columns ...string) ([]row, error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var rows []row
	for i, line := range lines {
		if i == 0 {
			continue
		}
		r := row{}
		for j, column := range lines[0] {
			r[column] = line[j]
		}
		for _, column := range columns {
			if _, ok := r[column]; !ok {
				return nil, fmt.Errorf("%s: no column %q", name, column)
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// point reads the position of a row; it must be in the United Kingdom or on
// the islands.
func (r row) point() (geo.Point, error) {
	lat, err := strconv.ParseFloat(r["lat"], 64)
	if err != nil {
		return geo.Point{}, err
	}
	lon, err := strconv.ParseFloat(cmp.Or(r["lon"], r["lng"]), 64)
	if err != nil {
		return geo.Point{}, err
	}
	return geo.Point{lon, lat}, geo.CheckUK(lat, lon)
}

// skip reports a row that is left out.
func skip(file, what string, why any) {
	fmt.Fprintf(os.Stderr, "gentable: %s: %s left out: %v\n", file, what, why)
}
