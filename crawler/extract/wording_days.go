package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// Forms of lists and tables that package hours does not know are put in its own: a day counted within the month behind its
// name, opening and closing in columns of their own, words for every day.

const (
	dayName   = `(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?`
	countWord = `(?:1st|2nd|3rd|4th|first|second|third|fourth|last)`
	clockTime = `\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\.?|noon|midday)?|noon|midday|midnight`
)

var (
	// countedBehind is "Tuesdays (1st and 3rd of the month)", "Thursday, second of each month".
	countedBehind = pattern.MustCompile(`(?i)\b(` + dayName + `)(?:, | ?\(| )(?:the |every )?(` + countWord + `(?:(?:, | and | & |&|/)` + countWord + `)*)(?:( ?(?:day |week |weeks )?(?:of|in) (?:the |each |every |a )?months?)\)?|\))`)
	// anyDay are words for every day of the week.
	anyDay = pattern.MustCompile(`(?i)\b(?:any|every|each) (?:evening|night|day)(?: of the (?:year|week)| in the week)?\b|\b(?:seven|7) (?:evenings|nights|days) (?:a|per) week\b|\bnightly\b`)
	// holidaysToo is that bank holidays make no difference, in words that take no place among hours.
	holidaysToo = pattern.MustCompile(`(?i),? \(?(?:(?:even |also )?(?:on )?(?:bank holidays|christmas(?: day)?|weekends)(?:,? and |, ))*(?:bank holidays|christmas(?: day)?) (?:the same|included|as well|as usual|too)\)?,?`)
	// opensCloses is "opens 9am, closes 5pm", "Start: 10:00 Finish: 12:00".
	opensCloses = pattern.MustCompile(`(?i)\b(?:(?:doors )?open(?:s|ing)?|start(?:s|ing)?|begins?)(?: times?)?(?: at|:)? ?(` + clockTime + `)[,;|/ ]{1,3}(?:and )?(?:we |it )?(?:clos(?:es?|ing)|finish(?:es|ing)?|end(?:s|ing)?|until)(?: times?)?(?: at|:)? ?(` + clockTime + `)(?:[^0-9.:a-z]|[.,:]?$|[.,:]\s)`)
	// dayRow is a row of a table that begins with a day.
	dayRow  = pattern.MustCompile(`(?im)^(?:day: )?(` + dayName + `): (.{3,120})$`)
	rowTag  = pattern.MustCompile(`(?i)^(?:times?|hours|opening (?:hours|times)|open|morning|afternoon|evening|am|pm|sessions?(?: \d)?): `)
	oneTime = pattern.MustCompile(`(?i)^(?:` + clockTime + `)$`)
	// spanOnly is a cell that holds nothing but times from and to.
	spanOnly = pattern.MustCompile(`(?i)^(?:` + clockTime + `) ?(?:-|–|—|to|until|till?) ?(?:` + clockTime + `)$`)
	plusDay  = pattern.MustCompile(`(?i)\b(` + dayName + `) \+ (` + dayName + `)\b`)
	// halfDay is a time with the part of the day behind it.
	halfDay = pattern.MustCompile(`(?i)\b(\d{1,2}(?:[.:]\d\d)?) ?(?:o'clock )?(?:in the (morning|afternoon|evening)|at (night))\b`)
	// startFinish is "10am start, 12pm finish".
	startFinish = pattern.MustCompile(`(?i)\b(` + clockTime + `) start(?:ing)?(?:,| and| -| –)? (` + clockTime + `) (?:finish|end)\b`)
	// fourFigures is the clock of 24 hours without its marks: 0930-1130, 1000 to 1200hrs.
	fourFigures = pattern.MustCompile(`(?i)\b([01]\d|2[0-3])([0-5]\d) ?(?:hrs?|hours|h)? ?(?:-|–|—|to|until|till?) ?([01]\d|2[0-4])([0-5]\d)( ?(?:hrs?|hours|h))?\b`)
	// partBefore is the name of one of several sessions before its day: "Morning session: Tuesdays 9.30 - 11.30am".
	partBefore = pattern.MustCompile(`(?im)^(?:the )?(?:morning|afternoon|evening|lunch ?time|early|late|first|second) (?:session|group|clinic|class|club|sitting|drop-in|meeting)s?(?: is| are)?(?: on)?:? (?:-|–)? ?(` + dayName + `)`)
	// dayStop is a full stop between days and their times.
	dayStop = pattern.MustCompile(`(?im)^((?:every |on )?` + dayName + `(?:(?:, | and | & | to | ?- ?|/)` + dayName + `)*)\. ((?:from |between )?(?:` + clockTime + `) ?(?:-|–|—|to|until|till?|and) ?(?:\d|noon|midday))`)
	// twoLetters are days as machines write them.
	twoLetters = pattern.MustCompile(`\b(Mo|Tu|We|Th|Fr|Sa|Su|M)( ?[-–,&] ?)(Tu|We|Th|Fr|Sa|Su|F)\b`)
	// dayMark is a mark between a day and its times.
	dayMark = pattern.MustCompile(`(?i)\b(` + dayName + `) ?[|·•~] ?((?:` + clockTime + `) ?(?:-|–|—|to|until|till?) ?\d)`)
	// wholePart is a cell that only says which part of a day its row is of.
	wholePart   = pattern.MustCompile(`(?i)^(?:mornings?|afternoons?|evenings?|am|pm)(?: session)?$`)
	spanOfYears = pattern.MustCompile(`^(?:19|20)\d\d\D+(?:19|20)\d\d$`)
	alternative = pattern.MustCompile(`(?i)\balternative (` + dayName + `)\b`)
	// atChristmas is that a week or two are left out, which all know.
	atChristmas  = pattern.MustCompile(`(?i)[ ,]*\(?(?:(?:we are |we're )?closed|except|excluding|apart from|but not|not) (?:during |over |at |for )?(?:the )?christmas(?: (?:and|&) new year| period| week| holidays?| break| day)*\b\)?`)
	andChristmas = pattern.MustCompile(`(?i)\b((?:bank|public) holidays?)(?:,? and|,| or) (?:(?:the |at )?christmas(?: (?:and|&) new year| period| week| day)*|christmas)\b`)
	hols         = pattern.MustCompile(`(?i)\b(bank|public) hols?\b`)
)

