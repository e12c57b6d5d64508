package geo

import (
	"slices"
	"strings"
	"testing"
)

func TestAreaLevel(t *testing.T) {
	for code, want := range map[AreaCode]AreaLevel{
		"E05000001": WardLevel, "N08000101": WardLevel,
		"E08000035": DistrictLevel, "W06000022": DistrictLevel, "S12000036": DistrictLevel, "N09000003": DistrictLevel,
		"E10000029": CountyLevel, "E47000003": CountyLevel, "E12000003": RegionLevel,
		"E92000001": NationLevel, "L93000001": NationLevel, "M83000003": NationLevel,
		"K03000001": NationLevel, "K04000001": NationLevel, "K02000001": UKLevel,
		"": 0, "E08": 0, "E0800003x": 0, "X99000001": 0, "e08000035": 0,
	} {
		if code.Level() != want || code.Valid() != (want != 0) {
			t.Errorf("%q: level %d, valid %v; want %d", code, code.Level(), code.Valid(), want)
		}
	}
}

func TestAreaByCode(t *testing.T) {
	leeds, ok := AreaByCode("E08000035")
	want := []AreaCode{"E47000003", "E12000003", "E92000001", "K04000001", "K03000001", "K02000001"}
	if !ok || leeds.Name != "Leeds" || leeds.Level != DistrictLevel || !slices.Equal(leeds.Parents, want) {
		t.Errorf("Leeds: %+v", leeds)
	}
	for old, now := range map[AreaCode]AreaCode{
		"E08000019": "E08000039", // Sheffield, coded anew
		"E08000016": "E08000038", // Barnsley, coded anew
		"E07000165": "E06000065", // Harrogate, abolished
	} {
		if a, ok := AreaByCode(old); !ok || a.Code != now {
			t.Errorf("%s: %s, %v; want %s", old, a.Code, ok, now)
		}
	}
	if a, ok := AreaByCode("E05000001"); ok {
		t.Errorf("a ward is known: %+v", a)
	}
}

func TestAreasAreWhole(t *testing.T) {
	for code, row := range areas().byCode {
		if !code.Valid() || row.Name == "" || row.Level != code.Level() {
			t.Errorf("%s: %+v", code, row)
		}
		if CheckUK(row.middle.Lat(), row.middle.Lon()) != nil {
			t.Errorf("%s %s is at %v", code, row.Name, row.middle)
		}
		for _, parent := range row.Parents {
			if above, ok := areas().byCode[parent]; !ok || above.Level < row.Level {
				t.Errorf("%s has the parent %s", code, parent)
			}
		}
		if inUK := code[0] != 'L' && code[0] != 'M'; inUK != Covers(unitedKingdom, []AreaCode{code}) {
			t.Errorf("%s in the UK: %v", code, !inUK)
		}
	}
	for old, now := range areas().replaced {
		if _, ok := areas().byCode[now]; !ok {
			t.Errorf("%s was replaced by %s, which is not known", old, now)
		}
	}
}

