package hours

import (
	"regexp"
	"strings"

	"fingerpost/data"
)

// ReadWords reads opening hours as people write them: "Mon - Fri 9:30am - 12 noon", "Tues & Thurs 1-3pm", "Monday
// 09:00-13:00,14:00-17:30; Tuesday CLOSED", "1st Saturday of the month 10am - 12pm". It answers only when the whole text
// is plainly such hours: one word that it does not know, or times that could be morning or evening, and the text is for
// people to read. "Not open on bank holidays" may end it.
func ReadWords(words, owner string, source data.SourceKey) ([]data.Schedule, bool) {
	if len(words) > 500 {
		return nil, false
	}
	text := " " + strings.Join(strings.Fields(plainMarks.Replace(strings.ToLower(words))), " ") + " "
	r := wordReader{table: timetable{month: map[nth][]Span{}}}
	if cut := noHolidays.FindStringIndex(text); cut != nil {
		text, r.table.bank = text[:cut[0]], data.BankHolidaysClosed
	}
	if allHours.MatchString(text) {
		text = "daily 00:00-24:00"
	}
	if !r.read(text) || !r.table.settle() {
		return nil, false
	}
	schedules := r.table.schedules(owner, source)
	return schedules, len(schedules) > 0
}

var (
	plainMarks = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "\u00a0", " ", "\t", " ", "\n", " ; ", "&", " & ",
		"12 noon", "12:00pm", "12noon", "12:00pm", "a.m.", "am", "p.m.", "pm", "every day", "daily", "7 days a week", "daily", "o'clock", "")
	noHolidays = regexp.MustCompile(`[\s,.;(]*\b(?:except|excluding|excl\.?|not open on|not|closed on|closed)(?: on)? (?:bank|public) holidays?\)?[.\s]*$`)
	allHours   = regexp.MustCompile(`^ (?:open )?(?:24 ?/ ?7|24 hours(?: a day)?,? daily)[. ]*$`)
	// token is a time, an ordinal, a word or a mark, in this order.
	token = regexp.MustCompile(`^(?:(\d{1,2}(?:[:.]\d{2})?) ?(am|pm)?\b|([1-5](?:st|nd|rd|th))\b|([a-z']+)|([-,;:./&+()]))`)
)

var dayWords = map[string]weekday{
	"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
	"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}

var ordinals = map[string]int{
	"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1,
}

// sign is one piece of the text: a kind and what it means.
type sign struct {
	kind  byte // d day, g group of days, o ordinal, t time, r range, s separator, x closed, c colon, m "of the month"
	day   weekday
	group []weekday
	n     int
	time  written
}

type wordReader struct {
	table timetable
	signs []sign
}

// read parts the text into signs and then into groups of days and times.
func (r *wordReader) read(text string) bool {
	for _, phrase := range []string{"of the month", "of each month", "of every month", "of month", "in the month", "of a month"} {
		text = strings.ReplaceAll(text, phrase, " month ")
	}
	for text = strings.TrimSpace(text); text != ""; {
		found := token.FindStringSubmatch(text)
		if found == nil {
			return false
		}
		text = strings.TrimSpace(text[len(found[0]):])
		s, ok := meaning(found)
		if !ok {
			return false
		}
		if s.kind != 0 {
			r.signs = append(r.signs, s)
		}
	}
	for r.skip('s'); len(r.signs) > 0; r.skip('s') {
		if !r.group() {
			return false
		}
	}
	return true
}

// meaning tells what a token means; a sign of kind 0 means nothing.
func meaning(found []string) (sign, bool) {
	switch word := found[4]; {
	case found[1] != "":
		t, ok := readWritten(found[1], found[2])
		return sign{kind: 't', time: t}, ok
	case found[3] != "":
		n, ok := ordinals[found[3]]
		return sign{kind: 'o', n: n}, ok
	case found[5] == "-":
		return sign{kind: 'r'}, true
	case found[5] == ":":
		return sign{kind: 'c'}, true
	case found[5] == "(" || found[5] == ")":
		return sign{}, true
	case found[5] != "":
		return sign{kind: 's'}, true
	case ordinals[word] != 0:
		return sign{kind: 'o', n: ordinals[word]}, true
	default:
		return wordMeaning(word)
	}
}

func wordMeaning(word string) (sign, bool) {
	if d, ok := dayWords[strings.TrimSuffix(word, "s")]; ok {
		return sign{kind: 'd', day: d}, true
	}
	if d, ok := dayWords[word]; ok {
		return sign{kind: 'd', day: d}, true
	}
	switch word {
	case "to", "till", "til", "until":
		return sign{kind: 'r'}, true
	case "and":
		return sign{kind: 's'}, true
	case "noon", "midday":
		return sign{kind: 't', time: written{minutes: 12 * 60, fixed: true}}, true
	case "midnight":
		return sign{kind: 't', time: written{minutes: day, fixed: true}}, true
	case "closed":
		return sign{kind: 'x'}, true
	case "month":
		return sign{kind: 'm'}, true
	case "daily":
		return sign{kind: 'g', group: []weekday{0, 1, 2, 3, 4, 5, 6}}, true
	case "weekdays":
		return sign{kind: 'g', group: []weekday{0, 1, 2, 3, 4}}, true
	case "weekends":
		return sign{kind: 'g', group: []weekday{5, 6}}, true
	case "open", "every", "each", "on", "from":
		return sign{}, true
	}
	return sign{}, false
}

func (r *wordReader) is(kind byte) bool { return len(r.signs) > 0 && r.signs[0].kind == kind }

func (r *wordReader) take() sign {
	s := r.signs[0]
	r.signs = r.signs[1:]
	return s
}

func (r *wordReader) skip(kind byte) {
	for r.is(kind) {
		r.take()
	}
}
