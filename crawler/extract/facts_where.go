package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/data/prose"
	"fingerpost/geo"
)

// most places of one listing
const maxPlaces = 50

// places reads where it is given: beside labels, else in any sentence. A place that must not be known is one without an
// address.
func (s *passage) places(f *Found) []Place {
	if hidden := s.prose.Withheld(); len(hidden) > 0 {
		f.note("withheld", s.how(hidden[0]), true)
		return []Place{{Withheld: true}}
	}
	places := s.labelledPlaces(f)
	if len(places) == 0 {
		places = s.prosePlaces(f)
		if at := s.venueAmong(places); at >= 0 {
			places = places[at : at+1]
		}
	}
	s.postcodeFor(places, f)
	said := accessSaid(s.prose)
	for _, l := range s.of(access) {
		if key := accessOf(l); key != "" {
			said = addTo(said, key)
		}
	}
	if len(places) == 1 && len(said) > 0 {
		for _, key := range said {
			places[0].Access = addTo(places[0].Access, key)
		}
		f.note("access", How{"text", Read}, true)
	}
	return places
}

// accessSaid is what sentences say that there is.
func accessSaid(text *prose.Text) (said []string) {
	for _, a := range text.Access() {
		if !a.Lacking {
			said = addTo(said, strings.ReplaceAll(string(a.Kind), " ", "-"))
		}
	}
	return said
}

// accessLabels are what a row says that there is, by a word of its label.
var accessLabels = []struct{ word, key string }{
	{"toilet", "accessible-toilet"}, {"loop", "hearing-loop"}, {"parking", "parking"}, {"lift", "lift"}, {"step", "step-free"}, {"level", "step-free"},
	{"ramp", "step-free"}, {"wheelchair", "wheelchair"},
}

// yes is how the value of such a row begins.
var yes = pattern.MustCompile(`(?i)^[✓✔☑✅ ]*(?:[✓✔☑✅]$|yes\b|true$|on[ -]site|free\b|available|full)`)

// accessOf reads a row such as "Hearing loop: yes".
func accessOf(l line) string {
	if l.label == "" || !yes.MatchString(l.text) {
		return ""
	}
	label := strings.ToLower(l.label)
	for _, a := range accessLabels {
		if strings.Contains(label, a.word) {
			return a.key
		}
	}
	return ""
}

// labelledPlaces reads the lines beside labels such as "Venue" and "Postcode". A label that comes again begins another
// place.
func (s *passage) labelledPlaces(f *Found) []Place {
	var places []Place
	var group []line
	seen := map[string]bool{}
	end := func() {
		if p, ok := s.placeOf(group); ok && !slices.ContainsFunc(places, p.sameAs) && len(places) < maxPlaces {
			how := How{data.PlainLine(group[0].how, data.MaxName), max2(group[0].sure)}
			f.note(numbered("address", len(places)), how, len(p.Address.Lines()) > 0)
			f.note(numbered("postcode", len(places)), how, p.Address.Postcode != "")
			places = append(places, p)
		}
		group, seen = nil, map[string]bool{}
	}
	for _, l := range s.lines {
		if l.level > 0 && l.kind == where {
			end()
		}
		if l.level > 0 || l.kind != where && l.kind != part {
			continue
		}
		if l.first && l.label != "" {
			if seen[l.label] {
				end()
			}
			seen[l.label] = true
		}
		group = append(group, l)
	}
	end()
	return places
}

func (p Place) sameAs(q Place) bool {
	return p.Address == q.Address || p.Address.Postcode != "" && p.Address.Postcode == q.Address.Postcode
}

