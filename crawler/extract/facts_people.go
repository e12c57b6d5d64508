package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/data/prose"
)

// people reads whom it is for.
func (s *passage) people(f *Found) {
	ages := slices.DeleteFunc(s.prose.Ages(), s.headsPart)
	if labelled := slices.DeleteFunc(slices.Clone(ages), func(a prose.Age) bool { return s.line(a.Start).kind != age }); len(labelled) > 0 {
		ages = labelled
	}
	if rows, both := s.ageRows(); both || len(rows) > 0 && len(ages) == 0 {
		ages = rows
	}
	if len(ages) == 0 { // "Over 60s Christmas Tea"
		for _, a := range prose.Of(s.name).Ages() {
			a.Span = prose.Span{}
			ages = append(ages, a)
		}
	}
	var groups []data.Ages
	for _, a := range ages {
		groups = append(groups, a.Ages)
		f.note("age", s.how(a.Span), true)
	}
	f.Ages = data.WidestAges(groups)
	if f.Ages.Minimum != nil && *f.Ages.Minimum == 0 && f.Ages.Maximum != nil {
		f.Ages.Minimum = nil // from birth
	}
	if f.Ages == (data.Ages{}) {
		delete(f.How, "age")
	}
	for _, group := range s.prose.Audiences(s.page.rules.Audiences) {
		f.For = addTo(f.For, group.ID)
		f.note("for", s.how(group.Span), true)
	}
	s.peopleLabelled(f)
	for _, id := range ofAge(f.Ages) {
		f.For = addTo(f.For, id)
		f.note("for", f.How["age"], true)
	}
	for _, a := range s.page.namedFor(s.name) {
		f.For = addTo(f.For, a)
		f.note("for", How{"name", Read}, true)
	}
	if lines := s.of(who); len(lines) > 0 {
		f.Audience = data.PlainLine(join(lines, " "), data.MaxSummary)
		f.note("audience", How{lines[0].how, max2(lines[0].sure)}, true)
	}
	for _, a := range append(s.prose.Areas(), s.whoText().Areas()...) {
		name := data.PlainLine(a.Name, data.MaxName)
		if name == "" {
			name = a.Postcode.String()
		}
		f.Areas = addTo(f.Areas, Area{Name: name, Code: a.Code})
		f.note("area", s.how(a.Span), true)
	}
}

// headsPart reports whether an age is a whole heading over what is said of some of those who come: "Under 19s", behind what is
// said of all.
func (s *passage) headsPart(a prose.Age) bool {
	l := s.line(a.Start)
	if l.level == 0 || a.Words == "" || !strings.EqualFold(strings.TrimSpace(l.text), a.Words) {
		return false
	}
	at := slices.IndexFunc(s.lines, func(o line) bool { return o.level > 0 && o.text == l.text })
	return at > 0 && slices.ContainsFunc(s.lines[:at], func(o line) bool { return o.level == 0 && len(o.text) > 60 })
}

// whoText is what stands beside labels for whom it is for, as a sentence that says so.
func (s *passage) whoText() *prose.Text {
	if s.forWho != nil {
		return s.forWho
	}
	var b strings.Builder
	for _, l := range s.of(who, age) {
		text := strings.TrimSpace(s.page.plain(l.text))
		if first, size := utf8.DecodeRuneInString(text); size > 0 && len(text) < 300 && !sentElsewhere.MatchString(text) {
			b.WriteString("It is for " + string(unicode.ToLower(first)) + text[size:] + "\n")
		}
	}
	s.forWho = prose.Of(b.String())
	return s.forWho
}

// sentElsewhere is a line that sends others to another service, or a condition that others in the house may meet.
var sentElsewhere = pattern.MustCompile(`(?i)^(?:someone|somebody|anyone) (?:at home|has|in your|you live)\b|^if (?:you|your|they)\b.*\b(?:see|contact|call|ring|visit|ask|go to|try|look at)\b`)

// peopleLabelled reads the groups of people beside labels.
func (s *passage) peopleLabelled(f *Found) {
	lines := s.of(who, age)
	if len(lines) == 0 {
		return
	}
	for _, group := range s.whoText().Audiences(s.page.rules.Audiences) {
		f.For = addTo(f.For, group.ID)
		f.note("for", How{lines[0].how, max2(lines[0].sure)}, true)
	}
}

// ofAge are the groups of an age that all who may come are in: the older from 50 on, the young to 25, the children to 12.
func ofAge(ages data.Ages) []data.AudienceID {
	switch {
	case ages.Minimum != nil && *ages.Minimum >= 50:
		return []data.AudienceID{"older-people"}
	case ages.Maximum != nil && *ages.Maximum <= 12:
		return []data.AudienceID{"children"}
	case ages.Maximum != nil && *ages.Maximum <= 25:
		return []data.AudienceID{"young-people"}
	}
	return nil
}

// agesFirst is a field of whom it is for that begins with their ages.
var agesFirst = pattern.MustCompile(`(?i)^(?:ages? |over |under )?\d{1,2} ?(?:\+|plus\b|to \d|- ?\d|– ?\d|and over\b)|^(?:over|under)[ -]\d{1,2}s?\b`)

// fromRow and toRow are the labels of the least and the greatest age, in rows of their own.
var (
	fromRow = pattern.MustCompile(`(?i)^(?:ages? from|from age|min(?:imum)? age|lower age(?: limit)?|youngest(?: age)?)$`)
	toRow   = pattern.MustCompile(`(?i)^(?:ages? to|to age|max(?:imum)? age|upper age(?: limit)?|oldest(?: age)?)$`)
)

// ageRows reads fields that hold ages in few words: "Under 5", "55 plus", and the least and the greatest in two rows; both says
// that those are there.
func (s *passage) ageRows() (out []prose.Age, both bool) {
	least, most := "", ""
	for _, l := range s.of(age, who) {
		if l.kind == who && !agesFirst.MatchString(l.text) {
			continue
		}
		switch label := plainLabel(l.label); {
		case fromRow.MatchString(label):
			least = strings.TrimSpace(l.text)
		case toRow.MatchString(label):
			most = strings.TrimSpace(l.text)
		case len(l.text) < 40:
			out = append(out, prose.Of("Aged "+l.text).Ages()...)
		}
	}
	switch {
	case least != "" && most != "":
		out = append(out, prose.Of("Aged "+least+" to "+most).Ages()...)
	case least != "":
		out = append(out, prose.Of("Aged "+least+" and over").Ages()...)
	case most != "":
		out = append(out, prose.Of("Aged "+most+" and under").Ages()...)
	}
	for i := range out {
		out[i].Span = prose.Span{}
	}
	return out, least != "" && most != "" && len(out) > 0
}
