package geo

import "fmt"

// Reason says why an input was refused, as a stable key for a sentence.
type Reason string

// The reasons of a [CoordinateError], of a [PostcodeError] and of an
// [ElsewhereError].
const (
	ReasonZero    Reason = "zero"    // 0,0, or a latitude of 0: a missing value
	ReasonSwapped Reason = "swapped" // in the UK if latitude and longitude change places
	ReasonOutside Reason = "outside" // elsewhere, or not a number

	ReasonEmpty       Reason = "empty"        // nothing but blanks and punctuation
	ReasonNotPostcode Reason = "not-postcode" // not of the shape of a postcode

	ReasonAbroad      Reason = "abroad"       // a place, or a postcode, of another country
	ReasonForeignCode Reason = "foreign-code" // five digits: a postcode of one country or another
	ReasonForces      Reason = "forces"       // a British Forces address, which is wherever the unit is
	ReasonThreeWords  Reason = "three-words"  // a what3words address
	ReasonPlusCode    Reason = "plus-code"    // an Open Location Code
	ReasonLink        Reason = "link"         // the address of a page
)

// CoordinateError is a position that cannot be in the United Kingdom.
type CoordinateError struct {
	Lat, Lon float64 // degrees, as given
	Reason   Reason
}

func (e *CoordinateError) Error() string {
	return fmt.Sprintf("geo: position %.1f,%.1f: %s", e.Lat, e.Lon, e.Reason)
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
// LSI 4AP, or one that stops a letter short. The suggestion is for the person to
// take; nothing takes it for them.
type SlipError struct {
	Input      string
	Suggestion Postcode
}

func (e *SlipError) Error() string {
	return "geo: mistyped postcode, perhaps in " + e.Suggestion.Outward().String()
}

// AmbiguousError is a text that may mean several places.
type AmbiguousError struct {
	Input   string
	Choices []Place // likeliest first; [Place.Near] of each finds it and no other
	// Guessed says that no place bears the name, or none where the text says: the
	// choices are spelt like it, or elsewhere. There may be just one.
	Guessed bool
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("geo: may be any of %d places", len(e.Choices))
}

// ElsewhereError is what is written for a place and is known not to be one in the
// United Kingdom, or none that can be read here.
type ElsewhereError struct {
	Input   string
	Reason  Reason
	Country string // in English, where the reason is ReasonAbroad
}

func (e *ElsewhereError) Error() string { return "geo: not a place here: " + string(e.Reason) }

// NotPlaceError is text that nothing here knows as a place.
type NotPlaceError struct{ Input string }

func (e *NotPlaceError) Error() string { return "geo: no place that is known" }
