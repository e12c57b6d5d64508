package index

import (
	"slices"
	"strings"

	"fingerpost/data"
)

// Access are the values of the group access: what may be said of how a place can be got into and used.
var Access = []string{"step-free", "toilet", "parking", "hearing-loop", "changing-place", "quiet"}

// accessWords are the stems by which each is known in the words of directories. All of one list must be there.
var accessWords = map[string][][]string{
	"step-free":      phrases("step free", "level access", "ramp", "ramped", "wheelchair", "no steps", "flat access", "fully accessible", "lift"),
	"toilet":         phrases("accessible toilet", "disabled toilet", "accessible wc", "adapted toilet", "wheelchair toilet"),
	"parking":        phrases("disabled parking", "accessible parking", "blue badge", "disabled bay"),
	"hearing-loop":   phrases("hearing loop", "induction loop", "loop system"),
	"changing-place": phrases("changing places", "changing place", "hoist"),
	"quiet":          phrases("quiet room", "quiet space", "quiet hour", "sensory room"),
}

func phrases(all ...string) [][]string {
	var out [][]string
	for _, p := range all {
		var stems []string
		for _, w := range split(p) {
			stems = append(stems, stem(w))
		}
		out = append(out, stems)
	}
	return out
}

// denials are words that turn what is said of access into its opposite. "No steps" is said as a whole.
var denials = wordSet(`no not without isnt arent cannot cant unsuitable inaccessible limited unfortunately lack lacks nor`)

// accessOf reads what a place says of access. What it denies it does not have.
func accessOf(place data.Location) []string {
	var out []string
	for _, said := range place.Accessibility {
		for _, clause := range strings.FieldsFunc(said.Description, func(r rune) bool { return strings.ContainsRune(".;\n", r) }) {
			words := split(clause)
			if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return denials[w] }) && !strings.Contains(strings.ToLower(clause), "no steps") {
				continue
			}
			stems := make([]string, len(words))
			for i, w := range words {
				stems[i] = stem(w)
			}
			for _, feature := range Access {
				if slices.ContainsFunc(accessWords[feature], func(want []string) bool {
					return !slices.ContainsFunc(want, func(s string) bool { return !slices.Contains(stems, s) })
				}) {
					out = add(out, feature)
				}
			}
		}
	}
	return out
}
