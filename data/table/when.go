package table

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// schedules are the hours of the row, from its days and from its words. What cannot be read plainly is kept in words: of
// the days all of them, for a day left out would look closed.
func (r *row) schedules() []data.Schedule {
	out := append(r.dated(), r.hours()...)
	if !r.m.hasDays {
		return out
	}
	days, open := r.days()
	if !open {
		return out
	}
	if !r.m.wordyDays {
		if read, ok := hours.ReadWords(strings.Join(days, "; "), r.own, r.reading.Source.Key); ok {
			return append(out, read...)
		}
		r.note("days", data.BadHours, strings.Join(days, "; "))
	}
	return append(out, r.inWords(strings.Join(days, "; "))...)
}

// dated are the times of a calendar's events.
func (r *row) dated() []data.Schedule {
	for i := range r.sessions {
		s := &r.sessions[i]
		s.ID = ""
		content := fmt.Sprint(*s)
		s.ID = data.MintElement(r.reading.Source.Key, r.own, "schedule", content)
	}
	return r.sessions
}

// hours are the schedules of the first of the mapping's values that can be read; else the last of them, in words.
func (r *row) hours() []data.Schedule {
	last := ""
	for _, text := range r.list("service.hours") {
		read, err := hours.Parse(text, r.own, r.reading.Source.Key)
		ok := err == nil
		if !ok {
			read, ok = hours.ReadWords(text, r.own, r.reading.Source.Key)
		}
		if ok && !slices.ContainsFunc(read, unlikely) {
			return read
		}
		last = strings.Join(strings.Fields(text), " ")
	}
	switch {
	case last == "":
		return nil
	case !saysWhen.MatchString(last) && len(last) > data.MaxSummary/4:
		r.note("hours", data.NoHours, last)
		return nil
	}
	r.note("hours", data.BadHours, last)
	return r.inWords(last)
}

// saysWhen is what a text about hours has somewhere. A long one without any of it is about something else; a short one,
// such as "by appointment", is kept.
var saysWhen = regexp.MustCompile(`(?i)\d|\b(?:mon|tue|wed|thu|fri|sat|sun|day|daily|morning|afternoon|evening|noon|weekly|monthly|hours?)|dydd`)

// longest is how long a span over midnight can be. "19:30-18:30" is a slip, and would look open all day.
const longest = 16 * 60

// unlikely reports whether a schedule closes the next day, later than anything does.
func unlikely(s data.Schedule) bool {
	opens, err := time.Parse("15:04", s.OpensAt)
	closes, err2 := time.Parse("15:04", s.ClosesAt)
	if err != nil || err2 != nil || !closes.Before(opens) {
		return false
	}
	return closes.Add(24*time.Hour).Sub(opens).Minutes() > longest
}

// days lists the days that have a value, neighbours with the same one together: "Monday - Thursday 09:00-17:00". open is
// false when no day is open.
func (r *row) days() (days []string, open bool) {
	var values [7]string
	for i, v := range r.m.days {
		values[i] = strings.Join(strings.Fields(v.fill(r.get)), " ")
	}
	for i := 0; i < 7; {
		last := i
		for last < 6 && values[last+1] == values[i] {
			last++
		}
		name := strings.ToUpper(weekdays[i][:1]) + weekdays[i][1:]
		if last > i {
			name += " - " + strings.ToUpper(weekdays[last][:1]) + weekdays[last][1:]
		}
		if values[i] != "" {
			days = append(days, name+": "+values[i])
			open = open || fold(values[i]) != "closed"
		}
		i = last + 1
	}
	return days, open
}

func (r *row) inWords(text string) []data.Schedule {
	id := data.MintElement(r.reading.Source.Key, r.own, "schedule", fold(text))
	return []data.Schedule{{ID: id, Description: text}}
}
