package extract

import "golang.org/x/net/html"

// boxHeads notes for every heading the largest element around it that has no other heading of its level: a card, a panel, an
// entry of a list. What stands outside of it does not stand under the heading. Headings in a row, with what is under them
// between, have none.
func boxHeads(lines []line, main *html.Node) {
	for level := 2; level < boldHeading; level++ {
		heads := map[*html.Node]int{} // how many are inside each element
		for _, l := range lines {
			if l.level == level && l.node != nil {
				for n := l.node; n != nil && n != main; n = n.Parent {
					heads[n]++
				}
			}
		}
		for i := range lines {
			l := &lines[i]
			if l.level != level || l.node == nil {
				continue
			}
			box := l.node
			for n := l.node; n != nil && n != main && heads[n] == 1; n = n.Parent {
				box = n
			}
			if i+1 < len(lines) && box != l.node && lines[i+1].isIn(box) {
				l.box = box
			}
		}
	}
}

// isIn reports whether a line stands inside an element.
func (l line) isIn(box *html.Node) bool {
	at := l.in
	if l.node != nil {
		at = l.node
	}
	for n := at; n != nil; n = n.Parent {
		if n == box {
			return true
		}
	}
	return false
}
