package load

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/shapes"
)

// realDistricts and realWards are outlines of 2025, much simplified.
const (
	realDistricts = "../../../shared/data/areas/lad25_s8.geojson"
	realWards     = "../../../shared/data/areas/wards25_s8.topojson"
)

// realAreas imports the real districts, then the real wards.
func realAreas(t testing.TB) (table *shapes.Table, districts, wards Report) {
	t.Helper()
	dir, districts, wards := realFolder(t)
	return tableIn(t, dir), districts, wards
}

// realFolder is a data folder with them.
func realFolder(t testing.TB) (dir string, districts, wards Report) {
	t.Helper()
	if testing.Short() {
		t.Skip("the whole country takes some seconds, and minutes with the race detector")
	}
	dir = t.TempDir()
	for _, name := range []string{realDistricts, realWards} {
		if _, err := os.Stat(name); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatal(err)
			}
			t.Skipf("the outlines are not here: %v", err)
		}
		report, err := Areas(context.Background(), name, dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		districts, wards = wards, report
	}
	return dir, districts, wards
}

// tableIn is the table of areas in a data folder.
func tableIn(t testing.TB, dir string) *shapes.Table {
	t.Helper()
	f, err := box.Read(dir, box.Areas)
	if err != nil {
		t.Fatal(err)
	}
	table, err := shapes.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestRealAreas(t *testing.T) {
	table, districts, wards := realAreas(t)
	if districts.Usable != 361 || wards.Usable != 8405 || table.Len() != 361+8405 {
		t.Errorf("%d districts and %d wards in a table of %d", districts.Usable, wards.Usable, table.Len())
	}
	t.Logf("%d bytes, %d corners; wards %v", wards.Bytes, table.Vertices(), wards.Refused)
	if wards.Bytes > 3_000_000 {
		t.Errorf("the file has %d bytes", wards.Bytes)
	}
	for name, test := range map[string]struct {
		at   orb.Point // longitude, latitude
		want []string
	}{
		"Leeds station":        {orb.Point{-1.5476, 53.7954}, []string{"E05011399", "E08000035"}},
		"the pier of Brighton": {orb.Point{-0.1368, 50.8148}, []string{"E05015405", "E06000043"}},
		"Lerwick":              {orb.Point{-1.1416, 60.1532}, []string{"S13003153", "S12000027"}},
		"Belfast":              {orb.Point{-5.93, 54.597}, []string{"N08000315", "N09000003"}},
		"Dublin":               {orb.Point{-6.2603, 53.3498}, nil},
		"Calais":               {orb.Point{1.8587, 50.9513}, nil},
		"the Dogger Bank":      {orb.Point{1.5, 54.8}, nil},
		"the Irish Sea":        {orb.Point{-4.5, 53.8}, nil},
	} {
		if got := table.At(test.at); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// TestAreasMemory holds the table of districts and wards against what a small
// machine can spare.
func TestAreasMemory(t *testing.T) {
	table, _, _ := realAreas(t)
	var with, without runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&with)
	runtime.KeepAlive(table)
	runtime.GC()
	runtime.ReadMemStats(&without)
	held := int64(with.HeapAlloc) - int64(without.HeapAlloc)
	t.Logf("the table holds %d bytes", held)
	if held < 1_000_000 || held > 40_000_000 {
		t.Errorf("the table holds %d bytes", held)
	}
}

// postcodeArea is a postcode with the areas that Code-Point Open states for it.
type postcodeArea struct {
	at             orb.Point
	district, ward string
}

// realUnits are the postcodes of the sample of official positions.
func realUnits(t testing.TB) []postcodeArea {
	t.Helper()
	points := map[string]orb.Point{}
	f, err := os.Open("../../../shared/data/postcodes/nspl_sample.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sample, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range sample[1:] {
		lat, _ := strconv.ParseFloat(line[1], 64)
		lon, _ := strconv.ParseFloat(line[2], 64)
		points[strings.ReplaceAll(line[0], " ", "")] = orb.Point{lon, lat}
	}
	archive, err := zip.OpenReader("../../../shared/data/postcodes/codepo_gb.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var units []postcodeArea
	for _, entry := range archive.File {
		if !strings.HasSuffix(entry.Name, ".csv") {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		for l, err := range lines(r) {
			if err != nil {
				t.Fatal(err)
			}
			row := l.fields
			if at, ok := points[strings.ReplaceAll(string(row[0]), " ", "")]; ok {
				units = append(units, postcodeArea{at, string(row[8]), string(row[9])})
			}
		}
	}
	return units
}

// TestAreasAgreeWithPostcodes holds the areas at the official positions of 20,000
// postcodes against the codes that Code-Point Open states for them.
func TestAreasAgreeWithPostcodes(t *testing.T) {
	table, _, _ := realAreas(t)
	parents := map[string][]string{}
	for a := range table.Each() {
		parents[a.Code] = a.Parents
	}
	var district, ward, byWard, alone, both int
	units := realUnits(t)
	for _, u := range units {
		found := table.At(u.at)
		inDistrict := slices.Contains(found, u.district)
		inParent := len(found) > 0 && slices.Contains(parents[found[0]], u.district) // the first is the ward
		count(&district, inDistrict)
		count(&ward, slices.Contains(found, u.ward))
		count(&byWard, inParent)
		count(&alone, inDistrict && !inParent)
		count(&both, len(found) == 2)
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(len(units)) }
	t.Logf("%d postcodes, %d with a ward and a district: district right %.2f%%, ward %.2f%%", len(units), both, share(district), share(ward))
	t.Logf("the district that the ward states right %.2f%%; only the outline of the district right %d", share(byWard), alone)
	if len(units) < 19_900 || share(district) < 98 || share(ward) < 95 {
		t.Errorf("of %d postcodes %.2f%% in the right district, %.2f%% in the right ward", len(units), share(district), share(ward))
	}
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

func BenchmarkAreasAt(b *testing.B) {
	table, _, _ := realAreas(b)
	units := realUnits(b)
	i := 0
	for b.Loop() {
		table.At(units[i%len(units)].at)
		i += 7 // far from the one before
	}
}

func BenchmarkAreasOpen(b *testing.B) {
	dir, _, _ := realFolder(b)
	for b.Loop() {
		tableIn(b, dir)
	}
}
