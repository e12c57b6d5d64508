package hours_test

import (
	"testing"

	"fingerpost/data"
	"fingerpost/data/hours"
)

func TestAt(t *testing.T) {
	bank := holidays(t)
	for _, c := range []struct {
		name, notation, nation, at string
		want                       string // open, closed, ring, always, unknown
		until, next                string
		holiday                    string
	}{
		{"a Monday morning", "Mo-Fr 09:00-17:00", "ENG", "2026-03-02 10:30", "open", "2026-03-02 17:00", "", ""},
		{"the first minute", "Mo-Fr 09:00-17:00", "ENG", "2026-03-02 09:00", "open", "2026-03-02 17:00", "", ""},
		{"the last minute", "Mo-Fr 09:00-17:00", "ENG", "2026-03-02 16:59", "open", "2026-03-02 17:00", "", ""},
		{"closing time", "Mo-Fr 09:00-17:00", "ENG", "2026-03-02 17:00", "closed", "", "2026-03-03 09:00", ""},
		{"lunch", "Mo 09:00-12:00,13:00-17:00", "ENG", "2026-03-02 12:30", "closed", "", "2026-03-02 13:00", ""},
		{"spans that touch", "Mo 09:00-12:00,12:00-17:00", "ENG", "2026-03-02 10:00", "open", "2026-03-02 17:00", "", ""},
		{"the weekend", "Mo-Fr 09:00-17:00", "ENG", "2026-03-07 10:00", "closed", "", "2026-03-09 09:00", ""},
		{"nothing within 14 days", "Mo[1] 09:00-10:00", "ENG", "2026-03-02 10:00", "closed", "", "", ""},
		{"no hours", "", "ENG", "2026-03-02 10:00", "unknown", "", "", ""},
		{"no hours on Christmas Day", "", "ENG", "2026-12-25 10:00", "unknown", "", "", "Christmas Day"},

		{"over midnight, before", "Fr 22:00-02:00", "ENG", "2026-03-06 23:00", "open", "2026-03-07 02:00", "", ""},
		{"over midnight, after", "Fr 22:00-02:00", "ENG", "2026-03-07 01:59", "open", "2026-03-07 02:00", "", ""},
		{"over midnight, over", "Fr 22:00-02:00", "ENG", "2026-03-07 02:00", "closed", "", "2026-03-13 22:00", ""},
		{"until midnight", "Mo-Su 17:00-24:00", "ENG", "2026-03-06 23:59", "open", "2026-03-07 00:00", "", ""},
		{"midnight", "Mo-Su 17:00-24:00", "ENG", "2026-03-07 00:00", "closed", "", "2026-03-07 17:00", ""},
		{"a line through the weekend", "Mo 00:00-06:00,18:00-02:00; Tu-Th 18:00-02:00; Fr 18:00-24:00; Sa-Su 00:00-24:00", "ENG",
			"2026-03-06 20:00", "open", "2026-03-09 06:00", "", ""},
		{"all day on one day", "We 00:00-24:00", "ENG", "2026-03-04 00:00", "open", "2026-03-05 00:00", "", ""},

		{"always", "24/7", "ENG", "2026-03-02 10:00", "always", "", "", ""},
		{"always, on Christmas Day", "24/7", "ENG", "2026-12-25 10:00", "always", "", "", "Christmas Day"},
		{"always, in a year without a list", "24/7", "", "2035-12-25 10:00", "always", "", "", ""},
		{"always but bank holidays", "24/7; PH off", "ENG", "2026-03-02 10:00", "open", "", "", ""},
		{"always but bank holidays, on one", "24/7; PH off", "ENG", "2026-05-04 10:00", "closed", "", "2026-05-05 00:00", "Early May bank holiday"},
		{"always but bank holidays, the day before", "24/7; PH off", "ENG", "2026-05-03 10:00", "open", "2026-05-04 00:00", "", ""},

		{"a silent bank holiday", "Mo-Fr 09:00-17:00", "ENG", "2026-05-04 10:30", "ring", "", "2026-05-05 09:00", "Early May bank holiday"},
		{"a silent bank holiday, in the evening", "Mo-Fr 09:00-17:00", "ENG", "2026-05-04 20:00", "ring", "", "2026-05-05 09:00", "Early May bank holiday"},
		{"a bank holiday on which it is closed anyway", "Tu 09:00-17:00", "ENG", "2026-05-04 10:30", "closed", "", "2026-05-05 09:00", "Early May bank holiday"},
		{"the opening before a bank holiday is not the next", "Mo 09:00-17:00", "ENG", "2026-05-03 10:00", "closed", "", "2026-05-11 09:00", ""},
		{"closed on bank holidays", "Mo-Fr 09:00-17:00; PH off", "ENG", "2026-05-04 10:30", "closed", "", "2026-05-05 09:00", "Early May bank holiday"},
		{"the same on bank holidays", "Mo-Fr 09:00-17:00; PH same", "ENG", "2026-05-04 10:30", "open", "2026-05-04 17:00", "", "Early May bank holiday"},
		{"hours for bank holidays", "Mo-Fr 09:00-17:00; PH 10:00-12:00", "ENG", "2026-05-04 10:30", "open", "2026-05-04 12:00", "", "Early May bank holiday"},
		{"hours for bank holidays, over", "Mo-Fr 09:00-17:00; PH 10:00-12:00", "ENG", "2026-05-04 13:00", "closed", "", "2026-05-05 09:00", "Early May bank holiday"},
		{"hours for bank holidays, another day", "Mo-Fr 12:00-17:00; PH 10:00-12:00", "ENG", "2026-05-05 10:30", "closed", "", "2026-05-05 12:00", ""},
		{"a monthly group on a bank holiday", "Mo[1] 10:00-12:00", "ENG", "2026-05-04 10:30", "ring", "", "", "Early May bank holiday"},

		{"a Scottish holiday in Scotland", "Mo-Fr 09:00-17:00", "SCT", "2026-11-30 10:00", "ring", "", "2026-12-01 09:00", "St Andrew's Day"},
		{"a Scottish holiday in Wales", "Mo-Fr 09:00-17:00", "WLS", "2026-11-30 10:00", "open", "2026-11-30 17:00", "", ""},
		{"a Scottish holiday somewhere", "Mo-Fr 09:00-17:00", "", "2026-11-30 10:00", "ring", "", "2026-12-01 09:00", "St Andrew's Day"},
		{"a Scottish holiday somewhere, where closed then", "Mo-Fr 09:00-17:00; PH off", "", "2026-11-30 10:00", "ring", "", "2026-12-01 09:00", "St Andrew's Day"},
		{"everyone's holiday somewhere, where closed then", "Mo-Fr 09:00-17:00; PH off", "", "2026-04-03 10:00", "closed", "", "2026-04-07 09:00", "Good Friday"},
		{"no Easter Monday in Scotland", "Mo-Fr 09:00-17:00", "SCT", "2026-04-06 10:00", "open", "2026-04-06 17:00", "", ""},

		{"Boxing Day with its substitute later", "Sa 10:00-12:00", "ENG", "2026-12-26 10:30", "ring", "", "2027-01-02 10:00", ""},
		{"Boxing Day with its substitute later, next opening", "Sa-Su 10:00-12:00", "ENG", "2026-12-26 10:30", "ring", "", "2026-12-27 10:00", ""},
		{"New Year's Day without a list", "Mo-Su 10:00-12:00", "ENG", "2031-01-01 10:30", "ring", "", "2031-01-02 10:00", ""},
		{"Good Friday without a list", "Mo-Su 10:00-12:00", "ENG", "2031-04-11 10:30", "ring", "", "2031-04-12 10:00", ""},
		{"Easter Monday without a list", "Mo-Su 10:00-12:00; PH off", "ENG", "2031-04-14 10:30", "ring", "", "2031-04-15 10:00", ""},
		{"a usual May Monday without a list", "Mo-Su 10:00-12:00", "ENG", "2031-05-05 10:30", "ring", "", "2031-05-06 10:00", ""},
		{"an ordinary day without a list", "Mo-Su 10:00-12:00", "ENG", "2031-04-10 10:30", "open", "2031-04-10 12:00", "", ""},

		{"into Good Friday, before midnight", "Th 22:00-02:00", "ENG", "2026-04-02 23:00", "open", "2026-04-03 00:00", "", ""},
		{"into Good Friday, after midnight", "Th 22:00-02:00", "ENG", "2026-04-03 01:00", "ring", "", "2026-04-09 22:00", "Good Friday"},
		{"into Good Friday, the morning after", "Th 22:00-02:00", "ENG", "2026-04-03 09:00", "closed", "", "2026-04-09 22:00", "Good Friday"},
		{"out of Good Friday", "Fr 22:00-02:00", "ENG", "2026-04-04 01:00", "ring", "", "2026-04-10 22:00", ""},
		{"out of Good Friday, the morning after", "Fr 22:00-02:00", "ENG", "2026-04-04 09:00", "closed", "", "2026-04-10 22:00", ""},

		{"the second Monday", "Mo[2] 14:00-16:00", "ENG", "2026-03-09 15:00", "open", "2026-03-09 16:00", "", ""},
		{"the third Monday", "Mo[2] 14:00-16:00", "ENG", "2026-03-16 15:00", "closed", "", "", ""},
		{"the last Friday", "Fr[-1] 14:00-16:00", "ENG", "2026-02-27 15:00", "open", "2026-02-27 16:00", "", ""},
		{"the last Friday of five", "Fr[-1] 14:00-16:00", "ENG", "2026-01-30 15:00", "open", "2026-01-30 16:00", "", ""},
		{"the last but one Friday", "Fr[-2] 14:00-16:00", "ENG", "2026-01-23 15:00", "open", "2026-01-23 16:00", "", ""},

		{"spring, before the change", "Su 00:30-03:00", "ENG", "2026-03-29 00:59", "open", "2026-03-29 03:00", "", ""},
		{"spring, a night is an hour short", "Sa 22:00-06:00", "ENG", "2026-03-29 00:30 +0000", "open", "2026-03-29 05:00 +0000", "", ""},
		{"spring, closing in the lost hour", "Su 00:30-01:30", "ENG", "2026-03-29 00:59 +0000", "open", "2026-03-29 01:00 +0000", "", ""},
		{"spring, opening in the lost hour", "Su 01:30-04:00", "ENG", "2027-03-28 00:59 +0000", "closed", "", "2027-03-28 01:00 +0000", ""},
		{"spring, all of it in the lost hour", "Su 01:15-01:45", "ENG", "2027-03-28 00:59 +0000", "closed", "", "2027-04-04 00:15 +0000", ""},
		{"autumn, closing at the first half past one", "Su 00:30-01:30", "ENG", "2026-10-25 00:29 +0000", "open", "2026-10-25 00:30 +0000", "", ""},
		{"autumn, the second half past one", "Su 00:30-01:30", "ENG", "2026-10-25 01:00 +0000", "closed", "", "2026-11-01 00:30", ""},
		{"autumn, a night is an hour long", "Sa 22:00-06:00", "ENG", "2027-10-31 01:30 +0000", "open", "2027-10-31 06:00 +0000", "", ""},
		{"summer by an offset", "Mo-Fr 09:00-17:00", "ENG", "2026-07-01 08:00 +0000", "open", "2026-07-01 16:00 +0000", "", ""},
	} {
		got := hours.At(parse(t, c.notation), c.nation, bank, london(t, c.at))
		if word := inWord(got); word != c.want || got.Holiday != c.holiday {
			t.Errorf("%s: %s, holiday %q; want %s, %q", c.name, word, got.Holiday, c.want, c.holiday)
		}
		if !got.Until.Equal(london(t, c.until)) || !got.OpensNext.Equal(london(t, c.next)) {
			t.Errorf("%s: until %v, opens next %v; want %q, %q", c.name, got.Until, got.OpensNext, c.until, c.next)
		}
	}
}

