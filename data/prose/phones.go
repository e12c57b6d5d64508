package prose

import (
	"cmp"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Phone is a number that the text gives.
type Phone struct {
	Span
	Number string         `json:"number"` // as [data.ReadPhone] writes it
	Type   data.PhoneType `json:"type"`
	// Person marks the number of a named person, which is not to be kept unless it is published as the service's own.
	Person bool `json:"person,omitempty"`
	// Advice marks a number that everyone may need (999, NHS 111, 116 123), named by the way: it is not the service's
	// own, unless the service is that line.
	Advice bool `json:"advice,omitempty"`
}

var (
	// number is what may be one: digits with what people write between them. Numbers abroad begin alike.
	number = pattern.MustCompile(`\+?\(?(?:\+ ?)?[0-9](?:[ ().\-]{0,3}[0-9]){6,21}`)
	// shortNumber is one of the numbers that are the same everywhere.
	shortNumber = pattern.MustCompile(`\b(?:999|112|111|101|105|119|18000|116[ -]?(?:123|006|000|111))\b`)
	// textCode is a short code to which a word is sent.
	textCode = pattern.MustCompile(`\b(?:text|texting|sms)\b[^.;\n0-9]{0,60}?[678][0-9]{4}\b`)
	// tail is the end of another number, whose beginning is that of the one before.
	tail = pattern.MustCompile(`^ ?(?:/|\bor\b) ?([0-9]{3,4})(?:$|[^0-9a-z% (-]| [^0-9(]| ?$)`)
	// extension is what is dialled behind a number.
	extension = pattern.MustCompile(`^[ ,;/-]{0,3}\(?(?:and )?(?:ask for |then |dial )?(?:ext(?:ension|n)?|x)(?: ?(?:number|no))?[. :]{0,3}([0-9]{1,5})\b`)

	faxed = pattern.MustCompile(`\bfax\b`)
	rung  = pattern.MustCompile(`\b(?:tel|telephone|phone|call|ring|mobile|mob|helpline|voice)\b`)
	// silent says that somebody does not ring.
	silent     = pattern.MustCompile(`\b(?:can't|cannot|unable to|not able to|hard to|difficult to|struggle to|rather not|prefer not to|don't (?:like|want) to|deaf people (?:can't|cannot))[^.;:\n0-9]{0,20}\b(?:phone|call|ring|telephone|speak|talk|hear)\b(?: on the phone| us)?`)
	textphoned = pattern.MustCompile(`\b(?:next generation text|text relay|relay uk|textphone|text phone|minicom|typetalk|text relay|tty)\b`)
	texted     = pattern.MustCompile(`\b(?:texts?|sms|texting|whatsapp)\b`)
	// after is what a number is, said behind it.
	after = pattern.MustCompile(`^ ?\((?:[a-z /&,]{0,20}?)\b(fax|textphone|text phone|minicom|texts?|sms|whatsapp)\b[a-z /&,]{0,25}\)|^[ ,:;-]{1,4}(?:by |calls? or |call or |ring or )?(texts?|sms|whatsapp) (?:only|please|messages only|preferred|or (?:call|ring|phone))\b`)
	// alsoRung says in such words that the number may be rung as well, and notTexted that texts are not read.
	alsoRung  = pattern.MustCompile(`\b(?:calls?|ring|phone|voice|telephone)\b`)
	notTexted = pattern.MustCompile(`\bno(?:t| texts?| sms)?\b`)
	// numbered is a word before a number that is no telephone's.
	numbered = pattern.MustCompile(`\b(?:charity|company|registration|registered|reg|vat|ref|reference|account|sort code|isbn|issn|ico|ofsted|urn|uprn|invoice|licence|policy|cqc|provider|grid|order|serial|id)\b[^0-9\n]{0,30}$`)
	// calling is what stands before a short number that is to be rung.
	calling = pattern.MustCompile(`\b(?:call|calling|ring|ringing|dial|dialling|phone|telephone|tel|freephone|text|nhs|contact|samaritans|police|helpline)\b[^.;\n]{0,50}$`)
	shortOn = pattern.MustCompile(`(?:\b(?:call|calling|ring|ringing|dial|dialling|phone|telephone|tel|freephone|text|nhs|samaritans|police|on|at|via|or|to|for free on)|[(/:,])\s*:?\s*$`)
	// counted is what stands behind a number of things.
	counted = pattern.MustCompile(`^(?:[0-9%/]|[.,][0-9]|st\b|nd\b|rd\b|th\b|\s+(?:people|members|families|homes|street|road|miles|years|days|places))`)
	// othersLine is a line that everyone may need, before its number: "Childline is on 0800 1111".
	othersLine = pattern.MustCompile(`\b(?:childline|samaritans|silver ?line|shout|nhs ?(?:24|111|direct)?|crimestoppers|papyrus|calm|police|age uk advice line|national (?:domestic|gambling|debt)[a-z ]{3,30})\b(?: helpline| line)?[^.;\n0-9]{0,20}\b(?:on|at|is|answers?)\b[^.;\n0-9]{0,20}$`)
	// answering is who answers what is sent to the service itself.
	answering = pattern.MustCompile(`^[^.;\n]{0,60}\b(?:we|us|our|listeners?|volunteers?|advis[eo]rs?|workers?)\b`)
	ours      = pattern.MustCompile(`\b(?:us|our helpline|our line|our freephone|our number)\b[^.;\n0-9]{0,40}$`)
	giving    = pattern.MustCompile(`\bdonat|£|\bgive\b|\bgift\b`)

	conjunctions = strings.NewReplacer(" or ", " ", " and ", " ") // of numbers
)

// Phones are the numbers by which people can be rung or sent texts. Faxes, numbers of other countries, and numbers with
// letters in them are left out.
func (t *Text) Phones() []Phone {
	var out []Phone
	add := func(p Phone, ok bool) {
		if ok && len(out) < maxFacts && !slices.ContainsFunc(out, func(q Phone) bool { return q.Number == p.Number && q.Type == p.Type }) {
			out = append(out, p)
		}
	}
	previous := label{end: -1}
	for _, found := range number.FindAllStringIndex(t.low, 4*maxFacts) {
		for _, at := range t.parts(found[0], found[1]) {
			read := t.labelled(at[0], previous)
			if !read.ok {
				previous = label{end: at[1]}
				continue
			}
			previous = t.phone(at[0], at[1], read, add)
		}
	}
	for _, found := range shortNumber.FindAllStringIndex(t.low, 4*maxFacts) {
		add(t.short(found[0], found[1]))
	}
	for _, found := range textCode.FindAllStringIndex(t.low, maxFacts) {
		add(t.code(found[0], found[1]))
	}
	slices.SortStableFunc(out, func(a, b Phone) int { return a.Start - b.Start })
	return t.withSameNumber(t.withoutOthers(out))
}

// parts are the numbers in a run of digits and blanks: usually one.
func (t *Text) parts(start, end int) [][2]int {
	if _, ok := t.national(start, end); ok {
		return [][2]int{{start, end}}
	}
	run := t.low[start:end]
	for i := 1; i < len(run); i++ {
		if run[i-1] != ' ' || !strings.ContainsRune("0(+", rune(run[i])) {
			continue
		}
		if _, ok := t.national(start, start+i); !ok {
			continue
		}
		if _, ok := t.national(start+i, end); ok {
			return [][2]int{{start, start + i - 1}, {start + i, end}}
		}
		if run[i] == '(' {
			return [][2]int{{start, start + i - 1}} // "(10am to 2pm)", "(24 hours)"
		}
	}
	return [][2]int{{start, end}}
}

// national reads a number of this country, as it would be dialled here.
func (t *Text) national(start, end int) (number string, ok bool) {
	written := strings.TrimRight(t.low[start:end], " (.-")
	digits := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, written)
	switch {
	case digits == "08001111":
		return data.ReadPhone(digits, data.Voice)
	case strings.Contains(written, "+"):
		digits, ok = strings.CutPrefix(digits, "44")
	case strings.HasPrefix(digits, "0044"):
		digits, ok = digits[4:], true
	default:
		digits, ok = strings.CutPrefix(digits, "0")
	}
	if digits = strings.TrimPrefix(digits, "0"); !ok || len(digits) < 9 || len(digits) > 10 {
		return "", false
	}
	return data.ReadPhone("0"+digits, data.Voice)
}

