package extract

import (
	"slices"
	"strings"

	"fingerpost/data/pattern"

	"golang.org/x/net/html"
)

// family is a sort of page that many sites make with the same software. Its markup says by classes what each value is, which
// is surer than the label that the site's editors chose.
type family struct {
	name    string
	marks   []string        // classes, or the beginnings of them, by which its pages are known
	classes map[string]kind // of the elements that hold a value
}

// families are those that are known: see the files of their names.
var families = []*family{&localGov, &openObjects, &eventsCalendar, &businessDirectory, &geoDirectory, &placecube}

// familyOf finds the family of a page: by the classes of its body, else by those that only it has.
func familyOf(body string, root *html.Node) *family {
	for _, f := range families {
		if slices.ContainsFunc(f.marks, func(mark string) bool { return strings.Contains(body, " "+mark) }) {
			return f
		}
	}
	var found *family
	left := 20_000
	for n := range root.Descendants() {
		if left--; left < 0 || found != nil {
			break
		}
		if n.Type != html.ElementNode {
			continue
		}
		for class := range strings.FieldsSeq(attr(n, "class")) {
			for _, f := range families {
				if _, ok := f.classes[class]; ok {
					found = f
				}
			}
		}
	}
	return found
}

// inFamily reads an element that the page's family knows.
func (l *liner) inFamily(n *html.Node) bool {
	if l.family == nil || len(n.Attr) == 0 {
		return false
	}
	for class := range strings.FieldsSeq(attr(n, "class")) {
		k, ok := l.family.classes[class]
		if !ok {
			continue
		}
		l.end()
		kept := l.now
		label := class
		if name := fieldLabel(n); name != "" {
			label = name
			if named := kindOf(name); k == none || named == aside && !(k == phone && ofDesk.MatchString(name)) || named == texting || k == topic && (named == cost || named == age || named == who || named == language || named == access) {
				k = named // a site uses the field for something else
			}
		}
		l.now.label, l.now.kind, l.now.how, l.now.sure, l.now.first = label, k, l.family.name+" "+label, Stated, true
		for c := n.FirstChild; c != nil && !l.full(); c = c.NextSibling {
			if c.Type == html.ElementNode && isLabel(c) {
				continue
			}
			l.node(c)
		}
		l.end()
		l.now = kept
		l.now.first = true
		return true
	}
	return false
}

// ofDesk is a label for the number of the desk of a house, which is the house's own.
var ofDesk = pattern.MustCompile(`(?i)^(?:main )?(?:reception|office|admin|front desk|switchboard)(?: phone| number| telephone)?$`)

// fieldLabel is the label that stands inside a field before its value.
func fieldLabel(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && isLabel(c) {
			return strings.TrimRight(textOf(c), " :")
		}
	}
	return ""
}
