package geo

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"testing"
)

// TestSectorIsNear holds the point of a unit's sector against the official
// position of the unit: a sample of 20,000 live British postcodes of the ONS.
func TestSectorIsNear(t *testing.T) {
	const sample = "../../shared/data/postcodes/nspl_sample.csv"
	f, err := os.Open(sample)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the sample of official positions is not here: %v", err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var off []Miles
	bySector := 0
	for _, line := range lines[1:] {
		lat, _ := strconv.ParseFloat(line[1], 64)
		lon, _ := strconv.ParseFloat(line[2], 64)
		if err := CheckUK(lat, lon); err != nil {
			t.Errorf("%s: %v", line[0], err)
			continue
		}
		place, err := Locate(mustParse(t, line[0]))
		if err != nil {
			t.Errorf("%s: %v", line[0], err)
			continue
		}
		if place.Precision == PrecisionSector {
			bySector++
		}
		off = append(off, Distance(place.Point, Point{lon, lat}))
	}
	slices.Sort(off)
	at := func(share float64) Miles { return off[int(share*float64(len(off)-1))] }
	t.Logf("%d postcodes, %d by sector: median %.2f miles, 90%% %.2f, 95%% %.2f, 99%% %.2f, farthest %.1f",
		len(off), bySector, at(0.5), at(0.9), at(0.95), at(0.99), at(1))
	if len(off) != len(lines)-1 {
		t.Errorf("%d of %d placed", len(off), len(lines)-1)
	}
	for share, within := range map[float64]Miles{0.5: 0.5, 0.9: 2.5, 0.99: 8} {
		if at(share) > within {
			t.Errorf("%g of all are within %.2f miles, want %.2f", share, at(share), within)
		}
	}
}