func TestAreaByName(t *testing.T) {
	for name, want := range map[string][]AreaCode{
		"Leeds":                           {"E08000035"},
		"leeds city council":              {"E08000035"},
		"LEEDS METROPOLITAN DISTRICT":     {"E08000035"},
		"City of London":                  {"E09000001"},
		"London":                          {"E12000007"},
		"London Borough of Camden":        {"E09000007"},
		"Bristol":                         {"E06000023"},
		"City of Bristol":                 {"E06000023"},
		"Bristol City Council":            {"E06000023"},
		"Hull":                            {"E06000010"},
		"Kingston-upon-Hull":              {"E06000010"},
		"County Durham":                   {"E06000047"},
		"Durham County Council":           {"E06000047"},
		"Edinburgh":                       {"S12000036"},
		"Glasgow":                         {"S12000049"},
		"St Helens":                       {"E08000013"},
		"kings lynn & west norfolk":       {"E07000146"},
		"Suffolk":                         {"E10000029"},
		"Suffolk County Council":          {"E10000029"},
		"Greater Manchester":              {"E47000001"},
		"South Yorkshire":                 {"E47000002"},
		"Yorkshire and the Humber":        {"E12000003"},
		"Yorkshire & Humber":              {"E12000003"},
		"North East":                      {"E47000014", "E12000001"},
		"North East Combined Authority":   {"E47000014"},
		"West Midlands":                   {"E47000007", "E12000005"},
		"Wales":                           {"W92000004"},
		"Northern Ireland":                {"N92000002"},
		"Belfast":                         {"N09000003"},
		"UK":                              {"K02000001"},
		"The United Kingdom":              {"K02000001"},
		"U.K.":                            {"K02000001"},
		"Isle of Wight":                   {"E06000046"},
		"Isle of Man":                     {"M83000003"},
		"Vale of Glamorgan Council":       {"W06000014"},
		"Royal Borough of Greenwich":      {"E09000011"},
		"Derry City and Strabane Council": {"N09000005"},
		"council":                         nil,
		"of":                              nil,
		"city of":                         nil,
		"Narnia":                          nil,
		"":                                nil,
	} {
		var got []AreaCode
		for _, a := range AreaByName(name) {
			got = append(got, a.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestEveryAreaIsFoundByItsName(t *testing.T) {
	for code, row := range areas().byCode {
		found := AreaByName(row.Name)
		if !slices.ContainsFunc(found, func(a Area) bool { return a.Code == code }) {
			t.Errorf("%s %q: %v", code, row.Name, found)
		}
	}
}

func TestCovers(t *testing.T) {
	sheffield := []AreaCode{"E08000039"}
	for code, want := range map[AreaCode]bool{
		"E08000039": true, "E08000019": true, "E47000002": true, "E12000003": true,
		"E92000001": true, "K04000001": true, "K02000001": true,
		"E08000035": false, "W92000004": false, "": false, "X": false,
	} {
		if Covers(code, sheffield) != want {
			t.Errorf("%q covers Sheffield: %v", code, !want)
		}
	}
	if !Covers("E08000039", []AreaCode{"E08000019"}) {
		t.Error("Sheffield does not cover its old code")
	}
	if Covers("E08000035", nil) {
		t.Error("Leeds covers what is nowhere")
	}
	if !Covers("E05000001", []AreaCode{"E05000001"}) {
		t.Error("an unknown ward does not cover itself")
	}
	england, _ := AreaByCode("E92000001")
	if !england.Contains("E08000035") || england.Contains("W06000015") || !england.Contains("E92000001") {
		t.Error("England contains Leeds and itself, and not Cardiff")
	}
}

func TestNation(t *testing.T) {
	for _, test := range []struct {
		want  string
		codes []AreaCode
	}{
		{"ENG", []AreaCode{"E08000035", "E92000001", "K04000001", "K02000001"}},
		{"WLS", []AreaCode{"W06000015", "K04000001"}},
		{"SCT", []AreaCode{"S92000003"}},
		{"NIR", []AreaCode{"N92000002", "K02000001"}},
		{"", []AreaCode{"E06000019", "W06000023"}},
		{"", []AreaCode{"K02000001"}},
		{"", []AreaCode{"L93000001"}},
		{"", []AreaCode{"nonsense"}},
		{"", nil},
	} {
		if got := Nation(test.codes); got != test.want {
			t.Errorf("%v: %q, want %q", test.codes, got, test.want)
		}
	}
}

func TestAreasNamed(t *testing.T) {
	for text, want := range map[string][]AreaCode{
		"Leeds City Council":                     {"E08000035"},
		"Calderdale and Kirklees":                {"E08000033", "E08000034"},
		"Calderdale & Kirklees":                  {"E08000033", "E08000034"},
		"all of Wales":                           {"W92000004"},
		"Across West Yorkshire":                  {"E47000003"},
		"Leeds, Bradford and Wakefield":          {"E08000035", "E08000032", "E08000036"},
		"Bath and North East Somerset":           {"E06000022"},
		"Brighton and Hove; East Sussex":         {"E06000043", "E10000011"},
		"Leeds residents only":                   {"E08000035"},
		"UK-wide":                                {"K02000001"},
		"people living in Cardiff":               {"W06000015"},
		"Berkshire":                              {"E06000036", "E06000037", "E06000038", "E06000039", "E06000040", "E06000041"},
		"Leeds and Leeds City Council":           {"E08000035"},
		"Sir Benfro":                             {"W06000009"},
		"Leeds and Narnia":                       nil,
		"Narnia":                                 nil,
		"North East":                             nil, // of two areas
		"":                                       nil,
		" , and ; ":                              nil,
		strings.Repeat("Leeds and ", 1000) + "x": nil,
	} {
		var got []AreaCode
		found, ok := AreasNamed(text)
		for _, a := range found {
			got = append(got, a.Code)
		}
		if slices.Sort(got); !ok {
			got = nil
		}
		slices.Sort(want)
		if !slices.Equal(got, want) || ok != (want != nil) {
			t.Errorf("%.40q: %v, %v; want %v", text, got, ok, want)
		}
	}
}
