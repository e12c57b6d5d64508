package load

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fingerpost/geo/internal/shapes"
)

// FuzzGeoJSON reads hostile GeoJSON: what comes out is a table or an
// [*InputError].
func FuzzGeoJSON(f *testing.F) {
	f.Add(features(numbered("E06", 3)...))
	f.Add(features(`{}`, `null`, `{"properties":{"CD":"S08000031"},"geometry":{"type":"GeometryCollection","geometries":[null,{}]}}`))
	f.Add(features(`{"properties":{"WD25CD":"E05000001","NM":1},"geometry":{"type":"MultiPolygon","coordinates":[[[[-2,53],[-1,53,9],[-1.5,54]]]]}}`))
	f.Add(`{"features":{"a":[{}]},"crs":{"properties":{"name":"EPSG:4326"}},"type":"FeatureCollection"}`)
	f.Fuzz(fuzzAreas)
}

// FuzzTopoJSON reads hostile TopoJSON.
func FuzzTopoJSON(f *testing.F) {
	f.Add(wardsTopology)
	f.Add(topologyOf(`,[[-2,53],[-1,54]],[],null`, `{"type":"MultiPolygon","arcs":[[[1,-2,2,3]],[[0]]],"properties":{"LADCD":"E07000009"}}`))
	f.Add(topologyOf(``, `{"type":"GeometryCollection","properties":{"CD":"E92000001"},"geometries":[null,{"type":"Polygon","arcs":[[0],[-1]]}]}`))
	f.Add(`{"type":"Topology","transform":{"scale":[1e308,1],"translate":[0,0]},"arcs":[[[1e308,1],[1e308,2]]],"objects":{"a":null,"b":{"type":"Polygon","arcs":[[0]]}}}`)
	f.Fuzz(fuzzAreas)
}

func fuzzAreas(t *testing.T, text string) {
	in := newAreaInput()
	in.file = "a file"
	known, err := in.read(strings.NewReader(text))
	if err != nil && !errors.As(err, new(*InputError)) {
		t.Fatalf("an error of another sort: %v", err)
	}
	refused := 0
	for _, n := range in.report.Refused {
		refused += n
	}
	if err == nil && known && in.report.Records != len(in.shapes)+refused {
		t.Errorf("%d records, %d areas and %d refused", in.report.Records, len(in.shapes), refused)
	}
	table, problems := shapes.Build(in.shapes)
	for a := range table.Each() {
		if outline, ok := table.Outline(a.Code); !ok || len(outline) == 0 || in.places[a.Code].number == 0 {
			t.Errorf("%s has no outline", a.Code)
		}
	}
	left := slices.DeleteFunc(problems, func(p shapes.Problem) bool { return p.Kept })
	if table.Len()+len(left) != len(in.shapes) {
		t.Errorf("%d areas in the table and %v, of %d", table.Len(), left, len(in.shapes))
	}
}