// plainDays writes lists of days and their rows as sentences have them.
func plainDays(s string) string {
	low := strings.ToLower(s)
	if strings.Contains(low, " hol") {
		s = hols.ReplaceAllString(s, "$1 holidays")
		s = holidaysToo.ReplaceAllString(s, " ")
	}
	if strings.Contains(low, "alternative") {
		s = alternative.ReplaceAllString(s, "alternate $1")
	}
	if strings.Contains(low, "christmas") {
		s = andChristmas.ReplaceAllString(s, "$1")
		s = atChristmas.ReplaceAllString(s, "")
	}
	if strings.Contains(low, "evening") || strings.Contains(low, "night") || strings.Contains(low, "day of the") {
		s = anyDay.ReplaceAllString(s, "every day")
	}
	if strings.Contains(low, "session") || strings.Contains(low, "clinic") || strings.Contains(low, "group") || strings.Contains(low, "class") || strings.Contains(low, "sitting") {
		s = partBefore.ReplaceAllString(s, "$1")
	}
	if strings.Contains(low, "month") || strings.Contains(s, ")") {
		s = countedBehind.ReplaceAllString(s, "$2 $1 of the month ")
	}
	if strings.Contains(s, "+") {
		s = plusDay.ReplaceAllString(s, "$1 and $2")
	}
	if strings.Contains(s, ": ") {
		s = dayRow.ReplaceAllStringFunc(s, plainRow)
	}
	if fourFigures.MatchString(s) {
		s = fourFigures.ReplaceAllStringFunc(s, func(said string) string {
			if spanOfYears.MatchString(said) {
				return said
			}
			return fourFigures.ReplaceAllString(said, "$1:$2 - $3:$4")
		})
	}
	if strings.Contains(low, "start") || strings.Contains(low, "open") || strings.Contains(low, "begin") {
		s = startFinish.ReplaceAllString(s, "$1 - $2")
		s = opensCloses.ReplaceAllStringFunc(s, func(said string) string {
			m := opensCloses.FindStringSubmatch(said)
			return m[1] + " - " + m[2] + said[len(strings.TrimRight(said, ".,:; \n|/)(")):]
		})
	}
	if strings.Contains(low, "s. ") || strings.Contains(low, "y. ") {
		s = dayStop.ReplaceAllString(s, "$1, $2")
	}
	for i := 0; i < 2 && twoLetters.MatchString(s); i++ { // the second of two may be the first of the next
		s = twoLetters.ReplaceAllStringFunc(s, func(said string) string {
			m := twoLetters.FindStringSubmatch(said)
			return longDays[m[1]] + m[2] + longDays[m[3]]
		})
	}
	return dayMark.ReplaceAllString(s, "$1, $2")
}

var longDays = map[string]string{"M": "Mon", "F": "Fri", "Mo": "Mon", "Tu": "Tue", "We": "Wed", "Th": "Thu", "Fr": "Fri", "Sa": "Sat", "Su": "Sun"}

// plainRow joins the cells of a day's row: an opening and a closing time, or the sessions of the day.
func plainRow(row string) string {
	m := dayRow.FindStringSubmatch(row)
	cells := strings.Split(strings.ReplaceAll(m[2], ", ", ": "), ": ")
	var kept []string
	single, spans := 0, 0
	shut := false // in the morning, or in the afternoon
	for _, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch {
		case strings.Trim(cell, "-–—*/ ") == "" || notOpen.MatchString(cell) && !strings.EqualFold(cell, "closed") || strings.EqualFold(cell, "to") || rowTag.MatchString(cell+": "):
			continue
		case strings.EqualFold(cell, "closed"):
			shut = true
			continue
		case oneTime.MatchString(cell):
			single++
		case spanOnly.MatchString(cell):
			spans++
		default:
			return row
		}
		kept = append(kept, cell)
	}
	switch {
	case shut && len(kept) == 0:
		return m[1] + " closed"
	case spans == len(kept) && spans > 0:
		return m[1] + " " + strings.Join(kept, ", ")
	case single == len(kept) && single == 2 && !shut:
		return m[1] + " " + kept[0] + " - " + kept[1]
	case single == len(kept) && single == 4:
		return m[1] + " " + kept[0] + " - " + kept[1] + ", " + kept[2] + " - " + kept[3]
	}
	return row
}

// halfDays writes the half of the day that is said in words behind a time: "3.30 in the afternoon".
func halfDays(s string) string {
	return halfDay.ReplaceAllStringFunc(s, func(said string) string {
		m := halfDay.FindStringSubmatch(said)
		if strings.EqualFold(m[2], "morning") {
			return m[1] + "am"
		}
		return m[1] + "pm"
	})
}
