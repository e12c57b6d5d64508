package hours

import (
	"strconv"
	"strings"
	"time"
)

// weekday counts from Monday, as schedules do; time.Weekday counts from Sunday.
type weekday int

var (
	notationDays = [7]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}
	icalDays     = [7]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"} // RFC 5545, section 3.3.10
)

const allDays = "MO,TU,WE,TH,FR,SA,SU"

func readWeekday(s string) (weekday, bool) {
	for i, name := range icalDays {
		if strings.EqualFold(name, s) {
			return weekday(i), true
		}
	}
	return 0, false
}

// Weekday is the day as the time package counts it.
func (d weekday) Weekday() time.Weekday { return time.Weekday((int(d) + 1) % 7) }

// Nth is a weekday counted within its month: the second Monday, the last Friday (-1). N is 0 for every such day.
type Nth struct {
	N       int
	Weekday time.Weekday
}

// nth is an Nth that counts its days from Monday.
type nth struct {
	n   int
	day weekday
}

// readNth reads an element of an RFC 5545 BYDAY list: "MO", "2MO", "-1FR".
func readNth(s string) (nth, bool) {
	if s = strings.TrimSpace(s); len(s) < 2 {
		return nth{}, false
	}
	d, ok := readWeekday(s[len(s)-2:])
	number := s[:len(s)-2]
	if !ok || number == "" {
		return nth{0, d}, ok
	}
	n, err := strconv.Atoi(number)
	return nth{n, d}, err == nil && validNth(n)
}

func validNth(n int) bool { return n != 0 && -5 <= n && n <= 5 }

func (d nth) String() string { return strconv.Itoa(d.n) + icalDays[d.day] }

// before sorts by weekday, then first to last, then counted from the end.
func (d nth) before(e nth) bool {
	if d.day != e.day {
		return d.day < e.day
	}
	if (d.n > 0) != (e.n > 0) {
		return d.n > 0
	}
	return d.n < e.n
}
