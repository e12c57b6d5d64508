package data

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDateAtEachPrecision(t *testing.T) {
	for _, test := range []struct{ in, out, begins, ends string }{
		{"2026-03-14", "2026-03-14", "2026-03-14", "2026-03-14"},
		{"2026-03", "2026-03", "2026-03-01", "2026-03-31"},
		{"2024-02", "2024-02", "2024-02-01", "2024-02-29"},
		{"2026-12", "2026-12", "2026-12-01", "2026-12-31"},
		{"2026", "2026", "2026-01-01", "2026-12-31"},
		{"2026-03-14T23:30:00Z", "2026-03-14", "2026-03-14", "2026-03-14"},
		{"2026-03-14 09:00:00", "2026-03-14", "2026-03-14", "2026-03-14"},
	} {
		d, err := ParseDate(test.in)
		if err != nil || d.String() != test.out {
			t.Errorf("%s: %s, %v", test.in, d, err)
		}
		if got := d.Begins(); got.Format(time.DateOnly) != test.begins || got.Hour() != 0 || got.Location() != London {
			t.Errorf("%s begins %s", test.in, got)
		}
		if got := d.Time(); got.Format(time.DateOnly) != test.ends || got.Hour() != 0 || got.Location() != London {
			t.Errorf("%s ends %s", test.in, got)
		}
	}
}

func TestDateRefuses(t *testing.T) {
	for _, s := range []string{"", " ", "2026-3-14", "14/03/2026", "2026-02-30", "2026-13", "26", "0001-01-01", "9999-12-31", "1899", "20260314", "2026-03-14X", "yesterday"} {
		d, err := ParseDate(s)
		if wrong, ok := errors.AsType[*DateError](err); !ok || wrong.Input != s || !d.IsZero() {
			t.Errorf("%q: %v, %v", s, d, err)
		}
	}
}

// An instant late in the evening in summer is already tomorrow in London.
func TestDateOfIsLondons(t *testing.T) {
	for instant, want := range map[string]string{
		"2026-07-01T23:30:00Z": "2026-07-02", "2026-01-01T23:30:00Z": "2026-01-01", "2026-01-01T00:30:00+09:00": "2025-12-31",
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(at).String(); got != want {
			t.Errorf("%s: %s, want %s", instant, got, want)
		}
	}
}

func TestDateAfter(t *testing.T) {
	for _, test := range []struct {
		d, e Date
		want bool
	}{
		{day("2026-03-14"), day("2026-03-13"), true},
		{day("2026-03-14"), day("2026-03-14"), false},
		{day("2026-03-13"), day("2026-03-14"), false},
		{day("2026"), day("2026-05-01"), true}, // a year counts as its end
		{day("2025"), day("2026-01-01"), false},
		{day("2026-03-14"), Date{}, true},
		{Date{}, day("2026-03-14"), false},
		{Date{}, Date{}, false},
	} {
		if got := test.d.After(test.e); got != test.want {
			t.Errorf("%q after %q: %v", test.d, test.e, got)
		}
	}
}

func TestDateThroughJSON(t *testing.T) {
	type kept struct {
		On    Date `json:"on"`
		Maybe Date `json:"maybe,omitzero"`
	}
	for _, d := range []Date{day("2026-03-14"), day("2026-03"), day("2026"), {}} {
		b, err := json.Marshal(kept{On: d, Maybe: d})
		if err != nil {
			t.Fatal(err)
		}
		var back kept
		if err := json.Unmarshal(b, &back); err != nil || back.On != d || back.Maybe != d {
			t.Errorf("%s: %+v, %v", b, back, err)
		}
		year, month, dayOfMonth := back.On.Parts()
		if again := (Date{year, month, dayOfMonth}); again != d {
			t.Errorf("%s: parts %v", d, again)
		}
	}
	was := day("2026")
	if err := was.UnmarshalText(nil); err != nil || !was.IsZero() {
		t.Errorf("empty text leaves %q, %v", was, err)
	}
	was = day("2026")
	if err := was.UnmarshalText([]byte("soon")); err == nil || was != day("2026") {
		t.Errorf("a failed reading leaves %q, %v", was, err)
	}
}
