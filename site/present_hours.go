package site

import (
	"strconv"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// hoursTable is a timetable with what it says of now.
func (s *Site) hoursTable(w words.Words, heading string, schedules []data.Schedule, l data.Listing, at data.LocationID) *views.HoursTable {
	if len(schedules) == 0 {
		return nil
	}
	table := &views.HoursTable{Heading: heading}
	state := hours.At(schedules, l.NationAt(at), s.Holidays, s.Now())
	table.State, table.IsOpen = openWords(w, state, s.Now)
	if state.Always {
		table.Times = w.T("leaflet.always")
		return table // seven rows of "midnight to midnight" would say no more
	}
	for _, day := range hours.Week(schedules) {
		name, value := dayWords(w, day)
		switch {
		case day.Row:
			table.Days = append(table.Days, views.Row{Name: capital(name), Value: value})
		case name == "":
			table.Notes = append(table.Notes, theirs(value))
		default:
			table.Notes = append(table.Notes, ours(capital(name)+": "+value))
		}
	}
	return table
}

// weekInWords is a short timetable in one line.
func weekInWords(w words.Words, schedules []data.Schedule) views.Said {
	var parts []views.Said
	var last, from, to string
	flush := func() {
		if last == "" {
			return
		}
		days := from
		if to != from {
			days = w.T("hours.to", "From", from, "To", to)
		}
		parts = append(parts, ours(days+" "+last))
	}
	closed := w.T("hours.closed")
	for _, day := range hours.Week(schedules) {
		name, value := dayWords(w, day)
		if !day.Row {
			flush()
			last = ""
			part := ours(strings.TrimSpace(name + " " + value))
			if name == "" {
				part.Theirs = value
			}
			parts = append(parts, part)
			continue
		}
		if value == last {
			to = name
			continue
		}
		flush()
		last, from, to = value, name, name
		if value == closed {
			last = ""
		}
	}
	flush()
	if len(parts) > 0 && parts[0].Theirs == "" {
		parts[0].Text = capital(parts[0].Text)
	}
	return joined(parts, "; ")
}

// dayWords writes one line of a timetable: which days, and when.
func dayWords(w words.Words, d hours.Day) (name, value string) {
	if d.Words != "" {
		return "", d.Words
	}
	var names []string
	for _, day := range d.Weekdays {
		names = append(names, weekday(w, day))
	}
	for _, n := range d.Monthly {
		names = append(names, w.T("hours.nth", "Nth", w.T("nth."+strconv.Itoa(n.N)), "Day", weekday(w, n.Weekday)))
	}
	for _, n := range d.MonthDays {
		names = append(names, w.T("hours.month_day", "Day", n))
	}
	if d.Holidays {
		names = append(names, w.T("hours.holidays"))
	}
	name = list(w, names)
	if d.Every > 1 {
		name = w.T("hours.every", "Days", name, "Count", d.Every)
	}
	var spans []string
	for _, span := range d.Spans {
		spans = append(spans, w.T("hours.span", "From", minuteWords(w, span.Opens), "To", minuteWords(w, span.Closes)))
	}
	if len(spans) == 0 {
		return name, w.T("hours.closed")
	}
	value = list(w, spans)
	if !d.To.IsZero() && d.From == d.To { // a single day
		return dateWords(w, d.To), value
	}
	if !d.To.IsZero() {
		value = w.T("hours.until_date", "Hours", value, "Date", dateWords(w, d.To))
	}
	return name, value
}

// minuteWords writes minutes since midnight as a time of day.
func minuteWords(w words.Words, minutes int) string {
	return clockTime(w, time.Date(2000, 1, 1, 0, minutes, 0, 0, data.London))
}
