package hours_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

func TestWeek(t *testing.T) {
	rows := func(notation string) string {
		var lines []string
		for _, d := range hours.Week(parse(t, notation)) {
			lines = append(lines, describe(d))
		}
		return strings.Join(lines, "; ")
	}
	for _, c := range []struct{ notation, want string }{
		{"", ""},
		{"Mo-Tu 09:00-12:00,13:00-17:00", "Mon 09:00-12:00 13:00-17:00; Tue 09:00-12:00 13:00-17:00; Wed; Thu; Fri; Sat; Sun"},
		{"Fr 22:00-02:00", "Mon; Tue; Wed; Thu; Fri 22:00-02:00; Sat; Sun"},
		{"Mo[2],Fr[-1] 10:00-12:00", "below 2 Mon -1 Fri 10:00-12:00"},
		{"Su 10:00-11:00; PH 12:00-13:00", "Mon; Tue; Wed; Thu; Fri; Sat; Sun 10:00-11:00; below holidays 12:00-13:00"},
	} {
		if got := rows(c.notation); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.notation, got, c.want)
		}
	}
}

func TestWeekMergesAndKeepsWords(t *testing.T) {
	week := hours.Week([]data.Schedule{
		{Freq: "WEEKLY", ByDay: "MO", OpensAt: "12:00", ClosesAt: "14:00", Description: "Ring the bell."},
		{Freq: "WEEKLY", ByDay: "MO", OpensAt: "09:00", ClosesAt: "12:00", Description: "Ring the bell."},
		{Freq: "WEEKLY", ByDay: "MO", OpensAt: "09:00", ClosesAt: "10:00"},
		{Freq: "WEEKLY", ByDay: "TU", OpensAt: "09:00", ClosesAt: "10:00", Interval: 2, DTStart: date(t, "2026-03-03")},
		{Freq: "WEEKLY", ByDay: "WE", OpensAt: "09:00", ClosesAt: "10:00", ValidTo: date(t, "2026-03-31")},
		{Freq: "MONTHLY", ByMonthDay: "15", OpensAt: "09:00", ClosesAt: "10:00"},
		{Description: "By appointment on Sundays."},
	})
	var lines []string
	for _, d := range week {
		lines = append(lines, describe(d))
	}
	want := "Mon 09:00-14:00; Tue; Wed; Thu; Fri; Sat; Sun; below Tue every 2 from 2026-03-03 09:00-10:00; " +
		"below Wed to 2026-03-31 09:00-10:00; below on [15] 09:00-10:00; Ring the bell.; By appointment on Sundays."
	if got := strings.Join(lines, "; "); got != want {
		t.Errorf(" got %s\nwant %s", got, want)
	}
}

func describe(d hours.Day) string {
	var words []string
	say := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	if !d.Row && d.Words == "" {
		say("below")
	}
	for _, day := range d.Weekdays {
		say("%s", day.String()[:3])
	}
	for _, n := range d.Monthly {
		say("%d %s", n.N, n.Weekday.String()[:3])
	}
	if len(d.MonthDays) > 0 {
		say("on %v", d.MonthDays)
	}
	if d.Every > 1 {
		say("every %d", d.Every)
	}
	if !d.From.IsZero() {
		say("from %s", d.From)
	}
	if !d.To.IsZero() {
		say("to %s", d.To)
	}
	if d.Holidays {
		say("holidays")
	}
	for _, s := range d.Spans {
		say("%s", s)
	}
	if d.Words != "" {
		say("%s", d.Words)
	}
	return strings.Join(words, " ")
}

func ExampleAt() {
	schedules, _ := hours.Parse("Mo-Fr 09:00-17:00", "drop-in", "leeds")
	holidays := hours.NewHolidays(nil)
	friday := time.Date(2026, time.March, 6, 18, 0, 0, 0, data.London)
	state := hours.At(schedules, "ENG", holidays, friday)
	fmt.Println(state.Open, state.OpensNext.Format("Mon 15:04"))
	// Output: false Mon 09:00
}

func ExampleParse() {
	schedules, _ := hours.Parse("Tu,Th 18:00-20:30; Mo[2] 14:00-16:00; PH off", "drop-in", "leeds")
	for _, s := range schedules {
		fmt.Println(s.Freq, s.ByDay, s.OpensAt, s.ClosesAt, s.BankHolidays)
	}
	// Output:
	// WEEKLY TU,TH 18:00 20:30 closed
	// MONTHLY 2MO 14:00 16:00 closed
}

func ExampleNotation() {
	fmt.Println(hours.Notation([]data.Schedule{
		{Freq: "WEEKLY", ByDay: "MO", OpensAt: "09:00", ClosesAt: "17:00"},
		{Freq: "WEEKLY", ByDay: "TU", OpensAt: "09:00", ClosesAt: "17:00"},
	}))
	// Output: Mo-Tu 09:00-17:00
}

func ExampleWeek() {
	schedules, _ := hours.Parse("Sa 10:00-12:00", "drop-in", "leeds")
	for _, day := range hours.Week(schedules) {
		if len(day.Spans) > 0 {
			fmt.Println(day.Weekdays[0], day.Spans[0])
		}
	}
	// Output: Saturday 10:00-12:00
}
