package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/data/pattern"
)

// when reads when it is given: beside labels, else in any sentence.
func (s *passage) when(f *Found) {
	all, text := daysToTimes(underDays(inSeason(s.lines))), s.text
	if !slices.EqualFunc(all, s.lines, func(a, b line) bool { return a.text == b.text }) {
		text, _ = s.page.textOf(all)
	}
	labelled := ofKind(all, when)
	var found []hours.Found
	if len(labelled) > 0 {
		found = s.page.labelledHours(labelled)
		for _, h := range found {
			f.note("hours", How{data.PlainLine(labelled[0].how, data.MaxName), max2(labelled[0].sure)}, h.Schedules != nil)
		}
	}
	if len(found) == 0 {
		if found = s.choose(s.page.findHours(text)); len(found) == 0 && termLine.MatchString(text) {
			found = s.choose(s.page.findHours(termLine.ReplaceAllString(text, "\n"))) // which are limited to it below
		}
		for _, h := range found {
			f.note("hours", How{data.PlainLine("text: '"+h.Words+"'", data.MaxName), Read}, true)
		}
	}
	if len(labelled) > 0 && aSpan.MatchString(join(labelled, "\n")) {
		// Its own times are there, and could not be read: those of a telephone are not they.
		found = slices.DeleteFunc(found, func(h hours.Found) bool { return lineHours.MatchString(h.Words) && !lineHours.MatchString(s.name) })
	}
	if len(found) == 0 {
		if found = s.page.apart(text); len(found) > 0 {
			f.note("hours", How{"text: day and time apart", Read}, true)
		}
	}
	if len(found) == 0 {
		if found = s.page.dated(text); len(found) > 0 {
			f.note("hours", How{"text: dates", Read}, true)
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
	f.Schedules = s.page.lasting(limitedBy(withoutCovered(f.Schedules), s.text, s.page.rules.Today), s.lines, s.text)
}

// withoutCovered leaves out single days on which a rule of every week holds as well.
func withoutCovered(rules []data.Schedule) []data.Schedule {
	rules = slices.Clone(rules)
	all := slices.Clone(rules)
	return slices.DeleteFunc(rules, func(o data.Schedule) bool {
		return !o.ValidFrom.IsZero() && o.ValidFrom == o.ValidTo && slices.ContainsFunc(all, func(r data.Schedule) bool {
			return (r.ValidFrom.IsZero() || r.ValidFrom != r.ValidTo) && !r.ValidFrom.After(o.ValidFrom) && r.OpensAt == o.OpensAt && r.ClosesAt == o.ClosesAt && sameDays(r, o)
		})
	})
}

// labelledHours reads lines that a label says are hours.
func (p *page) labelledHours(labelled []line) []hours.Found {
	labelled = endsJoined(labelled)
	for i, l := range labelled {
		if beginLabel.MatchString(plainLabel(l.label)) && endsAt.MatchString(l.text) {
			labelled[i].text = l.label + ": " + l.text // "Starts: 10am Ends: 12pm"
		}
	}
	for _, between := range []string{"\n", " "} { // a day and its time may be two rows
		words := join(labelled, between)
		if rules, ok := hours.ReadWords(plainTimes(p.plain(words)), "", ""); ok {
			return []hours.Found{{Schedules: rules, Words: words}}
		}
	}
	return slices.DeleteFunc(p.findHours(p.plain(join(labelled, "\n"))), func(h hours.Found) bool { return areOthers(h.Words) })
}

var (
	beginLabel = pattern.MustCompile(`(?i)^(?:start|starts|start time|begins|opens|open|opening|opening time|from|time from)$`)
	endsAt     = pattern.MustCompile(`(?i)\b(?:ends?|finish(?:es)?|closes?)\b`)
	endLabel   = pattern.MustCompile(`(?i)^(?:end|ends|end time|finish|finishes|finish time|closes|close|closing|closing time|to|until|time to)$`)
)

// endsJoined makes one line of two rows of which the first says when it begins, and the second when it ends.
func endsJoined(labelled []line) []line {
	var out []line
	for _, l := range labelled {
		if last := len(out) - 1; last >= 0 && endLabel.MatchString(plainLabel(l.label)) && beginLabel.MatchString(plainLabel(out[last].label)) && oneTime.MatchString(out[last].text) && oneTime.MatchString(l.text) {
			out[last].text += " - " + l.text
			continue
		}
		out = append(out, l)
	}
	return out
}

// termLine is a line, or a sentence, that says no more than that it is in term time.
var termLine = pattern.MustCompile(`(?im)(?:^|[.!] )(?:[a-z /]{2,30}: )?\W?(?:please note:? ?(?:that )?)?` +
	`(?:(?:all |our |the |these |both |esol |english )*(?:sessions?|groups?|classes|class|activities|clubs?|clinics?|we|it|they)?(?: are| is)?(?: only)? ?(?:runs?|running|held|meets?|opens?|takes? place|available|on)?(?: only)? ?(?:during |in )?(?:the )?(?:school )?term[- ]?times?(?: only)?|(?:this is )?(?:an? )?term[- ]time (?:only )?(?:group|club|session|activity|class|service|playgroup)|(?:not |closed |except )(?:in |during )?(?:the )?school holidays)(?:, from [^.,\n0-9]{2,20} \d to [^.,\n]{2,20}\d)?[.!)]{0,2}(?:$| )`)

// noTerm is a row that says that it is not only in term time.
var noTerm = pattern.MustCompile(`(?im)^term[- ]?time(?: only)?\W{0,3} no\b[^\n]*$`)

// inTerm limits rules to term time where a line of its own says that, and none of them does.
func inTerm(rules []data.Schedule, text string) []data.Schedule {
	text = notInHolidays.ReplaceAllString(noTerm.ReplaceAllString(text, ""), "Term time only")
	if len(rules) == 0 || !termLine.MatchString(text) || slices.ContainsFunc(rules, func(r data.Schedule) bool { return r.Description != "" || r.Interval > 1 }) {
		return rules
	}
	rules = slices.Clone(rules)
	for i := range rules {
		rules[i].Description = "Term time only"
	}
	return rules
}

// findHours finds the hours in a text, and those of every second week of which it says another way which.
func (p *page) findHours(text string) []hours.Found {
	text = plainTimes(withoutUnheld(text))
	if holidayWord.MatchString(text) {
		text = closedSentence.ReplaceAllString(text, ".")
	}
	if strings.Contains(text, "?") {
		text = question.ReplaceAllString(text, "$1") // which limits nothing: "Not up to talking?"
	}
	text = inMonth(text)
	found := hours.Find(text, p.rules.Today, "", "")
	if fortnight.MatchString(text) {
		found = append(found, p.fortnights(text, found)...)
	}
	found = slices.DeleteFunc(found, func(h hours.Found) bool { return byAppointment.MatchString(h.Words) })
	if len(found) == 0 && dayAndNight(text) {
		if rules, err := hours.Parse("24/7", "", ""); err == nil {
			found = append(found, hours.Found{Schedules: rules, Words: "24 hours a day"})
		}
	}
	return found
}

var (
	// othersHours are those of what stands beside a service: an office, a shop, a day for volunteers.
	othersHours = pattern.MustCompile(`(?i)\b(?:office|reception|shop|kiosk|switchboard|admin(?:istration)?(?: team)?|head office|contact cent(?:re|er)|enquiries|kitchen|bar|car park|parking|permits?|box office|volunteering|volunteers? (?:meet|meets|sessions?|days?|training|drop|welcome|needed|come|evening)|for (?:new )?volunteers|trustees?|committee (?:meets|meetings?)|board (?:meets|meetings?)|agm|donations?|drop off|deliver(?:y|ies)|training|newsletter|interviews?|open evening)\b`)
	// houseHours are those of the house that a service is in, or of what else is there.
	houseHours = pattern.MustCompile(`(?i)\b(?:the|our)(?: [a-z'-]+){0,2} (caf[eé]|library|cent(?:re|er)|building|museum|gym|pool|hall|church|museum|park|gallery|surgery|canteen|coffee shop|tea ?room|bistro|market|school|hub)(?: itself| at [a-z' ]{3,30})? (?:is )?(?:also |normally |itself )?(?:opens?|closes)\b`)
	// chatHours are those of other ways to reach it than its telephone.
	chatHours = pattern.MustCompile(`(?i)\b(?:web ?chat|live ?chat|online chat|whatsapp|messenger|e-?mails? (?:are|is|us)|text (?:us|line|service))\b`)
	// lineHours are those of a telephone.
	lineHours = pattern.MustCompile(`(?i)\b(?:phone ?lines?|telephone|lines? (?:is|are)|helpline|advice line|answered|ring|call|calls|phone|booking line)\b`)
	// always is a sentence that says that a service is there day and night, or that it answers then.
	always = pattern.MustCompile(`(?i)\b(?:open|staffed|available|at any time|any time|answered|helpline|ring|call|phone|text|reach|support|line)\b[^.\n]{0,120}(?:\b24 ?(?:hours? a day|/7|hours|hrs)\b|\bday (?:or|and) night\b|\b(?:at )?any hour of (?:any|the) day\b|\b(?:around|round) the clock\b)|(?m:^\W*(?:open:? )?24 ?(?:hours|hrs)(?: a day)?(?:,| and)? ?(?:7|seven) days a week\W*$|^\W*monday (?:to|-|–) sunday:?,? 24 ?(?:hours|hrs)\W*$)|\b24[ -]?(?:hour|hr|/7) (?:[a-z]+ ){0,4}(?:help ?line|phone ?line|line|service|support|refuge)\b`)
	// notAlways is what such a sentence says of somebody else's line, or of what no person answers.
	notAlways = pattern.MustCompile(`(?i)\b(?:samaritans|999|111|101|nhs|police|childline|shout|emergenc(?:y|ies)|crisis|online|website|e-?mail|answerphone|voicemail|message|within|notice|in advance|cctv|for (?:the|up to|at least|about) 24|national|urgent|or visit|if (?:you|it))\b`)
	// closedSentence is one that says no more than that nothing happens on bank holidays.
	closedSentence = pattern.MustCompile(`(?i)[.\n] *(?:(?:we|it|they|the [a-z]+|there)\b[^.\n0-9]{0,30})?\b(?:closed|no|not|nothing|shut)\b[^.\n0-9]{0,40}\b(?:bank|public) holidays?\.?`)
	holidayWord    = pattern.MustCompile(`(?i)holidays?\b|\bhols\b|of the year\b`)
	closedThen     = pattern.MustCompile(`(?i)\b(?:closed|closes?|shuts?|we close|no [a-z]+|not [a-z]+|nothing|don't [a-z]+|excluding|except|apart from|but not)(?: [a-z-]+){0,5}? (?:on |for )?(?:all |any )?(?:bank|public) holidays?\b|\b(?:bank|public) holidays?\W{1,3}(?:closed|no (?:sessions?|clinics?|service))\b|\bnot (?:on )?(?:bank|public) holidays?\b|\b(?:if|when)\b[^.\n]{0,30}\b(?:bank|public) holiday\b[^.\n]{0,30}\b(?:not|don't|no|closed)\b`)
	sameThen       = pattern.MustCompile(`(?i)\b(?:including|includes|even on|also on) (?:weekends and |all )?(?:bank|public) holidays?\b|\b(?:bank|public) holidays?(?: and christmas(?: day)?| and weekends)? (?:too|included|as well|the same|as usual)\b|\b(?:every|any) (?:single )?(?:day|night|evening) of the year\b`)
)

// question is a sentence that asks.
var question = pattern.MustCompile(`(?m)(^|[.!?] +)[^.!?\n]{1,120}\?(?: |$)`)

// dayAndNight reports whether a text says of its own service that it is there at every hour.
func dayAndNight(text string) bool {
	low := strings.ToLower(text)
	if !strings.Contains(low, "24") && !strings.Contains(low, "night") && !strings.Contains(low, "clock") {
		return false
	}
	for _, at := range always.FindAllStringIndex(text, 10) {
		from := max(strings.LastIndexByte(text[:at[0]], '\n'), strings.LastIndex(text[:at[0]], ". ")) + 1
		end := at[1] + strings.IndexAny(text[at[1]:]+"\n", ".\n")
		if !notAlways.MatchString(text[from:min(end, len(text))]) {
			return true
		}
	}
	return false
}

// onHolidays writes into rules that do not speak of bank holidays what the text says of them elsewhere.
func onHolidays(rules []data.Schedule, text string) []data.Schedule {
	if !holidayWord.MatchString(text) {
		return rules
	}
	text = holidayWeekends.ReplaceAllString(hols.ReplaceAllString(text, "$1 holidays"), "")
	then := data.BankHolidays("")
	switch {
	case sameThen.MatchString(text):
		then = data.BankHolidaysSame
	case closedThen.MatchString(text):
		then = data.BankHolidaysClosed
	}
	if then == "" || slices.ContainsFunc(rules, func(r data.Schedule) bool { return r.BankHolidays != "" }) {
		return rules
	}
	rules = slices.Clone(rules)
	for i := range rules {
		rules[i].BankHolidays = then
	}
	return rules
}

// choose takes the hours that are the listing's own. Where both a telephone and something else has hours, the telephone's
// are left.
func (s *passage) choose(found []hours.Found) []hours.Found {
	found = slices.DeleteFunc(found, func(h hours.Found) bool {
		return areOthers(h.Words) && !othersHours.MatchString(s.name)
	})
	if house := func(h hours.Found) bool {
		m := houseHours.FindStringSubmatch(h.Words)
		return m != nil && !strings.Contains(strings.ToLower(s.name), strings.ToLower(m[1]))
	}; slices.ContainsFunc(found, func(h hours.Found) bool { return !house(h) }) {
		found = slices.DeleteFunc(found, house)
	}
	chat := func(h hours.Found) bool { return chatHours.MatchString(h.Words) && !chatHours.MatchString(s.name) }
	if slices.ContainsFunc(found, func(h hours.Found) bool { return !chat(h) }) {
		found = slices.DeleteFunc(found, chat)
	}
	onLine := func(h hours.Found) bool { return lineHours.MatchString(h.Words) }
	if slices.ContainsFunc(found, func(h hours.Found) bool { return !onLine(h) }) && !lineHours.MatchString(s.name) {
		found = slices.DeleteFunc(found, onLine)
	}
	return found
}

// areOthers reports whether words about hours say that they are those of something else. A word in a name says nothing: the
// Old Kitchen, Market Bar.
func areOthers(words string) bool {
	for _, at := range othersHours.FindAllStringIndex(words, 8) {
		before := strings.TrimRight(words[:at[0]], " ")
		word := before[strings.LastIndexByte(before, ' ')+1:]
		if strings.EqualFold(words[at[0]:at[1]], "car park") && strings.HasPrefix(words[at[1]:], ", ") {
			continue // at whose address a van or a bus stops
		}
		if strings.EqualFold(words[at[0]:at[1]], "office") && inOffice.MatchString(before) {
			continue
		}
		inName := isUpper(words, at[0]) && isUpper(word, 0) && !strings.ContainsAny(word, ".:,;!?") && at[0]-len(before) == 1
		if !inName {
			return true
		}
	}
	return false
}

// inOffice is what stands before an office that the service is in.
var inOffice = pattern.MustCompile(`(?i)\b(?:in|at|to|into|outside) (?:the|our|their)(?: [a-z]+)?$`)

func isUpper(s string, i int) bool { return i < len(s) && s[i] >= 'A' && s[i] <= 'Z' }

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
