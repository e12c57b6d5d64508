// Package blank takes out of texts what must not be read in them: whatever stands between its letters and digits, in whatever
// case they are, and with or without accents. What was redacted and what is on the do-not-list go the same way.
package blank

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text of which only letters and digits are left, in lower case and without accents.
type Folded struct {
	Text []byte
	Runs []Run

	of    string
	spans []span32
	run   []int32 // of which run each byte is
}

// Span is a stretch of a text, in bytes.
type Span struct{ Start, End int }

// span32 is a [Span] in half the room.
type span32 struct{ start, end int32 }

// Run is a stretch of letters, or of digits, with nothing between them. "AcaciaAve12" has three.
type Run struct {
	From, To int  // in the folded text
	Digits   bool // else letters
	Gap      int  // how many characters there are between it and the run before; a tag or an entity counts as one
}

// Fold folds a text.
func Fold(s string) *Folded {
	var f Folded
	f.Reset(s)
	return &f
}

// Reset folds another text in the place of this one.
func (f *Folded) Reset(s string) { f.fold(s, false) }

// ResetJSON folds a text in which characters are written as in JSON.
func (f *Folded) ResetJSON(s string) { f.fold(s, true) }

// kind is what an ASCII character is.
type kind byte

const (
	apart kind = iota // nothing but itself
	lower
	upper
	digit
	more // it may begin something longer
)

// kinds are those of all bytes.
var kinds = kindsOfBytes()

func kindsOfBytes() (kinds [256]kind) {
	for c := range kinds {
		switch {
		case 'a' <= c && c <= 'z':
			kinds[c] = lower
		case 'A' <= c && c <= 'Z':
			kinds[c] = upper
		case '0' <= c && c <= '9':
			kinds[c] = digit
		case c >= utf8.RuneSelf, c == '<', c == '&', c == '%', c == '\\', c == '\'':
			kinds[c] = more
		}
	}
	return kinds
}

func (f *Folded) fold(s string, escaped bool) {
	f.of, f.Text, f.Runs, f.spans, f.run = s, f.Text[:0], f.Runs[:0], f.spans[:0], f.run[:0]
	gap := 0
	var before, last kind // of the two letters before, if nothing is between
	for i := 0; i < len(s); {
		k := kinds[s[i]]
		switch k {
		case apart:
			before, last, gap = apart, apart, gap+1
			i++
			continue
		case more:
			var size int
			if k, size = f.foldMore(s, i, last, escaped); size > 0 {
				if k == apart {
					before, last, gap = apart, apart, gap+1
				} else if k != more { // a letter or digit that is not ASCII
					f.begin(before, last, k, s[i+size:], gap)
					r, _ := utf8.DecodeRuneInString(s[i:])
					f.addRune(r, span32{int32(i), int32(i + size)})
					gap, before, last = 0, last, k
				}
				i += size
				continue
			}
		}
		f.begin(before, last, k, s[i+1:], gap)
		c := s[i]
		if k == upper {
			c |= 0x20
		}
		f.Text = append(f.Text, c)
		f.spans, f.run = append(f.spans, span32{int32(i), int32(i + 1)}), append(f.run, int32(len(f.Runs)-1))
		f.Runs[len(f.Runs)-1].To = len(f.Text)
		gap, before, last = 0, last, k
		i++
	}
}

// AppendLetters appends the letters and digits of a text in which characters are written as in JSON, in lower case and without
// accents: what [Folded] has of it, without where it comes from, and several times as quick.
func AppendLetters(to []byte, s string) []byte {
	var rest Folded
	for i := 0; i < len(s); {
		switch c := s[i]; kinds[c] {
		case lower, digit:
			to = append(to, c)
		case upper:
			to = append(to, c|0x20)
		case more:
			k, size := rest.foldMore(s, i, lower, true)
			if size == 0 {
				size = 1
			}
			if c >= utf8.RuneSelf && k != apart && k != more {
				rest.Reset(s[i : i+size])
				to = append(to, rest.Text...)
			}
			i += size
			continue
		}
		i++
	}
	return to
}

