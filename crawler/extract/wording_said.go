package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// People who write of what they do weave its day and time into what they say of it. What they say so is put in the order
// that package hours reads, and remarks are left out that make no difference to the times of a usual week.

var (
	// backBy is the end of what goes out and comes back: "at 10.15am and are back by 11.30am".
	backBy = pattern.MustCompile(`(?i)\b(?:at|from) (` + clockTime + `),? and (?:(?:we )?(?:are|get)|we're) back (?:by|at) (` + clockTime + `)`)
	// dayWithin is a day amid its times: "from 9am on Wednesdays to 1pm".
	dayWithin = pattern.MustCompile(`(?i)\bfrom (` + clockTime + `) (?:on )?(` + dayName + `) (?:to|until|till?) (` + clockTime + `)(,? (?:on )?(?:the next day|the following day|` + dayName + `))?`)
	// schoolTerm is another word for term time, behind a time.
	schoolTerm = pattern.MustCompile(`(?i)(\d ?(?:[ap]m)?|noon),? \(?(?:in |during )?(?:the )?school terms?(?: only)?(\W|$)`)
	// holidayWeekends are a few of a year, of which nobody says how it is otherwise on them.
	holidayWeekends = pattern.MustCompile(`(?i)(?:,? all year(?: round)?)?,? \(?(?:except|excluding|apart from|but not|not)(?: on| over| at)? bank holiday weekends\)?`)
	// everyCounted is a day counted in the month, of which the month is not said. Every second or third one may be
	// every two or three weeks.
	everyCounted = pattern.MustCompile(`(?i)\bevery (1st|first|last) ((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b( of\b| in\b|,? (?:of )?(?:each|every)\b)?`)
	// unbooked are days on which one may come without being expected.
	unbooked = pattern.MustCompile(`(?i)\b(?:you )?(?:don't|don’t|do not) need (?:an appointment|to book|to ring first) on ((?:a )?` + dayName + `)`)
	// andMail is another way to reach it, behind hours in brackets.
	andMail = pattern.MustCompile(`(?i)(\([^()\n]{5,60}\d ?[ap]m\)),? or ((?:e-?mail|text|write|visit|use|fill|leave|go)\b)`)
	// startEnd is what is told of an hour: "we sit down at noon and we finish at 2pm".
	startEnd = pattern.MustCompile(`(?i)\bwe (?:sit down|start|begin|eat|meet|get going) at (` + clockTime + `),? and (?:we )?(?:finish|end|close|stop) (?:at|by) (` + clockTime + `)[.,]?`)
	// repliesWithin are the days and times at which texts to a line are answered, which are all the hours that it has.
	repliesWithin = pattern.MustCompile(`(?i)\b(reply|respond|answer)(?: to you)? within (?:a|one|two|1|2) (?:working )?days?, (` + dayName + `)`)
	// noticeBy is the day by which one lets them know.
	noticeBy = pattern.MustCompile(`(?i)\bby (?:the )?` + dayName + ` before\b`)
	// notAt is that a group is not where others are, which denies no time.
	notAt = pattern.MustCompile(`([.;!]) Not (?:at|in) (?:the|our) `)
)

// plainSaid writes what is told of hours as lists have it.
func plainSaid(s string) string {
	low := strings.ToLower(s)
	if strings.Contains(low, " back ") {
		s = backBy.ReplaceAllString(s, "at $1 to $2")
	}
	if strings.Contains(low, "from ") {
		s = dayWithin.ReplaceAllStringFunc(s, func(said string) string {
			if m := dayWithin.FindStringSubmatch(said); m[4] == "" {
				return m[2] + " from " + m[1] + " to " + m[3]
			}
			return said // to another day
		})
	}
	if strings.Contains(low, "school term") {
		s = schoolTerm.ReplaceAllString(s, "$1, term time only$2")
	}
	if strings.Contains(low, "not ") || strings.Contains(low, "except") || strings.Contains(low, "excluding") || strings.Contains(low, "apart") {
		s = holidayWeekends.ReplaceAllString(s, "")
		s = notAt.ReplaceAllString(s, "$1 Away from the ")
	}
	if strings.Contains(low, "every ") {
		s = everyCounted.ReplaceAllStringFunc(s, func(said string) string {
			if m := everyCounted.FindStringSubmatch(said); m[3] == "" {
				return m[1] + " " + m[2] + " of the month"
			}
			return said
		})
	}
	if strings.Contains(low, "need") {
		s = unbooked.ReplaceAllString(s, "drop in on $1")
	}
	if strings.Contains(low, ") or ") || strings.Contains(low, "), or ") {
		s = andMail.ReplaceAllString(s, "$1. Or $2")
	}
	if strings.Contains(low, "we ") {
		s = startEnd.ReplaceAllString(s, ". $1 to $2.")
	}
	if strings.Contains(low, "text line") || strings.Contains(low, "textline") {
		s = repliesWithin.ReplaceAllString(s, "$1 $2")
	}
	return noticeBy.ReplaceAllString(s, "by then")
}
