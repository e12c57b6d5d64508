package hours

import (
	"math"
	"strconv"
	"strings"
	"time"

	"fingerpost/data"
)

// rule is a schedule that says when, read once. Its recurrence is that of RFC 5545, section 3.3.10: the parts FREQ,
// INTERVAL, BYDAY and BYMONTHDAY.
type rule struct {
	monthly   bool
	every     int // every n weeks or months from start; at least 1
	days      daySet
	nths      []nth // monthly
	monthDays []int // monthly; counted from the end when negative
	start     civil // of every
	from, to  civil // inclusive
	span      Span
	bank      data.BankHolidays
}

// daySet is a set of weekdays.
type daySet uint8

const everyDay daySet = 1<<7 - 1

func (s daySet) has(d weekday) bool { return s&(1<<d) != 0 }

// readRule reads a schedule. It is not ok when the schedule is only words, or lacks what is needed to tell its days and
// its hours: which week every second week is, when it closes.
func readRule(s data.Schedule) (rule, bool) {
	r := rule{every: max(s.Interval, 1), from: math.MinInt32, to: math.MaxInt32, bank: s.BankHolidays, monthly: s.Freq == "MONTHLY"}
	opens, ok := readTime(s.OpensAt)
	closes, ok2 := readTime(s.ClosesAt)
	if !ok || !ok2 || opens == day || s.Freq != "WEEKLY" && !r.monthly || !r.readDates(s) {
		return rule{}, false
	}
	r.span = newSpan(opens, closes%day)
	if r.monthly {
		return r, r.readMonth(s)
	}
	return r, r.readWeek(s)
}

func (r *rule) readDates(s data.Schedule) bool {
	if !s.DTStart.IsZero() {
		r.start = firstDay(s.DTStart)
		r.from = r.start
	}
	if !s.ValidFrom.IsZero() {
		r.from = max(r.from, firstDay(s.ValidFrom))
	}
	if !s.ValidTo.IsZero() {
		r.to = lastDay(s.ValidTo)
	}
	_, month, dom := s.DTStart.Parts()
	return r.every == 1 || dom != 0 || r.monthly && month != 0
}

func (r *rule) readWeek(s data.Schedule) bool {
	if s.ByMonthDay != "" {
		return false
	}
	for _, item := range list(s.ByDay) {
		d, ok := readNth(item)
		if !ok || d.n != 0 {
			return false
		}
		r.days |= 1 << d.day
	}
	_, _, dom := s.DTStart.Parts()
	switch {
	case r.days != 0:
	case dom != 0:
		r.days = 1 << r.start.weekday()
	case r.bank == data.BankHolidaysOnly:
		r.days = everyDay
	}
	return r.days != 0
}

func (r *rule) readMonth(s data.Schedule) bool {
	for _, item := range list(s.ByDay) {
		d, ok := readNth(item)
		if !ok {
			return false
		}
		r.nths = append(r.nths, d)
	}
	for _, item := range list(s.ByMonthDay) {
		n, err := strconv.Atoi(item)
		if err != nil || n == 0 || n < -31 || n > 31 {
			return false
		}
		r.monthDays = append(r.monthDays, n)
	}
	if _, _, dom := s.DTStart.Parts(); len(r.nths)+len(r.monthDays) == 0 && dom != 0 {
		r.monthDays = []int{dom}
	}
	return len(r.nths)+len(r.monthDays) > 0
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// occurs reports whether the rule has a span that begins on the day, leaving bank holidays aside.
func (r *rule) occurs(c civil) bool {
	if c < r.from || c > r.to {
		return false
	}
	if !r.monthly {
		if r.every > 1 && int(c.monday()-r.start.monday())/7%r.every != 0 {
			return false
		}
		return r.days.has(c.weekday())
	}
	year, month, dom := c.date()
	if r.every > 1 {
		fromYear, fromMonth, _ := r.start.date()
		if ((year-fromYear)*12+int(month-fromMonth))%r.every != 0 {
			return false
		}
	}
	length := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return r.onMonthDay(dom, length) && r.onNth(c.weekday(), dom, length)
}

func (r *rule) onMonthDay(dom, length int) bool {
	for _, n := range r.monthDays {
		if n == dom || n+length+1 == dom {
			return true
		}
	}
	return len(r.monthDays) == 0
}

func (r *rule) onNth(d weekday, dom, length int) bool {
	for _, want := range r.nths {
		if want.day == d && (want.n == 0 || want.n == (dom+6)/7 || want.n == -((length-dom)/7+1)) {
			return true
		}
	}
	return len(r.nths) == 0
}
