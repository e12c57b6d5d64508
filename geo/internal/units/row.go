package units

import "github.com/paulmach/orb"

// Row is a unit postcode as a source states it.
type Row struct {
	Outward, Inward string // LS1 and 4AP, in capitals
	Point           orb.Point
	Areas           []string // GSS codes of the areas that it lies in, smallest level first; may be shared: not to be changed
	Ended           int      // yyyymm when it went out of use, 0 while in use
}

// Found is what a table knows of a postcode.
type Found struct {
	Point orb.Point
	Set   int // which areas it lies in: for Table.Areas
	Ended int // yyyymm when it went out of use, 0 while in use
}

// DuplicateError is a postcode that was added before. The first one stays.
type DuplicateError struct{ Outward, Inward string }

func (e *DuplicateError) Error() string { return "geo: a unit postcode was added before" }

// Why says why a row cannot be kept.
type Why string

// The reasons for which a row cannot be kept.
const (
	NotPostcode  Why = "not a unit postcode"
	NoPosition   Why = "no position in or near the United Kingdom"
	NotMonth     Why = "not a month of the calendar"
	NotArea      Why = "an area code that is none"
	TooManyAreas Why = "more areas, or combinations of areas, than a table can hold"
)

// UnfitError is a row that cannot be kept.
type UnfitError struct {
	Outward, Inward string
	Why             Why
}

func (e *UnfitError) Error() string { return "geo: a unit postcode cannot be kept: " + string(e.Why) }
