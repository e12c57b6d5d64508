package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/data/prose"
	"fingerpost/geo"
)

// read reads all that a passage says of one listing.
func (s *passage) read() Found {
	f := s.first()
	s.rest(&f)
	return f
}

// first reads what tells a listing from a section of a text: how it is reached, where and when it is.
func (s *passage) first() Found {
	f := Found{How: map[string]How{}}
	s.reach(&f)
	f.Places = s.places(&f)
	s.when(&f)
	return f
}

func (s *passage) rest(f *Found) {
	s.costs(f)
	s.people(f)
	s.entry(f)
	s.waysAndState(f)
	s.runner(f)
	s.describe(f)
}

// more numbers than this without a label are a directory, not one listing's
const maxPhones = 3

// reach reads how the listing is reached. A named person's number is the listing's own where the page gives no other to
// ring; what everyone may ring is not.
func (s *passage) reach(f *Found) {
	var own, persons []prose.Phone
	for _, phone := range s.prose.Phones() {
		switch {
		case phone.Advice:
			s.leave("phone", phone.Number, LeftAdvice)
		case phone.Person:
			persons = append(persons, phone)
		default:
			own = append(own, phone)
		}
	}
	own = orPersons(s, "phone", own, persons, func(p prose.Phone) string { return p.Number })
	if unlabelled := slices.IndexFunc(own, func(p prose.Phone) bool { return s.line(p.Start).kind == none }); len(own) > maxPhones && unlabelled >= 0 {
		for _, p := range own {
			s.leave("phone", p.Number, LeftMany)
		}
		own = nil
	}
	for _, phone := range own {
		how := s.how(phone.Span)
		if s.page.linked[data.Dial(phone.Number)] {
			how = How{"link tel:", Read}
		}
		switch phone.Type {
		case data.SMS:
			if !strings.HasPrefix(phone.Number, "07") && !saysText.MatchString(s.around(phone.Span)) {
				continue // for WhatsApp, which a landline may have
			}
			f.Texts = append(f.Texts, phone.Number)
			f.note("text", how, true)
		case data.Textphone:
		default:
			f.Phones = append(f.Phones, phone.Number)
			f.note("phone", how, true)
		}
	}
	var mails, personal []prose.Email
	for _, mail := range s.prose.Emails() {
		if mail.Person {
			personal = append(personal, mail)
		} else {
			mails = append(mails, mail)
		}
	}
	mails = orPersons(s, "email", mails, personal, func(e prose.Email) string { return e.Address })
	if len(mails) > 2 && !s.labelled(mails) || len(mails) == 2 && s.line(mails[0].Start) == s.line(mails[1].Start) && !s.eitherOf(mails) {
		for _, m := range mails {
			s.leave("email", m.Address, LeftMany)
		}
		mails = nil
	}
	for _, m := range mails {
		how := s.how(m.Span)
		if s.page.linked[strings.ToLower(m.Address)] {
			how = How{"link mailto:", Read}
		}
		f.Emails = append(f.Emails, m.Address)
		f.note("email", how, true)
	}
}

// eitherOf reports whether two addresses at one host are given as ways to reach the same: "hello@ or referrals@".
func (s *passage) eitherOf(mails []prose.Email) bool {
	_, host, _ := strings.Cut(mails[0].Address, "@")
	between := s.text[mails[0].End:max(mails[0].End, mails[1].Start)]
	return strings.HasSuffix(mails[1].Address, "@"+host) && (strings.Contains(between, " or ") || strings.Contains(between, " and "))
}

// saysText is what says that texts may be sent to a number.
var saysText = pattern.MustCompile(`(?i)\b(?:texts?|texting|sms|textline)\b`)

// around is the line that something stands in, with its label, and a short one before it: "Text only" over a number. The words
// of the span are there as well, which may end after the line.
func (s *passage) around(at prose.Span) string {
	l := s.line(at.Start)
	before := ""
	if i, _ := slices.BinarySearch(s.starts, at.Start+1); i > 1 && s.lines[i-2].block == l.block && len(s.lines[i-2].text) < 40 {
		before = s.lines[i-2].text + " "
	}
	return before + l.label + " " + l.text + " " + at.Words
}

// labelled reports whether all addresses stand beside labels.
func (s *passage) labelled(mails []prose.Email) bool {
	return !slices.ContainsFunc(mails, func(m prose.Email) bool {
		k := s.line(m.Start).kind
		return k != mail && k != contact
	})
}

// orPersons takes what is no named person's, and where there is none, what the page gives as the way to reach the listing
// though a person has it.
func orPersons[T any](s *passage, field string, own, persons []T, value func(T) string) []T {
	if len(own) == 0 && len(persons) <= 2 {
		return persons
	}
	for _, p := range persons {
		s.leave(field, value(p), LeftPerson)
	}
	return own
}

func (s *passage) leave(field, value, why string) { s.page.leave(field, value, why) }

func (p *page) leave(field, value, why string) {
	if len(p.left) < 100 {
		p.left = append(p.left, Left{field, value, why})
	}
}

