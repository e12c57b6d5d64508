package hours

import "fingerpost/data"

// sign is one piece of a text about hours: a word, a time, a date, a phrase, a mark.
type sign struct {
	kind       signKind
	text       string // in small letters
	start, end int    // its bytes in the text
	day        weekday
	days       daySet
	n          int       // a number; of an ordinal -1 is the last
	many       bool      // a day in the plural
	unsure     bool      // an ordinal that counts within the month only if the text says so: every third, last
	time       written   // of signTime
	date, last data.Date // of signDate, of signLimit, each zero where that end is open
}

type signKind byte

const (
	signWord      signKind = iota // says nothing of hours, or says that they are not plain
	signFiller                    // changes nothing beside hours: open, every, on
	signGap                       // a word between a day and its time that may stand there
	signDay                       // Monday
	signDays                      // weekdays
	signYear                      // every day of the year
	signHolidays                  // bank holidays
	signSame                      // including bank holidays
	signOrdinal                   // second
	signMonth                     // of the month; alone it says that not every week is meant
	signFortnight                 // every other
	signTime
	signPart   // morning, in n
	signDayLng // 24 hours
	signAlways // 24/7
	signTo
	signBetween
	signAnd
	signComma
	signStop // the end of a sentence, a line, or a part of a list
	signColon
	signBracket
	signClosed
	signExcept
	signLunch
	signTerm
	signMonthName // January, in n; a word if it turns out to be no part of a date
	signDate      // one day
	signLimit     // from one day, until another
)

// soft reports whether the sign may stand between hours, before them and after them.
func (s sign) soft() bool {
	switch s.kind {
	case signFiller, signAnd, signComma, signStop, signColon, signBracket:
		return true
	}
	return s.dash()
}

// dash reports whether it is a dash, which may mean "to" and may be a mark only.
func (s sign) dash() bool { return s.kind == signTo && s.text == "-" }

// dayLike reports whether days begin here.
func (s sign) dayLike() bool {
	switch s.kind {
	case signDay, signDays, signYear, signHolidays, signOrdinal, signDate:
		return true
	}
	return false
}

// timeLike reports whether times begin here.
func (s sign) timeLike() bool {
	return s.kind == signTime || s.kind == signBetween || s.kind == signDayLng
}

// remark reports whether it limits hours that stand elsewhere.
func (s sign) remark() bool {
	switch s.kind {
	case signMonth, signFortnight, signTerm, signLimit, signClosed, signExcept, signSame:
		return true
	}
	return false
}
