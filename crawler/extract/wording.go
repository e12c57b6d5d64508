package extract

import (
	"fmt"
	"strconv"
	"strings"

	"fingerpost/data/pattern"
)

// Some ways of saying a time are so much those of people talking that package hours does not know them. They are put in
// its words before it reads them.

const spelledHours = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve`

var hourNumbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

var (
	pastHour   = pattern.MustCompile(`(?i)\b(half past|half|quarter past|quarter to) (` + spelledHours + `|\d{1,2})\b`)
	wordHour   = pattern.MustCompile(`(?i)\b(from|at|until|till?|to|and|between|-|–) (` + spelledHours + `)( (?:until|till?|to|and|o'clock|in the|am\b|pm\b|noon|midday)|[,.;]|$)`)
	partOfDay  = pattern.MustCompile(`(?i)\b(\d{1,2}(?:[.:]\d\d)?) ?(?:am|pm)? ?(until|till?|to|and|-|–) ?(\d{1,2}(?:[.:]\d\d)?) ?(?:o'clock )?(?:in the (morning|afternoon|evening)|at (night))\b`)
	forHours   = pattern.MustCompile(`(?i)\b(?:at |from )(\d{1,2})(?:[.:](\d\d))? ?(am|pm)?,? for (?:about )?(an hour and a half|one and a half hours|an hour|one hour|1 hour|two hours|2 hours|three hours|3 hours|half an hour|90 minutes|45 minutes|30 minutes)\b`)
	hourPhrase = strings.NewReplacer("‘til", "until", "’til", "until", "'til", "until", "any night of the week", "every day", "any day of the week", "every day",
		"every night of the week", "every day", "seven nights a week", "every day", "7 nights a week", "every day", "twenty-four hours", "24 hours", "Twenty-four hours", "24 hours",
		"twenty four hours", "24 hours", ", every week of the year", "", " every week of the year", "", "after school, ", "", " after school ", " ", "straight after school ", "", ", bank holidays too", ", including bank holidays", ", bank holidays as well", ", including bank holidays")
	durations = map[string]int{"an hour and a half": 90, "one and a half hours": 90, "an hour": 60, "one hour": 60, "1 hour": 60, "two hours": 120, "2 hours": 120,
		"three hours": 180, "3 hours": 180, "half an hour": 30, "90 minutes": 90, "45 minutes": 45, "30 minutes": 30}
)

var (
	notInHolidays = pattern.MustCompile(`(?i)\b(?:(?:the |our |this |these )?\w+ )?(?:does not|doesn't|do not|don't|is not|are not|isn't|aren't|won't|will not) (?:open|run|meet|take place|on|held|running|be running) (?:in|during|over) (?:the )?(?:school )?holidays\b(?: (?:or|and|nor)(?: on)?(?: any)? (?:bank|public) holidays\b)?|\b(?:no (?:sessions?|classes|class|groups?|meetings?|clubs?)|we (?:break|close|stop)|breaks?) (?:in|during|for|over) (?:the )?school holidays\b`)
	// byTheWay is a remark in brackets. Many say "every day" of what is no time of opening.
	byTheWay = pattern.MustCompile(` ?\([^()\n]{3,80}\)`)
	inYears  = pattern.MustCompile(`(?i) ?\((?:school )?(?:years?|ages?|aged|yrs?|reception) [^()\n]{1,40}\)`)
	limiting = pattern.MustCompile(`(?i)[0-9]|term|holiday|month|week|fortnight|except|closed|not|only|alternat|first|last|second|third|fourth|monday|tues|wednes|thurs|friday|satur|sunday|\b(?:mon|wed|thu|fri|sat|sun)\b|daily|weekday|weekend|am\b|pm\b|noon`)
)

// plainTimes writes times that are said in words with figures: "from half past six until eight in the evening".
func plainTimes(s string) string {
	s = plainDays(plainSaid(hourPhrase.Replace(s)))
	if !strings.ContainsAny(s, "0123456789") && !strings.Contains(s, "past ") {
		return s
	}
	s = notInHolidays.ReplaceAllString(s, "Term time only")
	s = inYears.ReplaceAllString(s, "")
	s = byTheWay.ReplaceAllStringFunc(s, func(said string) string {
		if limiting.MatchString(said) {
			return said
		}
		return " "
	})
	if strings.Contains(s, "half") || strings.Contains(s, "quarter") {
		s = spelledTimes(s)
	}
	for i := 0; i < 2 && saysHour(s); i++ { // the end of one may be the beginning of the next
		s = wordHour.ReplaceAllStringFunc(s, func(said string) string {
			m := wordHour.FindStringSubmatch(said)
			return fmt.Sprintf("%s %d%s", m[1], hourNumbers[strings.ToLower(m[2])], m[3])
		})
	}
	if strings.Contains(s, "in the ") || strings.Contains(s, "at night") {
		s = partOfDay.ReplaceAllStringFunc(s, func(said string) string {
			m := partOfDay.FindStringSubmatch(said)
			half := "pm"
			if strings.EqualFold(m[4], "morning") {
				half = "am"
			}
			return m[1] + half + " to " + m[3] + half
		})
		s = halfDays(s)
	}
	return forHours.ReplaceAllStringFunc(s, withEnd)
}

// saysHour reports whether a word for an hour is in a text.
func saysHour(s string) bool {
	for word := range hourNumbers {
		if strings.Contains(s, " "+word) {
			return true
		}
	}
	return false
}

// spelledTimes writes "half past six" as 6.30.
func spelledTimes(s string) string {
	return pastHour.ReplaceAllStringFunc(s, func(said string) string {
		m := pastHour.FindStringSubmatch(said)
		hour, ok := hourNumbers[strings.ToLower(m[2])]
		if !ok {
			hour, _ = strconv.Atoi(m[2])
		}
		switch strings.ToLower(m[1]) {
		case "quarter past":
			return fmt.Sprintf("%d.15", hour)
		case "quarter to":
			return fmt.Sprintf("%d.45", (hour+10)%12+1)
		}
		return fmt.Sprintf("%d.30", hour)
	})
}

// withEnd writes the end of what begins at a time and lasts so long: "at 10.30 for an hour".
func withEnd(said string) string {
	m := forHours.FindStringSubmatch(said)
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	ends := hour*60 + minute + durations[strings.ToLower(m[4])]
	half := m[3]
	if half != "" && hour < 12 && ends >= 12*60 {
		half = "" // the other half of the day: the figures tell
	}
	if ends/60 > 12 {
		ends -= 12 * 60
	}
	return fmt.Sprintf("%d.%02d%s to %d.%02d%s", hour, minute, half, ends/60, ends%60, half)
}
