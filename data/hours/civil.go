package hours

import (
	"time"

	"fingerpost/data"
)

// civil is a day of the calendar, as the number of days since 1970-01-01, which was a Thursday.
type civil int

const thursday = 3 // counted from Monday

func civilOf(year int, month time.Month, dom int) civil {
	return civil(floorDiv(time.Date(year, month, dom, 0, 0, 0, 0, time.UTC).Unix(), 86400))
}

// today is the day in London at an instant.
func today(t time.Time) civil {
	year, month, dom := t.In(data.London).Date()
	return civilOf(year, month, dom)
}

func (c civil) date() (year int, month time.Month, dom int) {
	return time.Unix(int64(c)*86400, 0).UTC().Date()
}

func (c civil) weekday() weekday { return weekday(((int(c)+thursday)%7 + 7) % 7) }

// monday is the first day of the week, which begins on Monday: RFC 5545, the default of WKST.
func (c civil) monday() civil { return c - civil(c.weekday()) }

// at is the instant, in seconds, at which London's clocks show a time on the day, in minutes from its midnight; beyond 24
// hours on the day after. A time that comes twice is its first coming; one that is skipped is the moment of the change.
func (c civil) at(minutes int) int64 {
	wall := int64(c)*86400 + int64(minutes)*60
	for _, offset := range []int64{3600, 0} { // summer time first: in autumn it comes first
		if londonOffset(wall-offset) == offset {
			return wall - offset
		}
	}
	change, _ := time.Unix(wall, 0).In(data.London).ZoneBounds()
	return change.Unix()
}

func londonOffset(unix int64) int64 {
	_, offset := time.Unix(unix, 0).In(data.London).Zone()
	return int64(offset)
}

// firstDay and lastDay are the ends of a date that may be known to its year or month only.
func firstDay(d data.Date) civil {
	year, month, dom := d.Parts()
	return civilOf(year, max(month, time.January), max(dom, 1))
}

func lastDay(d data.Date) civil {
	year, month, dom := d.Time().Date()
	return civilOf(year, month, dom)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