// placeOf makes a place of the lines beside its labels: an address written in lines, or a sentence with one in it.
func (s *passage) placeOf(group []line) (Place, bool) {
	if len(group) == 0 {
		return Place{}, false
	}
	var p Place
	var texts []string
	prosy, labelled := false, false
	for i, l := range addressLines(group) {
		if i == 0 && l.isBold() && len(group) > 2 && group[1].bold == 0 && len(geo.FindPostcodes(l.text, 1)) == 0 && group[1].block == l.block {
			p.Name = data.PlainLine(l.text, data.MaxName)
			continue
		}
		text := inBrackets.ReplaceAllString(whereLabel.ReplaceAllString(strings.TrimSpace(l.text), ""), "")
		if i == 0 && len(group) > 1 && strings.HasSuffix(text, ":") {
			continue // "Upstairs at:"
		}
		labelled = labelled || l.label != ""
		prosy = prosy || len(text) > 110 || strings.Contains(strings.TrimSuffix(text, "."), ". ") || strings.HasSuffix(text, ".") && len(text) > 50
		texts = append(texts, text)
	}
	joined := strings.Join(texts, "\n")
	if !labelled && len(texts) <= 7 && len(joined) <= 160 && len(geo.FindPostcodes(joined, 1)) > 0 && !sentence.MatchString(joined) {
		labelled = true // under a heading, and nothing but an address
	}
	if prosy || !labelled || len(texts) > 9 {
		for _, a := range s.page.passageOf(group, s.name).prose.Addresses() {
			if !a.Postal && !a.Elsewhere && a.Sure != prose.Bare {
				p.Address = a.Address
				return p, true
			}
		}
		return s.housePlace(joined)
	}
	p.Address = addressOf(joined)
	if parts := strings.FieldsFunc(joined, func(r rune) bool { return r == ',' || r == '\n' }); len(parts) == 2 && p.Address.Postcode == "" && isHouse(parts[0]) && isTown(strings.TrimSpace(parts[1])) && !isHouse(parts[1]) && isCapital(parts[1]) {
		return p, true // "Venue: Methodist Church Hall, Leeds"
	}
	one := p.Address.Postcode == "" && (p.Address.City == "" && p.Address.Line2 == "" || !isAddress(joined) && !strings.HasPrefix(group[0].how, "table "))
	return p, len(p.Address.Lines()) > 0 && !one
}

// isCapital reports whether every word of a text has a capital.
func isCapital(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// onStreet is where a sentence says that a house is, after its name.
var onStreet = pattern.MustCompile(`\b(?:[Ii]t|[Tt]hat|[Tt]his|[Ww]hich|[Ww]e)(?:'s|’s|'re|’re| is| are) (?:just |right )?(?:on|in|off|at) (?:the )?((?:\d{1,4}[a-z]? )?(?:\p{Lu}[\p{L}'’-]+ ?){1,4})`)

// housePlace reads sentences beside a label that begin with the name of a house, and say its street and its postcode after it:
// "St Mark's Hall. It's on Mill Road, opposite the shop. LS12 3AB."
func (s *passage) housePlace(text string) (Place, bool) {
	name, rest, ok := strings.Cut(text, ". ")
	codes := geo.FindPostcodes(rest, 2)
	if !ok || len(codes) != 1 || len(name) > 60 || sentence.MatchString(name) || len(nameWords(name)) < 2 {
		return Place{}, false
	}
	p := Place{Address: data.Address{Line1: data.PlainLine(name, data.MaxName), Postcode: codes[0].Postcode.String()}}
	if m := onStreet.FindStringSubmatch(rest[:codes[0].Start]); m != nil {
		p.Address.Line2 = strings.TrimSpace(m[1])
	}
	return p, true
}

// addressLines are those of a group that may be of an address: up to the postcode, or to a way to reach it.
func addressLines(group []line) []line {
	for i, l := range group {
		switch {
		case len(geo.FindPostcodes(l.text, 1)) > 0 && (i+1 == len(group) || !group[i+1].isLabelled()):
			return group[:i+1]
		case i > 0 && (strings.Contains(l.text, "@") || digits(l.text) >= 9):
			return group[:i]
		}
	}
	return group
}

// isLabelled reports whether a line is the first beside a label of its own.
func (l line) isLabelled() bool { return l.first && l.label != "" }

// sentence has words that no address has.
var sentence = pattern.MustCompile(`(?i)\b(?:we|our|us|you|is|are|meet|meets|held|find|located|based|every|please|come|from)\b|[0-9] ?[ap]m\b`)

// inBrackets is a way to find a place in words that are no names: "(round the back)".
var inBrackets = pattern.MustCompile(` ?\([a-z][^()]{3,80}\)`)

// whereLabel is a label that stands in the value itself.
var whereLabel = pattern.MustCompile(`(?i)^(?:address|venue|location|where|postcode) ?: ?`)

// mapLink is the text of a link that leads to a map.
var mapLink = pattern.MustCompile(`(?i)^\W*(?:(?:view|see|show|find|open|get|look|click)\b.{0,25}\b(?:maps?|directions)|(?:google |street ?|location )?maps?|(?:get )?directions|street ?view|view (?:larger )?map.{0,20})\W*$`)

// isMapLink reports whether a link's text asks to look at a map.
func isMapLink(text string) bool { return len(text) < 60 && mapLink.MatchString(text) }

// isAddress reports whether a text without a postcode is an address still: it has a street.
func isAddress(text string) bool {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isLetterOrDigit(r) }) {
		if streetWords[word] {
			return true
		}
	}
	return false
}

