package geo

import "strings"

// Postcode is a postcode of the right shape, whole or in part: an outward code
// (LS1), a sector (LS1 4) or a unit (LS1 4AP). It need not be in use: [Locate]
// knows that. It is comparable; the zero value is no postcode.
type Postcode struct {
	text string // canonical: capitals, one space between outward and inward
}

// Level is how much of a postcode is given. A higher level is a smaller area.
type Level int

// The levels of a postcode. The zero Level belongs to the zero Postcode.
const (
	Outward Level = iota + 1 // LS1: some 10,000 addresses
	Sector                   // LS1 4: some 3,000 addresses
	Unit                     // LS1 4AP: some 15 addresses
)

// Level says how much of the postcode is given.
func (p Postcode) Level() Level {
	outward, inward, _ := strings.Cut(p.text, " ")
	switch {
	case outward == "":
		return 0
	case inward == "":
		return Outward
	case len(inward) == 1:
		return Sector
	}
	return Unit
}

// Outward is the part before the space, LS1 of LS1 4AP.
func (p Postcode) Outward() Postcode {
	outward, _, _ := strings.Cut(p.text, " ")
	return Postcode{outward}
}

// Sector is the postcode without its last two letters, LS1 4 of LS1 4AP. An
// outward code has no sector and is returned as it is.
func (p Postcode) Sector() Postcode {
	if p.Level() != Unit {
		return p
	}
	return Postcode{p.text[:len(p.text)-2]}
}

// halves are the parts before and after the space: LS1 and 4AP.
func (p Postcode) halves() (outward, inward string) {
	outward, inward, _ = strings.Cut(p.text, " ")
	return outward, inward
}

// Area is the letters that begin the postcode, LS of LS1 4AP.
func (p Postcode) Area() string {
	if end := strings.IndexAny(p.text, "0123456789 "); end >= 0 {
		return p.text[:end]
	}
	return p.text
}

// Covers says whether other is p or a part of p: LS1 covers LS1 4 and LS1 4AP,
// but not LS14. The zero value covers nothing and is covered by nothing.
func (p Postcode) Covers(other Postcode) bool {
	switch p.Level() {
	case Outward:
		return p == other.Outward()
	case Sector:
		return p == other.Sector()
	case Unit:
		return p == other
	}
	return false
}

// String is the canonical form: LS1 4AP, LS1 4 or LS1.
func (p Postcode) String() string { return p.text }

// IsZero says whether p is the zero value, which is no postcode.
func (p Postcode) IsZero() bool { return p.text == "" }

// MarshalText is the canonical form; the zero value is the empty text.
func (p Postcode) MarshalText() ([]byte, error) { return []byte(p.text), nil }

// UnmarshalText reads what [ParsePostcode] reads, and empty text as the zero
// value. Errors are [*PostcodeError].
func (p *Postcode) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Postcode{}
		return nil
	}
	parsed, err := ParsePostcode(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}
