package hours

import "fingerpost/data"

// reader reads signs of which none may be left over: groups of days and times, and remarks that limit them.
//
//	group  = days times | times days      one way throughout, "Mon 9-5, Sat 10-1" or "9-5 Mon, 10-1 Sat"
//	remark = "term time only" | "from 6 January 2026" | "closed Sundays" | "closed 1-2pm" | "except bank holidays"
type reader struct {
	signs []sign
	at    int
	prose bool
	said
	timesFirst bool
	closed     daySet // days that are said to be closed before any other
	first      limits // remarks that stand before every group
	apart      bool   // a mark parts those from the first group
}

// readSaid reads signs as hours. Prose says that they are a part of running text, in which more care is taken.
func readSaid(signs []sign, prose bool) (said, bool) {
	r := reader{signs: signs, prose: prose}
	for r.skipSoft(); r.at < len(r.signs); r.skipSoft() {
		if !r.next() {
			return said{}, false
		}
	}
	return r.said, r.finish()
}

// next reads one group or one remark.
func (r *reader) next() bool {
	switch s := r.peek(); {
	case s.kind == signClosed || s.kind == signExcept:
		return r.closure()
	case s.kind == signSame:
		r.at++
		return r.setBank(data.BankHolidaysSame)
	case s.kind == signYear && len(r.sessions) > 0:
		r.at++
		return r.sessions[len(r.sessions)-1].days == everyDay && r.setBank(data.BankHolidaysSame)
	case s.kind == signHolidays && r.closedHolidays():
		return r.setBank(data.BankHolidaysClosed)
	case s.kind == signAlways:
		r.at++
		r.sessions = append(r.sessions, session{days: everyDay, spans: []Span{{0, day}}, start: s.start, end: s.end})
		return true
	case s.kind == signFortnight || s.kind == signMonth:
		if len(r.sessions) == 0 || r.groupFollows() {
			return r.group()
		}
		return r.remark()
	case s.kind == signTerm || s.kind == signLimit:
		return r.remark()
	}
	return r.group()
}

// groupFollows reports whether days begin right after the sign, as in "fortnightly on Mondays".
func (r *reader) groupFollows() bool {
	at := r.at + 1
	for at < len(r.signs) && r.signs[at].kind == signFiller {
		at++
	}
	return at < len(r.signs) && r.signs[at].dayLike()
}

// finish applies what was said before the groups. It is not ok when that could be of the first group alone.
func (r *reader) finish() bool {
	if r.first != (limits{}) && len(r.sessions) > 1 && !r.apart {
		return false
	}
	for i := range r.sessions {
		s := &r.sessions[i]
		if !s.with(r.first) {
			return false
		}
		s.days &^= r.closed
	}
	return len(r.sessions) > 0
}

func (r *reader) setBank(b data.BankHolidays) bool {
	ok := r.bank == "" || r.bank == b
	r.bank = b
	return ok
}

// group reads days and then times, or times and then days.
func (r *reader) group() bool {
	s := session{start: r.peek().start}
	part := 0
	timesFirst := r.peek().timeLike() || r.peek().kind == signPart && r.timesAfter()
	if len(r.sessions) == 0 {
		r.timesFirst = timesFirst
	}
	if timesFirst != r.timesFirst {
		return false
	}
	if timesFirst {
		if !r.lead(&s, &part) || !r.spans(&s, part) || !r.lead(&s, new(int)) || !r.days(&s, new(int)) {
			return false
		}
	} else {
		if !r.leadLimits(&s) || !r.days(&s, &part) || !r.lead(&s, &part) {
			return false
		}
		if r.kind() == signClosed {
			return r.closedDays()
		}
		if !r.spans(&s, part) {
			return false
		}
	}
	s.end = r.signs[r.at-1].end
	r.sessions = append(r.sessions, s)
	return true
}

// closedDays ends a group such as "Monday closed". Times after it would be when it is closed, or of nobody knows what.
func (r *reader) closedDays() bool {
	r.at++
	r.skipSoft()
	return !r.peek().timeLike()
}

// timesAfter reports whether a part of the day is followed by times: "morning 10 - 12, Mondays".
func (r *reader) timesAfter() bool {
	at := r.at + 1
	for at < len(r.signs) && (r.signs[at].kind == signFiller || r.signs[at].kind == signColon) {
		at++
	}
	return at < len(r.signs) && r.signs[at].timeLike()
}

// leadLimits reads what may stand before days: "every other", "monthly".
func (r *reader) leadLimits(s *session) bool {
	for {
		switch r.kind() {
		case signFiller:
			r.at++
		case signFortnight, signMonth:
			m, _ := r.limitsHere()
			if !s.with(m) {
				return false
			}
		default:
			return true
		}
	}
}

// lead reads what may stand between days and times: marks, a part of the day, limits, one new line, and words that were
// found to be in their place there.
func (r *reader) lead(s *session, part *int) bool {
	for lines := 0; r.at < len(r.signs); r.at++ {
		switch sign := r.peek(); {
		case sign.kind == signFiller || sign.kind == signComma || sign.kind == signColon || sign.kind == signBracket || sign.dash():
		case sign.kind == signDays && sign.days == s.days: // Monday - Sunday (7 days)
		case sign.kind == signGap:
			s.named = true
		case sign.text == "\n":
			if lines++; lines > 1 {
				return false
			}
		case sign.kind == signPart:
			if *part != 0 && *part != sign.n {
				return false
			}
			*part = sign.n
		case sign.kind == signExcept && r.holidaysAfter():
			r.at += 2
			if !r.setBank(data.BankHolidaysClosed) {
				return false
			}
			r.at--
		default:
			m, ok := r.limitsHere()
			if !ok {
				return true
			}
			r.at--
			if !s.with(m) {
				return false
			}
		}
	}
	return true
}

// limitsHere takes a sign that limits a session.
func (r *reader) limitsHere() (limits, bool) {
	s := r.peek()
	var l limits
	switch s.kind {
	case signTerm:
		l.term = true
	case signFortnight:
		l.fortnight = true
	case signMonth:
		l.monthly = true
	case signLimit:
		l.from, l.last = s.date, s.last
	default:
		return l, false
	}
	r.at++
	return l, true
}

func (r *reader) peek() sign {
	if r.at < len(r.signs) {
		return r.signs[r.at]
	}
	return sign{}
}

func (r *reader) kind() signKind { return r.peek().kind }

func (r *reader) skipSoft() {
	for r.at < len(r.signs) && r.signs[r.at].soft() {
		r.at++
	}
}

// skip passes signs of the kinds.
func (r *reader) skip(kinds ...signKind) {
	for r.at < len(r.signs) {
		found := false
		for _, k := range kinds {
			found = found || r.kind() == k
		}
		if !found {
			return
		}
		r.at++
	}
}
