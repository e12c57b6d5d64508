package donotlist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fingerpost/data/blank"
)

// finder goes through one text.
type finder struct {
	list    *List
	text    string
	raw     bool // the text is JSON
	codes   bool // only postcodes and telephone numbers are looked for
	near    []*address
	folded  blank.Folded
	letters []byte
	spans   []blank.Span
	told    []*address // whose house the text tells, and not its postcode alone
	coded   []*address // whose postcode it tells
}

// search gives what a text tells of the list to a function. near are the addresses that the text is known to be about: of
// those the street or the house alone is told too.
func (l *List) search(s string, near []*address, use func(*finder)) {
	if l == nil || len(s) < shortest {
		return
	}
	f := l.scratch.Get().(*finder)
	defer l.scratch.Put(f)
	f.text, f.raw, f.codes, f.near = s, false, false, near
	f.folded.Reset(s)
	f.run()
	use(f)
}

// blankCodes takes no more out of a text than postcodes and telephone numbers.
func (l *List) blankCodes(s string) string {
	l.search(s, nil, func(f *finder) {
		if len(f.spans) == 0 {
			return
		}
		f.codes = true
		f.run()
		s = blank.Replace(s, f.whole(), Mark)
	})
	return s
}

// Text is a text without what the list hides.
func (l *List) Text(s string) string { return l.blank(s, nil) }

func (l *List) blank(s string, near []*address) string {
	l.search(s, near, func(f *finder) {
		if len(f.spans) > 0 {
			s = blank.Replace(s, f.whole(), Mark)
		}
	})
	return s
}

// tells reports whether a text tells of anything that the list hides.
func (l *List) tells(s string, near []*address) (found bool) {
	l.search(s, near, func(f *finder) { found = len(f.spans) > 0 })
	return found
}

// TellsJSON reports whether any text in a JSON document may tell of anything that the list hides. It is quick, and says so
// too often rather than too seldom.
func (l *List) TellsJSON(doc string) bool {
	if l == nil {
		return false
	}
	f := l.scratch.Get().(*finder)
	defer l.scratch.Put(f)
	if f.letters = blank.AppendLetters(f.letters[:0], doc); !l.hasAnchor(f.letters) {
		return false
	}
	f.text, f.raw, f.codes, f.near = doc, true, false, nil
	f.folded.ResetJSON(doc)
	f.run()
	return len(f.spans) > 0
}

func (f *finder) run() {
	f.spans, f.told, f.coded = f.spans[:0], f.told[:0], f.coded[:0]
	for i, run := range f.folded.Runs {
		rest := f.folded.Text[run.From:]
		if len(rest) < shortest {
			break
		}
		if begins := beginningOf(rest); !f.codes {
			f.names(i, rest, begins)
		}
		if len(f.list.postcodes) > 0 {
			f.postcode(i)
		}
		if run.Digits && len(f.list.phones) > 0 {
			f.phones(i)
		}
	}
}

// names finds the streets and houses whose names begin with a run.
func (f *finder) names(run int, rest []byte, begins beginning) {
	from := f.folded.Runs[run].From
	for _, s := range f.list.streets[begins] {
		if f.isHere(rest, s.key, from) {
			f.street(run, s)
		}
	}
	for _, h := range f.list.houses[begins] {
		if f.isHere(rest, h.key, from) {
			f.house(run, h)
		}
	}
}

// isHere reports whether what is left of a text begins with a name, which ends where a word does.
func (f *finder) isHere(rest []byte, key string, from int) bool {
	return len(rest) >= len(key) && string(rest[:len(key)]) == key && f.folded.EndsRun(from+len(key))
}

// endsWith reports whether a name ends with a run, and where it begins.
func (f *finder) endsWith(run int, name string) (from int, ok bool) {
	to := f.folded.Runs[run].To
	if from = to - len(name); from < 0 || string(f.folded.Text[from:to]) != name {
		return 0, false
	}
	return from, f.folded.Runs[f.folded.RunOf(from)].From == from
}

