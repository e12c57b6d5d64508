package geo_test

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/geo"
	"fingerpost/geo/load"
	"fingerpost/geo/osgrid"
)

const shared = "../../shared/data/"

// country imports the real tables into a folder, once for all tests, and makes
// the process answer from them until the test ends.
func country(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("importing a country takes some seconds")
	}
	if _, err := os.Stat(shared + "postcodes/codepo_gb.zip"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the real postcodes are not here: %v", err)
	}
	imported.folder = importCountry(t)
	if _, err := geo.Open(imported.folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := geo.Open(t.TempDir()); err != nil {
			t.Error(err)
		}
	})
}

var imported struct {
	folder string
	report load.Report
}

func TestMain(m *testing.M) {
	code := m.Run()
	if imported.folder != "" {
		if err := os.RemoveAll(imported.folder); err != nil {
			code = 1
		}
	}
	os.Exit(code)
}

func importCountry(t testing.TB) string {
	if imported.folder != "" {
		return imported.folder
	}
	dir, err := os.MkdirTemp("", "fingerpost-geo-")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if imported.report, err = load.Postcodes(ctx, shared+"postcodes/codepo_gb.zip", dir, load.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := load.Places(ctx, shared+"places/os_open_names_places.tsv", dir, load.Options{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestWholeCountry holds what an import says, and what it costs to have it in use.
func TestWholeCountry(t *testing.T) {
	country(t)
	r := imported.report
	if r.Records != 1_745_849 || r.Usable != 1_745_013 || r.Refused[load.NoPosition] != 836 || len(r.Refused) != 1 {
		t.Errorf("%d records, %d usable, refused %v", r.Records, r.Usable, r.Refused)
	}
	if r.Bytes > 20_000_000 {
		t.Errorf("the file has %d bytes", r.Bytes)
	}
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	if _, err := geo.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	before := heap()
	started := time.Now()
	if _, err := geo.Open(imported.folder); err != nil {
		t.Fatal(err)
	}
	took := time.Since(started)
	grown := heap() - before
	t.Logf("opened in %v; %d MB more of heap", took, grown>>20)
	if grown > 50<<20 {
		t.Errorf("the tables take %d MB", grown>>20)
	}
	if sets := geo.Datasets(); len(sets) != 2 || sets[0].Source != "Code-Point Open" || sets[0].Rows != 1_745_013 {
		t.Errorf("%+v", sets)
	}
}

// moved is the distance in metres beyond which two positions of a postcode are
// not the same one by two sums: the sample is of another release, between which
// postcodes move.
const moved = 10

// TestOfficialPositions holds positions against those of the ONS, which are by
// OSTN15.
func TestOfficialPositions(t *testing.T) {
	country(t)
	var metres []float64
	for _, line := range rows(t, shared+"postcodes/nspl_sample.csv")[1:] {
		lat, errLat := strconv.ParseFloat(line[1], 64)
		lon, errLon := strconv.ParseFloat(line[2], 64)
		p, err := geo.ParsePostcode(line[0])
		if err := errors.Join(errLat, errLon, err); err != nil {
			t.Fatal(err)
		}
		place, err := geo.Locate(p)
		if err != nil {
			t.Errorf("%s: %v", p, err)
			continue
		}
		if place.Precision == geo.PrecisionUnit {
			metres = append(metres, 1000*geo.Distance(place.Point, geo.Point{lon, lat}).Kilometres())
		} else if !place.Unlisted {
			t.Errorf("%s is not said to be unlisted", p)
		}
	}
	slices.Sort(metres)
	at := func(share float64) float64 { return metres[int(share*float64(len(metres)-1))] }
	same, _ := slices.BinarySearch(metres, moved)
	unmoved := metres[:same]
	p99 := unmoved[len(unmoved)*99/100]
	t.Logf("%d units: median %.2f m, 97%% %.2f m, 99%% %.2f m, farthest %.0f m; of the %d that have not moved, 99%% within %.2f m",
		len(metres), at(0.5), at(0.97), at(0.99), at(1), same, p99)
	if len(metres) < 19_900 || at(0.5) > 3 || at(0.97) > 6 || p99 > 6 {
		t.Errorf("%d units, median %.2f m, 97%% %.2f m, 99%% of the unmoved %.2f m", len(metres), at(0.5), at(0.97), p99)
	}
}

// TestEveryPostcodeComesBack reads, writes and looks up every postcode of the
// country, and each outward code and sector.
func TestEveryPostcodeComesBack(t *testing.T) {
	country(t)
	archive, err := zip.OpenReader(shared + "postcodes/codepo_gb.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	units, wrong := 0, 0
	fail := func(format string, args ...any) {
		if wrong++; wrong < 20 {
			t.Errorf(format, args...)
		}
	}
	for _, f := range archive.File {
		if filepath.Dir(f.Name) != "Data/CSV" || f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		lines := csv.NewReader(r)
		lines.ReuseRecord = true
		for {
			line, err := lines.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if line[2] == "0" {
				continue
			}
			units++
			p, err := geo.ParsePostcode(line[0])
			if err != nil || strings.ReplaceAll(p.String(), " ", "") != strings.ReplaceAll(line[0], " ", "") {
				fail("%q: %q, %v", line[0], p, err)
				continue
			}
			place, err := geo.Locate(p)
			if err != nil || place.Postcode != p || place.Precision != geo.PrecisionUnit || place.Ended != 0 {
				fail("%s: %+v, %v", p, place, err)
				continue
			}
			east, _ := strconv.ParseFloat(line[2], 64) // a wrong number is far from anywhere
			north, _ := strconv.ParseFloat(line[3], 64)
			if d := geo.Distance(place.Point, osgrid.ToWGS84(east, north)); d.Kilometres() > 0.002 {
				fail("%s: %.1f m off", p, 1000*d.Kilometres())
			}
			if line[8] == "" { // 208 of them, which then have those of their sector
				if len(place.Areas) == 0 || place.Areas[0].Level() > geo.DistrictLevel {
					fail("%s: in %v", p, place.Areas)
				}
			} else if district, ok := geo.AreaByCode(geo.AreaCode(line[8])); !ok || !slices.Contains(place.Areas, district.Code) {
				fail("%s: in %v, not in %s", p, place.Areas, line[8])
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if units != 1_745_013 || wrong > 0 {
		t.Errorf("%d units, %d wrong", units, wrong)
	}
	for file, want := range map[string]int{"outcodes.csv": 2_966, "sectors.csv": 10_847} {
		codes := rows(t, shared+"postcodes/"+file)[1:]
		for _, line := range codes {
			p, err := geo.ParsePostcode(line[0])
			if err != nil {
				t.Fatal(err)
			}
			place, err := geo.Locate(p)
			if err != nil || place.Postcode != p || len(place.Areas) == 0 {
				t.Errorf("%s: %+v, %v", p, place, err)
			}
			if want := map[geo.Level]geo.Precision{geo.Outward: geo.PrecisionOutward, geo.Sector: geo.PrecisionSector}[p.Level()]; place.Precision != want {
				t.Errorf("%s: precision %s", p, place.Precision)
			}
		}
		if len(codes) != want {
			t.Errorf("%s: %d codes, want %d", file, len(codes), want)
		}
	}
}

// TestPreciseWhere is what unit postcodes make better.
func TestPreciseWhere(t *testing.T) {
	country(t)
	for text, want := range map[string]string{
		"LS1 4AP": "LS1 4AP unit [E08000035]", "LS1 4ZZ": "LS1 4 sector", "BT1 5GS": "BT1 outward",
		"53.79547,-1.55572": "LS1 4 point [E08000035]", "Headingley": "Headingley settlement [E08000035]",
	} {
		place, err := geo.Find(text)
		got := place.Label + " " + string(place.Precision)
		if i := slices.IndexFunc(place.Areas, func(c geo.AreaCode) bool { return c.Level() == geo.DistrictLevel }); i >= 0 {
			got += " [" + string(place.Areas[i]) + "]"
		}
		if err != nil || !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s, %v; want %s", text, got, err, want)
		}
	}
	unknown, err := geo.Find("LS1 4ZZ")
	if err != nil || !unknown.Unlisted || !unknown.Closer {
		t.Errorf("LS1 4ZZ: %+v, %v", unknown, err)
	}
	if near, d, ok := geo.NearestPostcode(geo.Point{-1.55572, 53.79547}); !ok || near.String() != "LS1 4AP" || d > 0.01 {
		t.Errorf("nearest to LS1 4AP: %s, %v, %v", near, d, ok)
	}
	leeds, powys := geo.Neighbourhood(geo.Point{-1.5557, 53.7955}), geo.Neighbourhood(geo.Point{-3.378, 52.241})
	if leeds != 2 || powys != 20 {
		t.Errorf("near means %v miles in Leeds, %v in Llandrindod Wells", leeds, powys)
	}
}

func rows(t testing.TB, file string) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func BenchmarkLocateUnit(b *testing.B) {
	country(b)
	var all []geo.Postcode
	for _, line := range rows(b, shared+"postcodes/nspl_sample.csv")[1:] {
		p, err := geo.ParsePostcode(line[0])
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, p)
	}
	i := 0
	for b.Loop() {
		_, _ = geo.Locate(all[i%len(all)])
		i += 7919
	}
}

func BenchmarkNearestPostcode(b *testing.B) {
	country(b)
	var all []geo.Point
	for _, line := range rows(b, shared+"postcodes/nspl_sample.csv")[1:] {
		lat, _ := strconv.ParseFloat(line[1], 64) // the test of positions reads them with care
		lon, _ := strconv.ParseFloat(line[2], 64)
		all = append(all, geo.Point{lon + 0.002, lat + 0.002})
	}
	i := 0
	for b.Loop() {
		geo.NearestPostcode(all[i%len(all)])
		i += 7919
	}
}

func BenchmarkOpen(b *testing.B) {
	country(b)
	for b.Loop() {
		if _, err := geo.Open(imported.folder); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFindVillage(b *testing.B) {
	country(b)
	for b.Loop() {
		_, _ = geo.Find("near Addingham, Bradford")
	}
}

func BenchmarkSuggestAll(b *testing.B) {
	country(b)
	for b.Loop() {
		geo.Finder{}.Suggest("new", 8)
	}
}
