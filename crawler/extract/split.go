package extract

import (
	"slices"
	"strings"

	"fingerpost/data/pattern"
	"fingerpost/geo"

	"golang.org/x/net/html"
)

// item is a part of a page that may speak of one of several listings, or of one of several places of one.
type item struct {
	head   string
	href   string // where the head's link leads
	level  int
	kind   kind // of the head, as a label
	lines  []line
	inRow  bool   // of a table
	linked bool   // the head is a link and no more
	town   string // of a row that names the town and the place there
}

// most items that are looked at
const maxItems = 300

// itemsOf parts lines at the headings of a level. shared is what stands outside of any of them.
func itemsOf(lines []line, level int) (shared []line, items []item) {
	in := -1 // the item that is open
	var box *html.Node
	day := ""     // the heading above says
	headDay := "" // the head of the item begins with
	for i, l := range lines {
		if l.level > 0 && l.level < level {
			day = ""
			if m := dayHead.FindStringSubmatch(l.text); m != nil {
				day = m[1] + "s "
			}
		}
		if in >= 0 && ofAll.MatchString(l.text) {
			shared = append(shared, l)
			continue
		}
		if day != "" && in >= 0 && len(items[in].lines) == 0 && hourFirst.MatchString(l.text) {
			l.text = day + l.text
		}
		if headDay != "" && l.level == 0 && hourFirst.MatchString(l.text) {
			l.text, headDay = headDay+" "+l.text, ""
		}
		if in >= 0 && box != nil && !l.isIn(box) {
			in = -1
		}
		switch {
		case l.level == level && isHead(l, lines[i+1:]):
			it := item{head: strings.TrimRight(l.text, " :"), href: l.href, level: level, kind: kindOf(l.text), linked: l.linked > 0}
			headDay = ""
			if m := headDays.FindStringSubmatch(it.head); m != nil {
				it.head, headDay = m[2], m[1]
			}
			for box = l.box; box != nil && len(shared) > 0 && shared[len(shared)-1].isIn(box); shared = shared[:len(shared)-1] {
				it.lines = append([]line{shared[len(shared)-1]}, it.lines...) // a card may begin with its day
			}
			items = append(items, it)
			in = len(items) - 1
			continue
		case l.level > 0 && l.level < level, l.level == boldHeading && level == boldHeading && in >= 0:
			in = -1
		}
		if in < 0 || len(items) > maxItems {
			shared = append(shared, l)
			continue
		}
		items[in].lines = append(items[in].lines, l)
	}
	if level == boldHeading {
		return oneBlockEach(shared, items)
	}
	return shared, items
}

var (
	// ofAll is a line that speaks of all that stands on the page.
	ofAll = pattern.MustCompile(`^(?:All|ALL|Everything|All of|Unless)\b.{0,60}\b(?:are|is|at|in|take place|otherwise)\b`)
	// headDays is a heading that begins with days: "Mondays: Tea Club".
	headDays = pattern.MustCompile(`(?i)^((?:every |on )?` + dayName + `(?:(?:, | and | & )` + dayName + `)*)(?::| -| –|,) (\pL.{2,60})$`)
	// hourFirst is a line that begins with the time of day.
	hourFirst = pattern.MustCompile(`(?i)^(?:from )?\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m|noon)?(?: ?[-–] ?| to | until )`)
)

// isHead reports whether a heading may begin an item: something follows it.
func isHead(l line, after []line) bool {
	if l.level == boldHeading && kindOf(l.text) != none {
		return false
	}
	return len(after) > 0 && (after[0].level == 0 || after[0].level > l.level)
}

// oneBlockEach ends items that are written as one paragraph each with their paragraph.
func oneBlockEach(shared []line, items []item) ([]line, []item) {
	for _, it := range items {
		if len(it.lines) == 0 || it.lines[0].first {
			return shared, items
		}
	}
	for i := range items {
		for j, l := range items[i].lines {
			if l.block != items[i].lines[0].block {
				shared = append(shared, items[i].lines[j:]...)
				items[i].lines = items[i].lines[:j]
				break
			}
		}
	}
	return shared, items
}

// rowItems are the rows of the page's tables that have a name for what each row is.
func (p *page) rowItems(lines []line) (shared []line, items []item) {
	for _, l := range lines {
		if l.table == nil {
			shared = append(shared, l)
			continue
		}
		name := l.table.nameColumn()
		if name < 0 {
			shared = append(shared, l)
			continue
		}
		for _, row := range l.table.rows {
			if len(row.cells) <= name || len(items) >= maxItems {
				continue
			}
			items = append(items, l.table.item(row, name, p.family))
		}
	}
	return shared, items
}

// nameColumn is the column that tells what each row is: the first of that name, or the first that is nothing else.
func (t *table) nameColumn() int {
	for i, c := range t.columns {
		if c.kind == title || c.kind == runner {
			return i
		}
	}
	if c := t.columns[0].kind; c == none || c == where || c == part || c == about {
		return 0
	}
	for i, c := range t.columns {
		if c.kind == none && c.name != "" || c.kind == where || c.kind == part {
			return i
		}
	}
	return -1
}