// label is what the words before a number say that it is.
type label struct {
	types  []data.PhoneType
	person bool
	ok     bool // a number to be rung or sent texts
	end    int  // where the number stopped, for the next
}

// labelled reads the words before a number, from the last number of the line on. A number that follows another at once is
// what the other is.
func (t *Text) labelled(at int, previous label) label {
	start, _ := t.line(at)
	start = max(start, t.in(at).start, previous.end, at-120)
	before := t.low[start:at]
	if before != "" && (isWordByte(before[len(before)-1]) || strings.ContainsAny(before[len(before)-1:], "£$€#@/=_%.,:&") && !strings.HasSuffix(before, ":")) {
		if slash := strings.HasSuffix(before, "/") && previous.end >= 0 && strings.TrimSpace(before) == "/"; !slash {
			return label{}
		}
	}
	if previous.end >= 0 && start == previous.end && strings.Trim(conjunctions.Replace(before), " /,&;|") == "" {
		previous.end = at
		return previous
	}
	mobile := strings.HasPrefix(strings.TrimLeft(t.low[at:min(len(t.low), at+12)], "+(04 )"), "7")
	person := t.toPerson(t.plain[start:at], mobile)
	if strings.TrimSpace(before) == "" {
		before = t.above(start)
		person = person || t.toPerson(t.plain[max(0, start-1-len(before)):max(0, start-1)], mobile) && before != ""
	}
	if numbered.MatchString(before) || notTheirs.MatchString(before) {
		return label{}
	}
	read := label{ok: true, person: person}
	if i := lastMatch(textphoned, before); i >= 0 && i >= lastMatch(rung, before) {
		read.types = []data.PhoneType{data.Textphone}
		return read
	}
	if at := silent.FindStringIndex(before); at != nil {
		before = before[at[1]:] // "If you can't use the phone, text"
	}
	call, text, fax := lastMatch(rung, before), lastMatch(texted, before), lastMatch(faxed, before)
	switch {
	case fax >= 0 && fax > text && (call < 0 || fax-call > 15):
		return label{}
	case text >= 0 && call >= 0 && max(text, call)-min(text, call) < 25:
		read.types = []data.PhoneType{data.Voice, data.SMS}
	case text > call:
		read.types = []data.PhoneType{data.SMS}
	default:
		read.types = []data.PhoneType{data.Voice}
	}
	return read
}

