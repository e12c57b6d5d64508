package extract

import (
	"strings"

	"fingerpost/data/hours"
	"fingerpost/data/pattern"
)

// In sentences the day and the time often stand apart: "We meet each Friday. Come any time from 10am to 11.30am". Where a text
// names its days once and one time, and nothing else of hours, they belong together.

var (
	// someDays are the days of a sentence, with what counts them.
	someDays = pattern.MustCompile(`(?i)\b(?:(?:every|each|on|the|in|a|(?:` + countWord + `(?:(?:,| and| &) (?:the )?` + countWord + `)*)) )*` + dayName + `(?:(?:, | and | & |, and | to | ?[-–] ?)(?:on )?(?:a )?` + dayName + `)*(?: (?:of|in) (?:the|each|every) month)?\b`)
	// everyWeek is what shows that such days are those of every week, and not one that is meant.
	everyWeek = pattern.MustCompile(`(?i)\b(?:every|each|weekly|week|month)\b|days\b`)
	// unsure are words that say that days or times are not plain.
	unsure       = pattern.MustCompile(`(?i)\b(?:not|no|never|except|usually|normally|sometimes|some|most|occasional(?:ly)?|next|last (?:week|year)|this|closed|until|by|before|after|was|were|fortnight\w*|alternate|other|bi-?weekly|or|starting|starts|begins|weeks|if|when|deliver\w*|` + monthName + `|20\d\d|bank holidays?|summer|winter|weekends?|weekdays?|daily|holidays?|half[ -]terms?|parking|bus|bin|church|service|worship|mass)\b`)
	termTime     = pattern.MustCompile(`(?i)\bterm[ -]time\b`)
	betweenTimes = pattern.MustCompile(`(?i)\bbetween (` + clockTime + `) and (` + clockTime + `)`)
	sentences    = pattern.MustCompile(`[^.!?\n]*(?:[.:]\d[^.!?\n]*|\.m\.?[^.!?\n]*)*[.!?\n]?`)
)

// apart finds the days of a text and its time in two sentences, one right after the other.
func (p *page) apart(text string) []hours.Found {
	text = betweenTimes.ReplaceAllString(plainTimes(withoutUnheld(text)), "$1 to $2")
	text = strings.ReplaceAll(text, "church hall", "hall") // where much is that is no service
	if !strings.Contains(strings.ToLower(text), "day") || strings.Count(text, "day") > 30 {
		return nil
	}
	days, times, dayAt, timeAt, term := "", "", -1, -1, ""
	for i, said := range sentences.FindAllString(text, 300) {
		ds, ts := someDays.FindAllString(said, 3), aSpan.FindAllStringSubmatch(said, 3)
		if len(ds) == 0 && len(ts) == 0 {
			if anyDayName.MatchString(said) {
				return nil
			}
			continue
		}
		if len(ds) > 1 || len(ts) > 1 || len(ds) == 1 && dayAt >= 0 || len(ts) == 1 && timeAt >= 0 || unsure.MatchString(said) || areOthers(said) || lineHours.MatchString(said) {
			return nil
		}
		if termTime.MatchString(said) {
			term = ", term time only"
		}
		if len(ds) == 1 {
			if days, dayAt = ds[0], i; !everyWeek.MatchString(said) {
				return nil
			}
		}
		if len(ts) == 1 {
			if times, timeAt = ts[0][1], i; !halfSaid.MatchString(times) && !strings.Contains(strings.ToLower(times), "noon") {
				return nil
			}
		}
	}
	if dayAt < 0 || timeAt < 0 || dayAt-timeAt > 2 || timeAt-dayAt > 2 {
		return nil
	}
	return hours.Find(inMonth(days)+", "+times+term, p.rules.Today, "", "")
}
