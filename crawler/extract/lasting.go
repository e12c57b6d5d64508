package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/data/pattern"
)

// When a series begins and ends often stands apart from its day and time: "Start date: 12 January 2027", "The last session is
// on 30 March 2027".

var (
	firstLabel = pattern.MustCompile(`(?i)^(?:starts?|start date|starting|starts on|begins?|first (?:session|meeting|class|date)|date from|from|commences|course starts?)$`)
	lastLabel  = pattern.MustCompile(`(?i)^(?:ends?|end date|ends on|finish(?:es)?|finish date|last (?:session|meeting|class|date)|date to|to|until|course ends?)$`)
	datesLabel = pattern.MustCompile(`(?i)^(?:(?:term|course|session|start and end|programme) )?dates?$|^(?:runs?|running)$`)
	wholeDate  = pattern.MustCompile(`(?i)^` + fullDate + `\W*$`)
	wholeDates = pattern.MustCompile(`(?i)^(?:from )?` + someDate + `(?:,? 20\d\d)? ?(?:-|–|—|to|until) ?` + fullDate + `\W*$`)
	// firstSession and lastSession are sentences about them.
	firstSession = pattern.MustCompile(`(?i)\b(?:(?:the |our )?first (?:session|meeting|class|one|group) (?:is|will be)(?: held)?(?: on)?|(?:the |our )?(?:group|course|sessions|class|classes|club|programme) (?:starts?|begins?|will start|will begin)(?: again)?(?: on)?) (` + fullDate + `)`)
	lastSession  = pattern.MustCompile(`(?i)\b(?:(?:the |our )?(?:last|final) (?:session|meeting|class|one|group) (?:is|will be)(?: held)?(?: on)?|(?:the |our )?(?:group|course|sessions|class|classes|club|programme) (?:ends?|finish(?:es)?|will end|will finish)(?: on)?|\bended) (` + fullDate + `)`)
)

// lasting limits rules of every week by the first day and the last that stand apart from them. What is over is left out.
func (p *page) lasting(rules []data.Schedule, lines []line, text string) []data.Schedule {
	if len(rules) == 0 || slices.ContainsFunc(rules, func(r data.Schedule) bool { return !r.ValidFrom.IsZero() || !r.ValidTo.IsZero() || r.Interval > 1 }) {
		return rules
	}
	from, until := "", ""
	for _, l := range lines {
		label, value := l.label, l.text
		if before, after, ok := strings.Cut(l.text, ": "); ok && label == "" {
			label, value = before, after
		}
		switch label = plainLabel(label); {
		case label == "":
		case firstLabel.MatchString(label) && wholeDate.MatchString(value):
			from = value
		case lastLabel.MatchString(label) && wholeDate.MatchString(value):
			until = value
		case datesLabel.MatchString(label) && wholeDates.MatchString(value):
			m := fromTo.FindStringSubmatch(value)
			from, until = m[1], m[2]
		}
	}
	if m := firstSession.FindStringSubmatch(text); m != nil && from == "" {
		from = m[1]
	}
	if m := lastSession.FindStringSubmatch(text); m != nil && until == "" {
		until = m[1]
	}
	said := ""
	switch {
	case from != "" && until != "":
		said = "from " + from + " to " + until
	case from != "":
		said = "from " + from
	case until != "":
		said = "until " + until
	default:
		return rules
	}
	found := hours.Find("Mondays 10am - 12pm, "+said, data.Date{}, "", "")
	if len(found) != 1 || len(found[0].Schedules) != 1 {
		return rules
	}
	limit := found[0].Schedules[0]
	if !limit.ValidTo.IsZero() && p.rules.Today.After(limit.ValidTo) {
		return nil
	}
	rules = slices.Clone(rules)
	for i := range rules {
		rules[i].ValidFrom, rules[i].ValidTo = limit.ValidFrom, limit.ValidTo
	}
	return rules
}
