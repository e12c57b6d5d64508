// Package load turns published files into the tables that geo answers from:
// postcodes ([Postcodes]), places by name ([Places]) and outlines of areas
// ([Areas]). It reads a file, a folder or a zip archive as it was downloaded,
// tells formats apart by what is in them and never by their names, and writes
// one file into the data folder, whole or not at all: after any error the table
// before it is as it was.
//
// Input may be cut short, altered or hostile. A record that cannot be right is
// left out and counted ([Report.Refused]); an input that cannot be right is an
// [*InputError].
package load

import (
	"fmt"
	"time"

	"fingerpost/geo/internal/box"
)

// Options say how a file is imported.
type Options struct {
	// Dated is the source's own date, "2025-10" or "2025-10-14". Empty means
	// what the input says of itself, if it says anything.
	Dated string
	// Replace takes a table even when it has less than half the rows of the
	// present one.
	Replace bool
	// Now is when the import happens. The zero Time is the time of the clock.
	Now time.Time
	// Progress is told how many bytes of the input, as it lies on the disk, have
	// been read, of how many. It is called from one goroutine, often. It may be nil.
	Progress func(done, total int64)
}

func (o Options) now() time.Time {
	if o.Now.IsZero() {
		return time.Now().UTC()
	}
	return o.Now.UTC()
}

// Report says what an import did.
type Report struct {
	Kind     box.Kind       `json:"kind"`
	Source   string         `json:"source"`          // the usual name of the data set: "Code-Point Open"
	Dated    string         `json:"dated,omitempty"` // the source's own date, as far as it is known
	Records  int            `json:"records"`         // rows or features that the input holds
	Usable   int            `json:"usable"`          // of those, how many are in the table
	Ended    int            `json:"ended,omitempty"` // of those, postcodes that are out of use
	Moved    int            `json:"moved,omitempty"` // postcodes more than 1 km from where the table before had them
	Refused  map[Reason]int `json:"refused,omitempty"`
	Noted    map[Reason]int `json:"noted,omitempty"` // of those that are in the table, what is odd about them
	Examples []Refusal      `json:"examples,omitempty"`
	Bytes    int            `json:"bytes"` // size of the file that was written
}

// Refusal is one record that was left out.
type Refusal struct {
	Where  string `json:"where"` // the record: "ab.csv line 12"; never a unit postcode
	Reason Reason `json:"reason"`
}

// maxExamples is how many refusals a report names for each reason.
const maxExamples = 5

// refuse counts a record that was left out.
func (r *Report) refuse(reason Reason, where func() string) {
	if r.Refused == nil {
		r.Refused = map[Reason]int{}
	}
	r.Refused[reason]++
	if r.Refused[reason] <= maxExamples {
		r.Examples = append(r.Examples, Refusal{where(), reason})
	}
}

// checkRefused is a [MostlyRefused] error when more than a tenth of the records
// were refused: then it is the input that was misread, not the records that are
// wrong. An input without records is [Empty].
func (r *Report) checkRefused(where string) error {
	if r.Records == 0 {
		return &InputError{Where: where, Reason: Empty}
	}
	refused := 0
	for reason, n := range r.Refused {
		if reason != Duplicate {
			refused += n
		}
	}
	if refused*10 > r.Records {
		return &InputError{Where: where, Reason: MostlyRefused, Err: fmt.Errorf("%d of %d records", refused, r.Records)}
	}
	return nil
}

// Reason is why a record was left out, or why an input cannot be used. It is a
// key, which the caller puts into words; the values do not change.
type Reason string

// Reasons why one record was left out.
const (
	NotRecord      Reason = "not-record"   // a line or a feature that does not have the parts of a record
	NotPostcode    Reason = "not-postcode" // no unit postcode
	NoPosition     Reason = "no-position"
	Outside        Reason = "outside"   // a position that cannot be in the United Kingdom
	Misplaced      Reason = "misplaced" // a position far from where others of its kind are
	Duplicate      Reason = "duplicate" // the same record again: the first one stays
	NoName         Reason = "no-name"
	NoCode         Reason = "no-code" // an area without a code
	NoRing         Reason = "no-ring" // an area without an outline
	CrossesItself  Reason = "crosses-itself"
	TooManyPoints  Reason = "too-many-points"
	UnknownKind    Reason = "unknown-kind" // a code or a type of place that is not of a kind kept here
	TooManyForFile Reason = "too-many"     // one more than the table can hold
)

// Reasons why an input as a whole cannot be used.
const (
	NotFound      Reason = "not-found"      // there is no such file
	Unreadable    Reason = "unreadable"     // the system does not let it be read
	NotRecognised Reason = "not-recognised" // none of the formats known here
	Damaged       Reason = "damaged"        // cut short or altered
	ClimbsOut     Reason = "climbs-out"     // an archive with a path that leads out of it
	TooLarge      Reason = "too-large"      // more than an import may read
	Empty         Reason = "empty"          // no data in it
	Mixed         Reason = "mixed"          // data sets of two kinds, of which one would have to be picked
	MostlyRefused Reason = "mostly-refused" // more than a tenth of the records were refused
	Shrinks       Reason = "shrinks"        // less than half of what there is now
)

// InputError is an input that cannot be used. The table before it is untouched.
type InputError struct {
	Where  string // the file, and the file in it
	Reason Reason
	Err    error // the cause; may be nil
}

func (e *InputError) Error() string {
	text := fmt.Sprintf("geo: import %s: %s", e.Where, e.Reason)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *InputError) Unwrap() error { return e.Err }
