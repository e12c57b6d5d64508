package geo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestLocateSpots holds the units of notes/open-data.md against the middle of
// their sectors.
func TestLocateSpots(t *testing.T) {
	for _, test := range []struct {
		unit     string
		lat, lon float64
		district AreaCode
		within   Miles
	}{
		{"LS1 4AP", 53.79547, -1.55572, "E08000035", 0.3},
		{"S1 2HE", 53.38171, -1.46938, "E08000039", 0.3},
		{"EH1 1YZ", 55.95032, -3.19301, "S12000036", 0.3},
		{"ZE1 0AA", 60.15323, -1.14160, "S12000027", 1},
		{"TR21 0PL", 49.91543, -6.31724, "E06000053", 1},
		{"SW1A 1AA", 51.50101, -0.14156, "E09000033", 0.4},
	} {
		p := mustParse(t, test.unit)
		place, err := Locate(p)
		if err != nil {
			t.Errorf("%s: %v", test.unit, err)
			continue
		}
		if d := Distance(place.Point, Point{test.lon, test.lat}); d > test.within {
			t.Errorf("%s: %.2f miles off", test.unit, d)
		}
		if place.Asked != p || place.Postcode != p.Sector() || place.Label != p.Sector().String() || place.Precision != PrecisionSector {
			t.Errorf("%s: %+v", test.unit, place)
		}
		if place.Areas[0] != test.district {
			t.Errorf("%s: in %v, want %s first", test.unit, place.Areas, test.district)
		}
	}
}

func TestLocate(t *testing.T) {
	for _, test := range []struct {
		asked, found string
		precision    Precision
		areas        string // all, in order
		straddles    int
	}{
		{"LS1 4AP", "LS1 4", PrecisionSector, "[E08000035 E47000003 E12000003 E92000001 K04000001 K03000001 K02000001]", 0},
		{"B79 0", "B79 0", PrecisionSector, "[E07000218 E07000194 E07000199 E07000134 E10000031 E10000028 E10000018 E12000005 E12000004 E92000001 K04000001 K03000001 K02000001]", 4},
		{"EH1", "EH1", PrecisionOutward, "[S12000036 S92000003 K03000001 K02000001]", 0},
		{"LS1 0ZZ", "LS1", PrecisionOutward, "[E08000035 E47000003 E12000003 E92000001 K04000001 K03000001 K02000001]", 0}, // no such sector
		{"BT1 5GS", "BT1", PrecisionOutward, "[N09000003 N92000002 K02000001]", 0},
		{"JE2 3AB", "JE2", PrecisionOutward, "[L93000001]", 0},
		{"GY1", "GY1", PrecisionOutward, "[L93000001]", 0},
		{"IM1 1AA", "IM1", PrecisionOutward, "[M83000003]", 0},
		{"W1", "W1", PrecisionOutward, "[E09000033 E09000007 E09000019 E12000007 E92000001 K04000001 K03000001 K02000001]", 3},
	} {
		place, err := Locate(mustParse(t, test.asked))
		if err != nil {
			t.Errorf("%s: %v", test.asked, err)
			continue
		}
		if place.Postcode.String() != test.found || place.Precision != test.precision || place.Asked.String() != test.asked {
			t.Errorf("%s: %+v", test.asked, place)
		}
		if got := fmt.Sprint(place.Areas); got != test.areas {
			t.Errorf("%s: areas %s, want %s", test.asked, got, test.areas)
		}
		if len(place.Straddles) != test.straddles {
			t.Errorf("%s: straddles %v, want %d", test.asked, place.Straddles, test.straddles)
		}
	}
	for _, asked := range []Postcode{mustParse(t, "AA1 1AA"), mustParse(t, "GIR 0AA"), {}} {
		_, err := Locate(asked)
		var unknown *UnknownPostcodeError
		if !errors.As(err, &unknown) || unknown.Postcode != asked {
			t.Errorf("%q: %v", asked, err)
		}
	}
}

func TestLocateArea(t *testing.T) {
	place, err := LocateArea("E08000035")
	if err != nil || place.Label != "Leeds" || place.Precision != PrecisionArea || !place.Asked.IsZero() || !place.Postcode.IsZero() {
		t.Fatalf("%+v, %v", place, err)
	}
	if d := Distance(place.Point, Point{-1.5491, 53.8008}); d > 3 {
		t.Errorf("Leeds is %.1f miles from its town hall", d)
	}
	if want := []AreaCode{"E08000035", "E47000003", "E12000003", "E92000001", "K04000001", "K03000001", "K02000001"}; !slices.Equal(place.Areas, want) {
		t.Errorf("areas %v", place.Areas)
	}
	if belfast, err := LocateArea("N09000003"); err != nil || Distance(belfast.Point, Point{-5.93, 54.597}) > 2 {
		t.Errorf("Belfast: %+v, %v", belfast, err)
	}
	if harrogate, err := LocateArea("E07000165"); err != nil || harrogate.Label != "North Yorkshire" {
		t.Errorf("Harrogate: %+v, %v", harrogate, err)
	}
	var unknown *UnknownAreaError
	if _, err := LocateArea("E05000001"); !errors.As(err, &unknown) || unknown.Code != "E05000001" {
		t.Errorf("a ward: %v", err)
	}
}

