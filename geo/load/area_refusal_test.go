package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/shapes"
)

// featureOf is a feature with a geometry.
func featureOf(geometry string) string {
	return `{"type":"Feature","properties":{"LAD25CD":"E07000009"},"geometry":` + geometry + `}`
}

// TestRefusedFeatures has one bad feature among twenty good ones.
func TestRefusedFeatures(t *testing.T) {
	deep := strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 20) + strings.Repeat(`]}`, 20)
	for text, want := range map[string]Reason{
		`5`:    NotRecord,
		`null`: NoCode,
		`{"properties":{"LAD25CD":"E07000009"},"geometry":7}`:     NotRecord,
		squareFeature(`"LAD25CD":"leeds"`, -2, 53):                NoCode,
		squareFeature(`"PCON24CD":"E14001331"`, -2, 53):           NoCode,
		squareFeature(`"LAD25CD":"E06000001"`, -2, 53):            Duplicate,
		squareFeature(`"LAD25CD":"E07000009"`, 2.3, 48.8):         Outside, // Paris
		squareFeature(`"LAD25CD":"E07000009"`, 53, -2):            Outside, // latitude first
		`{"type":"Feature","properties":{"LAD25CD":"E07000009"}}`: NoRing,
		featureOf(`null`):                                                                        NoRing,
		featureOf(`{}`):                                                                          NoRing,
		featureOf(`{"type":"Polygon"}`):                                                          NoRing,
		featureOf(`{"type":"Polygon","coordinates":[]}`):                                         NoRing,
		featureOf(`{"type":"Polygon","coordinates":[[]]}`):                                       NoRing,
		featureOf(`{"type":"Point","coordinates":[-2,53]}`):                                      NoRing,
		featureOf(`{"type":"Polygon","coordinates":[[[-2,53],[-1,54],[-2,53]]]}`):                NoRing,
		featureOf(`{"type":"Polygon","coordinates":[[[-2,53],[-1,53],[-1.5,53],[-2,53]]]}`):      NoRing,
		featureOf(`{"type":"Polygon","coordinates":[[[-2,53],[-1],[-1.5,54],[-2,53]]]}`):         NoPosition,
		featureOf(`{"type":"Polygon","coordinates":[[[-2,53],null,[-1.5,54],[-2,53]]]}`):         NoPosition,
		featureOf(`{"type":"Polygon","coordinates":[[[-2,53],[null,53],[-1.5,54]]]}`):            NoPosition,
		featureOf(`{"type":"Polygon","coordinates":[[[-2,53],["-1",53],[-1.5,54]]]}`):            NoPosition,
		featureOf(`{"type":"Polygon","coordinates":[[[-2,53],[1e999,53],[-1.5,54]]]}`):           NoPosition,
		featureOf(`{"type":"Polygon","coordinates":"[[-2,53]]"}`):                                NoPosition,
		featureOf(`{"type":"MultiPolygon","coordinates":[[[-2,53],[-1,53],[-1.5,54],[-2,53]]]}`): NoPosition,
		featureOf(deep): NotRecord,
		featureOf(`{"type":"Polygon","coordinates":[` + strings.Repeat(`[],`, shapes.MaxPoints) + `[]]}`): TooManyPoints,
	} {
		dir := t.TempDir()
		r := importText(t, dir, features(append(numbered("E06", 20), text)...), Options{})
		if r.Records != 21 || r.Usable != 20 || r.Refused[want] != 1 || len(areasIn(t, dir)) != 20 {
			t.Errorf("%.90s: %d of %d usable, %v, want %s", text, r.Usable, r.Records, r.Refused, want)
		}
		if len(r.Examples) != 1 || !strings.HasSuffix(r.Examples[0].Where, "areas.json feature 21") {
			t.Errorf("%.90s: %v", text, r.Examples)
		}
	}
}

func TestCrossingOutlineIsKept(t *testing.T) {
	dir := t.TempDir()
	r := importText(t, dir, features(featureOf(`{"type":"Polygon","coordinates":[[[-2,53],[-1,54],[-1,53.2],[-2,54],[-2,53]]]}`)), Options{})
	if r.Usable != 1 || r.Noted[CrossesItself] != 1 || len(areasIn(t, dir)) != 1 {
		t.Errorf("%+v", r)
	}
}