func inWord(s hours.State) string {
	switch {
	case !s.Known:
		return "unknown"
	case s.Always:
		return "always"
	case s.Open && s.RingFirst:
		return "both open and ring first"
	case s.Open:
		return "open"
	case s.RingFirst:
		return "ring"
	}
	return "closed"
}

// TestAtRecurrence: what feeds say and the notation cannot.
func TestAtRecurrence(t *testing.T) {
	on := func(s string) data.Date { return date(t, s) }
	ten := func(s data.Schedule) data.Schedule { s.OpensAt, s.ClosesAt = "10:00", "11:00"; return s }
	fortnight := ten(data.Schedule{Freq: "WEEKLY", ByDay: "TU", Interval: 2, DTStart: on("2026-03-05")}) // a Thursday
	for _, c := range []struct {
		name string
		rule data.Schedule
		days map[string]bool // known days and whether it is open at half past ten
	}{
		{"every second Tuesday, from a Thursday", fortnight, map[string]bool{"2026-03-03": false, "2026-03-10": false, "2026-03-17": true, "2026-03-24": false, "2026-03-31": true}},
		{"within dates", ten(data.Schedule{Freq: "WEEKLY", ByDay: "MO", ValidFrom: on("2026-03-09"), ValidTo: on("2026-03-16")}),
			map[string]bool{"2026-03-02": false, "2026-03-09": true, "2026-03-16": true, "2026-03-23": false}},
		{"within months", ten(data.Schedule{Freq: "WEEKLY", ByDay: "MO", ValidFrom: on("2026-03"), ValidTo: on("2026-03")}),
			map[string]bool{"2026-02-23": false, "2026-03-02": true, "2026-03-30": true, "2026-04-13": false}},
		{"days of the month", ten(data.Schedule{Freq: "MONTHLY", ByMonthDay: "1,15,-1"}),
			map[string]bool{"2026-03-01": true, "2026-03-15": true, "2026-03-31": true, "2026-02-28": true, "2026-03-30": false}},
		{"a Friday the 13th", ten(data.Schedule{Freq: "MONTHLY", ByDay: "FR", ByMonthDay: "13"}), map[string]bool{"2026-03-13": true, "2026-03-06": false, "2026-04-13": false}},
		{"every Monday, by the month", ten(data.Schedule{Freq: "MONTHLY", ByDay: "MO"}), map[string]bool{"2026-03-02": true, "2026-03-09": true, "2026-03-10": false}},
		{"every third month", ten(data.Schedule{Freq: "MONTHLY", ByDay: "1MO", Interval: 3, DTStart: on("2026-01")}),
			map[string]bool{"2026-01-05": true, "2026-02-02": false, "2026-04-13": false, "2026-07-06": true}},
		{"the weekday of its start", ten(data.Schedule{Freq: "WEEKLY", DTStart: on("2026-03-05")}), map[string]bool{"2026-03-05": true, "2026-03-12": true, "2026-02-26": false, "2026-03-13": false}},
		{"the day of its start", ten(data.Schedule{Freq: "MONTHLY", DTStart: on("2026-03-05")}), map[string]bool{"2026-03-05": true, "2026-06-05": true, "2026-03-12": false}},
	} {
		for day, want := range c.days {
			got := hours.At([]data.Schedule{c.rule}, "ENG", holidays(t), london(t, day+" 10:30"))
			if !got.Known || got.Open != want {
				t.Errorf("%s: on %s %+v, want open %v", c.name, day, got, want)
			}
		}
	}
	for name, s := range map[string]data.Schedule{
		"every second week of nobody knows which": ten(data.Schedule{Freq: "WEEKLY", ByDay: "TU", Interval: 2}),
		"of a start known to the year":            ten(data.Schedule{Freq: "WEEKLY", ByDay: "TU", Interval: 2, DTStart: on("2026")}),
		"no days":                                 ten(data.Schedule{Freq: "WEEKLY"}),
		"no day that is one":                      ten(data.Schedule{Freq: "WEEKLY", ByDay: "XX"}),
		"a counted day in a week":                 ten(data.Schedule{Freq: "WEEKLY", ByDay: "2MO"}),
		"no closing":                              {Freq: "WEEKLY", ByDay: "MO", OpensAt: "10:00"},
		"only words":                              {Description: "Mondays at ten"},
		"the 32nd":                                ten(data.Schedule{Freq: "MONTHLY", ByMonthDay: "32"}),
	} {
		if got := hours.At([]data.Schedule{s}, "ENG", holidays(t), london(t, "2026-03-02 10:30")); got.Known || got.Open {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestAlwaysByDays: seven rules of a day each, silent about bank holidays, are as good as 24/7.
func TestAlwaysByDays(t *testing.T) {
	var week []data.Schedule
	for _, d := range []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"} {
		week = append(week, data.Schedule{Freq: "WEEKLY", ByDay: d, OpensAt: "00:00", ClosesAt: "00:00"})
	}
	at := london(t, "2026-12-25 10:00")
	if got := hours.At(week, "ENG", holidays(t), at); !got.Always || !got.Open {
		t.Errorf("seven days: %+v", got)
	}
	if got := hours.At(week[:5], "ENG", holidays(t), at); got.Always || got.Open || !got.RingFirst {
		t.Errorf("five days: %+v", got)
	}
}

func TestHolidays(t *testing.T) {
	bank := holidays(t)
	if name, ok := bank.On("SCT", date(t, "2026-11-30")); !ok || name != "St Andrew's Day" {
		t.Errorf("St Andrew's Day: %q, %v", name, ok)
	}
	for _, c := range []struct{ nation, day string }{{"ENG", "2026-11-30"}, {"", "2026-12-25"}, {"ENG", "2026-12"}, {"FRA", "2026-12-25"}} {
		if name, ok := bank.On(c.nation, date(t, c.day)); ok {
			t.Errorf("%s in %q is %q", c.day, c.nation, name)
		}
	}
	if !bank.Covers(2026) || bank.Covers(2025) || bank.Covers(2029) || (hours.Holidays{}).Covers(2026) {
		t.Error("the years that are covered")
	}
}