// entry reads how people get in.
func (s *passage) entry(f *Found) {
	e := s.prose.Entry()
	for _, l := range s.of(entry, contact) {
		if needed, said := referralRow(l); said {
			e = prose.Entry{Referral: needed}
			f.note("referral", How{l.how, max2(l.sure)}, true)
			break
		}
	}
	f.Referral = e.Referral
	for _, span := range e.Referred {
		f.note("referral", s.how(span), e.Referral != "")
	}
	if lines := s.of(entry); len(lines) > 0 {
		f.Entry = data.PlainText(join(lines, "\n"), data.MaxDescription)
		f.note("entry", How{lines[0].how, max2(lines[0].sure)}, true)
	}
	for _, l := range s.of(language) {
		for _, code := range prose.LanguagesNamed(l.text) {
			f.Languages = addTo(f.Languages, code)
			f.note("language", How{l.how, max2(l.sure)}, true)
		}
	}
	for _, l := range s.prose.Languages() {
		f.Languages = addTo(f.Languages, l.Code)
		f.note("language", s.how(l.Span), true)
	}
}

// referralRow reads a row such as "Referral required: no".
func referralRow(l line) (data.Referral, bool) {
	label, text := strings.ToLower(l.label), strings.ToLower(l.text)
	if dropIn := strings.Contains(label, "drop-in") || strings.Contains(label, "drop in"); dropIn && (text == "yes" || strings.HasPrefix(text, "yes,")) {
		return data.ReferralNone, true
	}
	if booking := strings.Contains(label, "book") || strings.Contains(label, "appointment"); booking && notNeeded.MatchString(text) {
		return data.ReferralNone, true
	}
	if !strings.Contains(label, "refer") && !strings.Contains(label, "sent by") {
		return "", false
	}
	self := strings.Contains(label, "self") || strings.Contains(label, "myself")
	switch {
	case self && (text == "yes" || strings.HasPrefix(text, "yes ") || strings.HasPrefix(text, "yes,") || strings.HasPrefix(text, "yes.")):
		return data.ReferralNone, true
	case self:
		return "", false
	case strings.HasPrefix(text, "no."), strings.HasPrefix(text, "no;"):
		return data.ReferralNone, true
	case text == "no" || strings.HasPrefix(text, "no ") || strings.HasPrefix(text, "no,") || strings.HasPrefix(text, "not ") || strings.HasPrefix(text, "none"):
		return data.ReferralNone, true
	case text == "yes" || strings.HasPrefix(text, "yes ") || strings.HasPrefix(text, "yes,"):
		return data.ReferralNeeded, true
	}
	return "", false
}

// notNeeded is a field that says that nothing is to be done before one comes.
var notNeeded = pattern.MustCompile(`^(?:no|none|not)(?: (?:booking|appointment)s?)?(?:(?: is| are)? (?:needed|required|necessary))?(?:[ .,;:!-]|$)`)

// waysAndState reads how it is given, and whether it is now.
func (s *passage) waysAndState(f *Found) {
	ways := s.prose.Ways()
	for _, w := range ways {
		if w.Way == data.ByPhone && strings.HasSuffix(strings.ToLower(w.Words), "phone line") && s.line(w.Start).kind == phone {
			continue // of a telephone by which it is reached: "Telephone: 0113 496 0100. Our phone line is open"
		}
		f.Ways = addTo(f.Ways, w.Way)
		f.note("way", s.how(w.Span), true)
	}
	s.waysLabelled(f)
	s.otherwise(f, ways)
	if s.isLine(f) {
		f.Ways = addTo(f.Ways, data.ByPhone)
		f.note("way", How{"line", Read}, true)
		if len(f.Texts) > 0 {
			f.Ways = addTo(f.Ways, data.ByText)
		}
		if f.Referral == "" {
			f.Referral = data.ReferralNone
			f.note("referral", How{"line", Read}, true)
		}
	}
	for _, c := range s.prose.Closed() {
		if f.Status == "" {
			f.Status = c.Status
			f.note("status", s.how(c.Span), true)
		}
	}
}

// describe takes what is said in sentences, outside fields.
func (s *passage) describe(f *Found) {
	var out []string
	block := -1
	for _, l := range s.lines {
		k := l.kind
		if l.level > 0 || k != none && k != about || len(l.text) < 25 && l.block != block {
			continue
		}
		if 2*l.linked > len(l.text) || len(l.text) < 80 && len(geo.FindPostcodes(l.text, 1)) > 0 {
			continue
		}
		if l.block == block && len(out) > 0 {
			out[len(out)-1] += "\n" + l.text
		} else {
			out = append(out, l.text)
		}
		block = l.block
	}
	f.Description = data.PlainText(strings.Join(out, "\n\n"), data.MaxDescription)
	f.note("description", How{"text", Read}, f.Description != "")
	for _, l := range s.of(site) {
		if u := s.page.absolute(l.href); u != "" && f.URL == "" {
			f.URL = u
			f.note("url", How{l.how, max2(l.sure)}, true)
		}
	}
	var topics []string
	for _, l := range s.of(topic) {
		topics = append(topics, strings.Split(l.text, ",")...)
	}
	f.Categories = lines(topics, 20)
	f.note("category", How{"label", Read}, len(f.Categories) > 0)
}

func addTo[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) || len(list) >= 40 {
		return list
	}
	return append(list, x)
}