// topologyOf is a topology with some arcs and one geometry beside those of
// twenty good areas.
func topologyOf(arcs, geometry string) string {
	var good []string
	for i := range 20 {
		good = append(good, fmt.Sprintf(`{"type":"Polygon","arcs":[[0]],"properties":{"LADCD":"E06%06d"}}`, i+1))
	}
	return `{"type":"Topology","arcs":[[[-2,53],[-1,53],[-1.5,54],[-2,53]]` + arcs + `],"objects":{"a":{"type":"GeometryCollection","geometries":[` +
		strings.Join(good, ",") + "," + geometry + `]}}}`
}

func TestRefusedTopologyObjects(t *testing.T) {
	const properties = `"properties":{"LADCD":"E07000009"}`
	many := `,[` + strings.Repeat(`[-2,53],`, 20_000) + `[-1,54]]`
	deep := strings.Repeat(`{"type":"GeometryCollection",`+properties+`,"geometries":[`, 20) + strings.Repeat(`]}`, 20)
	for _, test := range []struct {
		arcs, geometry string
		want           Reason
	}{
		{"", `null`, NotRecord},
		{"", `{"type":null,` + properties + `}`, NoRing},
		{"", `{"type":"Polygon",` + properties + `}`, NoRing},
		{"", `{"type":"Polygon","arcs":[],` + properties + `}`, NoRing},
		{"", `{"type":"Polygon","arcs":[[]],` + properties + `}`, NoRing},
		{"", `{"type":"Polygon","arcs":[[1]],` + properties + `}`, NotRecord},
		{"", `{"type":"Polygon","arcs":[[-2]],` + properties + `}`, NotRecord},
		{"", `{"type":"Polygon","arcs":[[-9223372036854775808]],` + properties + `}`, NotRecord},
		{"", `{"type":"Polygon","arcs":[[0.5]],` + properties + `}`, NotRecord},
		{"", `{"type":"Polygon","arcs":[0],` + properties + `}`, NotRecord},
		{"", `{"type":"MultiPolygon","arcs":[[0]],` + properties + `}`, NotRecord},
		{",[]", `{"type":"Polygon","arcs":[[1]],` + properties + `}`, NoRing},
		{",null", `{"type":"Polygon","arcs":[[1,1]],` + properties + `}`, NoRing},
		{"", `{"type":"Polygon","arcs":[[0]]}`, NoCode},
		{"", `{"type":"Polygon","arcs":[[0]],"properties":7}`, NoCode},
		{"", deep, NotRecord},
		{many, `{"type":"Polygon","arcs":[[` + strings.Repeat("1,", 1000) + `1]],` + properties + `}`, TooManyPoints},
	} {
		dir := t.TempDir()
		r := importText(t, dir, topologyOf(test.arcs, test.geometry), Options{})
		if r.Records != 21 || r.Usable != 20 || r.Refused[test.want] != 1 || len(areasIn(t, dir)) != 20 {
			t.Errorf("%.90s: %d of %d usable, %v, want %s", test.geometry, r.Usable, r.Records, r.Refused, test.want)
		}
	}
}

