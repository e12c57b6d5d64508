package prose

import (
	"slices"
	"strings"

	"fingerpost/data/pattern"
	"fingerpost/geo"
)

// What sentences say of addresses: which is the name of the house at a street, and which is not the service's at all.

var (
	// standsAt is what stands between the name of a house and where it is: "The Hub is at 2 Mill Road".
	standsAt = pattern.MustCompile(`\b(?:is|are) (?:(?:right|just|based|located|situated|to be found) )?(?:at|on|in) (?:the )?`)
	// goingOn is what stands before an address that is not the service's.
	goingOn = pattern.MustCompile(`\b(?:afterwards|after (?:the|each|every|our) (?:walk|ride|session|meeting|class|group|game|match)|nearest|bus stop|get off|(?:kept|stored|garaged|parked overnight) (?:at|in)|donations? (?:to|at|can|may|should)|food to give|things to give|drop off (?:your |any )?(?:food|donations?|clothes|items)|to hire (?:the|a|our|it)|head ?quarters|head office|moved (?:out of|from)|used to (?:be|meet)|formerly (?:at|in)|you can park|please park|park (?:your car|for free) (?:at|in)|parking (?:is|at|in)|(?:published|owned|funded) by|made out to|complaints?)\b`)
	// nobodyThere says of a place, in its sentence or the next, that nobody is seen there.
	nobodyThere = pattern.MustCompile(`\b(?:no (?:public )?access|not open to (?:the )?(?:public|visitors)|not a (?:clinic|venue|meeting place|drop-in)|(?:can't|cannot|do not|don't) (?:see|visit|call in|drop in|come (?:here|to))|(?:cannot|can't|do not|don't) (?:see|help|meet) (?:you|people|anyone|anybody|visitors|clients) (?:here|there|at this)|(?:try to |please |do )?(?:not|don't) (?:try to )?visit|no (?:visitors|callers)|(?:by|for) post only|(?:hold|holds|keep|keeps|stock|stocks) no|for letters only)\b`)
	// forMaps is what stands around a postcode by which a place is found.
	forMaps = pattern.MustCompile(`\b(?:sat ?-?navs?|satellite navigation|post ?code|what3words|google maps|for your map)\b`)
	// brackets are words beside a part of an address that are none of it: "St Mark's Hall (behind the church)".
	brackets = pattern.MustCompile(` ?\([^()]*(?:\)|$)`)
)

// isElsewhere reports whether the words before an address, or those that follow, say that it is not where the service is.
func (t *Text) isElsewhere(from, to int) bool {
	if goingOn.MatchString(t.low[from:to]) {
		return true
	}
	s := t.in(to - 1)
	end := s.end
	if _, last := t.line(to - 1); end < last {
		end = t.in(min(end+1, last-1)).end // the sentence after it
	}
	return end > to && nobodyThere.MatchString(t.low[to:end])
}

var (
	// dayAt is a day before the place at which something is on it.
	dayAt = pattern.MustCompile(`^(?:Every |Each |On )?(?:(?:1st|2nd|3rd|4th|First|Second|Third|Fourth|Last) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?: (?:mornings?|afternoons?|evenings?))? at (?:the )?`)
	// besideIt begins a part of an address that says what stands beside it.
	besideIt = pattern.MustCompile(`(?i)^(?:just )?(?:beside|next to|next door to|behind) (?:the |our )?\p{L}`)
	// joined is the name of a house or a street before a word that leads on to where it is: "Quaker House on Mount Street in".
	joined = pattern.MustCompile(`((?:\p{Lu}[\p{L}\d'.&-]*|\d{1,4}[a-z]?)(?: (?:of|and|the|&|\p{Lu}[\p{L}\d'.&-]*|\d{1,4}[a-z]?))*) (?:in|on|at|off) (?:the )?$`)
)

// upTo are the names of a house and a street that lead on to a part of an address, within a part of a sentence.
func (t *Text) upTo(tail piece, from int) (pieces []piece) {
	for range 2 {
		m := joined.FindStringSubmatchIndex(t.plain[from:tail.start])
		if m == nil {
			break
		}
		p := trimmed(t.plain, from+m[2], from+m[3])
		if !fits(p.text, 60) || !streetName.MatchString(p.text) && (!building.MatchString(p.text) || len(strings.Fields(p.text)) < 2) {
			break
		}
		p.announced = true
		pieces, tail = append([]piece{p}, pieces...), p
	}
	return pieces
}

// opensName is where brackets open around a name: "Elm Health Centre (Elm Lane, Leeds, LS12 3AB)"; -1 if nowhere.
func opensName(text string) int {
	at := strings.LastIndexByte(text, '(')
	if at < 0 || at+1 >= len(text) || strings.IndexByte(text[at:], ')') >= 0 {
		return -1
	}
	if c := text[at+1]; c >= 'A' && c <= 'Z' || isDigit(c) {
		return at
	}
	return -1
}

// withoutBrackets leaves out of a part of an address what stands in brackets at its end.
func withoutBrackets(text string, p piece) piece {
	at := strings.IndexByte(text[p.start:p.end], '(')
	if at < 4 || opensName(text[p.start:p.end]) >= 0 || !brackets.MatchString(text[p.start:p.end]) {
		return p
	}
	return trimmed(text, p.start, p.start+at)
}

