package data

import (
	"fmt"
	"time"
)

// Date is a civil date without a zone, known to the day, the month or the year: "2026-03-14", "2026-03", "2026"
// (ISO 8601 reduced precision, as EDTF level 0 writes it). The zero Date is unknown.
type Date struct {
	year  int
	month time.Month // 0 when only the year is known
	day   int        // 0 when only the month is known
}

// DateError says why text is not a date.
type DateError struct{ Input string }

func (e *DateError) Error() string {
	return fmt.Sprintf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", e.Input)
}

// ParseDate reads a date at any of its three precisions. The first ten letters of a timestamp are read as its date.
func ParseDate(s string) (Date, error) {
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	layouts := map[int]string{10: time.DateOnly, 7: "2006-01", 4: "2006"}
	t, err := time.Parse(layouts[len(s)], s)
	if err != nil || layouts[len(s)] == "" || t.Year() < 1900 || t.Year() > 2200 {
		return Date{}, &DateError{Input: s}
	}
	d := Date{year: t.Year()}
	if len(s) > 4 {
		d.month = t.Month()
	}
	if len(s) > 7 {
		d.day = t.Day()
	}
	return d, nil
}

// DateOf is the civil date of an instant in the United Kingdom.
func DateOf(t time.Time) Date {
	y, m, d := t.In(London).Date()
	return Date{year: y, month: m, day: d}
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d.year == 0 }

// Time is midnight in London on the date's last day: a date known only to its year counts as that year's end, so that
// ages computed from it are never too old.
func (d Date) Time() time.Time {
	switch {
	case d.IsZero():
		return time.Time{}
	case d.month == 0:
		return time.Date(d.year, time.December, 31, 0, 0, 0, 0, London)
	case d.day == 0:
		return time.Date(d.year, d.month+1, 0, 0, 0, 0, 0, London)
	}
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, London)
}

// Begins is midnight in London on the date's first day: of the year or month if no more is known.
func (d Date) Begins() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.year, max(d.month, time.January), max(d.day, 1), 0, 0, 0, 0, London)
}

// Parts gives year, month (0 if unknown) and day (0 if unknown), for wording.
func (d Date) Parts() (year int, month time.Month, day int) { return d.year, d.month, d.day }

// AddMonths is the month that comes so many after the date's own; 0 is its own.
func (d Date) AddMonths(n int) Date {
	t := time.Date(d.year, d.month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return Date{year: t.Year(), month: t.Month()}
}

// After reports whether d is later than e; an unknown date is after nothing.
func (d Date) After(e Date) bool { return !d.IsZero() && d.Time().After(e.Time()) }

// String is the ISO form, empty for an unknown date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// MarshalText and UnmarshalText carry dates through JSON, YAML and SQL as their ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
