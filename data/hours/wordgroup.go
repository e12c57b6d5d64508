package hours

import "slices"

// group reads days and then times: "Monday, Tuesday 9am - 12pm, 1pm - 4pm".
func (r *wordReader) group() bool {
	var days []weekday
	var counted []nth
	for more := true; more; {
		switch {
		case r.is('g'):
			days = append(days, r.take().group...)
		case r.is('o'):
			list, ok := r.counted()
			if !ok {
				return false
			}
			counted = append(counted, list...)
		case r.is('d'):
			list, ok := r.days()
			if !ok {
				return false
			}
			days = append(days, list...)
		default:
			return false
		}
		r.skip('s')
		more = r.is('g') || r.is('o') || r.is('d')
	}
	r.skip('c')
	if r.is('x') {
		r.take()
		return true
	}
	spans, ok := r.spans()
	if !ok {
		return false
	}
	r.give(days, counted, spans)
	return true
}

// days reads "Monday" or "Monday - Friday".
func (r *wordReader) days() ([]weekday, bool) {
	first := r.take().day
	if !r.is('r') {
		return []weekday{first}, true
	}
	r.take()
	if !r.is('d') {
		return nil, false
	}
	var days []weekday
	for d, last := first, r.take().day; ; d = (d + 1) % 7 {
		days = append(days, d)
		if d == last {
			return days, len(days) > 1
		}
	}
}

// counted reads "1st Saturday of the month", "1st and 3rd Monday of the month".
func (r *wordReader) counted() ([]nth, bool) {
	var numbers []int
	for r.is('o') {
		numbers = append(numbers, r.take().n)
		r.skip('s')
	}
	if !r.is('d') {
		return nil, false
	}
	d := r.take().day
	if !r.is('m') {
		return nil, false
	}
	r.take()
	var list []nth
	for _, n := range numbers {
		list = append(list, nth{n, d})
	}
	return list, true
}

// spans reads "9am - 12pm and 1pm - 4pm".
func (r *wordReader) spans() ([]Span, bool) {
	var spans []Span
	for r.is('t') {
		from := r.take().time
		if !r.is('r') {
			return nil, false
		}
		r.take()
		if !r.is('t') {
			return nil, false
		}
		s, ok := plainSpan(from, r.take().time)
		if !ok {
			return nil, false
		}
		spans = append(spans, s)
		r.skip('s')
	}
	return spans, len(spans) > 0
}

func (r *wordReader) give(days []weekday, counted []nth, spans []Span) {
	for _, s := range spans {
		for _, d := range days {
			if !slices.Contains(r.table.week[d], s) {
				r.table.week[d] = append(r.table.week[d], s)
			}
		}
		for _, d := range counted {
			if !slices.Contains(r.table.month[d], s) {
				r.table.month[d] = append(r.table.month[d], s)
			}
		}
	}
}
