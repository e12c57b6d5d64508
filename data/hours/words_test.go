package hours_test

import (
	"testing"

	"fingerpost/data/hours"
)

// TestReadWords: the first column as food banks, libraries and pharmacies wrote it; "" where only a person can tell.
func TestReadWords(t *testing.T) {
	for words, want := range map[string]string{
		"Wednesday 10am - 4pm":                                               "We 10:00-16:00",
		"Mon-Fri 9:30am - 12noon":                                            "Mo-Fr 09:30-12:00",
		"Tuesday - Friday 12noon - 2pm":                                      "Tu-Fr 12:00-14:00",
		"Thursday 1.30 - 3.30pm":                                             "Th 13:30-15:30",
		"Weds 12-2pm":                                                        "We 12:00-14:00",
		"Friday 9.30am - 12 noon":                                            "Fr 09:30-12:00",
		"Tuesday 6pm - 8pm and Sunday 3pm - 5pm":                             "Tu 18:00-20:00; Su 15:00-17:00",
		"Saturday & Sunday 7am - 9am.":                                       "Sa-Su 07:00-09:00",
		"Fri 4.30 - 5.30pm Sat 10 - 11am":                                    "Fr 16:30-17:30; Sa 10:00-11:00",
		"Monday, Wednesday, Friday 10am -12noon":                             "Mo,We,Fr 10:00-12:00",
		"Tues/Weds 10am - 12pm. Thurs 10am - 2pm":                            "Tu-We 10:00-12:00; Th 10:00-14:00",
		"Mon & Thur 1-3pm (except bank holidays)":                            "Mo,Th 13:00-15:00; PH off",
		"Open Monday 1-3pm, Thursday 2-4pm\u00a0\nNot open on Bank Holidays": "Mo 13:00-15:00; Th 14:00-16:00; PH off",
		"Monday - Thursday 11:30am - 2pm and Monday - Thursday 5pm - 8pm":    "Mo-Th 11:30-14:00,17:00-20:00",
		"Mon 1-2pm Thurs 10-11am Sat 12- 1pm":                                "Mo 13:00-14:00; Th 10:00-11:00; Sa 12:00-13:00",
		"Wednesday 10 - 12":                                                  "We 10:00-12:00",
		"Thursday 11 - 1pm":                                                  "Th 11:00-13:00",
		"Monday 10am - 2":                                                    "Mo 10:00-14:00",
		"Tuesday and Thursday 9:30am – 12:30pm":                              "Tu,Th 09:30-12:30",
		"Tuesdays & Fridays 12pm - 3pm; 1st Saturday of month 10am - 12noon": "Tu,Fr 12:00-15:00; Sa[1] 10:00-12:00",
		"First and third Monday of the month, 7pm to 9pm":                    "Mo[1,3] 19:00-21:00",
		"Monday 09:00-13:00,14:00-17:30; Tuesday CLOSED":                     "Mo 09:00-13:00,14:00-17:30",
		"Sunday 08:30-00:00":                                                 "Su 08:30-24:00",
		"Friday 10pm - 2am":                                                  "Fr 22:00-02:00",
		"Friday 7pm to midnight":                                             "Fr 19:00-24:00",
		"Weekdays 10am-4pm and Saturdays 10am-2pm":                           "Mo-Fr 10:00-16:00; Sa 10:00-14:00",
		"Daily 9am - 1:30pm":                                                 "Mo-Su 09:00-13:30",
		"24/7":                                                               "24/7",
		"24 hours a day, 7 days a week":                                      "24/7",

		"":                         "",
		"Not known":                "",
		"By appointment":           "",
		"One morning per week":     "",
		"Wednesday 7:30pm":         "",
		"Tuesday from 11am":        "",
		"Monday & Friday 12noon":   "",
		"Mon - Fri by appointment": "",
		"Mon - Sat 10.00 - 4.00":   "",
		"Tuesday 1 - 3":            "",
		"Tuesday 9 - 11":           "",
		"Tuesday 12am - 3pm":       "",
		"Tuesday 2pm - 2pm":        "",
		"Monday - Friday 8am - 4pm. Please ring.":  "",
		"9 - 4 weekdays except Wed 9 - 2":          "",
		"Mondays 1pm - 2pm term time only":         "",
		"09:00-13:00:14:00-18:00":                  "",
		"Monday 09:00-13:00:14:00-18:00":           "",
		"24/7 upon request":                        "",
		"1st Saturday 10am - 12pm":                 "",
		"Monday closed":                            "",
		"Daily (except Tues & Sat) 10:30am - 12pm": "",
	} {
		schedules, ok := hours.ReadWords(words, "owner", "test")
		got := hours.Notation(schedules)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", words, got, ok, want)
		}
	}
}

func FuzzReadWords(f *testing.F) {
	f.Add("Mon - Fri 9:30am - 12 noon; 1st Sat of the month 10-12, closed on bank holidays")
	f.Add("Monday 09:00-13:00,14:00-17:30; Tuesday CLOSED")
	f.Fuzz(func(t *testing.T, s string) {
		schedules, ok := hours.ReadWords(s, "owner", "source")
		if ok != (len(schedules) > 0) {
			t.Fatalf("%q: %v with %d schedules", s, ok, len(schedules))
		}
		if ok && hours.Notation(schedules) == "" {
			t.Fatalf("%q: %+v cannot be written", s, schedules)
		}
	})
}
