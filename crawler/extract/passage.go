package extract

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/prose"
)

// passage is the part of a page that speaks of one listing, made ready to be read.
type passage struct {
	page   *page
	lines  []line
	text   string
	starts []int // where in text each line begins
	prose  *prose.Text
	name   string
	forWho *prose.Text // see whoText
}

// passageOf joins lines into a text in which labels stand before their values.
func (p *page) passageOf(from []line, name string) *passage {
	s := &passage{page: p, name: name}
	for _, l := range from {
		if l.table == nil {
			s.lines = append(s.lines, l)
			continue
		}
		for _, row := range l.table.rows {
			s.lines = append(s.lines, line{text: l.table.rowText(row), block: l.block, first: true, kind: l.kind, label: l.label, how: l.how, sure: l.sure})
		}
	}
	s.text, s.starts = p.textOf(s.lines)
	s.prose = prose.Of(s.text, append([]string{name}, p.owners...)...)
	return s
}

// textOf joins lines into a text, and tells where in it each begins.
func (p *page) textOf(lines []line) (string, []int) {
	var b strings.Builder
	var starts []int
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		if l.level > 0 && i > 0 {
			b.WriteByte('\n') // what stands above a heading does not go on in it
		}
		starts = append(starts, b.Len())
		if l.label != "" && l.first && (l.kind != none && l.kind != when || kindOf(l.label) == none) {
			b.WriteString(p.plain(strings.TrimSuffix(l.label, "?")))
			if strings.HasSuffix(l.label, "?") {
				b.WriteString("? ") // which is no part of its answer
			} else {
				b.WriteString(": ")
			}
		}
		b.WriteString(p.plain(l.text))
	}
	return b.String(), starts
}

// plain is a text as the readers of facts understand it.
func (p *page) plain(text string) string {
	if p.code != "" {
		text = inFull(text, p.code)
	}
	if p.welsh {
		return inEnglish(text)
	}
	return text
}

// line is the line that holds a place in the text.
func (s *passage) line(at int) *line {
	i, exact := slices.BinarySearch(s.starts, at)
	if !exact {
		i--
	}
	if i < 0 {
		return &line{}
	}
	return &s.lines[i]
}

// how says where in the passage something stands.
func (s *passage) how(at prose.Span) How {
	if l := s.line(at.Start); l.how != "" && l.kind != about {
		return How{data.PlainLine(l.how, data.MaxName), max2(l.sure)}
	}
	return How{data.PlainLine("text: '"+at.Words+"'", data.MaxName), Read}
}

// max2 is what a label is worth.
func max2(sure Sure) Sure {
	if sure == "" {
		return Read
	}
	return sure
}

// of are the lines whose labels mean one of the kinds.
func (s *passage) of(kinds ...kind) []line { return ofKind(s.lines, kinds...) }

func ofKind(lines []line, kinds ...kind) (out []line) {
	for _, l := range lines {
		if l.level == 0 && slices.Contains(kinds, l.kind) {
			out = append(out, l)
		}
	}
	return out
}

func join(lines []line, between string) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return strings.Join(texts, between)
}
