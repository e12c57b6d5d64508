package extract

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/data/pattern"
)

// Hours that a page states to machines: openingHours as text, OpeningHoursSpecification, and the Schedule of an event.

// schedules are the rules that a node states: those of its sessions, else its opening hours, else those of the channel by
// which it is reached.
func (g *graph) schedules(n node) []data.Schedule {
	if rules := sessionOf(n); rules != nil {
		return rules
	}
	if rules := g.subEvents(n); rules != nil {
		return rules
	}
	if rules := g.opening(n); rules != nil {
		return rules
	}
	for _, channel := range g.objects(n, "availableChannel") {
		if rules := g.opening(channel); rules != nil {
			return rules
		}
	}
	return nil
}

// specGroup is the days that have one span, and the days of the year between which they have it.
type specGroup struct {
	span       string
	from, last data.Date
}

// opening are a node's opening hours as rules. Texts of which one cannot be read are for people.
func (g *graph) opening(n node) []data.Schedule {
	var order []specGroup
	days := map[specGroup][]string{}
	bank, holidays := data.BankHolidays(""), ""
	for _, property := range []string{"openingHoursSpecification", "hoursAvailable", "specialOpeningHoursSpecification"} {
		for _, spec := range g.objects(n, property) {
			on, public := specDays(spec)
			opens, closes := specSpan(spec)
			switch {
			case opens == "" && public:
				bank = data.BankHolidaysClosed
			case opens == "":
				continue
			case public && len(on) == 0:
				holidays = opens + "-" + closes
			}
			group := specGroup{opens + "-" + closes, date(spec.text("validFrom")), date(spec.text("validThrough"))}
			if !slices.Contains(order, group) {
				order = append(order, group)
			}
			for _, day := range on {
				if !slices.Contains(days[group], day) {
					days[group] = append(days[group], day)
				}
			}
		}
	}
	var out []data.Schedule
	for _, group := range order {
		if len(days[group]) == 0 || !group.from.IsZero() && group.from == group.last {
			continue // a day that is otherwise
		}
		rules, err := hours.Parse(strings.Join(days[group], ",")+" "+group.span, "", "")
		if err != nil {
			return nil
		}
		for _, rule := range rules {
			rule.ValidFrom, rule.ValidTo = group.from, group.last
			if rule.BankHolidays == "" {
				rule.BankHolidays = bank
			}
			out = addSchedules(out, []data.Schedule{rule})
		}
	}
	if rules, err := hours.Parse("PH "+holidays, "", ""); err == nil && holidays != "" && len(out) > 0 {
		out = addSchedules(out, rules)
	}
	if len(out) > 0 {
		return out
	}
	texts := lines(n.texts("openingHours"), 40)
	if rules := readHours(texts); rules != nil {
		return rules
	}
	for _, text := range texts {
		rules := readHours(strings.Split(stateDays(text), "; "))
		if rules == nil {
			return nil
		}
		out = addSchedules(out, rules)
	}
	return out
}

// loose is openingHours as people write them: "Mo, We 9:00 - 17:00".
var loose = pattern.MustCompile(`\b(\d):(\d\d)\b`)

func stateDays(text string) string {
	text = loose.ReplaceAllString(text, "0$1:$2")
	return strings.NewReplacer(" - ", "-", "–", "-", " – ", "-", ", ", ",", "; ", "; ").Replace(text)
}

// specDays are the days of a specification, in short, and whether it is of bank holidays too. One without days is of all.
func specDays(spec node) (open []string, public bool) {
	names := spec.namesOf("dayOfWeek")
	if len(names) == 0 && spec.text("opens") != "" {
		names = []string{"Mo-Su"}
	}
	on := map[string]bool{}
	for _, name := range names {
		if strings.HasPrefix(strings.ToLower(name), "publicholiday") {
			public = true
			continue
		}
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == ';' }) {
			first, last, ranged := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
			from, to := dayIndex(first), dayIndex(last)
			switch {
			case ranged && from >= 0 && to >= from:
				for i := from; i <= to; i++ {
					on[days[i].short] = true
				}
			case !ranged && from >= 0:
				on[days[from].short] = true
			}
		}
	}
	for _, d := range days {
		if on[d.short] {
			open = append(open, d.short)
		}
	}
	return open, public
}

