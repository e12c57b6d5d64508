package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Microdata (WHATWG HTML, 5) and RDFa Lite become the same nodes as JSON-LD. Both name a thing's type and properties on the
// elements that hold them. Not read are itemref, and RDFa with a vocabulary that is not schema.org's.

// elementKey is where a node keeps the element that it was read from.
const elementKey = "@element"

// readMicrodata adds the things that the page's elements state. What stands in furniture is the owner's, and no listing.
func (g *graph) readMicrodata(root *html.Node) {
	g.reading = "microdata"
	g.findItems(root, false)
}

func (g *graph) findItems(n *html.Node, furnished bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		beside := furnished || isFurniture(c, false)
		if types := itemTypes(c); types != nil && len(g.nodes) < maxNodes {
			if item := g.item(c, types, 0); len(item) > 2 {
				g.add(map[string]any(item), beside, 0)
			}
		}
		g.findItems(c, beside)
	}
}

// itemTypes are the types that an element says that it is of; nil if it says none, or is the value of a property.
func itemTypes(n *html.Node) []any {
	written := ""
	switch {
	case hasAttr(n, "itemscope") && !hasAttr(n, "itemprop"):
		written = attr(n, "itemtype")
	case hasAttr(n, "typeof") && !hasAttr(n, "property"):
		if written = attr(n, "typeof"); !isSchema(n, written) {
			return nil
		}
	}
	return typeList(written)
}

func typeList(written string) []any {
	var out []any
	for t := range strings.FieldsSeq(written) {
		if len(out) < maxValues {
			out = append(out, t)
		}
	}
	return out
}

// isSchema reports whether RDFa's names are schema.org's.
func isSchema(n *html.Node, written string) bool {
	if strings.Contains(written, "schema") {
		return true
	}
	for range 20 {
		if n == nil {
			return false
		}
		if vocabulary := attr(n, "vocab"); vocabulary != "" {
			return strings.Contains(vocabulary, "schema.org")
		}
		n = n.Parent
	}
	return false
}

// item reads one thing with what is inside it.
func (g *graph) item(n *html.Node, types []any, depth int) node {
	item := node{"@type": types, elementKey: n}
	if id := attr(n, "itemid"); id != "" {
		item["@id"] = id
	}
	left := maxNodes
	g.properties(item, n, depth, &left)
	return item
}

func (g *graph) properties(item node, n *html.Node, depth int, left *int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if *left--; *left < 0 {
			return
		}
		if c.Type != html.ElementNode {
			continue
		}
		names := attr(c, "itemprop")
		scope := hasAttr(c, "itemscope")
		if names == "" && attr(c, "property") != "" {
			names, scope = attr(c, "property"), hasAttr(c, "typeof")
		}
		if names == "" {
			if !scope && !hasAttr(c, "typeof") {
				g.properties(item, c, depth, left)
			}
			continue
		}
		var value any
		if scope && depth < maxNesting {
			value = map[string]any(g.item(c, typeList(attr(c, "itemtype")+" "+attr(c, "typeof")), depth+1))
		} else {
			value = propertyValue(c)
			g.properties(item, c, depth, left)
		}
		for name := range strings.FieldsSeq(names) {
			name = shortName(name)
			if list, _ := item[name].([]any); len(list) < maxValues && !strings.HasPrefix(name, "@") {
				item[name] = append(list, value)
			}
		}
	}
}

// propertyValue is what an element says as the value of a property.
func propertyValue(n *html.Node) string {
	if hasAttr(n, "content") {
		return attr(n, "content")
	}
	switch n.DataAtom {
	case atom.A, atom.Area, atom.Link:
		href := strings.TrimSpace(attr(n, "href"))
		if scheme, rest, ok := strings.Cut(href, ":"); ok && (same(scheme, "tel") || same(scheme, "mailto")) {
			return rest
		}
		if name := attr(n, "itemprop") + attr(n, "property"); strings.Contains(name, "telephone") || strings.Contains(name, "name") {
			return textOf(n)
		}
		return href
	case atom.Img, atom.Source, atom.Iframe:
		return attr(n, "src")
	case atom.Time:
		if hasAttr(n, "datetime") {
			return attr(n, "datetime")
		}
	case atom.Data, atom.Meter:
		return attr(n, "value")
	}
	return linesText(n)
}

// linesText is the text inside an element, with a line for each that it shows.
func linesText(n *html.Node) string {
	var out []string
	for _, l := range linesOf(n, nil, true) {
		out = append(out, l.text)
	}
	return strings.Join(out, "\n")
}
