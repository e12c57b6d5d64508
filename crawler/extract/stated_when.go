package extract

import (
	"strings"
	"time"

	"fingerpost/data"
)

// days are schema.org's names of the days in the short form of its openingHours.
var days = []struct{ long, short string }{
	{"Monday", "Mo"}, {"Tuesday", "Tu"}, {"Wednesday", "We"}, {"Thursday", "Th"}, {"Friday", "Fr"}, {"Saturday", "Sa"}, {"Sunday", "Su"},
}

// hours are a node's opening hours: the texts as they stand, the specifications in the notation of the texts, and an
// event's beginning and end.
func (g *graph) hours(n node) []string {
	all := n.texts("openingHours")
	for _, property := range []string{"openingHoursSpecification", "hoursAvailable"} {
		for _, spec := range g.objects(n, property) {
			all = append(all, openingHours(spec))
		}
	}
	if starts := moment(n.text("startDate")); len(all) == 0 && starts != "" {
		all = append(all, span(starts, moment(n.text("endDate"))))
	}
	return lines(all, 40)
}

// openingHours writes one specification as "Mo,We 09:00-17:00", or nothing if it cannot be said so: an unusual day, a
// season, or a day marked closed (opens and closes both 00:00).
func openingHours(spec node) string {
	if spec.text("validFrom") != "" || spec.text("validThrough") != "" {
		return ""
	}
	open, _ := specDays(spec)
	opens, closes := specSpan(spec)
	if opens == "" || len(open) == 0 {
		return ""
	}
	return strings.Join(open, ",") + " " + opens + "-" + closes
}

// namesOf are the names that a property has, as text or as the id of a thing of schema.org's.
func (n node) namesOf(property string) []string {
	var names []string
	for _, s := range n.texts(property) {
		names = append(names, strings.TrimSpace(shortName(s)))
	}
	for _, value := range n.values(property) {
		if object, ok := value.(map[string]any); ok {
			names = append(names, shortName(node(object).text("@id")))
		}
	}
	return names
}

// clock is a time of day as HH:MM.
func clock(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range []string{"15:04", "15:04:05", "15:04:05Z07:00", "15:04Z07:00", "3:04PM", "3:04 PM", "3PM"} {
		if t, err := time.Parse(layout, strings.ToUpper(s)); err == nil {
			return t.Format("15:04")
		}
	}
	return ""
}

// moment is a day, or a time on a day in London, as "2026-03-04" or "2026-03-04 10:00".
func moment(s string) string {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.In(data.London).Format("2006-01-02 15:04")
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2006-01-02 15:04")
		}
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Format(time.DateOnly)
	}
	return ""
}

// span joins two moments, without the day twice.
func span(starts, ends string) string {
	if ends == "" || ends == starts {
		return starts
	}
	if len(starts) > 11 && len(ends) > 11 && starts[:10] == ends[:10] {
		return starts + "-" + ends[11:]
	}
	return starts + " - " + ends
}

// sessionOf reads when an event is: its schedule (schema.org Schedule, weekly or every few weeks), or else its one session.
func sessionOf(n node) []data.Schedule {
	if rules := repeated(n); rules != nil {
		return rules
	}
	starts, ends := moment(n.text("startDate")), moment(n.text("endDate"))
	if ends == "" && len(starts) == 16 {
		if closes := after(starts[11:], n.text("duration")); closes != "" {
			ends = starts[:11] + closes
		}
	}
	if len(starts) < 16 || len(ends) < 16 || starts[:10] != ends[:10] || starts[11:] == ends[11:] {
		return nil
	}
	day := date(starts[:10])
	return []data.Schedule{{Freq: "WEEKLY", ByDay: byDay(day), OpensAt: starts[11:], ClosesAt: ends[11:], ValidFrom: day, ValidTo: day}}
}

func byDay(d data.Date) string { return strings.ToUpper(d.Begins().Weekday().String()[:2]) }
