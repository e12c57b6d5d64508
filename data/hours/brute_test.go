package hours_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// opening is an opening by the clock: minutes from the midnight of a day, as a person would say it.
type opening struct {
	day           time.Time // its midnight
	opens, closes int
}

// instants walks an opening minute by minute and lists when it is open: from the first minute at which the clock shows
// its opening or later, to the first after that at which it shows its closing or later.
func (o opening) instants(open map[int64]bool) {
	started := false
	for t := o.day; ; t = t.Add(time.Minute) {
		shown := t.Hour()*60 + t.Minute()
		if t.Day() != o.day.Day() {
			shown += 24 * 60
		}
		started = started || shown >= o.opens
		if started && shown >= o.closes {
			return
		}
		if started {
			open[t.Unix()] = true
		}
	}
}

// TestAtAgreesWithBruteForce compares At, minute by minute over weeks with changes of the clock in them, with a walk
// that knows nothing of instants, only of what a clock on the wall shows.
func TestAtAgreesWithBruteForce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, first := range []string{"2026-03-23 00:00", "2026-10-19 00:00", "2027-03-22 00:00", "2027-10-25 00:00", "2026-06-01 00:00"} {
		for range 2 {
			var schedules []data.Schedule
			begin := london(t, first)
			open := map[int64]bool{}
			for range 1 + random.IntN(3) {
				d, opens, closes := random.IntN(7), random.IntN(288)*5, random.IntN(288)*5
				schedules = append(schedules, data.Schedule{
					Freq: "WEEKLY", ByDay: []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}[d],
					OpensAt: wall(opens), ClosesAt: wall(closes), BankHolidays: data.BankHolidaysSame,
				})
				if opens == closes {
					opens, closes = 0, 24*60
				} else if closes < opens {
					closes += 24 * 60
				}
				for week := -1; week < 6; week++ {
					opening{begin.AddDate(0, 0, week*7+d), opens, closes}.instants(open)
				}
			}
			agree(t, schedules, open, begin)
		}
	}
}

func wall(minutes int) string {
	return time.Date(2026, 1, 1, 0, minutes, 0, 0, time.UTC).Format("15:04")
}

func agree(t *testing.T, schedules []data.Schedule, open map[int64]bool, begin time.Time) {
	t.Helper()
	bank := holidays(t)
	end := begin.AddDate(0, 0, 14)
	for at := begin; at.Before(end); at = at.Add(time.Minute) {
		got := hours.At(schedules, "ENG", bank, at.Add(29*time.Second))
		if got.Open != open[at.Unix()] || got.RingFirst || !got.Known {
			t.Fatalf("%+v at %v: %+v, want open %v", schedules, at, got, open[at.Unix()])
		}
		if at.Minute()%20 != 0 {
			continue
		}
		change := at.Unix()
		for change <= at.Unix()+14*86400 && open[change] == got.Open {
			change += 60
		}
		want := time.Unix(change, 0)
		if change > at.Unix()+14*86400 {
			want = time.Time{}
		}
		if said := map[bool]time.Time{true: got.Until, false: got.OpensNext}[got.Open]; !said.Equal(want) {
			t.Fatalf("%+v at %v: changes %v, want %v", schedules, at, said, want)
		}
	}
}

func BenchmarkAt(b *testing.B) {
	schedules, bank, at := parse(b, "Mo-Fr 09:00-12:30,13:30-17:00; Sa 10:00-12:00; PH off"), holidays(b), london(b, "2026-03-06 17:30")
	b.ReportAllocs()
	for b.Loop() {
		hours.At(schedules, "ENG", bank, at)
	}
}
