package hours

import "strings"

// A few words may stand between a day and its time: "every Thursday in Bonby Village Hall between 10.30am and 12.30pm",
// "Wednesday Club 12 - 2pm". They are the name of the thing or of its place.
const longestGap = 6

// gapEnds are words after which the time is not that of the day before them, or may not be.
var gapEnds = wordSet(`and but or with for if when whenever to by before after until unless not no never then than while plus also
	some most next this who which that because call ring phone telephone email contact book office was were had deadline
	opens closes closed either respectively instead`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// bridge marks the words between a day and its time. The time must say which half of the day it is in, or have minutes:
// bare numbers so far from a day may be anything. Behind a
// comma only names may stand.
func bridge(signs []sign, text string) {
	var gap []int
	open, comma := false, false // a day without a time so far; a comma after the words
	for i, s := range signs {
		switch {
		case s.dayLike():
			open, comma, gap = true, false, gap[:0]
		case !open:
		case s.timeLike():
			if len(gap) > 0 && exact(signs[i:]) {
				for _, at := range gap {
					signs[at].kind = signGap
				}
			}
			open, gap = false, gap[:0]
		case s.kind == signWord || s.kind == signLunch:
			gap = append(gap, i)
			open = (!comma || isName(text[s.start:s.end])) && len(gap) <= longestGap && !gapEnds[s.text] && !spoilBefore[s.text] && !spoilAfter[s.text] &&
				!strings.ContainsAny(s.text, "0123456789£€$@")
		case s.kind == signComma || s.dash() || s.kind == signColon:
			comma = comma || len(gap) > 0
		case s.kind == signFiller || s.kind == signPart:
		default:
			open = len(gap) == 0 && s.kind != signStop
		}
		if !open {
			gap = gap[:0]
			comma = false
		}
	}
}

// isName reports whether a word begins with a capital: the parts of an address stand between commas.
func isName(word string) bool { return word != "" && word[0] >= 'A' && word[0] <= 'Z' }

// exact reports whether a span that begins here has a time that cannot be a mere number.
func exact(signs []sign) bool {
	times := 0
	for _, s := range signs[:min(len(signs), 6)] {
		if s.kind == signTime {
			if s.time.fixed || s.time.parted {
				return true
			}
			times++
		}
		if times == 2 {
			break
		}
	}
	return false
}
