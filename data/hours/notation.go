package hours

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
)

// Notation writes schedules in the notation: the way back from [Parse]. It is "" when there are none, or when some rule
// says what the notation cannot: words, dates, every second week, days of the month by number, bank holidays of some
// rules only.
func Notation(schedules []data.Schedule) string {
	table, ok := tabulate(schedules)
	if !ok || !table.settle() {
		return ""
	}
	var rules []string
	write := func(days string, spans []Span) {
		texts := make([]string, len(spans))
		for i, s := range spans {
			texts[i] = s.String()
		}
		rules = append(rules, days+" "+strings.Join(texts, ","))
	}
	always := table.always()
	if always {
		rules = append(rules, "24/7")
	} else {
		for _, g := range table.weekGroups() {
			write(joinDays(g.days), g.spans)
		}
	}
	for _, g := range table.monthGroups() {
		write(joinNths(g.days), g.spans)
	}
	switch {
	case len(table.holiday) > 0:
		write("PH", table.holiday)
	case table.bank == data.BankHolidaysClosed:
		rules = append(rules, "PH off")
	case table.bank == data.BankHolidaysSame && !always:
		rules = append(rules, "PH same")
	}
	return strings.Join(rules, "; ")
}

// tabulate reads schedules back into a timetable, if one can hold them.
func tabulate(schedules []data.Schedule) (*timetable, bool) {
	table := &timetable{month: map[nth][]Span{}}
	others := false
	for _, s := range schedules {
		r, ok := readRule(s)
		if !ok || r.every > 1 || len(r.monthDays) > 0 || s.Description != "" ||
			!s.DTStart.IsZero() || !s.ValidFrom.IsZero() || !s.ValidTo.IsZero() {
			return nil, false
		}
		if r.bank == data.BankHolidaysOnly {
			if r.monthly || r.days != everyDay {
				return nil, false
			}
			table.holiday = append(table.holiday, r.span)
			continue
		}
		if others && r.bank != table.bank {
			return nil, false
		}
		others, table.bank = true, r.bank
		if !table.add(r) {
			return nil, false
		}
	}
	// Beside hours for bank holidays no other rule can be said to hold on them.
	if len(table.holiday) > 0 && others && table.bank != data.BankHolidaysClosed {
		return nil, false
	}
	return table, true
}

func (t *timetable) add(r rule) bool {
	if !r.monthly {
		for d := range t.week {
			if r.days.has(weekday(d)) && !slices.Contains(t.week[d], r.span) {
				t.week[d] = append(t.week[d], r.span)
			}
		}
		return true
	}
	for _, d := range r.nths {
		if d.n == 0 {
			return false
		}
		if !slices.Contains(t.month[d], r.span) {
			t.month[d] = append(t.month[d], r.span)
		}
	}
	return true
}

// joinDays writes days of the week, neighbours as a range: "Mo-We,Fr".
func joinDays(days []weekday) string {
	var parts []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == days[j]+1 {
			j++
		}
		part := notationDays[days[i]]
		if j > i {
			part += "-" + notationDays[days[j]]
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ",")
}

// joinNths writes days counted within the month: "Mo[1,3],Tu[2]".
func joinNths(days []nth) string {
	var b strings.Builder
	for i, d := range days {
		switch {
		case i > 0 && days[i-1].day == d.day:
			b.WriteString(",")
		case i > 0:
			b.WriteString("],")
			fallthrough
		default:
			b.WriteString(notationDays[d.day] + "[")
		}
		b.WriteString(strconv.Itoa(d.n))
	}
	return b.String() + "]"
}
