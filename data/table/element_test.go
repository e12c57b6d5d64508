package table_test

import (
	"strings"
	"testing"

	"fingerpost/data"
)

const several = `
name: several
rows: data
id: "{id}"
optional: [halls.name, halls.street, halls.code, halls.at, areas.code, areas.name, tags.name]
service: {name: "{id}", categories: "{tags.name}"}
place: {each: halls, name: "{halls.name}", address: "{halls.street}", postcode: "{halls.code}", point: "{halls.at}"}
areas: {each: areas, name: "{areas.name}", code: "{areas.code}"}
`

// TestSeveralPlaces: a service that a list says is given at several places, or serves several areas, has them all.
func TestSeveralPlaces(t *testing.T) {
	const text = `{"data": [
		{"id": "two", "tags": [{"name": "food"}, {"name": "warm"}], "areas": [{"code": "E08000035", "name": "Leeds"}, {"name": "Mars"}, {"code": "E08000035"}],
			"halls": [{"name": "North", "street": "1 High St, Leeds", "code": "LS1 4AP", "at": "53.79547, -1.55572"}, {"street": "2 High St, Sheffield", "code": "S1 2HE"},
				{"street": "2 High St, Sheffield", "code": "S1 2HE"}]},
		{"id": "none", "halls": [], "areas": []},
		{"id": "one abroad", "halls": [{"street": "1 Rue X, Paris, France", "at": "48.85,2.35"}, {"street": "3 High St", "code": "LS1 4AP"}]},
		{"id": "all abroad", "halls": [{"street": "1 Rue X, Paris, France", "at": "48.85,2.35"}, {"street": "2 Rue X, Paris, France", "at": "48.85,2.35"}]},
		{"id": "no list", "halls": {"street": "4 High St", "code": "LS1 4AP"}}
	]}`
	items, err := read(t, mapping(t, several), strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range items {
		line := item.Submission.Service.OwnID + ":"
		if item.Refused() {
			line += " refused"
		}
		for i, l := range item.Submission.Locations {
			line += " " + l.Doc.Address.Postcode
			if l.Doc.Point != nil {
				line += " with a point"
			}
			if item.Submission.Service.Doc.ServiceAtLocations[i].LocationID != l.Doc.ID {
				t.Errorf("%s: its places are in another order", line)
			}
		}
		for _, a := range item.Submission.Service.Doc.Areas {
			line += " " + string(a.Code) + a.Name
		}
		got = append(got, strings.TrimSpace(strings.Join(append([]string{line}, item.Submission.Service.Doc.Categories...), " ")))
	}
	equal(t, "items", got, []string{
		"two: LS1 4AP with a point S1 2HE E08000035Leeds Mars food warm", "none:", "one abroad: LS1 4AP", ": refused", "no list: LS1 4AP",
	})
	again := strings.NewReader(strings.Replace(text, `{"name": "North", "street": "1 High St, Leeds", "code": "LS1 4AP", "at": "53.79547, -1.55572"}, {"street": "2 High St, Sheffield", "code": "S1 2HE"}`,
		`{"street": "2 High St, Sheffield", "code": "S1 2HE"}, {"name": "North", "street": "1 High St, Leeds", "code": "LS1 4AP", "at": "53.79547, -1.55572"}`, 1))
	turned, err := read(t, mapping(t, several), again)
	if err != nil {
		t.Fatal(err)
	}
	first, second := items[0].Submission.Locations, turned[0].Submission.Locations
	if first[0].Doc.ID != second[1].Doc.ID || first[1].Doc.ID != second[0].Doc.ID {
		t.Error("places in another order are taken for others")
	}
	if items[2].Problems[len(items[2].Problems)-1].Kind != data.PointDropped {
		t.Errorf("the place abroad is not told of: %+v", items[2].Problems)
	}
}

// TestManyElements: a list without end costs no more than the object that holds it.
func TestManyElements(t *testing.T) {
	text := `{"data": [{"id": "a", "halls": [` + strings.Repeat(`{},`, 300_000) + `{"street": [` + strings.Repeat(`1,`, 100_000) + `1]}], "areas": [{"name": [` + strings.Repeat(`1,`, 100_000) + `1]},` + strings.Repeat(`{"name":"Leeds"},`, 100_000) + `{}]}]}`
	items, err := read(t, mapping(t, several), strings.NewReader(text))
	if err != nil || len(items) != 1 || items[0].Refused() || len(items[0].Submission.Locations) > 0 {
		t.Errorf("%d items, %v", len(items), err)
	}
}
