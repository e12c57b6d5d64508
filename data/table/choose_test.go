package table_test

import (
	"errors"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/table"
)

// TestChoose: of several mappings the one that fits the file is taken, whatever the format.
func TestChoose(t *testing.T) {
	bare := mapping(t, "name: bare\nreads: codes.csv, codes\nheader: no\ncolumns: [code, title]\nid: \"{code}\"\nservice: {name: \"{title}\"}\n")
	maps := mapping(t, "name: maps\nformat: geojson\nid: \"{name}\"\nservice: {name: \"{name}\"}\n")
	deep := mapping(t, "name: deep\nrows: a.b\nid: \"{name}\"\nservice: {name: \"{name}\"}\n")
	for _, c := range []struct{ name, text, want string }{
		{"codes.csv", "X1,Alpha\n", "bare"}, {"others.csv", "X1,Alpha\n", ""}, {"codes.csv", "X1,Alpha,more\n", ""},
		{"x.json", `{"features":[{"type":"Feature","properties":{"name":"A"}}]}`, "maps"}, {"x.json", `[{"name":"A"}]`, ""},
		{"x.json", `{"z":[{"name":"no"}],"a":{"b":[{"name":"A"}]}}`, "deep"},
	} {
		f, err := table.Open(strings.NewReader(c.text), table.Input{Name: c.name}, bare, maps, deep)
		var none *table.NoMappingError
		switch {
		case c.want == "" && !errors.As(err, &none):
			t.Errorf("%s %s: %v, want no mapping", c.name, c.text, err)
		case c.want != "" && (err != nil || f.Mapping.Name != c.want):
			t.Errorf("%s %s: %v, want %s", c.name, c.text, err, c.want)
		}
	}
	_, err := table.Open(strings.NewReader("name\nA\n"), table.Input{}, maps)
	var format *table.FormatError
	if !errors.As(err, &format) || format.Found != table.CSV || format.Want != table.GeoJSON {
		t.Errorf("a mapping for another format: %v", err)
	}
}

// TestWhatIsNone: rows that are not for a directory, and what is near them and is.
func TestWhatIsNone(t *testing.T) {
	m := mapping(t, "name: a\nid: \"{name}\"\nservice: {name: \"{name}\"}\nplace: {required: yes, address: \"{address}\", latitude: \"{lat}\", longitude: \"{lon}\"}\n"+
		"skip: [{column: note, has: [internal], because: no service}]\nrequired: [[note, address, lat]]\n")
	for row, want := range map[string]data.ProblemKind{
		"TEST DO NOT USE,x,,,":                           data.TestRow,
		"Test,x,,,":                                      data.TestRow,
		"Lorien's second test space,x,,,":                data.TestRow,
		"TEST-SPACE-NOT-LIVE,x,,,":                       data.TestRow,
		"New Testament Church,\"Leeds LS1 4AP\",,,":      "",
		"Test Valley Food Bank,\"Leeds LS1 4AP\",,,":     "",
		"Hearing tests,\"Leeds LS1 4AP\",,,":             "",
		"Club,,,,x":                                      data.NoPlace,
		"Club,,,,":                                       data.MissingValue,
		"Club,Leeds,,,for internal use":                  data.NoService,
		"Club,\"1 Main Street, Dublin, D02 X285\",,,":    data.OtherCountry,
		"Club,Somewhere,53.35,-6.26,":                    data.OtherCountry,
		"Club,\"Paris, France 10200\",48.16,4.72,":       data.OtherCountry,
		"Club,\"Enfield, London\",42.0,-72.6,":           data.PointOutside,
		"Club,\"12 High St, Leeds LS1 4AP\",42.0,-72.6,": data.PointDropped,
		"Club,Leeds,-1.55,53.8,":                         data.PointMended,
		"Club,Leeds,nan,inf,":                            data.PointMissing,
	} {
		items, err := read(t, m, strings.NewReader("name,address,lat,lon,note\n"+row+"\n"))
		if err != nil || len(items) != 1 {
			t.Fatal(row, err)
		}
		got := data.ProblemKind("")
		for _, p := range items[0].Problems {
			got = p.Kind
		}
		if got != want || items[0].Refused() != want.Refuses() {
			t.Errorf("%s: %q, want %q", row, got, want)
		}
	}
}

// TestLeaflet: a whole leaflet in the cell of a name.
func TestLeaflet(t *testing.T) {
	items, err := read(t, mapping(t, plain), strings.NewReader("name,about\n\"Craft group\nOpen "+strings.Repeat("all day ", 40)+"\",b\n"))
	if err != nil || items[0].Submission.Service.Doc.Name != "Craft group" || items[0].Problems[0].Kind != data.CutShort {
		t.Errorf("%q, %v", told(items), err)
	}
}