func (f *finder) add(from, to int, a *address, house bool) {
	f.spans = append(f.spans, withSigns(f.text, f.folded.Span(from, to)))
	switch {
	case a == nil:
	case house:
		f.told = append(f.told, a)
	default:
		f.coded = append(f.coded, a)
	}
}

// between is how many characters may stand between the parts of an address: ", ", " (", a line's end.
const between = 4

// joints may stand between the name of a house and its street.
var joints = []string{"on", "in", "off", "at", "of", "the"}

// street looks what stands around the name of a street.
func (f *finder) street(run int, s *street) {
	a, runs := s.address, f.folded.Runs
	from, to := runs[run].From, runs[run].From+len(s.key)
	last := f.folded.RunOf(to - 1)
	numbers, first := f.numbersBefore(run)
	hit := !s.town && (isAmong(a.house.Numbers, numbers) || f.spelledBefore(run, a, &first))
	if s.bare {
		if hit && f.isEnd(last) && !f.far(a, to) {
			f.add(runs[first].From, to, a, true)
		}
		return
	}
	if hit {
		from = runs[first].From
	} else if numbers, end := f.numbersBehind(last); !s.town && isAmong(a.house.Numbers, numbers) {
		hit, to = true, runs[end].To
	}
	for _, name := range a.names {
		before := first
		for before > 0 && runs[before].Gap <= between && slices.Contains(joints, f.word(before-1)) {
			before--
		}
		if before > 0 && runs[before].Gap <= between {
			if at, ok := f.endsWith(before-1, name); ok {
				hit, from = true, at
			}
		}
		if behind := f.folded.RunOf(to-1) + 1; behind < len(runs) && runs[behind].Gap <= between && f.isHere(f.folded.Text[runs[behind].From:], name, runs[behind].From) {
			hit, to = true, runs[behind].From+len(name)
		}
	}
	isNear := slices.Contains(f.near, a) && !s.town
	if (hit || isNear) && (isNear || !f.far(a, to)) {
		f.add(from, to, a, hit)
	}
}

// house finds the name of a house without its street: where it is all that is known of the address, or what the text is about.
func (f *finder) house(run int, h *house) {
	a, from := h.address, f.folded.Runs[run].From
	to := from + len(h.key)
	if a.alone || slices.Contains(f.near, a) {
		f.add(from, to, a, true)
	}
}

func (f *finder) word(run int) string {
	return string(f.folded.Text[f.folded.Runs[run].From:f.folded.Runs[run].To])
}

// isEnd reports whether what is said ends with a run: at a line's end, a mark of punctuation or the end of the text.
func (f *finder) isEnd(run int) bool {
	after := strings.TrimLeft(f.folded.After(run), " ")
	return after == "" && run+1 == len(f.folded.Runs) || strings.ContainsAny(after, ",.;:)\n\"|")
}

// whole are the finds, those in the address of a page or an e-mail address with all of it: a part of one leads nowhere, and
// may be guessed.
func (f *finder) whole() []blank.Span {
	s := f.text
	for i, at := range f.spans {
		from := strings.LastIndexFunc(s[:at.Start], unicode.IsSpace) + 1
		to := len(s)
		if n := strings.IndexFunc(s[at.End:], unicode.IsSpace); n >= 0 {
			to = at.End + n
		}
		if !isLink(s[from:to]) {
			continue
		}
		for to > at.End && strings.ContainsRune(".,;:!?)", rune(s[to-1])) {
			to--
		}
		for from < at.Start && !startsLink(s[from:]) {
			_, size := utf8.DecodeRuneInString(s[from:])
			from += size
		}
		f.spans[i] = blank.Span{Start: from, End: to}
	}
	return f.spans
}

// isLink reports whether a word is the address of a page or an e-mail address.
func isLink(word string) bool {
	return strings.Contains(word, "://") || strings.Contains(strings.ToLower(word), "www.") || strings.Contains(word, "@")
}

func startsLink(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return blank.IsWordRune(r)
}