// item makes an item of a row. The cell of the name may hold a description below it.
func (t *table) item(row tableRow, name int, f *family) item {
	it := item{inRow: true}
	wheres := 0
	for _, c := range t.columns {
		if c.kind == where || c.kind == part {
			wheres++
		}
	}
	for i, cell := range row.cells {
		l := &liner{family: f, within: true, blocks: i}
		if i < len(t.columns) && i != name {
			l.setLabel(t.columns[i].name, "table ", Read)
		}
		l.children(cell)
		l.end()
		made := l.lines
		for j := range made {
			made[j].level, made[j].first = 0, j == 0
		}
		if i == name && len(made) > 0 {
			it.head, it.href, it.linked = made[0].text, made[0].href, made[0].linked > 0
			if b := made[0].bold; b > 3 && b < len(it.head) {
				it.head = strings.TrimRight(it.head[:b], " :,.–-")
				rest := made[0]
				rest.text = strings.TrimLeft(rest.text[b:], " :,.–-")
				made = append([]line{made[0], rest}, made[1:]...)
			}
			it.kind = kindOf(it.head)
			if k := t.columns[i].kind; k == where || k == part {
				it.kind = where
				if wheres > 1 {
					made = made[1:] // the town, and another column has the address
					it.town = it.head
				}
				for j := range made {
					made[j].kind, made[j].label, made[j].how = where, t.columns[i].name, "table "+t.columns[i].name
				}
			} else {
				made = made[1:]
				for j := range made {
					if len(made[j].text) <= 60 && made[j].kind == none {
						made[j].kind, made[j].how = who, "table "+t.columns[i].name // below a name stands whom it is for
					}
				}
			}
		}
		it.lines = append(it.lines, made...)
	}
	it.joinTown()
	return it
}

// joinTown puts the town of a row behind the place there that another of its cells names: "Village | Stop".
func (it *item) joinTown() {
	for i, l := range it.lines {
		if it.town != "" && (l.kind == where || l.kind == part) && l.first && len(geo.FindPostcodes(l.text, 1)) == 0 && !strings.Contains(l.text, it.town) {
			it.lines[i].text, it.lines[i].kind = l.text+", "+it.town, where
			return
		}
	}
}

// rowText is a row in one line.
func (t *table) rowText(row tableRow) string {
	var b strings.Builder
	times := t.isTimes()
	for i, cell := range row.cells {
		text := textOf(cell)
		if text == "" || i < len(t.columns) && t.columns[i].kind == when && wholePart.MatchString(text) {
			continue // "Morning" beside its times
		}
		switch {
		case b.Len() == 0:
		case times && i == 1:
			b.WriteByte(' ')
		case times && i == 2:
			b.WriteString(" to ")
		default:
			b.WriteString(", ")
		}
		if i < len(t.columns) && t.columns[i].kind != none && t.columns[i].kind != when && t.columns[i].kind != title && !inTime.MatchString(text) {
			b.WriteString(t.columns[i].name + ": ")
		}
		b.WriteString(text)
	}
	return b.String()
}

// isTimes reports whether the columns are a day, the time when it begins, and that when it ends, before any other.
func (t *table) isTimes() bool {
	if len(t.columns) < 3 || t.columns[0].kind != when || t.columns[1].kind != when || t.columns[2].kind != when {
		return false
	}
	return !slices.ContainsFunc(t.rows, func(row tableRow) bool {
		return len(row.cells) > 2 && (spanOnly.MatchString(textOf(row.cells[1])) || spanOnly.MatchString(textOf(row.cells[2])))
	})
}

// notName is how headings begin that ask or tell something, rather than name it.
var notName = pattern.MustCompile(`(?i)^(?:when|where|how|who|what|why|which|can|do|does|is|are|am|will|should|could|would|if|we|you|your|i|my|our|about|more|need|getting|get|come|coming|find|contact|book|booking|ring|call|email|join|useful|further|other|also|before|after|during|please|next|first|frequently|faqs?|opening|meet(?:ing)?s?|times?|dates?|` +
	`cost|prices?|address|venue|access|refer|eligib\w*|key|quick|at a glance|important|please note|note|download|documents?|resources?|links?|map|photos?|gallery|video|news|upcoming|latest|step \d|part \d|section|contents|on this page|privacy|accessibility|sign|subscribe|follow|share|thank|welcome|good to know|things to|some|staying|using|making|telling|asking|waiting|not)\b|\?$|\.$|!$`)

func (it item) isNamed() bool {
	if len(it.head) < 3 || len(it.head) > 120 || it.kind != none || dayHead.MatchString(it.head) {
		return false
	}
	return it.inRow || !notName.MatchString(it.head) // what stands in a column of names is one
}

// houseWords are what venues are called.
var houseWords = wordSet(`hall centre center church chapel library rooms room school pavilion house hub park leisure mosque temple gurdwara academy college
	surgery clinic institute theatre museum pub inn cafe café building barn cathedral synagogue street road lane pool gym court green`)

// isPlaceHead reports whether the head of an item names a place rather than what happens there: a label for one, a house,
// a town, or the first line of the address that follows.
func (it item) isPlaceHead(f Found) bool {
	if it.kind == where {
		return true
	}
	for _, p := range f.Places {
		if p.Name != "" && alike(p.Name, it.head) || p.Address.Line1 != "" && alike(p.Address.Line1, it.head) || p.Address.City != "" && same(p.Address.City, it.head) {
			return true
		}
	}
	return isHouse(it.head) || len(nameWords(it.head)) <= 3 && isTownName(it.head)
}

// isHouse reports whether a name is that of a building or a street.
func isHouse(name string) bool {
	words := nameWords(name)
	return len(words) > 1 && houseWords[words[len(words)-1]]
}

// isTownName reports whether a text is the name of a place that is known.
func isTownName(s string) bool {
	if len(s) > 40 || strings.ContainsAny(s, "0123456789") {
		return false
	}
	_, err := geo.Find(s)
	switch err.(type) {
	case nil, *geo.AmbiguousError:
		return true
	}
	return false
}
