package osgrid

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string][2]float64{
		"SE 298 338":      {429850, 433850},
		"SE298338":        {429850, 433850},
		" se 298\t338 ":   {429850, 433850},
		"SE 298338":       {429850, 433850},
		"TQ3080":          {530500, 180500},
		"TQ 3 8":          {535000, 185000},
		"SE2980033800":    {429800.5, 433800.5},
		"SE 29800 33800":  {429800.5, 433800.5},
		"SE":              {450000, 450000},
		"SV":              {50000, 50000},
		"NA 00":           {5000, 905000}, // west of Lewis
		"HP 61 19":        {461500, 1219500},
		"TM 555 937":      {655550, 293750},
		"OV 00 00":        {500500, 500500},
		"NN 16670 71280":  {216670.5, 771280.5}, // Ben Nevis
		"NN 1667 7128":    {216675, 771285},
		"NN\u00a0166 712": {216650, 771250},
	} {
		e, n, ok := Parse(in)
		if !ok || e != want[0] || n != want[1] {
			t.Errorf("Parse(%q) = %v, %v, %v, want %v", in, e, n, ok, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{
		"", " ", "S", "S E", "SE 1", "SE 298 33", "SE 29 8338", "SE 2 98 338", "SE 298 3x8", "SE 298 -38", "SE298338x",
		"SI 12", "IE 12", "S1 12", "AA 12", "ZZ 12", "WA 12", "QV 12", "GV 12", "HA 12 34", "TE 12 \u0663\u0664", "J 337 741",
		"SE 123456 123456", "\u017fe 12", "\u0131", "\xff\xff12", "LS1 4AP", "53.8, -1.5",
	} {
		if e, n, ok := Parse(in); ok {
			t.Errorf("Parse(%q) = %v, %v", in, e, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"SE 298 338", "TQ3080", "SE2980033800", "SV", "\u017fe 12", "se\xff1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, n, ok := Parse(s)
		if ok != (e > 0) || ok != (n > 0) || e >= 700_000 || n >= 1_300_000 {
			t.Errorf("Parse(%q) = %v, %v, %v", s, e, n, ok)
		}
		if again, _, _ := Parse(strings.Join(strings.Fields(strings.ToLower(s)), " ")); ok && again != e {
			t.Errorf("Parse(%q) depends on case", s)
		}
	})
}
