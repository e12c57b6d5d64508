package donotlist

import (
	"strings"

	"fingerpost/data/blank"
	"fingerpost/geo"
)

// postcodeKey is a whole postcode without its blank, with one letter for those that are taken for each other: O and 0, I and
// 1 and L.
type postcodeKey [7]byte

const shortestPostcode = 5

func keyOf(p geo.Postcode) (key postcodeKey) {
	copy(key[:], strings.ToLower(strings.ReplaceAll(p.String(), " ", "")))
	for i, c := range key {
		key[i] = looks(c)
	}
	return key
}

// looks is a letter or digit that stands for all which look like it.
func looks(c byte) byte {
	switch c {
	case 'o':
		return '0'
	case 'i', 'l':
		return '1'
	}
	return c
}

// start is how a postcode begins, as a number.
func start(code []byte) uint16 { return uint16(looks(code[0]))<<8 | uint16(looks(code[1])) }

// mostBetween is how many characters may stand between the halves of a postcode; elsewhere in it one may.
const mostBetween = 3

// postcode finds the postcodes that begin with a run.
func (f *finder) postcode(run int) {
	from := f.folded.Runs[run].From
	rest := f.folded.Text[from:]
	if len(rest) < shortestPostcode || !f.list.starts[start(rest)] {
		return
	}
	var key postcodeKey
	for n := 0; n < len(key) && n < len(rest); n++ {
		key[n] = looks(rest[n])
		if n+1 < shortestPostcode {
			continue
		}
		found := f.list.postcodes[key]
		if len(found) == 0 || !f.folded.EndsRun(from+n+1) || !f.isOnePostcode(run, n+1) {
			continue
		}
		for _, a := range found {
			f.add(from, from+n+1, a, false)
			f.nameBefore(run, from+n+1, a)
		}
	}
}

// isOnePostcode reports whether so little stands between the runs of a postcode of so many letters that they belong together.
func (f *finder) isOnePostcode(first, length int) bool {
	from := f.folded.Runs[first].From
	for _, run := range f.folded.Runs[first+1 : f.folded.RunOf(from+length-1)+1] {
		most := 1
		if run.From-from == length-len("1ab") {
			most = mostBetween
		}
		if run.Gap > most {
			return false
		}
	}
	return true
}

// mostTown is how many words may stand between the name of a house and its postcode.
const mostTown = 6

// nameBefore finds the name of the house before its postcode, with the town between them.
func (f *finder) nameBefore(run, to int, a *address) {
	for _, name := range a.names {
		for before := run - 1; before >= 0 && before >= run-mostTown; before-- {
			if from, ok := f.endsWith(before, name); ok {
				f.add(from, to, a, true)
				break
			}
		}
	}
}

// far reports whether a whole postcode of another area stands behind a find, with nothing but a town between: then it is of a
// street of the same name elsewhere.
func (f *finder) far(a *address, to int) bool {
	if a.postcode.IsZero() || f.raw {
		return false
	}
	const near = 60
	rest := f.text[f.folded.Span(to-1, to).End:]
	found := geo.FindPostcodes(rest[:min(len(rest), near)], 1)
	return len(found) == 1 && found[0].Postcode.Area() != a.postcode.Area() && !strings.ContainsAny(rest[:found[0].Start], "0123456789.;:()")
}

// phones finds the numbers in a row of digits that begins with a run.
func (f *finder) phones(run int) {
	runs := f.folded.Runs
	if run > 0 && isOneRow(runs, run) {
		return // the row began before
	}
	last := rowEnd(runs, run)
	row := f.folded.Text[:runs[last].To]
	for _, length := range f.list.lengths {
		for from := runs[run].From; from+length <= len(row); from++ {
			if f.list.phones[string(row[from:from+length])] {
				f.add(from-len(prefixOf(string(row[runs[run].From:from]))), from+length, nil, false)
			}
		}
	}
}

// isOneRow reports whether a run is of digits which may be of one number with those before it.
func isOneRow(runs []blank.Run, run int) bool {
	const most = 4 // characters between digits of one number: ") - "
	return runs[run-1].Digits && runs[run].Digits && runs[run].Gap <= most
}

// rowEnd is the last run of the row of digits in which a run is.
func rowEnd(runs []blank.Run, run int) int {
	for run+1 < len(runs) && isOneRow(runs, run+1) {
		run++
	}
	return run
}

// prefixOf is what may be dialled before a number, of the digits that stand before it.
func prefixOf(digits string) string {
	for _, prefix := range []string{"00440", "0044", "440", "44", "0"} {
		if strings.HasSuffix(digits, prefix) {
			return prefix
		}
	}
	return ""
}

// withSigns takes the signs before a number into what is hidden: "+44", "(0113".
func withSigns(s string, at blank.Span) blank.Span {
	for at.Start > 0 && (s[at.Start-1] == '+' || s[at.Start-1] == '(') {
		at.Start--
	}
	return at
}
