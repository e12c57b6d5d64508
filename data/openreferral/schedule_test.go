package openreferral

import (
	"fmt"
	"strings"
	"testing"

	"fingerpost/data"
)

func TestSchedules(t *testing.T) {
	tests := []struct{ fields, want string }{
		{`"regular_schedules":[{"id":1,"weekday":"Friday","opens_at":"10:00","closes_at":"12:00"},{"id":2,"weekday":"Fri","opens_at":"10:00","closes_at":"12:00"}]`, "WEEKLY FR 10:00-12:00"},
		{`"schedules":[{"freq":"WEEKLY","byday":"TH,FR","bymonthday":"2,3","opens_at":"10:00:00","closes_at":"18:00:00Z","interval":"2","dtstart":"2025-01-02"}]`, "WEEKLY TH,FR 10:00-18:00 /2"},
		{`"schedules":[{"freq":"MONTHLY","byday":"2MO,-1FR"}]`, "MONTHLY 2MO,-1FR -"},
		{`"schedules":[{"byday":"1TU","opens_at":"9.30am","closes_at":"1pm"}]`, "MONTHLY 1TU 09:30-13:00"},
		{`"schedules":[{"bymonthday":"1, 15, 99"}]`, "MONTHLY 1,15 -"},
		{`"schedules":[{"freq":"DAILY","opens_at":"2021-01-01T09:00:00Z","closes_at":"24:00"}]`, "WEEKLY MO,TU,WE,TH,FR,SA,SU 09:00-00:00"},
		{`"schedules":[{"freq":"WEEKLY","dtstart":"2025-03-05"}]`, "WEEKLY WE -"},
		{`"schedules":[{"weekday":["Monday","Wednesday"]}]`, "WEEKLY MO,WE -"},
		{`"schedules":[{"freq":"WEEKLY","byday":"2MO"}]`, "- “WEEKLY 2MO”"},
		{`"schedules":[{"freq":"WEEKLY","opens_at":"10:00"}]`, "10:00- “WEEKLY”"},
		{`"schedules":[{"byday":"most days","opens_at":"late","description":"Term time"}]`, "- “Term time. late. most days”"},
		{`"schedules":[{"description":"By appointment","notes":"Ring"}]`, "- “By appointment. Ring”"},
		{`"schedules":[{"id":"only"},{},null,{"valid_from":"2024-01-01"}],"regular_schedules":null`, ""},
	}
	for _, test := range tests {
		var got []string
		for _, s := range service(t, test.fields).Schedules {
			line := strings.TrimSpace(fmt.Sprintf("%s %s%s %s-%s", s.Freq, s.ByDay, s.ByMonthDay, s.OpensAt, s.ClosesAt))
			if s.Interval > 0 {
				line += fmt.Sprintf(" /%d", s.Interval)
			}
			if s.Description != "" {
				line += " “" + s.Description + "”"
			}
			got = append(got, line)
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.fields, strings.Join(got, "; "), test.want)
		}
	}
}

func TestElementIDs(t *testing.T) {
	const rules = `"schedules":[{"id":"a","byday":"MO"},{"id":"a","byday":"TU"},{"byday":"WE"},{"id":"b","byday":"MO"}]`
	before := service(t, rules).Schedules
	if len(before) != 3 {
		t.Fatalf("%+v", before)
	}
	after := service(t, strings.Replace(rules, `{"id":"a","byday":"MO"},{"id":"a","byday":"TU"},`, "", 1)).Schedules
	if after[0].ID != before[2].ID {
		t.Error("the id of an element depends on its place")
	}
	if before[0].ID != data.MintElement("test-feed", "s1", "schedule", "a") {
		t.Error("the id of an element is not from the source's own")
	}
}
