package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// Days, times and dates in Welsh, which change their first letters behind other words: "bore Mawrth", "nos Fawrth", "ail ddydd
// Mawrth y mis".

const welshDayName = `Llun|Lun|Mawrth|Fawrth|Mercher|Fercher|Iau|Gwener|Wener|Sadwrn|Sul`

var (
	// welshDayPart is a day behind the word for it or for a part of it, with what follows if that is its time.
	welshDayPart = pattern.MustCompile(`(?i)\b(?:(bore|fore|boreau|foreau|prynhawn|brynhawn|prynhawniau|nos|noson|nosweithiau) (?:d?dydd )?|(?:d?dydd|d?dyddiau) )(` + welshDayName + `)\b(,? (?:o |rhwng )?\d)?`)
	// welshListed are days that go on a list: "dydd Llun a Mercher", "Llun i Gwener".
	welshListed = pattern.MustCompile(`\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(,| a| ac| neu| i| –| -|–|-) ?(` + welshDayName + `)\b`)
	welshTwo    = pattern.MustCompile(`(?i)\b(cyntaf|ail|trydydd|trydedd|pedwerydd|pedwaredd|1af|2il|3ydd|4ydd) (?:a|a'r|ac|ac y) (ail|thrydydd|thrydedd|phedwerydd|phedwaredd|trydydd|pedwerydd|olaf|3ydd|4ydd) (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: (?:o'r|y|o bob|bob|every|ym mhob)? ?mis)`)
	welshClock  = pattern.MustCompile(`(?i)\b(hanner awr wedi|chwarter wedi|chwarter i) (un|dau|ddau|tri|dri|pedwar|bedwar|pump|bump|chwech|saith|wyth|naw|deg|ddeg|un ar ddeg|deuddeg|ddeuddeg|\d{1,2})\b`)
	welshMonth  = pattern.MustCompile(`(?i)\b(\d{1,2})(?:af|ail|il|ydd|fed|eg|ain)? (?:o )?(ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\b`)
	welshFrom   = pattern.MustCompile(`(?i)\bo(?:'r)? (\d|noon|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)`)
	welshUntil  = pattern.MustCompile(`(?i)\b(?:hyd at|hyd nes|hyd|tan|nes) (\d)`)
	welshTerm   = pattern.MustCompile(`(?i)\b(?:(?:yn )?ystod (?:y )?|adeg (?:y )?|mewn )?(?:tymor (?:yr )?ysgol|y tymor|tymor)(?: (?:yn unig|ysgol yn unig))\b|\b(?:yn ystod|adeg) (?:y tymor|tymor(?: yr)? ysgol|tymhorau(?:'r)? ysgol)(?: yn unig)?\b|\b(?:dim (?:sesiwn|sesiynau|grŵp|dosbarth)|ddim|nid ydym yn (?:cwrdd|cyfarfod)|heblaw am|ac eithrio) (?:yn (?:ystod )?|adeg )?(?:y )?(?:gwyliau|wyliau)(?:'r)?(?: yr)? ysgol\b`)
	welshBanks  = pattern.MustCompile(`(?i)\b(?:g?wyliau(?:'r)? banc|g?wyliau cyhoeddus|g?ŵyl(?:iau)?(?: y)? banc)\b`)
	welshNone   = pattern.MustCompile(`(?i)\bdim (?:sesiwn|sesiynau|grŵp|dosbarth|cyfarfod) ar bank holidays\b`)
)

var (
	welshMonths = map[string]string{"ionawr": "January", "chwefror": "February", "mawrth": "March", "ebrill": "April", "mai": "May", "mehefin": "June", "gorffennaf": "July",
		"awst": "August", "medi": "September", "hydref": "October", "tachwedd": "November", "rhagfyr": "December"}
	welshNumbers = map[string]string{"un": "1", "dau": "2", "ddau": "2", "tri": "3", "dri": "3", "pedwar": "4", "bedwar": "4", "pump": "5", "bump": "5", "chwech": "6", "saith": "7",
		"wyth": "8", "naw": "9", "deg": "10", "ddeg": "10", "un ar ddeg": "11", "deuddeg": "12", "ddeuddeg": "12"}
	welshRanks  = map[string]string{"cyntaf": "first", "1af": "first", "ail": "second", "2il": "second", "3ydd": "third", "4ydd": "fourth", "olaf": "last"}
	welshLonger = strings.NewReplacer("dyddiau'r wythnos", "weekdays", "Dyddiau'r wythnos", "Weekdays", "diwrnod yr wythnos", "days a week", "penwythnosau", "weekends", "Penwythnosau", "Weekends",
		"24 awr y dydd", "24 hours a day", "24 awr", "24 hours", "bob dydd o'r flwyddyn", "every day of the year", "trwy gydol y flwyddyn", "all year round", "drwy gydol y flwyddyn", "all year round",
		"Ar agor", "Open", "ar agor", "open", "yn wythnosol", "weekly", "Yn wythnosol", "Weekly", "canol nos", "midnight")
)

