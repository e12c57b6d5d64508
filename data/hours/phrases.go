package hours

import (
	"sort"
	"strings"
)

// The phrases that are understood. Words are parted by blanks, "a|b" is either, and "_" is none. The longest that fits is
// taken, so that "every other" is not "every".
var phraseTable = []struct {
	kind    signKind
	phrases string // parted by semicolons
	n       int
}{
	{signFiller, `open; opening; opens; will|we'll be; we will|we'll be open; hours|times; opening hours|times|time; are|is; we; we're; our; on; at; the; from; @;
		every|each; a; weekly; inclusive; only; when; available; run|runs|running; held; per|each|every|a week; once a week;
		all year _|round including _|the school holidays; including|inc _|the school holidays; including|in term time and _|the school|_ holidays;
		all year _|round; throughout the year; year round; hrs; starting|beginning|commencing|since|starts;
		morning|afternoon and|& afternoon|evening; morning|afternoon and|& afternoon|evening session|sessions|clinic|clinics;
		bank holidays and public holidays may offer different opening times _|, check directly with the venue _|.`, 0},
	{signDays, `daily; everyday; each day; every _|single day|night; every day of the week; 7|seven days; 7|seven days a|per week; all week`, int(everyDay)},
	{signDays, `weekdays|weekday; every weekday`, int(workdays)},
	{signDays, `weekends|weekend; every weekend`, int(everyDay &^ workdays)},
	{signYear, `every day of the year; 365 days a|per year; 365 days of the year`, 0},
	{signHolidays, `bank|public holiday|holidays|hols; bank holiday monday|mondays; bank and|&|/ public holidays;
		bank holidays and|&|/ public holidays`, 0},
	{signWord, `why not; e . g _|.; eg .`, 0},
	{signSame, `including|includes|inc|incl _|. _|all bank|public holidays; _|( bank|public holidays included _|);
		including weekends and|& bank holidays; weekends and|& bank holidays included`, 0},
	{signMonth, `of|in|on the|each|every|a|any|_ month|months; each|every|per month; monthly; once|twice a|per|every month;
		once|twice monthly`, 0},
	{signFortnight, `fortnightly; every|each|per|a fortnight; once a|every fortnight; every other; every other week;
		every 2|two weeks; every second|2nd week; alternate|alternating _|weeks`, 0},
	{signPart, `morning|mornings; in the morning|mornings; morning's; morning session|sessions|clinic|clinics|surgery|slot`, morning},
	{signPart, `afternoon|afternoons; in the afternoon|afternoons; afternoon session|sessions|clinic|clinics|surgery|slot`, afternoon},
	{signPart, `evening|evenings|night|nights; in the evening|evenings; at night; evening session|sessions|clinic|clinics|surgery|slot`, evening},
	{signDayLng, `24 hours; 24 hours a|per day; 24 hrs`, 0},
	{signTo, `to; till; til; until; through to; up to; right through to`, 0},
	{signBetween, `between`, 0},
	{signAnd, `and; then; and then; or from`, 0},
	{signClosed, `closed; shut; not open; closed|shut on; n / a; no session|sessions|clinic|clinics|class|classes|group|meeting|drop-in|surgery`, 0},
	{signExcept, `except; except|apart for|from; excluding; excl _|.; excepting; but not; not; not including; with the exception of`, 0},
	{signLunch, `for lunch; lunch`, 0},
	{signTerm, `during|in|through|_ the|_ local|_ school|_ term time|times|-time _|only; termtime _|only;
		during|in|through|_ the|_ local|_ school|_ term - time|times _|only;
		during|in school term|terms _|only; during|in term|terms _|only;
		not|except|excluding|closed during|in|_ the|_ school holidays`, 0},
	{signOrdinal, `first`, 1}, {signOrdinal, `second`, 2}, {signOrdinal, `third`, 3}, {signOrdinal, `fourth`, 4},
	{signOrdinal, `last`, -1},
	{signOrdinal, `every|each second|2nd`, 2}, {signOrdinal, `every|each third|3rd`, 3}, {signOrdinal, `every|each fourth|4th`, 4},
	{signMonthName, `january|jan`, 1}, {signMonthName, `february|feb`, 2}, {signMonthName, `march|mar`, 3},
	{signMonthName, `april|apr`, 4}, {signMonthName, `may`, 5}, {signMonthName, `june|jun`, 6}, {signMonthName, `july|jul`, 7},
	{signMonthName, `august|aug`, 8}, {signMonthName, `september|sept|sep`, 9}, {signMonthName, `october|oct`, 10},
	{signMonthName, `november|nov`, 11}, {signMonthName, `december|dec`, 12},
}

// Parts of a day.
const (
	morning = iota + 1
	afternoon
	evening
)

type phrase struct {
	words []string
	sign  sign
}

// phrases are those of the table by their first word, the longest first.
var phrases = func() map[string][]phrase {
	out := map[string][]phrase{}
	for _, row := range phraseTable {
		for _, pattern := range strings.Split(row.phrases, ";") {
			for _, words := range spell(strings.Fields(pattern)) {
				p := phrase{words, sign{kind: row.kind, n: row.n}}
				switch row.kind {
				case signDays:
					p.sign.days = daySet(row.n)
				case signOrdinal:
					p.sign.unsure = len(words) > 1 || row.n < 0
				}
				out[words[0]] = append(out[words[0]], p)
			}
		}
	}
	for _, list := range out {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].words) > len(list[j].words) })
	}
	return out
}()

// spell lists every way in which a pattern can be written.
func spell(pattern []string) [][]string {
	ways := [][]string{nil}
	for _, choice := range pattern {
		var longer [][]string
		for _, way := range ways {
			for _, word := range strings.Split(choice, "|") {
				next := append([]string(nil), way...)
				if word != "_" {
					next = append(next, word)
				}
				longer = append(longer, next)
			}
		}
		ways = longer
	}
	return ways
}

// joinPhrases puts phrases in the place of the words that they are made of.
func joinPhrases(signs []sign) []sign {
	out := signs[:0]
	for i := 0; i < len(signs); {
		p, ok := phraseAt(signs[i:])
		if !ok {
			out = append(out, signs[i])
			i++
			continue
		}
		s := p.sign
		s.start, s.end, s.text = signs[i].start, signs[i+len(p.words)-1].end, strings.Join(p.words, " ")
		out = append(out, s)
		i += len(p.words)
	}
	return out
}

func phraseAt(signs []sign) (phrase, bool) {
next:
	for _, p := range phrases[signs[0].text] {
		if len(p.words) > len(signs) {
			continue
		}
		for i, word := range p.words {
			if signs[i].text != word {
				continue next
			}
		}
		return p, true
	}
	return phrase{}, false
}

var dayWords = map[string]weekday{
	"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
	"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}

// readDay reads the name of a day: "Mon", "Mondays", "Monday's".
func readDay(word string) (d weekday, many, ok bool) {
	word = strings.ReplaceAll(word, "'", "")
	if d, ok := dayWords[word]; ok {
		return d, false, true
	}
	d, ok = dayWords[strings.TrimSuffix(word, "s")]
	return d, ok, ok
}
