package table

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"fingerpost/data"
)

// ReadMapping reads a mapping file. Errors are [*MappingError], with the line.
func ReadMapping(name string, b []byte) (Mapping, error) {
	r := mappingReader{page: page{file: name}}
	r.m = Mapping{header: true, empty: map[string]bool{}, values: map[string][]value{}, conditions: map[string]gate{}, lists: map[string]string{}}
	if root := r.root(b); root != nil {
		r.each(root, "", r.key)
		r.check(root)
	}
	if r.err != nil {
		return Mapping{}, r.err
	}
	return r.m, nil
}

type mappingReader struct {
	page
	m Mapping
}

// key reads one key at the top of the file.
func (r *mappingReader) key(key, n *yaml.Node) {
	switch key.Value {
	case "name":
		r.m.Name = r.text(n, key.Value)
		if !data.ValidSourceKey(data.SourceKey(r.m.Name)) {
			r.refuse(n, key.Value, ReasonValue)
		}
	case "reads":
		r.m.Reads = r.text(n, key.Value)
	case "header":
		r.m.header = r.truth(n, key.Value)
	case "columns":
		for _, item := range r.items(n) {
			r.m.columns = append(r.m.columns, strings.TrimSpace(r.text(item, key.Value)))
		}
	case "id":
		for _, item := range r.items(n) {
			r.m.id = append(r.m.id, r.value(item, key.Value))
		}
	case "empty":
		r.m.empty = r.set(n, key.Value)
	case "person":
		r.m.person = r.folded(n, key.Value)
	case "required":
		for _, item := range r.items(n) {
			r.m.required = append(r.m.required, r.folded(item, key.Value))
		}
	case "skip":
		for _, item := range r.items(n) {
			r.m.skips = append(r.m.skips, r.skip(item))
		}
	case "format":
		r.m.format = Format(r.text(n, key.Value))
		if !slices.Contains(Formats, r.m.format) {
			r.refuse(n, key.Value, ReasonValue)
		}
	case "rows":
		r.m.rows = r.text(n, key.Value)
	case "sheet":
		r.m.sheet = r.text(n, key.Value)
	case "optional":
		r.m.optional = r.folded(n, key.Value)
	default:
		if fields[key.Value] == nil {
			r.refuse(key, key.Value, ReasonKey)
			return
		}
		r.section(key.Value, n)
	}
}

// section reads "service", "organization", "place", "areas" or "record".
func (r *mappingReader) section(section string, n *yaml.Node) {
	r.each(n, section, func(key, n *yaml.Node) {
		path := section + "." + key.Value
		switch shape, known := fields[section][key.Value]; {
		case known && (shape == many || n.Kind != yaml.SequenceNode):
			for _, item := range r.items(n) {
				v := r.value(item, path)
				r.m.values[path] = append(r.m.values[path], v)
				for _, s := range v.constants() {
					if list := allowed[path]; list != nil && !slices.Contains(list, s) {
						r.refuse(item, path, ReasonValue)
					}
				}
			}
		case known:
			r.refuse(n, path, ReasonShape)
		case path == "service.days":
			r.days(n)
		case path == "organization.identifiers":
			r.numbers(n)
		case path == "place.address_is":
			r.m.postal = r.text(n, path) == string(data.Postal)
			if !r.m.postal && n.Value != string(data.Physical) {
				r.refuse(n, path, ReasonValue)
			}
		case path == "place.required":
			r.m.placeMust = r.truth(n, path)
		case path == "place.each", path == "areas.each":
			r.m.lists[section] = fold(r.text(n, path))
		case key.Value == "when" || key.Value == "unless":
			r.gate(section, key, n)
		default:
			r.refuse(key, path, ReasonKey)
		}
	})
}

