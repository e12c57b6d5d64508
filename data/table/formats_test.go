package table_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"fingerpost/data"
	"fingerpost/data/table"
)

// readFormat reads a file of testdata/formats, and says its format.
func readFormat(t *testing.T, name string, m ...table.Mapping) (items []data.Item, format table.Format) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata/formats", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	opened, err := table.Open(f, table.Input{Name: name}, m...)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	for item, err := range opened.Items(reading(data.Topics{})) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item)
	}
	return items, opened.Format
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

const places = `
name: places
id: "{name}"
optional: [about, contact.phone, days]
service: {name: "{name}", description: "{about}", phones: "{contact.phone}", categories: "{days}"}
place: {latitude: "{latitude}", longitude: "{longitude}", address: "{about}"}
`

func TestGeoJSON(t *testing.T) {
	items, format := readFormat(t, "places.geojson", mapping(t, places))
	equal(t, "format", format, table.GeoJSON)
	equal(t, "items", told(items), []string{
		"feature 1: Town Hall tea", "feature 2: Park games", "feature 3: Whole county [shape point]",
		"feature 4: Swapped [point-mended point -1.5491,53.8008]", "feature 5: No number NaN [point-missing point]",
		"feature 6: Anywhere", "feature 7:  [other-country place Paris, France]", "feature 8: A walk [shape point LineString]",
	})
	first := items[0].Submission
	equal(t, "a property called latitude", string(first.Records[0].Payload),
		`{"latitude":"53.8008","longitude":"-1.5491","feature.id":"7","name":"Town Hall tea","properties.latitude":"not this one",`+
			`"contact.phone":"0113 496 0001","days":"Monday, Friday","about":""}`)
	for i, want := range map[int]data.Coordinates{0: {Latitude: 53.8008, Longitude: -1.5491}, 1: {Latitude: 53.8005, Longitude: -1.5495}, 3: {Latitude: 53.8008, Longitude: -1.5491}} {
		if p := items[i].Submission.Locations[0].Doc.Point; p == nil || abs(p.Latitude-want.Latitude) > 1e-6 || abs(p.Longitude-want.Longitude) > 1e-6 {
			t.Errorf("%s: %+v, want %+v", items[i].Where, p, want)
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }

func TestArcGIS(t *testing.T) {
	m := mapping(t, "name: a\nid: \"{objectid}\"\nrecord: {dated: \"{checked}\"}\nservice: {name: \"{name}\"}\nplace: {latitude: \"{latitude}\", longitude: \"{longitude}\"}\n")
	items, format := readFormat(t, "grid.json", m)
	equal(t, "format", format, table.ArcGIS)
	equal(t, "items", told(items), []string{"feature 1: Grid club", "feature 2: Mercator club", "feature 3: Placeless"})
	for _, item := range items[:2] {
		if p := item.Submission.Locations[0].Doc.Point; p == nil || abs(p.Latitude-53.8) > 0.01 || abs(p.Longitude+1.549) > 0.01 {
			t.Errorf("%s: %+v", item.Where, p)
		}
		equal(t, "date", item.Submission.Records[0].AssertedOn.String(), "2024-05-01")
	}
}

func TestGridThatIsNone(t *testing.T) {
	m := mapping(t, places)
	for text, grid := range map[string]string{
		`{"spatialReference":{"wkid":2154},"features":[{"attributes":{"name":"A"},"geometry":{"x":1,"y":2}}]}`:                                                                    "wkid 2154",
		`{"features":[{"attributes":{"name":"A"},"geometry":{"x":429800,"y":433800}}]}`:                                                                                           "",
		`{"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::29903"}},"features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[1,2]}}]}`: "urn:ogc:def:crs:EPSG::29903",
	} {
		_, err := read(t, m, strings.NewReader(text))
		var refused *table.GridError
		if !errors.As(err, &refused) || refused.Grid != grid {
			t.Errorf("%s: %v", text, err)
		}
	}
	const bng = `{"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[429800,433800]}}]}`
	items, err := read(t, m, strings.NewReader(bng))
	if err != nil || abs(items[0].Submission.Locations[0].Doc.Point.Latitude-53.8) > 0.01 {
		t.Errorf("GeoJSON on the National Grid: %v, %v", items, err)
	}
}

func TestJSON(t *testing.T) {
	const text = "name: a\nid: \"{name}\"\nperson: [people]\nservice: {name: \"{name}\", categories: \"{where.tags}\"}\nplace: {latitude: \"{where.lat}\", longitude: \"{where.lon}\"}\n"
	for _, rows := range []string{"", "rows: data.items\n"} {
		items, format := readFormat(t, "nested.json", mapping(t, text+rows))
		equal(t, "format", format, table.JSON)
		equal(t, "items", told(items), []string{
			"item 1: Lunch club [named-person people.name]", "item 2:  [bad-shape  not an object]", "item 3: Chess",
		})
		equal(t, "categories", items[0].Submission.Service.Doc.Categories, []string{"warm", "food"})
		if payload := string(items[0].Submission.Records[0].Payload); strings.Contains(payload, "Bloggs") {
			t.Error("a person was kept: ", payload)
		}
	}
	var missing *table.MissingColumnError
	if _, err := read(t, mapping(t, text+"rows: meta.links\n"), strings.NewReader(`{"data":[{"name":"A"}]}`)); !errors.As(err, &missing) {
		t.Errorf("an array elsewhere: %v", err)
	}
	if items, err := read(t, mapping(t, plain), strings.NewReader(" [{\"name\":\"Caf\xe9\",\"about\":\"x\"},{\"name\":\"B\"}]")); err != nil || items[0].Submission.Service.Doc.Name != "Café" {
		t.Errorf("Windows-1252 in JSON: %q, %v", told(items), err)
	}
	if items, err := read(t, mapping(t, plain), strings.NewReader(utf16(`[{"name":"A","about":"b"}]`))); err != nil || len(items) != 1 {
		t.Errorf("UTF-16: %q, %v", told(items), err)
	}
}

func TestKML(t *testing.T) {
	m := mapping(t, "name: a\nid: \"{name}\"\noptional: [phone]\nservice: {name: \"{name}\", description: \"{description}\", phones: \"{Phone}\", categories: \"{folder}\"}\nplace: {latitude: \"{latitude}\", longitude: \"{longitude}\"}\n")
	items, format := readFormat(t, "map.kml", m)
	equal(t, "format", format, table.KML)
	equal(t, "items", told(items), []string{"placemark 1: Central & quiet", "placemark 2: River walk [shape point]", "placemark 3: The green"})
	s := items[0].Submission
	s.Tidy("", now)
	equal(t, "description", s.Service.Doc.Description, "Open to all\nTea")
	equal(t, "folder", s.Service.Doc.Categories, []string{"Libraries"})
	equal(t, "number", s.Service.Doc.Phones[0].Number, "0113 496 0001")
	if !strings.Contains(string(s.Records[0].Payload), `"ExtendedData.Name":"Theirs"`) {
		t.Errorf("the two names clash: %s", s.Records[0].Payload)
	}
	if p := items[2].Submission.Locations[0].Doc.Point; p == nil || abs(p.Latitude-53.8005) > 1e-6 {
		t.Errorf("the middle of the green: %+v", p)
	}
	kml, err := os.ReadFile("testdata/formats/map.kml")
	if err != nil {
		t.Fatal(err)
	}
	zipped, err := read(t, m, strings.NewReader(archive(t, map[string]string{"doc.kml": string(kml), "images/1.png": "x"})))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "KMZ", told(zipped), told(items))
}

func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	short, err := f.NewStyle(&excelize.Style{NumFmt: 2})
	if err != nil {
		t.Fatal(err)
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.NewSheet("List")
	errs := []error{err}
	for _, name := range []string{"Drafts", "Hidden"} {
		_, err := f.NewSheet(name)
		errs = append(errs, err)
	}
	errs = append(errs,
		f.SetSheetRow("Sheet1", "A1", &[]any{"Read me first"}),
		f.SetSheetRow("Hidden", "A1", &[]any{"Name", "About", "Lat", "Lon", "Checked"}), f.SetSheetVisible("Hidden", false),
		f.SetSheetRow("List", "A1", &[]any{"What there is"}),
		f.SetSheetRow("List", "A3", &[]any{"Name", "About", "Lat", "Lon", "Checked"}),
		f.SetSheetRow("List", "A4", &[]any{"Chess", nil, 53.80081, -1.54911, 46143}),
		f.SetSheetRow("List", "A6", &[]any{"Go", "Board game"}),
		f.SetCellStyle("List", "C4", "D4", short), f.SetCellStyle("List", "E4", "E4", day))
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	packed, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	const text = "name: a\nid: \"{name}\"\nrecord: {dated: \"{checked}\"}\nservice: {name: \"{name}\", description: \"{about}\"}\nplace: {latitude: \"{lat}\", longitude: \"{lon}\"}\n"
	items, err := read(t, mapping(t, text), strings.NewReader(packed.String()))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "items", told(items), []string{"row 4: Chess", "row 6: Go"})
	equal(t, "point", items[0].Submission.Locations[0].Doc.Point, &data.Coordinates{Latitude: 53.80081, Longitude: -1.54911})
	equal(t, "date", items[0].Submission.Records[0].AssertedOn.String(), "2026-05-01")
	hidden, err := read(t, mapping(t, text+"sheet: hidden\n"), strings.NewReader(packed.String()))
	if err != nil || len(hidden) != 0 {
		t.Errorf("a sheet that is named: %q, %v", told(hidden), err)
	}
	var missing *table.MissingColumnError
	if _, err := read(t, mapping(t, text+"sheet: Drafts\n"), strings.NewReader(packed.String())); !errors.As(err, &missing) {
		var none *table.NoRowsError
		if !errors.As(err, &none) {
			t.Errorf("an empty sheet: %v", err)
		}
	}
}
