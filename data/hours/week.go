package hours

import (
	"slices"
	"sort"
	"time"

	"fingerpost/data"
)

// Day is one line of a timetable on a page.
type Day struct {
	// Row says that the line is one of the seven of the week, Monday first. Otherwise it stands below them.
	Row bool
	// Weekdays is the one day of a row, or the days of a line below: every second Tuesday.
	Weekdays  []time.Weekday
	Spans     []Span // merged and in order; a row without any is a day on which it is closed
	Monthly   []Nth  // days counted within the month
	MonthDays []int  // days of the month by number, from its end when negative
	Every     int    // every n weeks or months, when more than one
	From, To  data.Date
	Holidays  bool   // on bank holidays, and then only
	Words     string // what the source says in words
}

// Week lays schedules out for a page: seven rows when any rule is plainly weekly, then a line for each rule that is not,
// then what is only said in words. Rules that end on a date, or are given every second week, are lines, so that a row
// is true of every week.
func Week(schedules []data.Schedule) []Day {
	var rows [7][]Span
	weekly := false
	var lines, words []Day
	said := map[string]bool{}
	for _, s := range schedules {
		if s.Description != "" && !said[s.Description] {
			said[s.Description] = true
			words = append(words, Day{Words: s.Description})
		}
		r, ok := readRule(s)
		switch {
		case !ok:
		case r.monthly || r.every > 1 || !s.ValidTo.IsZero() || r.bank == data.BankHolidaysOnly:
			lines = addLine(lines, line(r, s), r.span)
		default:
			weekly = true
			for d := range rows {
				if r.days.has(weekday(d)) {
					rows[d] = append(rows[d], r.span)
				}
			}
		}
	}
	var table []Day
	for d := range rows {
		if weekly {
			table = append(table, Day{Row: true, Weekdays: []time.Weekday{weekday(d).Weekday()}, Spans: merge(rows[d])})
		}
	}
	return append(append(table, lines...), words...)
}

// line describes the days of a rule that is no row.
func line(r rule, s data.Schedule) Day {
	d := Day{MonthDays: r.monthDays, From: s.ValidFrom, To: s.ValidTo, Holidays: r.bank == data.BankHolidaysOnly}
	if r.every > 1 {
		d.Every, d.From = r.every, s.DTStart
	}
	for _, n := range r.nths {
		d.Monthly = append(d.Monthly, Nth{n.n, n.day.Weekday()})
	}
	for i := range 7 {
		if r.days.has(weekday(i)) && !(d.Holidays && r.days == everyDay) {
			d.Weekdays = append(d.Weekdays, weekday(i).Weekday())
		}
	}
	return d
}

// addLine adds a span to the line of the same days, or begins one.
func addLine(lines []Day, d Day, s Span) []Day {
	for i := range lines {
		if lines[i].same(d) {
			lines[i].Spans = merge(append(lines[i].Spans, s))
			return lines
		}
	}
	d.Spans = []Span{s}
	return append(lines, d)
}

// merge puts spans in order and joins those that touch.
func merge(spans []Span) []Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Opens < spans[j].Opens })
	var out []Span
	for _, s := range spans {
		if last := len(out) - 1; last >= 0 && s.Opens <= out[last].Closes {
			out[last].Closes = max(out[last].Closes, s.Closes)
			continue
		}
		out = append(out, s)
	}
	return out
}

// same reports whether two lines are of the same days.
func (d Day) same(e Day) bool {
	return slices.Equal(d.Weekdays, e.Weekdays) && slices.Equal(d.Monthly, e.Monthly) && slices.Equal(d.MonthDays, e.MonthDays) &&
		d.Every == e.Every && d.From == e.From && d.To == e.To && d.Holidays == e.Holidays
}