// gate reads for which rows a section holds. The service itself is skipped by "skip".
func (r *mappingReader) gate(section string, key, n *yaml.Node) {
	if section == "service" || section == "record" {
		r.refuse(key, section+"."+key.Value, ReasonKey)
		return
	}
	c, g := r.condition(n, section+"."+key.Value, nil), r.m.conditions[section]
	if key.Value == "when" {
		g.when = &c
	} else {
		g.unless = &c
	}
	r.m.conditions[section] = g
}

// reasons are why rows may be skipped, as mappings write them.
var reasons = map[string]data.ProblemKind{"closed": data.NotOpen, "test": data.TestRow, "no service": data.NoService}

// skip reads which rows are not taken, and why: because they are closed for good, unless it says otherwise.
func (r *mappingReader) skip(n *yaml.Node) skip {
	s := skip{kind: data.NotOpen}
	s.condition = r.condition(n, "skip", func(key, n *yaml.Node) bool {
		if key.Value != "because" {
			return false
		}
		if s.kind = reasons[r.text(n, "skip.because")]; s.kind == "" {
			r.refuse(n, "skip.because", ReasonValue)
		}
		return true
	})
	return s
}

// condition reads when something holds. more takes the keys that only some conditions have.
func (r *mappingReader) condition(n *yaml.Node, name string, more func(key, n *yaml.Node) bool) condition {
	var c condition
	r.each(n, name, func(key, n *yaml.Node) {
		switch key.Value {
		case "has":
			c.has = r.folded(n, name)
		case "column":
			c.column = fold(r.text(n, name))
		case "is":
			c.is = r.set(n, name)
		case "filled":
			c.filled = r.truth(n, name)
		default:
			if more == nil || !more(key, n) {
				r.refuse(key, key.Value, ReasonKey)
			}
		}
	})
	if c.column == "" {
		r.refuse(n, name+".column", ReasonMissing)
	}
	if !c.filled && len(c.is) == 0 && len(c.has) == 0 {
		r.refuse(n, name+".is", ReasonMissing)
	}
	return c
}

func (r *mappingReader) days(n *yaml.Node) {
	r.each(n, "service.days", func(key, n *yaml.Node) {
		i := slices.Index(weekdays, key.Value)
		switch {
		case i >= 0:
			r.m.days[i], r.m.hasDays = r.value(n, "service.days."+key.Value), true
		case key.Value == "words":
			r.m.wordyDays = r.truth(n, "service.days.words")
		default:
			r.refuse(key, "service.days."+key.Value, ReasonKey)
		}
	})
}

func (r *mappingReader) numbers(n *yaml.Node) {
	r.each(n, "organization.identifiers", func(key, n *yaml.Node) {
		if !slices.Contains(schemes, key.Value) {
			r.refuse(key, "organization.identifiers."+key.Value, ReasonKey)
		}
		r.m.numbers = append(r.m.numbers, number{key.Value, r.value(n, "organization.identifiers."+key.Value)})
	})
}

// check looks at the whole.
func (r *mappingReader) check(root *yaml.Node) {
	for _, must := range []struct {
		key   string
		there bool
	}{
		{"name", r.m.Name != ""},
		{"id", len(r.m.id) > 0},
		{"columns", r.m.header || len(r.m.columns) > 0},
		{"service.name", len(r.m.values["service.name"]) > 0},
	} {
		if !must.there {
			r.refuse(root, must.key, ReasonMissing)
		}
	}
	if len(r.m.values["organization.name"]) == 0 && (r.m.has("organization") || len(r.m.numbers) > 0) {
		r.refuse(root, "organization.name", ReasonMissing)
	}
	if r.m.postal && len(r.m.values["organization.name"]) == 0 {
		r.refuse(root, "place.address_is", ReasonPostal)
	}
	named := folded(r.m.columns)
	for _, column := range r.m.uses() {
		if slices.ContainsFunc(r.m.person, func(person string) bool { return within(column, person) }) {
			r.refuse(root, column, ReasonPerson)
		}
		if r.m.columns != nil && !slices.Contains(named, column) {
			r.refuse(root, column, ReasonColumn)
		}
	}
}
