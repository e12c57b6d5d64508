package extract

import (
	"net/url"
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is one page while it is read.
type page struct {
	doc       *goquery.Document
	url       *url.URL
	rules     Rules
	selectors selectors
	graph     *graph
	family    *family
	main      *html.Node
	heading   string // the first heading of the content
	fullTitle string
	title     string // the page's title without the site's name
	siteName  string
	body      string // the classes of the body
	lines     []line // of the main content
	left      []Left
	owners    []string // names of the site's owner

	linked        map[string]bool // numbers and addresses that links of the content lead to
	welsh         bool
	code          string // goes before its numbers that are not shown in full
	weighed       bool
	severalFound  []Found
	severalPlaces *places
	whole         bool // the listings say all that there is to say
	lists         bool // the names of the listings lead to pages of their own
}

func newPage(d *Document, rules Rules, s selectors) *page {
	p := &page{doc: d.page, url: d.url, rules: rules, selectors: s}
	p.graph = readGraph(d.page)
	root := d.page.Nodes[0]
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Meta:
			if same(attr(n, "property"), "og:site_name") {
				p.siteName = data.PlainLine(attr(n, "content"), data.MaxName)
			}
		case atom.Body:
			p.body = " " + attr(n, "class") + " " + attr(n, "id") + " "
		}
	}
	p.family = familyOf(p.body, root)
	p.owners = p.ownerNames()
	showEmails(root)
	p.main = mainOf(root)
	lines := linesOf(p.main, p.family, isMain(p.main) || p.main.DataAtom == atom.Article)
	boxHeads(lines, p.main)
	p.lines = under(lines)
	p.welsh = isWelsh(p.lines)
	p.code = codeOf(p.lines)
	p.fullTitle = data.PlainLine(d.Title(), data.MaxName)
	p.ownersOfTitle(p.fullTitle, root)
	p.heading = p.findHeading(root)
	p.title = p.cleanTitle(p.fullTitle)
	p.lines = p.withoutRelated(p.lines)
	return p
}

// ownerNames are the names under which the page speaks of its site.
func (p *page) ownerNames() []string {
	var out []string
	add := func(name string) {
		if name = data.PlainLine(name, data.MaxName); name != "" {
			out = append(out, name)
		}
	}
	add(p.siteName)
	for _, n := range p.graph.nodes {
		for _, t := range n.types() {
			if t == "WebSite" {
				add(n.text("name"))
			}
		}
	}
	return out
}

// ownersOfTitle takes the parts of the title for the owner's name that the host is called after, or that stand outside of
// the main content as well. The text of a link there is the name of a page, where it does not lead to the first.
func (p *page) ownersOfTitle(title string, root *html.Node) {
	parts := titleParts(title)
	if len(parts) < 2 || len(p.owners) > 0 {
		return
	}
	head := ""
	for _, l := range p.lines {
		if l.level > 0 && head == "" {
			head = l.text
		}
	}
	if i := slices.IndexFunc(parts, p.isHostNamed); i >= 0 && !alike(parts[i], head) {
		parts = parts[i : i+1] // what stands beside the name of the site is that of the page
	}
	outside := strings.ToLower(p.outside(root))
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if len(part) > 3 && !alike(part, head) && (p.isHostNamed(part) || strings.Contains(outside, strings.ToLower(part)) && !isHeading(p.main, part)) {
			p.owners = append(p.owners, part)
		}
	}
}

// isHostNamed reports whether most of a name stands in the name of the page's host.
func (p *page) isHostNamed(name string) bool {
	host := strings.TrimPrefix(strings.ToLower(p.url.Hostname()), "www.")
	in, all := 0, 0
	for _, w := range nameWords(name) {
		if all += len(w); len(w) > 2 && strings.Contains(host, w) {
			in += len(w)
		}
	}
	return in > 3 && 2*in >= all
}

// inTitle reports whether the page's title has a heading in it.
func (p *page) inTitle(heading string) bool {
	return slices.ContainsFunc(titleParts(p.fullTitle), func(part string) bool { return alike(part, heading) })
}

// isTitled reports whether a heading is the first part of the page's title.
func (p *page) isTitled(heading string) bool {
	return same(strings.TrimSpace(titleParts(p.fullTitle)[0]), heading)
}

// isHeading reports whether a text is the page's first heading.
func isHeading(root *html.Node, text string) bool {
	return contains(root, func(n *html.Node) bool { return n.DataAtom == atom.H1 && same(textOf(n), text) })
}

