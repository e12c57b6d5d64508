package osgrid

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	sphere "github.com/paulmach/orb/geo"
)

//go:embed testdata/proj.tsv
var projTable string

// TestAgreesWithPROJ: the arithmetic alone, with the same parameters.
func TestAgreesWithPROJ(t *testing.T) {
	const within = 0.1 // metres
	points, farthest := 0, 0.0
	for line := range strings.Lines(projTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		var v [4]float64
		for i := range v {
			var err error
			if v[i], err = strconv.ParseFloat(fields[i], 64); err != nil {
				t.Fatal(err)
			}
		}
		off := sphere.DistanceHaversine(ToWGS84(v[0], v[1]), orb.Point{v[2], v[3]})
		if !(off <= within) {
			t.Errorf("%s: %.4f m off", fields[4], off)
		}
		points, farthest = points+1, max(farthest, off)
	}
	if points < 30 {
		t.Errorf("%d points", points)
	}
	t.Logf("%d points, at most %.5f m off", points, farthest)
}

// TestFarOutside: what is no position is answered all the same.
func TestFarOutside(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, 1e9, -1e9} {
		for _, p := range [][2]float64{{v, v}, {400000, v}, {v, 400000}} {
			if got := ToWGS84(p[0], p[1]); math.Abs(got.Lon()) > 180 || math.Abs(got.Lat()) > 90 {
				t.Errorf("ToWGS84(%v, %v) = %v", p[0], p[1], got)
			}
		}
	}
}

func BenchmarkToWGS84(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		ToWGS84(float64(i*7919%650_000), float64(i*104_729%1_200_000))
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse("SE 29800 33800")
	}
}
