// Package hours is the one place that knows when something is open. It reads and writes the small notation of the
// listings ([Parse], [Notation]), answers whether a schedule is open at an instant ([At]), and lays it out as a week for
// a page ([Week]). It reads hours in words too ([ReadWords], [Find]). The filter, the label and the API all ask [At], so that they cannot disagree.
//
// # The notation
//
//	Mo-Fr 09:00-17:00; Sa 10:00-12:00     days, then hours; rules parted by semicolons
//	Mo 09:00-12:00,13:00-17:00            several spans in a day
//	Tu,Th 18:00-20:30                     several days
//	Mo-Su 17:00-24:00; Fr 22:00-02:00     until midnight; until two the next morning (on days of their own)
//	Mo[2] 14:00-16:00                     the second Monday of the month; Fr[-1] is the last Friday, Mo[1,3] two Mondays
//	24/7                                  always, on bank holidays too
//	PH off                                closed on bank holidays
//	PH 10:00-12:00                        open then, and on bank holidays only then
//	PH same                               on bank holidays as on any such day
//
// It is a part of the opening_hours notation of OpenStreetMap, plus "PH same". There a later rule for a day replaces an
// earlier one, which people do not expect: here a day may be named once. Equal hours have one form, so that a rewritten
// line changes nothing: "Mo 09:00-17:00; Tu 09:00-17:00" is "Mo-Tu 09:00-17:00".
//
// # Bank holidays
//
// A schedule that does not speak of bank holidays is never called open on one: it rings first. So does every schedule
// but one that says it is the same then on a day that may be one: New Year's Day, Christmas Day and Boxing Day where a
// substitute day is the official one, a holiday of some nations where the nation is not known, and the usual days of a
// year for which there is no list.
//
// # Clocks
//
// Schedules are in London time. On the two nights when the clocks change a time that is skipped is the moment of the
// change, and a time that comes twice is its first coming: a place that closes at half past one closes the first time
// the clock says so.
//
// # Words
//
// Hours that people wrote are read in four steps: the text is parted into signs (lexer.go), known phrases and dates are
// put together (phrases.go, dates.go), the signs are read as groups of days and times with remarks that limit them
// (sentence.go, wordgroup.go, remarks.go), and what is said becomes rules (session.go). [ReadWords] takes a text that is
// nothing but hours, all of it or nothing. [Find] looks for such stretches in running text (find.go), with a few words
// between a day and its time (gap.go), and leaves those out that the sentence makes doubtful (context.go).
//
// A wrong rule is far worse than one that is not read. Left as words are: every second week without the day that it counts
// from, dates without a year, a start without an end, bare times that could be morning or evening (6 - 8, 7 - 9, 8 - 10),
// seasons, and remarks that may be of one group or of all. The tables in testdata hold what is read and what is not.
//
// The other difficult parts are spans over midnight that touch a bank holiday (at.go) and recurrence (rule.go, RFC 5545).
package hours
