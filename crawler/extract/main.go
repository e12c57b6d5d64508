package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isMain reports whether an element says that it is the main content.
func isMain(n *html.Node) bool {
	if n.DataAtom == atom.Main || strings.EqualFold(attr(n, "role"), "main") {
		return true
	}
	switch strings.ToLower(attr(n, "id")) {
	case "main-content", "maincontent", "content", "main", "contents", "primary", "page-content", "site-content":
		return true
	}
	return false
}

// mainOf finds the main content of a page: what says that it is, else the largest block of text that is no furniture.
func mainOf(page *html.Node) *html.Node {
	var best *html.Node
	for n := range page.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == atom.Main || strings.EqualFold(attr(n, "role"), "main") {
			return n
		}
		if best == nil && isMain(n) {
			best = n
		}
	}
	if best != nil && textSize(best, 400) >= 200 {
		return best
	}
	var body, article *html.Node
	articles := 0
	for n := range page.Descendants() {
		switch n.DataAtom {
		case atom.Body:
			body = n
		case atom.Article:
			article = n
			articles++
		}
	}
	if articles == 1 {
		return article
	}
	if body == nil {
		return page
	}
	return largest(body)
}

// largest goes down from an element as long as one of its children holds most of its text and nothing else is written
// there.
func largest(n *html.Node) *html.Node {
	for range 40 {
		var best *html.Node
		most, all := 0, 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			size := textSize(c, maxPageText)
			all += size
			switch {
			case c.Type != html.ElementNode || !isBox(c):
				if size > 0 && c.DataAtom != atom.Center {
					return n // text of its own
				}
			case isFurniture(c, false):
				all -= size
			case size > most:
				most, best = size, c
			}
		}
		if best == nil || 2*most < all || hasTitleApart(n, best) || best.DataAtom == atom.Tr && !laysOut(best) || n.DataAtom == atom.Td && hasHeadBefore(best) {
			return n
		}
		n = best
	}
	return n
}

// hasTitleApart reports whether the heading of the page stands in another box beside one, and is not that of the site: what
// the page is about is in both.
func hasTitleApart(n, best *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c == best || c.Type != html.ElementNode || isFurniture(c, false) || tokens(c, func(word string) bool { return headWords[word] }) {
			continue
		}
		if c.DataAtom == atom.H1 || contains(c, func(h *html.Node) bool { return h.DataAtom == atom.H1 }) {
			return !contains(best, func(h *html.Node) bool { return h.DataAtom == atom.H1 })
		}
	}
	return false
}

// headWords are words of classes of the part of a page that is the site's.
var headWords = wordSet("header head banner masthead logo brand branding top site sitename")

// laysOut reports whether a row is one of a table for the page's layout: a cell holds paragraphs, or much text.
func laysOut(row *html.Node) bool {
	for cell := row.FirstChild; cell != nil; cell = cell.NextSibling {
		if cell.DataAtom == atom.Td && textSize(cell, 300) >= 300 {
			return true
		}
	}
	return contains(row, isParagraph)
}

// hasHeadBefore reports whether a line of text stands before a box in the same cell: what the box holds stands under it.
func hasHeadBefore(n *html.Node) bool {
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if textSize(c, 10) > 3 && c.DataAtom != atom.Hr {
			return true
		}
	}
	return false
}

// isParagraph reports whether an element is one of those that text is written in, or a table for the page's layout.
func isParagraph(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Table, atom.Ul, atom.H1, atom.H2, atom.H3, atom.Div:
		return true
	}
	return false
}

func isBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Center, atom.Section, atom.Article, atom.Form, atom.Header, atom.Footer, atom.Nav,
		atom.Aside, atom.Script, atom.Style, atom.Hr, atom.Noscript, atom.Font:
		return true
	}
	return false
}

// textSize is how much text is inside a node that is not a link's, up to a bound.
func textSize(n *html.Node, most int) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.Type == html.ElementNode && (mute[n.DataAtom] || n.DataAtom == atom.A || isHidden(n)) {
		return 0
	}
	size := 0
	for c := n.FirstChild; c != nil && size < most; c = c.NextSibling {
		size += textSize(c, most)
	}
	return size
}
