package index

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	api "github.com/blevesearch/bleve_index_api"

	"fingerpost/geo"
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

// query limits words to what may concern the plan's origin. Where is a filter, since as a clause it would add to the score.
func (p plan) query(words query.Query) query.Query {
	if p.origin == nil {
		return words
	}
	whole := bleve.NewBooleanQuery()
	whole.AddMust(words)
	whole.AddFilter(p.whereQuery())
	return whole
}

// query matches what the words seem to mean as a whole.
func (m meant) query() query.Query {
	var either []query.Query
	for _, t := range m.topics {
		either = append(either, term("topic_ids", string(t), 0))
	}
	for _, t := range m.types {
		either = append(either, term("type_ids", string(t), 0))
	}
	if len(m.docs) > 0 {
		either = append(either, bleve.NewDocIDQuery(m.docs))
	}
	return join(either, false)
}

// unitQuery matches a unit's words, all of them though not all in one field; or the topics that it names; or other words
// for it.
func (x bleveExecutor) unitQuery(p plan, u unit) query.Query {
	var words []query.Query
	var text []string
	for _, w := range u.words {
		words = append(words, x.wordQuery(p, w))
		text = append(text, w.text)
	}
	var either []query.Query
	if len(words) > 0 {
		either = append(either, join(words, true))
	}
	if len(u.words) > 1 {
		either = append(either, sideBySide(text, sideWorth)...)
	}
	for _, t := range u.topics {
		either = append(either, term("topic_ids", string(t), topicWorth))
	}
	if p.related {
		for _, t := range u.related {
			either = append(either, term("topic_ids", string(t), relatedWorth))
		}
	}
	for _, other := range u.also {
		if len(other) == 1 {
			either = append(either, x.termQueries(other[0], alsoWorth)...)
			continue
		}
		either = append(either, sideBySide(other, alsoWorth)...)
	}
	return join(either, false)
}

// join joins queries: by "or", or by "and" if all must match.
func join(queries []query.Query, all bool) query.Query {
	switch {
	case len(queries) == 1:
		return queries[0]
	case all:
		return bleve.NewConjunctionQuery(queries...)
	}
	return bleve.NewDisjunctionQuery(queries...)
}

// sideBySide matches words that follow one another, in any of the fields where that is known.
func sideBySide(words []string, worth float64) []query.Query {
	var out []query.Query
	for _, f := range textFields {
		if f.phrases {
			m := bleve.NewMatchPhraseQuery(strings.Join(words, " "))
			m.SetField(f.name)
			m.SetBoost(worth * f.boost)
			out = append(out, m)
		}
	}
	return out
}

// wordQuery matches a word, or what it is read as, in any field.
func (x bleveExecutor) wordQuery(p plan, w word) query.Query {
	either := x.termQueries(w.text, 1)
	for _, as := range w.as {
		either = append(either, x.termQueries(as, asWorth)...)
	}
	if letters := utf8.RuneCountInString(w.text); p.typos && letters >= minTypo && letters <= maxTypo && len(w.as) == 0 {
		for _, f := range textFields {
			if f.name != "place" {
				either = append(either, slipQuery{word: w.text, field: f.name, worth: typoWorth})
			}
		}
	}
	return join(either, false)
}

// minTypo is how many letters a word has that may be mistyped: a shorter one is too near to too many others.
const minTypo = 4

// maxTypo is how many letters a word has at most that is looked for as another: few words are longer, and what is typed at
// random would take long.
const maxTypo = 20

// slips is how many letters of a word may be wrong.
func slips(letters int) int { return min(1+letters/8, searcher.MaxFuzziness) }

// termQueries match a word, and less so what shares its stem, in each field.
func (x bleveExecutor) termQueries(w string, worth float64) []query.Query {
	var out []query.Query
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
func (x bleveExecutor) fold(w string) []string {
	var out []string
	for _, token := range x.words.Analyze([]byte(w)) {
		out = append(out, string(token.Term))
	}
	return out
}

// whereQuery matches what may be near the origin, or may serve an area that it lies in.
func (p plan) whereQuery() query.Query {
	// A little wider than the radius: Bleve takes another radius of the Earth than [geo.Distance], which decides.
	near := bleve.NewGeoDistanceQuery(p.origin.Point.Lon(), p.origin.Point.Lat(), metres(p.radius*1.02))
	near.SetField("point")
	either := []query.Query{inTurn{near}}
	for _, code := range p.origin.Areas {
		either = append(either, term("area_codes", string(code), 0))
	}
	if code, ok := wholeArea(*p.origin); ok {
		either = append(either, term("in_codes", string(code), 0))
	}
	return join(either, false)
}

// inTurn lets searches draw their circles one after the other: the coverer that does it is shared, and writes its settings
// anew each time.
type inTurn struct{ query.Query }

var covering sync.Mutex

func (q inTurn) Searcher(ctx context.Context, r api.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	covering.Lock()
	defer covering.Unlock()
	return q.Query.Searcher(ctx, r, m, o)
}

func term(field, value string, boost float64) query.Query {
	t := bleve.NewTermQuery(value)
	t.SetField(field)
	if boost > 0 {
		t.SetBoost(boost)
	}
	return t
}

func metres(m geo.Miles) string {
	return strconv.FormatFloat(m.Kilometres()*1000, 'f', 0, 64) + "m"
}
