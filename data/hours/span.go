package hours

import "fmt"

const day = 24 * 60 // minutes

// Span is a stretch of one day, in minutes from its midnight by the clock. Closes is above 24 hours for a span that ends
// the next day.
type Span struct{ Opens, Closes int }

// AllDay reports whether the span is a whole day.
func (s Span) AllDay() bool { return s == Span{0, day} }

// newSpan makes a span of two times of the clock: a closing that is not after the opening is on the next day, and equal
// times are the whole day.
func newSpan(opens, closes int) Span {
	switch {
	case opens == closes:
		return Span{0, day}
	case closes < opens:
		return Span{opens, closes + day}
	}
	return Span{opens, closes}
}

// readTime reads HH:MM, 00:00 to 24:00.
func readTime(s string) (minutes int, ok bool) {
	if len(s) == 4 {
		s = "0" + s
	}
	if len(s) != 5 || s[2] != ':' {
		return 0, false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	hour, minute := int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	minutes = hour*60 + minute
	return minutes, minute < 60 && minutes <= day
}

// clock writes minutes as the time that a clock shows.
func clock(minutes int) string {
	return fmt.Sprintf("%02d:%02d", minutes/60%24, minutes%60)
}

// String is the span as the notation writes it.
func (s Span) String() string {
	if s.Closes == day {
		return clock(s.Opens) + "-24:00"
	}
	return clock(s.Opens) + "-" + clock(s.Closes)
}
