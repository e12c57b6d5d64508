package geo

import "fmt"

// Reason says why an input was refused, as a stable key for a sentence.
type Reason string

// The reasons of a [CoordinateError] and of a [PostcodeError].
const (
	ReasonZero    Reason = "zero"    // 0,0, or a latitude of 0: a missing value
	ReasonSwapped Reason = "swapped" // in the UK if latitude and longitude change places
	ReasonOutside Reason = "outside" // elsewhere, or not a number

	ReasonEmpty       Reason = "empty"        // nothing but blanks and punctuation
	ReasonNotPostcode Reason = "not-postcode" // not of the shape of a postcode
)

// CoordinateError is a position that cannot be in the United Kingdom.
type CoordinateError struct {
	Lat, Lon float64 // degrees, as given
	Reason   Reason
}

func (e *CoordinateError) Error() string {
	return fmt.Sprintf("geo: position %g,%g: %s", e.Lat, e.Lon, e.Reason)
}

// PostcodeError is text that is not a postcode.
type PostcodeError struct {
	Input  string // as given; for the person who typed it, not for a log
	Reason Reason
}

func (e *PostcodeError) Error() string { return "geo: postcode: " + string(e.Reason) }

// UnknownPostcodeError is a well-formed postcode whose outward code is not in
// use, or not in the table.
type UnknownPostcodeError struct{ Postcode Postcode }

func (e *UnknownPostcodeError) Error() string {
	return "geo: unknown outward code " + e.Postcode.Outward().String()
}

// UnknownAreaError is a code that names no area of the table. Wards are not in it.
type UnknownAreaError struct{ Code AreaCode }

func (e *UnknownAreaError) Error() string { return fmt.Sprintf("geo: unknown area %q", string(e.Code)) }

// SlipError is a postcode with a likely slip of the finger or the eye, such as
// LSI 4AP. The suggestion is for the person to take; nothing takes it for them.
type SlipError struct {
	Input      string
	Suggestion Postcode
}

func (e *SlipError) Error() string {
	return "geo: mistyped postcode, perhaps in " + e.Suggestion.Outward().String()
}

// AmbiguousError is a name that several areas bear.
type AmbiguousError struct {
	Input   string
	Choices []Area // two or more, smallest level first
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("geo: a name of %d areas", len(e.Choices))
}

// NotPlaceError is text that is neither a postcode nor the name of an area.
// A gazetteer of towns may still know it.
type NotPlaceError struct{ Input string }

func (e *NotPlaceError) Error() string { return "geo: neither a postcode nor an area" }
