package index

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search/searcher"

	"fingerpost/index/rows"
)

// What matches are worth, beside the worth of fields.
const (
	topicWorth   = 4   // a document's bearing the topic that was named
	relatedWorth = 1   // its bearing one that is close to it
	stemWorth    = 0.7 // a word that shares its stem with the one that was typed
	alsoWorth    = 0.7 // other words for what was typed
	asWorth      = 0.5 // a word that the one typed may be a slip for, or the beginning of
	typoWorth    = 0.3
	sideWorth    = 0.5 // added when a unit's words stand side by side
)

// node is what a unit asks of a document, whichever executor asks it: a term in a field, words side by side in a field, any of
// several nodes, or all of them. Its scores are Bleve's: a term's by BM25, a sum for all, and for any a sum times the share of
// them that match.
type node struct {
	kind  nodeKind
	field string
	term  string
	text  int               // of what stands side by side: which of the texts with phrases it is
	steps [][]rows.SideTerm // and at each step, the terms of which one stands there; none for anything
	boost float64
	kids  []node
}

type nodeKind int

const (
	isTerm nodeKind = iota
	isSide
	isAny
	isAll
)

// maxExpansions bounds how many terms one unit may come to, so that no query is expensive.
const maxExpansions = 1024

// errTooWide is returned for a plan that comes to more terms than one search may. Only typos can make one.
var errTooWide = errors.New("the search comes to too many terms")

// tree is what a unit of a plan asks: its words, all of them though not all in one field; or the topics that it names; or other
// words for it.
func (x *Index) tree(ctx context.Context, v *rows.View, p plan, u unit) (node, error) {
	var words []node
	var text []string
	for _, w := range u.words {
		asked, err := x.wordNode(ctx, v, p, w)
		if err != nil {
			return node{}, err
		}
		words, text = append(words, asked), append(text, w.text)
	}
	var either []node
	if len(words) > 0 {
		either = append(either, join(isAll, words))
	}
	if len(u.words) > 1 {
		either = append(either, x.sideBySide(text, sideWorth)...)
	}
	for _, t := range u.topics {
		either = append(either, term(topicIDs, string(t), topicWorth))
	}
	if p.related {
		for _, t := range u.related {
			either = append(either, term(topicIDs, string(t), relatedWorth))
		}
	}
	for _, other := range u.also {
		if len(other) == 1 {
			either = append(either, x.termNodes(other[0], alsoWorth)...)
			continue
		}
		either = append(either, x.sideBySide(other, alsoWorth)...)
	}
	whole := join(isAny, either)
	if whole.terms() > maxExpansions {
		return node{}, errTooWide
	}
	return whole, nil
}

// terms counts the terms of a node.
func (n *node) terms() int {
	count := 0
	switch n.kind {
	case isTerm:
		count = 1
	case isSide:
		for _, step := range n.steps {
			count += len(step)
		}
	}
	for i := range n.kids {
		count += n.kids[i].terms()
	}
	return count
}

// join joins nodes; one alone stays as it is.
func join(kind nodeKind, nodes []node) node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return node{kind: kind, kids: nodes}
}

func term(field, value string, boost float64) node {
	return node{kind: isTerm, field: field, term: value, boost: boost}
}

// sideBySide matches words that follow one another, in any of the fields where that is known.
func (x *Index) sideBySide(words []string, worth float64) []node {
	var out []node
	for _, f := range textFields {
		if f.phrases {
			out = append(out, node{kind: isSide, field: f.name, text: len(out), steps: x.steps(f, strings.Join(words, " ")), boost: worth * f.boost})
		}
	}
	return out
}

// steps are the terms of a text as a field has them, by their places in it; none where the field would leave the word out.
func (x *Index) steps(f textField, text string) (steps [][]rows.SideTerm) {
	words := x.analyzers[f.analyzer].Analyze([]byte(text))
	if len(words) == 0 {
		return nil
	}
	first := words[0].Position
	for _, w := range words {
		for len(steps) <= w.Position-first {
			steps = append(steps, nil)
		}
		t := rows.SideTerm{Term: string(w.Term)}
		if of, isStem := strings.CutPrefix(t.Term, stemMark); isStem {
			t.Stem = of
		} else {
			t.Word, t.Stem = t.Term, stem(t.Term)
		}
		steps[w.Position-first] = append(steps[w.Position-first], t)
	}
	return steps
}

// wordNode matches a word, or what it is read as, in any field.
func (x *Index) wordNode(ctx context.Context, v *rows.View, p plan, w word) (node, error) {
	either := x.termNodes(w.text, 1)
	for _, as := range w.as {
		either = append(either, x.termNodes(as, asWorth)...)
	}
	if letters := utf8.RuneCountInString(w.text); p.typos && letters >= minTypo && letters <= maxTypo && len(w.as) == 0 {
		for i, f := range textFields {
			if i == placeField {
				continue
			}
			slips, err := slipNode(ctx, v, f.name, w.text)
			if err != nil {
				return node{}, err
			}
			either = append(either, slips)
		}
	}
	return join(isAny, either), nil
}

// minTypo is how many letters a word has that may be mistyped: a shorter one is too near to too many others.
const minTypo = 4

// maxTypo is how many letters a word has at most that is looked for as another: few words are longer, and what is typed at
// random would take long.
const maxTypo = 20

// slips is how many letters of a word may be wrong.
func slips(letters int) int { return min(1+letters/8, searcher.MaxFuzziness) }

// termNodes match a word, and less so what shares its stem, in each field.
func (x *Index) termNodes(w string, worth float64) []node {
	var out []node
	for _, w := range x.fold(w) {
		s := stem(w)
		for _, f := range textFields {
			out = append(out, term(f.name, w, worth*f.boost))
			if f.analyzer == plain {
				continue
			}
			out = append(out, term(f.name, stemMark+s, worth*stemWorth*f.boost))
			if s != w {
				out = append(out, term(f.name, s, worth*stemWorth*f.boost)) // the stem is a word of its own
			}
		}
	}
	return out
}

// fold writes a word as the index does, which may be as several.
func (x *Index) fold(w string) []string {
	var out []string
	for _, token := range x.analyzers[plain].Analyze([]byte(w)) {
		out = append(out, string(token.Term))
	}
	return out
}
