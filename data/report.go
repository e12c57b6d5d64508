package data

import "time"

// ReportID is the id of a report. It begins with eight digits, which are the reference that the person was given.
type ReportID string

// Report is a problem with a listing that somebody told us of. Nobody is asked who they are.
type Report struct {
	ID        ReportID
	Service   ServiceID
	Reason    ReportReason
	Text      string // in the person's own words; may be empty
	CreatedAt time.Time
	Status    ReportStatus
	DecidedAt time.Time // zero while open
	DecidedBy string
	Note      string // what the person who decided found
}

// ReportReason is what somebody says is wrong.
type ReportReason string

const (
	WrongContact ReportReason = "contact" // a number, an address or a page that is not right
	HasClosed    ReportReason = "closed"
	HasMoved     ReportReason = "moved"  // or the times are wrong
	HardToGetIn  ReportReason = "access" // or they turned the person away
	FeltUnsafe   ReportReason = "unsafe"
)

// ReportReasons lists every reason in the order in which they are offered.
var ReportReasons = []ReportReason{WrongContact, HasClosed, HasMoved, HardToGetIn, FeltUnsafe}

// ReportStatus is what became of a report.
type ReportStatus string

const (
	ReportOpen      ReportStatus = "open"
	ReportDone      ReportStatus = "done"      // it was so, and somebody has dealt with it
	ReportDismissed ReportStatus = "dismissed" // nothing was wrong
)

// MaxReport is how long the words of a report are at most, in letters.
const MaxReport = 2000

// Tidy puts the words of a report into the form in which they are kept: plain text, as everything from outside.
func (r *Report) Tidy() { r.Text = PlainText(r.Text, MaxReport) }
