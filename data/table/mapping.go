package table

import (
	"slices"
	"sort"
)

// Mapping says which column of a table is what.
type Mapping struct {
	Name  string // small letters and hyphens
	Reads string // for people: which file it is for

	header     bool
	columns    []string // the whole header, when the mapping names it
	id         []value
	empty      map[string]bool // folded
	person     []string        // folded
	required   []string
	skips      []condition
	values     map[string][]value // by section and field: "service.name"
	days       [7]value
	hasDays    bool
	wordyDays  bool // the day columns hold words and never times
	numbers    []number
	postal     bool // the place's address is one for letters
	conditions map[string]gate
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
}

func (c condition) holds(get func(column string) string) bool {
	s := get(c.column)
	return c.filled && s != "" || c.is[fold(s)]
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
func (m Mapping) Columns() []string {
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
	columns = append(columns, m.required...)
	sort.Strings(columns)
	return slices.Compact(columns)
}

func (m Mapping) allConditions() []condition {
	list := slices.Clone(m.skips)
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
