package extract

import (
	"strings"

	"fingerpost/data/pattern"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Tables of hours have the days of the week as their columns, or the parts of a day. They are read as lines that say the
// same in words: "Monday morning 9.30 - 12".

// grid is a table with the days along one side, and along the other what its times are of.
type grid struct {
	days   []string
	labels []string   // parts of the day, term time and holidays, opening and closing; empty where there are none
	cells  [][]string // by day, then by label
	across bool       // the days are columns
}

var (
	// wholeDay is a cell that is the name of a day, or of several in a row.
	wholeDay = pattern.MustCompile(`(?i)^(?:on )?(?:` + dayName + `|weekdays?|weekends?|bank holidays?)(?: ?(?:-|–|—|to|&|and|/|,) ?` + dayName + `)*$`)
	// gridPart is the name of a row or column of times: a part of the day, or no more than that they are times.
	gridPart = pattern.MustCompile(`(?i)^(?:(?:(?:mid-?)?(morning|afternoon|evening|night)s?|am|a\.m\.|pm|p\.m\.|lunch ?time|daytime|early|late|first|second|1st|2nd|session|times?|hours|opening (?:hours|times)|open|opening)(?: (?:sessions?|clinics?|class(?:es)?|groups?|opening|hours|times?|surgery|slots?|drop-ins?))?(?: \d)?(?: times?)?)?$`)
	gridTerm = pattern.MustCompile(`(?i)^(?:in |during )?(?:school )?term[ -]?times?(?: (?:hours|times|opening(?: hours| times)?|only))?$`)
	gridHols = pattern.MustCompile(`(?i)^(?:in |during )?(?:the )?(?:school |half[ -]term and )?(?:holidays?|half[ -]terms?|vacation)(?: (?:hours|times|opening(?: hours| times)?))?$`)
	saysHalf = pattern.MustCompile(`(?i)m|noon`)
	// notOpen is a cell that says that nothing is on.
	notOpen = pattern.MustCompile(`(?i)^(?:closed|shut|none|no (?:sessions?|clinics?|class(?:es)?|groups?|service)|not open|n/?a|[-–—*/x ]*)$`)
	// gridTimes is a cell that holds times and no more.
	gridTimes = pattern.MustCompile(`(?i)^(?:from )?(?:` + clockTime + `) ?(?:-|–|—|to|until|till?) ?(?:` + clockTime + `)(?:(?: ?[,;&/] ?| and | )(?:` + clockTime + `) ?(?:-|–|—|to|until|till?) ?(?:` + clockTime + `))*$`)
)

// gridOf reads a table as a grid of days; nil if it is none.
func gridOf(rows []tableRow) *grid {
	if len(rows) < 2 || len(rows[0].cells) < 2 {
		return nil
	}
	head := rows[0].cells
	across, down := 0, 0
	for _, cell := range head {
		if wholeDay.MatchString(textOf(cell)) {
			across++
		}
	}
	for _, row := range rows[1:] {
		if len(row.cells) > 0 && wholeDay.MatchString(textOf(row.cells[0])) {
			down++
		}
	}
	switch {
	case across >= 2 && across == len(head):
		return acrossGrid(rows, 0)
	case across >= 2 && across == len(head)-1 && !wholeDay.MatchString(textOf(head[0])):
		return acrossGrid(rows, 1)
	case down >= 1 && down == len(rows)-1 && len(head) >= 3 && across == 0:
		return downGrid(rows)
	}
	return nil
}

// acrossGrid has its days in the first row, from a column on.
func acrossGrid(rows []tableRow, from int) *grid {
	g := &grid{across: true}
	for _, cell := range rows[0].cells[from:] {
		g.days = append(g.days, textOf(cell))
	}
	g.cells = make([][]string, len(g.days))
	for _, row := range rows[1:] {
		if len(row.cells) > len(g.days)+from {
			return nil
		}
		label := ""
		if from == 1 {
			label = textOf(row.cells[0])
		}
		g.labels = append(g.labels, label)
		for i := range g.days {
			g.cells[i] = append(g.cells[i], cellAt(row, i+from))
		}
	}
	return g
}

// downGrid has its days in the first column.
func downGrid(rows []tableRow) *grid {
	g := &grid{}
	for _, cell := range rows[0].cells[1:] {
		g.labels = append(g.labels, textOf(cell))
	}
	for _, row := range rows[1:] {
		var cells []string
		for i := range g.labels {
			cells = append(cells, cellAt(row, i+1))
		}
		g.days, g.cells = append(g.days, textOf(row.cells[0])), append(g.cells, cells)
	}
	return g
}

func cellAt(row tableRow, i int) string {
	if i >= len(row.cells) {
		return ""
	}
	return textOf(row.cells[i])
}

// times are the lines that say what a grid of times says; nil if anything else stands in it.
func (g *grid) times() []string {
	opens, closes, terms, hols := -1, -1, -1, -1
	limits := map[int]string{} // the part of the year that a label says, if it is known
	for i, label := range g.labels {
		words, known, limited := seasonOf(label)
		switch {
		case gridTerm.MatchString(label):
			terms = i
		case gridHols.MatchString(label):
			hols = i
		case limited && !known:
			return []string{}
		case limited:
			limits[i] = ", " + words
		case beginLabel.MatchString(label) && g.single(i):
			opens = i
		case endLabel.MatchString(label) && g.single(i):
			closes = i
		case !gridPart.MatchString(label):
			return nil
		}
	}
	if (opens < 0) != (closes < 0) || opens >= 0 && len(g.labels) > 2 || (terms >= 0 || hols >= 0) && len(g.labels) > 2 {
		return nil
	}
	var out []string
	for d, day := range g.days {
		var said []string
		if opens >= 0 {
			if from, to := g.cells[d][opens], g.cells[d][closes]; !notOpen.MatchString(from) && !notOpen.MatchString(to) {
				said = append(said, day+" "+from+" - "+to)
			}
		}
		for i, cell := range g.cells[d] {
			switch {
			case opens >= 0 || notOpen.MatchString(cell):
			case !gridTimes.MatchString(cell):
				return nil
			case i == hols && terms >= 0: // as in term time, or else nothing says which weeks they are
			case hols >= 0 && terms < 0:
				return nil
			case i == terms && (hols < 0 || g.cells[d][hols] != cell):
				said = append(said, day+" "+cell+", term time only")
			default:
				said = append(said, day+partSaid(g.labels[i], cell)+" "+cell+limits[i])
			}
		}
		if len(said) == 0 {
			said = []string{day + " closed"}
		}
		out = append(out, said...)
	}
	return out
}

// single reports whether the cells beside a label hold one time each.
func (g *grid) single(label int) bool {
	some := false
	for d := range g.days {
		text := g.cells[d][label]
		if notOpen.MatchString(text) {
			continue
		}
		if some = true; !oneTime.MatchString(text) {
			return false
		}
	}
	return some
}

// partSaid is the part of the day that a label says of times that do not say it themselves.
func partSaid(label, times string) string {
	m := gridPart.FindStringSubmatch(label)
	if m == nil || m[1] == "" || saysHalf.MatchString(times) {
		return ""
	}
	return " " + strings.ToLower(m[1])
}

// sessions are the rows of a grid with the names of what is on beside its times, as a table that has one row for each.
func (g *grid) sessions() *table {
	if !g.across {
		return nil
	}
	t := &table{columns: []column{{"Activity", title}, {"When", when}}}
	for i, label := range g.labels {
		var said []string
		for d, day := range g.days {
			switch text := g.cells[d][i]; {
			case notOpen.MatchString(text):
			case gridTimes.MatchString(text):
				said = append(said, day+" "+text)
			default:
				return nil
			}
		}
		if label == "" || len(said) == 0 || gridPart.MatchString(label) || gridTerm.MatchString(label) || gridHols.MatchString(label) {
			return nil
		}
		t.rows = append(t.rows, tableRow{cells: []*html.Node{textCell(label), textCell(strings.Join(said, "; "))}})
	}
	return t
}

func textCell(text string) *html.Node {
	cell := &html.Node{Type: html.ElementNode, DataAtom: atom.Td, Data: "td"}
	cell.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	return cell
}

// readGrid reads a table of days and times as lines, or as a table of what is on. It answers false if it is none.
func (l *liner) readGrid(rows []tableRow, n *html.Node) bool {
	g := gridOf(rows)
	if g == nil {
		return false
	}
	if times := g.times(); times != nil {
		for _, text := range times {
			l.markFirst()
			l.now.in = n
			l.write(text)
			l.flush()
		}
		l.end()
		return true
	}
	if program := g.program(); program != nil && g.across {
		for _, made := range program {
			made.block, made.in, made.node = l.blocks, n, n
			l.lines = append(l.lines, made)
			l.blocks++
		}
		return true
	}
	if t := g.sessions(); t != nil && len(t.rows) > 1 {
		t.node = n
		l.lines = append(l.lines, line{table: t, block: l.blocks, node: n, in: n})
		return true
	}
	return false
}
