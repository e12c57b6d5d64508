package hours

import (
	"time"

	"fingerpost/data"
)

// nations are the four, as Open Referral and the helplines file write them.
var nations = []string{"ENG", "WLS", "SCT", "NIR"}

// Holidays are the bank holidays of the four nations, year by year. The zero Holidays covers no year.
type Holidays struct {
	days  map[string]map[civil]string
	years map[string]map[int]bool
}

// NewHolidays makes the names of bank holidays, by nation (ENG, WLS, SCT, NIR) and date, findable. A nation with a day
// in a year is taken to have all its days of that year. A date that is not known to the day is left out.
func NewHolidays(byNation map[string]map[data.Date]string) Holidays {
	h := Holidays{map[string]map[civil]string{}, map[string]map[int]bool{}}
	for nation, days := range byNation {
		h.days[nation], h.years[nation] = map[civil]string{}, map[int]bool{}
		for d, name := range days {
			if year, month, dom := d.Parts(); dom != 0 {
				h.days[nation][civilOf(year, month, dom)] = name
				h.years[nation][year] = true
			}
		}
	}
	return h
}

// On tells the bank holiday of a nation on a day.
func (h Holidays) On(nation string, day data.Date) (name string, ok bool) {
	year, month, dom := day.Parts()
	if dom == 0 {
		return "", false
	}
	name, ok = h.days[nation][civilOf(year, month, dom)]
	return name, ok
}

// Covers reports whether the bank holidays of a year are known, for every nation that is known at all.
func (h Holidays) Covers(year int) bool {
	for _, years := range h.years {
		if !years[year] {
			return false
		}
	}
	return len(h.years) > 0
}

// sureness is how sure it is that a day is a bank holiday somewhere.
type sureness int

const (
	ordinary sureness = iota
	perhaps           // it may be one
	holiday           // it is one
)

// look tells what is known of a day in a nation, which may be "", and the holiday's name where it is on the list.
func (h Holidays) look(nation string, c civil) (string, sureness) {
	in := []string{nation}
	if nation == "" {
		in = nations
	}
	year, month, dom := c.date()
	listed, covered, name := 0, true, ""
	for _, n := range in {
		covered = covered && h.years[n][year]
		if found, ok := h.days[n][c]; ok {
			listed++
			if name == "" {
				name = found
			}
		}
	}
	switch {
	case listed == len(in):
		return name, holiday
	case listed > 0, kept(month, dom), !covered && usual(nation, c):
		return name, perhaps
	}
	return "", ordinary
}

// kept reports whether people keep the day whatever the list says: where it falls on a weekend the bank holiday is a
// substitute day, and the doors are shut on both.
func kept(month time.Month, dom int) bool {
	return month == time.December && (dom == 25 || dom == 26) || month == time.January && dom == 1
}

// usual reports whether a day is a bank holiday in most years: Banking and Financial Dealings Act 1971, schedule 1, and
// the days by proclamation. The days of one nation are left out, but for the Scottish ones.
func usual(nation string, c civil) bool {
	year, month, dom := c.date()
	easter, monday := easterSunday(year), c.weekday() == 0
	scotland := nation == "SCT" || nation == ""
	switch {
	case kept(month, dom), c == easter-2, c == easter+1:
		return true
	case monday && month == time.May:
		return dom <= 7 || dom > 24
	case monday && month == time.August:
		return dom > 24 || scotland && dom <= 7
	}
	return scotland && month == time.January && dom == 2
}

// easterSunday is the date of Easter in the western calendar: Meeus, Astronomical Algorithms, chapter 8.
func easterSunday(year int) civil {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return civilOf(year, time.Month(n/31), n%31+1)
}
