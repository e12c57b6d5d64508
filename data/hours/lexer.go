package hours

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fingerpost/data/pattern"
)

var (
	// Each is tried on a short piece of the text that begins with a digit, or with a plus for a number to ring.
	timeForm    = pattern.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?(?: ?\.? ?(?:([ap])m|([ap])\. ?m\.?)| ?(noon|midday|midnight)| ?o'clock|hrs)?`)
	fourDigits  = pattern.MustCompile(`^(\d{2})(\d{2})( ?hrs| ?hours|h)?`)
	ordinalForm = pattern.MustCompile(`^(\d{1,2})(st|nd|rd|th)`)
	dateForm    = pattern.MustCompile(`^(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})|(\d{4})-(\d{2})-(\d{2}))`)
	alwaysForm  = pattern.MustCompile(`^24 ?/ ?7(?: ?/ ?365)?`)
	phoneForm   = pattern.MustCompile(`^(?:0[1-9]|\+44)[\d ()-]{8,14}`)
)

// units are words after a number that tell that it is no time: 5-11 years, 10 people.
var units = pattern.MustCompile(`^[ -]?(?:years?|yrs?|year-olds?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|miles?|people|persons?|adults|children|` +
	`members|places|sessions|items|pounds|pence|steps|metres|km|x|per|%)(?:$|[^a-z])`)

// readSigns parts a text into signs. In running prose four digits are a time only if the text says so: 1000 hrs.
func readSigns(text string, prose bool) []sign {
	x := lexer{text: text, prose: prose, signs: make([]sign, 0, len(text)/4+1)}
	for x.at < len(text) {
		x.next()
	}
	return joinDates(joinPhrases(x.signs))
}

type lexer struct {
	text  string
	prose bool
	at    int
	signs []sign
}

func (x *lexer) add(s sign, length int) {
	s.start, s.end = x.at, x.at+length
	if s.text == "" {
		s.text = strings.ToLower(x.text[s.start:s.end])
	}
	x.signs = append(x.signs, s)
	x.at += length
}

func (x *lexer) next() {
	r, size := utf8.DecodeRuneInString(x.text[x.at:])
	switch {
	case r >= '0' && r <= '9' || r == '+':
		x.number()
	case unicode.IsLetter(r) || r == '\'' || r == '’':
		x.word()
	case r == '\n' || strings.ContainsRune(".;!?|•·*●▪", r):
		x.add(sign{kind: signStop}, size)
	case unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.So, unicode.Mn, unicode.Co): // with signs such as a clock
		x.at += size
	case strings.ContainsRune("-–—−‐‑", r):
		x.add(sign{kind: signTo, text: "-"}, size)
	case r == ',':
		x.add(sign{kind: signComma}, size)
	case r == '&' || r == '/':
		x.add(sign{kind: signAnd}, size)
	case r == ':':
		x.add(sign{kind: signColon}, size)
	case r == '(' || r == ')':
		x.add(sign{kind: signBracket}, size)
	default:
		x.add(sign{}, size)
	}
}

// longestWord bounds a word, so that a text without blanks is not looked at over and over.
const longestWord = 40

// word reads letters and the digits that stand among them. The dot of a shortened day belongs to it.
func (x *lexer) word() {
	rest := x.text[x.at:]
	length := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	if length < 0 {
		length = len(rest)
	}
	if length > longestWord {
		x.add(sign{text: "…"}, length)
		return
	}
	s := sign{text: strings.ReplaceAll(strings.ToLower(rest[:length]), "’", "'")}
	switch s.text {
	case "noon", "midday":
		s.kind, s.time = signTime, written{minutes: day / 2, fixed: true}
	case "midnight":
		s.kind, s.time = signTime, written{minutes: day, fixed: true}
	}
	if d, many, ok := readDay(s.text); ok {
		s.kind, s.day, s.many = signDay, d, many
		if strings.HasPrefix(rest[length:], ".") && !strings.Contains(s.text, "day") {
			length++
		}
	}
	x.add(s, length)
}

// number reads what begins with a digit: a time, a date, a place in a row; else it is a word.
func (x *lexer) number() {
	rest := strings.ToLower(x.text[x.at:min(len(x.text), x.at+32)])
	if x.afterLetter() || x.text[x.at] == '+' || phoneForm.MatchString(rest) {
		x.plain(rest)
		return
	}
	if m := alwaysForm.FindString(rest); m != "" && ends(rest[len(m):]) {
		x.add(sign{kind: signAlways}, len(m))
		return
	}
	if m := dateForm.FindStringSubmatch(rest); m != nil && ends(rest[len(m[0]):]) && (m[4] != "" || rest[len(m[1])] == rest[len(m[1]+m[2])+1]) {
		x.add(dateOfDigits(m), len(m[0]))
		return
	}
	if m := ordinalForm.FindStringSubmatch(rest); m != nil && ends(rest[len(m[0]):]) {
		n, _ := strconv.Atoi(m[1])
		x.add(sign{kind: signOrdinal, n: n}, len(m[0]))
		return
	}
	if m := fourDigits.FindStringSubmatch(rest); m != nil && ends(rest[len(m[0]):]) {
		n, _ := strconv.Atoi(m[1] + m[2])
		s := sign{n: n, text: m[1] + m[2]}
		if t, ok := readWritten(m[1], m[2], ""); ok && (m[3] != "" || !x.prose) {
			s.kind, s.time = signTime, t
		}
		x.add(s, len(m[0]))
		return
	}
	m := timeForm.FindStringSubmatch(rest)
	if m == nil || !ends(rest[len(m[0]):]) {
		x.plain(rest)
		return
	}
	x.clock(m, rest)
}

