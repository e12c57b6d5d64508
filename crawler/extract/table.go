package extract

import (
	"slices"
	"strconv"
	"strings"

	"fingerpost/data/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table is a table whose columns have names.
type table struct {
	columns []column
	rows    []tableRow
	node    *html.Node
}

type column struct {
	name string
	kind kind
}

type tableRow struct{ cells []*html.Node }

// The bounds of what is read of one table.
const (
	maxRows  = 500
	maxCells = 12
)

// readTable reads a table: one of labels and values, one with named columns, or one that only lays out the page.
func (l *liner) readTable(n *html.Node) {
	rows, layout := rowsOf(n)
	if layout {
		l.children(n)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption && !isHidden(c) {
			l.end()
			l.write(textOf(c))
			l.end()
		}
	}
	if l.readGrid(rows, n) {
		return
	}
	if columns, ok := header(rows); ok {
		l.lines = append(l.lines, line{table: &table{columns: columns, rows: carry(rows[1:]), node: n}, block: l.blocks, node: n, in: n})
		return
	}
	if columns, ok := dayRows(rows); ok {
		l.lines = append(l.lines, line{table: &table{columns: columns, rows: carry(rows), node: n}, block: l.blocks, node: n, in: n})
		return
	}
	kept := l.now
	for _, row := range rows {
		if l.full() {
			return
		}
		l.end()
		first := textOf(row.cells[0])
		named := len(row.cells) == 2 && len(first) <= maxLabel && (row.cells[0].DataAtom == atom.Th || kindOf(first) != none || strings.HasSuffix(first, ":")) && !isDay(first)
		if named {
			l.setLabel(first, "table ", Read)
			l.children(row.cells[1])
			l.end()
			l.now = kept
			continue
		}
		l.markFirst()
		for i, cell := range row.cells {
			if i > 0 {
				l.write(": ")
			}
			l.now.in = cell
			l.write(textOf(cell))
		}
	}
	l.end()
	l.now = kept
}

// rowsOf are the rows of a table of facts. layout says that the table is none: it holds blocks that are no cells' text.
func rowsOf(n *html.Node) (rows []tableRow, layout bool) {
	if strings.EqualFold(attr(n, "role"), "presentation") {
		return nil, true
	}
	var groups []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			groups = append(groups, c)
		}
	}
	for _, g := range append(groups, n) {
		spans := spanned{}
		for tr := g.FirstChild; tr != nil; tr = tr.NextSibling {
			if tr.DataAtom != atom.Tr {
				continue
			}
			row := tableRow{}
			for c := tr.FirstChild; c != nil; c = c.NextSibling {
				if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
					row.cells = append(spans.at(row.cells), c)
					spans.open(len(row.cells)-1, c)
				}
			}
			row.cells = spans.at(row.cells)
			if len(row.cells) > maxCells || len(rows) >= maxRows {
				return nil, true
			}
			if len(row.cells) > 0 {
				rows = append(rows, row)
			}
		}
	}
	wide := 0
	for _, row := range rows {
		if len(row.cells) > 1 {
			wide++
		}
		for _, cell := range row.cells {
			if contains(cell, isStructure) {
				return nil, true
			}
		}
	}
	return rows, wide < 2 && !(wide == 1 && len(rows) == 1 && rows[0].cells[0].DataAtom == atom.Th)
}

// spanned are the cells that reach down into the rows after theirs, by their column.
type spanned map[int]struct {
	cell *html.Node
	rows int
}

// open notes a cell of a column that reaches down.
func (s spanned) open(column int, cell *html.Node) {
	if rows, err := strconv.Atoi(attr(cell, "rowspan")); err == nil && rows > 1 && rows <= maxRows {
		s[column] = struct {
			cell *html.Node
			rows int
		}{cell, rows - 1}
	}
}

// at adds to a row the cells that reach down to it where it has come to.
func (s spanned) at(row []*html.Node) []*html.Node {
	for {
		above, ok := s[len(row)]
		if !ok {
			return row
		}
		if above.rows--; above.rows == 0 {
			delete(s, len(row))
		} else {
			s[len(row)] = above
		}
		row = append(row, above.cell)
	}
}

