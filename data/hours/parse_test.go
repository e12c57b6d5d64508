package hours_test

import (
	"errors"
	"reflect"
	"testing"

	"fingerpost/data"
	"fingerpost/data/hours"
)

func TestParse(t *testing.T) {
	weekly := func(days, opens, closes string, bank data.BankHolidays) data.Schedule {
		return data.Schedule{Freq: "WEEKLY", ByDay: days, OpensAt: opens, ClosesAt: closes, BankHolidays: bank}
	}
	monthly := func(days, opens, closes string, bank data.BankHolidays) data.Schedule {
		return data.Schedule{Freq: "MONTHLY", ByDay: days, OpensAt: opens, ClosesAt: closes, BankHolidays: bank}
	}
	const all, same, closed, only = "MO,TU,WE,TH,FR,SA,SU", data.BankHolidaysSame, data.BankHolidaysClosed, data.BankHolidaysOnly
	for _, c := range []struct {
		notation string
		want     []data.Schedule
		written  string // "" when it is written as it was read
	}{
		{"", nil, ""},
		{"Mo-Fr 09:00-17:00", []data.Schedule{weekly("MO,TU,WE,TH,FR", "09:00", "17:00", "")}, ""},
		{"Mo-Fr 09:00-17:00; Sa 10:00-12:00", []data.Schedule{weekly("MO,TU,WE,TH,FR", "09:00", "17:00", ""), weekly("SA", "10:00", "12:00", "")}, ""},
		{"Tu,Th 18:00-20:30", []data.Schedule{weekly("TU,TH", "18:00", "20:30", "")}, ""},
		{"Mo 09:00-12:00,13:00-17:00", []data.Schedule{weekly("MO", "09:00", "12:00", ""), weekly("MO", "13:00", "17:00", "")}, ""},
		{"24/7", []data.Schedule{weekly(all, "00:00", "00:00", same)}, ""},
		{"Mo-Su 00:00-24:00", []data.Schedule{weekly(all, "00:00", "00:00", same)}, "24/7"},
		{"24/7; PH off", []data.Schedule{weekly(all, "00:00", "00:00", closed)}, ""},
		{"Mo 19:00-21:00; PH off", []data.Schedule{weekly("MO", "19:00", "21:00", closed)}, ""},
		{"Mo 19:00-21:00; PH 10:00-12:00", []data.Schedule{weekly("MO", "19:00", "21:00", closed), weekly(all, "10:00", "12:00", only)}, ""},
		{"Mo-Fr,PH 09:00-17:00", []data.Schedule{weekly("MO,TU,WE,TH,FR", "09:00", "17:00", closed), weekly(all, "09:00", "17:00", only)}, "Mo-Fr 09:00-17:00; PH 09:00-17:00"},
		{"Mo 19:00-21:00; PH same", []data.Schedule{weekly("MO", "19:00", "21:00", same)}, ""},
		{"Mo[2] 14:00-16:00", []data.Schedule{monthly("2MO", "14:00", "16:00", "")}, ""},
		{"Fr[-1] 14:00-16:00; PH off", []data.Schedule{monthly("-1FR", "14:00", "16:00", closed)}, ""},
		{"Mo[1,3],Tu[-1] 14:00-16:00", []data.Schedule{monthly("1MO,3MO,-1TU", "14:00", "16:00", "")}, ""},
		{"Mo-Su 17:00-24:00", []data.Schedule{weekly(all, "17:00", "00:00", "")}, ""},
		{"Mo 22:00-02:00", []data.Schedule{weekly("MO", "22:00", "02:00", "")}, ""},
		{"Sa-Mo 9:00-10:00", []data.Schedule{weekly("MO,SA,SU", "09:00", "10:00", "")}, "Mo,Sa-Su 09:00-10:00"},
		{"  mo - fr  09:00 - 17:00 ;; ", []data.Schedule{weekly("MO,TU,WE,TH,FR", "09:00", "17:00", "")}, "Mo-Fr 09:00-17:00"},
		{"Tu 09:00-17:00; Mo 09:00-17:00", []data.Schedule{weekly("MO,TU", "09:00", "17:00", "")}, "Mo-Tu 09:00-17:00"},
		{"Mo-Fr 09:00-17:00; Sa-Su off", []data.Schedule{weekly("MO,TU,WE,TH,FR", "09:00", "17:00", "")}, "Mo-Fr 09:00-17:00"},
	} {
		got := parse(t, c.notation)
		ids := map[data.ElementID]bool{}
		for i := range got {
			ids[got[i].ID] = true
			if !data.ValidID(string(got[i].ID)) {
				t.Errorf("%q: id %q", c.notation, got[i].ID)
			}
			got[i].ID = ""
		}
		if len(ids) != len(got) {
			t.Errorf("%q: ids are not distinct", c.notation)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q:\n got %+v\nwant %+v", c.notation, got, c.want)
		}
		written := c.written
		if written == "" {
			written = c.notation
		}
		if back := hours.Notation(got); back != written {
			t.Errorf("%q is written %q, want %q", c.notation, back, written)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		notation, part string
		reason         hours.Reason
	}{
		{"Mon-Fri 09:00-17:00", "Mon-Fri", hours.ReasonDay},
		{"Mo-Fr 09:00-17:00; Xx 10:00-12:00", "Xx", hours.ReasonDay},
		{"09:00-17:00", "09:00-17:00", hours.ReasonDay},
		{"Mo-Fr", "Mo-Fr", hours.ReasonNoTimes},
		{"always", "always", hours.ReasonNoTimes},
		{"Mo 9am-5pm", "9am-5pm", hours.ReasonTime},
		{"Mo 09:00-25:00", "09:00-25:00", hours.ReasonTime},
		{"Mo 09:60-10:00", "09:60-10:00", hours.ReasonTime},
		{"Mo 24:00-10:00", "24:00-10:00", hours.ReasonTime},
		{"Mo 09:00", "09:00", hours.ReasonSpan},
		{"Mo 09:00-09:00", "09:00-09:00", hours.ReasonSpan},
		{"Mo 09:00-12:00,11:00-13:00", "Mo 09:00-12:00,11:00-13:00", hours.ReasonOverlap},
		{"Mo-Fr 09:00-17:00; We 10:00-12:00", "We", hours.ReasonRepeatedDay},
		{"Mo[2] 09:00-17:00; Mo[2] 10:00-12:00", "Mo[2]", hours.ReasonRepeatedDay},
		{"Mo[6] 09:00-17:00", "Mo[6]", hours.ReasonWeek},
		{"Mo[0] 09:00-17:00", "Mo[0]", hours.ReasonWeek},
		{"Mo[x] 09:00-17:00", "Mo[x]", hours.ReasonWeek},
		{"Mo same", "Mo same", hours.ReasonHoliday},
		{"PH off", "PH off", hours.ReasonNothing},
		{"Su off", "Su off", hours.ReasonNothing},
	} {
		_, err := hours.Parse(c.notation, "service-1", "test")
		var refused *hours.NotationError
		if !errors.As(err, &refused) {
			t.Errorf("%q: error %v, want a NotationError", c.notation, err)
			continue
		}
		if refused.Part != c.part || refused.Reason != c.reason || refused.Notation != c.notation {
			t.Errorf("%q: %q %q, want %q %q", c.notation, refused.Part, refused.Reason, c.part, c.reason)
		}
	}
}

func TestNotationLeavesWhatItCannotSay(t *testing.T) {
	base := data.Schedule{Freq: "WEEKLY", ByDay: "MO", OpensAt: "09:00", ClosesAt: "10:00"}
	for name, change := range map[string]func(*data.Schedule){
		"every second week": func(s *data.Schedule) { s.Interval, s.DTStart = 2, date(t, "2026-01-05") },
		"until a date":      func(s *data.Schedule) { s.ValidTo = date(t, "2026-01-05") },
		"words":             func(s *data.Schedule) { s.Description = "term time" },
		"only words":        func(s *data.Schedule) { *s = data.Schedule{Description: "by appointment"} },
		"day of the month":  func(s *data.Schedule) { s.Freq, s.ByDay, s.ByMonthDay = "MONTHLY", "", "15" },
		"no closing":        func(s *data.Schedule) { s.ClosesAt = "" },
	} {
		s := base
		change(&s)
		if got := hours.Notation([]data.Schedule{s}); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	other := base
	other.ByDay, other.BankHolidays = "TU", data.BankHolidaysClosed
	if got := hours.Notation([]data.Schedule{base, other}); got != "" {
		t.Errorf("bank holidays of one rule only: %q", got)
	}
	if got := hours.Notation([]data.Schedule{base, base}); got != "Mo 09:00-10:00" {
		t.Errorf("the same twice: %q", got)
	}
}

// TestIDsKeep: a rewritten line with equal hours keeps the ids of its schedules; another owner's are others.
func TestIDsKeep(t *testing.T) {
	a, b := parse(t, "Mo 09:00-17:00; Tu 09:00-17:00"), parse(t, "Mo-Tu 9:00-17:00")
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%+v is not %+v", a, b)
	}
	c, _ := hours.Parse("Mo-Tu 09:00-17:00", "service-2", "test")
	if a[0].ID == c[0].ID {
		t.Error("two owners share an id")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"Mo-Fr 09:00-17:00; Sa 10:00-12:00", "24/7", "24/7; PH off", "Tu,Th 18:00-20:30", "Mo 09:00-12:00,13:00-17:00", "PH off",
		"Mo,PH 10:00-12:00", "Mo[2],Fr[-1] 14:00-16:00", "Mo-Su 17:00-24:00; PH same", "Fr-Mo 22:00-02:00; Tu off", "Mo[1,-1", "]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		schedules, err := hours.Parse(s, "owner", "source")
		if err != nil {
			return
		}
		written := hours.Notation(schedules)
		again, err := hours.Parse(written, "owner", "source")
		if err != nil || !reflect.DeepEqual(schedules, again) {
			t.Fatalf("%q is written %q, which is read as %+v, %v; want %+v", s, written, again, err, schedules)
		}
		hours.Week(schedules)
	})
}
