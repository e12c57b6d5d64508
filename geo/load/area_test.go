package load

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/shapes"
)

// features is a FeatureCollection.
func features(all ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(all, ",") + `]}`
}

// squareFeature is a feature that goes around a square of a tenth of a degree.
func squareFeature(properties string, west, south float64) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":{"type":"Polygon","coordinates":[[[%[2]g,%[3]g],[%[4]g,%[3]g],[%[4]g,%[5]g],[%[2]g,%[5]g],[%[2]g,%[3]g]]]}}`,
		properties, west, south, west+0.1, south+0.1)
}

// numbered are n features with codes of a kind.
func numbered(kind string, n int) (all []string) {
	for i := range n {
		all = append(all, squareFeature(fmt.Sprintf(`"LAD25CD":"%s%06d"`, kind, i+1), -3+0.1*float64(i%20), 52+0.1*float64(i/20)))
	}
	return all
}

// inputFile is a file with a text.
func inputFile(t testing.TB, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "areas.json")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func importText(t testing.TB, dir, text string, o Options) Report {
	t.Helper()
	r, err := Areas(context.Background(), inputFile(t, text), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func areasIn(t testing.TB, dir string) []shapes.Area { return slices.Collect(tableIn(t, dir).Each()) }

// A topology of two wards beside each other, the second with an island in a
// lake: arcs forwards and backwards, quantised.
const wardsTopology = `{"type":"Topology","transform":{"scale":[0.01,0.01],"translate":[-2,53]},
"arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,0],[10,0],[0,10],[-10,0]],[[12,2],[0,4],[4,0],[0,-4],[-4,0]]],
"objects":{"wards":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","arcs":[[0,1]],"properties":{"WDCD":"E05000001","WDNM":"West","LADCD":"E06000001","LADNM":"Both","UTLACD":"E06000001","RGNCD":"E12000001","CAUTHCD":""}},
{"type":"MultiPolygon","arcs":[[[-1,2],[3]]],"properties":{"WDCD":"E05000002","WDNM":"East","LADCD":"E06000001","RGNCD":"E12000001"}}]}}}`

func TestTopology(t *testing.T) {
	dir := t.TempDir()
	r := importText(t, dir, wardsTopology, Options{Dated: "2025-05", Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)})
	want := Report{Kind: box.Areas, Source: areasSource, Dated: "2025-05", Records: 2, Usable: 2, Bytes: r.Bytes}
	if diff := cmp.Diff(want, r); diff != "" || r.Bytes == 0 {
		t.Error(diff)
	}
	if diff := cmp.Diff([]shapes.Area{
		{Code: "E05000001", Name: "West", Parents: []string{"E06000001", "E12000001"}},
		{Code: "E05000002", Name: "East", Parents: []string{"E06000001", "E12000001"}},
	}, areasIn(t, dir)); diff != "" {
		t.Error(diff)
	}
	table := tableIn(t, dir)
	outline, _ := table.Outline("E05000002")
	if diff := cmp.Diff(orb.MultiPolygon{{
		{{-1.9, 53.1}, {-1.9, 53}, {-1.8, 53}, {-1.8, 53.1}, {-1.9, 53.1}},
		{{-1.88, 53.02}, {-1.88, 53.06}, {-1.84, 53.06}, {-1.84, 53.02}, {-1.88, 53.02}},
	}}, outline); diff != "" {
		t.Error(diff)
	}
	if got := table.At(orb.Point{-1.95, 53.05}); !slices.Equal(got, []string{"E05000001"}) {
		t.Errorf("in the west: %v", got)
	}
	f, err := box.Read(dir, box.Areas)
	if err != nil || f.Meta != (box.Meta{Source: areasSource, Dated: "2025-05", Made: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Rows: 2}) {
		t.Errorf("%+v, %v", f.Meta, err)
	}
}

func TestWhatAFeatureIs(t *testing.T) {
	for properties, want := range map[string]identity{
		`"LAD25CD":"E08000035","LAD25NM":"Leeds","LAD25NMW":"x"`:         {code: "E08000035", name: "Leeds", year: "2025"},
		`"lad24cd":"E08000039","LAD26CD":"E08000035","LAD26NM":"Leeds"`:  {code: "E08000035", name: "Leeds", year: "2026"},
		`"WARDCD":"E05011399","LADCD":"E08000035","CAUTHCD":"E47000003"`: {code: "E05011399", parents: []string{"E08000035", "E47000003"}},
		`"CTRYCD":"E92000001","LADCD":"E07000001","UTLACD":"E10000001"`:  {code: "E07000001", parents: []string{"E10000001", "E92000001"}},
		`"LHB23CD":"W11000023","LHB23NM":" Betsi "`:                      {code: "W11000023", name: "Betsi", year: "2023"},
		`"ICB23CD":"E54000054","CD":5,"HBCD":null`:                       {code: "E54000054", year: "2023"},
		`"CD":"S08000031","NM":"Greater Glasgow"`:                        {code: "S08000031", name: "Greater Glasgow"},
		`"LAD25CD":"leeds"`:      {},
		`"PCON24CD":"E14001331"`: {},
		`"LSOA21CD":"E01011264","LAD22CD":"E08000035","LAD22NM":"Leeds"`: {}, // a part of Leeds is not Leeds
		`"OTHER":"E08000035"`: {},
		`"LAD25CD":"E08000035","x":"` + strings.Repeat("x", maxProperties) + `"`: {},
	} {
		got, ok := identify([]byte("{" + properties + "}"))
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(identity{})); diff != "" || ok != (want.code != "") {
			t.Errorf("%.80s: %v %s", properties, ok, diff)
		}
	}
}

