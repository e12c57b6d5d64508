package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What is told apart by markup within a line: a day and its time, a label and its value, and what is said without being shown.

// part writes what the page's style shows between a day and its times, where each has an element of its own and no blank
// is between them: "<span>Monday</span><span>9am - 5pm</span>".
func (l *liner) part(n *html.Node) {
	if l.buf.Len() == 0 || l.spaced || n.PrevSibling != nil || n.Parent == nil {
		return
	}
	before := n.Parent.PrevSibling
	if before == nil || before.Type != html.ElementNode || blocks[before.DataAtom] {
		return
	}
	if day := textOf(before); isDay(day) && len(day) <= 40 {
		l.write(": ")
	} else if oneTime.MatchString(day) && oneTime.MatchString(strings.TrimSpace(n.Data)) {
		l.write(" - ")
	} else if strings.HasSuffix(day, "m") && len(day) <= 40 && isDigit(strings.TrimSpace(n.Data), 0) {
		l.write(", ") // the times of another session
	}
}

// saysTimes reports whether a text that is not shown says days and times.
func saysTimes(s string) bool {
	return len(s) < 400 && anyDayName.MatchString(s) && aSpan.MatchString(s)
}

// isNamed reports whether a span is the name of what follows in its line: "<span>Time</span> 2 - 3.30pm".
func isNamed(n *html.Node) bool {
	next := n.NextSibling
	if n.DataAtom != atom.Span || next == nil || next.Type != html.TextNode || n.FirstChild == nil {
		return false
	}
	value := strings.TrimLeft(next.Data, " \t\r\n:\u00a0")
	if value == "" || value[0] >= 'a' && value[0] <= 'z' || value[0] == ',' || value[0] == '.' || value[0] == '-' {
		return false
	}
	switch labels[plainLabel(textOf(n))] {
	case when, where, cost, who, age:
		return true
	}
	return false
}
