package table

import (
	"slices"
	"sort"
	"strings"

	"fingerpost/data"
)

// Mapping says which column of a table is what.
type Mapping struct {
	Name  string // small letters and hyphens
	Reads string // which file it is for: its name, and for people what it is

	format     Format   // the only one that it is for; empty: any
	rows       string   // where the rows of a JSON file stand: "data.items"; empty: in the first array that fits
	sheet      string   // of a workbook; empty: the first with the header
	optional   []string // folded: columns that a file may lack
	header     bool
	columns    []string // the whole header, when the mapping names it
	id         []value
	empty      map[string]bool // folded
	person     []string        // folded
	required   [][]string      // one of each list must be filled
	skips      []skip
	values     map[string][]value // by section and field: "service.name"
	days       [7]value
	hasDays    bool
	wordyDays  bool // the day columns hold words and never times
	numbers    []number
	postal     bool // the place's address is one for letters
	placeMust  bool // a row that does not say where it is is refused
	conditions map[string]gate
	lists      map[string]string // by section: the folded list of a JSON object of whose elements each makes one
}

// number is an identifier of the organization in a register.
type number struct {
	scheme string
	value  value
}

// condition is something that holds for some rows.
type condition struct {
	column string
	filled bool            // any value
	is     map[string]bool // folded values
	has    []string        // folded texts, one of which the value has in it
}

// skip is rows that are not taken, and why.
type skip struct {
	condition
	kind data.ProblemKind
}

func (c condition) holds(get func(column string) string) bool {
	s := get(c.column)
	return c.filled && s != "" || c.is[fold(s)] ||
		slices.ContainsFunc(c.has, func(part string) bool { return strings.Contains(fold(s), part) })
}

// gate decides whether a section is for a row.
type gate struct{ when, unless *condition }

func (g gate) open(get func(column string) string) bool {
	return (g.when == nil || g.when.holds(get)) && (g.unless == nil || !g.unless.holds(get))
}

// has reports whether the mapping fills any field of a section.
func (m Mapping) has(section string) bool {
	for field := range fields[section] {
		if len(m.values[section+"."+field]) > 0 {
			return true
		}
	}
	return false
}

// Columns are the columns that a file must have, folded to small letters and in order.
func (m Mapping) Columns() []string { return lacking(m.uses(), m.optional) }

// fileName is the name of the file that the mapping reads.
func (m Mapping) fileName() string {
	name, _, _ := strings.Cut(m.Reads, ",")
	return name
}

// uses are the columns that the mapping names anywhere, folded and in order.
func (m Mapping) uses() []string {
	var columns []string
	add := func(v value) { columns = append(columns, v.columns()...) }
	for _, v := range m.id {
		add(v)
	}
	for _, list := range m.values {
		for _, v := range list {
			add(v)
		}
	}
	for _, v := range m.days {
		add(v)
	}
	for _, n := range m.numbers {
		add(n.value)
	}
	for _, c := range m.allConditions() {
		columns = append(columns, c.column)
	}
	for _, any := range m.required {
		columns = append(columns, any...)
	}
	sort.Strings(columns)
	return slices.Compact(columns)
}

func (m Mapping) allConditions() []condition {
	var list []condition
	for _, s := range m.skips {
		list = append(list, s.condition)
	}
	for _, g := range m.conditions {
		for _, c := range []*condition{g.when, g.unless} {
			if c != nil {
				list = append(list, *c)
			}
		}
	}
	return list
}

// Match picks the mapping for a file with such a header: of those whose columns it all has, the one that uses most of
// them, the first of equals. A mapping that names the whole header takes no other. None is an honest answer.
func Match(header []string, mappings []Mapping) (Mapping, bool) {
	have := folded(header)
	best, most, found := Mapping{}, -1, false
	for _, m := range mappings {
		if !m.header || m.columns != nil && !slices.Equal(folded(m.columns), have) {
			continue
		}
		need := m.Columns()
		if len(lacking(need, have)) == 0 && len(need) > most {
			best, most, found = m, len(need), true
		}
	}
	return best, found
}

func folded(columns []string) []string {
	out := make([]string, len(columns))
	for i, column := range columns {
		out[i] = fold(column)
	}
	return out
}

// lacking are the columns that are needed and not there.
func lacking(need, have []string) []string {
	var out []string
	for _, column := range need {
		if !slices.Contains(have, column) {
			out = append(out, column)
		}
	}
	return out
}

// lackingPeople are the columns about named people that are not there. "contact" is there when "contact.name" is.
func lackingPeople(need, have []string) []string {
	var out []string
	for _, person := range need {
		if !slices.ContainsFunc(have, func(column string) bool { return within(column, person) }) {
			out = append(out, person)
		}
	}
	return out
}

// within reports whether a column is the other or a part of it, both folded.
func within(column, other string) bool {
	rest, ok := strings.CutPrefix(column, other)
	return ok && (rest == "" || rest[0] == '.')
}

func trimmed(columns []string) []string {
	out := make([]string, len(columns))
	for i, column := range columns {
		out[i] = strings.TrimSpace(column)
	}
	return out
}
