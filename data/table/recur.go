package table

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"fingerpost/data"
)

const (
	maxTimes    = 50                   // of one service; the next ones
	yearAhead   = 366 * 24 * time.Hour // as far as what no schedule can say is written out
	wordedDates = 3
	maxCount    = 5000 // of a COUNT that is counted out; one above it is without end
)

// until is an end in London's time, which the library would take for one in UTC: a day, or a time without a Z.
var until = regexp.MustCompile(`UNTIL=(\d{8})(T\d{6})?(?:;|$)`)

// endOf is the end of a rule: of a day alone, its last second.
func endOf(day, clock string) time.Time {
	if clock == "" {
		clock = "T235959"
	}
	t, _, _ := readTime(day+clock, nil)
	return t
}

// upcoming are the schedules of the series from a day on, the next first. When there are none, last is the day on which it
// was last, as far as that is known.
func (s *series) upcoming(now time.Time) (schedules []data.Schedule, last string) {
	today := data.DateOf(now)
	var latest time.Time
	for _, e := range s.events {
		if e.start.After(latest) {
			latest = e.start
		}
		if e.cancelled || e.start.IsZero() {
			continue
		}
		r := recurrence{event: e, now: now, today: today}
		schedules = append(schedules, r.schedules()...)
	}
	slices.SortStableFunc(schedules, func(a, b data.Schedule) int {
		return cmp.Compare(begins(a).String(), begins(b).String())
	})
	schedules = slices.Compact(schedules)
	return schedules[:min(len(schedules), maxTimes)], data.DateOf(latest).String()
}

func begins(s data.Schedule) data.Date {
	if !s.ValidFrom.IsZero() {
		return s.ValidFrom
	}
	return s.DTStart
}

// recurrence is when one event is (RFC 5545, section 3.8.5).
type recurrence struct {
	*event
	now   time.Time
	today data.Date
}

func (r recurrence) schedules() []data.Schedule {
	if r.rule == "" {
		return r.dated(append([]time.Time{r.start}, r.more...))
	}
	option, err := rrule.StrToROption(r.rule)
	if err != nil || option.Freq > rrule.DAILY || len(option.Byhour)+len(option.Byminute)+len(option.Bysecond) > 0 {
		return r.dated(append([]time.Time{r.start}, r.more...)) // the first is sure
	}
	option.Dtstart = r.start
	if found := until.FindStringSubmatch(r.rule); found != nil {
		option.Until = endOf(found[1], found[2])
	}
	all, err := rrule.NewRRule(*option)
	if err != nil {
		return r.dated(append([]time.Time{r.start}, r.more...))
	}
	if s, ok := r.plain(*option); ok {
		if pieces, ok := r.pieces(s, *option, all); ok {
			return append(pieces, r.dated(r.more)...)
		}
	}
	return r.dated(append(all.Between(r.now.Add(-24*time.Hour), r.now.Add(yearAhead), true), r.more...))
}

// timed reports whether the event has a beginning and an end within a day: what a schedule can say.
func (r recurrence) timed() bool { return !r.wholeDay && r.length > 0 && r.length <= 24*time.Hour }

// hours puts the hours of the event into a schedule.
func (r recurrence) hours(s data.Schedule) data.Schedule {
	s.OpensAt, s.ClosesAt = r.start.Format("15:04"), r.start.Add(r.length).Format("15:04")
	return s
}

// dated are schedules of one day each, of those days that are still to come and not taken out. What has no hours is
// written as dates.
func (r recurrence) dated(days []time.Time) []data.Schedule {
	slices.SortFunc(days, time.Time.Compare)
	var out []data.Schedule
	var words []string
	for _, t := range days {
		day := data.DateOf(t)
		if r.excepted(day) || r.today.After(data.DateOf(t.Add(r.length))) || len(out) == maxTimes {
			continue
		}
		if !r.timed() {
			words = append(words, r.words(t))
			continue
		}
		// A session that was announced for a bank holiday is on that day.
		out = append(out, r.hours(data.Schedule{
			Freq: "WEEKLY", ByDay: weekdayOf(t), DTStart: day, ValidFrom: day, ValidTo: day, BankHolidays: data.BankHolidaysSame,
		}))
	}
	if len(words) > 0 {
		out = append(out, data.Schedule{Description: strings.Join(words[:min(len(words), wordedDates)], ", ")})
	}
	return out
}

// words writes a day without hours, or with more than one day holds.
func (r recurrence) words(t time.Time) string {
	layout := "2 January 2006"
	if !r.wholeDay {
		layout += " 15:04"
	}
	end := t.Add(r.length)
	if r.wholeDay {
		end = t.Add(r.length - time.Hour) // the day after the last is written, and one day may have 23 hours
	}
	if r.length <= 0 || r.wholeDay && data.DateOf(end) == data.DateOf(t) {
		return t.Format(layout)
	}
	return t.Format(layout) + " - " + end.Format(layout)
}

