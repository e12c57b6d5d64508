package extract

import (
	"net/url"
	"strings"

	"fingerpost/data/pattern"
	"fingerpost/data/prose"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// line is one line of a page, as a reader sees it, with what the markup tells of it.
type line struct {
	text   string
	level  int        // 1 to 6: a heading; boldHeading: a line that is written like one
	label  string     // what it is the value of
	kind   kind       // what the label means
	how    string     // where the label was found: "dl Opening times"
	sure   Sure       // of the label
	block  int        // the lines of one block, parted by br, share it
	first  bool       // of its block or row
	linked int        // letters of it that are links
	href   string     // where the first link leads
	bold   int        // letters at its beginning that are bold
	node   *html.Node // of a heading or a table
	in     *html.Node // where its text begins
	box    *html.Node // of a heading: all that stands under it is inside (see [boxHeads])
	table  *table     // it stands for a table whose rows are lines of their own
}

// boldHeading is the level of a line that is no heading and looks like one.
const boldHeading = 7

// The bounds of what is read of one page.
const (
	maxLines    = 5000
	maxPageText = 100_000
)

// liner makes lines of markup.
type liner struct {
	lines  []line
	size   int
	family *family
	within bool

	buf    strings.Builder // the line that is being written
	spaced bool            // it ends in a blank
	now    line            // what is known of it
	inBold int
	plain  bool // something that is not bold was written
	inLink bool
	blocks int
}

// linesOf makes the lines of what is inside an element. within says that the element is the main content.
func linesOf(n *html.Node, f *family, within bool) []line {
	l := &liner{family: f, within: within}
	l.children(n)
	l.flush()
	return settle(l.lines)
}

func (l *liner) full() bool { return len(l.lines) >= maxLines || l.size > maxPageText }

func (l *liner) children(n *html.Node) {
	kept := l.now
	for c := n.FirstChild; c != nil && !l.full(); c = c.NextSibling {
		l.node(c)
	}
	// A label holds for what follows it in the same element.
	if l.now.label != kept.label {
		l.flush()
	}
	l.now.label, l.now.kind, l.now.how, l.now.sure = kept.label, kept.kind, kept.how, kept.sure
}

func (l *liner) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		if l.buf.Len() == 0 {
			l.now.in = n
		}
		l.part(n)
		l.write(n.Data)
		return
	case n.Type != html.ElementNode || mute[n.DataAtom] || isHidden(n) || isFurniture(n, l.within) || l.within && isBeside(n):
		return
	}
	if l.inFamily(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		l.flush()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		l.heading(n, int(n.Data[1]-'0'))
	case atom.Summary:
		l.heading(n, 6)
	case atom.Button:
		if l.now.level == 0 && hasAttr(n, "aria-controls") {
			l.heading(n, 6)
		} else if l.now.level > 0 {
			l.children(n)
		}
	case atom.Table:
		l.end()
		l.readTable(n)
		l.end()
	case atom.Dt:
		l.end()
		l.setLabel(textOf(n), "dl ", Read)
	case atom.Dd:
		l.end()
		kept := l.now
		l.children(n)
		l.end()
		l.now.label, l.now.kind, l.now.how, l.now.sure = kept.label, kept.kind, kept.how, kept.sure
		l.markFirst()
	case atom.Img:
		l.image(n)
	case atom.Abbr:
		if day := attr(n, "title"); isDay(day) && wholeDay.MatchString(day) {
			l.write(day + " ")
		} else {
			l.children(n)
		}
	case atom.A:
		l.link(n)
	case atom.B, atom.Strong, atom.U:
		l.inBold++
		l.children(n)
		l.inBold--
	case atom.Sup, atom.Label:
		l.children(n)
	default:
		l.element(n)
	}
}

