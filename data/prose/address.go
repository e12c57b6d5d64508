package prose

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/geo"
)

// Sureness says how plainly an address is one.
type Sureness string

const (
	Plain  Sureness = "plain"  // a street or a building with its postcode
	Likely Sureness = "likely" // a town with its postcode, or a street without one where the text says that it is there
	Bare   Sureness = "bare"   // a postcode alone
)

// Address is an address that the text gives.
type Address struct {
	Span
	Address data.Address `json:"address"`
	Sure    Sureness     `json:"sure"`
	Postal  bool         `json:"postal,omitempty"` // for letters only: a registered office, a PO box
	// Elsewhere marks where something else is: what one goes on to, where the van is kept, where nobody can be seen.
	Elsewhere bool `json:"elsewhere,omitempty"`
	// ForMaps marks a postcode alone that is given to find the place by.
	ForMaps bool `json:"formaps,omitempty"`
}

var (
	posted = pattern.MustCompile(`\b(?:write to(?: us)?(?: at)?|registered (?:office|address)|(?:postal|correspondence|mailing) address|by post|send (?:a )?(?:cheques?|letters?|donations?|post|applications?)|return (?:it|the form|to)|p\.?o\.? box|freepost|our post)\b`)
	// example is a postcode that shows how one is written, or that of somewhere else.
	example = pattern.MustCompile(`\b(?:e\.?g\.?|for example|such as|enter (?:a|your)|type (?:a|your)|search by|sat ?nav for|in the format)\b`)
	// leading is what stands before an address in a sentence. Of several the last is meant.
	leading = pattern.MustCompile(`(?i)(?:^and|(?:^|[ (])(?:at|in|to|outside|beside|from|from:|visit|address|venue|location|where|is|are|find us|office|hall hire|c/o|(?:floor|basement|back|rear|side|front|grounds|gates?|doors?|entrance|corner|foyer|end|top) of|yn|yng|ym))(?: at| in)?(?: is)?(?::\s*| -\s*|\s+)(?:the\s+)?(?:(?:\w+ )?(?:floor|basement|back|rear|side|front|grounds|gates?|doors?|entrance|corner|foyer|end|top) of\s+(?:the\s+)?)?`)
	// within is what may stand before a building in a part with capitals: "All at the Village Hall".
	within = pattern.MustCompile(`^(?:All|Held|Based|Located|Upstairs|Downstairs|Open|Now|Drop in|Call in|Pop in|Come along|Meet|Meets|We meet|Everything is|Classes|Sessions|Groups) (?:at|in|to) (?:the )?`)
	// heading is a line that stands over an address, and is none of it.
	heading        = pattern.MustCompile(`(?i)^(?:(?:our |the |postal |registered |main |head |full |contact |visiting |correspondence )*(?:address|office|venue|location|where|where we are|find us|where to find us|how to find us|visit us|contact|contact us|contact details|get in touch|details|write to us|meeting place|opening times|opening hours|when|when and where|about us|about|home|news|events|donate|welcome|map|directions|telephone|phone|email|post ?code|meeting point))\s*(?:at|is)?:?$`)
	labelled       = pattern.MustCompile(`(?i)^(?:(?:our|the|postal|registered|main|head|full|contact|visiting|correspondence)\s+)*(?:address|office|venue|location|where|meeting place|meeting point|find us|visit us|write to us|post ?code)(?:\s+(?:at|is))?\s*(?::|-)\s*|^[A-H1-9] ?[:)]\s+`)
	numberedStreet = pattern.MustCompile(`(?i)^(?:(?:flat|unit|suite|floor)\s+[0-9a-z]+\s+)?[0-9]{1,4}[a-z]?(?:\s*[-/&]\s*[0-9]{1,4}[a-z]?)?,?\s+\p{L}`)
	streetName     = pattern.MustCompile(`(?i)\b(?:road|rd|street|st|lane|ln|avenue|ave|drive|close|way|crescent|terrace|square|place|hill|row|gate|grove|gardens|parade|walk|mews|quay|broadway|green|wharf|yard|bank|rise|view|brow|fold|brae|wynd|loan|passage|circus|vale|approach|promenade|esplanade|causeway|boulevard|embankment|croft)(?: north| south| east| west)?\.?$|^(?:heol|stryd|ffordd|lôn|rhodfa) \p{L}`)
	building       = pattern.MustCompile(`(?i)^(?:tŷ|plas) \p{L}|\b(?:hall|pub|salvation army|centre|center|church|chapel|house|building|library|school|hub|mill|works|court|hospital|surgery|clinic|club|institute|mosque|temple|gurdwara|synagogue|college|university|museum|theatre|caf[eé]|pavilion|stadium|rooms?|floor|unit|suite|flat|annexe|lodge|cottage|tower|park|estate|market|arcade|depot|barn|farm|hostel|hotel|inn|arms|p\.?o\.? box [0-9]+|freepost(?: [a-z0-9 -]+)?|studio|cathedral|abbey|priory|academy|chambers|baths|pool|gym|arena|manor|rectory|vicarage|vestry|mission|playground|allotments?|gallery|shop|festri|(?:fire|police|railway|lifeboat) station|post office|undercroft|crypt|orangery|schoolroom|clubhouse|huts?|cabin|marquee|bandstand|workshops?|warehouse|foyer|lounge|parlour|kitchen|bakery|brewery|garage|stables|grange|memorial|cellar|loft|basement|boathouse|toll house|nursery|supermarket|hospice|almshouses|tearooms?|lido|velodrome|neuadd|canolfan|capel|eglwys|ysgol|llyfrgell)\b`)
	// places is what stands before a building and a street in a sentence that says where something is.
	places = pattern.MustCompile(`\b(?:(?:we |group |club )?meets?|meeting|gathers?|we (?:play|train|practise|rehearse|sing|start|run|open|are|gather)|held|based|located|find us|run|takes place|venue|address|where|location|situated|visit us|come and see us|come (?:along )?to|set off|walks? start|classes are|sessions are)\b[^.\n]{0,30}?(?:(?: at| in)(?: the)? |: ?)`)
)

