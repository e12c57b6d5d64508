package extract

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/data/pattern"
)

var (
	// fortnight are the words for every second week.
	fortnight = pattern.MustCompile(`(?i)\b(?:fortnightly(?: on)?|every (?:other|second|two|2)(?: weeks?(?: on)?)?|(?:on )?alternat(?:e|ing)|bi-?weekly(?: on)?|once a fortnight(?: on)?|every fortnight(?: on)?)(?: an?\b)?\b,?`)
	// nextDate says which of the weeks: "the next is on 28 November".
	nextDate = pattern.MustCompile(`(?i)[;,.(]? ?\b(?:the )?(?:next|starting|begins?|first):? (?:one |session |meeting |group |dates? |walk |lunch |is |will be |are |being |(?:session|meeting|group|date): )*(?:on )?:? ?(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: (20\d\d))?\)?`)
)

// dayBehind is what ends in the name of a day.
var dayBehind = pattern.MustCompile(`(?i)` + dayName + `[ (,]*$`)

var months = map[string]time.Month{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// fortnights reads the sentences that speak of every second week and were not read: as if they spoke of every week, with
// the day from which the weeks are counted behind them. Where none is said, the rule has none, and nothing is called open
// by it.
func (p *page) fortnights(text string, known []hours.Found) (out []hours.Found) {
	for _, at := range fortnight.FindAllStringIndex(text, 5) {
		start := max(strings.LastIndexByte(text[:at[0]], '\n'), strings.LastIndex(text[:at[0]], ". ")) + 1
		end := len(text)
		if i := strings.IndexByte(text[at[1]:], '\n'); i >= 0 {
			end = at[1] + i
		}
		if i := strings.Index(text[at[1]:end], ". "); i >= 0 {
			end = at[1] + i
		}
		if end < len(text) && text[end] == '\n' && !digitsIn(text[at[1]:end]) { // its time is on the next line
			if i := strings.IndexByte(text[end+1:]+"\n", '\n'); i < 60 {
				end += 1 + i
			}
		}
		if slices.ContainsFunc(known, func(h hours.Found) bool { return h.Start < end && start < h.End }) {
			continue
		}
		behind := text[at[1]:min(len(text), end+80)]
		next := nextDate.FindStringSubmatchIndex(behind)
		weekly := text[start:at[0]] + " every " + text[at[1]:end]
		if next != nil {
			cut := min(at[1]+next[0], end)
			weekly = text[start:at[0]] + " every " + text[at[1]:cut]
		}
		weekly = strings.Replace(weekly, "every and ", "", 1)
		if dayBehind.MatchString(text[start:at[0]]) { // "Tuesdays fortnightly, 10am - 12pm"
			weekly = strings.Replace(weekly, " every ", " ", 1)
		}
		for _, h := range hours.Find(weekly, p.rules.Today, "", "") {
			if len(h.Schedules) != 1 || h.Schedules[0].Freq != "WEEKLY" || !h.Schedules[0].ValidFrom.IsZero() || strings.Contains(h.Schedules[0].ByDay, ",") {
				continue
			}
			rule := h.Schedules[0]
			rule.Interval = 2
			if next != nil {
				rule.DTStart = p.dateOf(behind[next[2]:next[3]], behind[next[4]:next[5]], next, behind)
				if rule.DTStart.IsZero() || byDay(rule.DTStart) != rule.ByDay {
					continue
				}
			} else {
				rule.Description = "Every 2 weeks"
			}
			out = append(out, hours.Found{Schedules: []data.Schedule{rule}, Words: strings.TrimSpace(text[start:end])})
		}
	}
	return out
}

// dateOf is a date whose year may not be said: then it is the nearest to today.
func (p *page) dateOf(day, month string, next []int, behind string) data.Date {
	number, err := strconv.Atoi(day)
	if err != nil || p.rules.Today.IsZero() {
		return data.Date{}
	}
	today := p.rules.Today.Begins()
	make := func(year int) time.Time {
		return time.Date(year, months[strings.ToLower(month)], number, 12, 0, 0, 0, time.UTC)
	}
	if next[6] >= 0 {
		year, _ := strconv.Atoi(behind[next[6]:next[7]])
		return data.DateOf(make(year))
	}
	best := make(today.Year())
	for _, year := range []int{today.Year() - 1, today.Year() + 1} {
		if other := make(year); other.Sub(today).Abs() < best.Sub(today).Abs() {
			best = other
		}
	}
	return data.DateOf(best)
}

var nthDay = pattern.MustCompile(`(?i)\b((?:first|second|third|fourth|last|1st|2nd|3rd|4th)(?:(?:,| and| &) (?:first|second|third|fourth|last|1st|2nd|3rd|4th))* (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b( of| in| each| every)?`)

// inMonth says of a day that is counted that it is counted in the month, in a text that says so of another.
func inMonth(text string) string {
	if !strings.Contains(text, "month") {
		return text
	}
	return nthDay.ReplaceAllStringFunc(text, func(said string) string {
		if m := nthDay.FindStringSubmatch(said); m[2] != "" {
			return said
		}
		return said + " of the month"
	})
}
