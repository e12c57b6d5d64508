package table_test

import (
	"fmt"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/table"
)

// when is schedules in short.
func when(schedules []data.Schedule) []string {
	var out []string
	for _, s := range schedules {
		if s.Freq == "" {
			out = append(out, s.Description)
			continue
		}
		out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%s %s%s %s-%s %s..%s %s", s.Freq, s.ByDay, s.ByMonthDay, s.OpensAt, s.ClosesAt, s.ValidFrom, s.ValidTo, s.BankHolidays)), " "))
	}
	return out
}

func TestCalendar(t *testing.T) {
	items, format := readFormat(t, "sessions.ics", shipped(t)...)
	equal(t, "format", format, table.Calendar)
	equal(t, "items", told(items), []string{
		"event 1: Knit and natter [named-person organizer]", "event 3: Memory café", "event 4:  [not-open  2019-07-06]", "event 5: Fun day",
		"event 6:  [private class]", "event 7:  [not-open  2026-07-02]", "event 8: Every other day",
	})
	knit := items[0].Submission
	equal(t, "the weeks before, between and after what is taken out, and the day instead", when(knit.Service.Doc.Schedules), []string{
		"WEEKLY WE 10:00-12:00 ..2026-06-16", "WEEKLY WE 10:00-12:00 2026-06-25..2026-07-29", "WEEKLY TH 14:00-15:30 2026-06-25..2026-06-25 same",
	})
	equal(t, "address", strings.Join(knit.Locations[0].Doc.Address.Lines(), "; "), "The Hall; 2 High Street; Leeds; LS1 4AP")
	equal(t, "second Monday", when(items[1].Submission.Service.Doc.Schedules), []string{"MONTHLY 2MO 14:00-15:30 .."})
	equal(t, "no place behind a link", len(items[1].Submission.Locations), 0)
	equal(t, "two whole days", when(items[3].Submission.Service.Doc.Schedules), []string{"4 July 2026 - 5 July 2026"})
	equal(t, "what no schedule can say", when(items[6].Submission.Service.Doc.Schedules), []string{
		"WEEKLY MO 09:00-10:00 2026-06-01..2026-06-01 same", "WEEKLY WE 09:00-10:00 2026-06-03..2026-06-03 same", "WEEKLY FR 09:00-10:00 2026-06-05..2026-06-05 same",
	})
	for _, item := range items {
		for _, record := range item.Submission.Records {
			if strings.Contains(string(record.Payload), "Bloggs") {
				t.Errorf("a person was kept: %s", record.Payload)
			}
		}
	}
}

// TestRules: what a rule becomes, on 1 June 2026.
func TestRules(t *testing.T) {
	m := mapping(t, "name: a\nid: \"{summary}\"\nservice: {name: \"{summary}\"}\n")
	for lines, want := range map[string]string{
		"DTSTART:20260105T100000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE":         "WEEKLY MO,WE 10:00-12:00 ..",
		"DTSTART:20260105T100000\nDURATION:PT2H\nRRULE:FREQ=DAILY":                      "WEEKLY MO,TU,WE,TH,FR,SA,SU 10:00-12:00 ..",
		"DTSTART:20260105T100000\nDURATION:PT2H\nRRULE:FREQ=DAILY;BYDAY=MO,TU":          "WEEKLY MO,TU 10:00-12:00 ..",
		"DTSTART:20260105T100000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;UNTIL=20260601":      "WEEKLY MO 10:00-12:00 ..2026-06-01",
		"DTSTART:20260105T100000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=30":            "WEEKLY MO 10:00-12:00 ..2026-07-27",
		"DTSTART:20260105T100000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=3":             "",
		"DTSTART:20260131T100000\nDURATION:PT2H\nRRULE:FREQ=MONTHLY":                    "MONTHLY 31 10:00-12:00 ..",
		"DTSTART:20260131T100000\nDURATION:PT2H\nRRULE:FREQ=MONTHLY;BYDAY=-1SA":         "MONTHLY -1SA 10:00-12:00 ..",
		"DTSTART:20250704T100000\nDURATION:PT2H\nRRULE:FREQ=YEARLY":                     "WEEKLY SA 10:00-12:00 2026-07-04..2026-07-04 same",
		"DTSTART:20260701T100000\nDURATION:PT2H\nRDATE:20260708T100000,20260715T100000": "WEEKLY WE 10:00-12:00 2026-07-01..2026-07-01 same|WEEKLY WE 10:00-12:00 2026-07-08..2026-07-08 same|WEEKLY WE 10:00-12:00 2026-07-15..2026-07-15 same",
		"DTSTART:20260701T220000\nDTEND:20260702T020000":                                "WEEKLY WE 22:00-02:00 2026-07-01..2026-07-01 same",
		"DTSTART:20260701T100000":                                      "1 July 2026 10:00",
		"DTSTART;TZID=America/New_York:20260701T050000\nDURATION:PT1H": "WEEKLY WE 10:00-11:00 2026-07-01..2026-07-01 same",
		"DTSTART;TZID=Somewhere/Else:20260701T100000\nDURATION:PT1H":   "WEEKLY WE 10:00-11:00 2026-07-01..2026-07-01 same",
		"DTSTART:20260105T100000\nDURATION:PT2H\nRRULE:FREQ=SECONDLY":  "",
		"DTSTART:20260705T100000\nDURATION:PT2H\nRRULE:nonsense":       "WEEKLY SU 10:00-12:00 2026-07-05..2026-07-05 same",
		"DTSTART:nonsense": "",
	} {
		file := "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\n" + lines + "\nEND:VEVENT\nEND:VCALENDAR\n"
		items, err := read(t, m, strings.NewReader(file))
		if err != nil || len(items) != 1 {
			t.Fatal(lines, err)
		}
		if got := strings.Join(when(items[0].Submission.Service.Doc.Schedules), "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", lines, got, want)
		}
		if want == "" && !items[0].Refused() {
			t.Errorf("%s: taken", lines)
		}
	}
}
