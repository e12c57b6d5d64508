package load

import (
	"bytes"
	"testing"

	"fingerpost/geo"
	"fingerpost/geo/internal/names"
)

// FuzzPlaceRows: whatever a file holds that is laid out as a gazetteer, each row
// is refused or gives a place in the country that a table can hold.
func FuzzPlaceRows(f *testing.F) {
	f.Add([]byte(openNames))
	f.Add([]byte("Axbridge\tSedgemoor\tt\t51.2872\t-2.8174\nEC4R\t\t\t51.5094\t-0.0877\nBath\t\tc\tNaN\t1e400\n"))
	f.Add([]byte(geoNamesRow("Leeds|A", "53.8", "-1.55", "P", "PPL", "GB", "", "1")))
	f.Add([]byte("name,lat,lng,country,admin1,admin2\nMoy,54.45,-6.66667,GB,NIR,N09000002\n\xff,0,0,JE,,\n"))
	// Tables that are read at the first call would look like new ground to the fuzzer.
	if _, ok := geo.DistrictAt(geo.Point{-1.55, 53.8}); !ok {
		f.Error("Leeds is in no district")
	}
	geo.AreaByName("Leeds")
	f.Fuzz(func(t *testing.T, content []byte) {
		layout := placeLayoutOf(content[:min(len(content), headSize)])
		if layout == nil {
			return
		}
		table := newPlaceTable(layout.source)
		for l, err := range layout.lines(bytes.NewReader(content)) {
			if err != nil {
				break
			}
			if row := layout.read(l.fields); !row.skip {
				table.add(row)
			}
		}
		for _, p := range table.places {
			if err := geo.CheckUK(p.Point.Lat(), p.Point.Lon()); err != nil {
				t.Errorf("%q: %v", p.Name, err)
			}
		}
		if _, err := names.Build(withShipped(table.places, table.places)); err != nil {
			t.Error(err)
		}
	})
}
