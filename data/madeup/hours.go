package madeup

import (
	"fmt"
	"strings"

	"fingerpost/data"
)

// patterns is how many different opening hours there are.
const patterns = 4000

var weekdays = strings.Fields("MO TU WE TH FR SA SU")

// hours are the nth opening hours: of a session a week, of a few, of an office, or of a day in the month.
func (d *Directory) hours(n int) []data.Schedule {
	r := d.chance(ofHours, uint64(n))
	opens := 7 + r.IntN(13)
	span := func(days string, freq string) data.Schedule {
		s := data.Schedule{Freq: freq, ByDay: days, OpensAt: fmt.Sprintf("%02d:%02d", opens, 15*r.IntN(4))}
		s.ClosesAt = fmt.Sprintf("%02d:%02d", min(opens+1+r.IntN(3), 23), 15*r.IntN(4))
		s.ID = data.MintElement(Source.Key, fmt.Sprint("hours-", n), "schedule", days)
		if r.percent(15) {
			s.BankHolidays = data.BankHolidaysClosed
		}
		return s
	}
	switch {
	case n%5 == 0:
		office := span("MO,TU,WE,TH,FR", "WEEKLY")
		office.ClosesAt = fmt.Sprintf("%02d:30", min(opens+8, 23))
		return []data.Schedule{office}
	case n%7 == 0:
		return []data.Schedule{span(fmt.Sprintf("%d%s", 1+r.IntN(4), pick(r, weekdays)), "MONTHLY")}
	}
	var all []data.Schedule
	for i := r.IntN(7); i < len(weekdays); i += 1 + r.IntN(5) {
		all = append(all, span(weekdays[i], "WEEKLY"))
	}
	return all
}
