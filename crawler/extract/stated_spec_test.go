package extract

import (
	"testing"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// TestStatedHours reads opening hours and schedules that pages state to machines in one way or another.
func TestStatedHours(t *testing.T) {
	for _, c := range []struct{ json, want string }{
		{`"openingHoursSpecification": [{"dayOfWeek": "Monday", "opens": "09:00", "closes": "12:00"}, {"dayOfWeek": "Monday", "opens": "13:00", "closes": "17:00"}]`, "Mo 09:00-12:00,13:00-17:00"},
		{`"openingHoursSpecification": [{"dayOfWeek": ["https://schema.org/Monday", "Tue"], "opens": "09:00", "closes": "17:00"}, {"dayOfWeek": "PublicHolidays", "opens": "00:00", "closes": "00:00"}]`, "Mo-Tu 09:00-17:00; PH off"},
		{`"openingHoursSpecification": [{"dayOfWeek": "Mo-Fr", "opens": "9:00 AM", "closes": "5:00 PM"}, {"dayOfWeek": "Saturday", "opens": "00:00", "closes": "00:00"}]`, "Mo-Fr 09:00-17:00"},
		{`"openingHoursSpecification": {"opens": "18:00", "closes": "00:00"}`, "Mo-Su 18:00-24:00"},
		{`"openingHours": ["Mo-Th 9:00-17:00", "Fr 9:00 - 16:30"]`, "Mo-Th 09:00-17:00; Fr 09:00-16:30"},
		{`"availableChannel": {"@type": "ServiceChannel", "hoursAvailable": {"dayOfWeek": ["Thursday"], "opens": "10:00", "closes": "12:00"}}`, "Th 10:00-12:00"},
		{`"eventSchedule": {"@type": "Schedule", "repeatFrequency": "P1M", "byDay": "Tuesday", "byMonthWeek": 2, "startTime": "10:00", "duration": "PT2H"}`, "Tu[2] 10:00-12:00"},
		{`"eventSchedule": {"@type": "Schedule", "repeatFrequency": "Weekly", "byDay": ["Monday", "Friday"], "startTime": "10:00", "endTime": "11:30"}`, "Mo,Fr 10:00-11:30"},
		{`"openingHours": "by appointment"`, ""},
	} {
		found := one(t, ld(`{"@context": "https://schema.org", "@type": "Service", "name": "Tea and Talk", `+c.json+`}`), Rules{})
		got := append([]data.Schedule(nil), found.Schedules...)
		if notation := hours.Notation(got); notation != c.want {
			t.Errorf("%s: %q, want %q (%+v)", c.json, notation, c.want, got)
		}
	}
}