// outside is the text outside the main content, without that of links to other pages of the site.
func (p *page) outside(root *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n == p.main || n.Type == html.ElementNode && (mute[n.DataAtom] || n.DataAtom == atom.A && p.leadsInside(attr(n, "href"))) || b.Len() > maxPageText {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return b.String()
}

// leadsInside reports whether a link leads to a page of the site that is not its first.
func (p *page) leadsInside(href string) bool {
	u, err := p.url.Parse(href)
	if err != nil || href == "" || u.Host != p.url.Host {
		return false
	}
	file := strings.Trim(u.Path, "/")
	return file != "" && !strings.HasPrefix(file, "index.") && !strings.HasPrefix(file, "home")
}

func (p *page) isOwner(name string) bool {
	for _, owner := range p.owners {
		if alike(owner, name) {
			return true
		}
	}
	return false
}

// findHeading is the h1 of the content, else the first line there that is written like one.
func (p *page) findHeading(root *html.Node) string {
	first := ""
	for _, l := range p.lines {
		if l.level == 1 && first == "" {
			first = data.PlainLine(l.text, data.MaxName)
		}
	}
	if first != "" && p.inTitle(first) {
		return first
	}
	for _, l := range p.lines { // the first heading may be the site's, and the title says which is the page's
		if l.level == 2 && first != "" && p.isTitled(l.text) {
			return data.PlainLine(l.text, data.MaxName)
		}
	}
	if first != "" {
		return first
	}
	for n := range root.Descendants() {
		if n.DataAtom == atom.H1 && !inFurniture(n) && !isHidden(n) {
			if text := data.PlainLine(textOf(n), data.MaxName); text != "" && !p.isOwner(text) {
				return text
			}
		}
	}
	for i, l := range p.lines {
		if i > 15 || len(p.lines) < 2 {
			break
		}
		if i > 0 && l.level == 0 && l.label == "" && l.table == nil && p.isTitled(l.text) {
			return data.PlainLine(l.text, data.MaxName) // no heading by its markup, and one by the page's title
		}
		if i <= 5 && l.label == "" && l.table == nil && len(l.text) <= 80 && 2*l.linked < len(l.text) && !strings.HasSuffix(l.text, ".") && kindOf(l.text) == none &&
			(l.level > 0 || i == 0 && !strings.ContainsAny(l.text, "@£") && digits(l.text) <= 2) {
			return data.PlainLine(pageNumber.ReplaceAllString(l.text, ""), data.MaxName)
		}
	}
	return ""
}

// pageNumber is the end of a heading that only counts pages.
var pageNumber = pattern.MustCompile(`(?i)\s*[-–(]\s*(?:page|part) \d+\)?$`)

// digits counts the figures in a text.
func digits(s string) (n int) {
	for i := range len(s) {
		if isDigit(s, i) {
			n++
		}
	}
	return n
}

// inFurniture reports whether an element stands in furniture.
func inFurniture(n *html.Node) bool {
	for a := n.Parent; a != nil && a.Type == html.ElementNode; a = a.Parent {
		if isMain(a) {
			return false
		}
		if isFurniture(a, false) {
			return true
		}
	}
	return false
}

// titleMarks part a page's title from its site's.
var titleMarks = []string{" | ", " :: ", " » ", " « ", " · ", " – ", " — ", " - ", " • "}

// cleanTitle is the part of the title that is not the site's.
func (p *page) cleanTitle(title string) string {
	parts := titleParts(title)
	for _, part := range parts {
		if p.heading != "" && alike(part, p.heading) {
			return strings.TrimSpace(part)
		}
	}
	if len(parts) > 1 && p.isOwner(parts[0]) {
		return strings.TrimSpace(parts[1])
	}
	return strings.TrimSpace(parts[0])
}

func titleParts(title string) []string {
	for _, mark := range titleMarks {
		if parts := strings.Split(title, mark); len(parts) > 1 {
			return parts
		}
	}
	return []string{title}
}

// alike reports whether two names are one: the same words, or those of one among the other's.
func alike(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	hits := 0
	for _, w := range x {
		for _, v := range y {
			if w == v {
				hits++
				break
			}
		}
	}
	return hits == len(x) && 2*len(x) >= len(y)
}

// smallWords say nothing in a name.
var smallWords = wordSet("the a an of for in at and to on by s our your with limited ltd cic")

func nameWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isLetterOrDigit(r) }) {
		if !smallWords[w] {
			out = append(out, w)
		}
	}
	return out
}

func isLetterOrDigit(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127
}

func same(a, b string) bool { return strings.EqualFold(a, b) }
