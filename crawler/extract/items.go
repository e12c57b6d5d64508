package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// Not all items stand under headings. A paragraph may begin with the name of a group in bold, or with a name and a dash,
// and a list under the name of a day may begin each line with a time.

// prefixItems are the paragraphs that begin with a name.
func prefixItems(lines []line) (shared []line, items []item) {
	in := -1
	for _, l := range lines {
		name, rest, ok := l.namePrefix()
		switch {
		case ok && len(items) < maxItems:
			rest := line{text: rest, block: l.block, first: true, node: l.node}
			items = append(items, item{head: name, lines: []line{rest}, href: l.href, linked: l.linked >= len(name)})
			in = l.block
		case l.block == in && l.level == 0:
			last := &items[len(items)-1]
			last.lines = append(last.lines, l)
		default:
			shared, in = append(shared, l), -1
		}
	}
	return shared, items
}

// namePrefix parts a line that begins with a name in bold, or with one before a dash.
func (l line) namePrefix() (name, rest string, ok bool) {
	if l.level > 0 || l.label != "" || l.table != nil || !l.first {
		return "", "", false
	}
	at := 0
	switch {
	case l.bold >= 3 && l.bold <= 80 && l.bold < len(l.text):
		at = l.bold
	default:
		for _, mark := range []string{" - ", " – ", " — ", ": "} {
			if i := strings.Index(l.text[:min(len(l.text), 80)], mark); i >= 3 && (at == 0 || i < at) {
				at = i
			}
		}
	}
	if at == 0 || at >= len(l.text) {
		return "", "", false
	}
	name, rest = strings.Trim(l.text[:at], " :-–—,."), strings.TrimLeft(l.text[at:], " :-–—,.")
	first := name
	if i := strings.IndexByte(name, ' '); i > 0 {
		first = name[:i]
	}
	capital := first != "" && (first[0] >= 'A' && first[0] <= 'Z' || first[0] > 127)
	ok = capital && len(rest) >= 10 && kindOf(name) == none && !isDay(name) && !notName.MatchString(name) && strings.Count(name, " ") <= 8 && !strings.ContainsAny(name, "@£")
	return name, rest, ok
}

var (
	// timeFirst is a line that begins with the times of what it names.
	timeFirst = pattern.MustCompile(`(?i)^\W*(\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|noon)? ?(?:-|–|—|to|until|till) ?(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|noon)?|noon|midday))\b[\s:,.–—-]*(\pL.{2,})$`)
	// nameFirst is a line that begins with the name, and has its times behind it: "Tea Club, 10am to 12pm".
	nameFirst = pattern.MustCompile(`(?i)^(\pL[^,:(–|.]{2,60}?)(?: ?[,:(–|]| -) ?((?:` + clockTime + `) ?(?:-|–|—|to|until|till) ?(?:` + clockTime + `))\)?[\s,.:;–-]*(.*)$`)
	// nameEnds is where the name ends that such a line gives.
	nameEnds = pattern.MustCompile(`[,;:(£.]| [-–—] `)
	// notEvery says that it is not in every week.
	notEvery = pattern.MustCompile(`(?i)\b(?:fortnight\w*|alternate|every other|monthly|month|1st|2nd|3rd|4th|first|second|third|fourth|last|from \d|until \d|starts?|weeks?)\b`)
	// dayHead is a heading that is the name of a day.
	dayHead = pattern.MustCompile(`(?i)^(?:every |on )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b[\s:.]*$`)
)

// dayItems are the lines below the names of days that begin with times.
func dayItems(lines []line) (shared []line, items []item) {
	day, in := "", -1
	for _, l := range lines {
		if m := dayHead.FindStringSubmatch(l.text); m != nil && l.table == nil && l.label == "" && len(l.text) < 30 {
			day, in = m[1]+"s", -1
			continue
		}
		if l.level > 0 && l.level < boldHeading {
			day = ""
		}
		m := timeFirst.FindStringSubmatch(l.text)
		if named := nameFirst.FindStringSubmatch(l.text); m == nil && day != "" && named != nil && !anyDayName.MatchString(l.text) {
			m = []string{"", named[2], named[1] + ": " + named[3]}
		}
		switch {
		case day != "" && m != nil && len(items) < maxItems:
			name, rest := m[2], ""
			if at := nameEnds.FindStringIndex(m[2]); at != nil {
				name, rest = m[2][:at[0]], m[2][at[0]:]
			}
			it := item{head: strings.TrimSpace(name), href: l.href, linked: l.linked > 0}
			times := line{text: day + " " + m[1], kind: when, label: "When", how: "heading " + day, sure: Read, block: l.block, first: true}
			switch {
			case strings.Contains(strings.ToLower(m[2]), "term"):
				times.text += ", term time only"
			case notEvery.MatchString(m[2]):
				times.text += ", " + m[2] // which weeks it is, is for the reader of hours to tell
			}
			it.lines = append(it.lines, times)
			if rest = strings.TrimLeft(rest, " ,;:.–—-"); rest != "" {
				it.lines = append(it.lines, line{text: rest, block: l.block})
			}
			if strings.Contains(name, " for ") {
				it.lines = append(it.lines, line{text: name, block: l.block})
			}
			items = append(items, it)
			in = l.block
		case in >= 0 && l.block == in:
			last := &items[len(items)-1]
			last.lines = append(last.lines, l)
		default:
			shared, in = append(shared, l), -1
		}
	}
	return shared, items
}