func TestFind(t *testing.T) {
	for text, want := range map[string]string{
		"LS1 4AP":                        "LS1 4 sector",
		"ls1 4":                          "LS1 4 sector",
		"LS1":                            "LS1 outward",
		"Leeds":                          "Leeds settlement",
		"uk":                             "United Kingdom area",
		"12 High St, Leeds LS1 4AP.":     "LS1 4 sector",
		"":                               "*geo.PostcodeError",
		"  ":                             "*geo.PostcodeError",
		"LS1 4OP":                        "*geo.PostcodeError",
		"LS1 4A":                         "*geo.SlipError",
		"NPT 1AA":                        "*geo.PostcodeError",
		"LSI 4AP":                        "*geo.SlipError",
		"M1S 5JB":                        "*geo.SlipError",
		"AA1 1AA":                        "*geo.UnknownPostcodeError",
		"M62":                            "*geo.UnknownPostcodeError",
		"West Midlands":                  "*geo.AmbiguousError",
		"Narnia":                         "*geo.NotPlaceError",
		"Bio":                            "*geo.NotPlaceError",
		"7 Elm Rd":                       "*geo.NotPlaceError",
		"0113 496 0000":                  "*geo.NotPlaceError",
		"££":                             "*geo.NotPlaceError",
		strings.Repeat(" ", 200) + "LS1": "*geo.NotPlaceError",
	} {
		place, err := Find(text)
		got := place.Label + " " + string(place.Precision)
		if err != nil {
			got = fmt.Sprintf("%T", err)
		}
		if got != want {
			t.Errorf("%.30q: %s, want %s", text, got, want)
		}
	}
	var slip *SlipError
	if _, err := Find("LSI 4AP"); !errors.As(err, &slip) || slip.Suggestion.String() != "LS1 4AP" || slip.Input != "LSI 4AP" {
		t.Errorf("LSI 4AP: %v", err)
	}
}

// TestErrorsKeepSecrets: a log may hold the text of any error (DESIGN.md,
// "Always true", 5).
func TestErrorsKeepSecrets(t *testing.T) {
	for _, text := range []string{"LS1 4OP", "LSI 4AP", "AA1 1AA", "Narnia Road", "West Midlands"} {
		if _, err := Find(text); err == nil || strings.Contains(err.Error(), text) || strings.Contains(err.Error(), "4AP") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestEveryPartIsWhole(t *testing.T) {
	table := embeddedParts()
	if len(table.byCode) < 13_000 {
		t.Fatalf("%d parts", len(table.byCode))
	}
	for p, row := range table.byCode {
		if again, err := ParsePostcode(p.text); err != nil || again != p || row.postcode != p || p.Level() == Unit {
			t.Errorf("%q: %q, %v", p, again, err)
		}
		if err := CheckUK(row.point.Lat(), row.point.Lon()); err != nil {
			t.Errorf("%q: %v", p, err)
		}
		if !isKnown(p.Outward()) {
			t.Errorf("%q has no outward code", p)
		}
		for _, c := range row.areas {
			if _, ok := areas().byCode[c]; !ok {
				t.Errorf("%q lies in %q", p, c)
			}
		}
		if len(row.smallest) == 0 || row.units < 0 {
			t.Errorf("%q lies nowhere", p)
		}
	}
}

func TestDistrictAt(t *testing.T) {
	for _, test := range []struct {
		name     string
		lat, lon float64
		want     AreaCode // "" is none
	}{
		{"Leeds Town Hall", 53.8002, -1.5497, "E08000035"},
		{"Sheffield Town Hall", 53.3802, -1.4701, "E08000039"},
		{"Cardiff Castle", 51.4826, -3.1811, "W06000015"},
		{"Edinburgh Castle", 55.9486, -3.1999, "S12000036"},
		{"Hugh Town", 49.9146, -6.3157, "E06000053"},
		{"the North Sea", 55.0, 0.5, ""},
		{"Belfast City Hall", 54.5964, -5.9301, "N09000003"}, // by its outward code
		{"Paris", 48.85, 2.35, ""},
		{"nowhere", 0, 0, ""},
	} {
		got, ok := DistrictAt(Point{test.lon, test.lat})
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%s: %q, %v; want %q", test.name, got, ok, test.want)
		}
	}
}

// TestNearestPart holds the walk by latitude against looking at all.
func TestNearestPart(t *testing.T) {
	table := embeddedParts()
	for lat := 50.01; lat < 60; lat += 0.37 {
		for lon := -6.03; lon < 1.8; lon += 0.29 {
			p := Point{lon, lat}
			best := partReach
			for _, row := range table.leaves() {
				best = min(best, Distance(row.point, p))
			}
			got, ok := table.nearest(p, partReach)
			if ok != (best < partReach) || ok && Distance(got.point, p) != best {
				t.Errorf("%v: %v, want one %.2f miles away", p, got, best)
			}
		}
	}
}