// element reads an element without a meaning of its own.
func (l *liner) element(n *html.Node) {
	if isLabel(n) {
		if text := textOf(n); text != "" && len(text) <= maxLabel {
			l.end()
			l.setLabel(text, "label ", Read)
			return
		}
	}
	if said := attr(n, "aria-label"); said != "" && saysTimes(said) && !digitsIn(textOf(n)) {
		l.end()
		l.write(said) // what is shown is a picture of it
		l.end()
		return
	}
	if l.buf.Len() == 0 && l.now.label == "" && l.now.level == 0 && isNamed(n) {
		l.setLabel(textOf(n), "label ", Read)
		return
	}
	block := blocks[n.DataAtom]
	if block {
		l.end()
		l.markFirst()
	}
	l.children(n)
	if block {
		l.end()
	}
}

// isLabel reports whether an element says by its class that it is the name of what stands behind it.
func isLabel(n *html.Node) bool {
	return valueFollows(n) && (n.DataAtom == atom.Div || n.DataAtom == atom.Span || n.DataAtom == atom.P || n.DataAtom == atom.Strong) &&
		classEnds(n, "label", "key", "term", "meta_title")
}

// valueFollows reports whether something may be the value of what stands before it: a heading is none, it has a tag over it.
func valueFollows(n *html.Node) bool {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		switch {
		case s.Type == html.ElementNode:
			return !isOpener(s)
		case s.Type == html.TextNode && strings.TrimSpace(s.Data) != "":
			return true
		}
	}
	return n.NextSibling != nil
}

// classEnds reports whether one of an element's classes ends in one of the words: "field__label", not "field-label-inline".
func classEnds(n *html.Node, words ...string) bool {
	for class := range strings.FieldsSeq(attr(n, "class")) {
		for _, word := range words {
			if before, ok := strings.CutSuffix(strings.ToLower(class), word); ok && (before == "" || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "_") || before == "field") {
				return true
			}
		}
	}
	return false
}

func (l *liner) setLabel(text, how string, sure Sure) {
	text = strings.TrimRight(strings.TrimSpace(text), " :")
	l.now.label, l.now.kind, l.now.how, l.now.sure = text, kindOf(text), how+text, sure
	l.markFirst()
}

// markFirst says that the next line is the first of its row.
func (l *liner) markFirst() { l.now.first = true }

func (l *liner) heading(n *html.Node, level int) {
	l.end()
	kept := l.now
	l.now = line{level: level, first: true, node: n}
	bold := l.inBold
	l.inBold = 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Br {
			l.write(" ")
			continue
		}
		l.node(c)
	}
	l.inBold = bold
	l.end()
	kept.first = true
	l.now = kept
}

// link reads a link. The number or address that it leads to is text where its own text does not say it.
func (l *liner) link(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	if l.now.href == "" {
		l.now.href = href
	}
	if len(href) > 0 && isMapLink(textOf(n)) {
		return
	}
	was := l.inLink
	l.inLink = href != ""
	defer func() { l.inLink = was }()
	l.children(n)
	if len(href) > 300 {
		return
	}
	scheme, rest, _ := strings.Cut(href, ":")
	switch strings.ToLower(scheme) {
	case "tel":
		if rest, err := url.PathUnescape(rest); err == nil && !strings.ContainsAny(textOf(n), "0123456789") {
			l.write(" (" + rest + ") ")
		}
	case "sms":
		if number, _, _ := strings.Cut(rest, "?"); !strings.ContainsAny(textOf(n), "0123456789") {
			l.write(" (text " + number + ") ")
		}
	case "https":
		if m := whatsApp.FindStringSubmatch(rest); m != nil && !strings.ContainsAny(textOf(n), "0123456789") {
			l.write(" (WhatsApp +" + m[1] + ") ")
		}
	case "mailto":
		if address := email(rest); address != "" && !strings.Contains(textOf(n), "@") {
			l.write(" (" + address + ") ")
		}
	}
}

// whatsApp is a link that begins a conversation there, with the number.
var whatsApp = pattern.MustCompile(`^//(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=)\+?(44\d{10})\b`)

