package data

import (
	"strings"
	"time"
)

// Lapse counts how often, and over what time, something was looked for and was not there. It is what closes a listing that
// its source no longer has, so it is slow to believe: looking ten times on one day is looking once, and a clock that jumps
// makes it begin again.
type Lapse struct {
	Times       int
	First, Last time.Time
}

const (
	// closingTimes and closingAfter are how often a listing must have been missing, and over what time, to be closed.
	closingTimes = 3
	closingAfter = 14 * 24 * time.Hour
	// lapseApart is how far apart two lookings are that count as two: a source is read daily at most.
	lapseApart = 20 * time.Hour
	// lapseForgotten is after what time nothing follows from what was not there before. It is longer than most sources
	// take from one reading to the next, and shorter than what a clock is wrong by that has lost its year.
	lapseForgotten = 90 * 24 * time.Hour
)

// Again is the lapse after it was looked once more, at a time at which it was not there.
func (l Lapse) Again(at time.Time) Lapse {
	switch since := at.Sub(l.Last); {
	case l.Times == 0, since < 0, since > lapseForgotten:
		return Lapse{Times: 1, First: at, Last: at}
	case since < lapseApart:
		return l
	}
	return Lapse{Times: l.Times + 1, First: l.First, Last: at}
}

// Closes reports whether a listing that was missing so often is closed.
func (l Lapse) Closes() bool { return l.Times >= closingTimes && l.Last.Sub(l.First) >= closingAfter }

// Repeated reports whether it is more than a bad day.
func (l Lapse) Repeated() bool { return l.Times >= closingTimes }

// MuchAtOnce reports whether a reading lacks so much of what a source had that a fault of the source, or of its reading, is
// likelier than that all of it ended at once.
func MuchAtOnce(missing, had int) bool {
	const few, percent = 10, 30
	return missing > few && missing*100 > had*percent || missing == had && had > 1
}

// Absent is why a service was closed that no person closed: its source no longer lists it. As the reason of a revision it
// is one text, which [ReadAbsent] reads.
type Absent struct {
	Since Date `json:"since"`         // when it was first found missing
	Seen  Date `json:"seen,omitzero"` // when it was last seen on a live page or feed
}

const (
	absentSince = "absent since "
	absentSeen  = ", seen "
)

func (a Absent) String() string {
	if a.Seen.IsZero() {
		return absentSince + a.Since.String()
	}
	return absentSince + a.Since.String() + absentSeen + a.Seen.String()
}

// ReadAbsent reads the reason of a revision. ok is false for another reason.
func ReadAbsent(reason string) (a Absent, ok bool) {
	dates, ok := strings.CutPrefix(reason, absentSince)
	if !ok {
		return Absent{}, false
	}
	since, seen, _ := strings.Cut(dates, absentSeen)
	if a.Since.UnmarshalText([]byte(since)) != nil || a.Since.IsZero() || a.Seen.UnmarshalText([]byte(seen)) != nil {
		return Absent{}, false
	}
	return a, true
}

// ListedAgain is the reason of a revision that opens a service again because a source lists it again, and of the refusal of
// a closing that nobody had decided on by then.
const ListedAgain = "listed again"

// Turn is the last change of what state a service is in: that it was closed, or opened again.
type Turn struct {
	Status     Status // since then
	On         Date
	Source     SourceKey
	SourceName string
	ByUs       bool    // a person who runs the directory said it
	Absent     *Absent // the source does not say it: it no longer lists the service
	Again      bool    // it was closed before
}
