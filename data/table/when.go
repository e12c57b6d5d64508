package table

import (
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// schedules are the hours of the row, from its days and from its words. What cannot be read plainly is kept in words: of
// the days all of them, for a day left out would look closed.
func (r *row) schedules() []data.Schedule {
	var out []data.Schedule
	if text := strings.Join(strings.Fields(r.text("service.hours")), " "); text != "" {
		read, ok := hours.ReadWords(r.text("service.hours"), r.own, r.reading.Source.Key)
		if !ok {
			r.note("hours", data.BadHours, text)
			read = r.inWords(text)
		}
		out = append(out, read...)
	}
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
