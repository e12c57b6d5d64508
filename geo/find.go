package geo

import "strings"

// longestText is the most bytes that can be a place. No name comes near it.
const longestText = 200

// Finder understands what a person typed for a place.
type Finder struct {
	// Home is where the people who ask mostly are. It changes no answer; of several
	// places of one name it puts the nearer ones first.
	Home *Point
}

// Find is [Finder.Find] of a finder without a home.
func Find(text string) (Place, error) { return Finder{}.Find(text) }

// Find understands what a person typed for a place: a postcode at any level, also
// inside an address; a town or village, alone or with its county, council or
// postcode ("near Ashford, Kent"); a council, county, region or nation; the code
// of an area; coordinates; a reference of the national grid. It changes nothing
// silently. The errors are
//
//   - [*PostcodeError] for nothing at all, and for what was meant as a postcode
//     but is none (LS1 4OP);
//   - [*SlipError] for a postcode that can be mended (LSI 4AP);
//   - [*UnknownPostcodeError] for a postcode that is not in use;
//   - [*AmbiguousError] for the name of several places, and for a name that
//     nothing bears but that is spelt like some;
//   - [*CoordinateError] for coordinates outside the United Kingdom;
//   - [*ElsewhereError] for what is known to be no place in the United Kingdom:
//     another country, a forces address, an address of three words;
//   - [*NotPlaceError] for anything else, and for more than 200 bytes.
func (f Finder) Find(text string) (Place, error) {
	if len(text) > longestText {
		return Place{}, &NotPlaceError{Input: strings.ToValidUTF8(text[:longestText], "")}
	}
	a := current()
	if code := AreaCode(strings.ToUpper(strings.TrimSpace(text))); code.Valid() {
		return LocateArea(code)
	}
	postcode, notPostcode := ParsePostcode(text)
	if notPostcode == nil && a.parts.byCode[postcode.Outward()] != nil {
		return a.locate(postcode)
	}
	if lat, lon, ok := coordinates(text); ok {
		return a.locatePoint(lat, lon)
	}
	if err := elsewhereByForm(text); err != nil {
		return Place{}, err
	}
	if mended, ok := MendPostcode(text); ok {
		return Place{}, &SlipError{Input: text, Suggestion: mended}
	}
	if notPostcode == nil {
		return Place{}, &UnknownPostcodeError{Postcode: postcode}
	}
	s := search{atlas: a, home: f.Home, text: text}
	if place, err, ok := s.byName(); ok {
		return place, err
	}
	if meantAsPostcode(text) {
		return Place{}, notPostcode
	}
	return Place{}, &NotPlaceError{Input: text}
}

// reading is what a way of reading makes of a text: the one place that is meant,
// those of which one is, or what is wrong with it. The zero reading makes nothing
// of it.
type reading struct {
	places  []Place
	guessed bool // the text does not quite name them
	err     error
}

func (r reading) none() bool { return len(r.places) == 0 && r.err == nil }

// byName tries the ways of reading a text that is not as a whole a postcode, from
// the strictest on. ok is false when none of them makes sense of it.
func (s search) byName() (Place, error, bool) {
	var unknown error // of a postcode in the text, unless what is around it can be read
	if inside, ok := FindPostcode(s.text); ok {
		place, err := s.atlas.locate(inside)
		if err == nil {
			return place, nil, true
		}
		unknown, s.text = err, without(s.text, inside)
	}
	bare, welsh := withoutWelshLead(withoutLead(s.text))
	s.welsh = welsh
	for _, read := range []func(string) reading{s.whole, s.mutated, s.parted, s.qualified, s.elsewhere, s.around, s.misspelt} {
		r := read(bare)
		if s.welsh && !r.guessed {
			r.places = inWales(r.places)
		}
		switch {
		case r.none():
		case r.err != nil:
			return Place{}, r.err, true
		case len(r.places) == 1 && !r.guessed:
			return s.atlas.distinct(r.places[0]), nil, true
		default:
			return Place{}, s.choice(r), true
		}
	}
	return Place{}, unknown, unknown != nil
}

// meantAsPostcode says whether text that is no postcode begins or ends like
// one, or is empty.
func meantAsPostcode(text string) bool {
	code, _, ok := squeeze(text)
	if !ok {
		return false
	}
	for cut := min(len(code), 3); cut > 0; cut-- {
		if isOutward(code[:cut]) {
			return true
		}
	}
	return code == "" || len(code) > 4 && isInward(code[len(code)-3:])
}