// welshTimes puts days, times and dates into English.
func welshTimes(s string) string {
	s = welshLonger.Replace(s)
	s = welshDayPart.ReplaceAllStringFunc(s, func(said string) string {
		m := welshDayPart.FindStringSubmatch(said)
		day := welshDayOf(m[2])
		if m[3] == "" {
			return day
		}
		switch strings.ToLower(m[1]) {
		case "bore", "fore", "boreau", "foreau":
			day += " morning"
		case "prynhawn", "brynhawn", "prynhawniau":
			day += " afternoon"
		case "nos", "noson", "nosweithiau":
			day += " evening"
		}
		return day + m[3]
	})
	for i := 0; i < 4 && welshListed.MatchString(s); i++ {
		s = welshListed.ReplaceAllStringFunc(s, func(said string) string {
			m := welshListed.FindStringSubmatch(said)
			between := map[string]string{" a": " and", " ac": " and", " neu": " or", " i": " to"}[m[2]]
			if between == "" {
				between = m[2]
			}
			return m[1] + between + " " + welshDayOf(m[3])
		})
	}
	s = welshTwo.ReplaceAllStringFunc(s, func(said string) string {
		m := welshTwo.FindStringSubmatch(said)
		return welshRank(m[1]) + " and " + welshRank(m[2]) + " " + m[3] + " of the month"
	})
	s = welshClock.ReplaceAllStringFunc(s, func(said string) string {
		m := welshClock.FindStringSubmatch(said)
		hour := m[2]
		if n, ok := welshNumbers[strings.ToLower(hour)]; ok {
			hour = n
		}
		switch strings.ToLower(m[1]) {
		case "hanner awr wedi":
			return hour + ".30"
		case "chwarter wedi":
			return hour + ".15"
		}
		return "quarter to " + hour
	})
	s = welshMonth.ReplaceAllStringFunc(s, func(said string) string {
		m := welshMonth.FindStringSubmatch(said)
		return m[1] + " " + welshMonths[strings.ToLower(m[2])]
	})
	s = welshTerm.ReplaceAllString(s, "term time only")
	s = welshNone.ReplaceAllString(welshBanks.ReplaceAllString(s, "bank holidays"), "closed on bank holidays")
	return s
}

// welshEnds puts the words between times and dates into English, once those are.
func welshEnds(s string) string {
	return welshUntil.ReplaceAllString(welshFrom.ReplaceAllString(s, "from $1"), "until $1")
}

// welshDayOf is a day by its name with any first letter.
func welshDayOf(name string) string {
	name = strings.ToLower(name)
	for _, day := range []struct{ start, day string }{{"llun", "Monday"}, {"lun", "Monday"}, {"mawrth", "Tuesday"}, {"fawrth", "Tuesday"}, {"mercher", "Wednesday"}, {"fercher", "Wednesday"},
		{"iau", "Thursday"}, {"gwener", "Friday"}, {"wener", "Friday"}, {"sadwrn", "Saturday"}, {"sul", "Sunday"}} {
		if name == day.start {
			return day.day
		}
	}
	return name
}

// welshRank is a place in a row by its name, whose first letter may have changed.
func welshRank(word string) string {
	word = strings.ToLower(word)
	switch {
	case strings.Contains(word, "rydydd"), strings.Contains(word, "rydedd"):
		return "third"
	case strings.Contains(word, "edwerydd"), strings.Contains(word, "edwaredd"):
		return "fourth"
	}
	return welshRanks[word]
}