// Addresses are the postal addresses that the text gives: the lines or the parts between commas that lead to a postcode,
// and a street with its building where a sentence says that it is there. What stands further before a postcode than a name
// of a building, a street and a town is not taken for a part of the address.
func (t *Text) Addresses() []Address {
	var out []Address
	for _, found := range geo.FindPostcodes(t.plain, maxFacts) {
		if _, err := geo.Locate(found.Postcode); err != nil {
			continue
		}
		s := t.in(found.Start)
		if low, _ := t.of(s); example.MatchString(low) || strings.HasSuffix(low, "?") {
			continue
		}
		out = append(out, t.addressTo(found, out))
	}
	for _, s := range t.sentences {
		if a, ok := t.unposted(s); ok && len(out) < maxFacts && !slices.ContainsFunc(out, func(b Address) bool { return a.Start < b.End && b.Start < a.End }) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Address) int { return a.Start - b.Start })
	return out
}

// piece is a part of an address, and where it stands.
type piece struct {
	start, end int
	text       string
	named      bool // one part with a comma, and no more, stands before it in its sentence, or after words that lead to a place
	announced  bool // words such as "at" say that the address begins here
}

// addressTo finds the parts of the address that a postcode ends.
func (t *Text) addressTo(found geo.FoundPostcode, before []Address) Address {
	floor := 0 // no two addresses share a part
	for _, a := range before {
		for floor < len(t.at) && int(t.at[floor]) < a.End {
			floor++
		}
	}
	start, _ := t.line(found.Start)
	to := found.Start
	if before := strings.TrimRight(t.plain[start:to], " "); strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "..") {
		to = start + len(before) - 1 // "Oak Lane, Leeds. LS12 3AB"
	}
	pieces, closed := t.backwards(max(start, floor), max(start, floor, to))
	closed = closed || len(pieces) > 2 && building.MatchString(pieces[0].text) && hasStreet(pieces[1:]) // all of it in one line
	label := ""
	for lines := 0; !closed && start > floor && lines < 5; lines++ {
		from, to := t.line(start - 1)
		line := strings.TrimSpace(t.plain[from:to])
		if line == "" && lines == 0 {
			start = from
			continue
		}
		line = brackets.ReplaceAllString(line, "")
		goesOn := strings.HasSuffix(line, ",") || endsAsAddress(line) // a sentence that the address ends: "Come to the back of the Village Hall,"
		if label = line; heading.MatchString(line) || from < floor || !fits(line, 60) && !goesOn || endsAtStreet(pieces, line) || len(pieces) >= 6 {
			break
		}
		more, ended := t.backwards(from, to)
		pieces, closed, start, label = append(more, pieces...), ended || len(more) == 0, from, ""
	}
	a := Address{Sure: Bare, Span: t.span(found.Start, found.End)}
	a.Address.Postcode = found.Postcode.String()
	if pieces = t.withHouse(trimPieces(pieces)); len(pieces) > 0 {
		a.Span = t.span(pieces[0].start, found.End)
		a.Address.SetParts(texts(pieces))
		a.Sure = Likely
		if hasStreet(pieces) || slices.ContainsFunc(pieces, func(p piece) bool { return building.MatchString(p.text) }) {
			a.Sure = Plain
		}
	}
	s := t.in(found.Start)
	from := max(0, min(s.start, t.in(a.startIn(t)).start))
	a.Postal = posted.MatchString(t.low[from:found.End]) || posted.MatchString(strings.ToLower(label))
	a.Elsewhere = t.isElsewhere(from, found.End) || len(pieces) > 0 && t.isHome(pieces)
	a.ForMaps = a.Sure == Bare && forMaps.MatchString(t.low[s.start:s.end])
	return a
}

