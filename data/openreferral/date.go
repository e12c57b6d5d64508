package openreferral

import (
	"time"

	"fingerpost/data"
)

// asserted is the source's own date of what it says: when it was assured, else when it was last changed, else the date
// of the whole file. It is never the day of reading.
func (r *reader) asserted() data.Date {
	s, meta := r.service, r.service.object("pc_metadata")
	said := valueOf(s, "assured_date")
	if said == unknownDate {
		return r.reading.Source.Dated
	}
	for _, said := range []struct{ field, value string }{
		{"assured_date", s.text("assured_date")},
		{"attributes.assured_date", said},
		{"pc_metadata.date_assured", meta.text("date_assured")},
		{"pc_metadata.date_modified", meta.text("date_modified")},
		{"last_modified", s.text("last_modified")},
		{"updated_at", s.text("updated_at")},
	} {
		if d := r.date(said.field, said.value); !d.IsZero() {
			return d
		}
	}
	return r.reading.Source.Dated
}

// date reads a date in any form that feeds use; what is none is noted.
func (r *reader) date(field, s string) data.Date {
	if s == "" {
		return data.Date{}
	}
	if instant, err := time.Parse(time.RFC3339, s); err == nil && instant.Year() >= 1900 && instant.Year() <= 2200 {
		return data.DateOf(instant)
	}
	if d, err := data.ParseDate(s); err == nil {
		return d
	}
	if day, err := time.Parse("2/1/2006", s); err == nil && day.Year() >= 1900 {
		d, _ := data.ParseDate(day.Format(time.DateOnly))
		return d
	}
	r.note(field, data.BadDate, s)
	return data.Date{}
}
