package booklet

import "slices"

// entry sets one service under a heading of a level ("H3"). Urgent help has its first number beside its name, as a list of
// telephone numbers does, if both have room on a line.
func (c *composer) entry(under *node, e Entry, heading string, width float64, urgent bool) []strip {
	f := c.format
	part := &node{kind: "Sect"}
	nameStyle, phoneStyle := style{bold, f.name}, style{bold, f.phone}
	var all []strip
	add := func(before float64, more []strip) {
		if len(more) > 0 {
			more[0].before = before
			all = append(all, more...)
		}
	}

	name := numbered(e)
	if name != "" {
		add(0, c.lines(0, width, firm, piece{name, nameStyle, part.child(heading)}))
	}
	phones := e.phones()
	if urgent && len(phones) > 0 && len(all) == 1 {
		at := width - phoneStyle.width(phones[0])
		if nameStyle.width(name)+f.phone <= at {
			all[0].spans = append(all[0].spans, span{piece{phones[0], phoneStyle, part.child("P")}, at})
			all[0].height = max(all[0].height, leading*f.phone)
			phones = phones[1:]
		}
	}
	if organization := line(e.Organization); organization != "" {
		add(0, c.lines(0, width, firm, piece{organization, c.body(), part.child("P")}))
	}
	add(0.3*f.body, c.warning(part, e.Warning, width))
	add(0.3*f.body, c.text(part, e.Summary, c.body(), width, 0.2*f.body))
	for i, phone := range phones {
		before := 0.4 * f.body
		if i > 0 {
			before = 0
		}
		add(before, c.lines(0, width, loose, piece{phone, phoneStyle, part.child("P")}))
	}
	add(0.4*f.body, c.rows(part, e.Rows, width))
	add(0.4*f.body, c.text(part, e.Source, c.small(), width, 0))

	if len(all) == 0 {
		return nil
	}
	under.kids = append(under.kids, part)
	c.entries++
	goesOn := c.continued(name, style{bold, f.body}, width)
	for i := range all {
		all[i].entry, all[i].goesOn = c.entries, goesOn
		all[i].hold = max(all[i].hold, loose)
	}
	all[len(all)-1].hold = free
	return all
}

// phones are the numbers that say something.
func (e Entry) phones() []string {
	var all []string
	for _, p := range e.Phones {
		if p = line(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// warning stands beside a bar, which is seen in any print, and on a copy of it.
func (c *composer) warning(under *node, text string, width float64) []strip {
	text = line(text)
	if text == "" {
		return nil
	}
	indent := 0.8 * c.format.body
	all := c.lines(indent, width-indent, loose, piece{text, style{bold, c.format.body}, under.child("P")})
	for i := range all {
		all[i].bar = true
	}
	return all
}

// rows sets facts as a list: the label in a column of its own if the format has one, else before the text.
func (c *composer) rows(under *node, rows []Row, width float64) []strip {
	list := &node{kind: "L"}
	labelStyle := style{bold, c.format.body}
	var all []strip
	for _, row := range rows {
		label, text := line(row.Label), paragraphs(row.Text)
		if label == "" && len(text) == 0 {
			continue
		}
		item := list.child("LI")
		name, body := item.child("Lbl"), item.child("LBody")
		indent := c.format.labels
		var more []strip
		if indent == 0 {
			if len(text) == 0 {
				text = []string{""}
			}
			for i, p := range text {
				pieces := []piece{{p, c.body(), body}}
				if i == 0 && label != "" {
					pieces = slices.Insert(pieces, 0, piece{label + ":", labelStyle, name})
				}
				more = append(more, c.lines(0, width, loose, pieces...)...)
			}
		} else {
			for _, p := range text {
				more = append(more, c.lines(indent, width-indent, loose, piece{p, c.body(), body})...)
			}
			more = beside(c.lines(0, indent-0.7*c.format.body, loose, piece{label, labelStyle, name}), more)
		}
		more[0].before = 0.15 * c.format.body
		all = append(all, more...)
	}
	if len(all) > 0 {
		under.kids = append(under.kids, list)
	}
	return all
}

// beside puts the lines of one column beside those of another.
func beside(left, right []strip) []strip {
	for i, l := range left {
		if i == len(right) {
			return append(right, left[i:]...)
		}
		right[i].spans = slices.Concat(l.spans, right[i].spans)
	}
	return right
}
