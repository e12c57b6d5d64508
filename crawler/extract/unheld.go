package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// Before hours are looked for in a text, what stands among them and is neither a day nor a time is taken out, and so are the
// sentences that only say what is otherwise now and then: closures at Christmas, opening times of one week.

var (
	// amidHours is what stands among days and times: postcodes, and for whom there is another way.
	amidHours = pattern.MustCompile(`,? \b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|(?i:[,(]? ?\blast (?:food )?(?:orders?|entry|admissions?|appointments?|patients?|arrivals?|entries|names|bookings?)(?: is| are)?(?: taken| seen| at| by)* (?:` + clockTime + `)\b\)?)|\bIf you (?:can't|cannot|can’t|are unable to|aren't able to|are not able to) (?:[a-z]+ ){1,8}?[a-z]+, `)
	// closedDates is a sentence that says no more than that it is closed on some days of the year.
	closedDates = pattern.MustCompile(`(?im)(^|[.!] +)(?:please note:? ?(?:that )?)?(?:(?:we|it|the [a-z]+(?: [a-z]+)?|our [a-z]+(?: [a-z]+)?)(?:'re| are| is| will be|'ll be)? )?(?:also )?(?:closed|shut|no (?:sessions?|groups?|classes|meetings?))\b[:,]? [^.\n]*?\b(?:` + monthName + `|christmas|new year|easter|good friday|boxing day)\b[^.\n]*`)
	// festive is a line with the opening times of a few days.
	festive = pattern.MustCompile(`(?im)^(?:our )?(?:christmas|easter|new year|festive|half[- ]term|bank holiday)(?: (?:and|&) (?:christmas|new year))?(?: week(?:end)?| period)? (?:opening|hours|times|closures?|arrangements)\b[^\n]*$`)
	// banksVary is a sentence that says that bank holidays are otherwise, and not how.
	banksVary = pattern.MustCompile(`(?im)(^|[.;] )(?:opening (?:hours|times) (?:on|over|for|during) |please (?:note|check)[a-z ]{0,20} )?(?:bank|public) holidays?(?: opening| hours| times)*(?::| may| are| will| -| –)* ?(?:see|please|check|times|vary|varies|differ|different|ring|call|contact|as advertised|hours|opening)\b[^\n.]*`)
	// nowLine is a line that says whether it is open at this moment.
	nowLine  = pattern.MustCompile(`(?im)^\W*(?:(?:currently |now )?(?:open|closed)(?: now| today)\b|today(?:'s|’s)?(?: opening)?(?: hours| times)?\b|(?:opening )?(?:hours|times) today\b|(?:open|closed) (?:until|till) )[^\n]{0,40}$`)
	halfSaid = pattern.MustCompile(`(?i)\d ?[ap]\.?m\b|\d[.:]\d\d`)
	// byAppointment says that who just comes is not seen.
	byAppointment = pattern.MustCompile(`(?i)\b(?:strictly |only )?by (?:prior )?(?:appointment|arrangement) only\b|\bstrictly by (?:prior )?(?:appointment|arrangement)\b|\bonly by (?:prior )?(?:appointment|arrangement)\b`)
)

// withoutUnheld is a text without what is no part of its hours.
func withoutUnheld(text string) string {
	text = amidHours.ReplaceAllString(text, "")
	low := strings.ToLower(text)
	if strings.Contains(low, "time") {
		text = noTerm.ReplaceAllString(text, "")
	}
	if strings.Contains(low, "today") || strings.Contains(low, "now") {
		text = nowLine.ReplaceAllString(text, "")
	}
	if strings.Contains(low, "closed") || strings.Contains(low, "shut") || strings.Contains(low, "no ") {
		text = closedDates.ReplaceAllStringFunc(text, func(said string) string {
			if halfSaid.MatchString(said) {
				return said
			}
			return closedDates.FindStringSubmatch(said)[1]
		})
	}
	if strings.Contains(low, "christmas") || strings.Contains(low, "easter") || strings.Contains(low, "new year") || strings.Contains(low, "festive") || strings.Contains(low, "half") || strings.Contains(low, "bank") {
		text = banksVary.ReplaceAllString(festive.ReplaceAllString(text, ""), "$1")
	}
	return text
}

var (
	// daysOnly is a line that says on which days, and nothing else.
	daysOnly = pattern.MustCompile(`(?i)^(?:dates?: |days?: |when: )?\W{0,3}(?:(?:every|each|on|the|weekly|fortnightly|` + countWord + `|and|&|other|alternate) ?)*` + dayName + `(?:(?:, | and | & |, and | to | ?[-–] ?|/)` + dayName + `)*(?: (?:(?:of|in) (?:the|each|every) month|mornings?|afternoons?|evenings?|weekly|fortnightly))?(?: ?\(?(?:in |during )?term[- ]time(?: only)?\)?)?\W{0,2}$`)
	// timesOnly is a line that says from when to when, and nothing else.
	timesOnly = pattern.MustCompile(`(?i)^(?:times?: )?\W{0,3}(?:from )?(?:` + clockTime + `) ?(?:-|–|—|to|until|till?) ?(?:` + clockTime + `)\W{0,2}$`)
)

// daysToTimes puts a line of times right behind that of its days, where up to two other lines stand between them, as on the
// card of a group: its day, its place, its time.
func daysToTimes(lines []line) []line {
	moved := false
	for i := 0; i+2 < len(lines); i++ {
		if !daysOnly.MatchString(lines[i].text) || lines[i].table != nil {
			continue
		}
		for j := i + 1; j < len(lines) && j <= i+3 && lines[j].level == 0 && !daysOnly.MatchString(lines[j].text); j++ {
			if !timesOnly.MatchString(lines[j].text) {
				if halfSaid.MatchString(lines[j].text) || notEvery.MatchString(lines[j].text) {
					break
				}
				continue
			}
			if j > i+1 {
				if !moved {
					lines, moved = append([]line(nil), lines...), true
				}
				times := lines[j]
				copy(lines[i+2:j+1], lines[i+1:j])
				lines[i+1] = times
			}
			break
		}
	}
	return lines
}
