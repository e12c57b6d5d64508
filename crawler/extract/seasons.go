package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/data/pattern"
)

// Hours often stand under a heading, or beside a label, that says in which part of the year they hold: "Term time", "Winter
// (until 26 March 2027)". So do remarks over several groups, or under them: "All sessions are in term time only".

const (
	monthName = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	someDate  = `(?:` + dayName + `,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? ` + monthName
	fullDate  = someDate + `,? 20\d\d`
)

var (
	season = pattern.MustCompile(`(?i)\b(?:summer|winter|spring|autumn|easter|christmas|half[ -]terms?|(?:school |summer |easter )?holidays?|ramadan)\b`)
	inTime = pattern.MustCompile(`(?i)^(?:in |during )?(?:school )?term[ -]?times?(?: (?:only|hours|opening hours|times|sessions|timetable))?$`)
	// fromTo are the dates of a season.
	fromTo    = pattern.MustCompile(`(?i)(` + someDate + `(?:,? 20\d\d)?) ?(?:-|–|—|to|until|and) ?(` + fullDate + `)`)
	fromDate  = pattern.MustCompile(`(?i)\b(?:from|starting|starts|beginning|begins)(?: on)? (` + fullDate + `)`)
	untilDate = pattern.MustCompile(`(?i)\b(?:until|till?|up to|ends?|ending)(?: on)? (` + fullDate + `)`)
	// allUntil is a sentence that says when all that stands on the page ends, or begins.
	allUntil = pattern.MustCompile(`(?i)\b(?:timetable|programme|these (?:sessions|times|hours|groups|classes)|(?:all )?(?:our )?(?:sessions|classes|groups)|the course|open(?: every)?(?: this)? (?:winter|summer|autumn|spring)|we are open)(?: below| above)? (?:runs? |is valid |are valid |continues? |appl(?:y|ies) |is for |starts? |begins? )?(?:(?:from|on) ` + someDate + `[^.\n]{0,20} )?(?:until |to |till )` + fullDate)
)

// inSeason gives the lines that hold in a part of the year only the words for it. What holds in a part of which nobody says
// when it begins and ends is left out, and so is what holds in holidays, which the notation has no word for.
func inSeason(lines []line) []line {
	if !slices.ContainsFunc(lines, func(l line) bool { _, _, limits := seasonOf(l.limiting()); return limits }) {
		return lines
	}
	var out []line
	var open [boldHeading + 1]string
	for _, l := range lines {
		if l.level > 0 {
			clear(open[l.level:])
			if open[l.level] = l.text; isSeason(l.text) {
				continue // which would limit what stands under the next heading as well
			}
			out = append(out, l)
			continue
		}
		said, holds := "", true
		for _, head := range append(slices.Clone(open[:]), l.limiting()) {
			if words, known, limits := seasonOf(head); limits {
				said, holds = words, known
			}
		}
		if !holds && strings.ContainsAny(l.text, "0123456789") {
			continue
		}
		if said != "" && isSeason(l.label) {
			l.label, l.kind = "", when
		}
		if said != "" && strings.ContainsAny(l.text, "0123456789") && !strings.Contains(strings.ToLower(l.text), "term") {
			l.text = strings.TrimRight(l.text, " .;,") + ", " + said
		}
		out = append(out, l)
	}
	return out
}

// limiting is what may say in which part of the year a line holds: a heading, or a label.
func (l line) limiting() string {
	if l.level > 0 {
		return l.text
	}
	return l.label
}

func isSeason(label string) bool {
	_, _, limits := seasonOf(label)
	return limits
}

// seasonOf reads a label that says when hours hold: the words for that, and whether they are known.
func seasonOf(label string) (words string, known, limits bool) {
	if label == "" || len(label) > 90 || !seasonal(label) {
		return "", false, false
	}
	switch {
	case inTime.MatchString(strings.Trim(label, " :()-–")):
		return "term time only", true, true
	case fromTo.MatchString(label):
		m := fromTo.FindStringSubmatch(label)
		return "from " + m[1] + " to " + m[2], true, true
	case fromDate.MatchString(label):
		return "from " + fromDate.FindStringSubmatch(label)[1], true, true
	case untilDate.MatchString(label):
		return "until " + untilDate.FindStringSubmatch(label)[1], true, true
	case season.MatchString(label) && !digitsIn(label) && !strings.HasSuffix(label, "?") && isTimesHead(label):
		return "", false, true
	}
	return "", false, false
}

// seasonal is a check that costs little.
func seasonal(label string) bool {
	low := strings.ToLower(label)
	for _, word := range []string{"summer", "winter", "spring", "autumn", "term", "holiday", "easter", "christmas", "ramadan", "from ", "until ", " to ", "–"} {
		if strings.Contains(low, word) {
			return true
		}
	}
	return false
}

func digitsIn(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isTimesHead reports whether a heading with a season in it is about hours, rather than the name of a group: "Winter
// opening", "School holidays", not "Summer Holiday Club".
func isTimesHead(label string) bool { return seasonHead.MatchString(strings.Trim(label, " :")) }

var seasonHead = pattern.MustCompile(`(?i)^(?:(?:our|the|in|during|over) )*(?:school |half[ -]term |summer |winter |spring |autumn |easter |christmas |and |& |ramadan )*(?:summer|winter|spring|autumn|easter|christmas|half[ -]terms?|holidays?|ramadan)(?: (?:opening|hours|times|timetable|months|season|term|period|sessions|arrangements|only|and new year))*(?: ?\([^()]*\))?$`)

// limitedBy limits rules by what is said of all that stands on a page: bank holidays, term time, first and last days.
func limitedBy(rules []data.Schedule, text string, today data.Date) []data.Schedule {
	if len(rules) == 0 || text == "" {
		return rules
	}
	rules = inTerm(onHolidays(rules, text), text)
	for _, said := range allUntil.FindAllString(text, 3) {
		found := hours.Find("Mondays 10am - 12pm, "+untilWords(said), today, "", "")
		if len(found) != 1 || len(found[0].Schedules) != 1 {
			continue
		}
		rules = slices.Clone(rules)
		for i := range rules {
			if r := &rules[i]; r.ValidFrom.IsZero() && r.ValidTo.IsZero() && r.Interval < 2 {
				r.ValidFrom, r.ValidTo = found[0].Schedules[0].ValidFrom, found[0].Schedules[0].ValidTo
			}
		}
	}
	return rules
}

// untilWords are the dates of a sentence that says when something begins and ends.
func untilWords(said string) string {
	if m := fromTo.FindStringSubmatch(said); m != nil {
		return "from " + m[1] + " to " + m[2]
	}
	if m := untilDate.FindStringSubmatch(said); m != nil {
		return "until " + m[1]
	}
	if m := fromDate.FindStringSubmatch(said); m != nil {
		return "from " + m[1]
	}
	return ""
}
