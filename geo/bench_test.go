package geo

import "testing"

func BenchmarkLoadPostcodes(b *testing.B) {
	for b.Loop() {
		loadPostcodes()
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
