package extract

import (
	"slices"
	"strings"

	"fingerpost/data/hours"
	"fingerpost/data/pattern"
)

// A series may be said as a list of dates, and its time once for all of them: "All sessions are 11am - 1pm", "Saturdays 5, 12
// and 19 December 2026, 10am - 12pm". They are read as if the time stood beside each date.

var (
	// dateLine is a line that holds nothing but dates.
	dateLine = pattern.MustCompile(`(?i)^(?:dates?: )?(?:[-–•*] ?)?` + fullDate + `(?:(?:,? and |, ?| ?[;&|] ?)` + fullDate + `)*[.,;]?$`)
	oneDate  = pattern.MustCompile(`(?i)` + fullDate)
	// sharedYear is several days of months whose year is said once: "5, 12 and 19 December 2026".
	sharedYear = pattern.MustCompile(`(?i)\b(?:` + dayName + `,? )?((?:\d{1,2}(?:st|nd|rd|th)?(?: ` + monthName + `)?(?:, | and | & |, and ))+)((?:` + dayName + ` )?\d{1,2}(?:st|nd|rd|th)?) (` + monthName + `),? (20\d\d)\b`)
	aDay       = pattern.MustCompile(`(?i)(\d{1,2})(?:st|nd|rd|th)?(?: (` + monthName + `))?`)
	aSpan      = pattern.MustCompile(`(?i)(?:^|[ (])((?:` + clockTime + `) ?(?:-|–|—|to|until|till?) ?(?:` + clockTime + `))(?:$|[^0-9a-z])`)
	anyDayName = pattern.MustCompile(`(?i)\b(?:` + dayName + `|daily|weekdays?|every day)\b`)
)

// dated finds the sessions of a list of dates which have one time for all.
func (p *page) dated(text string) []hours.Found {
	if !strings.Contains(text, "20") {
		return nil
	}
	text = sharedYear.ReplaceAllStringFunc(text, spellDates)
	var dates, times []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if dateLine.MatchString(line) {
			dates = append(dates, oneDate.FindAllString(line, 40)...)
			continue
		}
		if fromTo.MatchString(line) {
			return nil // from one date to another
		}
		m := aSpan.FindAllStringSubmatch(line, 3)
		switch {
		case len(m) == 1 && oneDate.MatchString(line) && !strings.ContainsAny(aSpan.ReplaceAllString(oneDate.ReplaceAllString(line, ""), ""), "0123456789"):
			if all := oneDate.FindAllString(line, 40); len(all) > 1 { // several dates and their time
				dates, times = append(dates, all...), append(times, m[0][1])
			}
		case len(m) > 0 && len(line) < 200 && !anyDayName.MatchString(line) && !othersHours.MatchString(line) && !lineHours.MatchString(line):
			for _, one := range m {
				times = append(times, one[1])
			}
		}
	}
	slices.Sort(times)
	if times = slices.Compact(times); len(dates) == 0 || len(times) != 1 {
		return nil
	}
	var out []hours.Found
	for _, date := range dates {
		out = append(out, hours.Find(date+", "+times[0], p.rules.Today, "", "")...)
	}
	return out
}

// spellDates gives each of several days the month and the year that are said once.
func spellDates(said string) string {
	m := sharedYear.FindStringSubmatch(said)
	var out []string
	month := m[3]
	days := aDay.FindAllStringSubmatch(m[1], 40)
	for _, d := range slices.Backward(days) {
		if d[2] != "" {
			month = d[2]
		}
		out = append([]string{d[1] + " " + month + " " + m[4]}, out...)
	}
	return strings.Join(append(out, m[2]+" "+m[3]+" "+m[4]), ", ")
}
