package hours

import "fingerpost/data"

// longestField bounds what [ReadWords] looks at: what is longer is no field of hours.
const longestField = 1000

// ReadWords reads opening hours as people write them in a field that holds nothing else: "Mon - Fri 9:30am - 12 noon",
// "Tues & Thurs 1-3pm, term time only", "Monday 09:00-13:00,14:00-17:30; Tuesday CLOSED", "1st Saturday of the month 10am -
// 12pm", "9 - 5 weekdays except bank holidays". It answers only when the whole text is plainly such hours: one word that
// it does not know, or times that could be morning or evening, and the text is for people to read. For hours within
// other text there is [Find].
func ReadWords(words, owner string, source data.SourceKey) ([]data.Schedule, bool) {
	if len(words) > longestField {
		return nil, false
	}
	found, ok := readSaid(readSigns(words, false), false)
	if !ok {
		return nil, false
	}
	schedules, ok := found.schedules(owner, source)
	if !ok {
		return nil, false
	}
	return schedules, true
}
