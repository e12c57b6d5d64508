package hours

import "fingerpost/data"

// days reads a list of days: "Monday, Wednesday to Friday", "1st and 3rd Tuesday of the month", "weekends and bank
// holidays". A part of the day that goes with them is put in part.
func (r *reader) days(s *session, part *int) bool {
	l := dayList{reader: r, session: s, part: part}
	for first := true; ; first = false {
		back := r.at
		r.skip(signFiller, signAnd, signComma)
		if !r.peek().dayLike() {
			r.at = back
			break
		}
		if !l.item(first) {
			return false
		}
	}
	if r.kind() == signMonth {
		s.monthly = true
		r.at++
	}
	return l.any && (!l.unsure || s.monthly) && l.except()
}

// dayList is the state of one list of days.
type dayList struct {
	*reader
	session *session
	part    *int
	any     bool
	unsure  bool // it holds a place in a row that must be said to be of the month
}

// item reads one item. What follows a day counted within the month would be counted too, or not: "1st Monday and
// Tuesday". So would a day after "Monday mornings".
func (l *dayList) item(first bool) bool {
	s := l.session
	if l.any && (len(s.nths) > 0 && l.kind() != signOrdinal || *l.part != 0) {
		return false
	}
	l.any = true
	var ok bool
	switch sign := l.peek(); sign.kind {
	case signDay:
		ok = l.rangeOfDays()
	case signDays:
		s.days |= sign.days
		l.at++
		ok = true
	case signYear:
		s.days = everyDay
		l.at++
		ok = l.setBank(data.BankHolidaysSame)
	case signHolidays:
		s.holiday = true
		l.at++
		ok = true
	case signDate:
		s.days, s.from, s.last = 1<<firstDay(sign.date).weekday(), sign.date, sign.date
		l.at++
		ok = first && !l.peek().dayLike()
	case signOrdinal:
		ok = l.counted()
	}
	if ok && l.kind() == signPart {
		*l.part = l.peek().n
		l.at++
	}
	return ok
}

// rangeOfDays reads "Monday" or "Monday - Friday".
func (l *dayList) rangeOfDays() bool {
	d := l.peek().day
	l.at++
	l.session.days |= 1 << d
	if l.kind() != signTo || l.at+1 >= len(l.signs) || l.signs[l.at+1].kind != signDay {
		return true
	}
	last := l.signs[l.at+1].day
	l.at += 2
	if last == d {
		return false
	}
	for d != last {
		d = (d + 1) % 7
		l.session.days |= 1 << d
	}
	return true
}

// counted reads "1st Saturday of the month", "1st and 3rd Mondays". In running text a single one is of the month only if
// that is said, or if it is every one: the first Saturday may be a day that has been.
func (l *dayList) counted() bool {
	every := l.at > 0 && (l.signs[l.at-1].text == "every" || l.signs[l.at-1].text == "each")
	var numbers []int
	for l.kind() == signOrdinal {
		sign := l.peek()
		if sign.n < -1 || sign.n > 5 {
			return false
		}
		l.unsure = l.unsure || sign.unsure
		numbers = append(numbers, sign.n)
		l.at++
		if l.kind() == signAnd || l.kind() == signComma {
			l.at++
		}
	}
	if l.kind() != signDay {
		return false
	}
	sign := l.peek()
	l.at++
	l.unsure = l.unsure || l.prose && len(numbers) == 1 && !every && !sign.many
	for _, n := range numbers {
		l.session.nths = append(l.session.nths, nth{n, sign.day})
	}
	return true
}

// except takes days out of the list: "daily (except Tues & Sat)".
func (l *dayList) except() bool {
	back := l.at
	l.skip(signBracket, signComma)
	if l.kind() != signExcept || l.timesFirst {
		l.at = back
		return true
	}
	l.at++
	out, holidays, ok := l.plainDays()
	if holidays {
		ok = ok && l.setBank(data.BankHolidaysClosed)
	}
	l.session.days &^= out
	return ok && (l.session.days != 0 || len(l.session.nths) > 0)
}

// plainDays reads days of the week and bank holidays, in any order.
func (r *reader) plainDays() (days daySet, holidays, ok bool) {
	for {
		back := r.at
		r.skip(signFiller, signAnd, signComma)
		var s session
		part := 0
		l := dayList{reader: r, session: &s, part: &part}
		switch r.kind() {
		case signDay:
			if !l.rangeOfDays() || r.kind() == signPart {
				return 0, false, false
			}
			days |= s.days
		case signDays:
			days |= r.peek().days
			r.at++
		case signHolidays:
			holidays = true
			r.at++
		default:
			r.at = back
			return days, holidays, days != 0 || holidays
		}
	}
}

// spans reads "9am - 12pm and 1pm - 4pm".
func (r *reader) spans(s *session, part int) bool {
	for r.peek().timeLike() {
		span, ok := r.span(part)
		if !ok {
			return false
		}
		s.spans = append(s.spans, span)
		back := r.at
		r.skip(signAnd, signComma, signFiller, signBracket)
		if r.kind() == signStop && r.peek().text != "." {
			r.at++
		}
		if r.kind() == signPart && r.timesAfter() && !r.timesFirst { // morning 9 - 12, afternoon 1 - 4
			part = r.peek().n
			r.at++
			r.skip(signFiller, signColon)
		}
		if !r.peek().timeLike() {
			r.at = back
		}
	}
	return len(s.spans) > 0
}

// span reads "9am - 12pm", "between 9 and 12", "24 hours", and the part of the day that may stand after it.
func (r *reader) span(part int) (Span, bool) {
	if r.kind() == signDayLng {
		r.at++
		return Span{0, day}, true
	}
	and := r.kind() == signBetween
	if and {
		r.at++
	}
	r.skip(signFiller)
	from := r.peek()
	r.at++
	if from.kind != signTime || r.kind() != signTo && !(and && r.kind() == signAnd) {
		return Span{}, false
	}
	r.at++
	r.skip(signFiller)
	to := r.peek()
	if to.kind != signTime {
		return Span{}, false
	}
	r.at++
	if part == 0 && r.kind() == signPart {
		part = r.peek().n
		r.at++
	}
	return plainSpan(from.time, to.time, part)
}
