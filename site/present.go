package site

import (
	"slices"
	"strings"
	"unicode"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/words"
)

// listed is a result with its listing.
type listed struct {
	result index.Result
	*card                // of the listing
	found  []index.Match // where the listing says what was sought
}

// serviceAddress is the address of a listing's page. The id finds it; the name is for people.
func (s *Site) serviceAddress(service data.Service) string {
	return "/services/" + string(service.ID) + "/" + slug(service.Name)
}

// slug writes a name for an address: lower-case letters and digits of ASCII, parted by hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case r == '\'' || r == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 60 {
			break
		}
	}
	name = strings.Trim(b.String(), "-")
	if name == reportName { // there the form is
		return name + "-service"
	}
	return name
}

// summaryLetters is how much of a description stands in for a summary.
const summaryLetters = 160

// summaryOf is a service's one line: its summary, or how its description begins.
func summaryOf(service data.Service) string {
	if service.Summary != "" {
		return service.Summary
	}
	return data.PlainLine(service.Description, summaryLetters)
}

// phoneOf is the number to ring first.
func (s *Site) phoneOf(service data.Service) (number string, kind data.PhoneType) {
	if line, ok := s.helplines[service.Helpline]; ok {
		if line.Number != "" {
			return line.Number, data.Voice
		}
		return line.TextTo, data.SMS
	}
	for _, p := range service.Phones {
		if p.Type != data.SMS {
			return p.Number, p.Type
		}
	}
	for _, p := range service.Phones {
		return p.Number, p.Type
	}
	return "", ""
}

// dialLink is the link that rings a number or writes to it.
func dialLink(number string, kind data.PhoneType) string {
	if kind == data.SMS {
		return "sms:" + data.Dial(number)
	}
	return "tel:" + data.Dial(number)
}

// openState is whether a result is open now, at the place that it is shown with.
func (s *Site) openState(l listed) hours.State {
	at := l.placedAt(l.result.Location)
	return hours.At(at.schedules, at.nation, s.Holidays, s.Now())
}

// openWords says whether something is open.
func openWords(w words.Words, state hours.State, now data.Clock) (sentence string, open bool) {
	switch {
	case !state.Known:
		return "", false
	case state.RingFirst:
		return w.T("open.ring_first"), false
	case state.Open && state.Always:
		return w.T("open.always"), true
	case state.Open && state.Until.IsZero():
		return w.T("open.now"), true
	case state.Open:
		return w.T("open.until", "Time", clockTime(w, state.Until)), true
	case state.OpensNext.IsZero():
		return w.T("open.closed"), false
	}
	next := data.DateOf(state.OpensNext)
	switch days := int(next.Time().Sub(data.DateOf(now()).Time()).Hours()+1) / 24; { // a day may have 23 hours
	case days == 0:
		return w.T("open.today", "Time", clockTime(w, state.OpensNext)), false
	case days == 1:
		return w.T("open.tomorrow", "Time", clockTime(w, state.OpensNext)), false
	case days > 6:
		return w.T("open.date", "Date", dateWords(w, next), "Time", clockTime(w, state.OpensNext)), false
	}
	return w.T("open.day", "Day", weekday(w, state.OpensNext.In(data.London).Weekday()), "Time", clockTime(w, state.OpensNext)), false
}

// distanceWords says how far a result is, as exactly as is known: a place known only to its postcode sector is "in M15 5".
func (s *Site) distanceWords(w words.Words, l listed, origin *geo.Place) string {
	if l.result.Distance == nil || origin == nil {
		return ""
	}
	miles := float64(*l.result.Distance)
	position, ok := l.positionOf(l.result.Location)
	if ok && !position.Close() {
		if miles < 1 {
			return w.T("distance.in", "Label", position.Label)
		}
		return w.T("distance.in_about", "Label", position.Label, "Miles", milesWords(w, miles))
	}
	if origin.Precision != geo.PrecisionUnit && origin.Precision != geo.PrecisionPoint {
		if miles < veryNear {
			return milesWords(w, miles)
		}
		return w.T("distance.about", "Miles", milesWords(w, miles))
	}
	if miles <= walkable {
		return w.T("distance.walk", "Miles", milesWords(w, miles), "Minutes", w.N("distance.minutes", l.result.Distance.Walk()))
	}
	return milesWords(w, miles)
}

