package hours

import (
	"slices"
	"sort"
	"strings"

	"fingerpost/data"
)

// timetable is what the notation can say: the spans of each day of the week, of days counted within the month, and of
// bank holidays. It is the one form between text and schedules, so that equal hours come out equal.
type timetable struct {
	week    [7][]Span
	month   map[nth][]Span
	holiday []Span
	// bank is what every rule but those of holiday does on a bank holiday.
	bank data.BankHolidays
}

// settle puts the spans of each day in order. It answers false when two of a day overlap.
func (t *timetable) settle() bool {
	ok := true
	for i := range t.week {
		ok = order(&t.week[i]) && ok
	}
	for d, spans := range t.month {
		ok = order(&spans) && ok
		t.month[d] = spans
	}
	ok = order(&t.holiday) && ok
	if len(t.holiday) > 0 {
		t.bank = data.BankHolidaysClosed
	}
	if t.always() && t.bank == "" {
		t.bank = data.BankHolidaysSame
	}
	return ok
}

func order(spans *[]Span) bool {
	s := *spans
	sort.Slice(s, func(i, j int) bool {
		return s[i].Opens < s[j].Opens || s[i].Opens == s[j].Opens && s[i].Closes < s[j].Closes
	})
	for i := 1; i < len(s); i++ {
		if s[i].Opens < s[i-1].Closes {
			return false
		}
	}
	return true
}

// always reports whether every day of the week is open all day.
func (t *timetable) always() bool {
	for _, spans := range t.week {
		if len(spans) != 1 || !spans[0].AllDay() {
			return false
		}
	}
	return true
}

// weekGroup is days of the week that have the same spans.
type weekGroup struct {
	days  []weekday
	spans []Span
}

func (t *timetable) weekGroups() []weekGroup {
	var groups []weekGroup
next:
	for i, spans := range t.week {
		if len(spans) == 0 {
			continue
		}
		for g := range groups {
			if slices.Equal(groups[g].spans, spans) {
				groups[g].days = append(groups[g].days, weekday(i))
				continue next
			}
		}
		groups = append(groups, weekGroup{[]weekday{weekday(i)}, spans})
	}
	return groups
}

// monthGroup is days of the month that have the same spans.
type monthGroup struct {
	days  []nth
	spans []Span
}

func (t *timetable) monthGroups() []monthGroup {
	var days []nth
	for d, spans := range t.month {
		if len(spans) > 0 {
			days = append(days, d)
		}
	}
	sort.Slice(days, func(i, j int) bool { return days[i].before(days[j]) })
	var groups []monthGroup
next:
	for _, d := range days {
		for g := range groups {
			if slices.Equal(groups[g].spans, t.month[d]) {
				groups[g].days = append(groups[g].days, d)
				continue next
			}
		}
		groups = append(groups, monthGroup{[]nth{d}, t.month[d]})
	}
	return groups
}

// schedules writes the timetable as rules, one for each span of a group of days.
func (t *timetable) schedules(owner string, source data.SourceKey) []data.Schedule {
	var out []data.Schedule
	add := func(freq, byDay string, spans []Span, bank data.BankHolidays) {
		for _, s := range spans {
			rule := data.Schedule{
				Freq: freq, ByDay: byDay, BankHolidays: bank,
				OpensAt: clock(s.Opens), ClosesAt: clock(s.Closes),
			}
			content := strings.Join([]string{freq, byDay, rule.OpensAt, rule.ClosesAt, string(bank)}, "|")
			rule.ID = data.MintElement(source, owner, "schedule", content)
			out = append(out, rule)
		}
	}
	for _, g := range t.weekGroups() {
		names := make([]string, len(g.days))
		for i, d := range g.days {
			names[i] = icalDays[d]
		}
		add("WEEKLY", strings.Join(names, ","), g.spans, t.bank)
	}
	for _, g := range t.monthGroups() {
		names := make([]string, len(g.days))
		for i, d := range g.days {
			names[i] = d.String()
		}
		add("MONTHLY", strings.Join(names, ","), g.spans, t.bank)
	}
	add("WEEKLY", allDays, t.holiday, data.BankHolidaysOnly)
	return out
}