// clock adds a time. A bare number beside a unit or an age is none, nor one with a nought that has no minutes.
func (x *lexer) clock(m []string, rest string) {
	n, _ := strconv.Atoi(m[1])
	s := sign{kind: signTime, n: n, text: m[0]}
	bare := m[0] == m[1]
	var ok bool
	switch {
	case m[5] == "midnight":
		s.time, ok = written{minutes: day, fixed: true}, n == 12 && m[2] == ""
	case m[5] != "":
		s.time, ok = written{minutes: day / 2, fixed: true}, n == 12 && (m[2] == "" || m[2] == "00")
	default:
		s.time, ok = readWritten(m[1], m[2], m[3]+m[4])
	}
	counts := bare && units.MatchString(rest[len(m[0]):])
	if !ok || counts || bare && (m[1][0] == '0' || x.afterCount() || x.afterName() && !goesOn.MatchString(rest[len(m[0]):])) {
		s.kind = signWord
	}
	if counts {
		x.uncount()
	}
	x.add(s, len(m[0]))
}

var ages = map[string]bool{"age": true, "ages": true, "aged": true, "yrs": true, "years": true, "year": true, "stage": true, "ks": true}

// afterCount reports whether a bare number goes on with an age or another number that is no time: aged 5-11, £3-5.
func (x *lexer) afterCount() bool {
	last := len(x.signs) - 1
	if last >= 1 && x.signs[last].kind == signTo {
		before := x.signs[last-1]
		return before.kind == signWord && strings.ContainsAny(before.text[:1], "0123456789")
	}
	return last >= 0 && ages[x.signs[last].text]
}

// afterName reports whether a bare number belongs to the word before it: room 3, unit 4, ext. 3.
func (x *lexer) afterName() bool {
	last := len(x.signs) - 1
	if last >= 1 && x.signs[last].text == "." {
		return shortened[x.signs[last-1].text]
	}
	return last >= 0 && x.signs[last].kind == signWord && numbered[x.signs[last].text]
}

var (
	numbered = wordSet(`room rooms unit flat plot studio ext extension option press floor block house gate door bay platform suite zone level ward phase part step line no number`)
	// shortened are those that are written with a dot.
	shortened = wordSet(`ext no`)
	// goesOn is what makes a bare number one of two times after all.
	goesOn = pattern.MustCompile(`^ ?(?:[-–—]|(?:to|till?|until)\b)`)
)

// uncount takes back the bare number that a unit turns out to go with: 5-11 years.
func (x *lexer) uncount() {
	last := len(x.signs) - 1
	if last < 1 || x.signs[last].kind != signTo && x.signs[last].kind != signAnd {
		return
	}
	if before := &x.signs[last-1]; before.kind == signTime && strings.Trim(before.text, "0123456789") == "" {
		before.kind = signWord
	}
}

// plain adds digits, and what belongs to them, as a word.
func (x *lexer) plain(rest string) {
	if m := phoneForm.FindString(rest); m != "" && !x.afterLetter() {
		x.add(sign{}, phoneLength(m))
		return
	}
	end := x.at + 1
	for end < len(x.text) {
		r, size := utf8.DecodeRuneInString(x.text[end:])
		inner := r == '.' || r == ':'
		if inner && ends(x.text[end:min(len(x.text), end+2)]) || !inner && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		end += size
	}
	x.add(sign{}, end-x.at)
}

// phoneLength is how much of the digits is the number to ring: eleven, or twelve and a plus, with what parts them.
func phoneLength(m string) int {
	want := 11
	if m[0] == '+' {
		want = 12
	}
	for i := range m {
		if m[i] >= '0' && m[i] <= '9' {
			if want--; want == 0 {
				return i + 1
			}
		}
	}
	return len(strings.TrimRight(m, " ()-"))
}

// afterLetter reports whether digits belong to what stands before them: A3, £5, 1.5.
func (x *lexer) afterLetter() bool {
	r, size := utf8.DecodeLastRuneInString(x.text[:x.at])
	if size == 0 || unicode.IsSpace(r) {
		return false
	}
	if r == '.' || r == ':' {
		before, _ := utf8.DecodeLastRuneInString(x.text[:x.at-1])
		return before >= '0' && before <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("£$€#=_", r)
}

// ends reports whether a number ends where rest begins.
func ends(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if size == 0 {
		return true
	}
	if (r == '.' || r == ':') && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' {
		return false
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
