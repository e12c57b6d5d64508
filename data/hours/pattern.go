package hours

import (
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Pattern is on which days, and when in the day, something is usually open.
type Pattern struct {
	Known    bool // at least one rule says when it is open
	Days     []time.Weekday
	Evenings bool // open past six on a day from Monday to Friday
	Weekends bool // open on a Saturday or a Sunday
}

const sixOClock = 18 * 60

// Usual reads the pattern of schedules. A rule that was over before the day counts no more.
func Usual(schedules []data.Schedule, day time.Time) Pattern {
	var p Pattern
	var days daySet
	now := today(day)
	for _, s := range schedules {
		r, ok := readRule(s)
		if !ok || r.to < now || r.bank == data.BankHolidaysOnly {
			continue
		}
		p.Known = true
		on := r.days
		for _, n := range r.nths {
			on |= 1 << n.day
		}
		days |= on
		p.Evenings = p.Evenings || r.span.Closes > sixOClock && on&workdays != 0
	}
	for d := range 7 {
		if days.has(weekday(d)) {
			p.Days = append(p.Days, weekday(d).Weekday())
		}
	}
	p.Weekends = days&^workdays != 0
	return p
}

const workdays daySet = 1<<5 - 1

// termOnly matches words for what is given in term time and not in the holidays between.
var termOnly = pattern.MustCompile(`(?i)\bterm[ -]?time\b|\b(?:during|in) (?:the )?(?:school |college |university )?terms?\b|\bnot (?:in|during) (?:the )?(?:school |college )?holidays\b`)

// both matches words that say it is given outside term time too.
var both = pattern.MustCompile(`(?i)\b(?:not (?:just|only)|as well as|outside(?: of)?|out of|both)\b.{0,20}\bterm|\bterm[ -]?time,? (?:and|as well as|&)\b|\bterms? and\b.{0,20}\bholidays?\b`)

// TermTimeOnly reports whether words say that something is given in term time only.
func TermTimeOnly(words string) bool {
	lower := strings.ToLower(words)
	if !strings.Contains(lower, "term") && !strings.Contains(lower, "holidays") {
		return false // most texts: the expressions take far longer to find nothing
	}
	return termOnly.MatchString(words) && !both.MatchString(words)
}

// Throughout reports whether schedules may be given all through the days from from to to: none of them is known to begin
// after the first, to end before the last, or to be for term time only. When terms are differs between nations, councils
// and universities, so term time is never taken to cover a stretch of days.
func Throughout(schedules []data.Schedule, from, to data.Date) bool {
	if len(schedules) == 0 {
		return true
	}
	first, last := firstDay(from), lastDay(to)
	for _, s := range schedules {
		begins := s.ValidFrom.IsZero() || firstDay(s.ValidFrom) <= first
		ends := s.ValidTo.IsZero() || lastDay(s.ValidTo) >= last
		if begins && ends && !TermTimeOnly(s.Description) {
			return true
		}
	}
	return false
}
