package parts

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fingerpost/geo/internal/units"
	"fingerpost/geo/osgrid"

	"github.com/paulmach/orb"
	sphere "github.com/paulmach/orb/geo"
)

const postcodes = "../../../../shared/data/postcodes"

// TestWholeCountry holds the parts of Code-Point Open against medians that others
// computed of the same file.
func TestWholeCountry(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole country takes some seconds, and minutes with the race detector")
	}
	rows, err := codePoint()
	if errors.Is(err, os.ErrNotExist) && os.Getenv("CI") != "true" {
		t.Skipf("Code-Point Open is not here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	built := Build(slices.Values(rows), func(areas []string) string { return areas[0] })
	encoded := Encode(built)
	decoded, err := Decode(encoded)
	if err != nil || len(decoded) != len(built) {
		t.Fatalf("%d parts of %d: %v", len(decoded), len(built), err)
	}
	byCode := map[string]Part{}
	for _, p := range decoded {
		byCode[p.Code] = p
	}
	within := map[[2]string]int{} // units of a part in a district
	for _, r := range rows {
		within[[2]string{r.Outward, r.Areas[0]}]++
		within[[2]string{r.Outward + " " + r.Inward[:1], r.Areas[0]}]++
	}
	held, farthest, known := 0, 0.0, map[string]bool{}
	for _, file := range []string{"outcodes.csv", "sectors.csv"} {
		for _, want := range readPublished(t, file) {
			p, ok := byCode[want[0]]
			if known[want[0]] = true; want[3] == "" { // no units are published: Northern Ireland and the islands
				if ok {
					t.Errorf("%s is known", want[0])
				}
				continue
			}
			lat, latErr := strconv.ParseFloat(want[1], 64)
			lon, lonErr := strconv.ParseFloat(want[2], 64)
			if err := errors.Join(latErr, lonErr); err != nil {
				t.Fatal(err)
			}
			off := sphere.DistanceHaversine(p.Point, orb.Point{lon, lat})
			if !ok || strconv.Itoa(p.Units) != want[3] || off > 2 {
				t.Errorf("%s: %+v, %.1f m off, want %v", want[0], p, off, want)
				continue
			}
			// Two districts can have as many units of it as each other.
			if most, others := within[[2]string{p.Code, p.Areas[0]}], within[[2]string{p.Code, want[4]}]; most != others {
				t.Errorf("%s: %d units in %s, want %d in %s", p.Code, most, p.Areas[0], others, want[4])
			}
			held, farthest = held+1, max(farthest, off)
		}
	}
	for _, p := range decoded {
		if !known[p.Code] {
			t.Errorf("%+v is in no list", p)
		}
	}
	t.Logf("%d parts in %d bytes, %d held against medians of others, at most %.2f m off", len(built), len(encoded), held, farthest)
	if held < 13_000 {
		t.Errorf("%d parts were held against others", held)
	}
}

func readPublished(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(postcodes, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

// codePoint are the rows of Code-Point Open that have a position, each with its
// district.
func codePoint() ([]units.Row, error) {
	archive, err := zip.OpenReader(filepath.Join(postcodes, "codepo_gb.zip"))
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	var rows []units.Row
	for _, entry := range archive.File {
		if path.Ext(entry.Name) != ".csv" || path.Base(path.Dir(entry.Name)) != "CSV" {
			continue
		}
		content, err := entry.Open()
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(content)
		for lines.Scan() {
			fields := strings.Split(strings.ReplaceAll(lines.Text(), `"`, ""), ",")
			code := strings.ReplaceAll(fields[0], " ", "")
			easting, eastErr := strconv.ParseFloat(fields[2], 64)
			northing, northErr := strconv.ParseFloat(fields[3], 64)
			if err := errors.Join(eastErr, northErr); err != nil {
				return nil, err
			}
			if easting == 0 {
				continue
			}
			rows = append(rows, units.Row{
				Outward: code[:len(code)-3],
				Inward:  code[len(code)-3:],
				Point:   osgrid.ToWGS84(easting, northing),
				Areas:   fields[8:9],
			})
		}
		if err := errors.Join(lines.Err(), content.Close()); err != nil {
			return nil, err
		}
	}
	return rows, nil
}
