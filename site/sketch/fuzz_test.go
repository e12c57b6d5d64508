package sketch

import (
	"math/rand/v2"
	"testing"

	"fingerpost/geo"
)

// FuzzDraw: whatever points and texts come, the map is well-formed, its texts lie
// on the paper, and no two labels meet, all of which read checks.
func FuzzDraw(f *testing.F) {
	f.Add(-1.55, 53.8, -0.13, 51.5, 1.0, 0.5, uint64(1), "LS1 4", "#result-3")
	f.Add(0.0, 0.0, -1.2, 60.2, 30.0, -1.0, uint64(9), "<a> & \"b\"", "javascript:x")
	f.Add(-6.3, 49.9, -0.8, 60.8, 0.0001, 1e300, uint64(77), "\xff\x00\u202e", "#\"")
	f.Add(-6.3, 49.9, -0.8, 243.2, -43.9, 2e299, uint64(153), "0", "0") // wide labels at the edge, and one between them
	f.Add(-1.5, 53.8, -1.5, 53.9, 0.2, 0.0, uint64(31), "\x01\x02\ufffe", "#")
	f.Fuzz(func(t *testing.T, lon, lat, lon2, lat2, miles, within float64, seed uint64, label, href string) {
		r := rand.New(rand.NewPCG(seed, 3))
		a, b := geo.Point{lon, lat}, geo.Point{lon2, lat2}
		var markers []Marker
		for range seed % 40 {
			at := []geo.Point{a, b, off(a, r.NormFloat64()*miles, r.NormFloat64()*miles)}[r.IntN(3)]
			markers = append(markers, Marker{r.IntN(60) * r.IntN(200), at, label, href})
		}
		m := Map{Title: label, Markers: markers, Outlines: coast, Words: Words{
			North:   label,
			Miles:   func(miles float64) string { return english.Miles(miles) + label },
			Several: func(numbers []int) string { return english.Several(numbers) + label },
		}}
		if seed%3 > 0 {
			m.Origin = &Origin{a, label, geo.Miles(within)}
		}
		svg := m.Draw()
		if svg == "" {
			return
		}
		p := read(t, svg)
		for _, link := range p.root.find("a") {
			if link.attr("href")[0] != '#' {
				t.Errorf("a link leads to %q", link.attr("href"))
			}
		}
		if again := m.Draw(); again != svg {
			t.Error("drawn again, it is another map")
		}
	})
}
