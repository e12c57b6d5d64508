package hours

import "fingerpost/data"

// remark reads a limit that stands apart from days and times: "term time only", "from 6 January 2026".
func (r *reader) remark() bool {
	from := r.at
	m, ok := r.limitsHere()
	if !ok {
		return false
	}
	if len(r.sessions) == 0 {
		next := r.kind()
		r.apart = next == signColon || next == signStop
		return r.first.with(m)
	}
	of, ok := r.meant(from, func(s session) bool {
		return m.term && s.term || m.dated() && s.dated()
	})
	for i := range of {
		ok = ok && of[i].with(m)
	}
	return ok
}

// meant is the sessions that a remark is of, which began at the sign from and has just been read: all of them when it is
// a sentence of its own at the end, and the one before it when there is but one, when others follow, or when each of the
// others has one of its own. It is not ok when nobody can tell: "Mon 10-12, Tue 1-3 (term time only)".
func (r *reader) meant(from int, has func(session) bool) ([]session, bool) {
	last := len(r.sessions) - 1
	own := r.sessions[last:]
	before, after := sign{}, r.peek()
	if from > 0 {
		before = r.signs[from-1]
	}
	switch {
	case last == 0 && !r.hoursFollow():
		return own, true
	case r.hoursFollow():
		parted := before.kind == signBracket || after.kind == signComma || after.kind == signStop || after.kind == signBracket
		return own, parted && before.kind != signStop
	case before.kind == signStop:
		return r.sessions, true
	}
	for _, s := range r.sessions[:last] {
		if !has(s) {
			return nil, false
		}
	}
	return own, true
}

// hoursFollow reports whether there are more days with times to come.
func (r *reader) hoursFollow() bool {
	for i := r.at; i < len(r.signs); i++ {
		if k := r.signs[i].kind; k == signTime || k == signDayLng {
			return true
		}
	}
	return false
}

// closure reads "closed Sundays", "closed for lunch 1 - 2pm", "except bank holidays", "except Thursdays 10 - 12".
func (r *reader) closure() bool {
	from, except := r.at, r.kind() == signExcept
	r.at++
	if !except && len(r.sessions) > 0 {
		back := r.at
		r.skip(signFiller, signLunch)
		if r.peek().timeLike() {
			return r.pause(from)
		}
		r.at = back
	}
	r.skip(signFiller, signColon)
	days, holidays, ok := r.plainDays()
	if !ok || holidays && !r.setBank(data.BankHolidaysClosed) {
		return false
	}
	back := r.at
	s := session{days: days}
	part := 0
	if !r.lead(&s, &part) {
		return false
	}
	if r.peek().timeLike() && !(r.timesFirst && r.daysAfterTimes()) {
		if !except || holidays || len(r.sessions) == 0 || !r.spans(&s, part) {
			return false
		}
		r.without(days)
		s.start, s.end = r.signs[from].start, r.signs[r.at-1].end
		r.sessions = append(r.sessions, s)
		return true
	}
	r.at = back
	if len(r.sessions) == 0 {
		r.closed |= days
		return !except
	}
	r.without(days)
	return true
}

// daysAfterTimes reports whether the times here have days of their own after them, which is how the text is written:
// "9-5 Mon-Fri, closed Sunday, 10-4 Saturday".
func (r *reader) daysAfterTimes() bool {
	probe := *r
	var s session
	return probe.spans(&s, 0) && probe.lead(&s, new(int)) && probe.peek().dayLike()
}

// without takes days of the week out of every session.
func (r *reader) without(days daySet) {
	for i := range r.sessions {
		r.sessions[i].days &^= days
	}
}

// pause takes a closed hour out of the sessions that it is of.
func (r *reader) pause(from int) bool {
	var s session
	if !r.spans(&s, 0) || len(s.spans) != 1 {
		return false
	}
	r.skip(signLunch)
	of, ok := r.meant(from, func(s session) bool { return len(s.spans) > 1 })
	for i := range of {
		ok = ok && of[i].cut(s.spans[0])
	}
	return ok
}

// closedHolidays takes "bank holidays: closed".
func (r *reader) closedHolidays() bool {
	back := r.at
	r.at++
	r.skip(signFiller, signColon)
	if r.peek().dash() {
		r.at++
	}
	if r.kind() == signClosed {
		r.at++
		if r.skipSoft(); !r.peek().timeLike() {
			return true
		}
	}
	r.at = back
	return false
}

// holidaysAfter reports whether the sign is followed by bank holidays: "except bank holidays".
func (r *reader) holidaysAfter() bool {
	return r.at+1 < len(r.signs) && r.signs[r.at+1].kind == signHolidays
}
