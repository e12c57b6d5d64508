package hours

import (
	"math"
	"time"

	"fingerpost/data"
)

// ahead is how far At looks for the next opening and closing.
const ahead = 14 // days

// State is what a schedule says at an instant.
type State struct {
	Known     bool      // at least one rule says when it is open
	Open      bool      // it is open, and no bank holiday puts that in doubt
	RingFirst bool      // the day is, or may be, a bank holiday of which the schedule does not speak; never with Open
	Holiday   string    // the day's bank holiday, as the list names it
	Until     time.Time // when open: closes then; zero if not within 14 days
	// OpensNext is, when not open, the next opening within 14 days of which there is no doubt; else zero.
	OpensNext time.Time
	Always    bool // open day and night
}

// At tells whether schedules are open at an instant, in a nation (ENG, WLS, SCT, NIR, or "" when it is not known). Rules
// that are only words, or lack what is needed to tell their days and hours, are left aside. Times are London times.
func At(schedules []data.Schedule, nation string, holidays Holidays, t time.Time) State {
	p := plan{nation: nation, holidays: holidays}
	for _, s := range schedules {
		if r, ok := readRule(s); ok {
			p.rules = append(p.rules, r)
		}
	}
	now, c := t.Unix(), today(t)
	limit := now + ahead*86400
	var state State
	state.Holiday, _ = holidays.look(nation, c)
	state.Known = len(p.rules) > 0
	p.sayAlways(c)

	var until int64
	for _, part := range append(p.parts(c-1), p.parts(c)...) {
		lasts := part.from <= now && now < part.to
		switch {
		case part.sure && lasts:
			state.Open = true
			until = max(until, part.to)
		case !part.sure:
			state.RingFirst = state.RingFirst || lasts || part.begins == c
		}
	}
	if !state.Open {
		state.OpensNext = moment(p.next(c, now, limit))
		return state
	}
	state.RingFirst = false
	if until = p.extend(c, until, limit); until <= limit {
		state.Until = moment(until)
	}
	state.Always = p.always(c) && state.Until.IsZero()
	return state
}

// plan is rules and what is needed to tell which of them hold on a day.
type plan struct {
	rules    []rule
	nation   string
	holidays Holidays
}

// part is a stretch of an opening on one day. It is sure unless a bank holiday puts it in doubt.
type part struct {
	from, to int64
	sure     bool
	begins   civil // the day of its rule, where the part is not only what is left of it after midnight
}

const never civil = math.MinInt32

// parts lists the openings that begin on a day. One that runs into a bank holiday is in doubt from midnight on.
func (p *plan) parts(c civil) []part {
	var parts []part
	_, sureness := p.holidays.look(p.nation, c)
	spoken := p.speaks(c)
	for i := range p.rules {
		r := &p.rules[i]
		if !r.occurs(c) {
			continue
		}
		given, sure := r.holds(sureness, spoken)
		if !given {
			continue
		}
		from, midnight, to := c.at(r.span.Opens), c.at(day), c.at(r.span.Closes)
		if r.span.Closes <= day {
			midnight = to
		}
		parts = append(parts, part{from, midnight, sure, c})
		if midnight < to {
			parts = append(parts, part{midnight, to, sure && p.runsOn(r, c+1), never})
		}
	}
	return parts
}

// holds tells whether a rule is given on such a day, and whether that is sure. spoken says that some rule is for bank
// holidays only: then those that are silent are not given on one.
func (r *rule) holds(day sureness, spoken bool) (given, sure bool) {
	switch {
	case r.bank == data.BankHolidaysSame:
		return true, true
	case day == ordinary:
		return r.bank != data.BankHolidaysOnly, true
	case day == perhaps:
		return true, false
	case r.bank == data.BankHolidaysOnly:
		return true, true
	case r.bank == data.BankHolidaysClosed || spoken:
		return false, true
	}
	return true, false
}

// speaks reports whether some rule of the day is for bank holidays only.
func (p *plan) speaks(c civil) bool {
	for i := range p.rules {
		if r := &p.rules[i]; r.bank == data.BankHolidaysOnly && r.occurs(c) {
			return true
		}
	}
	return false
}

// runsOn reports whether what began the day before surely runs on after midnight.
func (p *plan) runsOn(r *rule, c civil) bool {
	if r.bank == data.BankHolidaysSame || r.bank == data.BankHolidaysOnly {
		return true
	}
	_, sureness := p.holidays.look(p.nation, c)
	return sureness == ordinary
}

// next is the first sure opening after now, up to limit; else 0.
func (p *plan) next(c civil, now, limit int64) int64 {
	for d := c; d <= c+ahead; d++ {
		first := int64(0)
		for _, part := range p.parts(d) {
			if part.sure && now < part.from && part.from <= limit && part.from < part.to && (first == 0 || part.from < first) {
				first = part.from
			}
		}
		if first != 0 {
			return first
		}
	}
	return 0
}

// extend follows openings that join on to the one that ends at until, past limit at most.
func (p *plan) extend(c civil, until, limit int64) int64 {
	for d := c; until <= limit && d.at(0) <= until; {
		before := until
		for _, part := range p.parts(d) {
			if part.sure && part.from <= until && part.to > until {
				until = part.to
			}
		}
		if until == before {
			d++
		}
	}
	return until
}

// moment is an instant in London time; the zero time for 0.
func moment(unix int64) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0).In(data.London)
}
