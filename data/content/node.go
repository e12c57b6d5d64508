package content

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// page is one content file while it is read: it remembers what is wrong in it.
type page struct {
	file     string
	listing  string
	mistakes []Mistake
}

func (p *page) mistake(at *yaml.Node, field string, kind MistakeKind, value, want string) {
	line := 0
	if at != nil {
		line = at.Line
	}
	p.mistakes = append(p.mistakes, Mistake{File: p.file, Line: line, Listing: p.listing, Field: field, Kind: kind, Value: value, Want: want})
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// parse reads the file as YAML; it answers nil after noting a mistake.
func (p *page) parse(b []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		m := Mistake{File: p.file, Line: 1, Kind: NotYAML, Value: strings.TrimPrefix(err.Error(), "yaml: ")}
		if found := yamlLine.FindStringSubmatch(err.Error()); found != nil {
			m.Line, _ = strconv.Atoi(found[1]) // digits by the pattern
		}
		p.mistakes = append(p.mistakes, m)
		return nil
	}
	if len(doc.Content) == 0 {
		p.mistakes = append(p.mistakes, Mistake{File: p.file, Line: 1, Kind: Missing, Field: "everything"})
		return nil
	}
	return doc.Content[0]
}

// fields is one YAML mapping, of which each known field is taken once.
type fields struct {
	*page
	node   *yaml.Node
	values map[string]*yaml.Node
	keys   map[string]*yaml.Node
	taken  map[string]bool
}

// fieldsOf reads a mapping; ok is false after noting a mistake.
func (p *page) fieldsOf(node *yaml.Node, name string) (f fields, ok bool) {
	if node == nil || node.Kind != yaml.MappingNode {
		p.mistake(node, name, WrongShape, "", "fields with values")
		return fields{}, false
	}
	f = fields{page: p, node: node, values: map[string]*yaml.Node{}, keys: map[string]*yaml.Node{}, taken: map[string]bool{}}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i].Value
		if _, twice := f.values[key]; twice {
			p.mistake(node.Content[i], key, UnknownField, key+" (a second time)", "")
		}
		f.values[key], f.keys[key] = node.Content[i+1], node.Content[i]
	}
	return f, true
}

// has reports whether a field stands there with a value.
func (f fields) has(name string) bool {
	n, ok := f.values[name]
	return ok && !(n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == ""))
}

func (f fields) take(name string) *yaml.Node {
	f.taken[name] = true
	if !f.has(name) {
		return nil
	}
	return f.values[name]
}

// at is the node to name a mistake in a field by.
func (f fields) at(name string) *yaml.Node {
	if n, ok := f.keys[name]; ok {
		return n
	}
	return f.node
}

// text takes a field of text. Numbers must be in quotes where their digits count: quoted says so.
func (f fields) text(name string, quoted bool) string {
	n := f.take(name)
	if n == nil {
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		f.mistake(n, name, WrongShape, "", "text")
		return ""
	}
	if quoted && n.Tag != "!!str" {
		f.mistake(n, name, NotQuoted, n.Value, `"`+n.Value+`"`)
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// required takes a field of text that must be there.
func (f fields) required(name string, quoted bool) string {
	if !f.has(name) {
		f.taken[name] = true
		f.mistake(f.node, name, Missing, "", "")
		return ""
	}
	return f.text(name, quoted)
}

// oneOf takes a field whose value must be one of a few.
func (f fields) oneOf(name string, allowed ...string) string {
	s := f.text(name, false)
	if s == "" {
		return ""
	}
	for _, a := range allowed {
		if s == a {
			return s
		}
	}
	f.mistake(f.at(name), name, NotOneOf, s, strings.Join(allowed, ", "))
	return ""
}

// items takes a field that is a list.
func (f fields) items(name string) []*yaml.Node {
	n := f.take(name)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		f.mistake(n, name, WrongShape, n.Value, "a list, as in [a, b]")
		return nil
	}
	return n.Content
}

// texts takes a field that is a list of texts.
func (f fields) texts(name string) []string {
	var out []string
	for _, n := range f.items(name) {
		if n.Kind != yaml.ScalarNode {
			f.mistake(n, name, WrongShape, "", "text")
			continue
		}
		out = append(out, strings.TrimSpace(n.Value))
	}
	return out
}

// age takes a whole number of years; nil if there is none. The oldest anyone has been is 122.
func (f fields) age(name string) *int {
	n := f.take(name)
	if n == nil {
		return nil
	}
	i, err := strconv.Atoi(n.Value)
	if err != nil || n.Kind != yaml.ScalarNode || i < 0 || i > 120 {
		f.mistake(n, name, WrongShape, n.Value, "a whole number from 0 to 120")
		return nil
	}
	return &i
}

// yes takes true or false; nil if there is neither.
func (f fields) yes(name string) *bool {
	n := f.take(name)
	if n == nil {
		return nil
	}
	b, err := strconv.ParseBool(n.Value)
	if err != nil || n.Kind != yaml.ScalarNode || (n.Value != "true" && n.Value != "false") {
		f.mistake(n, name, NotOneOf, n.Value, "true, false")
		return nil
	}
	return &b
}

// rest notes every field that nothing has taken.
func (f fields) rest() {
	for key, n := range f.keys {
		if !f.taken[key] {
			f.mistake(n, key, UnknownField, key, "")
		}
	}
}

// Mistakes is an error made of what is wrong in content files.
type Mistakes []Mistake

func (m Mistakes) Error() string {
	first := m[0]
	return first.File + ":" + strconv.Itoa(first.Line) + ": " + first.Field + ": " + string(first.Kind) + " " + first.Value
}

func asError(m []Mistake) error {
	if len(m) == 0 {
		return nil
	}
	return Mistakes(inOrder(m))
}

// inOrder puts the mistakes of one file in the order in which a person meets them.
func inOrder(m []Mistake) []Mistake {
	slices.SortStableFunc(m, func(a, b Mistake) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Field, b.Field)) })
	return m
}
