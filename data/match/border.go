package match

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fingerpost/data"
	"fingerpost/geo"
)

// firstAcross is about the first number in Scotland's register that was given to a charity from elsewhere. Since 2006 a charity of
// England and Wales that is active in Scotland must be in that register too, and those entered before were Scotland's own.
const firstAcross = 37400

// acrossBorder reports whether two organisations are likely one charity of England and Wales that is in Scotland's register too:
// the one has a number there and the other here, given since that was asked for, and their whole name is the same and is not one
// that two groups in two towns would have come upon. What has other numbers in one register is another before that is asked.
func acrossBorder(a, b data.Organization) bool {
	if !holds(a, data.SchemeCharityEnglandWales, "") {
		a, b = b, a
	}
	return holds(a, data.SchemeCharityEnglandWales, "") && slices.ContainsFunc(b.Identifiers, enteredAcross) &&
		NameKey(a.Name) == NameKey(b.Name) && ofOneCharity(Words(a.Name))
}

// enteredAcross reports whether a number is one that a charity from elsewhere may have in Scotland's register.
func enteredAcross(i data.Identifier) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(i.Identifier, "SC"))
	return i.Scheme == data.SchemeCharityScotland && err == nil && n >= firstAcross
}

// local are words in the names of what many towns have one of.
var local = wordSet(`band branch choir club clubs community friends group groups local neighbours nursery parents pack parish playgroup
	residents rotary saint toddler toddlers town troop unit village`)

// leastOfCharity is how many words that tell something the name of one charity has at least: many come upon the same word.
const leastOfCharity = 2

// ofOneCharity reports whether a name is likely that of one charity only: it has words enough that tell something, no place, no
// number, and no word for what many towns have one of.
func ofOneCharity(name []string) bool {
	telling := 0
	for _, w := range name {
		switch {
		case local[w] || landmarks[w] != "" || strings.ContainsFunc(w, unicode.IsDigit):
			return false
		case !little[w] && !common[w]:
			telling++
		}
	}
	return telling >= leastOfCharity && !namesPlace(name)
}

// mostOfPlace is of how many words the name of a place is that is looked for in other names.
const mostOfPlace = 3

// namesPlace reports whether the gazetteer knows a part of a name as a place that is more than some houses.
func namesPlace(name []string) bool {
	for from := range name {
		for to := from + 1; to <= min(from+mostOfPlace, len(name)); to++ {
			if part := name[from:to]; !(len(part) == 1 && little[part[0]]) && isPlace(strings.Join(part, " ")) {
				return true
			}
		}
	}
	return false
}

func isPlace(text string) bool {
	place, err := geo.Find(text)
	if err == nil {
		return place.Kind != geo.Hamlet && place.Kind != geo.Locale
	}
	var several *geo.AmbiguousError
	return errors.As(err, &several) && !several.Guessed && slices.ContainsFunc(several.Choices, func(p geo.Place) bool {
		return p.Kind != geo.Hamlet && p.Kind != geo.Locale
	})
}