// above is a short line directly above one that begins at start: "Telephone" over a number.
func (t *Text) above(start int) string {
	if start == 0 || t.low[start-1] != '\n' {
		return ""
	}
	from, to := t.line(start - 1)
	if to-from > 40 {
		return ""
	}
	return t.low[from:to]
}

// phone adds a number, and those that share its beginning.
func (t *Text) phone(start, end int, read label, add func(Phone, bool)) label {
	read.end = end
	number, ok := t.national(start, end)
	_, last := t.line(start)
	if !ok || end < last && (isWordByte(t.low[end]) || t.low[end] == '@' || t.low[end] == '%') {
		return label{end: end}
	}
	rest := t.low[end:last]
	if said := after.FindStringSubmatch(rest); said != nil {
		switch cmp.Or(said[1], said[2]) {
		case "fax":
			return label{end: end}
		case "text", "texts", "sms", "whatsapp":
			switch {
			case notTexted.MatchString(said[0]):
				read.types = []data.PhoneType{data.Voice}
			case alsoRung.MatchString(said[0]):
				read.types = []data.PhoneType{data.Voice, data.SMS}
			default:
				read.types = []data.PhoneType{data.SMS}
			}
		default:
			read.types = []data.PhoneType{data.Textphone}
		}
	}
	stop := end
	if more := extension.FindStringSubmatch(rest); more != nil {
		if whole, ok := data.ReadPhone(number+" x"+more[1], data.Voice); ok {
			number, stop = whole, end+len(more[0])
		}
	}
	from, _ := t.line(start)
	from = max(from, t.in(start).start)
	advice := othersLine.MatchString(t.low[from:start]) && !t.isOwn(t.low[from:start])
	for _, kind := range read.types {
		add(Phone{Span: t.span(start, stop), Number: number, Type: kind, Person: read.person, Advice: advice}, true)
	}
	if more := tail.FindStringSubmatchIndex(rest); more != nil && stop == end {
		ending := rest[more[2]:more[3]]
		if sibling, ok := data.ReadPhone(number[:len(number)-len(ending)]+ending, data.Voice); ok && !shortNumber.MatchString(ending) && len(number) > 9 {
			read.end = end + more[3]
			for _, kind := range read.types {
				add(Phone{Span: t.span(start, read.end), Number: sibling, Type: kind, Person: read.person}, true)
			}
		}
	}
	return read
}

// short reads 999, 116 123 and their like, where the words before it say that it is to be rung.
func (t *Text) short(start, end int) (Phone, bool) {
	from, to := t.line(start)
	from = max(from, t.in(start).start)
	before := t.low[from:start]
	if !calling.MatchString(before) || !shortOn.MatchString(before) || counted.MatchString(t.low[end:to]) {
		return Phone{}, false
	}
	if gap := strings.TrimRight(before, " "); gap != "" && isDigit(gap[len(gap)-1]) {
		return Phone{}, false
	}
	number, ok := data.ReadPhone(t.low[start:end], data.Voice)
	emergency := end-start == 3 || end-start == 5
	return Phone{Span: t.span(start, end), Number: number, Type: data.Voice, Advice: emergency || !ours.MatchString(before)}, ok
}

// code reads "text SHOUT to 85258", where nobody asks for money by it.
func (t *Text) code(start, end int) (Phone, bool) {
	s := t.in(start)
	if low, _ := t.of(s); giving.MatchString(low) || end < len(t.low) && isWordByte(t.low[end]) {
		return Phone{}, false
	}
	number, ok := data.ReadPhone(t.low[end-5:end], data.SMS)
	return Phone{Span: t.span(end-5, end), Number: number, Type: data.SMS, Advice: !ours.MatchString(t.low[s.start:end-5]) && !answering.MatchString(t.low[end:s.end])}, ok
}

// isOwn reports whether a text has a name of the service itself.
func (t *Text) isOwn(low string) bool {
	return slices.ContainsFunc(t.own, func(name string) bool { return name != "" && strings.Contains(low, strings.ToLower(name)) })
}

func lastMatch(re *pattern.Pattern, s string) int {
	all := re.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return -1
	}
	return all[len(all)-1][0]
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isWordByte(b byte) bool { return isDigit(b) || 'a' <= b && b <= 'z' || b >= 0x80 }
