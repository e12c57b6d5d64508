package main

import (
	"slices"
	"testing"

	"fingerpost/geo"

	"github.com/paulmach/orb"
)

// sideBySide are two square councils with a border at 6.5 degrees west.
func sideBySide() []council {
	made := func(code geo.AreaCode, west, east float64) council {
		b := orb.Bound{Min: geo.Point{west, 54.5}, Max: geo.Point{east, 54.6}}
		return council{code: code, shape: orb.MultiPolygon{b.ToPolygon()}, bound: b}
	}
	return []council{made("N09000001", -6.7, -6.5), made("N09000002", -6.5, -6.3)}
}

func outcode(t *testing.T, code string, lat, lon float64) place {
	t.Helper()
	postcode, err := geo.ParsePostcode(code)
	if err != nil {
		t.Fatal(err)
	}
	return place{postcode: postcode, point: geo.Point{lon, lat}}
}

func TestCouncilsBySquares(t *testing.T) {
	seeds := []seed{
		{inKilometres(geo.Point{-6.6, 54.55}), "BT1"},
		{inKilometres(geo.Point{-6.4, 54.55}), "BT2"},
		{inKilometres(geo.Point{-6.46, 54.55}), "BT1"}, // a town over the border
		{inKilometres(geo.Point{-8, 54.5}), "BT3"},     // has no square
	}
	shares := sharesOf(seeds, sideBySide())
	for code, want := range map[string][]geo.AreaCode{
		"BT1": {"N09000001", "N09000002"},
		"BT2": {"N09000002"},
		"BT3": nil,
	} {
		if got := likely(shares[code]); !slices.Equal(got, want) {
			t.Errorf("%s lies in %v, want %v", code, got, want)
		}
	}
}

func TestLikely(t *testing.T) {
	squares := map[geo.AreaCode]int{"N09000003": 7, "N09000002": 46, "N09000001": 46, "N09000004": 1}
	if got, want := likely(squares), []geo.AreaCode{"N09000001", "N09000002"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestTownsMustBeThere: the tables of towns are held against the list, whose
// names change.
func TestTownsMustBeThere(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "geonames_cities_gb_je_gg_im.csv", `name,lat,lng,country,admin1,admin2
Leeds,53.8,-1.5,GB,ENG,H3
Dromore,54.5,-7.4,GB,NIR,N09000006
Dromore,54.4,-6.1,GB,NIR,N09000002
Peel,54.2,-4.7,IM,,
Nowhere,,0.0,IM,,
`)
	towns, err := readTowns(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(towns) != 3 {
		t.Fatalf("%d towns, want 3: %v", len(towns), towns)
	}
	for name, ok := range map[string]bool{"Peel": true, "Dromore": false, "Ramsey": false} {
		if _, err := townNamed(towns, map[bool]string{true: "IM", false: "GB"}[ok], name); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	set := &placeSet{outcodes: []place{outcode(t, "BT1", 54.55, -6.6)}}
	if err := set.giveCouncils(sideBySide(), towns); err == nil {
		t.Error("councils were given without the towns of townCodes")
	}
	if err := set.mendIslands(towns); err == nil {
		t.Error("the islands were mended without their towns")
	}
}
