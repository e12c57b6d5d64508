package extract

import (
	"testing"

	"fingerpost/data"
)

// TestPlainDays tries the forms of lists and tables of hours that are put in other words before they are read.
func TestPlainDays(t *testing.T) {
	today, err := data.ParseDate("2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	p := &page{rules: Rules{Today: today}}
	for _, c := range []struct{ text, days, from, to string }{
		{"Tuesdays (1st and 3rd of the month) 1.30 - 3.30pm", "1TU,3TU", "13:30", "15:30"},
		{"Meets Thursday, second of each month 7pm to 9pm", "2TH", "19:00", "21:00"},
		{"Monday: 9am: 5pm", "MO", "09:00", "17:00"},
		{"Mon: 9.30-12: -", "MO", "09:30", "12:00"},
		{"Tuesday: Closed: 1-4", "TU", "13:00", "16:00"},
		{"Day: Monday, Opens: 9am, Closes: 5pm", "MO", "09:00", "17:00"},
		{"Fridays 10am start, 12pm finish", "FR", "10:00", "12:00"},
		{"Doors open 10am, finish 12 noon every Friday", "FR", "10:00", "12:00"},
		{"Mon + Thurs, 10am-1pm", "MO,TH", "10:00", "13:00"},
		{"Mondays 0930-1130", "MO", "09:30", "11:30"},
		{"Call us any evening of the year between 6pm and 11pm", "MO,TU,WE,TH,FR,SA,SU", "18:00", "23:00"},
		{"Mondays from 3.30 in the afternoon until 7.30 in the evening", "MO", "15:30", "19:30"},
		{"Fridays 11.30am - 1.30pm (closed during Christmas)", "FR", "11:30", "13:30"},
		{"The refuge is staffed twenty-four hours a day, seven days a week.", "MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"},
		// not to be read
		{"Samaritans answer day and night on 116 123.", "", "", ""},
		{"Fridays 6pm till late", "", "", ""},
		{"The 2025-2026 season begins on Monday", "", "", ""},
	} {
		found := p.findHours(c.text)
		if c.days == "" {
			if len(found) > 0 {
				t.Errorf("%q: %+v", c.text, found)
			}
			continue
		}
		if len(found) != 1 || len(found[0].Schedules) != 1 {
			t.Errorf("%q: %+v", c.text, found)
			continue
		}
		if s := found[0].Schedules[0]; s.ByDay != c.days || s.OpensAt != c.from || s.ClosesAt != c.to {
			t.Errorf("%q: %s %s-%s", c.text, s.ByDay, s.OpensAt, s.ClosesAt)
		}
	}
}

// TestAskedLabels tries labels that are in no list.
func TestAskedLabels(t *testing.T) {
	for label, want := range map[string]kind{
		"What will I have to pay?": cost, "Is there any charge?": cost, "How do I pay?": other, "Who can come along and join?": who, "Do I need to book?": entry,
		"How can I get help?": entry, "Café opening hours": when, "Office opening hours": aside, "Which days?": when, "What age do you have to be?": age,
		"Where do we meet?": where, "What languages do you speak?": language, "Is it wheelchair accessible?": access, "How can I volunteer?": aside,
		"Free parking": none, "A warm welcome": none,
	} {
		if got := kindOf(label); got != want {
			t.Errorf("%q: %d, want %d", label, got, want)
		}
	}
}
