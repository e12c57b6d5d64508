package data

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// House is what tells one building from its neighbours, as far as an address says it.
type House struct {
	Numbers []HouseNumber // of the street: not those of flats and units
	Street  string        // without a number; empty when it is not said
	Names   []string      // of the building, which stand before the street
}

// HouseNumber is a number, or those from one to another.
type HouseNumber struct {
	From, To int
	Suffix   string // "a" of 12a; of several houses none
}

// Overlaps reports whether two numbers may be of one house. On one side of a street numbers are all even or all odd.
func (n HouseNumber) Overlaps(m HouseNumber) bool {
	if n.From == n.To && m.From == m.To {
		return n == m
	}
	if n.From == n.To {
		n, m = m, n
	}
	if m.From == m.To {
		return n.From <= m.From && m.From <= n.To && (m.From-n.From)%2 == 0
	}
	return n.From <= m.To && m.From <= n.To
}

const (
	oneNumber  = `\d{1,4}(?:\s?[a-z]\b)?`
	someNumber = `(` + oneNumber + `)(?:\s*(?:-|–|—|/|&|and|to)\s*(` + oneNumber + `))?`
)

var (
	// within is where in a building it is.
	within = regexp.MustCompile(`(?i)^\s*(?:(?:flat|apartment|apt|unit|suite|room|office|studio)\.?\s*(?:no\.?\s*)?(?:\d+[a-z]?|[a-z])\b|(?:the\s+)?(?:ground|first|second|third|fourth|top|lower|upper|\d+(?:st|nd|rd|th))\s+floor(?:\s+(?:flat|office|left|right))?\b)[\s,/-]*`)
	// numberWord stands before a number, and says no more than that it is one.
	numberWord = regexp.MustCompile(`(?i)^(?:no|nos|number|numbers|nr)\b[.:]?\s*`)

	onlyNumber   = regexp.MustCompile(`(?i)^` + someNumber + `$`)
	numberBefore = regexp.MustCompile(`(?i)^` + someNumber + `[\s,]+((?:\D|\d+(?:st|nd|rd|th)\b).*)$`)
	numberBehind = regexp.MustCompile(`(?i)^(.*\pL)\.?\s+(?:(?:no|number|nr)\.?\s*)?` + someNumber + `$`)
	numberInside = regexp.MustCompile(`(?i)^(.*\pL)\s+(?:(?:no|number|nr)\.?\s*)?` + someNumber + `\s+(\D.*)$`)
)

// buildings are the kinds of street that are as often those of a house.
var buildings = map[string]bool{"court": true, "buildings": true, "villas": true, "mews": true, "wharf": true, "heights": true}

// House reads which house an address is that of, from its first two lines.
func (a Address) House() House {
	r := houseReader{}
	for _, part := range strings.FieldsFunc(a.Line1+"\n"+a.Line2, func(r rune) bool { return r == ',' || r == '\n' || r == ';' }) {
		r.read(strings.TrimSpace(part))
	}
	return r.house()
}

// houseReader reads the parts of an address one after the other.
type houseReader struct {
	numbers  []HouseNumber
	street   string   // that has a number
	unmarked []string // before it, that may be streets and end as such
	names    []string
	waiting  bool // a number stood alone: the next part is its street
	locality bool // the street is known: what follows is where it is
}

func (r *houseReader) read(part string) {
	part = numberWord.ReplaceAllString(within.ReplaceAllString(part, ""), "")
	part = strings.Trim(part, " .")
	words := strings.Fields(part)
	if len(words) == 0 || r.locality {
		return
	}
	if parts := onlyNumber.FindStringSubmatch(part); parts != nil {
		r.numbers, r.waiting = append(r.numbers, readNumber(parts[1], parts[2])), true
		return
	}
	if r.waiting {
		r.street, r.waiting, r.locality = part, false, true
		return
	}
	if parts := numberBefore.FindStringSubmatch(part); parts != nil {
		r.numbered(parts[1], parts[2], parts[3])
		return
	}
	if parts := numberBehind.FindStringSubmatch(part); parts != nil && isStreet(parts[1]) {
		r.numbered(parts[2], parts[3], parts[1])
		return
	}
	if parts := numberInside.FindStringSubmatch(part); parts != nil && isStreet(parts[4]) {
		r.names = append(r.names, parts[1])
		r.numbered(parts[2], parts[3], parts[4])
		return
	}
	switch {
	case isStreet(part):
		r.unmarked = append(r.unmarked, part)
	case len(r.unmarked) == 0:
		r.names = append(r.names, part)
	}
}

// numbered takes the street with its number.
func (r *houseReader) numbered(from, to, street string) {
	r.street, r.locality = street, true
	r.numbers = append(r.numbers, readNumber(from, to))
}

func (r *houseReader) house() House {
	h := House{Numbers: r.numbers, Street: r.street, Names: r.names}
	if last := len(r.unmarked) - 1; h.Street == "" && last >= 0 {
		h.Street, r.unmarked = r.unmarked[last], r.unmarked[:last]
		if words := strings.Fields(h.Street); len(h.Names)+last == 0 && buildings[StreetType(words[len(words)-1])] {
			h.Names = []string{h.Street}
		}
	}
	h.Names = append(h.Names, r.unmarked...)
	if h.Street == "" && len(h.Names) > 1 {
		h.Street, h.Names = h.Names[1], h.Names[:1] // "Ivy House, Broadway"
	}
	return h
}

// isStreet reports whether a part of an address is a street by its words.
func isStreet(part string) bool {
	words := strings.Fields(part)
	return len(words) > 1 && (StreetType(words[len(words)-1]) != "" || slices.Contains(firstOfStreets, strings.ToLower(words[0])))
}

// firstOfStreets are the words with which the names of streets begin that are Welsh, or French on the islands.
var firstOfStreets = []string{"heol", "hewl", "ffordd", "stryd", "lôn", "lon", "rhodfa", "clos", "cilgant", "rue", "route"}

func readNumber(from, to string) HouseNumber {
	n := HouseNumber{}
	n.From, n.Suffix = numberAndSuffix(from)
	if n.To = n.From; to != "" {
		if last, _ := numberAndSuffix(to); last > n.From {
			n.To, n.Suffix = last, ""
		}
	}
	return n
}

func numberAndSuffix(s string) (n int, suffix string) {
	digits := strings.TrimRight(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz")
	n, _ = strconv.Atoi(strings.TrimSpace(digits)) // of four digits at most
	return n, strings.ToLower(s[len(digits):])
}