// endsAtStreet reports whether a line stands before the whole of an address: a street is there, and the line is neither the
// building nor the number for what only sounds like one ("Spinney Hill").
func endsAtStreet(pieces []piece, line string) bool {
	numbered := slices.ContainsFunc(pieces, func(p piece) bool { return numberedStreet.MatchString(p.text) })
	return hasStreet(pieces) && !building.MatchString(line) && (numbered || !numberedStreet.MatchString(line))
}

// startIn is where in the plain text the address begins.
func (a Address) startIn(t *Text) int {
	i, _ := slices.BinarySearch(t.at, int32(a.Start))
	return i
}

// backwards reads the parts between commas that stand before a place in a line, as far as they are of an address. closed
// says that the address begins within the line.
func (t *Text) backwards(from, to int) (pieces []piece, closed bool) {
	if s := t.in(max(from, to-1)); s.start > from && s.start < to {
		from, closed = s.start, true
	}
	for end := to; end > from; {
		gap := max(strings.LastIndexAny(t.plain[from:end], ",;"), strings.LastIndex(t.plain[from:end], " - "), opensName(t.plain[from:end]))
		start := from + gap + 1
		part := trimmed(t.plain, start, end)
		if part.text == "" {
			if end = start - 1; gap < 0 {
				return pieces, closed
			}
			continue
		}
		if at := labelled.FindString(part.text); at != "" {
			part, closed = trimmed(t.plain, part.start+len(at), part.end), !isPostcodeLabel(at)
		}
		if open := strings.LastIndexByte(t.plain[part.start:part.end], '('); open > 0 && !strings.Contains(t.plain[part.start+open:to], ")") {
			part, closed = trimmed(t.plain, part.start+open+1, part.end), true // "(use the side door in Wake Street, PL2 1AB)"
		}
		part = withoutBrackets(t.plain, part)
		if part.text == "" || isPostcodeLabel(part.text) && heading.MatchString(part.text) {
			return pieces, closed
		}
		if at := dayAt.FindString(part.text); at != "" {
			part, closed = trimmed(t.plain, part.start+len(at), part.end), true // "Every Monday at the Salvation Army"
			part.announced = true
			return append([]piece{part}, pieces...), true
		}
		if gap >= 0 && len(pieces) > 0 && besideIt.MatchString(part.text) {
			end = start - 1 // "The Hut, next to the Church, Chapel Lane"
			continue
		}
		if !fits(part.text, 60) {
			if tail, ok := t.tailOf(part); ok {
				if len(pieces) > 0 && t.plain[part.end] == ',' {
					pieces[0].named = true // "It takes place in The Old Schoolroom, 2 Thurgarton Yard"
				}
				pieces = append(append(t.upTo(tail, part.start), tail), pieces...)
			}
			return pieces, true
		}
		if at := within.FindStringIndex(part.text); at != nil && building.MatchString(part.text[at[1]:]) {
			first := trimmed(t.plain, part.start+at[1], part.end) // "All at the Village Hall"
			first.announced = true
			return append([]piece{first}, pieces...), true
		}
		if at := leading.FindStringIndex(part.text); at != nil && at[0] == 0 {
			first := trimmed(t.plain, part.start+at[1], part.end) // "At St Mark's Hall"
			first.announced = announces(part.text[:at[1]])
			return append([]piece{first}, pieces...), true
		}
		if gap < 0 && len(pieces) > 0 && t.plain[part.end] == ',' {
			pieces[0].named = true // "The Beacon, 5 Station Road"
		}
		pieces = append([]piece{part}, pieces...)
		if gap < 0 || closed && start <= from || len(pieces) >= 6 {
			return pieces, closed || gap >= 0 && len(pieces) >= 6
		}
		end = start - 1
	}
	return pieces, closed
}

