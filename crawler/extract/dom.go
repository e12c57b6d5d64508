package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of an element's attribute, empty if it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// blocks are the elements that begin and end a line.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true, atom.Center: true,
	atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true,
	atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true,
	atom.H6: true, atom.Header: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true,
	atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true,
	atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// mute are the elements whose content is no text for people, or no text of the page's own.
var mute = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true, atom.Textarea: true, atom.Svg: true,
	atom.S: true, atom.Strike: true, atom.Del: true, // what is struck out holds no more
	atom.Select: true, atom.Input: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Head: true,
}

// isHidden reports whether an element is on the page but not shown, and nothing there opens it.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found" && !isFolded(n)
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			return (strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")) && !isFolded(n)
		case "aria-hidden":
			if a.Val == "true" && n.Parent != nil && n.Parent.DataAtom == atom.Td && n.NextSibling != nil && classEnds(n, "heading", "label") {
				return true // the name of the column again, for narrow screens
			}
		}
	}
	return false
}

// isFolded reports whether a hidden element is the content of a heading or tab that a reader opens.
func isFolded(n *html.Node) bool {
	if strings.EqualFold(attr(n, "role"), "tabpanel") || attr(n, "aria-labelledby") != "" || tokens(n, func(word string) bool { return foldWords[word] }) {
		return true
	}
	before := n.PrevSibling
	for before != nil && before.Type != html.ElementNode {
		before = before.PrevSibling
	}
	return before != nil && (isOpener(before) || before.DataAtom != atom.Nav && contains(before, isOpener))
}

// foldWords are words of classes of what a reader opens.
var foldWords = wordSet("tab tabcontent tabpanel accordion collapse collapsible collapsed toggle expander expandable")

// isOpener reports whether an element shows and hides another, or is a heading over one.
func isOpener(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return hasAttr(n, "aria-expanded") || hasAttr(n, "aria-controls")
}

// textOf is the text inside an element in one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	writeText(&b, n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// maxLine bounds one line, and so what is looked at in a page that has no line ends.
const maxLine = 4000

func writeText(b *strings.Builder, n *html.Node) {
	if b.Len() > maxLine {
		return
	}
	if n.Type == html.TextNode {
		b.WriteString(n.Data[:min(len(n.Data), maxLine)])
		return
	}
	if n.Type == html.ElementNode && mute[n.DataAtom] {
		return
	}
	if n.DataAtom == atom.Br || blocks[n.DataAtom] {
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(b, c)
	}
	if blocks[n.DataAtom] {
		b.WriteByte(' ')
	}
}

// tokens are the words of an element's class and id: "lgd-region--sidebar" is lgd, region, sidebar.
func tokens(n *html.Node, each func(word string) bool) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || len(a.Val) > 1000 {
			continue
		}
		for word := range strings.FieldsFuncSeq(a.Val, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '\n' || r == '\t' }) {
			if each(strings.ToLower(word)) {
				return true
			}
		}
	}
	return false
}

// hasClass reports whether an element has a class, as it is written.
func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// contains reports whether something below a node, a bounded number of nodes down, is wanted.
func contains(n *html.Node, wanted func(*html.Node) bool) bool {
	left := 20_000
	for c := range n.Descendants() {
		if left--; left < 0 {
			return false
		}
		if c.Type == html.ElementNode && wanted(c) {
			return true
		}
	}
	return false
}
