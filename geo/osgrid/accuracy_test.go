package osgrid

import (
	"archive/zip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	sphere "github.com/paulmach/orb/geo"
)

// moved is the distance in metres beyond which two positions of a postcode are
// not two readings of one place. The files are of different months, and some two
// in a hundred postcodes were placed anew between them, the farthest by miles.
const moved = 10

// TestNearOfficialPositions holds the grid positions of Code-Point Open against
// those that the ONS states in degrees, which it made with OSTN15.
func TestNearOfficialPositions(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole country takes some seconds, and minutes with the race detector")
	}
	const postcodes = "../../../shared/data/postcodes"
	official, err := officialPositions(filepath.Join(postcodes, "nspl_sample.csv"))
	if err == nil {
		_, err = os.Stat(filepath.Join(postcodes, "codepo_gb.zip"))
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the postcodes are not here: %v", err)
	}
	var off []float64
	err = eachRow(filepath.Join(postcodes, "codepo_gb.zip"), func(row []string) error {
		at, ok := official[strings.ReplaceAll(row[0], " ", "")]
		if !ok || row[2] == "0" {
			return nil
		}
		easting, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			return err
		}
		northing, err := strconv.ParseFloat(row[3], 64)
		off = append(off, sphere.DistanceHaversine(ToWGS84(easting, northing), at))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(off) < 19_000 {
		t.Fatalf("only %d postcodes are in both files", len(off))
	}
	slices.Sort(off)
	at := func(percent int) float64 { return off[len(off)*percent/100] }
	unmoved, _ := slices.BinarySearch(off, moved)
	p99 := off[unmoved*99/100]
	t.Logf("%d postcodes: median %.2f m, 95%% %.2f, 97%% %.2f, 99%% %.2f, farthest %.0f; %d unmoved: 99%% %.2f",
		len(off), at(50), at(95), at(97), at(99), off[len(off)-1], unmoved, p99)
	if at(50) >= 3 || at(97) >= 6 || p99 >= 6 {
		t.Errorf("median %.2f m, want under 3; 97%% %.2f m and 99%% of the unmoved %.2f m, want under 6", at(50), at(97), p99)
	}
}

func officialPositions(name string) (map[string]orb.Point, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	points := map[string]orb.Point{}
	for _, line := range lines[1:] {
		lat, latErr := strconv.ParseFloat(line[1], 64)
		lon, lonErr := strconv.ParseFloat(line[2], 64)
		if err := errors.Join(latErr, lonErr); err != nil {
			return nil, err
		}
		points[strings.ReplaceAll(line[0], " ", "")] = orb.Point{lon, lat}
	}
	return points, nil
}

// eachRow calls f with every row of the postcode files in a Code-Point Open archive.
func eachRow(name string, f func(row []string) error) error {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer archive.Close()
	for _, entry := range archive.File {
		if path.Ext(entry.Name) != ".csv" || path.Base(path.Dir(entry.Name)) != "CSV" {
			continue
		}
		if err := eachRowOf(entry, f); err != nil {
			return err
		}
	}
	return nil
}

func eachRowOf(entry *zip.File, f func(row []string) error) error {
	content, err := entry.Open()
	if err != nil {
		return err
	}
	defer content.Close()
	rows := csv.NewReader(content)
	rows.ReuseRecord = true
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
}
