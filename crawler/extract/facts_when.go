package extract

import (
	"regexp"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// when reads when it is given: beside labels, else in any sentence.
func (s *passage) when(f *Found) {
	labelled := s.of(when)
	var found []hours.Found
	if len(labelled) > 0 {
		found = s.page.labelledHours(labelled)
		for _, h := range found {
			f.note("hours", How{data.PlainLine(labelled[0].how, data.MaxName), max2(labelled[0].sure)}, h.Schedules != nil)
		}
	}
	if len(found) == 0 {
		found = s.choose(hours.Find(s.text, s.page.rules.Today, "", ""))
		for _, h := range found {
			f.note("hours", How{data.PlainLine("text: '"+h.Words+"'", data.MaxName), Read}, true)
		}
	}
	if len(found) == 0 && len(labelled) > 0 {
		f.Hours = lines(strings.Split(join(labelled, "\n"), "\n"), 20)
		f.note("hours", How{data.PlainLine(labelled[0].how, data.MaxName), max2(labelled[0].sure)}, len(f.Hours) > 0)
		return
	}
	for _, h := range found {
		f.Hours = addTo(f.Hours, data.PlainLine(h.Words, data.MaxName))
		f.Schedules = addSchedules(f.Schedules, h.Schedules)
	}
}

// labelledHours reads lines that a label says are hours.
func (p *page) labelledHours(labelled []line) []hours.Found {
	text := join(labelled, "\n")
	for _, between := range []string{"\n", " "} { // a day and its time may be two rows
		words := join(labelled, between)
		if rules, ok := hours.ReadWords(words, "", ""); ok {
			return []hours.Found{{Schedules: rules, Words: words}}
		}
	}
	found := hours.Find(text, p.rules.Today, "", "")
	return slices.DeleteFunc(found, func(h hours.Found) bool { return othersHours.MatchString(h.Words) })
}

var (
	// othersHours are those of what stands beside a service: an office, a shop, a day for volunteers.
	othersHours = regexp.MustCompile(`(?i)\b(?:office|reception|shop|kiosk|switchboard|contact cent(?:re|er)|enquiries|kitchen|bar|car park|volunteers?|volunteering|trustees?|committee|board|agm|donations?|drop off|deliver(?:y|ies)|staffed|training|newsletter|interviews?|open evening)\b`)
	// lineHours are those of a telephone.
	lineHours = regexp.MustCompile(`(?i)\b(?:phone ?lines?|telephone|lines? (?:is|are)|helpline|advice line|answered|ring|call|calls|phone|booking line)\b`)
)

// choose takes the hours that are the listing's own. Where both a telephone and something else has hours, the telephone's
// are left.
func (s *passage) choose(found []hours.Found) []hours.Found {
	found = slices.DeleteFunc(found, func(h hours.Found) bool {
		return othersHours.MatchString(h.Words) && !othersHours.MatchString(s.name)
	})
	onLine := func(h hours.Found) bool { return lineHours.MatchString(h.Words) }
	if slices.ContainsFunc(found, func(h hours.Found) bool { return !onLine(h) }) && !lineHours.MatchString(s.name) {
		found = slices.DeleteFunc(found, onLine)
	}
	return found
}

// addSchedules adds rules, each once.
func addSchedules(to, more []data.Schedule) []data.Schedule {
	for _, rule := range more {
		rule.ID = ""
		if !slices.Contains(to, rule) && len(to) < 100 {
			to = append(to, rule)
		}
	}
	return to
}

// readHours reads hours that are written in words or in the notation, if all of them can be read.
func readHours(texts []string) []data.Schedule {
	if len(texts) == 0 {
		return nil
	}
	all := strings.Join(texts, "; ")
	if rules, err := hours.Parse(all, "", ""); err == nil {
		return addSchedules(nil, rules)
	}
	if rules, ok := hours.ReadWords(all, "", ""); ok {
		return addSchedules(nil, rules)
	}
	return nil
}
