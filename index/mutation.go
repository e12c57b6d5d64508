package index

import "strings"

// mutation is how a Welsh word may begin, and what its beginning turns into in running speech: the soft mutation first, then
// the nasal and the aspirate; before a vowel, the h. Two letters that make one sound stand before those that they begin with.
type mutation struct {
	plain  string
	spoken []string
}

var mutations = []mutation{
	{"ll", []string{"l"}}, {"rh", []string{"r"}}, {"ch", nil}, {"dd", nil}, {"ff", nil}, {"mh", nil}, {"ng", nil}, {"nh", nil}, {"ph", nil}, {"th", nil},
	{"p", []string{"b", "mh", "ph"}}, {"t", []string{"d", "nh", "th"}}, {"c", []string{"g", "ngh", "ch"}},
	{"b", []string{"f", "m"}}, {"d", []string{"dd", "n"}}, {"g", []string{"", "ng"}}, {"m", []string{"f"}},
	{"a", []string{"ha"}}, {"e", []string{"he"}}, {"i", []string{"hi"}}, {"o", []string{"ho"}}, {"u", []string{"hu"}}, {"y", []string{"hy"}},
}

// leastMutated is how many letters a word has whose beginning changes: a shorter one would turn into too much else.
const leastMutated = 3

// forms are how the words of a phrase may stand in running speech. Of the languages that are known, only Welsh changes how they
// begin; of a phrase, its first word.
func forms(code string, words []string) [][]string {
	out := [][]string{words}
	if code != "cy" || len(words) == 0 || len(words[0]) < leastMutated {
		return out
	}
	for _, m := range mutations {
		rest, begins := strings.CutPrefix(words[0], m.plain)
		if !begins {
			continue
		}
		for _, spoken := range m.spoken {
			out = append(out, append([]string{spoken + rest}, words[1:]...))
		}
		break
	}
	return out
}
