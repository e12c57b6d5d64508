package extract

import (
	"slices"
	"strings"
)

// underDays gives lines with times below a heading that is the name of a day that day: "Monday", and below it "Tea Club, 10am
// to 12pm".
func underDays(lines []line) []line {
	out, moved := lines, false
	day, level, head := "", 0, -1
	for i, l := range lines {
		if l.level > 0 {
			if m := dayHead.FindStringSubmatch(l.text); m != nil {
				day, level, head = m[1]+"s", l.level, i
			} else if m := headDays.FindStringSubmatch(l.text); m != nil {
				day, level, head = m[1], l.level, -1
			} else if l.level <= level {
				day = ""
			}
			continue
		}
		if day == "" || l.table != nil || !aSpan.MatchString(l.text) || anyDayName.MatchString(l.text) {
			continue
		}
		if !moved {
			out, moved = slices.Clone(lines), true
		}
		if head >= 0 {
			out[head].text, head = "", -1 // it is said below
		}
		out[i].text = day + " " + l.text
	}
	return out
}

// program are the lines of a grid of what is on: a day, and below it the times with the names of what is on then. Nil if the
// cells do not hold that.
func (g *grid) program() (lines []line) {
	some := 0
	for d, day := range g.days {
		lines = append(lines, line{text: day, level: boldHeading, first: true})
		for i, text := range g.cells[d] {
			if notOpen.MatchString(text) {
				continue
			}
			times := g.labels[i]
			if !spanOnly.MatchString(times) {
				m := aSpan.FindAllStringSubmatch(text, 2)
				if len(m) != 1 {
					return nil
				}
				times = m[0][1]
				text = strings.Trim(strings.Replace(text, times, "", 1), " ,:–-()")
			} else if aSpan.MatchString(text) {
				return nil
			}
			if len(text) < 3 || len(text) > 200 {
				return nil
			}
			some++
			lines = append(lines, line{text: times + " " + text, first: true})
		}
	}
	if some < 2 {
		return nil
	}
	return lines
}