func (r recurrence) excepted(day data.Date) bool {
	return slices.ContainsFunc(r.except, func(t time.Time) bool { return data.DateOf(t) == day })
}

// plain is the rule as a schedule, if one can say it.
func (r recurrence) plain(o rrule.ROption) (data.Schedule, bool) {
	if !r.timed() || len(o.Bymonth)+len(o.Byyearday)+len(o.Byweekno)+len(o.Byeaster) > 0 || o.Freq == rrule.YEARLY {
		return data.Schedule{}, false
	}
	s := r.hours(data.Schedule{Freq: "WEEKLY", DTStart: data.DateOf(r.start)})
	if o.Interval > 1 {
		s.Interval = o.Interval
	}
	var days []string
	for _, d := range o.Byweekday {
		days = append(days, strings.TrimPrefix(d.String(), "+"))
	}
	if o.Freq == rrule.MONTHLY {
		return r.monthly(s, o, days)
	}
	counted := slices.ContainsFunc(o.Byweekday, func(d rrule.Weekday) bool { return d.N() != 0 })
	switch {
	case counted || len(o.Bysetpos)+len(o.Bymonthday) > 0:
		return data.Schedule{}, false
	case o.Freq == rrule.DAILY && o.Interval > 1:
		return data.Schedule{}, false
	case o.Freq == rrule.DAILY && len(days) == 0:
		days = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
	case len(days) == 0:
		days = []string{weekdayOf(r.start)}
	}
	// Here weeks begin on Mondays. Where they begin matters only for several days every other week.
	if o.Interval > 1 && len(days) > 1 && o.Wkst != rrule.MO {
		return data.Schedule{}, false
	}
	s.ByDay = strings.Join(days, ",")
	return s, true
}

func (r recurrence) monthly(s data.Schedule, o rrule.ROption, days []string) (data.Schedule, bool) {
	s.Freq = "MONTHLY"
	if len(o.Bysetpos) > 0 { // "the second of the Mondays", as some programs write the second Monday
		if len(days) != 1 || len(days[0]) != 2 || len(o.Bymonthday) > 0 {
			return data.Schedule{}, false
		}
		var counted []string
		for _, n := range o.Bysetpos {
			if n < -5 || n > 5 {
				return data.Schedule{}, false
			}
			counted = append(counted, strconv.Itoa(n)+days[0])
		}
		days = counted
	}
	s.ByDay = strings.Join(days, ",")
	var dates []string
	for _, n := range o.Bymonthday {
		dates = append(dates, strconv.Itoa(n))
	}
	if len(days) == 0 && len(dates) == 0 {
		dates = []string{strconv.Itoa(r.start.Day())}
	}
	s.ByMonthDay = strings.Join(dates, ",")
	return s, true
}

// pieces parts a schedule at the days that are taken out of it, so that each piece holds without exception. It is not ok
// when these are too many.
func (r recurrence) pieces(s data.Schedule, o rrule.ROption, all *rrule.RRule) ([]data.Schedule, bool) {
	switch {
	case !o.Until.IsZero():
		s.ValidTo = data.DateOf(o.Until)
	case o.Count > 0 && o.Count <= maxCount:
		days := all.All()
		if len(days) == 0 {
			return nil, true
		}
		s.ValidTo = data.DateOf(days[len(days)-1])
	}
	ahead := all.Between(r.now.Add(-24*time.Hour), r.now.Add(2*yearAhead), true)
	var pieces []data.Schedule
	add := func(piece data.Schedule) {
		on := func(t time.Time) bool {
			day := data.DateOf(t)
			return !r.today.After(day) && !begins(piece).After(day) && (piece.ValidTo.IsZero() || !day.After(piece.ValidTo))
		}
		// What begins later than that far ahead is taken to be held.
		if slices.ContainsFunc(ahead, on) || begins(piece).After(data.DateOf(r.now.Add(2*yearAhead))) {
			pieces = append(pieces, piece)
		}
	}
	slices.SortFunc(r.except, time.Time.Compare)
	for _, t := range r.except {
		if r.today.After(data.DateOf(t)) || r.start.After(t) {
			continue
		}
		before := s
		if day := data.DateOf(t.AddDate(0, 0, -1)); before.ValidTo.IsZero() || before.ValidTo.After(day) {
			before.ValidTo = day
		}
		add(before)
		if s.ValidFrom = data.DateOf(t.AddDate(0, 0, 1)); len(pieces) > maxTimes {
			return nil, false
		}
	}
	add(s)
	return pieces, true
}

// weekdayOf is the weekday as RFC 5545 writes it.
func weekdayOf(t time.Time) string { return strings.ToUpper(t.Weekday().String()[:2]) }