// tailOf is the end of a part of a sentence that may be of an address: "We meet at St Mark's Hall".
func (t *Text) tailOf(part piece) (piece, bool) {
	if at := strings.LastIndex(part.text, ": "); at > 0 {
		if tail := trimmed(t.plain, part.end-len(part.text)+at+1, part.end); fits(tail.text, 60) {
			tail.announced = true // "Everything is in the main hall: Hurst End Village Hall"
			return tail, true
		}
	}
	all := leading.FindAllStringIndex(part.text, -1)
	for i := len(all) - 1; i >= 0; i-- {
		tail := trimmed(t.plain, part.start+all[i][1], part.end)
		if fits(tail.text, 60) {
			tail.announced = announces(part.text[all[i][0]:all[i][1]])
			return tail, true
		}
	}
	return piece{}, false
}

// announces reports whether the words before a name say that something is at the place of that name. "In" and "to" may
// stand before a town that is no part of the address.
func announces(leading string) bool {
	leading = strings.ToLower(leading)
	return strings.Contains(leading, "at ") || strings.Contains(leading, " of ") || strings.Contains(leading, "in the ") || strings.Contains(leading, "yn")
}

func trimmed(text string, start, end int) piece {
	for start < end && strings.IndexByte(" ,;:-(.*|", text[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(" ,;:-().|", text[end-1]) >= 0 {
		end--
	}
	return piece{start: start, end: end, text: unmutated.Replace(strings.Join(strings.Fields(text[start:end]), " "))}
}

// unmutated gives Welsh words for buildings the form that they have in an address: after "yng" and "ym" it is another.
var unmutated = strings.NewReplacer("Nghanolfan", "Canolfan", "Nghapel", "Capel", "Nghlwb", "Clwb", "Mharc", "Parc", "Nhŷ", "Tŷ")

// small are the words with small letters that stand in names of places.
var small = words("car of the and on in upon under le next near by at c/o cum super sub de la over rd st & y yr ar 1st 2nd 3rd 4th floor ground first second opp opposite behind")

// fits reports whether a text may be a part of an address: a few words with capitals, or a number and such words.
func fits(s string, longest int) bool {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 8 || len(s) > longest || strings.ContainsAny(s, "@?!£%\"=<>") || heading.MatchString(s) {
		return false
	}
	big := false
	for i, field := range fields {
		field = strings.Trim(field, "(),.'")
		first := byte(' ')
		if field != "" {
			first = field[0]
		}
		switch {
		case 'A' <= first && first <= 'Z' || first >= 0x80:
			big = true
		case isDigit(first) && len(field) <= 7:
		case i > 0 && (small[field] || building.MatchString(field)) || field == "y" || field == "yr":
		default:
			return false
		}
	}
	return big && !number.MatchString(s) && !clock.MatchString(s)
}

// clock is a time, which no part of an address has.
var clock = pattern.MustCompile(`(?i)\b\d{1,2}(?:[.:]\d\d)? ?[ap]m\b|\b\d{1,2}[.:]\d\d\b|^(?:mon|tues|wednes|thurs|fri|satur|sun)days\b`)

func hasStreet(pieces []piece) bool {
	return slices.ContainsFunc(pieces, func(p piece) bool { return numberedStreet.MatchString(p.text) || streetName.MatchString(p.text) })
}

// trimPieces leaves out what stands before the building or the street: the name of the page, a heading.
func trimPieces(pieces []piece) []piece {
	for i, p := range pieces {
		if i == 1 && p.named && numberedStreet.MatchString(p.text) {
			return pieces
		}
		if p.announced || numberedStreet.MatchString(p.text) || streetName.MatchString(p.text) || building.MatchString(p.text) || isNumber(p.text) {
			return pieces[i:]
		}
	}
	return pieces[max(0, len(pieces)-1):]
}

func isNumber(s string) bool { return len(s) <= 5 && isDigit(s[0]) }

func texts(pieces []piece) []string {
	var out []string
	for _, p := range pieces {
		out = append(out, p.text)
	}
	return out
}
