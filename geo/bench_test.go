package geo

import (
	"testing"

	"fingerpost/geo/internal/parts"
)

func BenchmarkLoadParts(b *testing.B) {
	for b.Loop() {
		rows, err := parts.Decode(unzipped(postcodesGZ))
		if err != nil {
			b.Fatal(err)
		}
		newPartTable(rows)
	}
}

func BenchmarkFindPlace(b *testing.B) {
	for b.Loop() {
		_, _ = Find("near Barnsley, South Yorkshire")
	}
}

func BenchmarkFindMisspelt(b *testing.B) {
	for b.Loop() {
		_, _ = Find("Loughbrough")
	}
}

func BenchmarkSuggest(b *testing.B) {
	for b.Loop() {
		Finder{}.Suggest("new", 8)
	}
}

func BenchmarkNeighbourhood(b *testing.B) {
	for b.Loop() {
		current().countedAbout(Point{-1.55572, 53.79547})
	}
}

func BenchmarkLoadAreas(b *testing.B) {
	for b.Loop() {
		loadAreas()
	}
}

func BenchmarkLocate(b *testing.B) {
	p := mustParse(b, "LS1 4AP")
	for b.Loop() {
		_, _ = Locate(p)
	}
}

func BenchmarkDistrictAt(b *testing.B) {
	for b.Loop() {
		DistrictAt(Point{-1.55572, 53.79547})
	}
}

func BenchmarkCovers(b *testing.B) {
	has := []AreaCode{"E08000035", "E47000003", "E12000003"}
	for b.Loop() {
		Covers("E92000001", has)
	}
}
