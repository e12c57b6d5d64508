package sketch

import "testing"

// BenchmarkCity draws what a page of results in a large town shows.
func BenchmarkCity(b *testing.B) {
	m := Map{Title: "Map of 20 services near LS1 4", Origin: from(leeds, 1), Markers: city(), Outlines: coast, Words: english}
	b.ReportAllocs()
	for b.Loop() {
		m.Draw()
	}
}
