package booklet

import (
	"bytes"
	"fmt"
)

// node is an element of the document, of a type that PDF defines: "H1", "P", "LI". Its children are read in their order.
type node struct {
	kind       string
	alt        string // what is said instead of a picture
	attributes string // further entries, as the file has them
	kids       []any  // *node, said or clicked
	number     int    // of its object in the file
}

// said is what is drawn on a page between two marks.
type said struct{ page, mark int }

// clicked is one of the file's links.
type clicked int

// child adds an element at the end of n.
func (n *node) child(kind string) *node {
	c := &node{kind: kind}
	n.kids = append(n.kids, c)
	return c
}

// says reports whether anything of the element is on paper.
func (n *node) says() bool {
	for _, kid := range n.kids {
		if c, ok := kid.(*node); !ok || c.says() {
			return true
		}
	}
	return false
}

// tree writes elements as objects of a file. The numbers of the objects of pages and links are known before.
type tree struct {
	pages, links []int
	next         int // the number of the next object
	objects      []object
}

// write makes objects of an element and of what is under it, and is the number of its own.
func (t *tree) write(n *node, parent int) int {
	n.number = t.next
	t.next++
	place := len(t.objects)
	t.objects = append(t.objects, nil)
	var b bytes.Buffer
	fmt.Fprintf(&b, "<</S /%s /P %d 0 R", n.kind, parent)
	if n.alt != "" {
		fmt.Fprintf(&b, " /Alt %s", textString(n.alt))
	}
	b.WriteString(n.attributes)
	page := -1 // that of the first mark need not be said again
	if len(n.kids) > 0 {
		if first, ok := n.kids[0].(said); ok {
			page = first.page
			fmt.Fprintf(&b, " /Pg %d 0 R", t.pages[page])
		}
	}
	b.WriteString(" /K [")
	for _, kid := range n.kids {
		switch kid := kid.(type) {
		case *node:
			if kid.says() {
				fmt.Fprintf(&b, "%d 0 R ", t.write(kid, n.number))
			}
		case said:
			if kid.page == page {
				fmt.Fprintf(&b, "%d ", kid.mark)
			} else {
				fmt.Fprintf(&b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", t.pages[kid.page], kid.mark)
			}
		case clicked:
			fmt.Fprintf(&b, "<</Type /OBJR /Obj %d 0 R>> ", t.links[kid])
		}
	}
	b.WriteString("]>>\nendobj\n")
	t.objects[place] = b.Bytes()
	return n.number
}
