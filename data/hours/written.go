package hours

import (
	"strconv"
	"strings"
)

// written is a time as somebody wrote it.
type written struct {
	minutes int  // as the digits say
	fixed   bool // it says whether it is morning or afternoon
	half    bool // by am or pm
	long    bool // it is written with four digits, as 09:00
}

// readWritten reads digits and what may follow them: "9", "9.30", "09:00", "12" with "pm".
func readWritten(digits, half string) (written, bool) {
	hour, minute, _ := strings.Cut(strings.ReplaceAll(digits, ".", ":"), ":")
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi("0" + minute)
	if err != nil || err2 != nil || m > 59 || h > 24 || h == 24 && m > 0 {
		return written{}, false
	}
	w := written{minutes: h*60 + m, long: len(hour) == 2 && minute != ""}
	if half == "" {
		w.fixed = h > 12
		return w, true
	}
	// Who writes 12am may mean noon or midnight.
	if h == 0 || h > 12 || h == 12 && half == "am" {
		return written{}, false
	}
	w.fixed, w.half = true, true
	if half == "pm" && h < 12 {
		w.minutes += day / 2
	}
	return w, true
}

// longest is the longest that a span is believed to be, unless it is written by the 24-hour clock and ends at midnight.
const longest = 15 * 60

// plainSpan makes a span of two times when there is only one way to read them.
func plainSpan(from, to written) (Span, bool) {
	midnight := to.minutes == day || to.long && !to.fixed && to.minutes == 0
	switch {
	case from.long && to.long && !from.half && !to.half: // the 24-hour clock
	case from.fixed && to.fixed:
	case to.fixed: // 1 - 3pm, 10 - 1pm, 10 - noon
		if from.minutes < day/2 && from.minutes+day/2 < to.minutes {
			from.minutes += day / 2
		} else if from.minutes >= day/2 && to.minutes <= from.minutes {
			return Span{}, false
		}
	case from.fixed: // 9am - 12, 10am - 2
		for to.minutes <= from.minutes && to.minutes < day {
			to.minutes += day / 2
		}
	default: // 10 - 12 is plain; 1 - 3 and 9 - 11 are not
		if from.minutes < 7*60 || to.minutes < 12*60 || from.minutes >= to.minutes {
			return Span{}, false
		}
	}
	if from.minutes == to.minutes || from.minutes >= day {
		return Span{}, false
	}
	s := newSpan(from.minutes, to.minutes%day)
	length := s.Closes - s.Opens
	return s, length <= longest || midnight || s.AllDay()
}