// walkable is how far, in miles, people are told how long a walk takes.
const walkable = 1.0

// veryNear is below what, in miles, a distance is not told in figures.
const veryNear = 0.1

// milesWords writes a distance: in tenths below ten miles, and never as nought.
func milesWords(w words.Words, miles float64) string {
	if miles < veryNear {
		return w.T("distance.very_near")
	}
	tenths := int(miles*10 + 0.5)
	if miles >= 9.95 {
		return w.N("distance.miles", int(miles+0.5), "Miles", int(miles+0.5))
	}
	if tenths == 10 {
		return w.N("distance.miles", 1, "Miles", "1")
	}
	return w.T("distance.tenths", "Whole", tenths/10, "Tenth", tenths%10)
}

// why lists the reasons for a result, in words.
func (s *Site) why(w words.Words, l listed, origin *geo.Place) []string {
	why := []string{}
	area := areaName(w, l.result.Area)
	switch {
	case l.result.Reach == index.Near:
		why = append(why, w.T("why.near", "Place", origin.Label))
		if area != "" && !l.result.Assumed {
			why = append(why, w.T("why.serves", "Area", area))
		}
	case l.result.Reach == index.None:
	case l.result.Assumed:
		why = append(why, w.T("why.assumed", "Area", area))
	default:
		why = append(why, w.T("why.serves", "Area", area))
	}
	for _, m := range l.found {
		why = append(why, w.T("why.in."+string(m.Field), "Words", m.Words))
	}
	if l.result.Resembles != "" && len(l.found) == 0 {
		why = append(why, w.T("why.asked"))
	}
	if names := s.topicNames(w, l.result.Topics); len(names) > 0 {
		why = append(why, w.T("why.topic", "Topic", list(w, names[:min(len(names), 2)])))
	}
	return why
}

// topicNames are the names of topics; of one and what it belongs to, only the one.
func (s *Site) topicNames(w words.Words, ids []data.TopicID) []string {
	var names []string
	for _, id := range ids {
		belongs := func(other data.TopicID) bool {
			t, _ := s.Lexicon.Topics.Get(other)
			return t.Parent == id
		}
		if t, ok := s.Lexicon.Topics.Get(id); ok && !slices.ContainsFunc(ids, belongs) {
			names = append(names, s.topicName(w, t))
		}
	}
	return names
}

// whyNotSentences say why a service is not among the results of a search, or where it is.
func (s *Site) whyNotSentences(w words.Words, why index.WhyNot) []string {
	switch {
	case why.Rank > 0:
		return []string{w.T("whynot.rank", "Rank", why.Rank)}
	case !why.Listed:
		return []string{w.T("whynot.unlisted")}
	}
	var out []string
	if len(why.Missing) > 0 {
		out = append(out, w.T("whynot.words", "Words", list(w, why.Missing)))
	}
	distance := ""
	if why.Distance != nil {
		distance = milesWords(w, float64(*why.Distance))
	}
	switch why.Absence {
	case index.TooFar:
		out = append(out, w.T("whynot.far", "Distance", distance))
	case index.Elsewhere:
		out = append(out, w.T("whynot.elsewhere", "Areas", areaNames(w, why.Areas)))
	case index.InPerson:
		out = append(out, w.T("whynot.in_person"))
	case index.Nowhere:
		out = append(out, w.T("whynot.nowhere"))
	}
	for _, g := range why.Fails {
		out = append(out, w.T("whynot.filter", "Filter", w.T("filters."+string(g))))
	}
	if why.Dates {
		out = append(out, w.T("whynot.dates"))
	}
	if len(out) == 0 {
		out = append(out, w.T("whynot.worse"))
	}
	return out
}

// areaName is how an area is named in a sentence.
func areaName(w words.Words, code geo.AreaCode) string {
	if code.Level() == geo.UKLevel {
		return w.T("area.uk")
	}
	if nation := geo.Nation([]geo.AreaCode{code}); code.Level() == geo.NationLevel && nation != "" {
		return w.T("nation." + nation)
	}
	area, _ := geo.AreaByCode(code)
	return area.Name
}