var streetWords = wordSet(`road street lane avenue drive close way place square terrace crescent court gardens hill row parade walk
	grove rise green mews rd st ave heol stryd ffordd lôn`)

// prosePlaces are the addresses in the sentences of the passage.
func (s *passage) prosePlaces(f *Found) []Place {
	var places []Place
	for _, a := range s.prose.Addresses() {
		p := Place{Address: a.Address}
		if a.Postal || a.Elsewhere || a.Sure == prose.Bare && s.line(a.Start).kind == none || slices.ContainsFunc(places, p.sameAs) || len(places) >= maxPlaces {
			continue
		}
		if m := behindAddress.FindStringSubmatch(s.text[a.End:]); m != nil {
			p.Access = accessSaid(prose.Of(m[1]))
			f.note("access", How{"text", Read}, len(p.Access) > 0)
		}
		f.note(numbered("address", len(places)), s.how(a.Span), true)
		f.note(numbered("postcode", len(places)), s.how(a.Span), p.Address.Postcode != "")
		places = append(places, p)
	}
	return places
}

// behindAddress is what stands in brackets behind an address, and is said of that place alone: "LS12 3AB (there's a lift)".
var behindAddress = pattern.MustCompile(`^ ?\(([^()\n]{5,120})\)`)

// venue is the name of a place that the passage gives beside a label, without its address.
func (s *passage) venue() string {
	for _, l := range s.of(where) {
		text := strings.Trim(anyBrackets.ReplaceAllString(whereLabel.ReplaceAllString(l.text, ""), ""), " .,;")
		if len(text) > 3 && len(text) <= 60 && len(nameWords(text)) <= 6 && !sentence.MatchString(text) {
			return text
		}
	}
	return ""
}

// venueAmong finds the place that the passage names beside a label among several with addresses; -1 if none is it.
func (s *passage) venueAmong(places []Place) int {
	name := s.venue()
	if len(places) < 2 || name == "" {
		return -1
	}
	return slices.IndexFunc(places, func(p Place) bool { return alike(p.Address.Line1, name) })
}

// findVenues gives the listings of a page that name their place the address that the page gives for that name elsewhere:
// below a table, or in its first words.
func (p *page) findVenues(found []Found, texts []*passage) {
	var known []prose.Address
	var all *passage
	for i := range found {
		f := &found[i]
		if len(f.Places) > 1 || len(f.Places) == 1 && (f.Places[0].Withheld || f.Places[0].Address.Postcode != "") {
			continue
		}
		name := texts[i].venue()
		if name == "" {
			continue
		}
		if known == nil {
			all = p.passageOf(p.lines, p.heading)
			known = append(all.prose.Addresses(), prose.Address{})
		}
		for _, a := range known {
			if !a.Postal && !a.Elsewhere && a.Sure != prose.Bare && a.Address.Line1 != "" && alike(a.Address.Line1, name) && len(a.Address.Lines()) > 1 {
				f.Places = []Place{{Address: a.Address, Access: accessSaid(prose.Of(all.line(a.Start).text))}}
				f.note("access", How{"text", Read}, len(f.Places[0].Access) > 0)
				how := How{data.PlainLine("text: '"+a.Words+"'", data.MaxName), Read}
				f.note("address", how, true)
				f.note("postcode", how, a.Address.Postcode != "")
				break
			}
		}
	}
}

