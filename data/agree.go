package data

import (
	"encoding/json"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// agrees reports whether a candidate says nothing that is not already known, apart from spelling: case, spaces and
// punctuation, "www." and "https://", the spaces in a phone number, the order of a list, or a point a few steps away.
func agrees(have, says []leaf) bool {
	if near, ok := samePoint(have, says); ok {
		return near
	}
	if same, ok := samePostcode(have, says); ok {
		return same
	}
	known := facts(have)
	for _, fact := range facts(says) {
		if !slices.ContainsFunc(known, fact.within) {
			return false
		}
	}
	return true
}

// fact is what one member of a group says, as comparable texts in order: one text for a plain field or a word of a list,
// one for each field of an element.
type fact []string

// within reports whether another fact says all that this one says.
func (f fact) within(other fact) bool {
	for _, text := range f {
		if !slices.Contains(other, text) {
			return false
		}
	}
	return true
}

// essence is the facts of a group, each joined to one text.
func essence(leaves []leaf) []string {
	var out []string
	for _, f := range facts(leaves) {
		out = append(out, strings.Join(f, "&"))
	}
	sort.Strings(out)
	return out
}

// facts reduces the leaves of a group to comparable facts. Ids of elements and what only describes them are left out, and
// so is "voice", which is what a phone without a type is.
func facts(leaves []leaf) []fact {
	elements := map[string]fact{}
	var facts []fact
	for _, l := range leaves {
		parts := strings.Split(l.path, "/")
		value := canonical(l.value)
		switch {
		case len(parts) >= 3 && ValidID(parts[1]):
			field := strings.Join(withoutIDs(parts[2:]), "/")
			if field == "description" || field == "name" || field == "type" && value == string(Voice) {
				continue
			}
			elements[parts[1]] = append(elements[parts[1]], field+"="+value)
		case strings.HasPrefix(string(l.value), "["):
			var words []string
			if json.Unmarshal(l.value, &words) != nil {
				facts = append(facts, fact{value})
				continue
			}
			for _, w := range words {
				facts = append(facts, fact{plainKey(w)})
			}
		default:
			facts = append(facts, fact{strings.Join(parts[1:], "/") + "=" + value})
		}
	}
	for _, fields := range elements {
		sort.Strings(fields)
		facts = append(facts, fields)
	}
	return facts
}

func withoutIDs(parts []string) []string {
	var kept []string
	for _, p := range parts {
		if !ValidID(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

func canonical(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) != nil {
		return string(value)
	}
	return plainKey(s)
}

// plainKey folds a text to its letters and digits, without what differs only in writing.
func plainKey(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, prefix := range []string{"https://", "http://", "www."} {
		s = strings.TrimPrefix(s, prefix)
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// samePostcode compares two addresses of what has been found to be one building, in which only the postcode and the numbers
// are facts that can be wrong: no two people write the words alike. ok is false unless both have postcodes.
func samePostcode(have, says []leaf) (same, ok bool) {
	a, b := valueAt(have, "address/postal_code"), valueAt(says, "address/postal_code")
	if a == "" || b == "" {
		return false, false
	}
	x, y := streetNumbers(have), streetNumbers(says)
	return a == b && (len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(n string) bool { return slices.Contains(y, n) })), true
}

// streetNumbers are the numbers in an address's lines.
func streetNumbers(leaves []leaf) []string {
	lines := valueOf(leaves, "address/address_1") + " " + valueOf(leaves, "address/address_2")
	return strings.FieldsFunc(lines, func(r rune) bool { return !unicode.IsDigit(r) })
}

// valueOf is the text at a path, as it is written.
func valueOf(leaves []leaf, path string) (text string) {
	for _, l := range leaves {
		if l.path == path && json.Unmarshal(l.value, &text) == nil {
			return text
		}
	}
	return ""
}

func valueAt(leaves []leaf, path string) string {
	for _, l := range leaves {
		if l.path == path {
			return canonical(l.value)
		}
	}
	return ""
}

// samePoint compares two stated points; ok is false if the groups are not points. A hundred metres is within what two
// people's pins on the same building differ by.
func samePoint(have, says []leaf) (near, ok bool) {
	a, aok := pointOf(have)
	b, bok := pointOf(says)
	if !aok || !bok {
		return false, false
	}
	const metresPerDegree = 111_320
	north := (a.Latitude - b.Latitude) * metresPerDegree
	east := (a.Longitude - b.Longitude) * metresPerDegree * math.Cos(a.Latitude*math.Pi/180)
	return math.Hypot(north, east) < 100, true
}

func pointOf(leaves []leaf) (c Coordinates, ok bool) {
	found := 0
	for _, l := range leaves {
		switch l.path {
		case "point/latitude":
			if json.Unmarshal(l.value, &c.Latitude) == nil {
				found++
			}
		case "point/longitude":
			if json.Unmarshal(l.value, &c.Longitude) == nil {
				found++
			}
		}
	}
	return c, found == 2
}
