package shapes

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"fingerpost/geo/internal/box"
)

// FuzzOpen opens boxes that someone made up, whole by their checksum. What is
// opened answers and gives itself back.
func FuzzOpen(f *testing.F) {
	table, _ := Build([]Shape{
		{Code: "E06000001", Name: "One", Parents: []string{"E12000001"}, Geometry: orb.MultiPolygon{
			{square(-2, 53, -1, 54), square(-1.8, 53.2, -1.7, 53.3)}, {square(-0.9, 53, -0.8, 53.1)}}},
		shape("E05000001", square(-2, 53, -1.5, 54)),
	})
	s := table.Sections()
	f.Add(s[0].Data, s[1].Data, s[2].Data)
	f.Add([]byte("\n"), []byte("E06000001\t\t0\n"), []byte{5, 1, 1, 4, 0, 0, 2, 0, 0, 2, 1, 0})
	f.Add([]byte(""), []byte(""), []byte{0})
	f.Fuzz(func(t *testing.T, parents, areas, outlines []byte) {
		opened, err := Open(boxed(t, []box.Section{
			{Name: parentsSection, Data: parents}, {Name: areasSection, Data: areas}, {Name: outlinesSection, Data: outlines},
		}))
		if err != nil {
			if !errors.As(err, new(*box.DamagedError)) {
				t.Errorf("an error of another sort: %v", err)
			}
			return
		}
		for a := range opened.Each() {
			outline, ok := opened.Outline(a.Code)
			if !ok || len(outline) == 0 || len(outline[0]) == 0 {
				t.Fatalf("%q has no outline", a.Code)
			}
			for _, p := range outline[0][0] {
				if len(opened.At(p)) > opened.Len() {
					t.Errorf("more areas than there are at %v", p)
				}
			}
		}
		again, err := Open(boxed(t, opened.Sections()))
		if err != nil {
			t.Fatalf("what it gives back cannot be opened: %v", err)
		}
		if diff := cmp.Diff(opened.Sections(), again.Sections()); diff != "" {
			t.Error(diff)
		}
	})
}