// anyBrackets are brackets and what is in them.
var anyBrackets = pattern.MustCompile(` ?\([^()]*\)`)

// postcodeFor gives the only place the postcode that stands by itself to find it by: "For sat navs: LS12 3AB".
func (s *passage) postcodeFor(places []Place, f *Found) {
	if len(places) != 1 || places[0].Address.Postcode != "" || places[0].Withheld {
		return
	}
	for _, a := range s.prose.Addresses() {
		if a.ForMaps && !a.Postal && !a.Elsewhere {
			places[0].Address.Postcode = a.Address.Postcode
			f.note("postcode", s.how(a.Span), true)
			return
		}
	}
}

// addressOf reads an address that is nothing else, in lines or between commas: a postcode where one is, the first part,
// the last as the town, and the rest in a second.
func addressOf(s string) data.Address {
	text := data.PlainText(s, data.MaxSummary)
	var a data.Address
	for _, found := range geo.FindPostcodes(text, 1) {
		a.Postcode = found.Postcode.String()
		if before := strings.TrimSpace(text[:found.Start]); before != "" {
			text = before // and ways to find it after it
		} else {
			text = text[found.End:]
		}
	}
	var parts []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' || r == '•' }) {
		if part = strings.Trim(part, " .;-–"); part != "" && !countries[strings.ToLower(part)] {
			parts = append(parts, part)
		}
	}
	if len(parts) > 1 && isHouseNumber(parts[0]) {
		parts = append([]string{parts[0] + " " + parts[1]}, parts[2:]...)
	}
	if len(parts) > 1 && a.Postcode != "" && isTown(parts[len(parts)-1]) {
		last := len(parts) - 1
		if len(parts) > 2 && isCounty(parts[last]) {
			a.County = parts[last]
			last--
		}
		a.City, parts = parts[last], parts[:last]
	}
	if len(parts) > 0 {
		a.Line1, a.Line2 = parts[0], strings.Join(parts[1:], ", ")
	}
	return a
}

var countries = map[string]bool{"united kingdom": true, "uk": true, "england": true, "scotland": true, "wales": true, "northern ireland": true,
	"great britain": true, "gb": true, "cymru": true}

func isHouseNumber(s string) bool {
	return len(s) <= 5 && strings.Trim(s, "0123456789") != s && !strings.Contains(s, " ")
}

// isTown reports whether the last part of an address may be its town: it has no number and is no street.
func isTown(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	return len(words) > 0 && len(words) <= 4 && !strings.ContainsAny(s, "0123456789(") && (len(words) == 1 || !streetWords[words[len(words)-1]])
}

// isCounty reports whether a part of an address names a county.
func isCounty(s string) bool {
	low := strings.ToLower(s)
	return strings.HasSuffix(low, "shire") || counties[low]
}

var counties = map[string]bool{"tyne and wear": true, "tyne & wear": true, "west midlands": true, "greater manchester": true, "merseyside": true, "kent": true, "essex": true,
	"surrey": true, "east sussex": true, "west sussex": true, "norfolk": true, "suffolk": true, "cornwall": true, "devon": true, "dorset": true,
	"somerset": true, "cumbria": true, "county durham": true, "co durham": true, "greater london": true, "rutland": true, "gwent": true, "dyfed": true,
	"powys": true, "gwynedd": true, "clwyd": true, "south glamorgan": true, "mid glamorgan": true, "west glamorgan": true, "fife": true, "isle of wight": true}
