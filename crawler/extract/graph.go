package extract

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// The bounds of what is read of a page's JSON-LD. Real pages have a dozen nodes.
const (
	maxScripts    = 50
	maxScriptSize = 1 << 20
	maxNodes      = 5000
	maxNesting    = 16
	maxValues     = 100 // of one property
)

// node is one object that a page states in the words of schema.org, as JSON-LD, microdata or RDFa. Its context is not
// read: names are taken for schema.org's.
type node map[string]any

// graph is all that a page states so.
type graph struct {
	nodes   []node          // in the order of the page, those that are inside others behind them
	inside  []bool          // nodes[i] is the value of another's property
	how     []string        // where nodes[i] stands: "JSON-LD", "microdata"
	byID    map[string]node // those that say something
	pointed map[string]bool // ids that another node's property points to, as its provider, publisher, place...
	reading string          // the how of what is being added
}

// mainLinks are the properties whose value is what a page is about, rather than something about it.
var mainLinks = map[string]bool{"mainEntity": true, "about": true, "itemListElement": true, "item": true, "@graph": true, "mainEntityOfPage": true}

func readGraph(doc *goquery.Document) *graph {
	g := &graph{byID: map[string]node{}, pointed: map[string]bool{}, reading: "JSON-LD"}
	doc.Find("script[type]").EachWithBreak(func(i int, script *goquery.Selection) bool {
		kind, _, _ := strings.Cut(script.AttrOr("type", ""), ";")
		if !strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") {
			return i < maxScripts
		}
		if text := script.Text(); len(text) <= maxScriptSize {
			var value any
			if json.Unmarshal([]byte(mendJSON(text)), &value) == nil {
				g.add(value, false, 0)
			}
		}
		return i < maxScripts
	})
	g.readMicrodata(doc.Nodes[0])
	return g
}

// mendJSON takes off what content management systems wrap around JSON, and the line breaks that they leave in strings.
func mendJSON(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	for _, wrap := range []string{"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"} {
		s = strings.TrimPrefix(strings.TrimSpace(s), wrap)
	}
	for _, wrap := range []string{"-->", "//]]>", "]]>", "/*]]>*/", ";"} {
		s = strings.TrimSuffix(strings.TrimSpace(s), wrap)
	}
	return s
}

// add collects the objects of a value. inside says that it is the value of a property.
func (g *graph) add(value any, inside bool, depth int) {
	if depth > maxNesting || len(g.nodes) >= maxNodes {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, x := range v {
			g.add(x, inside, depth+1)
		}
	case map[string]any:
		n := make(node, len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			n[shortName(key)] = v[key]
		}
		id, _ := n["@id"].(string)
		if id != "" && len(n) == 1 {
			if inside {
				g.pointed[id] = true
			}
			return
		}
		if id != "" {
			if _, known := g.byID[id]; !known {
				g.byID[id] = n
			}
			if inside {
				g.pointed[id] = true
			}
		}
		g.nodes, g.inside, g.how = append(g.nodes, n), append(g.inside, inside), append(g.how, g.reading)
		for _, key := range slices.Sorted(maps.Keys(n)) {
			if key != "@context" {
				g.add(n[key], !mainLinks[key], depth+1)
			}
		}
	}
}

// shortName is a name of schema.org without what says that it is one.
func shortName(s string) string {
	for _, prefix := range []string{"https://schema.org/", "http://schema.org/", "schema:"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			return rest
		}
	}
	return s
}

// values are the values of a property, lists made flat.
func (n node) values(property string) []any {
	switch v := n[property].(type) {
	case nil:
		return nil
	case []any:
		return v[:min(len(v), maxValues)]
	default:
		return []any{v}
	}
}

// texts are the values that are text, or can be written as text.
func (n node) texts(property string) []string {
	var out []string
	for _, value := range n.values(property) {
		if object, ok := value.(map[string]any); ok {
			value = object["@value"]
		}
		switch v := value.(type) {
		case string:
			out = append(out, v)
		case float64:
			out = append(out, strconv.FormatFloat(v, 'f', -1, 64))
		case bool:
			out = append(out, strconv.FormatBool(v))
		}
	}
	return out
}

// text is the first of the texts.
func (n node) text(property string) string {
	for _, s := range n.texts(property) {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// objects are the values that are objects. One that only points elsewhere is looked up, once: a chain or a circle of
// pointers is not followed.
func (g *graph) objects(n node, property string) []node {
	var out []node
	for _, value := range n.values(property) {
		object, ok := value.(map[string]any)
		if !ok {
			continue
		}
		short := make(node, len(object))
		for key, x := range object {
			short[shortName(key)] = x
		}
		if id, _ := short["@id"].(string); id != "" && len(short) == 1 {
			short = g.byID[id]
		}
		if short != nil {
			out = append(out, short)
		}
	}
	return out
}

// object is the first object of the first of the properties that has one, or an empty one.
func (g *graph) object(n node, properties ...string) node {
	for _, property := range properties {
		if objects := g.objects(n, property); len(objects) > 0 {
			return objects[0]
		}
	}
	return nil
}

func (n node) types() []string {
	var out []string
	for _, s := range n.texts("@type") {
		out = append(out, shortName(s))
	}
	return out
}
