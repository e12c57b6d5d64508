package hours

import (
	"slices"

	"fingerpost/data"
)

// session is one thing that is said: on these days, at these times.
type session struct {
	days    daySet
	nths    []nth
	holiday bool // on bank holidays too, or alone
	spans   []Span
	limits
	named      bool // a word stands between its days and its times
	start, end int  // its bytes in the text
}

// limits say when a session is given, of the days that it names.
type limits struct {
	term       bool // in term time only
	fortnight  bool
	monthly    bool // not every week; true of days counted within the month only
	from, last data.Date
}

// with adds the limits of a remark. It is not ok when both set the same one.
func (l *limits) with(m limits) bool {
	if l.term && m.term || l.fortnight && m.fortnight || !l.from.IsZero() && !m.from.IsZero() || !l.last.IsZero() && !m.last.IsZero() {
		return false
	}
	l.term, l.fortnight, l.monthly = l.term || m.term, l.fortnight || m.fortnight, l.monthly || m.monthly
	if !m.from.IsZero() {
		l.from = m.from
	}
	if !m.last.IsZero() {
		l.last = m.last
	}
	return true
}

// dated reports whether it begins or ends on a day.
func (l limits) dated() bool { return !l.from.IsZero() || !l.last.IsZero() }

// plain reports whether the session can be placed: every second week needs a day to count from, and what is monthly a
// day counted within the month.
func (s *session) plain() bool {
	if s.monthly && (len(s.nths) == 0 || s.days != 0) {
		return false
	}
	if !s.fortnight {
		return true
	}
	_, _, dom := s.from.Parts()
	return len(s.nths) == 0 && !s.holiday && dom != 0 && s.days == 1<<firstDay(s.from).weekday()
}

// cut takes a break out of the session's spans: closed for lunch. It is not ok unless it lies within one of them.
func (s *session) cut(pause Span) bool {
	for i, span := range s.spans {
		if span.Opens < pause.Opens && pause.Closes < span.Closes {
			s.spans = slices.Replace(slices.Clone(s.spans), i, i+1, Span{span.Opens, pause.Opens}, Span{pause.Closes, span.Closes})
			return true
		}
	}
	return false
}

// said is all that a text says of hours.
type said struct {
	sessions []session
	bank     data.BankHolidays
}

// schedules writes what is said as rules. It is not ok when some of it cannot be placed or overlaps.
func (d *said) schedules(owner string, source data.SourceKey) ([]data.Schedule, bool) {
	var order []limits
	tables := map[limits]*timetable{}
	for i := range d.sessions {
		s := &d.sessions[i]
		if !s.plain() {
			return nil, false
		}
		key := s.limits
		key.monthly = false
		if tables[key] == nil {
			order = append(order, key)
			tables[key] = &timetable{month: map[nth][]Span{}, bank: d.bank}
		}
		tables[key].hold(s)
	}
	var out []data.Schedule
	for _, key := range order {
		t := tables[key]
		if !t.settle() || len(t.holiday) > 0 && len(order) > 1 {
			return nil, false
		}
		for _, rule := range t.schedules(owner, source) {
			out = append(out, key.limit(rule, owner, source))
		}
	}
	return out, len(out) > 0
}

// hold adds a session to the timetable; what is said twice is held once.
func (t *timetable) hold(s *session) {
	for _, span := range s.spans {
		for d := range t.week {
			if s.days.has(weekday(d)) && !slices.Contains(t.week[d], span) {
				t.week[d] = append(t.week[d], span)
			}
		}
		for _, d := range s.nths {
			if !slices.Contains(t.month[d], span) {
				t.month[d] = append(t.month[d], span)
			}
		}
		if s.holiday && !slices.Contains(t.holiday, span) {
			t.holiday = append(t.holiday, span)
		}
	}
}

// limit writes limits into a rule, which gets an id of its own. The words are such as [TermTimeOnly] understands.
func (l limits) limit(rule data.Schedule, owner string, source data.SourceKey) data.Schedule {
	if l == (limits{}) {
		return rule
	}
	content := string(rule.ID) + "|" + l.from.String() + "|" + l.last.String()
	rule.ValidFrom, rule.ValidTo = l.from, l.last
	if l.fortnight {
		rule.Interval, rule.DTStart, rule.ValidFrom = 2, l.from, data.Date{}
		content += "|every second week"
	}
	if l.term {
		rule.Description = "Term time only"
		content += "|term time"
	}
	rule.ID = data.MintElement(source, owner, "schedule", content)
	return rule
}
