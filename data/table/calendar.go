package table

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	ics "github.com/arran4/golang-ical"

	"fingerpost/data"
)

const (
	maxEvent    = 1 << 20  // bytes of one event
	maxCalendar = 32 << 20 // bytes of the texts of all events that are kept
	maxEvents   = 10_000
)

// calendar gives the services of an iCalendar file. What is one service may stand anywhere in the file, so that the texts
// of all events are held.
type calendar struct {
	series []*series
	broke  error // what ended the reading
}

// openCalendar reads all events. A damaged file gives those that came before the damage.
func openCalendar(in *input, c *choice) (rows, Mapping, error) {
	r := calendarReader{limit: &limit{r: in, max: maxEvent}}
	r.stream = ics.NewCalendarStream(r.limit)
	broke := r.read()
	if len(r.events) == 0 {
		if broke == nil {
			broke = &NoRowsError{Format: Calendar}
		}
		return nil, Mapping{}, broke
	}
	all := inSeries(r.events)
	m, ok := c.fit(all[0].record().columns.names, "")
	if !ok {
		return nil, Mapping{}, c.refuse()
	}
	return &calendar{series: all, broke: broke}, m, nil
}

func (c *calendar) next() (record, error) {
	if len(c.series) > 0 {
		s := c.series[0]
		c.series = c.series[1:]
		return s.record(), nil
	}
	if c.broke != nil {
		return record{}, c.broke
	}
	return record{}, io.EOF
}

type calendarReader struct {
	stream *ics.CalendarStream
	limit  *limit
	events []*event
	size   int
}

// read reads to the end of the file. A component that is no event is left out, and so is one within an event, such as an
// alarm.
func (r *calendarReader) read() error {
	var open []string
	var current *event
	for {
		line, err := r.stream.ReadLine()
		if errors.Is(err, errTooLong) {
			return &TooLongError{After: r.where()}
		}
		if err != nil && err != io.EOF {
			return err
		}
		ended := err == io.EOF
		if line != nil {
			name, value, _ := strings.Cut(strings.TrimSpace(string(*line)), ":")
			name, value = strings.ToUpper(name), strings.ToUpper(value)
			switch {
			case name == "BEGIN":
				if open = append(open, value); len(open) > maxDepth {
					return &DeepError{After: r.where()}
				}
				if value == "VEVENT" && current == nil {
					current = &event{number: len(r.events) + 1, said: map[string]string{}}
				}
			case name == "END" && len(open) > 0:
				if value == "VEVENT" && current != nil && len(open) > 0 && open[len(open)-1] == "VEVENT" {
					r.events, r.size = append(r.events, current), r.size+current.size
					current = nil
				}
				open = open[:len(open)-1]
				if len(open) == 0 {
					return nil
				}
			case current != nil && open[len(open)-1] == "VEVENT":
				current.take(string(*line))
			}
		}
		if ended {
			return &DamagedError{Format: Calendar, After: r.where(), Err: io.ErrUnexpectedEOF}
		}
		if current == nil {
			r.limit.passed = 0
		}
		if r.size > maxCalendar || len(r.events) > maxEvents {
			return &TooLongError{After: r.where()}
		}
	}
}

func (r *calendarReader) where() string {
	if len(r.events) == 0 {
		return ""
	}
	return "event " + strconv.Itoa(len(r.events))
}

// series are the events that are one service: those of one name at one place, on whatever days.
type series struct{ events []*event }

// inSeries puts the events of one name and place together, in the order of the first of each. An event that replaces one
// occurrence of another takes that out of it.
func inSeries(events []*event) []*series {
	masters := map[string]*event{}
	for _, e := range events {
		if e.instead.IsZero() && e.uid != "" {
			masters[e.uid] = e
		}
	}
	var all []*series
	byName := map[string]*series{}
	for _, e := range events {
		if master := masters[e.uid]; !e.instead.IsZero() && master != nil {
			master.except = append(master.except, e.instead)
		}
		key := fold(e.said["SUMMARY"]) + "\x00" + fold(e.said["LOCATION"])
		if e.private { // never beside what is public
			key = "\x00\x00" + strconv.Itoa(e.number)
		}
		s := byName[key]
		if s == nil {
			s = &series{}
			byName[key], all = s, append(all, s)
		}
		s.events = append(s.events, e)
	}
	return all
}

// record is the service: in the words of the event that begins last, with the times of all.
func (s *series) record() record {
	e := slices.MaxFunc(s.events, func(a, b *event) int { return a.start.Compare(b.start) })
	b := placed("")
	latitude, longitude, _ := strings.Cut(strings.ReplaceAll(e.said["GEO"], `\`, ""), ";")
	b.cells[0], b.cells[1] = latitude, longitude
	b.own("uid", e.uid)
	for _, name := range kept[:5] {
		b.own(strings.ToLower(name), e.said[name])
	}
	var when []string
	person, other := false, false
	for _, e := range s.events {
		when = append(when, e.when...)
		person, other = person || e.person, other || e.other
	}
	b.own("when", strings.Join(when, "\n"))
	if person {
		b.note("organizer", data.NamedPerson, "")
	}
	if other {
		b.note("", data.OtherEncoding, "")
	}
	if e.private {
		b.note("class", data.Private, "")
	}
	r := b.record("event " + strconv.Itoa(s.events[0].number))
	r.series = s
	if e.start.IsZero() {
		r.bad = "no DTSTART"
	}
	return r
}
