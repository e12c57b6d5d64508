package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"fingerpost/geo/internal/names"

	"github.com/paulmach/orb"
)

// TestTableIsCurrent makes the table anew from the shared data and holds the
// embedded one against it.
func TestTableIsCurrent(t *testing.T) {
	const shared = "../../../../shared/data"
	if _, err := os.Stat(shared); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("the data is not here: %v", err)
	}
	out := t.TempDir()
	if err := generate(filepath.Join(shared, "places"), filepath.Join(shared, "areas"), out); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(out, "places.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../places.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("places.tsv is not what the data gives: run genplaces")
	}
}

// TestPlaces: the embedded table can be read, and knows what people would look
// for first.
func TestPlaces(t *testing.T) {
	text, err := os.ReadFile("../../places.tsv")
	if err != nil {
		t.Fatal(err)
	}
	places, err := names.DecodeTSV(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(names.EncodeTSV(places), text) {
		t.Error("the table that is read and written again differs")
	}
	table, err := names.Build(places)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"London": "London E12000007", "Hull": "Kingston upon Hull E06000010", "Aberhonddu": "Brecon W06000023",
		"Mountain Ash": "Mountain Ash W06000016", "Aberteifi": "Cardigan W06000008", "Casnewydd": "Newport W06000022",
		"Abertawe": "Swansea W06000011", "Inverness": "Inverness S12000017", "Inbhir Nis": "Inverness S12000017",
		"Stornoway": "Stornoway S12000013", "Londonderry": "Derry/Londonderry N09000005", "Derry": "Derry/Londonderry N09000005",
		"Saint Helens": "St Helens E08000013", "Brighton": "Brighton and Hove E06000043", "Bala": "Bala W06000002",
		"Alderney": "St Anne L93000001", "Douglas": "Douglas M83000003", "Lurgan": "Lurgan N09000002",
	} {
		found := table.Named(names.Key(name))
		if len(found) == 0 || found[0].Name+" "+found[0].District != want {
			t.Errorf("%s: %v, want %s", name, found, want)
		}
	}
}

func TestRenamed(t *testing.T) {
	if _, err := renamed([]names.Place{{Name: "Leeds", District: "E08000035"}}); err == nil {
		t.Error("names for places that the source does not have are taken")
	}
}

func TestJoined(t *testing.T) {
	at := orb.Point{-7.3, 55}
	got := joined([]names.Place{
		{Name: "Londonderry", Kind: names.City, Point: at}, {Name: "Derry", Others: []string{"Londonderry"}, Kind: names.City, Point: at},
		{Name: "Derry", Kind: names.City, Point: orb.Point{-7, 55}},
	})
	if len(got) != 2 || got[0].Name != "Derry" {
		t.Errorf("%v", got)
	}
}
