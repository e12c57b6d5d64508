package hours

import (
	"fmt"
	"strconv"

	"fingerpost/data"
)

// dateOfDigits reads 6/1/2026, 06-01-26 and 2026-01-06. What is no day of the calendar is a word.
func dateOfDigits(m []string) sign {
	year, month, dom := m[3], m[2], m[1]
	if m[4] != "" {
		year, month, dom = m[4], m[5], m[6]
	}
	if len(year) == 2 {
		year = "20" + year
	}
	y, _ := strconv.Atoi(year)
	mo, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(dom)
	if date, ok := dateOf(y, mo, d); ok {
		return sign{kind: signDate, date: date}
	}
	return sign{}
}

// dateOf makes a date; the day may be 0, for a month.
func dateOf(year, month, dom int) (data.Date, bool) {
	written := fmt.Sprintf("%04d-%02d", year, month)
	if dom != 0 {
		written += fmt.Sprintf("-%02d", dom)
	}
	date, err := data.ParseDate(written)
	return date, err == nil
}

// saidDate is a date as somebody wrote it; year is 0 where it is left out, as day is.
type saidDate struct {
	year, month, day int
	weekday          weekday
	named            bool // with the name of its day
	length           int  // in signs
}

func (d saidDate) date() (data.Date, bool) {
	if d.year == 0 {
		return data.Date{}, false
	}
	date, ok := dateOf(d.year, d.month, d.day)
	return date, ok && (!d.named || firstDay(date).weekday() == d.weekday)
}

// joinDates puts dates, and the limits that they set, in the place of the signs that they are made of. A date without its
// year is a word: a text stays where it is for years, and nobody knows which it meant.
func joinDates(signs []sign) []sign {
	out := make([]sign, 0, len(signs))
	for i := 0; i < len(signs); {
		s, length := limitAt(signs[i:], out)
		s.start, s.end = signs[i].start, signs[i+length-1].end
		if length > 1 || s.text == "" {
			s.text = "(date)"
		}
		out = append(out, s)
		i += length
	}
	for i := len(out) - 1; i >= 0; i-- {
		if s := &out[i]; s.kind == signMonthName || s.kind == signOrdinal && !countsDay(out[i+1:]) {
			s.kind = signWord
		}
	}
	return out
}

// countsDay reports whether an ordinal that these signs follow is of a day: "1st and 3rd Tuesday", not "the last orders".
func countsDay(signs []sign) bool {
	if len(signs) > 1 && (signs[0].kind == signAnd || signs[0].kind == signComma) {
		signs = signs[1:]
		return signs[0].kind == signOrdinal
	}
	return len(signs) > 0 && (signs[0].kind == signDay || signs[0].kind == signOrdinal)
}

// limitAt reads the dates that begin at the first sign: "from 6 January 2026 to 3 March 2026", "until 3 March 2026", "on
// 3 March 2026". Without one it is the first sign itself.
func limitAt(signs, before []sign) (sign, int) {
	at, ending := 0, false
	opening := signs[0].text == "between"
	switch first := signs[0]; {
	case opening || first.kind == signFiller && fromWords[first.text]:
		for at = 1; at < len(signs) && signs[at].kind == signFiller && at < 3; at++ {
		}
		opening = true
	case first.kind == signTo && !first.dash():
		at, ending = 1, true
	}
	from, ok := dateAt(signs[at:])
	if !ok {
		return signs[0], 1
	}
	if !opening && !ending && len(before) > 0 && joinsNumber(before) {
		return sign{}, from.length // 12 and 19 March 2026
	}
	at += from.length
	if ending {
		date, ok := from.date()
		if !ok || from.day == 0 { // until March: until it begins, or ends?
			return sign{}, at
		}
		return sign{kind: signLimit, last: date}, at
	}
	if to, length, ok := lastAt(signs[at:], signs[0].text == "between"); ok {
		return between(from, to), at + length
	}
	date, ok := from.date()
	switch {
	case !ok || !opening && from.day == 0:
		return sign{}, at
	case opening:
		return sign{kind: signLimit, date: date}, at
	}
	return sign{kind: signDate, date: date}, at
}

var fromWords = map[string]bool{"from": true, "starting": true, "beginning": true, "commencing": true, "since": true, "starts": true}

// joinsNumber reports whether a number goes before a date, as its fellow: "12 and 19 March", "10-14 August".
func joinsNumber(before []sign) bool {
	last := len(before) - 1
	if k := before[last].kind; last < 1 || k != signAnd && k != signComma && k != signTo {
		return false
	}
	n := before[last-1]
	return n.kind == signOrdinal || n.kind == signTime && n.n != 0 && !n.time.fixed && !n.time.parted
}

// lastAt reads the second of two dates.
func lastAt(signs []sign, and bool) (saidDate, int, bool) {
	if len(signs) == 0 || signs[0].kind != signTo && !(and && signs[0].kind == signAnd) {
		return saidDate{}, 0, false
	}
	at := 1
	for at < len(signs) && at < 3 && signs[at].kind == signFiller {
		at++
	}
	d, ok := dateAt(signs[at:])
	return d, at + d.length, ok
}

// between is the limit of two dates. The first may leave its year to the second.
func between(from, to saidDate) sign {
	if from.year == 0 {
		from.year = to.year
		if from.month > to.month {
			from.year--
		}
	}
	first, ok := from.date()
	last, ok2 := to.date()
	if !ok || !ok2 || firstDay(first) > lastDay(last) {
		return sign{}
	}
	return sign{kind: signLimit, date: first, last: last}
}

// dateAt reads one date: "6 January 2026", "Tuesday 6th of January", "January 6, 2026", "January 2026", "6/1/2026".
func dateAt(signs []sign) (saidDate, bool) {
	var d saidDate
	at := 0
	is := func(kind signKind) bool { return at < len(signs) && signs[at].kind == kind }
	if is(signDay) && !signs[at].many {
		d.named, d.weekday = true, signs[at].day
		at++
		if is(signComma) {
			at++
		}
		for is(signFiller) && (signs[at].text == "the" || signs[at].text == "on") {
			at++
		}
	}
	if is(signDate) {
		year, month, dom := signs[at].date.Parts()
		d.year, d.month, d.day, d.length = year, int(month), dom, at+1
		return d, true
	}
	d.day = dayNumber(signs, &at)
	if at < len(signs) && d.day != 0 && signs[at].text == "of" {
		at++
	}
	if !is(signMonthName) {
		return saidDate{}, false
	}
	d.month = signs[at].n
	at++
	if d.day == 0 {
		d.day = dayNumber(signs, &at)
	}
	end := at
	if is(signComma) && d.day != 0 {
		at++
	}
	if at < len(signs) && len(signs[at].text) == 4 && signs[at].n >= 1990 && signs[at].n < 2100 {
		d.year = signs[at].n
		end = at + 1
	}
	d.length = end
	return d, d.day != 0 || d.year != 0 && !d.named
}

// dayNumber reads a day of the month.
func dayNumber(signs []sign, at *int) int {
	if *at >= len(signs) {
		return 0
	}
	s := signs[*at]
	digits := len(s.text) <= 2 && s.n > 0 && (s.kind == signTime || s.kind == signWord)
	if s.n < 1 || s.n > 31 || s.kind != signOrdinal && !digits {
		return 0
	}
	*at++
	return s.n
}
