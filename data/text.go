package data

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The longest texts that are kept, in letters. What is longer is cut at a word.
const (
	MaxName        = 200
	MaxSummary     = 400
	MaxDescription = 8000
)

// blocks are the elements that begin a new line when markup becomes text.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Br: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Tr: true, atom.Table: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Section: true,
	atom.Article: true, atom.Blockquote: true, atom.Hr: true, atom.Dt: true, atom.Dd: true,
}

// dropped are the elements whose content is no text for people.
var dropped = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true, atom.Textarea: true, atom.Title: true, atom.Svg: true}

// PlainText turns what a source wrote, which may be HTML and may be hostile, into plain text: no markup, no control or
// direction-changing characters, paragraphs parted by one blank line, list items on lines of their own. It is the only
// way in for text from outside, and running it twice changes nothing.
func PlainText(s string, max int) string {
	var lines []string
	for _, line := range strings.Split(stripMarkup(clean(s)), "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, line)
	}
	return cut(strings.TrimSpace(strings.Join(lines, "\n")), max)
}

// PlainLine is PlainText for a field of one line.
func PlainLine(s string, max int) string {
	return cut(strings.Join(strings.Fields(PlainText(s, 4*max)), " "), max)
}

// layers is how often markup may be hidden in entities ("&amp;lt;b&amp;gt;") before the text is taken for hostile.
const layers = 6

// stripMarkup reads markup until nothing more comes off, so that no later reader finds any. What is left of "<" and ">"
// stands for itself and gets look-alikes; what is hidden deeper than anyone writes loses the marks that hide it.
func stripMarkup(s string) string {
	plain := false
	for i := 0; i < layers && !plain; i++ {
		next := s
		if strings.ContainsAny(s, "<&") {
			next = clean(readMarkup(s))
		}
		plain, s = next == s, next
	}
	if !plain {
		s = strings.ReplaceAll(s, "&", " ")
	}
	return noMarkup.Replace(s)
}

var noMarkup = strings.NewReplacer("<", "‹", ">", "›")

// clean puts every line end in one form and drops what nobody can see. It comes before the markup is read, and after each
// layer of it, since an invisible letter inside a tag would hide the tag.
func clean(s string) string {
	return strings.Map(cleanRune, strings.ReplaceAll(s, "\r\n", "\n"))
}

func readMarkup(s string) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(s))
	skipping := atom.Atom(0)
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if skipping == 0 {
				b.WriteString(html.UnescapeString(string(tokens.Raw())))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			switch {
			case dropped[tag] && (kind == html.StartTagToken || tag == atom.Script || tag == atom.Style) && kind != html.EndTagToken && skipping == 0:
				skipping = tag // "<script/>" opens a script all the same
			case kind == html.EndTagToken && tag == skipping:
				skipping = 0
			case blocks[tag] && kind == html.StartTagToken && tag == atom.Li:
				b.WriteString("\n• ")
			case (tag == atom.P || tag == atom.Ul || tag == atom.Ol) && kind == html.EndTagToken:
				b.WriteString("\n\n")
			case kind == html.EndTagToken && (tag == atom.Li || tag == atom.Tr || tag == atom.Dt || tag == atom.Dd):
				// What follows begins a line itself; another one here would part the items of a list.
			case blocks[tag]:
				b.WriteString("\n")
			}
		}
	}
}

// cleanRune drops what is invisible or changes how the rest reads, and makes every other white space plain.
func cleanRune(r rune) rune {
	switch {
	case r == '\n', ' ' <= r && r <= '~':
		return r
	case r == '\u00a0', unicode.IsSpace(r):
		if r == '\u2028' || r == '\u2029' || r == '\r' {
			return '\n'
		}
		return ' '
	case r == '\u200c', r == '\u200d', unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return r // joiners, which emoji and some scripts need, and the signs that Arabic writes around numbers
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar:
		return -1
	}
	return r
}

// cut shortens to at most max letters, at a word's end.
func cut(s string, max int) string {
	runes := []rune(s)
	if len(runes) <= max {
		return s
	}
	short := string(runes[:max-1])
	if space := strings.LastIndexAny(short, " \n"); space > len(short)/2 {
		short = short[:space]
	}
	return strings.TrimRight(short, " \n,;:.") + "…"
}
