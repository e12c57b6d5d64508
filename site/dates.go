package site

import (
	"net/url"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// dateWords writes a date as far as it is known: "12 November 2026", "November 2026", "2026".
func dateWords(w words.Words, d data.Date) string {
	year, month, day := d.Parts()
	switch {
	case d.IsZero():
		return ""
	case month == 0:
		return w.T("date.year", "Year", year)
	case day == 0:
		return w.T("date.month", "Month", monthName(w, month), "Year", year)
	}
	return w.T("date.day", "Day", day, "Month", monthName(w, month), "Year", year)
}

// monthWords writes a month that is kept as yyyymm: "June 2014".
func monthWords(w words.Words, yyyymm int) string {
	return w.T("date.month", "Month", monthName(w, time.Month(yyyymm%100)), "Year", yyyymm/100)
}

func monthName(w words.Words, m time.Month) string {
	return w.T("month." + strings.ToLower(m.String()))
}

func weekday(w words.Words, d time.Weekday) string {
	return w.T("weekday." + strings.ToLower(d.String()))
}

// clockTime writes a time of day as the NHS and GOV.UK do: 9am, 4:30pm, midday, midnight.
func clockTime(w words.Words, t time.Time) string {
	t = t.In(data.London)
	switch {
	case t.Hour() == 0 && t.Minute() == 0:
		return w.T("time.midnight")
	case t.Hour() == 12 && t.Minute() == 0:
		return w.T("time.midday")
	}
	half := w.T("time.am")
	if t.Hour() >= 12 {
		half = w.T("time.pm")
	}
	hour := t.Hour() % 12
	if hour == 0 {
		hour = 12
	}
	if t.Minute() == 0 {
		return w.T("time.hour", "Hour", hour, "Half", half)
	}
	return w.T("time.minute", "Hour", hour, "Minute", t.Format("04"), "Half", half)
}

// originWords says where a fact came from and of what date it is. What was only in a file is never said to be seen.
func originWords(w words.Words, o data.Origin) views.Said {
	name := o.Title
	if name == "" {
		name = o.SourceName
	}
	return views.Said{Text: originSentence(w, o, name), Theirs: name}
}

func originSentence(w words.Words, o data.Origin, name string) string {
	switch {
	case !o.ConfirmedOn.IsZero():
		return w.T("source.confirmed", "Date", dateWords(w, o.ConfirmedOn))
	case !o.SeenOn.IsZero() && host(o.URL) != "":
		return w.T("source.seen", "Host", host(o.URL), "Date", dateWords(w, o.SeenOn))
	case !o.SeenOn.IsZero():
		return w.T("source.seen_in", "Name", name, "Date", dateWords(w, o.SeenOn))
	case !o.AssertedOn.IsZero():
		return w.T("source.dated", "Name", name, "Date", dateWords(w, o.AssertedOn))
	}
	return w.T("source.undated", "Name", name)
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// stale is the age from which a listing says that nobody has checked it: the review cycle of comparable directories.
const stale = 365 * 24 * time.Hour

// staleWords warns of a listing that nobody has vouched for in a year.
func (s *Site) staleWords(w words.Words, service data.Service, checked data.Date) string {
	ask := w.T("stale.ask")
	if number, _ := s.phoneOf(service); number != "" {
		ask = w.T("stale.ring")
	}
	switch {
	case checked.IsZero():
		return w.T("stale.undated", "Ask", ask)
	case s.Now().Sub(checked.Time()) > stale:
		return w.T("stale.since", "Date", dateWords(w, checked), "Ask", ask)
	}
	return ""
}
