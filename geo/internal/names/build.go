package names

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// longestKey is the most bytes of a key that a table holds.
const longestKey = 120

// mostDistricts is how many districts a table can tell apart.
const mostDistricts = 1 << 16

// UnfitError is a place that a table cannot hold.
type UnfitError struct {
	Place  Place
	Reason Reason
}

// Reason is why a place does not fit.
type Reason string

// The reasons of an [UnfitError].
const (
	NoName   Reason = "no-name"  // nothing that could be looked for, or too long
	BadName  Reason = "bad-name" // a bar or a control character in a name
	BadKind  Reason = "unknown-kind"
	BadPoint Reason = "no-position"
	TooMany  Reason = "too-many" // places, names of one place, or districts
)

func (e *UnfitError) Error() string {
	return fmt.Sprintf("geo: place %q: %s", e.Place.Name, e.Reason)
}

// Fits says whether a table can hold a place; the error is an [*UnfitError].
func Fits(p Place) error {
	for _, name := range append([]string{p.Name}, p.Others...) {
		if key := Key(name); key == "" || len(key) > longestKey {
			return &UnfitError{p, NoName}
		}
		if strings.ContainsFunc(name, func(r rune) bool { return r == '|' || unicode.IsControl(r) || r == unicode.ReplacementChar }) {
			return &UnfitError{p, BadName}
		}
	}
	switch {
	case len(p.Others) >= mostNames:
		return &UnfitError{p, TooMany}
	case p.Kind.Rank() < 0:
		return &UnfitError{p, BadKind}
	case !(math.Abs(p.Point.Lon()) <= 180 && math.Abs(p.Point.Lat()) <= 90): // so that NaN is out as well
		return &UnfitError{p, BadPoint}
	}
	return nil
}

// Build makes a table of places, in any order. The error is an [*UnfitError].
func Build(places []Place) (*Table, error) {
	places = slices.Clone(places)
	sortPlaces(places)
	t := &Table{codes: []string{""}}
	numbers := map[string]int{"": 0}
	terms := map[string][]uint32{}
	var all, kinds strings.Builder
	for i, p := range places {
		if err := Fits(p); err != nil {
			return nil, err
		}
		number, ok := numbers[p.District]
		if !ok {
			number = len(numbers)
			numbers[p.District] = number
			t.codes = append(t.codes, p.District)
		}
		if i >= mostPlaces || number >= mostDistricts {
			return nil, &UnfitError{p, TooMany}
		}
		all.WriteString(strings.Join(append([]string{p.Name}, p.Others...), "|"))
		t.nameEnds = append(t.nameEnds, uint32(all.Len()))
		kinds.WriteByte(byte(p.Kind))
		t.points = append(t.points, millionths(p.Point.Lon()), millionths(p.Point.Lat()))
		t.district = append(t.district, uint32(number))
		addTerms(terms, i, p)
	}
	t.names, t.kinds = all.String(), kinds.String()
	t.setTerms(terms)
	return t, nil
}

// sortPlaces gives the places the order of their numbers.
func sortPlaces(places []Place) {
	keys := make(map[string]string, len(places))
	for _, p := range places {
		keys[p.Name] = Key(p.Name)
	}
	slices.SortStableFunc(places, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Kind.Rank(), b.Kind.Rank()), cmp.Compare(keys[a.Name], keys[b.Name]),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Point.Lon(), b.Point.Lon()), cmp.Compare(a.Point.Lat(), b.Point.Lat()),
			cmp.Compare(a.District, b.District), slices.Compare(a.Others, b.Others))
	})
}

// addTerms adds the keys of a place's names, and of the short forms of them that
// are not names of it as well.
func addTerms(terms map[string][]uint32, place int, p Place) {
	seen := map[string]bool{}
	add := func(key string, name int, short bool) {
		if key != "" && !seen[key] {
			seen[key] = true
			terms[key] = append(terms[key], uint32(newPost(place, name, short)))
		}
	}
	all := append([]string{p.Name}, p.Others...)
	for i, name := range all {
		add(Key(name), i, false)
	}
	for i, name := range all {
		add(withoutArticle(Key(name)), i, false)
	}
	for i, name := range all {
		add(shortForm(Key(name)), i, true)
	}
}

func (t *Table) setTerms(terms map[string][]uint32) {
	sorted := make([]string, 0, len(terms))
	for key := range terms {
		sorted = append(sorted, key)
	}
	slices.SortFunc(sorted, func(a, b string) int { return cmp.Or(compareLetters(a, b), cmp.Compare(a, b)) })
	var all strings.Builder
	for _, key := range sorted {
		all.WriteString(key)
		t.termEnds = append(t.termEnds, uint32(all.Len()))
		slices.SortFunc(terms[key], compareShortLast)
		t.posts = append(t.posts, terms[key]...)
		t.postEnds = append(t.postEnds, uint32(len(t.posts)))
	}
	t.terms = all.String()
	t.setShared()
}

// setShared works out how terms hang together, which is not kept in a file.
func (t *Table) setShared() {
	n := len(t.termEnds)
	t.shared, t.onward = make([]uint8, n), make([]uint32, n)
	for i := 1; i < n; i++ {
		t.shared[i] = uint8(sharedLetters(t.term(i-1), t.term(i)))
	}
	for i := n - 1; i >= 0; i-- {
		next := i + 1
		for next < n && t.shared[next] >= t.shared[i] {
			next = int(t.onward[next])
		}
		t.onward[i] = uint32(next)
	}
}

func millionths(degrees float64) uint32 { return uint32(int32(math.Round(degrees * 1e6))) }

func degrees(millionths uint32) float64 { return float64(int32(millionths)) / 1e6 }
