package hours

import (
	"strconv"
	"strings"

	"fingerpost/data"
)

// Parse reads the notation as the schedules of one owner: the source's own id of the service, place or phone that they
// belong to. The schedules' ids come from the owner and their content, so that equal hours keep their ids. Empty text is
// no schedules. Errors are [*NotationError].
func Parse(notation, owner string, source data.SourceKey) ([]data.Schedule, error) {
	if strings.TrimSpace(notation) == "" {
		return nil, nil
	}
	p := parser{notation: notation, seen: map[string]bool{}, table: timetable{month: map[nth][]Span{}}}
	for _, rule := range strings.Split(notation, ";") {
		if rule = strings.TrimSpace(rule); rule == "" {
			continue
		}
		if err := p.rule(rule); err != nil {
			return nil, err
		}
	}
	if !p.table.settle() {
		return nil, p.refuse(notation, ReasonOverlap)
	}
	schedules := p.table.schedules(owner, source)
	if len(schedules) == 0 {
		return nil, p.refuse(notation, ReasonNothing)
	}
	return schedules, nil
}

type parser struct {
	notation string
	table    timetable
	seen     map[string]bool // days that a rule has spoken of
}

func (p *parser) refuse(part string, reason Reason) error {
	return &NotationError{Notation: p.notation, Part: part, Reason: reason}
}

// rule reads one rule: days, then spans, "off" or "same".
func (p *parser) rule(rule string) error {
	if rule == "24/7" {
		rule = "Mo-Su 00:00-24:00"
	}
	days, times := cutRule(rule)
	if times == "" {
		return p.refuse(rule, ReasonNoTimes)
	}
	if days == "" {
		return p.refuse(rule, ReasonDay)
	}
	if strings.EqualFold(times, "same") && !strings.EqualFold(days, "PH") {
		return p.refuse(rule, ReasonHoliday)
	}
	spans, err := p.spans(times)
	if err != nil {
		return err
	}
	for _, item := range splitDays(days) {
		if err := p.days(item, spans); err != nil {
			return err
		}
	}
	if p.seen["PH"] && len(p.table.holiday) == 0 && p.table.bank == "" {
		p.table.bank = data.BankHolidaysClosed
		if strings.EqualFold(times, "same") {
			p.table.bank = data.BankHolidaysSame
		}
	}
	return nil
}

// cutRule parts the days of a rule from what it says of them, which begins at the first digit outside brackets, or is
// its last word. Both come without blanks.
func cutRule(rule string) (days, times string) {
	for _, word := range []string{"off", "same"} {
		if cut := len(rule) - len(word); cut > 0 && strings.EqualFold(rule[cut:], word) && rule[cut-1] == ' ' {
			return squeeze(rule[:cut]), rule[cut:]
		}
	}
	depth := 0
	for i, r := range rule {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case depth == 0 && '0' <= r && r <= '9':
			return squeeze(rule[:i]), squeeze(rule[i:])
		}
	}
	return squeeze(rule), ""
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// splitDays splits at the commas that are outside brackets.
func splitDays(s string) []string {
	depth := 0
	return strings.FieldsFunc(s+",", func(r rune) bool {
		switch r {
		case '[':
			depth++
		case ']':
			depth--
		}
		return r == ',' && depth == 0
	})
}

// days gives the spans to one item of a list of days: "Mo", "Mo-Fr", "Mo[2]", "PH".
func (p *parser) days(item string, spans []Span) error {
	if strings.EqualFold(item, "PH") {
		if err := p.once("PH", item); err != nil {
			return err
		}
		p.table.holiday = spans
		return nil
	}
	if name, weeks, counted := strings.Cut(item, "["); counted {
		return p.counted(item, name, weeks, spans)
	}
	from, to, ranged := strings.Cut(item, "-")
	if !ranged {
		to = from
	}
	first, ok := readWeekday(from)
	last, ok2 := readWeekday(to)
	if !ok || !ok2 {
		return p.refuse(item, ReasonDay)
	}
	for d := first; ; d = (d + 1) % 7 {
		if err := p.once(notationDays[d], item); err != nil {
			return err
		}
		p.table.week[d] = append([]Span(nil), spans...)
		if d == last {
			return nil
		}
	}
}

// counted gives the spans to days counted within the month: "Mo[1,3]".
func (p *parser) counted(item, name, weeks string, spans []Span) error {
	d, ok := readWeekday(name)
	if !ok {
		return p.refuse(item, ReasonDay)
	}
	list, closed := strings.CutSuffix(weeks, "]")
	for _, week := range strings.Split(list, ",") {
		n, err := strconv.Atoi(week)
		if err != nil || !closed || !validNth(n) {
			return p.refuse(item, ReasonWeek)
		}
		at := nth{n, d}
		if err := p.once(at.String(), item); err != nil {
			return err
		}
		p.table.month[at] = append([]Span(nil), spans...)
	}
	return nil
}

func (p *parser) once(day, item string) error {
	if p.seen[day] {
		return p.refuse(item, ReasonRepeatedDay)
	}
	p.seen[day] = true
	return nil
}

// spans reads "09:00-12:00,13:00-17:00". "off" and "same" have none.
func (p *parser) spans(times string) ([]Span, error) {
	if strings.EqualFold(times, "off") || strings.EqualFold(times, "same") {
		return nil, nil
	}
	var spans []Span
	for _, part := range strings.Split(times, ",") {
		from, to, ok := strings.Cut(part, "-")
		if !ok {
			return nil, p.refuse(part, ReasonSpan)
		}
		opens, ok := readTime(from)
		closes, ok2 := readTime(to)
		if !ok || !ok2 || opens == day {
			return nil, p.refuse(part, ReasonTime)
		}
		if opens == closes {
			return nil, p.refuse(part, ReasonSpan) // 09:00-09:00 is a slip; all day is 00:00-24:00
		}
		spans = append(spans, newSpan(opens, closes%day))
	}
	return spans, nil
}
