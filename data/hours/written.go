package hours

import "strconv"

// written is a time as somebody wrote it.
type written struct {
	minutes int  // as the digits say
	fixed   bool // it says whether it is morning or afternoon
	half    bool // by am or pm
	long    bool // it is written with four digits, as 09:00
	parted  bool // it is written with minutes
}

// readWritten reads an hour, its minutes, and "a" or "p" where it says so.
func readWritten(hour, minute, half string) (written, bool) {
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi("0" + minute)
	if err != nil || err2 != nil || m > 59 || h > 24 || h == 24 && m > 0 {
		return written{}, false
	}
	w := written{minutes: h*60 + m, long: len(hour) == 2 && minute != "", parted: minute != ""}
	if half == "" {
		w.fixed = h > 12
		return w, true
	}
	// Who writes 12am may mean noon or midnight.
	if h == 0 || h > 12 || h == 12 && half == "a" {
		return written{}, false
	}
	w.fixed, w.half = true, true
	if half == "p" && h < 12 {
		w.minutes += noon
	}
	return w, true
}

const noon = day / 2

// plainSpan makes a span of two times when there is only one way to read them. part is the part of the day that is said
// with them, or 0.
func plainSpan(from, to written, part int) (Span, bool) {
	var ok bool
	switch {
	case from.long && to.long && !from.half && !to.half: // the 24-hour clock, or it would be 9:00
		ok = true
		if part == 0 && to.minutes != 0 && to.minutes <= from.minutes || from.minutes > 0 && from.minutes < 6*60 {
			ok = from.minutes >= 16*60 // else 02:00 - 04:00 and 10:00 - 02:00 are slips for the afternoon
		}
	case from.fixed && to.fixed:
		ok = true
	case part != 0:
		ok = inPart(&from, &to, part)
	case to.fixed:
		ok = beforeFixed(&from, to)
	case from.fixed: // 9am - 12, 10am - 2
		for to.minutes <= from.minutes && to.minutes < day {
			to.minutes += noon
		}
		ok = to.minutes != day // who means midnight says so
	default:
		ok = daytime(&from, &to)
	}
	if !ok || from.minutes == to.minutes || from.minutes >= day {
		return Span{}, false
	}
	if from.minutes == 0 && to.minutes == day-1 { // 00:00-23:59
		to.minutes = day
	}
	s := newSpan(from.minutes, to.minutes%day)
	return s, believed(s) && agrees(s, part)
}

// believed reports whether people keep such hours. What runs over midnight begins in the evening and ends by ten: 10am -
// 1am and 9.30pm - 12.30pm are slips.
func believed(s Span) bool {
	return s.Closes <= day || s.Opens >= 16*60 && s.Closes <= day+10*60 && s.Closes-s.Opens <= 14*60
}

// agrees reports whether a span is in the part of the day that is said with it.
func agrees(s Span, part int) bool {
	switch part {
	case morning:
		return s.Opens < noon
	case afternoon:
		return s.Opens >= 11*60 && s.Opens < 18*60
	case evening:
		return s.Closes > 17*60
	}
	return true
}

// inPart reads bare times by the part of the day: mornings 9 - 11, evening 7 - 9.
func inPart(from, to *written, part int) bool {
	if part != morning && !from.fixed && from.minutes < noon {
		from.minutes += noon
	}
	if !to.fixed {
		for to.minutes <= from.minutes && to.minutes < day {
			to.minutes += noon
		}
	}
	return from.minutes < to.minutes && from.minutes >= 6*60
}

// beforeFixed reads a bare time before one that says which half of the day it is in: 1 - 3pm, 10 - 1pm, 10 - noon.
func beforeFixed(from *written, to written) bool {
	switch {
	case from.minutes < noon && from.minutes+noon < to.minutes:
		from.minutes += noon
		return true
	case from.minutes < noon:
		return from.minutes >= 6*60 && from.minutes < to.minutes
	}
	return from.minutes < to.minutes
}

// daytime reads two bare times in the one way in which services keep them. It is by day: of the hours in real listings that
// say which half of the day they mean, those that begin at 10, 11 or 12 and end by seven do so in the afternoon, those
// from one to five are in the afternoon, and those from nine to eleven in the morning, more than 95 times in 100. From
// six to eight and from seven to nine are morning or evening; from eight to ten may be fourteen hours.
func daytime(from, to *written) bool {
	switch f, t := from.minutes, to.minutes; {
	case f >= 9*60 && f < t && t < noon+60: // 9 - 11, 10 - 12.30
	case f >= 8*60 && f < noon && t >= noon && t < noon+60: // 8.30 - 12
	case f >= 8*60 && f < noon && t >= 60 && t <= 7*60 && t+noon > f: // 9 - 5
		to.minutes += noon
	case f >= noon && f < noon+60 && t >= 60 && t <= 7*60: // 12 - 2
		to.minutes += noon
	case f >= 60 && f < 6*60 && t > f && t <= 8*60: // 1 - 3, 5 - 7
		from.minutes += noon
		to.minutes += noon
	default:
		return false
	}
	return true
}
