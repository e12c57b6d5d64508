package openreferral

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"fingerpost/data"
)

// days are the weekdays as RFC 5545 writes them.
var days = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

var (
	byDay      = regexp.MustCompile(`^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$`)
	byMonthDay = regexp.MustCompile(`^-?([1-9]|[12]\d|3[01])$`)
	clock      = regexp.MustCompile(`(?i)^(?:\d{4}-\d\d-\d\d[T ])?(\d{1,2})(?:[:.](\d\d))?(?::\d\d(?:\.\d{1,9})?)?\s*([ap]m)?\s*(?:Z|[+-]\d\d:?\d\d)?$`)
)

// schedules are the regular times of a service or of a service at a location: schedules of 3.0, whose parts are those of
// RFC 5545, and regular_schedules of 1.0 and Outpost, which name a weekday.
func (r *reader) schedules(o object, ids *ids) []data.Schedule {
	var out []data.Schedule
	for _, rule := range o.objects("schedules", "regular_schedules", "regular_schedule") {
		rule = withAttributes(rule)
		s := r.schedule(rule)
		if s.Freq == "" && s.ByDay == "" && s.OpensAt == "" && data.PlainLine(s.Description, 10) == "" {
			continue
		}
		content := strings.Join([]string{s.Freq, strconv.Itoa(s.Interval), s.ByDay, s.ByMonthDay, s.DTStart.String(),
			s.ValidFrom.String(), s.ValidTo.String(), s.OpensAt, s.ClosesAt, s.Description}, "|") + string(s.BankHolidays)
		if id, ok := ids.mint(rule.id("id"), content); ok {
			s.ID = id
			out = append(out, s)
		}
	}
	return out
}

// withAttributes is a rule with those of its parts that stand in attributes, as we write what the standard has no field
// for. One for bank holidays only says in its description what its attributes say.
func withAttributes(rule object) object {
	if !rule.has("attributes") {
		return rule
	}
	all := maps.Clone(rule)
	if valueOf(rule, "bank_holidays") == string(data.BankHolidaysOnly) {
		delete(all, "description")
	}
	for _, part := range []string{"bank_holidays", "valid_from", "valid_to", "dtstart", "freq", "interval", "byday", "bymonthday", "opens_at", "closes_at", "description"} {
		if value := valueOf(rule, part); value != "" {
			all[part] = value
		}
	}
	return all
}

func (r *reader) schedule(o object) data.Schedule {
	s := data.Schedule{
		BankHolidays: data.BankHolidays(o.text("bank_holidays")), // Tidy keeps the words that there are
		Description:  join(". ", o.text("description"), o.text("notes")),
		DTStart:      r.date("schedules.dtstart", o.text("dtstart")),
		ValidFrom:    r.date("schedules.valid_from", o.text("valid_from")),
		ValidTo:      r.date("schedules.valid_to", o.text("valid_to", "until")),
	}
	s.OpensAt = r.clock(&s, o.text("opens_at", "open_at"))
	s.ClosesAt = r.clock(&s, o.text("closes_at", "close_at"))
	if n, ok, _ := o.number("interval"); ok && n > 1 && n <= 52 {
		s.Interval = int(n)
	}
	written := strings.Join(o.texts("byday", "weekday", "day"), ",")
	var readable bool
	s.ByDay, readable = readDays(written)
	if !readable {
		r.words(&s, "byday", written)
	}
	s.ByMonthDay = readMonthDays(o.text("bymonthday"))
	r.frequency(&s, strings.ToUpper(o.text("freq")))
	return s
}

// frequency settles what kind of rule it is. A rule that does not say on which days it holds is words only: its hours
// must not be taken for those of every day.
func (r *reader) frequency(s *data.Schedule, freq string) {
	ordinal := strings.ContainsAny(s.ByDay, "12345")
	switch {
	case freq == "DAILY":
		freq = "WEEKLY"
		if s.ByDay == "" {
			s.ByDay = strings.Join(days, ",")
		}
	case freq == "" && (ordinal || s.ByDay == "" && s.ByMonthDay != ""):
		freq = "MONTHLY"
	case freq == "" && s.ByDay != "":
		freq = "WEEKLY"
	}
	_, month, day := s.DTStart.Parts()
	dated := month != 0 && day != 0
	switch {
	case freq == "WEEKLY" && s.ByDay == "" && dated: // RFC 5545, 3.3.10: what is missing is taken from DTSTART
		s.ByDay = days[(int(s.DTStart.Time().Weekday())+6)%7]
	case freq == "MONTHLY" && s.ByDay == "" && s.ByMonthDay == "" && dated:
		s.ByMonthDay = strconv.Itoa(day)
	}
	switch {
	case freq == "WEEKLY" && s.ByDay != "" && !ordinal:
		s.Freq, s.ByMonthDay = freq, "" // BYMONTHDAY has no meaning there
	case freq == "MONTHLY" && (s.ByDay != "" || s.ByMonthDay != ""):
		s.Freq = freq
	default:
		if freq != "" {
			r.words(s, "freq", join(" ", freq, s.ByDay))
		}
		s.ByDay, s.ByMonthDay, s.Interval = "", "", 0
	}
}

// words keeps what cannot be read as a rule in the rule's description.
func (r *reader) words(s *data.Schedule, field, written string) {
	r.note("schedules."+field, data.BadHours, written)
	s.Description = join(". ", s.Description, written)
}

// clock reads a time of day as HH:MM. A zone is left out: feeds append Z to times that people go by in London.
func (r *reader) clock(s *data.Schedule, written string) string {
	if written == "" {
		return ""
	}
	m := clock.FindStringSubmatch(written)
	if m == nil || m[2] == "" && m[3] == "" {
		r.words(s, "time", written)
		return ""
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	switch half := strings.ToLower(m[3]); {
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12, hour == 24 && minute == 0:
		hour = 0
	}
	if hour > 23 || minute > 59 {
		r.words(s, "time", written)
		return ""
	}
	return fmt.Sprintf("%02d:%02d", hour, minute)
}

// readDays reads "TH,FR", "2MO" and names of weekdays. ok is false when any of it is something else.
func readDays(s string) (byday string, ok bool) {
	var out []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",; []\"", r) }) {
		day := strings.ToUpper(part)
		if i := weekday(day); i >= 0 {
			day = days[i]
		}
		if !byDay.MatchString(day) || len(out) > 35 {
			return "", false
		}
		out = append(out, strings.TrimPrefix(day, "+"))
	}
	return strings.Join(distinctDays(out), ","), true
}

// weekday is the place in days of a name of three letters or more: MON, TUES, THURSDAY, MONDAYS.
func weekday(name string) int {
	for i, full := range []string{"MONDAYS", "TUESDAYS", "WEDNESDAYS", "THURSDAYS", "FRIDAYS", "SATURDAYS", "SUNDAYS"} {
		if len(name) >= 3 && strings.HasPrefix(full, name) {
			return i
		}
	}
	return -1
}

func distinctDays(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, day := range list {
		if !seen[day] {
			seen[day] = true
			out = append(out, day)
		}
	}
	return out
}

func readMonthDays(s string) string {
	var out []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		if byMonthDay.MatchString(part) && len(out) < 31 {
			out = append(out, part)
		}
	}
	return strings.Join(out, ",")
}

// join joins what is not empty.
func join(by string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, by)
}