// endsAsAddress reports whether the last parts of a line may be of an address: "Side door, Bloomfield Road, Leeds".
func endsAsAddress(line string) bool {
	parts := strings.Split(line, ",")
	n := len(parts)
	return n > 2 && fits(strings.TrimSpace(parts[n-1]), 40) && streetName.MatchString(strings.TrimSpace(parts[n-2])) && fits(strings.TrimSpace(parts[n-2]), 40)
}

// isPostcodeLabel reports whether a text is the label of a postcode.
func isPostcodeLabel(label string) bool {
	return len(label) > 4 && strings.EqualFold(label[:4], "post") && strings.Contains(strings.ToLower(label), "code")
}

// withHouse puts the house before the number and street where a sentence says that it is: "Yoker Kitchen is at 2 Mill Road".
func (t *Text) withHouse(pieces []piece) []piece {
	if len(pieces) == 0 || !numberedStreet.MatchString(pieces[0].text) {
		return pieces
	}
	from := t.in(pieces[0].start).start
	at := standsAt.FindAllStringIndex(t.low[from:pieces[0].start], 5)
	if len(at) == 0 || from+at[len(at)-1][1] != pieces[0].start {
		return pieces
	}
	return append(t.houseBefore(from, from+at[len(at)-1][0]), pieces...)
}

// houseBefore is the name of a house that a sentence begins with, up to a place in it.
func (t *Text) houseBefore(from, to int) []piece {
	p := trimmed(t.plain, from, to)
	if low, ok := strings.CutPrefix(strings.ToLower(p.text), "the "); ok && len(low) > 3 {
		p = trimmed(t.plain, p.end-len(low), p.end)
	}
	if !fits(p.text, 60) || !building.MatchString(p.text) || len(strings.Fields(p.text)) < 2 {
		return nil
	}
	p.announced = true
	return []piece{p}
}

// unposted reads an address without a postcode from a sentence that says that something is there. It has a street with a
// number, or a building and a street.
func (t *Text) unposted(s sentence) (Address, bool) {
	low, plain := t.of(s)
	at := places.FindStringIndex(low)
	var pieces []piece
	if at == nil {
		if at = standsAt.FindStringIndex(low); at != nil {
			pieces = t.houseBefore(s.start, s.start+at[0])
		}
	}
	if at == nil || strings.HasSuffix(low, "?") || denied.MatchString(low[:at[0]]) || len(geo.FindPostcodes(plain, 1)) > 0 {
		return Address{}, false
	}
	if pieces = t.forwards(pieces, s.start+at[1], s.end); len(pieces) == 0 {
		// "We play at the green in Harold Park, Park Road": the place has a name only further on.
		if more := further.FindStringIndex(low[at[1]:]); more != nil {
			pieces = t.forwards(nil, s.start+at[1]+more[1], s.end)
		}
	}
	numbered := slices.ContainsFunc(pieces, func(p piece) bool { return numberedStreet.MatchString(p.text) && streetName.MatchString(p.text) })
	housed := len(pieces) > 1 && building.MatchString(pieces[0].text) && hasStreet(pieces[1:])
	if !numbered && !housed {
		return Address{}, false
	}
	a := Address{Span: t.span(pieces[0].start, pieces[len(pieces)-1].end), Sure: Likely, Postal: posted.MatchString(low), Elsewhere: t.isElsewhere(s.start, s.end)}
	a.Address.SetParts(texts(pieces))
	return a, true
}

// further is what leads on from words for a place to one with a name.
var further = pattern.MustCompile(`^[a-z ]{3,30}? (?:in|at|of|on) (?:the )?`)

// forwards reads the parts between commas that follow a place in a sentence, as far as they are of an address.
func (t *Text) forwards(pieces []piece, from, to int) []piece {
	for start := from; start < to && len(pieces) < 5; {
		end := to
		if gap := strings.IndexByte(t.plain[start:to], ','); gap >= 0 {
			end = start + gap
		}
		p := withoutBrackets(t.plain, trimmed(t.plain, start, end))
		if !fits(p.text, 60) {
			if head, ok := headOf(t.plain, p); ok {
				pieces = append(pieces, head)
			}
			break
		}
		pieces = append(pieces, p)
		start = end + 1
	}
	return pieces
}

// isHome reports whether a person's name stands before the number and street of an address: it is where they live.
func (t *Text) isHome(pieces []piece) bool {
	at := slices.IndexFunc(pieces, func(p piece) bool { return numberedStreet.MatchString(p.text) })
	if at < 0 {
		return false
	}
	from := t.in(pieces[at].start).start
	before := strings.TrimRight(t.plain[min(from, pieces[at].start):pieces[at].start], " ,")
	return before != "" && !building.MatchString(before[strings.LastIndexAny(before, ",:")+1:]) && t.toPerson(before, false)
}

// headOf is the beginning of a part of a sentence that is of an address: "Chapel Lane every Tuesday".
func headOf(text string, p piece) (piece, bool) {
	for end := p.start; end < p.end; {
		next := strings.IndexByte(text[end:p.end], ' ')
		if next < 0 {
			break
		}
		if word := text[end : end+next]; !fits(text[p.start:end+next], 60) && word != "" && !isDigit(word[0]) {
			head := trimmed(text, p.start, end)
			return head, fits(head.text, 60)
		}
		end += next + 1
	}
	return piece{}, false
}