// isStructure reports whether an element has no place in a cell of facts.
func isStructure(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Table, atom.H1, atom.H2, atom.Form, atom.Nav, atom.Article, atom.Section:
		return true
	}
	return false
}

// header reads the first row as the names of the columns.
func header(rows []tableRow) ([]column, bool) {
	if len(rows) < 2 || len(rows[0].cells) < 2 {
		return nil, false
	}
	var columns []column
	heads, known, facts := 0, 0, 0
	for _, cell := range rows[0].cells {
		name := textOf(cell)
		k := kindOf(name)
		if cell.DataAtom == atom.Th {
			heads++
		}
		if k != none {
			known++
		}
		switch k {
		case when, where, part, cost, contact, phone, mail, age, who:
			facts++
		}
		columns = append(columns, column{name, k})
	}
	if len(rows[0].cells) == 2 {
		// Two columns are a header only where neither is the name of the other: "Day | Time", "Group | When".
		return columns, known == 2 && heads != 1 && textOf(rows[1].cells[0]) != "" && kindOf(textOf(rows[1].cells[0])) == none && !isDay(textOf(rows[1].cells[0])) && len(rows) > 2
	}
	return columns, facts > 0 && (heads == len(columns) || 2*known > len(columns) && areNames(columns))
}

// dayRows are the columns of a table without names for them, whose rows begin with a day and then tell what is on.
func dayRows(rows []tableRow) ([]column, bool) {
	days, names, wide := 0, map[string]bool{}, 0
	for _, row := range rows {
		if len(row.cells) < 2 {
			return nil, false
		}
		wide = max(wide, len(row.cells))
		if isDay(textOf(row.cells[0])) || dateFirst.MatchString(textOf(row.cells[0])) {
			days++
		}
		if name := textOf(row.cells[1]); len(row.cells) > 2 && len(name) > 3 && !isDigit(name, 0) && !notOn.MatchString(name) || isNameFirst(row.cells[1]) {
			names[name] = true
		}
	}
	columns := make([]column, wide)
	columns[0], columns[min(1, wide)] = column{"When", when}, column{"What", title}
	return columns, days >= 2 && days >= len(rows)-1 && len(names) >= 2 && len(names) >= len(rows)-1
}

var (
	// dateFirst is a cell that begins with a day in other words than its name.
	dateFirst = pattern.MustCompile(`(?i)^(?:(?:every|each|alternate|last|(?:1st|2nd|3rd|4th|first|second|third|fourth)(?: (?:&|and|\+) (?:2nd|3rd|4th|second|third|fourth))?) (?:other )?(?:mon|tue|wed|thu|fri|sat|sun)|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`)
	// notOn is what stands beside a day where nothing is on, or the house is open.
	notOn = pattern.MustCompile(`(?i)^(?:closed|open|shut|none|n/a|all day|by appointment|noon|midday)\b`)
)

// isNameFirst reports whether a cell begins with a name in bold.
func isNameFirst(cell *html.Node) bool {
	l := &liner{within: true}
	l.children(cell)
	l.end()
	return len(l.lines) > 0 && l.lines[0].bold > 3 && !isDigit(l.lines[0].text, 0) && !notOn.MatchString(l.lines[0].text)
}

// areNames reports whether the cells of a row are no longer than names of columns, and hold no figures.
func areNames(columns []column) bool {
	return !slices.ContainsFunc(columns, func(c column) bool { return len(c.name) > maxLabel/2 || digits(c.name) > 0 })
}

// carry gives a row whose first cell is empty that of the row before: what is said once for several rows, such as their day.
func carry(rows []tableRow) []tableRow {
	for i := 1; i < len(rows); i++ {
		if len(rows[i].cells) == len(rows[i-1].cells) && textOf(rows[i].cells[0]) == "" {
			rows[i].cells[0] = rows[i-1].cells[0]
		}
	}
	return rows
}

// isDay reports whether a text begins with a day of the week.
func isDay(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekday", "bank holiday", "daily"} {
		if strings.HasPrefix(s, day) {
			return true
		}
	}
	return false
}
