package geo

import (
	"strings"
	"testing"
)

var seeds = []string{
	"LS1 4AP", "ls14ap", "LS1 4", "LS1", "GIR 0AA", "SW1A0AA", "LSI 4AP", "M1S 5JB", "L51 4AP", "LS1 4OP",
	"12 High St, Leeds LS1 4AP.", "Leeds City Council", "Bristol, City of", "London Borough of Camden",
	"West Midlands", "UK", "Newport, Wales", "near Ashford Kent", "South London", "Berkshire", "51.5,-0.1", "SE 298 338", "", " \u00a0-", "\xff", "Room B12 3rd floor", "the", "city of", "of of", strings.Repeat("A", 201),
}

func FuzzParsePostcode(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePostcode(s)
		if (err == nil) == p.IsZero() {
			t.Fatalf("%q: %q, %v", s, p, err)
		}
		if err == nil {
			checkParts(t, p)
		}
		if found, ok := FindPostcode(s); ok {
			checkParts(t, found)
		}
		if mended, ok := MendPostcode(s); ok {
			checkParts(t, mended)
			if p.Outward() == mended.Outward() {
				t.Errorf("%q was mended and had an outward code in use", s)
			}
			if again, ok := MendPostcode(mended.String()); ok {
				t.Errorf("%q was mended to %q and then to %q", s, mended, again)
			}
		}
	})
}

// checkParts: each part of a postcode reads back as itself, and is covered by
// the larger parts.
func checkParts(t *testing.T, p Postcode) {
	t.Helper()
	for _, part := range []Postcode{p, p.Sector(), p.Outward()} {
		if again, err := ParsePostcode(part.String()); err != nil || again != part {
			t.Errorf("%q reads back as %q, %v", part, again, err)
		}
		if !part.Covers(p) || !part.Covers(part) || part.Area() != p.Area() || part.Area() == "" {
			t.Errorf("%q is no part of %q", part, p)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		place, err := Find(s)
		if err != nil {
			if len(err.Error()) > 100 {
				t.Errorf("%q: a long error: %v", s, err)
			}
			return
		}
		if CheckUK(place.Point.Lat(), place.Point.Lon()) != nil || place.Label == "" || len(place.Areas) == 0 {
			t.Errorf("%q: %+v", s, place)
		}
		if !place.Asked.IsZero() && !place.Postcode.Covers(place.Asked) {
			t.Errorf("%q: %s was asked and %s found", s, place.Asked, place.Postcode)
		}
		if again, err := Find(place.Near()); err != nil {
			t.Errorf("%q: %q does not find it again: %v", s, place.Near(), err)
		} else if place.Asked.IsZero() && place.Precision != PrecisionPoint && again.Point != place.Point {
			t.Errorf("%q: %q finds another place: %+v", s, place.Near(), again)
		}
		for _, c := range place.Areas {
			if !Covers(c, place.Areas) {
				t.Errorf("%q: %s does not cover it", s, c)
			}
		}
	})
}
