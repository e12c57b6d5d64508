package booklet

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// The library writes pages, fonts and outline, and knows no tree of what they say. A PDF file is numbered objects and a table
// of where each begins, so the tree is put in here: the library's pages and catalog are given more entries, the objects of the
// tree are added, and the table is written anew.

// How the objects begin that are given more entries.
const (
	pageBegins    = "<</Type /Page\n"
	catalogBegins = "<<\n/Type /Catalog\n"
)

const producer = "Fingerpost"

var errUnread = errors.New("the file that was drawn is not as expected")

// finish puts the tree and the links into the file that was drawn.
func (p *pen) finish(drawn []byte) ([]byte, error) {
	parts, err := takeApart(drawn)
	if err != nil {
		return nil, err
	}
	all := parts.objects
	if !bytes.HasPrefix(all[parts.root], []byte(catalogBegins)) {
		return nil, errUnread
	}
	t := &tree{next: len(all)}
	for n, o := range all {
		if bytes.HasPrefix(o, []byte(pageBegins)) {
			t.pages = append(t.pages, n)
		}
	}
	if len(t.pages) != len(p.pages) {
		return nil, errUnread
	}

	// First the links, then what leads from marks to elements, then the root of the tree and its elements.
	for i := range p.links {
		p.links[i].node.kids = append(p.links[i].node.kids, clicked(i))
		t.links = append(t.links, t.next+i)
	}
	parents := t.next + len(p.links)
	root := parents + 1
	t.next = root + 1
	document := t.write(p.document, root)
	for i, l := range p.links {
		all = append(all, p.link(l, len(p.pages)+i, t.pages))
	}
	all = append(all, p.parents(),
		fmt.Appendf(nil, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>\nendobj\n", document, parents, len(p.pages)+len(p.links)))
	all = append(all, t.objects...)

	for i, n := range t.pages {
		var annotations strings.Builder
		for j, l := range p.links {
			if l.page == i {
				fmt.Fprintf(&annotations, "%d 0 R ", t.links[j])
			}
		}
		all[n] = more(all[n], pageBegins, fmt.Sprintf("/StructParents %d /Tabs /S /Annots [%s]\n", i, annotations.String()))
	}
	all[parts.root] = more(all[parts.root], catalogBegins,
		fmt.Sprintf("/StructTreeRoot %d 0 R /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>>\n", root))
	// The library's own has the time at which it was made, which would differ every time.
	all[parts.info] = fmt.Appendf(nil, "<</Title %s /Producer (%s)>>\nendobj\n", textString(p.title), producer)
	return assemble(all, parts.root, parts.info), nil
}

// more adds entries behind the beginning of an object.
func more(o object, begins, entries string) object {
	return append([]byte(begins+entries), o[len(begins):]...)
}

// link is the object of a link; its key finds it in what leads from marks to elements.
func (p *pen) link(l link, key int, pages []int) object {
	height, to := p.format.height, p.sections[l.section]
	return fmt.Appendf(nil, "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%.2f %.2f %.2f %.2f] /StructParent %d /Contents %s /Dest [%d 0 R /XYZ 0 %.2f null]>>\nendobj\n",
		l.x, height-l.y-l.height, l.x+l.width, height-l.y, key, textString(to.heading), pages[to.page], height-to.y)
}

// parents leads from each mark of each page, and from each link, to its element.
func (p *pen) parents() object {
	var b bytes.Buffer
	b.WriteString("<</Nums [")
	for i, marks := range p.marks {
		fmt.Fprintf(&b, "%d [", i)
		for _, n := range marks {
			fmt.Fprintf(&b, "%d 0 R ", n.number)
		}
		b.WriteString("]\n")
	}
	for i, l := range p.links {
		fmt.Fprintf(&b, "%d %d 0 R\n", len(p.pages)+i, l.node.number)
	}
	b.WriteString("]>>\nendobj\n")
	return b.Bytes()
}

// assemble writes objects as a file. Its identifier is made from what it says.
func assemble(all []object, root, info int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	table := bytes.NewBufferString(fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(all)))
	for n, o := range all {
		if n == 0 {
			continue // there is no object of this number
		}
		fmt.Fprintf(table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", n)
		b.Write(o)
	}
	start := b.Len()
	id := sha256.Sum256(b.Bytes())
	fmt.Fprintf(table, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n", len(all), root, info, id[:16], id[:16], start)
	b.Write(table.Bytes())
	return b.Bytes()
}

// textString is text as PDF has it outside of pages.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

// metadata says the title and language once more, as XMP, where archives and checkers look for them.
func metadata(title, lang string) []byte {
	title = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(cmp.Or(title, producer))
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>%s</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, "\ufeff", title, lang, producer)
}
