package donotlist

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data"
)

// The words around numbers of houses.
var (
	numberWords = []string{"no", "nos", "number", "numbers", "nr"}
	joinWords   = []string{"and", "to", "or"}
	// units are what numbers are of that are none of houses.
	units = []string{"am", "pm", "noon", "midnight", "o", "min", "mins", "minute", "minutes", "hour", "hours", "mile", "miles", "km", "metres", "yards", "years", "people", "places",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "st", "nd", "rd", "th", "p"}
)

// mostDigits is how many digits the number of a house has at most.
const mostDigits = 4

func isAmong(wanted, said []data.HouseNumber) bool {
	return slices.ContainsFunc(wanted, func(w data.HouseNumber) bool { return slices.ContainsFunc(said, w.Overlaps) })
}

// numbersBefore reads the numbers that stand before a run, and tells with which run what belongs to them begins: "12", "12a",
// "No. 12", "10-14", "10, 12 and 14".
func (f *finder) numbersBefore(run int) (numbers []data.HouseNumber, first int) {
	runs := f.folded.Runs
	first = run
	joined := false // more numbers may stand before
	for i := run - 1; i >= 0 && runs[i+1].Gap <= between; {
		if len(numbers) > 0 && slices.Contains(joinWords, f.word(i)) {
			joined = true
			i--
			continue
		}
		if len(numbers) > 0 && !joined {
			gap := f.folded.Before(i + 1)
			switch {
			case slices.Contains(numberWords, f.word(i)):
				return numbers, i
			case strings.ContainsAny(gap, "-–—/&+"), strings.Contains(gap, ",") && len(numbers) > 1:
			default:
				return numbers, first
			}
		}
		number, at, ok := f.numberEnding(i)
		if !ok {
			break
		}
		if n := len(numbers); n > 0 && (strings.ContainsAny(f.folded.Before(first), "-–—") || f.word(i+1) == "to") && number.From < numbers[n-1].From {
			numbers = append(numbers, data.HouseNumber{From: number.From, To: numbers[n-1].From})
		}
		numbers = append(numbers, number)
		first, joined, i = at, false, at-1
	}
	if first > 0 && len(numbers) > 0 && slices.Contains(numberWords, f.word(first-1)) && runs[first].Gap <= between {
		first--
	}
	return numbers, first
}

// numberEnding reads the number of a house that ends with a run.
func (f *finder) numberEnding(run int) (number data.HouseNumber, first int, ok bool) {
	runs := f.folded.Runs
	suffix := ""
	if first = run; !runs[run].Digits {
		if suffix = f.word(run); len(suffix) != 1 || run == 0 || runs[run].Gap > 1 || !runs[run-1].Digits {
			return number, run, false
		}
		first--
	}
	if number, ok = f.numberAt(first, suffix); !ok {
		return number, run, false
	}
	if before := f.folded.Before(first); strings.HasSuffix(before, "£") || first > 0 && runs[first-1].Digits && (before == "." || before == ":") {
		return number, run, false // money, a decimal or a time
	}
	return number, first, true
}

func (f *finder) numberAt(run int, suffix string) (number data.HouseNumber, ok bool) {
	word := f.word(run)
	n, err := strconv.Atoi(word)
	if err != nil || len(word) > mostDigits {
		return number, false
	}
	return data.HouseNumber{From: n, To: n, Suffix: suffix}, true
}

// numbersBehind reads the number that stands behind the name of a street, if it is none of something else: of a time, or of
// another street that is named next.
func (f *finder) numbersBehind(run int) (numbers []data.HouseNumber, last int) {
	runs := f.folded.Runs
	at := run + 1
	marked := false
	if at < len(runs) && runs[at].Gap <= between && slices.Contains(numberWords, f.word(at)) {
		at, marked = at+1, true
	}
	if at >= len(runs) || runs[at].Gap > between || !runs[at].Digits {
		return nil, run
	}
	gap := f.folded.Before(at)
	if strings.Contains(gap, ".") && !marked && len(f.word(run)) > len("cres.") || strings.ContainsAny(gap, "£;?!") {
		return nil, run // a new sentence
	}
	last = at
	suffix := ""
	if at+1 < len(runs) && runs[at+1].Gap == 0 && runs[at+1].To-runs[at+1].From == 1 {
		last, suffix = at+1, f.word(at+1)
	}
	number, ok := f.numberAt(at, suffix)
	if !ok || !marked && f.isOfSomethingElse(last) {
		return nil, run
	}
	numbers = append(numbers, number)
	if end := last + 1; end < len(runs) && runs[end].Digits && strings.ContainsAny(f.folded.Before(end), "-–—/&") {
		if to, ok := f.numberAt(end, ""); ok && to.From > number.From {
			numbers, last = append(numbers, data.HouseNumber{From: number.From, To: to.From}), end
		}
	}
	return numbers, last
}

// isOfSomethingElse reports whether a number behind a street is not that of a house in it.
func (f *finder) isOfSomethingElse(run int) bool {
	runs := f.folded.Runs
	if run+1 >= len(runs) {
		return false
	}
	gap := f.folded.After(run)
	if runs[run+1].Digits && (gap == ":" || gap == ".") || gap == "" || slices.Contains(units, f.word(run+1)) || strings.HasPrefix(gap, "%") {
		return true
	}
	for next := run + 1; next < len(runs) && next <= run+4; next++ { // "Acacia Avenue, 12 High Street"
		if gap := f.folded.Before(next); strings.ContainsAny(gap, ",.;:()\n") || runs[next].Digits {
			return false
		}
		if next > run+1 && data.StreetType(f.word(next)) != "" {
			return true
		}
	}
	return false
}

// spelledBefore reports whether the number of an address stands in words before a run: "Twelve Acacia Avenue".
func (f *finder) spelledBefore(run int, a *address, first *int) bool {
	if run == 0 || f.folded.Runs[run].Gap > between || f.folded.Runs[run-1].Digits {
		return false
	}
	for _, n := range a.house.Numbers {
		if name := spelled(n); name != "" {
			from, ok := f.endsWith(run-1, name)
			if !ok {
				continue
			}
			at := f.folded.RunOf(from)
			if at > 0 && n.From < 10 && slices.Contains(tens, f.word(at-1)) {
				continue // twenty-one is not one
			}
			*first = at
			return true
		}
	}
	return false
}

var (
	ones = []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	tens = []string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
)

// spelled is a number below a hundred in words, folded; empty for others.
func spelled(n data.HouseNumber) string {
	switch {
	case n.From != n.To || n.From <= 0 || n.From > 99:
		return ""
	case n.From < len(ones):
		return ones[n.From] + n.Suffix
	}
	return tens[n.From/10] + ones[n.From%10] + n.Suffix
}