// write adds text to the line, blanks made one.
func (l *liner) write(s string) {
	for _, r := range s[:min(len(s), maxPageText)] {
		blank := r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0'
		if blank && (l.spaced || l.buf.Len() == 0) {
			continue
		}
		if l.buf.Len() >= maxLine {
			l.cut(blank)
		}
		if l.spaced = blank; blank {
			l.buf.WriteByte(' ')
			continue
		}
		l.buf.WriteRune(r)
		switch {
		case l.inBold > 0 && !l.plain:
			l.now.bold = l.buf.Len()
		case l.inBold == 0 && r != ':':
			l.plain = true
		}
		if l.inLink {
			l.now.linked++
		}
	}
}

// cut ends a line that is too long for one, at a blank if there is one soon.
func (l *liner) cut(blank bool) {
	if blank || l.buf.Len() >= maxLine+200 {
		l.flush()
	}
}

// flush ends the line.
func (l *liner) flush() {
	text := strings.TrimSpace(l.buf.String())
	if text != "" && !l.full() {
		made := l.now
		made.text, made.block = text, l.blocks
		l.lines = append(l.lines, made)
		l.size += len(text)
		l.now.first = false
	}
	l.buf.Reset()
	l.spaced, l.plain = false, false
	l.now.linked, l.now.href, l.now.bold = 0, "", 0
}

// end ends the line and its block.
func (l *liner) end() {
	l.flush()
	l.blocks++
}

// settle finds the labels and headings that only the text tells.
func settle(lines []line) []line {
	for i := range lines {
		l := &lines[i]
		if l.level > 0 || l.table != nil {
			continue
		}
		if l.kind == none && l.label == "" {
			l.split()
		}
		if l.label != "" || !l.first || i+1 == len(lines) || lines[i+1].level != 0 {
			continue
		}
		if next := lines[i+1]; l.isBold() && !(next.block == l.block && next.isBold()) || l.isCapitals() && next.block == l.block && !next.isCapitals() {
			l.level = boldHeading
		}
	}
	return lines
}

// isBold reports whether all of the line is bold, and short enough for a name.
func (l line) isBold() bool {
	return l.bold > 0 && l.bold >= len(l.text)-1 && len(l.text) <= 90 && !strings.HasSuffix(l.text, ".")
}

// isCapitals reports whether a line is a name in capitals, as people write headings where they have no others.
func (l line) isCapitals() bool {
	return len(l.text) >= 4 && len(l.text) <= 60 && l.linked == 0 && !strings.ContainsAny(l.text, "0123456789@:.,£") && strings.ToUpper(l.text) == l.text && strings.ToLower(l.text) != l.text
}

// split parts "When: Mondays" into label and value, and takes a line that is all label for one.
func (l *line) split() {
	if before, after, ok := strings.Cut(l.text[:min(len(l.text), 2*maxLabel)], ":"); ok && before != "" {
		if k := kindOf(before); k != none && !isDigit(l.text, len(before)-1) {
			value := strings.TrimSpace(l.text[len(before)+1:])
			if value == "" {
				l.level = boldHeading
				l.text = before
				return
			}
			l.label, l.kind, l.how, l.sure, l.text, l.first = before, k, "label "+before, Read, value, true
			_ = after
			return
		}
	}
	if l.bold > 0 && l.bold < len(l.text) && l.bold <= maxLabel {
		if k := kindOf(l.text[:l.bold]); k != none {
			l.label, l.kind, l.how, l.sure = strings.TrimSpace(l.text[:l.bold]), k, "label "+strings.TrimSpace(l.text[:l.bold]), Read
			l.text, l.first = strings.TrimLeft(l.text[l.bold:], " :-–"), true
			return
		}
	}
	if len(l.text) <= 40 && l.linked == 0 && kindOf(l.text) != none && !strings.HasSuffix(l.text, ".") && strings.Count(l.text, " ") <= 4 && len(l.text) > 2 {
		l.level = boldHeading
	}
}

func isDigit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// image reads the words in place of a picture: of one that shows opening times, and of a flag that stands for a language.
func (l *liner) image(n *html.Node) {
	alt := strings.TrimSpace(attr(n, "alt"))
	switch {
	case saysTimes(alt):
		l.end()
		l.write(alt)
		l.end()
	case alt != "" && len(alt) < 30 && !l.inLink && len(prose.LanguagesNamed(alt)) == 1:
		l.write(" " + alt + ", ")
	}
}