// TestGeometries has every sort of geometry that goes around something.
func TestGeometries(t *testing.T) {
	ring := `[[-2,53,7],[-1, 53 ],[-1.5,5.4e1]]` // with a height, not closed
	for name, geometry := range map[string]string{
		"polygon":    `{"type":"Polygon","coordinates":[` + ring + `]}`,
		"several":    `{"type":"MultiPolygon","coordinates":[[` + ring + `],[]]}`,
		"collection": `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},null,{"type":"Polygon","coordinates":[` + ring + `]}]}`,
	} {
		for _, before := range []string{"", "\ufeff", " \n"} {
			dir := t.TempDir()
			importText(t, dir, before+`{"name":"x","features":[{"properties":{"LADCD":"E06000001"},"geometry":`+geometry+`}],"type":"FeatureCollection"}`, Options{})
			outline, _ := tableIn(t, dir).Outline("E06000001")
			if diff := cmp.Diff(orb.MultiPolygon{{{{-2, 53}, {-1, 53}, {-1.5, 54}, {-2, 53}}}}, outline); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

// TestImportsAddUp imports districts, then wards, then the districts of the
// next year.
func TestImportsAddUp(t *testing.T) {
	dir := t.TempDir()
	codes := func() (all []string) {
		for _, a := range areasIn(t, dir) {
			all = append(all, a.Code)
		}
		slices.Sort(all)
		return all
	}
	for _, step := range []struct {
		text  string
		want  []string
		dated string // of the table
	}{
		{features(squareFeature(`"LAD24CD":"E07000001"`, -2, 53), squareFeature(`"LAD24CD":"E07000002"`, -1.9, 53), squareFeature(`"LAD24CD":"W06000001"`, -4, 53)),
			[]string{"E07000001", "E07000002", "W06000001"}, "2024"},
		{wardsTopology, []string{"E05000001", "E05000002", "E07000001", "E07000002", "W06000001"}, ""},
		{features(squareFeature(`"LAD25CD":"E06000003"`, -2, 53)), []string{"E05000001", "E05000002", "E06000003", "W06000001"}, ""},
		{strings.ReplaceAll(wardsTopology, "WDCD", "WD25CD"), []string{"E05000001", "E05000002", "E06000003", "W06000001"}, "2024"},
		{features(squareFeature(`"LAD25CD":"W06000009"`, -4, 53)), []string{"E05000001", "E05000002", "E06000003", "W06000009"}, "2025"},
	} {
		importText(t, dir, step.text, Options{})
		if got := codes(); !slices.Equal(got, step.want) {
			t.Errorf("%v, want %v", got, step.want)
		}
		if f, err := box.Read(dir, box.Areas); err != nil || f.Dated != step.dated || f.Rows != len(step.want) {
			t.Errorf("%+v, %v; want %q", f.Meta, err, step.dated)
		}
	}
}

// TestFolderOfAreas has two files of areas among others.
func TestFolderOfAreas(t *testing.T) {
	folder, dir := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"wards.topojson": wardsTopology, "districts.geojson": features(numbered("E06", 3)...),
		"package.json": `{"name":"boundaries","features":{"deep":[1,{"a":[]}]},"arcs":"none"}`, "README.md": "# outlines",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var done, total int64
	r, err := Areas(context.Background(), folder, dir, Options{Progress: func(d, all int64) { done, total = d, all }})
	if err != nil || r.Usable != 5 || r.Records != 5 || len(areasIn(t, dir)) != 5 {
		t.Errorf("%+v, %v", r, err)
	}
	if done != total || total == 0 {
		t.Errorf("%d of %d bytes read", done, total)
	}
}
