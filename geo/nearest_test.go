package geo

import "testing"

// What the tables of the program answer without any that were imported.

func TestNeighbourhood(t *testing.T) {
	for name, test := range map[string]struct {
		lat, lon float64
		want     Miles
	}{
		"Leeds":              {53.7955, -1.5557, 2},
		"London":             {51.5074, -0.1278, 2},
		"Cardiff":            {51.4816, -3.1791, 2},
		"Belfast":            {54.5973, -5.9301, 2},
		"Otley":              {53.9052, -1.6938, 5},
		"Llandrindod Wells":  {52.2410, -3.3780, 20},
		"Fort William":       {56.8198, -5.1052, 20},
		"Lerwick":            {60.1530, -1.1493, 20},
		"the Atlantic Ocean": {49.2, -8.6, 20},
	} {
		if got := Neighbourhood(Point{test.lon, test.lat}); got != test.want {
			t.Errorf("%s: %v miles, want %v", name, got, test.want)
		}
	}
}

func TestNearestPostcode(t *testing.T) {
	for name, test := range map[string]struct {
		lat, lon float64
		want     string // "" is none
	}{
		"Leeds Town Hall":  {53.8002, -1.5497, "LS1 3"},
		"Belfast":          {54.5964, -5.9301, "BT99"},
		"St Helier":        {49.1868, -2.1067, "JE5"},
		"Dublin":           {53.35, -6.26, ""},
		"the Irish Sea":    {53.6, -5.2, ""},
		"Calais":           {50.95, 1.85, ""},
		"off Land's End":   {49.6, -7.9, ""},
		"Unst":             {60.75, -0.885, "ZE2 9"},
		"nowhere sensible": {0, 0, ""},
	} {
		got, d, ok := NearestPostcode(Point{test.lon, test.lat})
		if got.String() != test.want || ok != (test.want != "") || d < 0 {
			t.Errorf("%s: %s, %v, %v; want %q", name, got, d, ok, test.want)
		}
	}
}

func TestLocatePoint(t *testing.T) {
	p, err := LocatePoint(53.79547123, -1.55572456)
	if err != nil || p.Precision != PrecisionPoint || p.Point != (Point{-1.556, 53.795}) || districtOf(p.Areas) != "E08000035" || p.Near() != "LS1 4" {
		t.Errorf("%+v, %v", p, err)
	}
}
