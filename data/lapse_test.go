package data

import (
	"testing"
	"time"
)

func TestLapse(t *testing.T) {
	start := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		at     []time.Duration // since the start
		times  int
		closes bool
	}{
		"once":                        {[]time.Duration{0}, 1, false},
		"three times over two weeks":  {[]time.Duration{0, 7 * day, 14 * day}, 3, true},
		"an hour short of two weeks":  {[]time.Duration{0, 7 * day, 14*day - time.Hour}, 3, false},
		"ten times by hand":           {[]time.Duration{0, 1, 2, 3, 4, 5, 6, 7, time.Hour, 19 * time.Hour}, 1, false},
		"ten times on the third day":  {[]time.Duration{0, 14 * day, 14*day + 1, 14*day + 2, 14*day + 3}, 2, false},
		"daily":                       {[]time.Duration{0, day, 2 * day, 3 * day}, 4, false},
		"twice, far apart":            {[]time.Duration{0, 60 * day}, 2, false},
		"monthly":                     {[]time.Duration{0, 30 * day, 60 * day}, 3, true},
		"nothing read for long":       {[]time.Duration{0, 7 * day, 98 * day}, 1, false},
		"a clock years ahead":         {[]time.Duration{0, 7 * day, 5 * 365 * day}, 1, false},
		"a clock years ahead, stayed": {[]time.Duration{0, 7 * day, 5 * 365 * day, 5*365*day + 7*day}, 2, false},
		"a clock that went back":      {[]time.Duration{0, 7 * day, -400 * day}, 1, false},
		"back to between":             {[]time.Duration{0, 60 * day, 14 * day}, 1, false},
		"back, and two weeks more":    {[]time.Duration{0, 60 * day, 7 * day, 14 * day, 21 * day}, 3, true},
	} {
		var l Lapse
		for _, since := range c.at {
			l = l.Again(start.Add(since))
		}
		if l.Times != c.times || l.Closes() != c.closes || l.Repeated() != (l.Times >= 3) {
			t.Errorf("%s: %+v, closes: %t", name, l, l.Closes())
		}
	}
}

func TestMuchAtOnce(t *testing.T) {
	for c, want := range map[[2]int]bool{
		{1, 1}: false, {1, 2}: false, {2, 2}: true, {9, 9}: true, {10, 11}: false, {11, 30}: true, {11, 36}: true, {11, 37}: false,
		{312, 500}: true, {100, 500}: false, {150, 500}: false, {151, 500}: true, {0, 0}: false, {0, 5}: false,
	} {
		if got := MuchAtOnce(c[0], c[1]); got != want {
			t.Errorf("%d of %d: %t", c[0], c[1], got)
		}
	}
}

func TestAbsentIsOneText(t *testing.T) {
	day := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, a := range []Absent{{Since: day("2026-06-03"), Seen: day("2026-05-20")}, {Since: day("2026-06-03")}} {
		if got, ok := ReadAbsent(a.String()); !ok || got != a {
			t.Errorf("%q reads as %+v, %t", a.String(), got, ok)
		}
	}
	for _, reason := range []string{"", "absent", "rang them: closed", "absent since ", "absent since May", "absent since 2026-06-03, seen by nobody", ListedAgain} {
		if a, ok := ReadAbsent(reason); ok {
			t.Errorf("%q reads as %+v", reason, a)
		}
	}
}