// TestRefusedInputs has inputs of which nothing is used. The table before them
// stays as it is, to the byte.
func TestRefusedInputs(t *testing.T) {
	good := features(numbered("E06", 20)...)
	withCRS := func(crs string) string { return strings.Replace(good, `"features"`, `"crs":`+crs+`,"features"`, 1) }
	for text, want := range map[string]Reason{
		"":                             Empty,
		"code,name\n":                  NotRecognised,
		"[1,2]":                        NotRecognised,
		"{}":                           NotRecognised,
		`{"type":"FeatureCollection"}`: Empty,
		`{"type":"FeatureCollection","features":null}`:                          Empty,
		`{"type":"Topology","arcs":[]}`:                                         Empty,
		`{"type":"Feature","geometry":null}`:                                    NotRecognised,
		`{"geometryType":"esriGeometryPolygon","features":[{"attributes":{}}]}`: NotRecognised,
		good[:len(good)/2]:                                                      Damaged,
		good[:len(good)-1]:                                                      Damaged,
		good + "}":                                                              Damaged,
		good + good:                                                             Damaged,
		strings.Replace(good, ":", "::", 1):                                     Damaged,
		wardsTopology[:len(wardsTopology)-2]:                                    Damaged,
		strings.Replace(wardsTopology, `[[10,0],[0,10]]`, `[[10,0],[0]]`, 1):           Damaged,
		strings.Replace(wardsTopology, `[[10,0],[0,10]]`, `5`, 1):                      Damaged,
		strings.Replace(wardsTopology, `[0.01,0.01]`, `null`, 1):                       Damaged,
		`{"type":"Topology","objects":[]}`:                                             Damaged,
		`{"a":` + strings.Repeat("[", 20_000):                                          Damaged,
		strings.Replace(wardsTopology, `[-2,53]`, `[400000,300000]`, 1):                NotWGS84,
		features(squareFeature(`"LAD25CD":"E06000001"`, 429_000, 433_000)):             NotWGS84,
		withCRS(`{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}}`): NotWGS84,
		withCRS(`{"type":"name","properties":{"name":"EPSG:3857"}}`):                   NotWGS84,
		withCRS(`{"type":"link","properties":{"href":"http://example.org/crs"}}`):      NotWGS84,
		withCRS(`"EPSG:27700"`):                                                        NotWGS84,
		features(append(numbered("E06", 8), `{}`)...):                                  MostlyRefused,
		features(numbered("E14", 20)...):                                               MostlyRefused,
		features(squareFeature(`"WDCD":"E05000001"`, -2, 53), squareFeature(`"WDCD":"E05000001"`, -2, 53), squareFeature(`"WDCD":"E05000001"`, -2, 53)): MostlyRefused,
		`{"type":"Topology","objects":{"a":[` + strings.Repeat(`{},`, maxObjects) + `{}]}}`:                                                             TooLarge,
		features(numbered("E06", 9)...): Shrinks,
		features(numbered("E07", 9)...): Shrinks, // districts too
	} {
		dir := t.TempDir()
		importText(t, dir, good, Options{})
		before, err := os.ReadFile(box.Path(dir, box.Areas))
		if err != nil {
			t.Fatal(err)
		}
		_, err = Areas(context.Background(), inputFile(t, text), dir, Options{})
		var input *InputError
		if !errors.As(err, &input) || input.Reason != want {
			t.Errorf("%.90q: %v, want %s", text, err, want)
		}
		if after, err := os.ReadFile(box.Path(dir, box.Areas)); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%.90q: the table before it has changed, %v", text, err)
		}
	}
}

func TestAcceptedCRS(t *testing.T) {
	for _, crs := range []string{
		`null`, `{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}`, `{"type":"name","properties":{"name":"EPSG:4326"}}`,
		`{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4326"}}`, `{"type":"EPSG","properties":{"code":4326}}`,
	} {
		text := strings.Replace(features(numbered("E06", 2)...), `"features"`, `"crs":`+crs+`,"features"`, 1)
		if r := importText(t, t.TempDir(), text, Options{}); r.Usable != 2 {
			t.Errorf("%s: %+v", crs, r)
		}
	}
}

func TestReplaceTakesFewer(t *testing.T) {
	dir := t.TempDir()
	importText(t, dir, features(numbered("E06", 20)...), Options{})
	importText(t, dir, features(numbered("E06", 9)...), Options{Replace: true})
	if n := len(areasIn(t, dir)); n != 9 {
		t.Errorf("%d areas", n)
	}
}

func TestDamagedTableIsKeptUnlessReplaced(t *testing.T) {
	dir := t.TempDir()
	importText(t, dir, features(numbered("E06", 20)...), Options{})
	if err := os.WriteFile(box.Path(dir, box.Areas), []byte("FINGERP1 and nothing more"), 0o600); err != nil {
		t.Fatal(err)
	}
	name := inputFile(t, wardsTopology)
	if _, err := Areas(context.Background(), name, dir, Options{}); !errors.As(err, new(*box.DamagedError)) {
		t.Errorf("over a damaged table: %v", err)
	}
	if _, err := Areas(context.Background(), name, dir, Options{Replace: true}); err != nil || len(areasIn(t, dir)) != 2 {
		t.Errorf("in place of a damaged table: %v", err)
	}
}

func TestAreasEndWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	if _, err := Areas(ctx, inputFile(t, wardsTopology), dir, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(box.Path(dir, box.Areas)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a table was written: %v", err)
	}
}