// dayIndex is the place in the week of a day by its name, long or short; -1 if it is none.
func dayIndex(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	return slices.IndexFunc(days, func(d struct{ long, short string }) bool {
		long := strings.ToLower(d.long)
		return name == strings.ToLower(d.short) || len(name) >= 3 && (strings.HasPrefix(long, name) || name == long+"s" || name == "tues" || name == "thurs") && name[:2] == long[:2]
	})
}

// specSpan is when a specification opens and closes; empty if it says that it is closed.
func specSpan(spec node) (opens, closes string) {
	opens, closes = clock(spec.text("opens")), clock(spec.text("closes"))
	switch {
	case opens == "" || closes == "" || opens == closes:
		return "", ""
	case closes == "00:00" || opens == "00:00" && closes == "23:59":
		closes = "24:00"
	}
	return opens, closes
}

// subEvents are the sessions of the events that an event is made of.
func (g *graph) subEvents(n node) (out []data.Schedule) {
	for _, sub := range g.objects(n, "subEvent") {
		out = addSchedules(out, sessionOf(sub))
	}
	return out
}

// repeated are the rules of an event's schedule: weekly, every few weeks, or on days counted within the month.
func repeated(n node) (out []data.Schedule) {
	for _, value := range n.values("eventSchedule") {
		object, ok := value.(map[string]any)
		if !ok {
			continue
		}
		rule := node(object)
		every, monthly := frequency(rule.text("repeatFrequency"))
		opens, closes := clock(rule.text("startTime")), clock(rule.text("endTime"))
		if closes == "" {
			closes = after(opens, rule.text("duration"))
		}
		on, _ := specDays(node{"dayOfWeek": rule["byDay"]})
		if every < 1 || opens == "" || closes == "" || len(on) == 0 {
			return nil
		}
		made := data.Schedule{Freq: "WEEKLY", ByDay: strings.ToUpper(strings.Join(on, ",")), OpensAt: opens, ClosesAt: closes,
			ValidFrom: date(rule.text("startDate")), ValidTo: date(rule.text("endDate"))}
		if monthly {
			weeks := rule.texts("byMonthWeek")
			if len(weeks) == 0 || every > 1 {
				return nil
			}
			var counted []string
			for _, week := range weeks {
				if n, err := strconv.Atoi(strings.TrimSpace(week)); err != nil || n == 0 || n < -1 || n > 5 {
					return nil
				}
				for _, day := range on {
					counted = append(counted, strings.TrimSpace(week)+strings.ToUpper(day))
				}
			}
			made.Freq, made.ByDay = "MONTHLY", strings.Join(counted, ",")
		}
		if every > 1 {
			made.Interval, made.DTStart, made.ValidFrom = every, made.ValidFrom, data.Date{}
		}
		out = append(out, made)
	}
	return out
}

// frequency reads how often an event is: every how many weeks, or every month. 0 if it is said in another way.
func frequency(period string) (every int, monthly bool) {
	switch strings.ToUpper(strings.TrimSpace(period)) {
	case "WEEKLY", "P7D", "P1W", "HTTPS://SCHEMA.ORG/WEEKLY":
		return 1, false
	case "FORTNIGHTLY", "P14D", "BIWEEKLY":
		return 2, false
	case "MONTHLY", "P1M", "HTTPS://SCHEMA.ORG/MONTHLY":
		return 1, true
	}
	if weeks, ok := strings.CutPrefix(period, "P"); ok && strings.HasSuffix(weeks, "W") {
		if n, err := strconv.Atoi(strings.TrimSuffix(weeks, "W")); err == nil && n <= 12 {
			return n, false
		}
	}
	return 0, false
}

// after is the time that lies a duration (ISO 8601) behind another, on the same day.
func after(opens, duration string) string {
	from, err := time.Parse("15:04", opens)
	length, err2 := time.ParseDuration(strings.ToLower(strings.TrimPrefix(strings.TrimSpace(duration), "PT")))
	if err != nil || err2 != nil || length <= 0 || length > 12*time.Hour || from.Add(length).Day() != from.Day() {
		return ""
	}
	return from.Add(length).Format("15:04")
}
