package parts

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/units"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

// last takes the largest area for the district.
func last(areas []string) string {
	if len(areas) == 0 {
		return ""
	}
	return areas[len(areas)-1]
}

func row(outward, inward string, lon, lat float64, areas ...string) units.Row {
	return units.Row{Outward: outward, Inward: inward, Point: orb.Point{lon, lat}, Areas: areas}
}

func TestBuild(t *testing.T) {
	past := row("LS1", "4ZZ", 9, 9, "W", "E08000036")
	past.Ended = 200001
	rows := []units.Row{
		row("LS1", "5AA", -1, 54, "W", "E08000036"),
		row("LS1", "4AA", -1.5, 53.5, "W", "E08000035"),
		row("LS10", "1AA", -2, 53),
		row("LS1", "4AB", -1.25, 53.75, "W", "E08000035"),
		row("LS1", "4AD", -5, 53.625, "W", "E08000032"),
		past,
	}
	want := []Part{
		{"LS1", orb.Point{-1.375, 53.6875}, 4, []string{"E08000035", "E08000032", "E08000036"}},
		{"LS1 4", orb.Point{-1.5, 53.625}, 3, []string{"E08000035", "E08000032"}},
		{"LS1 5", orb.Point{-1, 54}, 1, []string{"E08000036"}},
		{"LS10", orb.Point{-2, 53}, 1, nil},
		{"LS10 1", orb.Point{-2, 53}, 1, nil},
	}
	built := Build(slices.Values(rows), last)
	if diff := cmp.Diff(want, built); diff != "" {
		t.Error(diff)
	}
	slices.Reverse(rows)
	if diff := cmp.Diff(built, Build(slices.Values(rows), last)); diff != "" {
		t.Errorf("the order of rows matters: %s", diff)
	}
	again, err := Decode(Encode(built))
	if diff := cmp.Diff(built, again); err != nil || diff != "" {
		t.Errorf("written and read: %v %s", err, diff)
	}
}

func TestNoRows(t *testing.T) {
	built := Build(slices.Values([]units.Row{{Outward: "LS1"}}), last)
	again, err := Decode(Encode(built))
	if len(built) != 0 || len(again) != 0 || err != nil {
		t.Errorf("%v, %v, %v", built, again, err)
	}
}

const good = "LS1\t53.8\t-1.5\t2\tE08000035,E08000036\n"

func TestDecodeRefuses(t *testing.T) {
	if _, err := Decode([]byte(good + "LS1 4\t53.8\t-1.5\t0\t\n")); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"\n", "\t\t\t\t\n", good[:len(good)-1], good + "\n", good + good, "LS2\t53\t-1\t1\t\n" + good,
		"LS1\t53.8\t-1.5\t2\n", "LS1\t53.8\t-1.5\t2\tE1\tE2\n", "LS1\t53.8\t-1.5\t2\t\r\n",
		"ls1\t53.8\t-1.5\t2\t\n", "L\t53.8\t-1.5\t2\t\n", "LS123\t53.8\t-1.5\t2\t\n", "LS1 4A\t53.8\t-1.5\t2\t\n", "LS1 \t53.8\t-1.5\t2\t\n",
		"LS1\tNaN\t-1.5\t2\t\n", "LS1\t53.8\tInf\t2\t\n", "LS1\t91\t-1.5\t2\t\n", "LS1\t53.8\t181\t2\t\n", "LS1\t\t-1.5\t2\t\n", "LS1\t53,8\t-1.5\t2\t\n",
		"LS1\t53.8\t-1.5\t-1\t\n", "LS1\t53.8\t-1.5\t1.5\t\n", "LS1\t53.8\t-1.5\t\t\n", "LS1\t53.8\t-1.5\t9999999999999999999\t\n",
		"LS1\t53.8\t-1.5\t2\tE1,\n", "LS1\t53.8\t-1.5\t2\t,\n", "LS1\t53.8\t-1.5\t2\te1\n", "LS1\t53.8\t-1.5\t2\tE 1\n", "LS1\t53.8\t-1.5\t2\t" + strings.Repeat("E", 17) + "\n",
	} {
		if parts, err := Decode([]byte(text)); !errors.As(err, new(*box.DamagedError)) || parts != nil {
			t.Errorf("%q: %v, %v", text, parts, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte(good + "LS1 4\t53.812345\t-1.5\t12\t\n"))
	f.Add([]byte("LS1\t5e1\t-0\t2\tE1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		parts, err := Decode(b)
		if err != nil {
			if !errors.As(err, new(*box.DamagedError)) {
				t.Errorf("an error of another type: %v", err)
			}
			return
		}
		for i, p := range parts {
			if i > 0 && p.Code <= parts[i-1].Code || p.Units < 0 || math.IsNaN(p.Point[0]+p.Point[1]) {
				t.Errorf("%+v", p)
			}
		}
		again, err := Decode(Encode(parts))
		if err != nil || len(again) != len(parts) {
			t.Fatalf("%v of its own lines", err)
		}
		for i, p := range again {
			if p.Code != parts[i].Code || p.Units != parts[i].Units || !slices.Equal(p.Areas, parts[i].Areas) {
				t.Errorf("%+v, want %+v", p, parts[i])
			}
		}
	})
}
