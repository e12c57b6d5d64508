package hours

import "fmt"

// Reason says why a notation was refused, as a stable key for a sentence.
type Reason string

// The reasons of a [NotationError].
const (
	ReasonDay         Reason = "day"          // not Mo, Tu, We, Th, Fr, Sa, Su or PH
	ReasonWeek        Reason = "week"         // not 1 to 5 or -1 to -5 between brackets
	ReasonTime        Reason = "time"         // not HH:MM up to 24:00
	ReasonSpan        Reason = "span"         // not two times with a hyphen, or both the same
	ReasonOverlap     Reason = "overlap"      // two spans of a day overlap
	ReasonNoTimes     Reason = "no-times"     // days without hours
	ReasonRepeatedDay Reason = "repeated-day" // a day in two rules
	ReasonHoliday     Reason = "holiday"      // "same" for something other than PH alone
	ReasonNothing     Reason = "nothing"      // no rule says when it is open
)

// NotationError is text that is not the notation.
type NotationError struct {
	Notation string // the whole
	Part     string // the offending part of it
	Reason   Reason
}

func (e *NotationError) Error() string {
	return fmt.Sprintf("hours: %q: %s: %q", e.Notation, e.Reason, e.Part)
}
