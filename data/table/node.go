package table

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// page is a mapping file while it is read. It remembers the first thing that is wrong.
type page struct {
	file string
	err  error
}

func (p *page) refuse(at *yaml.Node, key string, reason Reason) {
	if p.err != nil {
		return
	}
	line := 0
	if at != nil {
		line = at.Line
	}
	p.err = &MappingError{File: p.file, Line: line, Key: key, Reason: reason}
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

// root parses the file, which must be keys with values.
func (p *page) root(b []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		refused := &MappingError{File: p.file, Key: strings.TrimPrefix(err.Error(), "yaml: "), Reason: ReasonYAML}
		if found := yamlLine.FindStringSubmatch(err.Error()); found != nil {
			refused.Line, _ = strconv.Atoi(found[1]) // digits by the pattern
		}
		p.err = refused
		return nil
	}
	if len(doc.Content) == 0 {
		p.refuse(nil, "name", ReasonMissing)
		return nil
	}
	return doc.Content[0]
}

// each walks the keys of a node, in order.
func (p *page) each(n *yaml.Node, name string, do func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.refuse(n, name, ReasonShape)
		return
	}
	var seen []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if slices.Contains(seen, key.Value) {
			p.refuse(key, key.Value, ReasonRepeated)
		}
		seen = append(seen, key.Value)
		do(key, n.Content[i+1])
	}
}

func (p *page) text(n *yaml.Node, key string) string {
	if n.Kind != yaml.ScalarNode {
		p.refuse(n, key, ReasonShape)
	}
	if n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

func (p *page) truth(n *yaml.Node, key string) bool {
	s := strings.ToLower(p.text(n, key))
	if !slices.Contains([]string{"yes", "no", "true", "false"}, s) {
		p.refuse(n, key, ReasonValue)
	}
	return s == "yes" || s == "true"
}

// items are those of a list; anything else is a list of one.
func (p *page) items(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

func (p *page) folded(n *yaml.Node, key string) []string {
	var out []string
	for _, item := range p.items(n) {
		p.text(item, key)
		out = append(out, fold(item.Value)) // the word NULL is a word here
	}
	return out
}

func (p *page) set(n *yaml.Node, key string) map[string]bool {
	set := map[string]bool{}
	for _, s := range p.folded(n, key) {
		set[s] = true
	}
	return set
}

func (p *page) template(n *yaml.Node, key string) template {
	t, ok := readTemplate(p.text(n, key))
	if !ok {
		p.refuse(n, key, ReasonTemplate)
	}
	return t
}

// value reads text, or what to look it up in.
func (p *page) value(n *yaml.Node, name string) value {
	if n.Kind != yaml.MappingNode {
		return value{from: p.template(n, name)}
	}
	var v value
	p.each(n, name, func(key, n *yaml.Node) {
		switch key.Value {
		case "from":
			v.from = p.template(n, name)
		case "values":
			v.lookup = map[string]template{}
			p.each(n, name, func(key, n *yaml.Node) { v.lookup[fold(key.Value)] = p.template(n, name) })
		case "else":
			v.otherwise = p.template(n, name)
		case "append":
			v.suffix = p.text(n, name)
		case "unless_has":
			v.unlessHas = p.folded(n, name)
		default:
			p.refuse(key, key.Value, ReasonKey)
		}
	})
	if v.from == nil {
		p.refuse(n, name+".from", ReasonMissing)
	}
	if v.otherwise != nil && v.lookup == nil {
		p.refuse(n, name+".values", ReasonMissing)
	}
	return v
}
