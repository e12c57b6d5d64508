package geo

import (
	"errors"
	"math"
	"testing"
)

func TestDistance(t *testing.T) {
	leeds, sheffield := Point{-1.55572, 53.79547}, Point{-1.46938, 53.38171}
	if d := Distance(leeds, sheffield); math.Abs(float64(d)-28.8) > 0.1 {
		t.Errorf("Leeds to Sheffield: %.2f miles, want 28.8", d)
	}
	if Distance(leeds, sheffield) != Distance(sheffield, leeds) {
		t.Error("there and back differ")
	}
	if d := Distance(leeds, leeds); d != 0 {
		t.Errorf("to itself: %v", d)
	}
	if km := Miles(5).Kilometres(); math.Abs(km-8.04672) > 1e-9 {
		t.Errorf("5 miles = %v km", km)
	}
}

func TestCheckUK(t *testing.T) {
	for _, test := range []struct {
		name     string
		lat, lon float64
		want     Reason // "" is nil
	}{
		{"Leeds", 53.79547, -1.55572, ""},
		{"Greenwich", 51.48, 0, ""},
		{"Unst", 60.858, -0.885, ""},
		{"Scilly", 49.91543, -6.31724, ""},
		{"Jersey", 49.19, -2.11, ""},
		{"Isle of Man", 54.15, -4.48, ""},
		{"Fermanagh", 54.4, -8.1, ""},
		{"Lowestoft", 52.48, 1.76, ""},
		{"nothing", 0, 0, ReasonZero},
		{"negative nothing", math.Copysign(0, -1), 0, ReasonZero},
		{"latitude missing", 0, -1.5, ReasonZero},
		{"longitude first", -1.55572, 53.79547, ReasonSwapped},
		{"Greenwich, longitude first", 0, 51.48, ReasonSwapped},
		{"Paris", 48.85, 2.35, ReasonOutside},
		{"Sydney", -33.86, 151.2, ReasonOutside},
		{"no number", math.NaN(), -1, ReasonOutside},
		{"no numbers", math.NaN(), math.NaN(), ReasonOutside},
		{"infinite", 53, math.Inf(1), ReasonOutside},
		{"null of official files", 99.999999, 0, ReasonOutside},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := CheckUK(test.lat, test.lon)
			if test.want == "" {
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			var refused *CoordinateError
			if !errors.As(err, &refused) || refused.Reason != test.want {
				t.Fatalf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestWalk(t *testing.T) {
	for miles, minutes := range map[Miles]int{0: 1, 0.01: 1, 0.1: 2, 0.3: 7, 0.5: 12, 1: 24} {
		if got := miles.Walk(); got != minutes {
			t.Errorf("%v miles: %d minutes, want %d", miles, got, minutes)
		}
	}
}

func TestRounded(t *testing.T) {
	if got := Rounded(Point{-1.5557249, 53.7954712}); got != (Point{-1.556, 53.795}) {
		t.Errorf("%v", got)
	}
}