// foldMore reads what is not a plain ASCII character: its size, and what it is. It is "more" for what is passed over inside a
// word.
func (f *Folded) foldMore(s string, i int, last kind, escaped bool) (k kind, size int) {
	if n := between(s[i:], escaped); n > 0 {
		return apart, n
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsDigit(r):
		return digit, size
	case unicode.IsUpper(r):
		return upper, size
	case unicode.IsLetter(r):
		return lower, size
	case last != apart && unicode.Is(unicode.Mn, r): // an accent that is written behind its letter
		return more, size
	case last != apart && isApostrophe(r):
		if next, _ := utf8.DecodeRuneInString(s[i+size:]); unicode.IsLetter(next) {
			return more, size // "St Mary's" is one word
		}
	}
	return apart, size
}

// begin begins a run before a letter or digit, where one begins.
func (f *Folded) begin(before, last, k kind, rest string, gap int) {
	if last == apart || begins(before, last, k, rest) {
		f.Runs = append(f.Runs, Run{From: len(f.Text), To: len(f.Text), Digits: k == digit, Gap: gap})
	}
}

// begins reports whether a run begins with a letter or digit behind others: where digits follow on letters or the other way
// round, and inside words that were put together ("AcaciaAvenue", "4APTel").
func begins(before, last, k kind, rest string) bool {
	if (last == digit) != (k == digit) {
		return true
	}
	if k != upper {
		return false
	}
	if last == lower {
		return true
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return before != apart && last == upper && unicode.IsLower(next)
}

// addRune adds a letter or digit that is not ASCII to the last run.
func (f *Folded) addRune(r rune, at span32) {
	before := len(f.Text)
	var one [utf8.UTFMax]byte
	letter := utf8.AppendRune(one[:0], unicode.ToLower(r))
	parts := norm.NFKD.Properties(letter).Decomposition()
	if parts == nil {
		parts = letter
	}
	for len(parts) > 0 {
		part, size := utf8.DecodeRune(parts)
		if parts = parts[size:]; IsWordRune(part) {
			f.Text = utf8.AppendRune(f.Text, unicode.ToLower(part))
		}
	}
	if len(f.Text) == before {
		f.Text = append(f.Text, letter...) // no run is empty
	}
	for range len(f.Text) - before {
		f.spans, f.run = append(f.spans, at), append(f.run, int32(len(f.Runs)-1))
	}
	f.Runs[len(f.Runs)-1].To = len(f.Text)
}

// RunOf is the number of the run in which a byte of the folded text is.
func (f *Folded) RunOf(at int) int { return int(f.run[at]) }

// EndsRun reports whether a run ends before a byte of the folded text.
func (f *Folded) EndsRun(at int) bool { return at > 0 && f.Runs[f.run[at-1]].To == at }

// Span is where a stretch of the folded text comes from.
func (f *Folded) Span(from, to int) Span {
	return Span{int(f.spans[from].start), int(f.spans[to-1].end)}
}

// Before is what stands between a run and the one before it, or the beginning of the text.
func (f *Folded) Before(run int) string {
	start := 0
	if run > 0 {
		start = int(f.spans[f.Runs[run].From-1].end)
	}
	return f.of[start:f.spans[f.Runs[run].From].start]
}

// After is what stands behind a run, up to the next one or the end of the text.
func (f *Folded) After(run int) string {
	end := len(f.of)
	if run+1 < len(f.Runs) {
		end = int(f.spans[f.Runs[run+1].From].start)
	}
	return f.of[f.spans[f.Runs[run].To-1].end:end]
}

// inside is what may stand inside a value: a tag or an entity.
var inside = regexp.MustCompile(`^(?:<[^<>]{0,200}>|&#?\w{1,10};)`)

// between is how many bytes of what stands between letters a text begins with, where letters are part of it: a tag, an entity,
// a blank as addresses of pages have it ("%20") or, in JSON, an escape.
func between(s string, escaped bool) int {
	switch s[0] {
	case '<', '&':
		return len(inside.FindString(s))
	case '%':
		if len(s) >= 3 {
			high, ok1 := hex(s[1])
			low, ok2 := hex(s[2])
			if c := high<<4 | low; ok1 && ok2 && !IsWordRune(rune(c)) {
				return 3
			}
		}
	case '\\':
		switch {
		case !escaped || len(s) < 2:
		case s[1] == 'u' && len(s) >= 6:
			if s[2:6] == "0026" { // &
				if entity := inside.FindString("&" + s[6:]); entity != "" {
					return 6 + len(entity) - 1
				}
			}
			return 6
		default:
			return 2
		}
	}
	return 0
}

func hex(c byte) (value byte, ok bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

// IsWordRune reports whether a character is a letter or a digit.
func IsWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
