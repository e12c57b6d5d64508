package table

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"fingerpost/data"
)

// event is one event of a calendar. What it says of people (ORGANIZER, ATTENDEE, CONTACT) is not kept.
type event struct {
	number    int
	uid       string
	said      map[string]string // of texts, by property
	when      []string          // the lines that say when, as they came
	start     time.Time         // in London
	wholeDay  bool
	length    time.Duration // 0: not said
	rule      string        // RRULE
	more      []time.Time   // RDATE
	except    []time.Time   // EXDATE
	instead   time.Time     // RECURRENCE-ID: the occurrence that this one replaces
	cancelled bool
	private   bool
	person    bool // it named one
	other     bool // in another encoding
	size      int
}

// kept are the texts of an event that become columns.
var kept = []string{"SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "GEO"}

// take reads one line of the event.
func (e *event) take(line string) {
	line, other := decode(line)
	e.other = e.other || other
	p, err := ics.ParseProperty(ics.ContentLine(line))
	if err != nil || p == nil {
		return
	}
	name := strings.ToUpper(p.IANAToken)
	switch name {
	case "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "GEO":
		e.said[name] = p.Value
	case "CATEGORIES":
		e.said[name] = strings.Trim(e.said[name]+", "+p.Value, ", ")
	case "UID":
		e.uid = p.Value
	case "STATUS":
		e.cancelled = strings.EqualFold(p.Value, "CANCELLED")
	case "CLASS":
		e.private = !strings.EqualFold(p.Value, "PUBLIC")
	case "ORGANIZER", "ATTENDEE", "CONTACT":
		e.person = true
	default:
		e.takeTime(name, p, line)
		return
	}
	e.size += len(p.Value)
}

// takeTime reads a line that says when.
func (e *event) takeTime(name string, p *ics.BaseProperty, line string) {
	switch name {
	case "DTSTART":
		if t, wholeDay, ok := readTime(p.Value, p.ICalParameters); ok {
			e.start, e.wholeDay = t, wholeDay
		}
	case "DTEND":
		if t, _, ok := readTime(p.Value, p.ICalParameters); ok && !e.start.IsZero() {
			e.length = t.Sub(e.start)
		}
	case "DURATION":
		e.length = readDuration(p.Value)
	case "RRULE":
		e.rule = p.Value
	case "RDATE":
		e.more = append(e.more, readTimes(p)...)
	case "EXDATE":
		e.except = append(e.except, readTimes(p)...)
	case "RECURRENCE-ID":
		if t, _, ok := readTime(p.Value, p.ICalParameters); ok {
			e.instead = t
		}
	default:
		return
	}
	e.when = append(e.when, line)
	e.size += len(line)
}

func readTimes(p *ics.BaseProperty) []time.Time {
	var out []time.Time
	for value := range strings.SplitSeq(p.Value, ",") {
		value, _, _ = strings.Cut(value, "/") // of a period, its beginning
		if t, _, ok := readTime(value, p.ICalParameters); ok {
			out = append(out, t)
		}
	}
	return out
}

// readTime reads a date or a time of RFC 5545 as a time in London. A zone that is not known, such as one that a program
// made up, is taken for London's: the calendars that are read here are.
func readTime(value string, params map[string][]string) (t time.Time, wholeDay, ok bool) {
	zone := data.London
	if ids := params["TZID"]; len(ids) > 0 {
		if found, err := time.LoadLocation(strings.TrimPrefix(ids[0], "/")); err == nil && ids[0] != "" && ids[0] != "Local" {
			zone = found
		}
	}
	layout := "20060102T150405"
	switch {
	case len(value) == len("20060102"):
		layout, wholeDay, zone = "20060102", true, data.London
	case strings.HasSuffix(value, "Z"):
		value, zone = strings.TrimSuffix(value, "Z"), time.UTC
	}
	t, err := time.ParseInLocation(layout, value, zone)
	// Years that no calendar of sessions has would take long to count through.
	return t.In(data.London), wholeDay, err == nil && t.Year() >= 1970 && t.Year() <= 2200
}

var duration = regexp.MustCompile(`^\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d+S)?)?$`)

func readDuration(s string) time.Duration {
	found := duration.FindStringSubmatch(s)
	if found == nil {
		return 0
	}
	total := time.Duration(0)
	for i, unit := range []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute} {
		n, _ := strconv.Atoi(found[i+1]) // digits, or nothing
		total += time.Duration(n) * unit
	}
	return total
}
